public import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What is wanted of a route.
public struct RouteRequest: Sendable {
  /// Id of the place where it begins.
  public var origin: String
  /// Id of the place where it ends.
  public var destination: String
  /// What it is to have the least of.
  public var objective: RouteObjective
  /// What else is asked of it; things that can't be asked together are found by ``RouteFinder``.
  public var constraints: [RouteConstraint]
  /// Money per load and day, in the study's money; nil for the mean of the study.
  public var valueOfTime: Double?

  /// Creates a request.
  public init(
    from origin: String, to destination: String, by objective: RouteObjective,
    constraints: [RouteConstraint] = [], valueOfTime: Double? = nil
  ) {
    self.origin = origin
    self.destination = destination
    self.objective = objective
    self.constraints = constraints
    self.valueOfTime = valueOfTime
  }

  /// The constraints, and that the objective can be added up.
  var everything: [RouteConstraint] {
    switch objective {
    case .distance: constraints
    case .risk, .time, .cost, .generalised:
      constraints + [RouteConstraint(.known(objective), origin: "--by \(objective.rawValue)")]
    }
  }
}

/// What was found.
public struct RouteAnswer: Sendable {
  /// The routes, the best first; empty when there is none.
  public let routes: [FoundRoute]
  /// Whether nothing was cut: false when the search ended before it could be sure.
  public let isComplete: Bool
}

/// Finds routes in the network of a study.
///
/// A route passes no place twice. Searches run over additive costs that are never above what a route is
/// worth, every route that comes is priced in full, and a search ends when nothing that may still come
/// can be better: the answer is exact although the spread of time does not add up. Of equals the one
/// comes first whose links stand first in the study.
public struct RouteFinder: Sendable {
  /// The network.
  public let network: TransportNetwork
  /// How many routes, and how many that pass a place twice, are looked at before a search is cut.
  public let limit: Int

  /// Creates a finder.
  public init(_ network: TransportNetwork, limit: Int = 5000) {
    self.network = network
    self.limit = limit
  }

  /// The best routes.
  public func best(_ request: RouteRequest, count: Int = 1) throws(AppraisalError) -> RouteAnswer {
    let states = try states(request, countsRisk: request.objective == .risk)
    let value = try valueOfTime(request)
    let graph = try states.graph(by: request.objective, valueOfTime: value)
    var paths = SimplePaths(graph, from: 0, to: 1, groups: states.places, patience: limit)
    var found: [(worth: Double, route: FoundRoute)] = []
    var seen = 0
    while let bound = paths.nextCost {
      if found.count >= count, let worst = found.last?.worth, bound >= worst { break }
      if seen >= limit { return RouteAnswer(routes: found.map(\.route), isComplete: false) }
      seen += 1
      guard let path = paths.next() else { break }
      let ways = states.ways(path.edges)
      let route = try network.priced(ways, valueOfTime: request.valueOfTime)
      // Risk alone leaves most routes alike: the search orders these by time.
      let worth =
        request.objective == .risk
        ? path.cost : route.outcome(by: request.objective).value ?? .infinity
      let place = found.firstIndex { $0.worth > worth } ?? found.count
      found.insert((worth, route), at: place)
      if found.count > count { found.removeLast() }
    }
    return RouteAnswer(routes: found.map(\.route), isComplete: !paths.isCut)
  }

  /// The best route, and others that share at most a part of their length with those before them.
  ///
  /// Of all routes in order of the objective each is taken that shares little with those taken before.
  /// Where there are more routes than the limit of the search, what is still wanted is looked for by
  /// making dear what was used, and the answer is not complete. Best first; none comes twice.
  public func dissimilar(
    _ request: RouteRequest, count: Int, terms: DissimilarPaths.Terms = DissimilarPaths.Terms()
  ) throws(AppraisalError) -> RouteAnswer {
    var (asked, routes, isAll) = (max(16, count), [FoundRoute](), false)
    var ways = CommonWay(network.links)
    repeat {
      let answer = try best(request, count: asked)
      routes = Self.unlike(answer.routes, share: terms.share, count: count, &ways)
      if routes.count >= count { return RouteAnswer(routes: routes, isComplete: answer.isComplete) }
      if !answer.isComplete { break }
      isAll = answer.routes.count < asked
      asked *= 4
    } while !isAll && asked <= limit
    if isAll { return RouteAnswer(routes: routes, isComplete: true) }
    for route in try penalised(request, count: count, terms: terms, &ways).routes
    where routes.count < count && Self.isUnlike(route, routes, share: terms.share, &ways) {
      routes.append(route)
    }
    let worths = routes.map { $0.outcome(by: request.objective).value ?? .infinity }
    let order = routes.indices.sorted { one, other in
      worths[one] != worths[other] ? worths[one] < worths[other] : one < other
    }
    return RouteAnswer(routes: order.map { routes[$0] }, isComplete: false)
  }

