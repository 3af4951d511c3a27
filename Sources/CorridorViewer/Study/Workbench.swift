import CorridorAppraisal
public import CorridorNetwork
import CorridorReport
import CorridorRisk
public import CorridorStudy

/// A study that was read, with its lines measured: what every answer is worked out from.
public struct Workbench: Sendable {
  /// The study as its folder has it.
  public let study: Study
  /// Scenarios with what they inherit.
  public let scenarios: [Scenario]
  /// What the lines of the links measure, by id.
  public let lines: [String: LineMeasure]
  /// Countries and boundaries.
  public let borders: Borders
  /// Zones.
  public let zones: [Zone]
  /// The politics; nil when the study has none.
  public let regimes: Regimes?
  /// The version of the program.
  public let version: String
  /// The study under scenarios and dates, as far as changes of assumptions leave it alone.
  private let grounds = Kept<Circumstances, Ground>(most: 4)
  /// Comparisons that were appraised: charts, downloads and steps back ask for the same again.
  private let appraisals = Kept<AppraisalKey, Appraisal>(most: 8)

  /// Lays out a study.
  public init(
    study: Study, scenarios: [Scenario], lines: [String: LineMeasure], borders: Borders,
    zones: [Zone], regimes: Regimes?, version: String
  ) {
    self.study = study
    self.scenarios = scenarios
    self.lines = lines
    self.borders = borders
    self.zones = zones
    self.regimes = regimes
    self.version = version
  }

  /// The study under a state, without any comparison.
  ///
  /// - Throws: `Problem` 404 for an unknown scenario, `StudyError` for what the study refuses.
  func run(_ state: Circumstances) throws -> StudyRun {
    let ground = try ground(state)
    let overrides = state.overrides
    if overrides.isEmpty {
      try regimes?.requireSensible(ground.stated, of: ground.study)
      return StudyRun(
        study: ground.study, scenario: ground.scenario, assumptions: ground.stated, stated: nil)
    }
    var assumptions = try ground.study.resolved(
      overrides: overrides, scenario: ground.scenario, asOf: ground.asOf)
    (assumptions.venue, assumptions.vintages) = (ground.stated.venue, ground.stated.vintages)
    try regimes?.requireSensible(assumptions, of: ground.study)
    return StudyRun(
      study: ground.study, scenario: ground.scenario, assumptions: assumptions,
      stated: ground.stated)
  }

  /// What a state has in common with every other of its scenario and date.
  private func ground(_ state: Circumstances) throws -> Ground {
    let plain = Circumstances(scenario: state.scenario, asOf: state.asOf)
    return try grounds.value(plain) {
      let scenario = try state.scenario.map { id in
        guard let found = scenarios.first(where: { $0.id == id }) else {
          throw Problem(404, "unknown-scenario", "the study has no scenario '\(id)'")
        }
        return found
      }
      let patched = try scenario.map { try study.patched(by: $0, asOf: state.asOf).study } ?? study
      let asOf = state.asOf ?? scenario?.asOf
      var stated = try patched.resolved(scenario: scenario, asOf: asOf)
      stated.venue = .page
      if let asOf, scenario == nil { stated.vintages = scenarios.vintages(at: asOf) }
      return Ground(study: patched, scenario: scenario, asOf: asOf, stated: stated)
    }
  }

  /// A comparison under a state.
  ///
  /// - Throws: as `run`, and what an appraisal throws.
  func appraisal(_ comparison: String, _ state: Circumstances) throws -> Appraisal {
    try appraisals.value(AppraisalKey(comparison: comparison, state: state)) {
      try appraise(comparison, state)
    }
  }

  private func appraise(_ comparison: String, _ state: Circumstances) throws -> Appraisal {
    let run = try run(state)
    guard let found = run.study.comparison(comparison) else {
      throw Problem(404, "unknown-comparison", "the study has no comparison '\(comparison)'")
    }
    let wanted = try StudyNetwork.links(of: comparison, in: run.study)
    let network = try StudyNetwork(
      study: run.study, lines: lines.filter { wanted.contains($0.key) },
      assumptions: run.assumptions)
    let appraiser = ComparisonAppraiser(
      study: run.study, assumptions: run.assumptions, scenario: run.scenario?.id,
      asOf: run.assumptions.asOf)
    let result = try appraiser.appraise(found, routes: network.routes(of: comparison))
    return Appraisal(run: run, network: network, result: result)
  }

