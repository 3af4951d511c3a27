public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// What politics make of the routes of a comparison, in expectation and with the values of a run.
///
/// Nothing is drawn: chances are those of the matrices, everything else is at the values of the run.
public struct PoliticalAppraisal: Sendable {
  /// The comparison.
  public let result: ComparisonResult
  /// The politics with the values of the run.
  public let model: RegimeModel
  /// The routes, in the order of the study.
  public let routes: [PoliticalRoute]

  /// Holds a comparison against the politics of a study.
  ///
  /// - Parameters:
  ///   - result: the comparison, appraised with the values of the run, without a country premium.
  ///   - study: the study.
  ///   - resolved: the values of the run.
  ///   - regimes: the politics of the study.
  ///   - model: the same with the values of the run.
  /// - Throws: `PoliticsError` for values out of their range.
  public init(
    _ result: ComparisonResult, of study: Study, resolved: ResolvedAssumptions, regimes: Regimes,
    model: RegimeModel
  ) throws(PoliticsError) {
    self.result = result
    self.model = model
    let figures = RiskFigures(result, of: study)
    let values = RegimeValues(regimes, of: study, resolved: resolved)
    let reopening = ReopeningHost.all(in: result, figures, regimes: regimes, resolved: resolved)
      .filter { $0.reason == nil }
    var routes: [PoliticalRoute] = []
    for (route, project) in zip(result.routes, figures.projects) {
      let found: PoliticalAnswer<PoliticalProject> =
        project.map { .known(PoliticalProject($0, figures, of: route)) }
        ?? .missing(
          reason: route.outcome(result.keys.privateValue)?.reason ?? "there is no project")
      let exposure = regimes.exposure(of: route.route)
      var hosts: [PoliticalHost] = []
      for terms in regimes.hosts(on: route.route) {
        hosts.append(
          try PoliticalHost(
            terms, values: values, upkeep: Self.upkeep(terms, resolved, result), found))
      }
      let id = route.route.plan.shortID
      var contracts: [HostContract] = []
      for host in reopening where host.routes.contains(id) {
        contracts.append(try HostContract(host.terms, values: values, drawn: [:]))
      }
      routes.append(
        try PoliticalRoute(
          id: id, exposures: exposure.ids(in: regimes), exposure: exposure,
          model: model, project: found, hosts: hosts, contracts: contracts,
          years: figures.timeline.prefix(2).map { Int(max(0, min($0.value.rounded(), 499))) },
          closed: route.closedReason))
    }
    self.routes = routes
  }

  /// What keeping the chance to build costs a year, in millions; nil where the host has no such terms or
  /// the value is not known.
  private static func upkeep(
    _ terms: HostTerms, _ resolved: ResolvedAssumptions, _ result: ComparisonResult
  ) -> Double? {
    guard let id = terms.upkeep, let value = resolved[id],
      let unit = result.routes.lazy.compactMap({ $0.accounts.first?.flows.upkeep.unit }).first
    else { return nil }
    return try? value.unit.convert(value.value, to: unit)
  }
}
