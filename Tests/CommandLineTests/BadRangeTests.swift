import Foundation
import Testing

/// Ranges that make no distribution.
@Suite struct BadRangeTests {
  @Test func `check warns of a range that makes no distribution`() async throws {
    try await Command.withStudy { parent, study in
      let file = study.appending(path: "assumptions.yaml")
      var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      let start = try #require(lines.firstIndex(of: "gas.capex:"))
      let shape = try #require(
        lines[start...].firstIndex { $0.trimmingCharacters(in: .whitespaces).hasPrefix("shape:") })
      // 1.843, 2.514 and 5.028 are far from even.
      lines[shape] = "  shape: normal"
      try Data(lines.joined(separator: "\n").utf8).write(to: file)
      let outcome = try await Command.run(["check", "--format", "csv"], in: parent)
      let found = outcome.output.split(separator: "\n").filter { $0.contains("bad-range") }
      #expect(outcome.code == 0 && found.count == 1, "\(outcome.complaint)")
      #expect(found.first?.contains("'gas.capex' makes no distribution") == true)
      #expect(found.first?.contains("choose triangular or pert") == true)
      #expect(found.first?.contains("assumptions.yaml,\(start + 1)") == true)
    }
  }

  /// Each of these alone makes the private value no number, and nothing else does.
  @Test(arguments: [
    ("rate.private=discrete(9: 0.9, -99.9999999: 0.1) %/year", "because of rate.private = -99.99"),
    ("overrun.oilgas.sd=discrete(0.3: 0.9, 1e160: 0.1)", "because of overrun.oilgas.sd = 1e+160"),
    ("rate.private=-99.9999999 %/year", "because of rate.private=-99.9999999 %/year"),
  ])
  func `a world that is no number names what is to blame`(set: String, says: String) async throws {
    let outcome = try await Command.run(
      "risk", "gas:vladivostok-seoul", "--samples", "64", "--set", set)
    #expect(outcome.code == 65 && outcome.complaint.contains(says), "\(outcome.complaint)")
    for innocent in [" regime.", " hold-up.", " gas.", " demand."] {
      #expect(!outcome.complaint.contains(innocent), "\(outcome.complaint)")
    }
  }

  /// `compare` takes the mode, which is a usual value; what is drawn beside it is not.
  @Test(arguments: [
    ["risk", "--samples", "64"], ["risk", "--samples", "64", "--politics", "none"],
    ["sensitivity", "--method", "sobol", "--independent", "--samples", "64"],
    ["sensitivity", "--method", "shapley", "--samples", "64"],
    ["sensitivity", "--method", "morris"],
  ])
  func `a world beyond what compare tells names what is to blame`(arguments: [String]) async throws
  {
    let outcome = try await Command.run(
      arguments + ["gas:vladivostok-seoul", "--set", "gas.demand=triangular(1,10,1e18) bcm/year"])
    #expect(outcome.code == 65 && outcome.output.isEmpty)
    for word in ["which is beyond 1e+15, in ", "because of gas.demand", "it is not so with"] {
      #expect(outcome.complaint.contains(word), "\(outcome.complaint)")
    }
  }

  @Test func `an end of a tornado beyond what compare tells has no bar`() async throws {
    let outcome = try await Command.run(
      "sensitivity", "gas:vladivostok-seoul", "--format", "csv", "--set",
      "gas.demand=triangular(1,10,1e18) bcm/year")
    let rows = outcome.output.split(separator: "\n").filter { $0.contains(",gas.demand,") }
    #expect(outcome.code == 0 && !rows.isEmpty, "\(outcome.complaint)")
    for row in rows where row.contains(",pipeline,") {
      #expect(row.contains("beyond 1e+15 at its high end"), "\(row)")
    }
  }

  @Test func `the bundled study has none`() async throws {
    let outcome = try await Command.run("check", "--format", "csv")
    #expect(outcome.code == 0 && !outcome.output.contains("bad-range"))
    #expect(!outcome.output.contains("range-outside"))
  }

  /// The chances are those of the normal and the uniform distribution: Φ(-1.5), Φ(-1), Φ(-0.2), 1/2,
  /// and Φ(-1.5) + 1 - Φ(1/6).
  @Test(
    arguments: [
      ("gas:vladivostok-seoul", "gas.capex=normal(3,2) MUSD/km @2024", "6.68 %", "0 or more"),
      (
        "container:busan-hamburg", "rail.speed.tsr=normal(500,500) km/day", "15.9 %",
        "a number above 0"
      ),
      ("gas:vladivostok-seoul", "gas.demand=normal(1,5) bcm/year", "42.1 %", "0 or more"),
      (
        "gas:vladivostok-seoul", "regime.collapse.chance=uniform(-10,10) %/year", "50 %",
        "a chance from 0 to 100 % a year"
      ),
      (
        "gas:vladivostok-seoul", "regime.transit.detente=normal(90,60) %", "50.1 %",
        "a share from 0 to 100 %"
      ),
    ])
  func `risk refuses draws outside of what the assumption can be`(
    comparison: String, change: String, chance: String, allowed: String
  ) async throws {
    let outcome = try await Command.run(
      "risk", comparison, "--samples", "1000", "--set", change)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    for part in [String(change.prefix { $0 != "=" }), chance, allowed, "lognormal("] {
      #expect(outcome.complaint.contains(part), "\(part): \(outcome.complaint)")
    }
  }

  /// The same sentence as of a run, from the study and from scenarios, each where it stands.
  @Test func `check tells draws outside of what assumptions can be`() async throws {
    try await Command.withStudy { parent, study in
      let scenario = """
        name: Wild
        set:
          rail.speed.tsr: normal(500, 500) km/day
          regime.collapse.chance: uniform(-10, 10) %/year
          rail.speed.kr: -5 km/day

        """
      try Data(scenario.utf8).write(to: study.appending(path: "scenarios/wild.yaml"))
      let heir = "name: Wilder\ninherits: wild\nset:\n  rail.speed.branch: 200 km/day\n"
      try Data(heir.utf8).write(to: study.appending(path: "scenarios/wilder.yaml"))
      let file = study.appending(path: "assumptions.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      let old = "container trains on the Trans-Siberian\n  low: 740\n"
      #expect(text.ranges(of: old).count == 1)
      let changed = text.replacing(old, with: old.replacing("740", with: "-97.5"))
      try Data(changed.utf8).write(to: file)
      let line = text.prefix(upTo: try #require(text.range(of: "rail.speed.tsr:")).lowerBound)
        .split(separator: "\n", omittingEmptySubsequences: false).count
      let check = try await Command.run(["check", "--format", "csv"], in: parent)
      let found = check.output.split(separator: "\n").filter { $0.contains("range-outside") }
      #expect(check.code == 0 && found.count == 4, "\(found)")
      for (place, words) in [
        ("assumptions.yaml,\(line)", "`rail.speed.tsr` is drawn from -9"),
        ("wild.yaml,3", "15.9 % of the draws are not"),
        ("wild.yaml,4", "and can only be a chance from 0 to 100 % a year: 50 % of the draws"),
        ("wild.yaml,5", "`rail.speed.kr` is set to -5 km/day, and can only be a number above 0"),
      ] {
        #expect(found.contains { $0.contains(place) && $0.contains(words) }, "\(place): \(found)")
      }
      let run = try await Command.run(
        ["risk", "container:busan-hamburg", "--samples", "100000"], in: parent)
      let told = try #require(run.complaint.split(separator: "error: ").last)
      let sentence = try #require(told.split(separator: ";").first)
      #expect(sentence.hasPrefix("`rail.speed.tsr` is drawn from -9"))
      #expect(found.contains { $0.contains(sentence) }, "\(sentence): \(found)")
    }
  }

  @Test(arguments: ["sensitivity", "breakeven"])
  func `so does what varies an assumption alone`(verb: String) async throws {
    let outcome = try await Command.run(
      verb, "gas:vladivostok-seoul", "--set", "gas.capex=normal(3,2) MUSD/km @2024")
    #expect(outcome.code == 64 && outcome.complaint.contains("6.68 %"), "\(outcome.complaint)")
  }

  /// The square of the deviation over the mean is no number above 0, and the mean is not to blame.
  @Test func `a deviation without an outturn is told by its own id`() async throws {
    try await Command.run(
      "risk", "container:busan-hamburg", "--samples", "10", "--set", "overrun.rail.sd=1e-320"
    ).expectFailure(64, says: ["--set: error: ", "`overrun.rail.sd`"])
  }
}
