import Foundation
import Testing

/// Which assumptions a result depends on.
@Suite struct SensitivityTests {
  private static let pipeline = ["sensitivity", "gas:vladivostok-seoul", "--route", "pipeline"]
  /// Without the years of construction nothing that is left is correlated.
  private static let fixedYears = ["--set", "horizon.construction=5 year"]
  private static let sobol = pipeline + fixedYears + ["--method", "sobol", "--samples"]

  @Test(arguments: [
    ("gas:vladivostok-seoul", "pipeline", "npv_musd", ["gas.capex"]),
    ("gas:vladivostok-seoul", "pipeline", "npv_private_musd", ["rate.private"]),
    (
      "container:busan-hamburg", "tkr-east", "npv_musd",
      ["choice.theta", "horizon.construction", "overrun.rail.mean"]
    ),
    ("container:busan-hamburg", "sea-suez", "share", ["rail.tariff.1520"]),
  ])
  func `the ends of a tornado are what compare says with these values`(
    comparison: String, route: String, key: String, ids: [String]
  ) async throws {
    let json = try await Analysis.json([
      "sensitivity", comparison, "--route", route, "--key", key,
    ])
    let rows = try #require(try Analysis.results(json).first?["assumptions"] as? [[String: Any]])
    for id in ids {
      let row = try #require(rows.first { $0["id"] as? String == id })
      for (end, at) in [("low", "at_low"), ("high", "at_high")] {
        let value = try #require(row[end] as? Double)
        let found = try await Analysis.compare(
          comparison, route, key, setting: id, to: value, in: json)
        let stated = try #require(row[at] as? Double)
        #expect(abs(stated - found) <= 2e-8 * max(1, abs(found)), "\(id) \(end)")
      }
    }
  }

  @Test func `bars fall, and their swing is how far the result ranges`() async throws {
    let json = try await Analysis.json(Self.pipeline)
    let result = try #require(try Analysis.results(json).first)
    let base = try #require(result["base"] as? Double)
    let rows = try #require(result["assumptions"] as? [[String: Any]])
    var before = Double.infinity
    for row in rows {
      let ends = [
        base, try #require(row["at_low"] as? Double), try #require(row["at_high"] as? Double),
      ]
      let swing = try #require(row["swing"] as? Double)
      #expect(abs(swing - (ends.max() ?? 0) + (ends.min() ?? 0)) <= 1e-4 * max(1, swing))
      #expect(swing <= before)
      before = swing
    }
  }

