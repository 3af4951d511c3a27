public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy
public import CorridorUnits

/// What politics make of routes, as quantities that claims can be held against.
///
/// | reference | is |
/// | --- | --- |
/// | `politics:COMPARISON/ROUTE KEY` | what politics make of a route |
/// | `process:ID KEY` | a political process: its chances and coded years |
/// | `host:COUNTRY KEY` | how often a host disturbs a contract |
public struct PoliticalQuantities: QuantitySource {
  /// The kinds of reference that it knows.
  public let kinds = PoliticalQuantities.known

  static let known = ["politics", "process", "host"]

  private let routes: [String: Result<RouteQuantities, QuantityFailure>]
  private let model: Result<RegimeModel, QuantityFailure>
  private let study: Study
  private let regimes: Regimes
  private let hosts: HostQuantities
  private let resolved: ResolvedAssumptions

  /// Creates the quantities of a run.
  ///
  /// What can't be reckoned, such as politics of a date at which nothing was known, is told where a
  /// claim asks for it.
  ///
  /// - Parameters:
  ///   - results: comparisons, appraised with the values of the run.
  ///   - study: the study.
  ///   - resolved: the values of the run.
  ///   - regimes: the politics of the study.
  ///   - selection: which matrices and first regimes the run takes.
  ///   - asOf: the ISO date after which nothing may be known; nil for no limit.
  public init(
    results: [ComparisonResult], of study: Study, resolved: ResolvedAssumptions, regimes: Regimes,
    selection: RegimeSelection, asOf: String?
  ) {
    self.study = study
    self.regimes = regimes
    self.resolved = resolved
    hosts = HostQuantities(regimes: regimes, study: study, resolved: resolved)
    let values = RegimeValues(regimes, of: study, resolved: resolved)
    let model = Self.known { () throws(PoliticsError) in
      try RegimeModel(regimes, values: values, selection: selection, asOf: asOf)
    }
    self.model = model
    var routes: [String: Result<RouteQuantities, QuantityFailure>] = [:]
    for result in results {
      let appraisal = model.flatMap { model in
        Self.known { () throws(PoliticsError) in
          try PoliticalAppraisal(
            result, of: study, resolved: resolved, regimes: regimes, model: model)
        }
      }
      for (place, route) in result.routes.enumerated() {
        routes[route.route.plan.id] = appraisal.map {
          RouteQuantities(
            route: $0.routes[place], path: route.route, model: $0.model, regimes: regimes)
        }
      }
    }
    self.routes = routes
  }

  /// The value of a reference.
  public func value(of kind: String, id: String, words: [String]) throws(QuantityFailure) -> Double
  {
    switch kind {
    case "process":
      return try ProcessQuantities(
        regimes: regimes, model: model.get(), study: study, resolved: resolved
      ).value(of: id, words)
    case "host":
      return try hosts.value(of: id, words) { path throws(QuantityFailure) in
        try route(path).holdUp(of: id)
      }
    default:
      return try route(id).value(of: words) { other throws(QuantityFailure) in try route(other) }
    }
  }

  /// The unit of a reference: chances and what regimes are worth are pure numbers.
  public func unit(of kind: String, id: String, words: [String]) -> Unit? {
    kind == "politics"
      ? RouteQuantities.unit(of: words.first ?? "", currency: study.settings.priceBase.currency)
      : .one
  }

  private func route(_ id: String) throws(QuantityFailure) -> RouteQuantities {
    guard let route = routes[id] else {
      guard study.route(id) == nil else {
        throw .unavailable("\(id) could not be appraised in this case")
      }
      throw Self.unknown("route", id, study.routes.map(\.id))
    }
    return try route.get()
  }

  /// The result, or why there is none.
  private static func known<Value>(_ body: () throws(PoliticsError) -> Value)
    -> Result<Value, QuantityFailure>
  {
    do throws(PoliticsError) { return .success(try body()) } catch {
      return .failure(.unavailable("\(error)"))
    }
  }

  static func unknown(_ kind: String, _ word: String, _ known: [String]) -> QuantityFailure {
    let near = Spelling.nearest(to: word, in: known)
    let few = known.count <= 24 ? known.joined(separator: ", ") : "one that there is"
    return .wrong(
      "there is no \(kind) `\(word)`", remedy: near.map { "did you mean `\($0)`?" } ?? "use \(few)")
  }
}
