import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy

/// A host on routes of a comparison that may reopen the contract once the builder's capital is sunk.
public struct ReopeningHost: Hashable, Sendable {
  /// Its terms.
  public let terms: HostTerms
  /// The short ids of the routes that pass it, have a builder with capital and pay it a fee.
  public let routes: [String]
  /// Why no world has it; nil where every world has it.
  public let reason: String?

  /// The hosts of a comparison, in the order of the study.
  ///
  /// What was not known yet in a run leaves a host out, with that reason, and the rest as it is.
  static func all(
    in result: ComparisonResult, _ figures: RiskFigures, regimes: Regimes,
    resolved: ResolvedAssumptions
  ) -> [ReopeningHost] {
    regimes.hosts.compactMap { terms in
      let routes = zip(result.routes, figures.projects).filter { route, project in
        guard let project, project.capital.value > 0, project.feesByCountry[terms.country] != nil
        else { return false }
        return regimes.hosts(on: route.route).contains { $0.country == terms.country }
      }
      guard !routes.isEmpty else { return nil }
      let unknown = terms.renegotiation.first { resolved[$0.id] == nil }?.id
      return ReopeningHost(
        terms: terms, routes: routes.map(\.0.route.plan.shortID),
        reason: unknown.map { "`\($0)` has no value in this run" })
    }
  }

  /// The assumptions that worlds need for it.
  var inputs: [String] { reason == nil ? terms.renegotiation.map(\.id) : [] }

  /// The stream of its draws: its own, so that one more process or host shifts nothing.
  ///
  /// Two letters of a country above all places that a process can have.
  var stream: UInt32 {
    terms.country.utf8.prefix(2).reduce(1) { $0 << 8 | UInt32($1) }
  }
}
