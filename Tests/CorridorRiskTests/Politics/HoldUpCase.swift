import CorridorAppraisal
import CorridorNetwork
import CorridorStudy
import Testing

@testable import CorridorRisk

/// A comparison of the bundled study in worlds of politics that a test chooses.
struct HoldUpCase {
  static let gas = "gas:vladivostok-seoul"

  let result: ComparisonResult
  let changes: [Override]
  let resolved: ResolvedAssumptions
  let regimes: Regimes
  let selection: RegimeSelection
  let model: RiskModel

  /// The regimes of the peninsula held in one, sanctions and western borders out of the way.
  static func held(in state: String) -> RegimeSelection {
    RegimeSelection(
      starts: ["peninsula": state, "sanctions": "lifted", "western-border": "open"],
      held: ["peninsula", "sanctions", "western-border"])
  }

  /// Everything runs on, from a detente.
  static let running = RegimeSelection(
    starts: ["peninsula": "detente", "sanctions": "lifted", "western-border": "open"])

  /// `isFixed` gives every assumption its base and no range; `host` changes the terms of the host.
  init(
    _ comparison: String = gas, set: [String: String] = [:], isFixed: Bool = true,
    selection: RegimeSelection = held(in: "detente"), host: (inout Regimes) -> Void = { _ in }
  ) throws {
    let study = try PoliticalStudy.study.get()
    var texts: [String: String] = [:]
    for assumption in study.assumptions where isFixed && assumption.shape != .fixed {
      let base = assumption.base
      texts[assumption.id] =
        "\(base.value) \(base.unit)" + (base.priceYear.map { " @\($0)" } ?? "")
    }
    for assumption in study.assumptions where isFixed && assumption.id.hasPrefix("overrun.") {
      if assumption.id.hasSuffix(".sd") { texts[assumption.id] = "1e-15 1" }
    }
    texts.merge(set) { $1 }
    changes = texts.sorted { $0.key < $1.key }.map {
      Override(id: $0.key, text: $0.value, location: SourceLocation(file: "--set"))
    }
    resolved = try study.resolved(overrides: changes)
    var regimes = try PoliticalStudy.regimes.get()
    host(&regimes)
    self.regimes = regimes
    self.selection = selection
    result = try ComparisonAppraiser(study: study, assumptions: resolved)
      .appraise(
        #require(study.comparison(comparison)),
        routes: PoliticalStudy.network.get().routes(of: comparison))
    model = try RiskModel(
      result, of: study, resolved: resolved, regimes: regimes, selection: selection)
  }

  /// Every world: by output a number each.
  func worlds(_ count: UInt64, seed: UInt64 = 5, threads: Int = 1) async throws
    -> [String: [Double]]
  {
    var found: [String: [Double]] = [:]
    let names = model.world.outputs.map(\.name)
    _ = try await Simulation(model.world, seed: seed, count: count)
      .deliver(
        threads: threads,
        to: { _, columns in
          for (name, column) in zip(names, columns) { found[name, default: []] += column }
        })
    return found
  }

  /// The contract of a route with its host, by ``PoliticalAppraisal``, which shares no code with worlds.
  func contract(_ route: String = "pipeline") throws -> HoldUp {
    let study = try PoliticalStudy.study.get()
    let model = try RegimeModel(
      regimes, values: RegimeValues(regimes, of: study, resolved: resolved), selection: selection)
    let appraisal = try PoliticalAppraisal(
      result, of: study, resolved: resolved, regimes: regimes, model: model)
    let found = try #require(appraisal.routes.first { $0.id == route })
    return try #require(found.hosts.first?.holdUp.value).contract
  }

  /// The private NPV of a route with every input at its base, in expectation over the politics.
  ///
  /// A function needs something that varies: the discount rate has a range round its base.
  func expected(_ route: String = "pipeline") throws -> Double {
    let study = try PoliticalStudy.study.get()
    let rate = try #require(resolved["rate.private"])
    let range = "\(rate.value - 1)..\(rate.value)..\(rate.value + 1) \(rate.unit)"
    let change = Override(id: "rate.private", text: range, location: SourceLocation(file: "--set"))
    let sensitivity = try SensitivityModel(
      result, keys: [result.keys.privateValue], routes: [route], of: study,
      resolved: study.resolved(overrides: changes + [change]), regimes: regimes,
      selection: selection)
    return try #require(sensitivity.outputs.first).base
  }
}

/// A sample's mean and its standard error.
func meanAndError(_ sample: [Double]) -> (mean: Double, error: Double) {
  let count = Double(sample.count)
  let mean = sample.reduce(0, +) / count
  let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / (count - 1) / count).squareRoot())
}
