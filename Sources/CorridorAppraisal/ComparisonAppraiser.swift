public import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// Appraises every route of a comparison with one set of assumptions.
public struct ComparisonAppraiser: Sendable {
  private let study: Study
  private let inputs: Inputs
  private let scenario: String?
  private let asOf: String?

  /// Creates an appraiser.
  public init(
    study: Study, assumptions: ResolvedAssumptions, scenario: String? = nil, asOf: String? = nil
  ) {
    self.study = study
    self.inputs = Inputs(study: study, resolved: assumptions)
    self.scenario = scenario
    self.asOf = asOf
  }

  /// Appraises the routes, in their order.
  ///
  /// - Throws: `AppraisalError` when an assumption is missing, has the wrong unit or is out of range.
  public func appraise(_ comparison: Comparison, routes: [Route]) throws(AppraisalError)
    -> ComparisonResult
  {
    guard let service = study.service(comparison.service) else {
      throw .missing(
        what: "service `\(comparison.service)` is not defined", location: comparison.location)
    }
    let units = try ResultUnits(service: service, base: study.settings.priceBase)
    let capacity = try comparison.demand.capacity.map { id throws(AppraisalError) in
      try inputs.figure(id, in: .megawatt, .positive, for: comparison.location)
    }
    var costings: [RouteCosting] = []
    for route in routes {
      costings.append(
        try RouteCosting(
          route: route, service: service, inputs: inputs, units: units, capacity: capacity))
    }
    let market = try Market(
      comparison: comparison, service: service, inputs: inputs, units: units, costings: costings,
      isAvailable: routes.map { availability(of: $0) == nil })
    var results: [RouteResult] = []
    for index in routes.indices {
      let builder = RouteResultBuilder(
        inputs: inputs, units: units, service: service, market: market, index: index)
      results.append(try builder.result(unavailable: availability(of: routes[index])))
    }
    return ComparisonResult(
      comparison: comparison, service: service, routes: results, scenario: scenario, asOf: asOf,
      overrides: inputs.overrides,
      conventions: try Conventions(
        inputs: inputs, comparison: comparison, market: market, scenario: scenario, asOf: asOf
      ).entries(),
      keys: ResultKeys(service: service, currency: study.settings.priceBase.currency.code))
  }

  /// Why a route can't be used today; nil when it can.
  private func availability(of route: Route) -> String? {
    let closed = route.parts.filter { $0.link.status != .operating }
    if !closed.isEmpty {
      return closed.map { "\($0.link.names.english) is \($0.link.status.rawValue)" }
        .joined(separator: "; ")
    }
    // A border that a link declares counts, even if the drawn line passes it unseen.
    let declared = route.parts.flatMap { [$0.link.from] + $0.link.crossings + [$0.link.to] }
    for id in declared + route.crossings.compactMap(\.place) {
      guard let place = study.place(id), let border = place.border, !border.open else { continue }
      return "\(place.names.english) is closed" + (border.reason.map { ": \($0)" } ?? "")
    }
    if let part = route.parts.first(where: { $0.link.works != .none }) {
      return "\(part.link.names.english) has to be brought up first (\(part.link.works.rawValue))"
    }
    return nil
  }
}
