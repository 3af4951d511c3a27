import ArgumentParser
import Corridor

/// The quantities of every case in which claims and backcasts are held, each reckoned once.
struct AuditCases {
  private let session: Session
  private let options: StudyOptions
  private let borders: Borders
  private let zones: [Zone]
  private let regimes: Regimes?

  init(_ session: Session, _ options: StudyOptions) throws {
    self.session = session
    self.options = options
    borders = try session.borders()
    zones = try StudyReader.zones(folder: options.folder)
    regimes = try session.regimes()
    try session.refuseCountryPremium(beside: regimes)
  }

  /// Every claim of the ledger with its verdict.
  static func claims(_ session: Session, _ options: StudyOptions, _ progress: ProgressLine?)
    async throws -> [AuditedClaim]
  {
    let claims = try StudyReader.claims(of: session.study)
    var wanted: [(when: Circumstances, expressions: [String])] = []
    for check in claims.flatMap(\.checks) {
      for held in check.everywhere {
        wanted.append((held.when, held.rule.expressions + held.rule.routes))
      }
    }
    return try await AuditCases(session, options).auditor(wanted, progress).audit(claims)
  }

  /// An auditor that knows every case that is asked for.
  ///
  /// `wanted` has the expressions that are held in each case; comparisons that none names are not
  /// appraised. A scenario that there is not is told by the auditor, with its place.
  func auditor(
    _ wanted: [(when: Circumstances, expressions: [String])], _ progress: ProgressLine?
  ) async throws -> Auditor {
    var expressions: [Circumstances: [String]] = [Circumstances(): []]
    for (when, texts) in wanted {
      expressions[when, default: []] += texts
      for text in texts {
        for name in QuantityReferences.scenarios(in: text) {
          expressions[Circumstances(scenario: name), default: []].append(text)
        }
      }
    }
    let known = try StudyReader.scenarios(folder: options.folder, study: session.original).map(\.id)
    var cases: [Circumstances: Quantities] = [:]
    var warnings: [(scenario: String, warning: Diagnostic)] = []
    for (when, texts) in expressions where !when.isEmpty {
      if let scenario = when.scenario, !known.contains(scenario) { continue }
      let session = try self.session(of: when)
      warnings += session.warnings.map { (session.scenario?.id ?? "", $0) }
      cases[when] = try await quantities(of: session, texts)
      progress?.advance(of: expressions.count)
    }
    tell(warnings)
    return Auditor(
      quantities: try await quantities(of: session, expressions[Circumstances()] ?? []),
      cases: cases,
      scenarios: known)
  }

  private func session(of when: Circumstances) throws -> Session {
    guard when.scenario != nil || when.asOf != nil else {
      return try Session(
        study: session.original, scenario: session.scenario,
        overrides: session.overrides + when.overrides, asOf: session.assumptions.asOf,
        isQuiet: true)
    }
    let scenario = try when.scenario.map { try Session.scenario($0, of: session.original) }
    return try Session(
      study: session.original, scenario: scenario ?? session.scenario,
      overrides: session.overrides + when.overrides, asOf: when.asOf ?? options.asOf,
      isQuiet: true)
  }

  /// Tells what the run did not tell, each warning once; of scenarios that are nobody's but a claim's or a
  /// backcast's in a line that they are suppositions.
  private func tell(_ warnings: [(scenario: String, warning: Diagnostic)]) {
    var told = Set(session.warnings)
    var supposed: Set<String> = []
    var others: Set<String> = []
    for (scenario, warning) in warnings where told.insert(warning).inserted {
      if warning.code != "supposition" {
        others.insert("\(warning)")
      } else if scenario != session.scenario?.id {
        supposed.insert(scenario)
      }
    }
    for other in others.sorted() { Output.complain(other) }
    guard !supposed.isEmpty else { return }
    Output.complain(
      "\(options.folder)/scenarios: warning: what is audited in other scenarios takes what these change "
        + "without a date as a supposition: \(supposed.sorted().joined(separator: ", "))")
  }

  /// The links, measured in the case; where nothing is asked of them, as they are in the run, so that a
  /// date before they were surveyed leaves the rest in place.
  private func network(of session: Session, _ expressions: [String]) throws -> StudyNetwork {
    let asksForLengths = expressions.flatMap { QuantityReferences.all(in: $0) }.contains {
      reference in
      ["link:", "corridor:", "route:", "politics:", "worlds:", "scenario:"].contains {
        reference.hasPrefix($0)
      }
    }
    return try (asksForLengths ? session : self.session).network(borders: borders)
  }

  private func quantities(of session: Session, _ expressions: [String]) async throws -> Quantities {
    let network: StudyNetwork
    var unmeasured: String?
    do { network = try self.network(of: session, expressions) } catch {
      // Only an earlier vintage may leave a case without its links.
      guard session.assumptions.asOf != nil else { throw error }
      network = try self.session.network(borders: borders)
      unmeasured = "\(error)"
    }
    var results: [ComparisonResult] = []
    var missing: [String: String] = [:]
    for comparison in session.study.comparisons where unmeasured == nil {
      guard expressions.contains(where: { $0.contains(comparison.id) }) else {
        missing[comparison.id] = "nothing of it is asked for"
        continue
      }
      do { results.append(try session.result(of: comparison, network: network)) } catch {
        // Only an earlier vintage may leave a comparison without its figures.
        guard session.assumptions.asOf != nil else { throw error }
        missing[comparison.id] = "\(error)"
      }
    }
    var plain = Quantities(
      network: network, boundaries: borders.boundaries, zones: zones,
      assumptions: session.assumptions, results: results, missing: missing)
    if let unmeasured { plain = plain.unmeasured(because: unmeasured) }
    plain = plain.adding(try await worlds(of: results, session, expressions))
    guard let regimes else { return plain.adding(AbsentPolitics()) }
    let selection = try session.selection(in: regimes)
    let political = results.filter { result in
      expressions.contains { $0.contains("politics:" + result.comparison.id) }
    }
    return plain.adding(
      PoliticalQuantities(
        results: political, of: session.study, resolved: session.assumptions, regimes: regimes,
        selection: selection, asOf: session.assumptions.asOf))
  }

  /// So many worlds stand behind what claims ask of worlds: points of Sobol', which fill a power of two evenly.
  private static let worlds: UInt64 = 4096

  /// Worlds of the comparisons of which some are asked for, as `risk` draws them.
  private func worlds(
    of results: [ComparisonResult], _ session: Session, _ expressions: [String]
  ) async throws -> WorldQuantities {
    var summaries: [String: WorldSummary] = [:]
    for result in results
    where expressions.contains(where: { $0.contains("worlds:" + result.comparison.id) }) {
      let setup = try RiskSetup(
        result, of: session.study, resolved: session.assumptions, scenario: session.scenario,
        regimes: regimes,
        sampling: RiskSetup.Sampling(method: .sobol, samples: Self.worlds),
        version: CorridorCommand.configuration.version)
      summaries[result.comparison.id] = try await setup.simulation.run().summary
    }
    return WorldQuantities(summaries, of: session.study)
  }
}