  /// The routes that share at most a part of their length with those kept before them.
  private static func unlike(
    _ all: [FoundRoute], share: Double, count: Int, _ ways: inout CommonWay
  ) -> [FoundRoute] {
    var kept: [FoundRoute] = []
    for route in all where kept.count < count && isUnlike(route, kept, share: share, &ways) {
      kept.append(route)
    }
    return kept
  }

  private static func isUnlike(
    _ route: FoundRoute, _ others: [FoundRoute], share: Double, _ ways: inout CommonWay
  ) -> Bool {
    let links = route.route.parts.map(\.measured.key)
    for other in others {
      if other.route.parts.map(\.measured.key) == links { return false }
      if ways.share(of: route.route, with: other.route) > share { return false }
    }
    return true
  }

  /// Routes found by making dear what was used, in the order in which they come.
  private func penalised(
    _ request: RouteRequest, count: Int, terms: DissimilarPaths.Terms, _ ways: inout CommonWay
  ) throws(AppraisalError) -> RouteAnswer {
    let start = try best(request)
    guard let first = start.routes.first else { return start }
    let states = try states(request, countsRisk: request.objective == .risk)
    let graph = try states.graph(
      by: request.objective, valueOfTime: valueOfTime(request))
    let network = network
    let others = DissimilarPaths(
      graph, from: 0, to: 1, lengths: states.steps.map(\.terms.metres),
      groups: states.steps.map { $0.way < 0 ? network.links.count : network.ways[$0.way].link },
      alike: ways.pairs(), terms: terms, where: { path in isSimple(states.ways(path.edges)) })
    var routes = [first]
    for path in others {
      if routes.count >= count { break }
      let travelled = states.ways(path.edges)
      let route = try network.priced(travelled, valueOfTime: request.valueOfTime)
      guard Self.isUnlike(route, routes, share: terms.share, &ways) else { continue }
      routes.append(route)
    }
    return RouteAnswer(routes: routes, isComplete: true)
  }

  /// The routes that no other beats or equals in time, price and risk, in order of the objective.
  public func pareto(_ request: RouteRequest, limit: Int = 1_000_000) throws(AppraisalError)
    -> RouteAnswer
  {
    let states = try states(request, countsRisk: true)
    let graph = try states.graph(by: .distance, valueOfTime: 0)
    let criteria = [
      states.steps.map { $0.terms.days ?? 0 }, states.steps.map { $0.terms.money ?? 0 },
      states.steps.map(\.closedShare),
    ]
    var set = try Self.set(graph, criteria, nil, limit: limit, in: network)
    // To meet what is required a path may turn round where nothing forbids it.
    if set.isComplete, !set.paths.allSatisfy({ isSimple(states.ways($0.edges)) }) {
      set = try Self.set(graph, criteria, states.places, limit: limit, in: network)
    }
    var routes: [FoundRoute] = []
    for path in set.paths where isSimple(states.ways(path.edges)) {
      routes.append(
        try network.priced(states.ways(path.edges), valueOfTime: request.valueOfTime))
    }
    let kept = routes.indices.filter { index in
      !routes.indices.contains { other in
        other != index && Self.beats(routes[other], routes[index], isEarlier: other < index)
      }
    }
    let worths = routes.map { $0.outcome(by: request.objective).value ?? .infinity }
    let sorted = kept.sorted { (worths[$0], $0) < (worths[$1], $1) }
    return RouteAnswer(routes: sorted.map { routes[$0] }, isComplete: set.isComplete)
  }

  private static func set(
    _ graph: Graph, _ criteria: [[Double]], _ groups: [Int]?, limit: Int,
    in network: TransportNetwork
  ) throws(AppraisalError) -> ParetoPaths {
    do {
      return try ParetoPaths(
        graph, criteria: criteria, from: 0, to: 1, groups: groups, limit: limit)
    } catch {
      throw .range(
        figure: "time or price on the network", message: "can't be searched: \(error)",
        location: SourceLocation(file: network.study.folder))
    }
  }

  /// Whether a route is at least as good in all three criteria, and better in one or found earlier.
  private static func beats(_ one: FoundRoute, _ other: FoundRoute, isEarlier: Bool) -> Bool {
    func values(_ route: FoundRoute) -> [Double] {
      [route.time, route.price, route.closedShare].map { $0.value ?? 0 }
    }
    let pairs = Array(zip(values(one), values(other)))
    guard pairs.allSatisfy({ $0 <= $1 }) else { return false }
    return isEarlier || pairs.contains { $0 < $1 }
  }

  func states(_ request: RouteRequest, countsRisk: Bool) throws(AppraisalError) -> StateGraph {
    try StateGraph(
      network, from: request.origin, to: request.destination, constraints: request.everything,
      countsRisk: countsRisk)
  }

  private func valueOfTime(_ request: RouteRequest) throws(AppraisalError) -> Double {
    if let stated = request.valueOfTime { return stated }
    return try network.meanValueOfTime()
  }

  private func isSimple(_ ways: [Int]) -> Bool {
    guard let first = ways.first else { return false }
    var seen: Set<String> = [network.start(of: first)]
    return ways.allSatisfy { seen.insert(network.end(of: $0)).inserted }
  }
}
