import Corridor
import Foundation

/// Computes everything that a report of a comparison tells, with the models of the other verbs.
struct ReportSetup {
  let session: Session
  let sampling: ReportSampling
  private let network: StudyNetwork
  private let borders: Borders
  private let zones: [Zone]
  /// How many results a tornado, indices and a frontier are of at most.
  static let mostOutputs = 4

  init(_ session: Session, _ sampling: ReportSampling) throws {
    self.session = session
    self.sampling = sampling
    borders = try session.borders()
    network = try session.network(borders: borders)
    zones = try StudyReader.zones(folder: session.study.folder)
  }

  /// Everything of one comparison.
  func findings(_ comparison: Comparison) async throws -> ComparisonFindings {
    let function = try FunctionSetup(session, comparison, politics: .none)
    var found = ComparisonFindings(study: session.study, result: function.result)
    found.risk = try await risk(comparison)
    try await sensitivity(function, &found)
    try turning(function, &found)
    if sampling.politics == .on {
      found.politics = try session.politics(of: function.result)
      found.politicalAssumptions = try politicalAssumptions(
        function.result.routes.map(\.route))
    }
    found.map = try StudyMap(
      network: network, borders: borders, zones: zones, assumptions: session.assumptions,
      result: function.result
    ).picture()
    return found
  }

  /// Ids of what regimes and hosts on the routes of a comparison rest on.
  private func politicalAssumptions(_ routes: [Route]) throws -> [String] {
    guard let regimes = try session.regimes() else { return [] }
    let felt = try regimes.inputs(
      feltBy: routes, selection: session.selection(in: regimes), asOf: session.assumptions.asOf)
    let hosts = routes.flatMap { regimes.hosts(on: $0) }
    return felt.map(\.id) + hosts.flatMap { $0.inputs.map(\.id) + [$0.upkeep].compactMap(\.self) }
  }

  private func risk(_ comparison: Comparison) async throws -> RiskReport {
    let options = try sampling.options()
    let setup = try RiskSetup(session, comparison, options, by: nil)
    let result: SimulationResult
    do {
      result = try await setup.simulation.run(
        samples: 0..<setup.simulation.count, threads: options.threadCount(),
        rankings: setup.rankings)
    } catch let error as SimulationError { throw setup.explained(error) }
    return RiskReport(Part(setup.run, samples: result.covered, summary: result.summary))
  }

  /// Tornado and indices of what a decision is made by.
  private func sensitivity(_ setup: FunctionSetup, _ found: inout ComparisonFindings) async throws {
    let key = setup.defaultKey(nil)
    let routes = setup.result.routes.filter { $0.outcome(key)?.figure != nil }
      .map(\.route.plan.shortID)
    let model = try setup.model(keys: [key], routes: Array(routes.prefix(Self.mostOutputs)))
    guard !model.inputs.isEmpty else { return }
    let pairs = model.correlations.words
    do {
      found.tornado = try SensitivityReport(
        setup.heading, model: model, findings: model.tornado(),
        notes: setup.notes(model)
          + (pairs.isEmpty ? [] : ["together: \(pairs) (rank correlations)"])
          + (model.repair.map { ["REPAIRED: \($0)"] } ?? []))
      found.indices = try SensitivityReport(
        setup.heading, model: model,
        findings: await model.sobol(
          samples: sampling.indexSamples, seed: sampling.seed,
          threads: sampling.options().threadCount(), isIndependent: true),
        notes: (pairs.isEmpty ? [] : ["CORRELATIONS LEFT OUT: \(pairs)"])
          + ["seed: \(sampling.seed)"])
    } catch let error as SensitivityError {
      throw SensitivityError.model(model.explanation(of: error))
    }
  }

  /// Switching values, and for each project the frontier of the two assumptions that turn it most easily.
  private func turning(_ setup: FunctionSetup, _ found: inout ComparisonFindings) throws {
    let (zeros, ranks) = try setup.turning(nil)
    let model = try setup.model(keys: Array(Set(zeros + ranks)).sorted(), routes: nil)
    let targets = model.targets(zeros: zeros, ranks: ranks)
    guard !targets.isEmpty, !model.inputs.isEmpty else { return }
    let findings = try model.breakEven(targets: targets)
    found.breakEven = BreakEvenReport(
      setup.heading, model: model, findings: findings, notes: setup.notes(model))
    let projects = findings.targets.filter {
      $0.target.other == nil && $0.target.key == setup.result.keys.economicValue
    }
    let others = findings.targets.filter { $0.target.other != nil }
    for (target, list) in (projects.isEmpty ? others : projects).prefix(Self.mostOutputs) {
      // What flips it alone, the nearest first, and then what does so beyond its range.
      let places = list.filter { $0.nearest != nil }.map(\.input).prefix(2)
      guard let first = places.last, let second = places.first, first != second else { continue }
      found.frontiers.append(
        BreakEvenFrontierReport(
          setup.heading, of: model.inputs[first], and: model.inputs[second],
          frontiers: [(target: target, result: try model.frontier(first, second, target: target))]))
    }
  }
}

extension Session {
  /// The files that the study is read from, with their hashes, in order of their names.
  func fileHashes() throws -> [(name: String, hash: UInt64)] {
    let manager = FileManager.default
    let kinds = ["yaml", "geojson", "json", "csv"]
    var hashes: [(name: String, hash: UInt64)] = []
    for name in try manager.subpathsOfDirectory(atPath: study.folder).sorted()
    where kinds.contains(URL(filePath: name).pathExtension) {
      guard let data = manager.contents(atPath: study.folder + "/" + name) else { continue }
      hashes.append((name, Fingerprint.of([UInt8](data))))
    }
    return hashes
  }
}
