import CorridorUnits

/// Shortest ways over sea lanes between ports while passages are closed, for many choices of these.
///
/// The lanes are parted once into stretches of passages and hops over the water between them; a search
/// then has to look at no more than the ends of these. What was found is kept: a way is the shortest
/// too when more is closed that is not on it, and where there is none there is none with more closed.
struct GatedWays {
  private struct Arc {
    let to: Int
    let cost: Double
    /// The passage; -1 for open water.
    let passage: Int
    /// The stretch among those of its point; -1 for open water.
    let stretch: Int
  }

  private struct Found {
    let closed: PointSet
    /// The way with its passages; nil where there is none.
    let way: (route: SeaFinder.Route, passages: PointSet)?
  }

  private let network: SeaNetwork
  private let lanes: PartedLanes
  private let arcs: [[Arc]]
  private var found: [Int: [Found]] = [:]

  /// Parts lanes.
  ///
  /// - Parameters:
  ///   - network: the lanes.
  ///   - ports: the nodes where ways begin and end.
  init(over network: SeaNetwork, between ports: [Int]) {
    self.network = network
    let lanes = PartedLanes(
      network, ports, watching: Set(network.passages.indices), closed: [])
    self.lanes = lanes
    arcs = lanes.hops.indices.map { node in
      let stretches = node < lanes.pointCount ? lanes.stretches[node] : []
      return stretches.enumerated().map {
        Arc(to: $1.to, cost: $1.hop.cost, passage: $1.passage, stretch: $0)
      }
        + lanes.hops[node].enumerated().compactMap { to, hop in
          hop.map { Arc(to: to, cost: $0.cost, passage: -1, stretch: -1) }
        }
    }
  }

  /// The set of passages of these names.
  func set(of names: [String]) -> PointSet {
    names.compactMap(network.passages.firstIndex)
      .reduce(PointSet(count: network.passages.count)) { $0.with($1) }
  }

  /// The shortest way between two ports, by their places among the ports, without what is closed; nil where
  /// there is none.
  mutating func route(from start: Int, to end: Int, closed: PointSet) -> SeaFinder.Route? {
    let pair = start * lanes.ports.count + end
    for known in found[pair] ?? [] where known.closed.isSubset(of: closed) {
      guard let way = known.way else { return nil }
      if way.passages.isDisjoint(with: closed) { return way.route }
    }
    let route = search(from: start, to: end, closed)
    found[pair, default: []].append(
      Found(closed: closed, way: route.map { ($0, set(of: $0.passages)) }))
    return route
  }

  /// Dijkstra's search among the ends of stretches and hops, which are few.
  private func search(from start: Int, to end: Int, _ closed: PointSet) -> SeaFinder.Route? {
    let (first, last) = (lanes.portNumbers[start], lanes.portNumbers[end])
    var costs = Array(repeating: Double.infinity, count: arcs.count)
    var before = Array(repeating: (node: -1, arc: -1), count: arcs.count)
    var isSettled = Array(repeating: false, count: arcs.count)
    costs[first] = 0
    while true {
      var node = -1
      for (number, cost) in costs.enumerated()
      where !isSettled[number] && cost < (node < 0 ? .infinity : costs[node]) {
        node = number
      }
      guard node >= 0 else { return nil }
      if node == last { break }
      isSettled[node] = true
      for (number, arc) in arcs[node].enumerated()
      where costs[node] + arc.cost < costs[arc.to]
        && (arc.passage < 0 || !closed.contains(arc.passage))
      {
        costs[arc.to] = costs[node] + arc.cost
        before[arc.to] = (node, number)
      }
    }
    var steps: [(node: Int, arc: Int)] = []
    var node = last
    while node != first {
      steps.append(before[node])
      node = before[node].node
    }
    var (edges, nodes): ([Int], [Int]) = ([], [lanes.ports[start]])
    for step in steps.reversed() {
      let arc = arcs[step.node][step.arc]
      let hop =
        arc.stretch >= 0
        ? lanes.stretches[step.node][arc.stretch].hop : lanes.hops[step.node][arc.to]
      edges += hop?.edges ?? []
      nodes += hop?.nodes ?? []
    }
    return network.route(along: edges, nodes: nodes, weight: Length(kilometres: costs[last]))
  }
}
