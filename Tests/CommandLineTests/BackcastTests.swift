import Foundation
import Testing

/// The backcasts of the bundled study, row by row, against figures that were worked out apart from it.
@Suite struct BackcastTests {
  private struct Report: Decodable {
    var counts: [String: Int]
    var backcasts: [Row]
  }
  private struct Row: Decodable {
    var id: String
    var verdict: String
    var calibration: Bool
    var figures: [Figure]
  }
  private struct Figure: Decodable {
    var about: String
    var value: Double?
    var low: Double?
    var high: Double?
    var passes: Bool?
  }

  private static let report = Task { () throws -> Report in
    let outcome = try await Command.run("audit", "--backcast", "--format", "json")
    outcome.expectSuccess()
    return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  private func row(_ id: String) async throws -> Row {
    try #require(try await Self.report.value.backcasts.first { $0.id == id })
  }

  private func value(_ row: Row, _ place: Int) throws -> Double {
    try #require(row.figures.indices.contains(place) ? row.figures[place].value : nil)
  }

  @Test func `there are ten, and one of them is a calibration`() async throws {
    let report = try await Self.report.value
    #expect(report.backcasts.map(\.id) == (1...10).map { "V-\($0)" })
    #expect(report.backcasts.filter(\.calibration).map(\.id) == ["V-9"])
    #expect(report.counts["calibration"] == 1)
  }

  // scipy's lognormal with mean 1.447 and deviation 0.384 at 1.98, 2.25, 2.47 and 3.14.
  @Test func `the price base moves Rajin from the 91st percentile off the chart`() async throws {
    let row = try await row("V-1")
    #expect(row.verdict == "pass")
    for (place, expected, tolerance) in [
      (2, 91.0, 0.5), (3, 97, 0.5), (4, 98.5, 0.1), (5, 99.9, 0.05),
    ] {
      #expect(abs(try value(row, place) - expected) <= tolerance)
    }
    // exp(0.33546 + 0.26087 z) at z of 5 % and 99 %.
    #expect(abs((row.figures[0].low ?? 0) - 0.9106) < 1e-4)
    #expect(abs((row.figures[0].high ?? 0) - 2.5660) < 1e-3)
  }

  // The criterion is a share below 2 %; the model, without choice constants, misses it.
  @Test func `Rajin gets more boxes than it got`() async throws {
    let row = try await row("V-2")
    #expect(row.figures[0].high == 2)
    #expect((try value(row, 0) > 2) == (row.verdict == "miss"))
    #expect(try value(row, 0) > value(row, 1))
  }

  // By hand: p = 142.2 / 1100, odds times exp(-0.0013 x 500), 44.36 % less; counted 1 - 40 / 142.2.
  @Test func `the rise of 2006 takes less transit in the model than it took`() async throws {
    let row = try await row("V-3")
    #expect(abs(try value(row, 0) - 44.36) < 0.01)
    #expect(abs((row.figures[0].low ?? 0) + 15 - 71.87) < 0.01)
    #expect(abs((row.figures[0].high ?? 0) - 15 - 71.87) < 0.01)
    #expect(row.verdict == "miss")
  }

  // 38.8 x 30 less 4 % of 6,650 is a factor of 0.13504, and 50 x 30 less 4 % of 11,300 one of 0.09274.
  @Test func `the pipeline's tariffs imply 13 and 8 and a half percent`() async throws {
    let row = try await row("V-4")
    #expect(row.verdict == "pass")
    #expect(abs(try value(row, 0) - 13.2) < 0.05)
    #expect(abs(try value(row, 1) - 8.5) < 0.05)
  }

  // (12.1 / 88.5553) / (6.65 / 79.07) = 1.625; exp(mu) = 1.34 / sqrt(1 + (0.45 / 1.34)^2) = 1.2703.
  @Test func `the pipeline's overrun is in the upper half of its class`() async throws {
    let row = try await row("V-5")
    #expect(row.verdict == "pass")
    #expect(abs(try value(row, 0) - 1.6247) < 1e-3)
    #expect(abs((row.figures[0].low ?? 0) - 1.2703) < 1e-3)
    #expect(abs((row.figures[0].high ?? 0) - 2.175) < 1e-2)
  }

  // 10 bcm, 700 km at 1.9 and at 2.0 USD for 1000 m3 and 100 km.
  @Test func `the fee for gas is between what was said and what was asked`() async throws {
    let row = try await row("V-6")
    #expect(row.verdict == "pass")
    #expect(abs(try value(row, 0) - 133) < 1e-6)
    #expect(abs(try value(row, 1) - 140) < 1e-6)
  }

  @Test func `in 2010 nobody builds, and waiting is worth it for the pipeline alone`() async throws
  {
    let row = try await row("V-7")
    #expect(row.figures.filter { $0.passes != nil }.count == 6)
    for place in [0, 2, 4] { #expect(try value(row, place) < 0) }
    for place in [1, 3, 5] { #expect(try value(row, place) >= 0) }
    let missed = try [1, 3, 5].contains { try value(row, $0) == 0 }
    #expect(row.verdict == (missed ? "miss" : "pass"))
  }

  // 10,775 nautical miles by geographiclib along the same points.
  @Test func `the way to Rotterdam is as long as published`() async throws {
    let row = try await row("V-8")
    #expect(row.verdict == "pass")
    #expect(abs(try value(row, 0) - 10_775) < 1)
    #expect(abs(try value(row, 1) / 10_744 - 1) < 0.02)
  }

  // 1 - Phi(ln(125 / 22.5) / 1.04) = 4.96 %.
  @Test func `the share of 2018 is given back, which is no proof`() async throws {
    let row = try await row("V-9")
    #expect(row.calibration && row.verdict == "calibration")
    #expect(abs(try value(row, 0) - 4.96) < 0.01)
  }

  @Test func `the host could have made Kaesong's record but for its settlement`() async throws {
    let row = try await row("V-10")
    #expect(row.verdict == "miss")
    #expect(row.figures.prefix(4).map(\.passes) == [true, true, true, false])
    #expect(row.figures.prefix(4).allSatisfy { $0.low == 0.05 && $0.high == 0.95 })
    // Two million records drawn with numpy from the same three triangulars: 0.4286, 0.7469, 0.6392.
    #expect(abs(try value(row, 0) - 0.4286) < 0.0015)
    #expect(abs(try value(row, 1) - 0.7469) < 0.0015)
    #expect(abs(try value(row, 5) - 0.6392) < 0.0015)
    // Ended in 12 years: 1 - E[(1 - q)^12] over a triangular 3, 8, 15 %; by quadrature 0.6469.
    #expect(abs(try value(row, 2) - (1 - 0.6469 / 2)) < 0.001)
    // A fifth of what the pipeline leaves is the least that its host bargains for, many times a twentieth of the fee.
    #expect(try value(row, 3) == 0)
    // The self-enforcing fee is a third of what a year leaves.
    let (fee, enforced) = try await fees()
    #expect(abs(try value(row, 4) - (1 + 0.33 * enforced * 3 / fee)) < 1e-6)
  }

  /// The fee of the gas pipeline's host, and the one that enforces itself, in millions a year.
  private func fees() async throws -> (fee: Double, enforced: Double) {
    let json = try await Analysis.json(["politics", "gas:vladivostok-seoul"])
    let routes = try #require(json["routes"] as? [[String: Any]])
    let pipeline = try #require(routes.first { $0["id"] as? String == "pipeline" })
    let host = try #require((pipeline["hosts"] as? [[String: Any]])?.first)
    return (
      try #require(host["fee_musd_per_year"] as? Double),
      try #require(host["self_enforcing_fee_musd_per_year"] as? Double)
    )
  }

  // By hand: no demand is below 1.5; P(power <= 0.05 fee / gain) of a power evenly spread from 0 to 2 %.
  @Test func `a settlement is by the bargain that the host drives`() async throws {
    try await Command.withStudy { parent, study in
      func change(_ name: String, _ old: String, _ new: String) throws {
        let file = study.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains(old))
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
      }
      func settled() async throws -> Figure {
        let outcome = try await Command.run("audit", "--backcast", "--format", "json", in: parent)
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        return try #require(report.backcasts.first { $0.id == "V-10" }).figures[3]
      }
      try change(
        "assumptions.yaml",
        "  name: The host's share of what is bargained over\n  low: 20\n  base: 33\n  high: 60\n"
          + "  unit: \"%\"\n  shape: triangular",
        "  name: The host's share of what is bargained over\n  low: 0\n  base: 1\n  high: 2\n"
          + "  unit: \"%\"\n  shape: uniform")
      let nash = try #require(try await settled().value)
      let (fee, enforced) = try await fees()
      #expect(abs(nash - 0.05 * fee / (3 * enforced) / 0.02) < 1e-6)
      // Observed: (1.05 - 1)^2 / ((1.5 - 1) (1.05 - 1)) of a triangular 1, 1.05, 1.5.
      try change("regimes.yaml", "bargain: nash", "bargain: observed")
      #expect(abs(try #require(try await settled().value) - 0.1) < 1e-12)
      try change("regimes.yaml", "bargain: observed", "bargain: nash")
      try change("backcasts.yaml", " on gas:vladivostok-seoul/pipeline}\"", "}\"")
      #expect(try await settled().value == nil)
    }
  }

  @Test(arguments: [
    ("scenario: base-2010", "scenario: base-2011", "no scenario `base-2011`"),
    ("choice.theta: \"0.0013", "choice.thetta: \"0.0013", "did you mean 'choice.theta'?"),
    ("{happened:usd}\"", "{happened:us}\"", "nothing that happened is called `us`"),
    ("as_of: 2007-12-31", "as_of: 2007-13-31", "'2007-13-31' and not a date"),
  ])
  func `a mistake is told with its line`(_ old: String, _ new: String, _ message: String)
    async throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Command.root.appending(path: "Geo"), to: folder)
    let file = folder.appending(path: "backcasts.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
    let outcome = try await Command.run("audit", "--backcast", "--study", folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.complaint.contains(message))
    #expect(outcome.complaint.contains("backcasts.yaml:"))
  }

  @Test func `a miss ends with 1 only when it is asked to`() async throws {
    let missed = try await Command.run(
      "audit", "--backcast", "--fail-on", "miss", "--format", "csv")
    #expect(missed.code == 1)
    let wrong = try await Command.run("audit", "--backcast", "--fail-on", "supported")
    #expect(wrong.code == 64)
    #expect(wrong.complaint.contains("knows no verdict `supported`"))
  }
}
