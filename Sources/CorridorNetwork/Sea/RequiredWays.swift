import CorridorUnits

/// Shortest ways over sea lanes between ports that pass what is required of them.
///
/// A way passes no point of a passage twice, be that open or closed: a ship neither turns round in a strait
/// nor sails it to and fro, and closing a passage opens no way. On the open sea a way may cross its own track.
///
/// The search knows of which points a way must not pass one twice: at first those of the passages that are
/// required. Where the shortest way passes a point of another passage twice, that is watched as well, and
/// the search begins anew; what comes in the end is the shortest of all.
struct RequiredWays {
  /// From which port to which, by their places among the ports, and what is to be passed, a bit a group.
  struct Wish: Hashable {
    let start: Int
    let end: Int
    let groups: UInt32
  }

  private let network: SeaNetwork
  private let ports: [Int]
  /// What each passage meets of the groups.
  private let bits: [UInt32]
  private let closed: Set<Int>

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - network: the lanes.
  ///   - ports: the nodes where ways begin and end.
  ///   - groups: passages of each of which one is to be passed.
  ///   - closed: the passages that may not be used.
  init(
    over network: SeaNetwork, between ports: [Int], passing groups: [Set<String>],
    closed: Set<String>
  ) {
    self.network = network
    self.ports = ports
    bits = network.passages.map { name in
      groups.indices.reduce(0) { $0 | (groups[$1].contains(name) ? 1 << UInt32($1) : 0) }
    }
    self.closed = Set(network.passages.indices.filter { closed.contains(network.passages[$0]) })
  }

  /// The shortest way for each wish; nil where there is none.
  func routes(_ wishes: [Wish]) -> [SeaFinder.Route?] {
    var watched = Set(bits.indices.filter { bits[$0] != 0 && !closed.contains($0) })
    let open = watched.reduce(0) { $0 | bits[$1] }
    let asked = wishes.filter { $0.groups & ~open == 0 }
    let belongs = passagesOfNodes()
    while true {
      var search = PassageSearch(network, ports, watching: watched, closed: closed, bits: bits)
      let tracks = search.tracks(asked)
      var twice: Set<Int> = []
      for track in tracks.values {
        var seen: Set<Int> = []
        for node in track.nodes where !seen.insert(node).inserted {
          twice.formUnion(belongs[node] ?? [])
        }
      }
      if twice.isSubset(of: watched) {
        return wishes.map { wish in
          tracks[wish].map {
            network.route(
              along: $0.edges, nodes: $0.nodes, weight: Length(kilometres: $0.cost))
          }
        }
      }
      watched.formUnion(twice)
    }
  }

  /// The passages of which each node is a point.
  private func passagesOfNodes() -> [Int: Set<Int>] {
    var found: [Int: Set<Int>] = [:]
    for edge in network.edges where edge.passage >= 0 {
      for node in [edge.from, edge.to] { found[node, default: []].insert(edge.passage) }
    }
    return found
  }
}

/// A search from port to port over the passages that are watched and the water between them.
///
/// Its nodes are the points of these passages where something joins, and the ports. Between them lead
/// stretches of passages, and shortest ways that pass no such point on water that is not watched. A label
/// at a node knows what was met and which points were passed; it is kept where no cheaper one has met as
/// much and passed no other points.
private struct PassageSearch {
  /// A way by nodes and edges of the network.
  struct Track {
    var nodes: [Int]
    var edges: [Int] = []
    var cost: Double
  }

  /// A stretch of a passage from one point to another.
  private struct Stretch {
    var to: Int
    let passage: Int
    var edges: [Int]
    var nodes: [Int]
    var cost: Double
  }

  private struct Label {
    let cost: Double
    /// A point, or a port behind the points.
    let node: Int
    let met: UInt32
    let passed: PointSet
    let parent: Int
    /// The stretch by which it was reached among those of the point before; -1 for open water.
    let stretch: Int
  }

  private let network: SeaNetwork
  private let ports: [Int]
  private let bits: [UInt32]
  /// The nodes of the network that are points, in order.
  private let points: [Int]
  /// The number of a port as a node of this search: that of its point, or one behind the points.
  private let portNumbers: [Int]
  private let stretches: [[Stretch]]
  /// The edges of the network on water that is not watched.
  private let water: [Int]
  private var finder: PathFinder
  /// The costs over that water from points and ports to points and ports.
  private let costs: [[Double]]

