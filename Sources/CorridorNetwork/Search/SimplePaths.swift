/// The paths between two nodes that pass no node twice, from the cheapest on.
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

  /// Prepares to go through the paths between two nodes.
  public init(_ graph: Graph, from start: Int, to end: Int) {
    for node in [start, end] {
      precondition(node >= 0 && node < graph.nodeCount, "node \(node) is not in the graph")
    }
    self.graph = graph
    (self.start, self.end) = (graph.inner[start], graph.inner[end])
    var finder = PathFinder(graph.reversed())
    bounds = finder.innerCosts(from: Int(self.end))
    search = SpurSearch(nodeCount: graph.nodeCount)
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
        open(best, after: part)
        return path(best)
      }
      guard let best = cheapest(of: part) else { continue }
      let cost = best.costs.last ?? 0
      part.best = best
      // Bounds and costs are summed in another order and may differ in the last bit.
      parts.insert(part, key: cost)
    }
    return nil
  }

  /// Parts for the paths that leave a path at each of its nodes from where it left its parent.
  private mutating func open(_ track: Track, after part: Part) {
    let number = found.count
    found.append(track)
    for place in part.place..<track.arcs.count {
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
      if track.nodes[...place].contains(head) { continue }
      best = cost
    }
    return best
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

/// A* from the end of a beginning, round its nodes and without some first arcs.
struct SpurSearch: Sendable {
  private var labels: ContiguousArray<PathFinder.Label>
  private var before: ContiguousArray<Int32>
  private var queue = SearchQueue()
  private var run: UInt32 = 0

  init(nodeCount: Int) {
    labels = ContiguousArray(
      repeating: PathFinder.Label(cost: .infinity, arc: -1, stamp: 0), count: nodeCount)
    before = ContiguousArray(repeating: -1, count: nodeCount)
  }

  mutating func complete(
    _ root: SimplePaths.Track, to end: Int32, banned: [Int32], in graph: Graph,
    bounds: ContiguousArray<Double>
  ) -> SimplePaths.Track? {
    guard let spur = root.nodes.last, let reached = root.costs.last else { return nil }
    if spur == end { return banned.isEmpty ? root : nil }
    begin()
    let (fresh, settled) = (run << 1, run << 1 | 1)
    // The nodes of the beginning count as settled at no cost, so that nothing leads back to them.
    for node in root.nodes {
      labels[Int(node)] = PathFinder.Label(cost: -1, arc: -1, stamp: settled)
    }
    func relax(_ node: Int32, at cost: Double, _ self: inout SpurSearch, skipping: [Int32]) {
      for place in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
        if !skipping.isEmpty, skipping.contains(place) { continue }
        let arc = graph.arcs[Int(place)]
        let head = Int(arc.head)
        let bound = bounds[head]
        guard bound.isFinite else { continue }
        let sum = cost + arc.cost
        let known = self.labels[head]
        guard known.stamp < fresh || sum < known.cost else { continue }
        self.labels[head] = PathFinder.Label(cost: sum, arc: place, stamp: fresh)
        self.before[head] = node
        self.queue.insert(arc.head, key: sum + bound)
      }
    }
    relax(spur, at: reached, &self, skipping: banned)
    while let entry = queue.removeFirst() {
      let label = labels[Int(entry.node)]
      if label.stamp == settled { continue }
      labels[Int(entry.node)].stamp = settled
      if entry.node == end { return track(root, from: spur, to: end) }
      relax(entry.node, at: label.cost, &self, skipping: [])
    }
    return nil
  }

  private mutating func begin() {
    run += 1
    if run >= UInt32.max / 2 {
      for node in labels.indices { labels[node].stamp = 0 }
      run = 1
    }
    queue.removeAll()
  }

  private func track(_ root: SimplePaths.Track, from spur: Int32, to end: Int32)
    -> SimplePaths.Track
  {
    var steps: [(node: Int32, arc: Int32, cost: Double)] = []
    var node = end
    while node != spur {
      let label = labels[Int(node)]
      steps.append((node, label.arc, label.cost))
      node = before[Int(node)]
    }
    var track = root
    for step in steps.reversed() {
      track.nodes.append(step.node)
      track.arcs.append(step.arc)
      track.costs.append(step.cost)
    }
    return track
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
