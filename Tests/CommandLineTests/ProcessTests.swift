import Foundation
import Testing

/// Where the chances of a process come from, as `politics` tells it.
@Suite struct ProcessTests {
  private func politics(_ file: String, _ old: String, _ new: String, _ options: [String] = [])
    async throws -> Command.Outcome
  {
    try await Command.withStudy { parent, study in
      let path = study.appending(path: file)
      let text = try String(contentsOf: path, encoding: .utf8)
      let place = try #require(text.range(of: old))
      try Data(text.replacingCharacters(in: place, with: new).utf8).write(to: path)
      return try await Command.run(["politics"] + options, in: parent)
    }
  }

  private func process(_ id: String, in outcome: Command.Outcome) throws -> [String: Any] {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any],
      "\(outcome.complaint)")
    let processes = try #require(object["processes"] as? [[String: Any]])
    return try #require(processes.first { $0["id"] as? String == id })
  }

  private static let hazards = """
            hazards:
              - {from: [lifted], to: in-force, chance: regime.sanctions.on}
              - {from: [in-force], to: lifted, chance: regime.sanctions.off}

    """

  /// exp(Q) of these rates by hand: 1 - b (1 - e^-(a + b)) / (a + b) and so on, as O-28 has it.
  @Test func `rates a year give the chances of a year`() async throws {
    let rates = "        rates: {lifted: {in-force: 0.1}, in-force: {lifted: 0.25}}\n"
    let outcome = try await politics("regimes.yaml", Self.hazards, rates, ["--format", "json"])
    let process = try process("sanctions", in: outcome)
    #expect(process["row_origins"] as? [String] == ["rates", "rates"])
    #expect(process["rates_per_year"] as? [[Double]] == [[-0.1, 0.1], [0.25, -0.25]])
    let rows = try #require(process["rows"] as? [[Double]])
    for (found, expected) in zip(
      rows.joined(),
      [0.915625168491061, 0.084374831508939, 0.21093707877234757, 0.7890629212276524])
    {
      #expect(abs(found - expected) < 1e-8, "\(rows)")
    }
    let table = try await politics("regimes.yaml", Self.hazards, rates)
    #expect(table.output.contains("rates a year, Q: S0 to S1 0.1, S1 to S0 0.25; the chances"))
    #expect(table.output.contains("exp(Q)"))
  }

  @Test func `worlds follow rates`() async throws {
    try await Command.withStudy { parent, study in
      let path = study.appending(path: "regimes.yaml")
      let text = try String(contentsOf: path, encoding: .utf8)
      let place = try #require(text.range(of: Self.hazards))
      // Sanctions that are lifted at once and for good.
      let rates = "        rates: {in-force: {lifted: 1000}}\n"
      try Data(text.replacingCharacters(in: place, with: rates).utf8).write(to: path)
      func closed(in folder: URL) async throws -> Double {
        let outcome = try await Command.run(
          ["risk", "gas:vladivostok-seoul", "--samples", "512", "--format", "json"], in: folder)
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any],
          "\(outcome.complaint)")
        let routes = try #require(object["routes"] as? [[String: Any]])
        let years = try #require(routes[0]["closed_years"] as? [String: Any])
        return try #require(years["mean"] as? Double)
      }
      #expect(try await closed(in: parent) < closed(in: Command.root) - 1)
    }
  }

  /// Of 11 steps from the status quo 5 stay, 2 lead to a detente and 4 to a crisis: 5.5 / 12.5 and so on.
  @Test func `the mean of counts is that of the study's prior`() async throws {
    let (old, new) = ("through: 2024, prior: 1}", "through: 2024, prior: 0.5}")
    let outcome = try await politics("regimes.yaml", old, new)
    #expect(outcome.output.contains("a symmetric Dirichlet prior of 0.5, (steps + 0.5) / (all"))
    #expect(outcome.output.contains("1.5)"))
    let line = try #require(
      outcome.output.split(separator: "\n").first { $0.hasPrefix("SQ ") },
      "\(outcome.output.prefix(3000))")
    for share in ["44.0%", "20.0%", "36.0%"] { #expect(line.contains(share), "\(line)") }
    let json = try await politics("regimes.yaml", old, new, ["--format", "json"])
    let counts = try #require(try process("peninsula", in: json)["counts"] as? [String: Any])
    #expect(counts["prior"] as? Double == 0.5)
    let own = try await Command.run("politics")
    #expect(own.output.contains("a uniform prior, (steps + 1) / (all steps + 3)"))
  }

  /// Crises are coded and stated, and only the two others are counted: their steps alone are shown.
  @Test func `what is shown as counted is what the matrix counts`() async throws {
    let old =
      "        estimate: {states: [status-quo, detente, crisis], through: 2024, prior: 1}\n        rows:\n"
    let new =
      "        estimate: {states: [status-quo, detente], through: 2024, prior: 1}\n        rows:\n"
      + "          crisis: [0.4, 0, 0.6, 0, 0, 0]\n"
    let outcome = try await politics("regimes.yaml", old, new, ["--format", "json"])
    let process = try process("peninsula", in: outcome)
    let counts = try #require(process["counts"] as? [String: Any])
    #expect(counts["states"] as? [String] == ["status-quo", "detente"])
    #expect(counts["steps"] as? [[Int]] == [[5, 2], [4, 3]])
    #expect((process["row_origins"] as? [String])?.prefix(3) == ["counted", "counted", "stated"])
  }
}