  @Test func `first orders, interactions and classes make up the variance`() async throws {
    let json = try await Analysis.json(Self.sobol + ["128"])
    let result = try #require(try Analysis.results(json).first)
    let rows = try #require(result["assumptions"] as? [[String: Any]])
    let share = try #require(result["share_by_class"] as? [String: Any])
    let classes = try #require(share["classes"] as? [String: Double])
    let interactions = try #require(share["interactions"] as? Double)
    let firsts = rows.compactMap { $0["first"] as? Double }.reduce(0, +)
    #expect(abs(firsts + interactions - 1) < 1e-6)
    #expect(abs(classes.values.reduce(0, +) - firsts) < 1e-6)
    let unsourced = (classes["memory"] ?? 0) + (classes["judgement"] ?? 0)
    #expect(abs(unsourced - (share["unsourced"] as? Double ?? .nan)) < 1e-6)
    let text = try await Command.run(Self.sobol + ["128"])
    let percent = Int((100 * unsourced).rounded())
    #expect(
      text.output.contains("\(percent)% of this spread comes from figures nobody has sourced"))
  }

  @Test func `correlated assumptions have Shapley effects and no Sobol' indices`() async throws {
    let tkr = ["sensitivity", "container:busan-hamburg", "--route", "tkr-east", "--samples", "16"]
    try await Command.run(tkr + ["--method", "sobol"]).expectFailure(
      64, says: ["overrun.rail.mean", "horizon.construction", "--method shapley", "--independent"])
    let aloud = try await Command.run(tkr + ["--method", "sobol", "--independent"])
    aloud.expectSuccess()
    #expect(aloud.output.contains("CORRELATIONS LEFT OUT: overrun.rail.mean"))
    let json = try await Analysis.json(tkr + ["--method", "shapley"])
    let rows = try #require(
      try Analysis.results(json).first?["assumptions"] as? [[String: Any]])
    #expect(abs(rows.compactMap { $0["share"] as? Double }.reduce(0, +) - 1) < 1e-6)
  }

  /// Overruns of any class go with the years of construction.
  @Test(arguments: [
    ("gas:vladivostok-seoul", "overrun.oilgas.mean"),
    ("power:vladivostok-seoul", "overrun.power.mean"),
    ("container:busan-moscow", "overrun.rail.mean"),
  ])
  func `works of every class are correlated with their schedule`(
    comparison: String, class id: String
  )
    async throws
  {
    try await Command.run("sensitivity", comparison, "--method", "sobol").expectFailure(
      64, says: [id, "horizon.construction", "--method shapley"])
  }

  @Test func `correlations that can't be are said to be repaired`() async throws {
    try await Command.withStudy { parent, study in
      let file = study.appending(path: "study.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      let pairs = [
        ("gas.capex", "gas.demand", 0.9), ("gas.demand", "gas.value.seoul", 0.9),
        ("gas.capex", "gas.value.seoul", -0.9),
      ]
      let entries = pairs.map {
        "  - {between: [\($0.0), \($0.1)], rank: \($0.2), class: judgement}\n"
      }
      let place = try #require(text.range(of: "correlations:\n")?.upperBound)
      let changed = text.replacingCharacters(in: place..<place, with: entries.joined())
      try Data(changed.utf8).write(to: file)
      for verb in [
        ["sensitivity", "--method", "shapley", "--samples", "8"], ["sensitivity"],
        ["risk", "--samples", "8"],
      ] {
        let outcome = try await Command.run(
          verb + ["gas:vladivostok-seoul", "--format", "markdown"], in: parent)
        #expect(outcome.code == 0 && outcome.output.contains("REPAIRED: "))
        #expect(outcome.complaint.contains("warning: the correlations contradict one another"))
        // What a repair leaves has as many digits as a number can have.
        let together = try #require(
          outcome.output.split(separator: "\n").first { $0.hasPrefix("- together: ") })
        #expect(together.contains("gas.capex and gas.demand 0."), "\(together)")
        #expect(!together.contains(/\.[0-9]{4}/), "\(together)")
      }
    }
  }

  @Test func `few samples are said to be few`() async throws {
    let few = try await Command.run(Self.sobol + ["3"])
    #expect(few.output.contains("FEW SAMPLES: with 3"))
    let many = try await Command.run(Self.sobol + ["1024"])
    #expect(many.code == 0 && !many.output.contains("FEW SAMPLES"))
  }

  @Test func `the mean over regimes is that of many simulated paths`() async throws {
    let risk = try await Command.run(
      ["risk", "gas:vladivostok-seoul", "--samples", "1024", "--format", "csv"] + Self.fixedYears)
    let rows = risk.output.split(separator: "\n").map { $0.split(separator: ",") }
    let number = { (statistic: String) -> Double in
      rows.first { $0[1] == "pipeline" && $0[2] == "npv_musd" && $0[3] == statistic }
        .flatMap { Double($0[4]) } ?? .nan
    }
    let json = try await Analysis.json(
      Self.sobol + ["64", "--politics", "on"])
    let mean = try #require(try Analysis.results(json).first?["mean"] as? Double)
    // Points of low discrepancy leave the mean over the inputs almost exact.
    #expect(abs(mean - number("mean")) < 4 * number("mean_standard_error"))
    let open = try await Analysis.json(Self.sobol + ["64"])
    let openMean = try #require(try Analysis.results(open).first?["mean"] as? Double)
    #expect(openMean > mean + 1000)
  }

  // `politics` reckons the same expectation by code of its own, with numbers and no columns.
  @Test func `chances of regimes swing as politics says with these values`() async throws {
    let json = try await Analysis.json(Self.pipeline + ["--politics", "on"])
    let result = try #require(try Analysis.results(json).first)
    #expect(result["key"] as? String == "npv_musd")
    let rows = try #require(result["assumptions"] as? [[String: Any]])
    for id in [
      "regime.sanctions.off", "regime.collapse.chance", "regime.collapse.unification-share",
      "regime.tilt.detente", "regime.loss.crisis",
    ] {
      let row = try #require(rows.first { $0["id"] as? String == id }, "\(id)")
      for end in ["low", "high"] {
        let told = try #require(row["at_" + end] as? Double)
        let value = try await Analysis.expected(
          "gas:vladivostok-seoul", "pipeline", "economic.npv_expected_musd",
          id: id, to: try #require(row[end] as? Double), in: json)
        #expect(abs(told - value) < 1e-6 * abs(value), "\(id) \(end): \(told), \(value)")
      }
    }
    // No route of this comparison crosses the borders of Belarus.
    #expect(!rows.contains { ($0["id"] as? String)?.hasPrefix("regime.western") ?? false })
    let open = try await Analysis.json(Self.pipeline)
    let inputs = try #require(open["inputs"] as? [[String: Any]])
    #expect(!inputs.contains { ($0["id"] as? String)?.hasPrefix("regime.") ?? false })
  }

  @Test func `the paths of regimes have a share of the spread in worlds`() async throws {
    let json = try await Analysis.json(Self.sobol + ["16", "--politics", "on"])
    let result = try #require(try Analysis.results(json).first)
    let found = try #require(result["in_worlds"] as? [String: Any])
    #expect(found["worlds"] as? Int == 1024)
    #expect(found["class_of_paths"] as? String == "judgement")
    let share = try #require(found["share_of_paths"] as? Double)
    let error = try #require(found["share_of_paths_standard_error"] as? Double)
    #expect(share > 0.05 && share < 0.5 && error > 0 && error < 0.05)
    let classes = try #require(result["share_by_class"] as? [String: Any])
    let unsourced = try #require(classes["unsourced"] as? Double)
    let whole = try #require(found["unsourced"] as? Double)
    #expect(abs(whole - ((1 - share) * unsourced + share)) < 1e-6)
    // The same worlds by `risk`.
    let risk = try await Analysis.json(
      ["risk", "gas:vladivostok-seoul", "--samples", "1024"] + Self.fixedYears)
    let routes = try #require(risk["routes"] as? [[String: Any]])
    let worth = try #require(
      routes.first { $0["id"] as? String == "pipeline" }?["npv_musd"] as? [String: Any])
    #expect(abs((worth["sd"] as? Double ?? 0) - (found["sd"] as? Double ?? 1)) < 1e-3)
    let none = try await Analysis.json(Self.sobol + ["16"])
    #expect(try Analysis.results(none).first?["in_worlds"] == nil)
    // The deviation of the class is a judgement, and with it the outturn that is drawn.
    let inputs = try #require(json["inputs"] as? [[String: Any]])
    let outturn = try #require(
      inputs.first { $0["id"] as? String == "overrun.oilgas.mean/outturn" })
    #expect(outturn["class"] as? String == "judgement" && outturn["stands_for"] is String)
    let mean = try #require(inputs.first { $0["id"] as? String == "overrun.oilgas.mean" })
    #expect(mean["class"] as? String == "excerpt" && mean["stands_for"] is NSNull)
  }

  @Test func `threads change nothing, and a seed does`() async throws {
    let sobol = Self.sobol + ["1024", "--format", "csv"]
    let one = try await Command.run(sobol + ["--threads", "1"])
    let three = try await Command.run(sobol + ["--threads", "3"])
    #expect(one.output == three.output && one.code == 0)
    let other = try await Command.run(sobol + ["--seed", "7"])
    #expect(one.output != other.output && other.code == 0)
  }

  @Test(arguments: ["tornado", "morris", "shapley"])
  func `there are tables of 100 columns, Markdown and CSV`(method: String) async throws {
    var arguments = ["sensitivity", "container:busan-hamburg", "--method", method]
    if method != "tornado" { arguments += ["--samples", "4"] }
    let text = try await Command.run(arguments)
    text.expectSuccess()
    for line in text.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    #expect(text.output.contains("evaluations"))
    let markdown = try await Command.run(arguments + ["--format", "markdown"])
    #expect(markdown.output.contains("### tkr-east npv_musd"))
    let csv = try await Command.run(arguments + ["--format", "csv"])
    #expect(csv.output.hasPrefix("comparison,route,key,assumption,class,"))
  }

  @Test(arguments: [
    (["--method", "sobl"], "invalid for '--method"),
    (["--samples", "8"], "draws no samples"),
    (["--method", "sobol", "--samples", "0"], "--samples is 0"),
    (["--method", "morris", "--samples", "1"], "give 2 to"),
    (["--method", "sobol", "--samples", "4294967297"], "give 2 to 2147483648"),
    (["--method", "sobol", "--threads", "0"], "--threads is 0"),
    (["--key", "npv_msd"], "did you mean `npv_musd`?"),
    (["--key", "share"], "no choice model"),
    (["--route", "pipelin"], "did you mean `pipeline`?"),
  ])
  func `what means nothing is refused`(arguments: [String], says: String) async throws {
    let outcome = try await Command.run(["sensitivity", "gas:vladivostok-seoul"] + arguments)
    #expect(outcome.code == 64 && outcome.output.isEmpty && !outcome.isKilled)
    #expect(outcome.complaint.contains(says), "\(outcome.complaint)")
  }

  /// Of the triangular distribution 0.5² / (1.5 × 1.2) lies below 0.
  @Test func `a distribution beyond what an input can be names it`() async throws {
    let outcome = try await Command.run(
      "sensitivity", "container:busan-hamburg", "--route", "tkr-east", "--method", "morris",
      "--set", "choice.lambda=triangular(-0.5, 0.7, 1)")
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(
      outcome.complaint.contains("`choice.lambda` is drawn from -0.5 to 1")
        && outcome.complaint.contains("13.9 % of the draws"), "\(outcome.complaint)")
  }
}