  /// The layers of the study as it stands, with every comparison that can be appraised.
  func layers() throws -> [StudyExporter.Layer] {
    let run = try run(Circumstances())
    let network = try StudyNetwork(study: run.study, lines: lines, assumptions: run.assumptions)
    let results = try run.study.comparisons.map { try appraisal($0.id, Circumstances()).result }
    return try StudyExporter(
      network: network, borders: borders, zones: zones, assumptions: run.assumptions,
      results: results, scenario: run.scenario?.id
    ).layers()
  }

  /// The routes of a comparison under a state as GeoJSON.
  func routes(_ comparison: String, _ state: Circumstances) throws -> [UInt8] {
    let appraisal = try appraisal(comparison, state)
    let layer = try StudyExporter(
      network: appraisal.network, borders: borders, zones: zones,
      assumptions: appraisal.run.assumptions, results: [appraisal.result],
      scenario: appraisal.run.scenario?.id
    ).comparisons()
    return try layer.bytes(of: layer.collection)
  }

  /// The map of a comparison under a state.
  func map(_ comparison: String, _ state: Circumstances) throws -> StudyMap {
    let appraisal = try appraisal(comparison, state)
    let run = appraisal.run
    return StudyMap(
      network: try StudyNetwork(study: run.study, lines: lines, assumptions: run.assumptions),
      borders: borders, zones: zones, assumptions: run.assumptions, result: appraisal.result)
  }

  /// A comparison under a state of which many worlds can be run, as far as that is known at once.
  ///
  /// - Throws: as `appraisal`, and `RiskModelError` for what would count the same risk twice.
  func appraisalForWorlds(_ comparison: String, _ state: Circumstances) throws -> Appraisal {
    let appraisal = try appraisal(comparison, state)
    try appraisal.run.study.refuseCountryPremium(
      appraisal.run.assumptions, beside: regimes, isVaried: true)
    return appraisal
  }

  /// A run of many worlds of an appraised comparison.
  ///
  /// - Throws: as `RiskSetup`; `CancellationError` where the task was cancelled.
  func worlds(of appraisal: Appraisal, _ sampling: RiskSetup.Sampling) throws -> RiskSetup {
    let run = appraisal.run
    return try RiskSetup(
      appraisal.result, of: run.study, resolved: run.assumptions, scenario: run.scenario,
      regimes: regimes, sampling: sampling, version: version)
  }
}

/// A study under a scenario and a date.
private struct Ground: Sendable {
  let study: Study
  let scenario: Scenario?
  let asOf: String?
  /// The assumptions without any change.
  let stated: ResolvedAssumptions
}

/// What an appraisal depends on.
private struct AppraisalKey: Hashable, Sendable {
  let comparison: String
  let state: Circumstances
}

/// A study under a state.
struct StudyRun: Sendable {
  /// The study as the scenario leaves it.
  let study: Study
  /// The scenario; nil for the if-open case.
  let scenario: Scenario?
  let assumptions: ResolvedAssumptions
  /// The assumptions without the changes of the state; nil where there are none.
  let stated: ResolvedAssumptions?

  /// The value of an assumption without the changes of the state.
  func statedValue(_ id: String) -> ResolvedAssumptions.Value? { (stated ?? assumptions)[id] }
}

/// A comparison under a state, appraised.
struct Appraisal: Sendable {
  let run: StudyRun
  let network: StudyNetwork
  let result: ComparisonResult
  private let laidOut = Kept<Int, [Chart]>(most: 1)

  init(run: StudyRun, network: StudyNetwork, result: ComparisonResult) {
    (self.run, self.network, self.result) = (run, network, result)
  }

  /// What is known of it without further work.
  var findings: ComparisonFindings { ComparisonFindings(study: run.study, result: result) }

  /// The charts that this allows, laid out once; none is drawn yet.
  var charts: [Chart] { laidOut.value(0) { ComparisonCharts(findings).all() } }
}
