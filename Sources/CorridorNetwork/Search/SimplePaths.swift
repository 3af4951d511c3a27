/// The paths between two nodes that pass no node twice, from the cheapest on.
///
/// Nodes may stand in groups, such as the states in which one place can be reached; then a path passes no
/// group twice. What has been passed is closed to a search; a path that meets a group twice further on is
/// set aside, and of what it leaves over only the part is looked into that leaves it before that.
///
/// Each path that is found splits what is left into parts that don't overlap: paths that share its
/// beginning up to a node and leave it there by another edge (Lawler's partition, so that no path comes
/// twice). A part waits in a queue under a lower bound, from the costs of the whole graph to the end
/// node, and is searched only when nothing cheaper waits; the search is A* with those same bounds.
///
/// Of equally dear paths the one whose part was opened first comes first. Parallel edges make different
/// paths. Iteration ends when there is no further path.
///
/// - Complexity: one search of the whole graph, then a short one for each part that is looked into.
/// - Source: Yen 1971, doi:10.1287/mnsc.17.11.712; Lawler 1972, doi:10.1287/mnsc.18.7.401.
public struct SimplePaths: Sequence, IteratorProtocol, Sendable {
  private let graph: Graph
  private let start: Int32
  private let end: Int32
  /// What a path from each node to the end costs at least.
  private let bounds: ContiguousArray<Double>
  /// The group of each node by inner number; nil when each is one of its own.
  private let groups: ContiguousArray<Int32>?
  /// How many paths that pass a group twice may be set aside.
  private let patience: Int
  /// How many paths that pass a group twice were set aside.
  private var setAside = 0
  private var found: [Track] = []
  private var parts = PartQueue()
  private var search: SpurSearch
  private var hasBegun = false

  /// A path by inner numbers.
  struct Track: Sendable {
    var nodes: ContiguousArray<Int32>
    var arcs: ContiguousArray<Int32>
    /// What the path costs up to each node.
    var costs: ContiguousArray<Double>
  }

  /// The paths that share the beginning of one and leave it at a node by other arcs.
  struct Part: Sendable {
    /// The path; nil for all paths.
    var parent: Int?
    /// The place on it of the last node that is shared.
    var place: Int
    /// The arcs by which the paths don't leave that node.
    var banned: [Int32]
    /// The cheapest of the paths, once it is known.
    var best: Track?
  }

  /// Whether patience ended before the paths did: there may be further ones.
  public private(set) var isCut = false

  /// Prepares to go through the paths between two nodes.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - start: the node where paths begin.
  ///   - end: the node where they end.
  ///   - groups: the group of each node, any number; nil when each node is one of its own.
  ///   - patience: after so many paths that pass a group twice iteration ends, and ``isCut`` is true.
  public init(
    _ graph: Graph, from start: Int, to end: Int, groups: [Int]? = nil, patience: Int = .max
  ) {
    for node in [start, end] {
      precondition(node >= 0 && node < graph.nodeCount, "node \(node) is not in the graph")
    }
    precondition(groups.map { $0.count == graph.nodeCount } ?? true, "a group for each node")
    self.graph = graph
    self.groups = groups.map { Self.numbered($0, in: graph) }
    self.patience = patience
    (self.start, self.end) = (graph.inner[start], graph.inner[end])
    var finder = PathFinder(graph.reversed())
    bounds = finder.innerCosts(from: Int(self.end))
    search = SpurSearch(nodeCount: graph.nodeCount, groups: self.groups)
  }

  /// Groups by inner number of node, numbered from 0 in the order in which they come.
  static func numbered(_ groups: [Int], in graph: Graph) -> ContiguousArray<Int32> {
    var numbers: [Int: Int32] = [:]
    return ContiguousArray(
      graph.outer.map { node in
        let number = numbers[groups[Int(node)]] ?? Int32(numbers.count)
        numbers[groups[Int(node)]] = number
        return number
      })
  }

  /// At least what the next path costs; nil when there is none.
  public var nextCost: Double? {
    if hasBegun { return parts.lowestKey }
    return bounds[Int(start)].isFinite ? bounds[Int(start)] : nil
  }

