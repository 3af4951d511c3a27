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
  ///
  /// `drawn` has the least and the greatest value of what a run draws, in the unit of the assumption:
  /// both must make sense wherever the value does.
  public init(
    study: Study, assumptions: ResolvedAssumptions, scenario: String? = nil, asOf: String? = nil,
    drawn: [String: ClosedRange<Double>] = [:]
  ) {
    self.study = study
    self.inputs = Inputs(study: study, resolved: assumptions, drawn: drawn)
    self.scenario = scenario
    self.asOf = asOf
  }

  /// Appraises the routes, in their order.
  ///
  /// - Throws: `AppraisalError` when an assumption is missing, has the wrong unit or is out of range,
  ///   `drawn` among them when only some of its draws are.
  public func appraise(_ comparison: Comparison, routes: [Route]) throws(AppraisalError)
    -> ComparisonResult
  {
    guard let service = study.service(comparison.service) else {
      throw .missing(
        what: "service `\(comparison.service)` is not defined", location: comparison.location)
    }
    try inputs.requireOpened(routes)
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
    let uses = routes.map { RouteUse(of: $0, in: study) }
    let market = try Market(
      comparison: comparison, service: service, inputs: inputs, units: units, costings: costings,
      uses: uses)
    var results: [RouteResult] = []
    for index in routes.indices {
      let builder = RouteResultBuilder(
        inputs: inputs, units: units, service: service, market: market, index: index)
      results.append(try builder.result(unavailable: uses[index].unavailable))
    }
    return ComparisonResult(
      comparison: comparison, service: service, routes: results, scenario: scenario, asOf: asOf,
      rates: (
        economic: try inputs.economicRate(for: comparison.location),
        private: try inputs.privateRate(for: comparison.location)
      ),
      overrides: inputs.overrides,
      conventions: try Conventions(
        inputs: inputs, comparison: comparison, market: market, scenario: scenario, asOf: asOf
      ).entries(),
      keys: ResultKeys(service: service, currency: study.settings.priceBase.currency.code))
  }
}