/// Runs of the analyses, read back.
enum Analysis {
  /// The JSON of a run.
  static func json(_ arguments: [String]) async throws -> [String: Any] {
    let outcome = try await Command.run(arguments + ["--format", "json"])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  /// The results of a sensitivity analysis.
  static func results(_ json: [String: Any]) throws -> [[String: Any]] {
    try #require(json["results"] as? [[String: Any]])
  }

  /// The text for `--set` that puts an input to a value in the unit of the analysis.
  static func setting(_ id: String, to value: Double, unit: String, year: Int) -> String {
    "\(id)=\(value)" + (unit == "1" ? "" : " \(unit)") + (unit.contains("USD") ? " @\(year)" : "")
  }

  /// A result of `compare` with an input put to a value.
  static func compare(
    _ comparison: String, _ route: String, _ key: String, setting id: String, to value: Double,
    in json: [String: Any]
  ) async throws -> Double {
    let inputs = try #require(json["inputs"] as? [[String: Any]])
    let unit = try #require(inputs.first { $0["id"] as? String == id }?["unit"] as? String)
    let year = try #require(json["price_year"] as? Int)
    return try await compare(
      comparison, route, key, ["--set", setting(id, to: value, unit: unit, year: year)])
  }

  /// A value of a route of `politics` with an input put to a value.
  static func expected(
    _ comparison: String, _ route: String, _ key: String, id: String, to value: Double,
    in json: [String: Any], _ options: [String] = []
  ) async throws -> Double {
    let year = try #require(json["price_year"] as? Int)
    let inputs = json["inputs"] as? [[String: Any]] ?? []
    // Chances are shares of a year where no list of inputs says otherwise.
    let unit = inputs.first { $0["id"] as? String == id }?["unit"] as? String ?? "%/year"
    let outcome = try await Command.run(
      ["politics", comparison, "--format", "csv"] + options
        + ["--set", setting(id, to: value, unit: unit, year: year)])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let cells = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    return try #require(
      cells.first { $0.count > 2 && $0[0] == route && $0[1] == key }.flatMap { Double($0[2]) })
  }

  /// A result of `compare` with options.
  static func compare(_ comparison: String, _ route: String, _ key: String, _ options: [String])
    async throws -> Double
  {
    let outcome = try await Command.run(["compare", comparison, "--format", "csv"] + options)
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let cells = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    return try #require(
      cells.first { $0.count > 3 && $0[1] == route && $0[2] == key }.flatMap { Double($0[3]) })
  }
}
