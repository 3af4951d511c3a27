/// Lanes as stretches of passages that are watched, and hops over the water between them.
///
/// A point is a node of a watched passage where something joins. Stretches lead from point to point, and
/// hops from points and ports to points and ports by the shortest way over water that is not watched, which
/// passes no other point. Ends are numbered: points first, then ports.
struct PartedLanes {
  /// A way by nodes and edges of the network, without the node where it begins.
  struct Hop {
    var edges: [Int] = []
    var nodes: [Int] = []
    var cost = 0.0
  }

  /// A stretch of a passage from one point to another.
  struct Stretch {
    var to: Int
    let passage: Int
    var hop = Hop()
  }

  /// How many points there are.
  let pointCount: Int
  /// The node of the network of each port.
  let ports: [Int]
  /// The number of each port as an end: that of its point, or one behind the points.
  let portNumbers: [Int]
  /// The stretches from each point, also of passages that are closed.
  let stretches: [[Stretch]]
  /// The hops from each end to each; nil where there is none, and to ports that are points.
  let hops: [[Hop?]]

  /// Parts lanes.
  ///
  /// - Parameters:
  ///   - network: the lanes.
  ///   - ports: the nodes where ways begin and end.
  ///   - watched: the passages that become stretches, open or not.
  ///   - closed: other passages, that may not be used.
  init(_ network: SeaNetwork, _ ports: [Int], watching watched: Set<Int>, closed: Set<Int>) {
    let joints = Self.joints(network, watched, closed)
    let isPort = Set(ports)
    let points = joints.keys.filter { node in
      guard let edges = joints[node], edges.count == 2, !isPort.contains(node) else { return true }
      let passage = network.edges[edges[0]].passage
      return !watched.contains(passage) || network.edges[edges[1]].passage != passage
    }.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: points.enumerated().map { ($1, $0) })
    self.ports = ports
    pointCount = points.count
    portNumbers = ports.enumerated().map { numbers[$1] ?? points.count + $0 }
    stretches = points.map { Self.stretches(from: $0, network, joints, numbers, watched) }
    let water = network.edges.indices.filter { number in
      let passage = network.edges[number].passage
      return !watched.contains(passage) && !closed.contains(passage)
    }
    // A point is two nodes, one to come to and one to leave from, so that no way leads through it.
    let count = network.nodes.count
    let edges = water.flatMap { number in
      let edge = network.edges[number]
      let cost = network.cost(of: edge)
      return [(edge.from, edge.to), (edge.to, edge.from)].map { from, to in
        Graph.Edge(from: numbers[from].map { count + $0 } ?? from, to: to, cost: cost)
      }
    }
    guard let graph = try? Graph(nodeCount: count + points.count, edges: edges) else {
      preconditionFailure("lanes have lengths that are finite and not negative")
    }
    var finder = PathFinder(graph)
    let ends = points + ports.filter { numbers[$0] == nil }
    let ownEnds =
      points.indices
      + ports.indices.filter { numbers[ports[$0]] == nil }
      .map { points.count + $0 }
    var hops = [[Hop?]](
      repeating: Array(repeating: nil, count: points.count + ports.count),
      count: points.count + ports.count)
    for (start, number) in zip(ends, ownEnds) {
      let paths = finder.paths(from: numbers[start].map { count + $0 } ?? start, to: ends)
      for (path, end) in zip(paths, ownEnds) where end != number {
        hops[number][end] = path.map { path in
          Hop(
            edges: path.edges.map { water[$0 / 2] }, nodes: Array(path.nodes.dropFirst()),
            cost: path.cost)
        }
      }
    }
    self.hops = hops
  }

  /// The edges at each node of a watched passage.
  private static func joints(_ network: SeaNetwork, _ watched: Set<Int>, _ closed: Set<Int>)
    -> [Int: [Int]]
  {
    var joints: [Int: [Int]] = [:]
    for edge in network.edges where watched.contains(edge.passage) {
      (joints[edge.from], joints[edge.to]) = ([], [])
    }
    for (number, edge) in network.edges.enumerated() where !closed.contains(edge.passage) {
      joints[edge.from]?.append(number)
      joints[edge.to]?.append(number)
    }
    return joints
  }

  private static func stretches(
    from point: Int, _ network: SeaNetwork, _ joints: [Int: [Int]], _ numbers: [Int: Int],
    _ watched: Set<Int>
  ) -> [Stretch] {
    var found: [Stretch] = []
    for first in joints[point] ?? [] where watched.contains(network.edges[first].passage) {
      var stretch = Stretch(to: -1, passage: network.edges[first].passage)
      var (node, next) = (point, Optional(first))
      while let number = next {
        let edge = network.edges[number]
        node = edge.from == node ? edge.to : edge.from
        stretch.hop.edges.append(number)
        stretch.hop.nodes.append(node)
        stretch.hop.cost += network.cost(of: edge)
        next = numbers[node] == nil ? joints[node]?.first { $0 != number } : nil
      }
      guard let to = numbers[node], node != point else { continue }
      stretch.to = to
      found.append(stretch)
    }
    return found
  }
}
