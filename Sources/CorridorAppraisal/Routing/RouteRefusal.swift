import CorridorNetwork

/// Why a request has no route.
public enum RouteRefusal: Hashable, Sendable {
  /// It is proven that there is no route.
  ///
  /// The constraints leave none together, and without any one of them there is one, except for those
  /// of `undecided`, where the search was cut before it could tell. No constraint at all: even when
  /// nothing is asked no link leads there.
  case blocked([RouteConstraint], undecided: [RouteConstraint])
  /// No route was found, but the search was cut before it could be sure that there is none.
  case undecided
}

extension RouteFinder {
  /// What leaves no route: a minimal set of constraints, as far as that can be told within ``limit``.
  ///
  /// A search that is cut never counts as a proof, neither that there is a route nor that there is none.
  ///
  /// - Returns: nil when there is a route.
  public func refusal(of request: RouteRequest) throws(AppraisalError) -> RouteRefusal? {
    var kept: [RouteConstraint] = []
    for constraint in request.everything where !kept.contains(constraint) {
      kept.append(constraint)
    }
    guard let isFeasible = try isFeasible(request, kept) else { return .undecided }
    if isFeasible { return nil }
    var undecided: [RouteConstraint] = []
    for constraint in kept {
      let fewer = kept.filter { $0 != constraint }
      switch try self.isFeasible(request, fewer) {
      case false?: kept = fewer
      case true?: break
      case nil: undecided.append(constraint)
      }
    }
    return .blocked(kept, undecided: undecided)
  }

  /// Whether there is a route at all; nil when the search was cut before it could tell.
  private func isFeasible(_ request: RouteRequest, _ constraints: [RouteConstraint])
    throws(AppraisalError) -> Bool?
  {
    let states = try StateGraph(
      network, from: request.origin, to: request.destination, constraints: constraints,
      countsRisk: false)
    let graph = try states.graph(by: .distance, valueOfTime: 0)
    var paths = SimplePaths(graph, from: 0, to: 1, groups: states.places, patience: limit)
    if paths.next() != nil { return true }
    return paths.isCut ? nil : false
  }
}
