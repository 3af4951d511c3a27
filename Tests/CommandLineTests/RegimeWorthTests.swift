import Foundation
import Testing

/// What regimes are worth to countries, and scenarios that are about regimes or about dates.
@Suite struct RegimeWorthTests {
  private let gas = "gas:vladivostok-seoul"

  /// V = (1 - β) u + β P V, with the chances and the rate of the same answer.
  @Test(arguments: [
    ("russia-welcomes-union", [0.5, 0.8, 0.1, 0.2, 1.0, 0.3]),
    ("russia-prefers-status-quo", [1.0, 0.9, 0.3, 0.0, 0.7, 0.6]),
  ])
  func `politics tells what regimes are worth, a year and to come`(
    scenario: String, worth: [Double]
  ) async throws {
    let outcome = try await Command.run(
      "politics", gas, "--scenario", scenario, "--format", "json")
    outcome.expectSuccess()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let rate = try #require(object["economic_rate_per_year"] as? Double)
    let process = try #require((object["processes"] as? [[String: Any]])?.first)
    let rows = try #require(process["rows"] as? [[Double]])
    let interests = try #require(process["worth"] as? [[String: Any]])
    let russia = try #require(interests.first { $0["country"] as? String == "RU" })
    #expect(russia["per_year"] as? [Double] == worth)
    #expect((russia["assumptions"] as? [String])?.last == "interest.ru.cb")
    let toCome = try #require(russia["to_come"] as? [Double])
    for (place, row) in rows.enumerated() {
      let next = zip(row, toCome).reduce(0) { $0 + $1.0 * $1.1 }
      let expected = (rate * worth[place] + next) / (1 + rate)
      #expect(abs(toCome[place] - expected) < 1e-6, "\(place)")
    }
    let table = try await Command.run("politics", "--scenario", scenario)
    #expect(table.output.contains("what regimes are worth to countries"))
  }

  @Test func `a diff of two profiles tells what is to come of a regime`() async throws {
    let outcome = try await Command.run(
      "diff", "russia-prefers-status-quo", "russia-welcomes-union", "--format", "json")
    outcome.expectSuccess()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let changes = try #require(object["politics"] as? [[String: Any]])
      .filter { $0["subject"] as? String == "worth 'peninsula to RU'" }
    func change(_ key: String) -> [String?]? {
      changes.first { $0["key"] as? String == key }
        .map { [$0["old"] as? String, $0["new"] as? String] }
    }
    #expect(change("unification, a year") == ["0.7", "1"])
    #expect(change("unification, to come") == ["0.7", "1"])
    let crisis = try #require(change("crisis, to come"))
    #expect(crisis[0] != crisis[1] && crisis.allSatisfy { $0 != nil })
  }

  @Test func `a patience of 0 is told by its id`() async throws {
    try await Command.run("politics", gas, "--set", "hold-up.patience=0")
      .expectFailure(64, says: ["`hold-up.patience` is 0", "a number above 0, up to 1"])
  }

  @Test(arguments: ["compare", "risk", "sensitivity"])
  func `a scenario with a matrix that is not there is refused`(verb: String) async throws {
    try await Command.withStudy { parent, study in
      try "name: X\nregimes: {matrix: xx}\n".write(
        to: study.appending(path: "scenarios/x.yaml"), atomically: true, encoding: .utf8)
      let outcome = try await Command.run(
        [verb, "container:busan-hamburg", "--study", study.path, "--scenario", "x"], in: parent)
      #expect(outcome.code == 65 && outcome.output.isEmpty, "\(outcome.complaint)")
      #expect(outcome.complaint.contains("'xx'"), "\(outcome.complaint)")
    }
  }

  @Test func `a dated scenario is refused before its date, and a supposition is said to be one`()
    async throws
  {
    let containers = "container:busan-hamburg"
    try await Command.run(
      "compare", containers, "--scenario", "by-pl-closed", "--as-of", "2025-06-30"
    ).expectFailure(65, says: ["known since 2025-09-30"])
    let crisis = try await Command.run(
      "compare", containers, "--scenario", "crisis", "--as-of", "2025-06-30")
    #expect(crisis.code == 0 && !crisis.output.isEmpty)
    #expect(crisis.complaint.split(separator: "counts as a supposition").count == 2, "told once")
    let dated = try await Command.run("compare", containers, "--scenario", "base-2010")
    dated.expectSuccess()
    #expect(!dated.complaint.contains("supposition"))
  }

  @Test func `worlds of any spelling of npy are numpy's`() async throws {
    try await Command.withFolder { folder in
      try await Command.run("risk", gas, "--samples", "64", "--worlds", folder.path + "/W.NPY")
        .expectSuccess()
      let data = try Data(contentsOf: folder.appending(path: "W.NPY"))
      #expect(Array(data.prefix(6)) == [0x93] + Array("NUMPY".utf8))
    }
  }

  @Test(arguments: ["sobol", "shapley", "morris"])
  func `one sample is refused`(method: String) async throws {
    try await Command.run(
      "sensitivity", gas, "--method", method, "--independent", "--samples", "1"
    ).expectFailure(64, says: ["give 2 to"])
  }
}
