import Corridor
import CorridorAppraisal
import Foundation
import Testing

/// Worlds without chance are the appraisal itself, and politics scale what varies with demand.
@Suite("The risk model on the bundled study")
struct RiskModelTests {
  /// A run in which every assumption has its base and no range.
  private func fixed(_ changes: [String: String] = [:]) throws -> ResolvedAssumptions {
    let study = try BundledStudy.study.get()
    var texts: [String: String] = [:]
    for assumption in study.assumptions where assumption.shape != .fixed {
      let base = assumption.base
      texts[assumption.id] =
        "\(base.value) \(base.unit)" + (base.priceYear.map { " @\($0)" } ?? "")
    }
    for assumption in study.assumptions where assumption.id.hasPrefix("overrun.") {
      if assumption.id.hasSuffix(".sd") { texts[assumption.id] = "1e-15 1" }
    }
    texts.merge(changes) { $1 }
    return try study.resolved(
      overrides: texts.sorted { $0.key < $1.key }.map {
        Override(id: $0.key, text: $0.value, location: SourceLocation(file: "--set"))
      })
  }

  private func appraised(_ id: String, _ resolved: ResolvedAssumptions) throws
    -> CorridorAppraisal.ComparisonResult
  {
    let study = try BundledStudy.study.get()
    let comparison = try #require(study.comparison(id))
    let routes = try BundledStudy.network.get().routes(of: id)
    return try ComparisonAppraiser(study: study, assumptions: resolved)
      .appraise(comparison, routes: routes)
  }

  private func world(
    _ id: String, _ resolved: ResolvedAssumptions, regimes: Regimes? = nil,
    selection: RegimeSelection = RegimeSelection()
  ) async throws -> WorldSummary {
    let model = try RiskModel(
      appraised(id, resolved), of: BundledStudy.study.get(), resolved: resolved, regimes: regimes,
      selection: selection)
    // Outturns that are as good as certain are all that is drawn.
    #expect(model.drawn.drawn.allSatisfy { $0.id.hasPrefix("overrun.") })
    return try await Simulation(model.world, seed: 1, count: 2).run().summary
  }

  @Test(
    "without chance and politics every world is the appraisal",
    arguments: [
      "container:busan-hamburg", "container:busan-moscow", "oil:taishet-kozmino",
      "gas:vladivostok-seoul", "power:vladivostok-seoul",
    ])
  func appraisal(id: String) async throws {
    let resolved = try fixed()
    let result = try appraised(id, resolved)
    let summary = try await world(id, resolved)
    #expect(summary.names.count >= result.routes.count)
    for (name, output) in zip(summary.names, summary.outputs) {
      let halves = name.split(separator: "/").map(String.init)
      let route = try #require(result.routes.first { $0.route.plan.shortID == halves[0] })
      let expected = try #require(route.outcome(halves[1])?.value, "\(name)")
      // One way sums year by year, the other multiplies present values.
      let tolerance = 1e-9 * max(1, expected.magnitude)
      #expect((output.lowest - expected).magnitude < tolerance, "\(name): \(output.lowest)")
      #expect((output.highest - expected).magnitude < tolerance, "\(name)")
    }
  }

  /// Each world once more by the appraisal, which shares no code with the engine's columns: with the
  /// drawn values set as assumptions, and the outturn of a class as its mean without deviation.
  @Test(
    "worlds without politics are the appraisal with what was drawn in them",
    arguments: ["container:busan-hamburg", "oil:taishet-kozmino", "gas:vladivostok-seoul"])
  func drawn(id: String) async throws {
    let study = try BundledStudy.study.get()
    let resolved = try study.resolved()
    let model = try RiskModel(appraised(id, resolved), of: study, resolved: resolved)
    #expect(model.drawn.drawn.count > 10)
    let simulation = try Simulation(model.world, seed: 11, count: 5)
    var worlds: [[Double]] = []
    _ = try await simulation.deliver(to: { _, columns in worlds = columns })
    for sample in 0..<5 {
      let result = try appraised(id, with: simulation.inputs(of: UInt64(sample)), model.drawn)
      for (output, column) in zip(model.world.outputs, worlds) {
        let halves = output.name.split(separator: "/").map(String.init)
        let route = try #require(result.routes.first { $0.route.plan.shortID == halves[0] })
        let expected = try #require(route.outcome(halves[1])?.value, "\(output.name)")
        let tolerance = 1e-9 * max(1, expected.magnitude)
        #expect((column[sample] - expected).magnitude < tolerance, "\(output.name), \(sample)")
      }
    }
  }