  init(
    _ network: SeaNetwork, _ ports: [Int], watching watched: Set<Int>, closed: Set<Int>,
    bits: [UInt32]
  ) {
    (self.network, self.ports, self.bits) = (network, ports, bits)
    let joints = Self.joints(network, watched, closed)
    let isPort = Set(ports)
    let points = joints.keys.filter { node in
      guard let edges = joints[node], edges.count == 2, !isPort.contains(node) else { return true }
      let passage = network.edges[edges[0]].passage
      return !watched.contains(passage) || network.edges[edges[1]].passage != passage
    }.sorted()
    self.points = points
    let numbers = Dictionary(uniqueKeysWithValues: points.enumerated().map { ($1, $0) })
    portNumbers = ports.enumerated().map { numbers[$1] ?? points.count + $0 }
    stretches = points.map { Self.stretches(from: $0, network, joints, numbers, watched) }
    water = network.edges.indices.filter { number in
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
    let ends = points + ports
    costs = ends.map { node in
      let all = finder.costs(from: numbers[node].map { count + $0 } ?? node)
      return ends.map { all[$0] }
    }
    self.finder = finder
  }

  /// The open edges at each node of a watched passage.
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
      var stretch = Stretch(
        to: -1, passage: network.edges[first].passage, edges: [], nodes: [], cost: 0)
      var (node, next) = (point, Optional(first))
      while let number = next {
        let edge = network.edges[number]
        node = edge.from == node ? edge.to : edge.from
        stretch.edges.append(number)
        stretch.nodes.append(node)
        stretch.cost += network.cost(of: edge)
        next = numbers[node] == nil ? joints[node]?.first { $0 != number } : nil
      }
      guard let to = numbers[node], node != point else { continue }
      stretch.to = to
      found.append(stretch)
    }
    return found
  }

  /// The shortest way of each wish that has one.
  mutating func tracks(_ wishes: [RequiredWays.Wish]) -> [RequiredWays.Wish: Track] {
    var found: [RequiredWays.Wish: Track] = [:]
    for start in Set(wishes.map(\.start)).sorted() {
      search(from: start, wishes.filter { $0.start == start }, &found)
    }
    return found
  }

  private mutating func search(
    from start: Int, _ wishes: [RequiredWays.Wish], _ found: inout [RequiredWays.Wish: Track]
  ) {
    let number = portNumbers[start]
    var labels = [
      Label(
        cost: 0, node: number, met: 0,
        passed: PointSet(count: points.count).with(number), parent: -1, stretch: -1)
    ]
    var settled: [[Int]] = Array(repeating: [], count: points.count + ports.count)
    var waiting = Dictionary(grouping: wishes) { portNumbers[$0.end] }
    var queue = SearchQueue()
    queue.insert(0, key: 0)
    while !waiting.isEmpty, let entry = queue.removeFirst() {
      let place = Int(entry.node)
      let label = labels[place]
      let isBeaten = settled[label.node].contains { other in
        labels[other].met & label.met == label.met
          && labels[other].passed.isSubset(of: label.passed)
      }
      if isBeaten { continue }
      settled[label.node].append(place)
      if let open = waiting[label.node] {
        for wish in open where label.met & wish.groups == wish.groups {
          found[wish] = track(to: place, labels, from: start)
        }
        let rest = open.filter { found[$0] == nil }
        waiting[label.node] = rest.isEmpty ? nil : rest
      }
      guard label.node < points.count || place == 0 else { continue }
      for next in successors(of: label, at: place, start: start) {
        labels.append(next)
        queue.insert(Int32(labels.count - 1), key: next.cost)
      }
    }
  }

  private func successors(of label: Label, at place: Int, start: Int) -> [Label] {
    var found: [Label] = []
    if label.node < points.count {
      for (number, stretch) in stretches[label.node].enumerated()
      where !label.passed.contains(stretch.to) {
        found.append(
          Label(
            cost: label.cost + stretch.cost, node: stretch.to,
            met: label.met | bits[stretch.passage], passed: label.passed.with(stretch.to),
            parent: place, stretch: number))
      }
    }
    // Ports that are points are come to as such.
    let row = costs[label.node]
    for node in row.indices
    where row[node].isFinite && !label.passed.contains(node) && node != label.node {
      if node >= points.count, portNumbers[node - points.count] != node { continue }
      found.append(
        Label(
          cost: label.cost + row[node], node: node, met: label.met,
          passed: label.passed.with(node), parent: place, stretch: -1))
    }
    return found
  }

  private mutating func track(to last: Int, _ labels: [Label], from start: Int) -> Track {
    var chain = [labels[last]]
    while let parent = chain.last?.parent, parent >= 0 { chain.append(labels[parent]) }
    chain.reverse()
    var track = Track(nodes: [ports[start]], cost: labels[last].cost)
    for (before, label) in zip(chain, chain.dropFirst()) {
      if label.stretch >= 0 {
        let stretch = stretches[before.node][label.stretch]
        track.edges += stretch.edges
        track.nodes += stretch.nodes
      } else {
        let path = finder.path(
          from: before.node < points.count
            ? network.nodes.count + before.node : ports[before.node - points.count],
          to: label.node < points.count ? points[label.node] : ports[label.node - points.count])
        track.edges += (path?.edges ?? []).map { water[$0 / 2] }
        track.nodes += (path?.nodes ?? []).dropFirst()
      }
    }
    return track
  }
}

/// Which of some points were passed.
private struct PointSet {
  private let count: Int
  private var words: [UInt64]

  init(count: Int) {
    self.count = count
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  /// The same with another point; what is no point leaves it as it is.
  func with(_ point: Int) -> PointSet {
    guard point < count else { return self }
    var set = self
    set.words[point >> 6] |= 1 << UInt64(point & 63)
    return set
  }

  func contains(_ point: Int) -> Bool {
    point < count && words[point >> 6] & (1 << UInt64(point & 63)) != 0
  }

  func isSubset(of other: PointSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }
}