  /// The next path; nil when there is no further one.
  public mutating func next() -> GraphPath? {
    if !hasBegun {
      hasBegun = true
      guard bounds[Int(start)].isFinite else { return nil }
      parts.insert(Part(parent: nil, place: 0, banned: [], best: nil), key: bounds[Int(start)])
    }
    while var part = parts.removeFirst() {
      if let best = part.best {
        let repetition = repetition(in: best)
        open(best, after: part, upTo: repetition ?? best.arcs.count)
        if repetition == nil { return path(best) }
        setAside += 1
        if setAside < patience { continue }
        isCut = parts.lowestKey != nil
        return nil
      }
      guard let best = cheapest(of: part) else { continue }
      let cost = best.costs.last ?? 0
      part.best = best
      // Bounds and costs are summed in another order and may differ in the last bit.
      parts.insert(part, key: cost)
    }
    return nil
  }

  /// The place on a path of the first node whose group it has passed before; nil when there is none.
  private func repetition(in track: Track) -> Int? {
    guard let groups else { return nil }
    var seen: Set<Int32> = []
    return track.nodes.firstIndex { !seen.insert(groups[Int($0)]).inserted }
  }

  /// Parts for the paths that leave a path at one of its nodes, from where it left its parent.
  private mutating func open(_ track: Track, after part: Part, upTo last: Int) {
    let number = found.count
    found.append(track)
    for place in part.place..<last {
      var banned = [track.arcs[place]]
      if place == part.place { banned += part.banned }
      if let bound = bound(leaving: track, at: place, banned: banned) {
        parts.insert(Part(parent: number, place: place, banned: banned, best: nil), key: bound)
      }
    }
  }

  /// At least what a path costs that leaves another at a node; nil when none can.
  private func bound(leaving track: Track, at place: Int, banned: [Int32]) -> Double? {
    let node = Int(track.nodes[place])
    var best: Double?
    for arc in graph.offsets[node]..<graph.offsets[node + 1] where !banned.contains(arc) {
      let head = graph.arcs[Int(arc)].head
      let cost = track.costs[place] + graph.arcs[Int(arc)].cost + bounds[Int(head)]
      guard cost.isFinite, cost < best ?? .infinity else { continue }
      if track.nodes[...place].contains(where: { isSame($0, head) }) { continue }
      best = cost
    }
    return best
  }

  /// Whether no path may pass both nodes.
  private func isSame(_ one: Int32, _ other: Int32) -> Bool {
    guard let groups else { return one == other }
    return groups[Int(one)] == groups[Int(other)]
  }

  private mutating func cheapest(of part: Part) -> Track? {
    var root = Track(nodes: [start], arcs: [], costs: [0])
    if let parent = part.parent {
      let track = found[parent]
      root.nodes = ContiguousArray(track.nodes[...part.place])
      root.arcs = ContiguousArray(track.arcs[..<part.place])
      root.costs = ContiguousArray(track.costs[...part.place])
    }
    return search.complete(root, to: end, banned: part.banned, in: graph, bounds: bounds)
  }

  private func path(_ track: Track) -> GraphPath {
    GraphPath(
      nodes: track.nodes.map { Int(graph.outer[Int($0)]) },
      edges: track.arcs.map { Int(graph.arcs[Int($0)].edge) }, cost: track.costs.last ?? 0)
  }
}

/// Parts by lower bound; of equal bounds the one that came first.
private struct PartQueue: Sendable {
  private var heap: [(key: Double, number: Int)] = []
  private var parts: [Int: SimplePaths.Part] = [:]
  private var count = 0

  var lowestKey: Double? { heap.first?.key }

  mutating func insert(_ part: SimplePaths.Part, key: Double) {
    parts[count] = part
    heap.append((key, count))
    count += 1
    var place = heap.count - 1
    while place > 0, heap[place] < heap[(place - 1) / 2] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func removeFirst() -> SimplePaths.Part? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      var place = 0
      while true {
        var lowest = place
        for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
          if heap[child] < heap[lowest] { lowest = child }
        }
        if lowest == place { break }
        heap.swapAt(place, lowest)
        place = lowest
      }
    }
    return parts.removeValue(forKey: first.number)
  }
}