  private func appraised(
    _ id: String, with inputs: [SimulationError.InputValue], _ drawn: DrawnAssumptions
  ) throws
    -> CorridorAppraisal.ComparisonResult
  {
    let study = try BundledStudy.study.get()
    let year = study.settings.priceBase.year
    var changes: [Override] = []
    for input in inputs {
      guard let assumption = drawn.drawn.first(where: { $0.id == input.name }) else { continue }
      func set(_ id: String, _ text: String) {
        changes.append(Override(id: id, text: text, location: SourceLocation(file: "--set")))
      }
      let prices = assumption.unit.hasMoney ? " @\(year)" : ""
      // The timeline has whole years.
      let isTime = input.name.hasPrefix("horizon.")
      let value = isTime ? (input.value + 0.5).rounded(.down) : input.value
      let mean = input.name.replacing("/outturn", with: "")
      if mean != input.name {
        func drawn(_ id: String) -> Double? { inputs.first { $0.name == id }?.value }
        let m = try #require(drawn(mean))
        let s = try #require(drawn(mean.replacing(".mean", with: ".sd")))
        let variance = log1p(s / m * (s / m))
        set(mean, "\(m * exp(variance.squareRoot() * value - variance / 2)) 1")
        set(mean.replacing(".mean", with: ".sd"), "1e-15 1")
        continue
      }
      set(input.name, "\(value) \(assumption.unit)\(prices)")
      if assumption.role != nil {
        set(input.name.replacing(".mean", with: ".sd"), "1e-15 1")
      }
    }
    return try appraised(id, study.resolved(overrides: changes))
  }

