import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// The ways of a network between two places as a graph of states, for one request.
///
/// A state is a way just travelled, the gauges that the train may have, what was met of the requirements
/// and, where risk counts, what was met of the exposures. Node 0 is the origin and node 1 the
/// destination; states are numbered as they are reached, so that ties follow the order of the study.
struct StateGraph {
  /// One edge: the way that it leads on to, and what it takes.
  struct Step {
    /// -1 for the arrival.
    let way: Int
    let terms: RouteTerms
    /// The share of a year in which politics close the route; only on arrival.
    var closedShare = 0.0
  }

  private struct State: Hashable {
    let way: Int
    let gauges: [Int]
    let met: UInt32
    let exposures: UInt64
  }

  private(set) var edges: [Graph.Edge] = []
  private(set) var steps: [Step] = []
  /// The place of each state: what a route may pass but once.
  private(set) var places: [Int]
  private var numbers: [State: Int] = [:]
  private var placeNumbers: [String: Int]
  private let network: TransportNetwork
  private let rules: RouteRules
  /// What each way meets of the requirements; nil where it may not be travelled.
  private let metByWay: [UInt32?]
  private let countsRisk: Bool
  /// The countries of origin and destination, which ask for no transit fee.
  private let homes: [String]

  var nodeCount: Int { places.count }

  /// Reaches every state from the origin on.
  init(
    _ network: TransportNetwork, from origin: String, to destination: String,
    constraints: [RouteConstraint], countsRisk: Bool
  ) throws(AppraisalError) {
    self.network = network
    self.countsRisk = countsRisk && network.hazards != nil
    let rules = RouteRules(constraints, in: network)
    self.rules = rules
    metByWay = network.ways.indices.map { rules.met(by: $0) }
    homes = [origin, destination].compactMap { network.study.place($0)?.country }
    // The arrival is a step after the place where it happens.
    (places, placeNumbers) = ([0, -1], [origin: 0])
    var pending: [State] = []
    for way in network.leaving[origin] ?? [] {
      guard let met = metByWay[way] else { continue }
      let start = try network.pricer.terminal(
        at: origin, along: network.links[network.ways[way].link])
      let state = State(
        way: way, gauges: network.ways[way].gauges, met: met,
        exposures: self.countsRisk ? network.ways[way].exposures : 0)
      add(from: 0, to: state, start + terms(of: way, after: nil), &pending)
    }
    var next = 0
    while next < pending.count {
      let state = pending[next]
      next += 1
      try expand(state, number: next + 1, to: destination, &pending)
    }
  }

  private mutating func expand(
    _ state: State, number: Int, to destination: String, _ pending: inout [State]
  ) throws(AppraisalError) {
    let place = network.end(of: state.way)
    if place == destination {
      if state.met == rules.all {
        let end = try network.pricer.terminal(
          at: place, along: network.links[network.ways[state.way].link])
        guard rules.letsPass(end) else { return }
        edges.append(Graph.Edge(from: number, to: 1, cost: 0))
        steps.append(
          Step(
            way: -1, terms: end,
            closedShare: countsRisk ? network.hazards?.closedShare(state.exposures) ?? 0 : 0))
      }
      return
    }
    for way in network.leaving[place] ?? [] where way ^ 1 != state.way {
      guard let met = metByWay[way], let joint = network.joint(state.way, way),
        let between = rules.met(by: joint)
      else { continue }
      let (gauges, change) = try gauges(from: state, to: way, at: place)
      let reached = State(
        way: way, gauges: gauges, met: state.met | met | between,
        exposures: countsRisk
          ? state.exposures | network.ways[way].exposures | joint.exposures : 0)
      add(
        from: number, to: reached, joint.terms + change + terms(of: way, after: state.way),
        &pending)
    }
  }

  private mutating func add(
    from node: Int, to state: State, _ terms: RouteTerms, _ pending: inout [State]
  ) {
    guard rules.letsPass(terms) else { return }
    let number = numbers[state] ?? nodeCount
    if number == nodeCount {
      numbers[state] = number
      let end = network.end(of: state.way)
      let place = placeNumbers[end] ?? placeNumbers.count
      placeNumbers[end] = place
      places.append(place)
      pending.append(state)
    }
    edges.append(Graph.Edge(from: node, to: number, cost: 0))
    steps.append(Step(way: state.way, terms: terms.settled))
  }

  /// The gauges that a train may have on a way, and what changing them takes.
  private func gauges(from state: State, to way: Int, at place: String) throws(AppraisalError)
    -> ([Int], RouteTerms)
  {
    let offered = network.ways[way].gauges
    guard network.ways[state.way].mode == network.ways[way].mode else {
      return (offered, RouteTerms())
    }
    if offered.isEmpty { return (state.gauges, RouteTerms()) }
    let kept = state.gauges.filter(offered.contains)
    if !kept.isEmpty { return (kept, RouteTerms()) }
    guard !state.gauges.isEmpty else { return (offered, RouteTerms()) }
    return (
      offered,
      try network.pricer.gaugeChange(at: place, along: network.links[network.ways[way].link])
    )
  }

  /// What a way takes, with the fees of countries that are entered on it.
  private func terms(of way: Int, after before: Int?) -> RouteTerms {
    let travelled = network.ways[way]
    if travelled.fees.isEmpty { return travelled.terms }
    var entered: Set<String> = []
    var last = before.flatMap { network.ways[$0].countries.last ?? nil }
    for country in travelled.countries where country != last {
      if let country { entered.insert(country) }
      last = country
    }
    var terms = travelled.terms
    for fee in travelled.fees where !homes.contains(fee.country) {
      if fee.isFlat, !entered.contains(fee.country) { continue }
      terms.money = terms.money.map { $0 + fee.money }
    }
    return terms
  }
}

extension StateGraph {
  /// The graph with what an objective adds up.
  ///
  /// - Throws: `AppraisalError.range` naming the link on which that is negative or not finite.
  func graph(by objective: RouteObjective, valueOfTime: Double) throws(AppraisalError) -> Graph {
    var priced = edges
    for (number, step) in steps.enumerated() {
      let cost = cost(of: step, by: objective, valueOfTime: valueOfTime)
      guard cost >= 0, cost.isFinite else {
        let link = step.way >= 0 ? network.link(step.way) : nil
        throw .range(
          figure: link.map { "the \(objective.quantity) of link `\($0.id)`" }
            ?? "the \(objective.quantity) of the destination",
          message:
            "is \(cost) with these assumptions; a search needs 0 or more, so raise the tariff "
            + "or fee that makes it so",
          location: link?.location ?? SourceLocation(file: network.study.folder))
      }
      priced[number].cost = cost
    }
    do { return try Graph(nodeCount: nodeCount, edges: priced) } catch {
      throw .range(
        figure: "the network", message: "can't be searched: \(error)",
        location: SourceLocation(file: network.study.folder))
    }
  }

  private func cost(of step: Step, by objective: RouteObjective, valueOfTime: Double) -> Double {
    let terms = step.terms
    switch objective {
    case .distance: return terms.metres / 1000
    case .time: return terms.days ?? 0
    case .cost: return terms.money ?? 0
    case .generalised: return (terms.money ?? 0) + terms.doorMoney + valueOfTime * (terms.days ?? 0)
    // A share of a year weighs more than any time; where a speed is missing, kilometres stand in.
    case .risk: return step.closedShare * 1e6 + (terms.days ?? terms.metres / 1e6)
    }
  }

  /// The ways of a path in order.
  func ways(_ path: [Int]) -> [Int] { path.map { steps[$0].way }.filter { $0 >= 0 } }
}