  /// E O = E m, Var O = Var m + E s²: of m between 0.5 and 3, 2.5² / 12, and s between 0.2 and 0.8, 0.28.
  @Test("mean and deviation of a reference class are drawn before its outturn")
  func outturns() async throws {
    let resolved = try fixed([
      "overrun.oilgas.mean": "uniform(0.5, 3)", "overrun.oilgas.sd": "uniform(0.2, 0.8)",
    ])
    let result = try appraised("gas:vladivostok-seoul", resolved)
    let model = try RiskModel(result, of: BundledStudy.study.get(), resolved: resolved)
    #expect(
      model.drawn.drawn.map(\.id)
        == ["overrun.oilgas.mean", "overrun.oilgas.sd", "overrun.oilgas.mean/outturn"])
    let simulation = try Simulation(model.world, seed: 5, count: 20_000)
    let summary = try await simulation.run(threads: 1).summary
    #expect(try await simulation.run(threads: 3).summary == summary)
    let capital = try #require(summary["pipeline/capex_musd"])
    let route = try #require(result.routes.first { $0.route.plan.shortID == "pipeline" })
    let estimate = try #require(route.outcome("capex_estimate_musd")?.value)
    let mean = try #require(capital.mean)
    let error = try #require(mean.standardError)
    #expect((mean.value - 1.75 * estimate).magnitude < 4 * error)
    let deviation = (2.5 * 2.5 / 12 + 0.28).squareRoot() * estimate
    let spread = try #require(capital.deviationError)
    let found = try #require(capital.deviation)
    #expect((found - deviation).magnitude < 4 * spread)
    #expect(spread < 0.02 * deviation)
  }

  @Test("a deviation that may be drawn below 0 is refused")
  func negativeDeviation() throws {
    let resolved = try fixed(["overrun.oilgas.sd": "normal(0.1, 0.1)"])
    let result = try appraised("gas:vladivostok-seoul", resolved)
    #expect {
      try RiskModel(result, of: BundledStudy.study.get(), resolved: resolved)
    } throws: { "\($0)".contains("`overrun.oilgas.sd` is drawn from -0.") }
  }

  @Test(
    "a deviation that is too much against its mean is named itself, and not the outturn",
    arguments: ["1e200 1", "uniform(0.1, 1e200)"])
  func deviationBeyondReckoning(text: String) throws {
    let resolved = try fixed(["overrun.oilgas.sd": text])
    let result = try appraised("gas:vladivostok-seoul", resolved)
    #expect {
      try RiskModel(result, of: BundledStudy.study.get(), resolved: resolved)
    } throws: { "\($0)".contains("the range of `overrun.oilgas.sd` makes no distribution") }
    #expect {
      try SensitivityModel(
        result, keys: ["npv_musd"], of: BundledStudy.study.get(), resolved: resolved)
    } throws: { "\($0)".contains("the range of `overrun.oilgas.sd` makes no distribution") }
  }

  @Test("a correlation with what has no range does nothing, and check and runs say so")
  func idleCorrelations() throws {
    var study = try BundledStudy.study.get()
    // The means of classes have no range either: their outturns are drawn.
    #expect(study.correlations.contains { $0.between.contains("overrun.rail.mean") })
    #expect(study.idleCorrelations.map(\.code) == ["idle-correlation"])
    #expect(study.idleCorrelations.first?.message.contains("vot.median has no range") == true)
    study.correlations.append(
      CorrelatedAssumptions(
        between: ["cargo.value", "vot.sigma"], rank: 0.1, sources: [], sourceClass: .judgement,
        note: nil, location: SourceLocation(file: "study.yaml", line: 500, column: 5)))
    let finding = try #require(study.idleCorrelations.last)
    #expect(study.idleCorrelations.count == 2 && finding.severity == .warning)
    #expect(finding.location.line == 500 && finding.message.contains("vot.sigma has no range"))
    let resolved = try study.resolved()
    let id = "container:busan-hamburg"
    let model = try RiskModel(appraised(id, resolved), of: study, resolved: resolved)
    #expect(model.drawn.fixed.contains("vot.median") && !model.drawn.fixed.contains("cargo.value"))
    #expect(!model.drawn.fixed.contains { $0.hasPrefix("overrun.") && $0.hasSuffix(".mean") })
    #expect(study.idle(model.drawn.fixed).count == 2)
  }

  @Test("what a sensitivity varies of an outturn leaves the base where it was")
  func outturnBase() throws {
    let study = try BundledStudy.study.get()
    let resolved = try study.resolved()
    let result = try appraised("gas:vladivostok-seoul", resolved)
    let model = try SensitivityModel(
      result, keys: ["npv_musd", "capex_musd"], of: study, resolved: resolved)
    for output in model.outputs {
      let route = try #require(result.routes.first { $0.route.plan.shortID == output.route })
      let expected = try #require(route.outcome(output.key)?.value)
      #expect((output.base - expected).magnitude < 1e-9 * max(1, expected.magnitude))
    }
    // The model has two ways: columns for many rows, figures for few.
    let few = try model.model.evaluate(model.inputs.map { [$0.range.upperBound] }, 1)
    let many = try model.model.evaluate(
      model.inputs.map { [Double](repeating: $0.range.upperBound, count: 20) }, 20)
    for (one, other) in zip(few, many) {
      #expect((one[0] - other[19]).magnitude < 1e-9 * max(1, other[19].magnitude))
    }
  }

  /// Of 0.9, 0.9 and -0.9 among three no variables are: the nearest are 0.5-ish, by one number.
  @Test("correlations that contradict one another are a warning at their place")
  func inconsistent() throws {
    var study = try BundledStudy.study.get()
    #expect(study.correlationFinding == nil)
    let ids = ["cargo.value", "vot.median", "carbon.price"]
    let pairs = [(0, 1, 0.9), (0, 2, 0.9), (1, 2, -0.9)]
    study.correlations = pairs.enumerated().map { place, pair in
      CorrelatedAssumptions(
        between: [ids[pair.0], ids[pair.1]], rank: pair.2, sources: [], sourceClass: .judgement,
        note: nil, location: SourceLocation(file: "study.yaml", line: 10 + place, column: 5))
    }
    let finding = try #require(study.correlationFinding)
    #expect(finding.severity == .warning && finding.location.file == "study.yaml")
    #expect((10...12).contains(finding.location.line))
    #expect(finding.message.contains("3 were changed to the nearest consistent ones"))
    #expect(finding.message.contains("0.900 to 0.") || finding.message.contains("-0.900 to -0."))
  }

  /// The three move to a rank correlation of (6 / π) asin(¼), 0.48258 (O-50), where a run draws them all.
  ///
  /// Two of them can have 0.9, whatever is said of a third that is not drawn.
  @Test("a run repairs the correlations of what it draws, and no others")
  func repairOfDrawn() throws {
    var study = try BundledStudy.study.get()
    var ids = ["oil.value.kozmino", "gas.value.seoul", "gas.capex"]
    func contradictory() -> [CorrelatedAssumptions] {
      [(0, 1, 0.9), (0, 2, 0.9), (1, 2, -0.9)].map { one, other, rank in
        CorrelatedAssumptions(
          between: [ids[one], ids[other]], rank: rank, sources: [], sourceClass: .judgement,
          note: nil, location: SourceLocation(file: "study.yaml"))
      }
    }
    study.correlations = contradictory()
    let resolved = try study.resolved()
    let network = try BundledStudy.network.get()
    func repair(_ id: String) throws -> (pairs: [RankCorrelation], repair: Copula.Repair?) {
      let result = try ComparisonAppraiser(study: study, assumptions: resolved)
        .appraise(#require(study.comparison(id)), routes: network.routes(of: id))
      let model = try RiskModel(result, of: study, resolved: resolved)
      return (model.drawn.correlations, model.repair)
    }
    let gas = try repair("gas:vladivostok-seoul")
    #expect(gas.pairs.map { [$0.first, $0.second] } == [["gas.value.seoul", "gas.capex"]])
    #expect(gas.pairs.first?.value == -0.9 && gas.repair == nil)
    #expect(study.correlationFinding != nil)
    let power = try repair("power:vladivostok-seoul")
    #expect(power.pairs.isEmpty && power.repair == nil)
    ids[0] = "gas.supply.vladivostok"
    study.correlations = contradictory()
    let all = try repair("gas:vladivostok-seoul")
    #expect(all.pairs.count == 3)
    #expect(all.pairs.allSatisfy { ($0.value.magnitude - 0.48258373953).magnitude < 1e-8 })
    #expect(all.repair != nil && study.correlationFinding != nil)
  }

  @Test("draws what a range can't say")
  func spreads() throws {
    let study = try BundledStudy.study.get()
    func marginal(_ text: String) throws -> Marginal {
      let location = SourceLocation(file: "--set")
      let change = Override(id: "rate.economic", text: text, location: location)
      return try Marginal(#require(study.resolved(overrides: [change])["rate.economic"]))
    }
    let two = try Discrete(values: [6, 12], weights: [0.25, 0.75])
    #expect(try marginal("discrete(12: 0.75, 6: 0.25) %/year") == .discrete(two))
    #expect(try marginal("empirical(7, 5, 7) %/year") == .empirical(Empirical([5, 7, 7])))
    #expect(
      try marginal("beta(2, 5, 4, 12) %/year") == .beta(alpha: 2, beta: 5, low: 4, high: 12))
  }

  /// The politics of the study with the peninsula held in detente and the western borders open.
  private let detente = RegimeSelection(
    starts: ["peninsula": "detente", "sanctions": "lifted", "western-border": "open"],
    held: ["peninsula", "sanctions", "western-border"])

  @Test("politics that change nothing leave the appraisal as it is")
  func neutral() async throws {
    let study = try BundledStudy.study.get()
    let regimes = try StudyReader.regimes(folder: study.folder, study: study)
    let resolved = try fixed(["regime.transit.detente": "1 1"])
    let id = "container:busan-hamburg"
    let plain = try await world(id, resolved)
    let played = try await world(id, resolved, regimes: regimes, selection: detente)
    for (name, output) in zip(plain.names, plain.outputs) {
      let other = try #require(played[name])
      #expect((other.lowest - output.lowest).magnitude <= 1e-9 * max(1, output.lowest.magnitude))
    }
    #expect(try #require(played["tkr-east/closed_years"]).highest < 1e-12)
  }

  @Test("what varies with demand goes in proportion to the time that a route is open")
  func proportion() async throws {
    let study = try BundledStudy.study.get()
    let regimes = try StudyReader.regimes(folder: study.folder, study: study)
    var values: [Double] = []
    var closed: [Double] = []
    for open in ["0", "0.5", "1"] {
      let resolved = try fixed(["regime.transit.detente": "\(open) 1"])
      let summary = try await world(
        "gas:vladivostok-seoul", resolved, regimes: regimes, selection: detente)
      values.append(try #require(summary["pipeline/npv_musd"]).lowest)
      closed.append(try #require(summary["pipeline/closed_years"]).lowest)
    }
    let middle = (values[0] + values[2]) / 2
    #expect(values[0] < values[2])
    #expect((values[1] - middle).magnitude < 1e-9 * middle.magnitude)
    // 30 years of operation.
    #expect(closed == [30, 15, 0])
  }
}
