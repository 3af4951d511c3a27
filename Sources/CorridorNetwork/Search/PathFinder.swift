/// Finds cheapest paths in a graph, one after another, with one set of scratch arrays.
///
/// Plain searches are Dijkstra's; with landmarks they are A*. Both are exact. Of several cheapest paths
/// the answer is, from the last node backwards, the one that comes from the node nearest to the start
/// and, of equally near ones, by the edge that was given first. It depends on nothing but the graph and
/// the order of its edges. With landmarks another of equally cheap paths may be found, the same in every
/// run.
///
/// - Complexity: O(m log m) for m edges reached; memory is 16 bytes a node and is kept between searches.
/// - Source: Dijkstra 1959, doi:10.1007/BF01386390; Goldberg and Harrelson 2005 for landmarks.
public struct PathFinder: Sendable {
  /// The graph.
  public let graph: Graph
  private let landmarks: Landmarks?
  private var labels: ContiguousArray<Label>
  private var queue = SearchQueue()
  private var run: UInt32 = 0

  /// What is known of a node in a run.
  struct Label: Sendable {
    var cost: Double
    /// The place of the arc by which it was reached; -1 at the start.
    var arc: Int32
    /// Twice the number of the run that reached it, and 1 more once it is settled.
    var stamp: UInt32
  }

  /// Creates a finder.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - landmarks: bounds that were worked out for this graph with these costs; nil for none.
  public init(_ graph: Graph, landmarks: Landmarks? = nil) {
    precondition(
      landmarks.map { $0.nodeCount == graph.nodeCount } ?? true,
      "landmarks belong to another graph")
    self.graph = graph
    self.landmarks = landmarks
    labels = ContiguousArray(
      repeating: Label(cost: .infinity, arc: -1, stamp: 0), count: graph.nodeCount)
  }

  /// The cheapest path between two nodes; nil when there is none.
  public mutating func path(from start: Int, to end: Int) -> GraphPath? {
    guard search(from: start, to: end) else { return nil }
    return path(to: Int(graph.inner[end]))
  }

  /// What the cheapest path between two nodes costs; nil when there is none.
  public mutating func cost(from start: Int, to end: Int) -> Double? {
    guard search(from: start, to: end) else { return nil }
    return labels[Int(graph.inner[end])].cost
  }

  /// The cheapest path from a node to each of several; nil where there is none.
  mutating func paths(from start: Int, to ends: [Int]) -> [GraphPath?] {
    begin()
    Self.settle(from: Int(graph.inner[start]), to: -1, graph, run, &labels, &queue)
    return ends.map { end in
      let inner = Int(graph.inner[end])
      return labels[inner].stamp >> 1 == run ? path(to: inner) : nil
    }
  }

  /// What the cheapest path from a node to each costs; infinity where there is none.
  public mutating func costs(from start: Int) -> [Double] {
    precondition(start >= 0 && start < graph.nodeCount, "node \(start) is not in the graph")
    let found = innerCosts(from: Int(graph.inner[start]))
    return graph.inner.map { found[Int($0)] }
  }

  /// The same by inner numbers.
  mutating func innerCosts(from start: Int) -> ContiguousArray<Double> {
    begin()
    Self.settle(from: start, to: -1, graph, run, &labels, &queue)
    return ContiguousArray(labels.map { $0.stamp >> 1 == run ? $0.cost : .infinity })
  }

  private mutating func search(from start: Int, to end: Int) -> Bool {
    for node in [start, end] {
      precondition(node >= 0 && node < graph.nodeCount, "node \(node) is not in the graph")
    }
    begin()
    let (from, to) = (Int(graph.inner[start]), Int(graph.inner[end]))
    if let landmarks {
      guard !landmarks.areApart(from, to) else { return false }
      Self.settle(from: from, to: to, landmarks, graph, run, &labels, &queue)
    } else {
      Self.settle(from: from, to: to, graph, run, &labels, &queue)
    }
    return labels[to].stamp >> 1 == run
  }

  private mutating func begin() {
    run += 1
    if run >= UInt32.max / 2 {
      for node in labels.indices { labels[node].stamp = 0 }
      run = 1
    }
    queue.removeAll()
  }

  /// Dijkstra's search; -1 as the end reaches everything.
  private static func settle(
    from start: Int, to end: Int, _ graph: Graph, _ run: UInt32,
    _ table: inout ContiguousArray<Label>, _ queue: inout SearchQueue
  ) {
    let (fresh, settled) = (run << 1, run << 1 | 1)
    let offsets = graph.offsets.span
    let arcs = graph.arcs.span
    var labels = table.mutableSpan
    labels[start] = Label(cost: 0, arc: -1, stamp: fresh)
    queue.insert(Int32(start), key: 0)
    while let entry = queue.removeFirst() {
      let node = Int(entry.node)
      if labels[node].stamp == settled { continue }
      labels[node].stamp = settled
      if node == end { return }
      for place in Int(offsets[node])..<Int(offsets[node + 1]) {
        let arc = arcs[place]
        let cost = entry.key + arc.cost
        let head = Int(arc.head)
        let label = labels[head]
        if label.stamp < fresh || cost < label.cost {
          labels[head] = Label(cost: cost, arc: Int32(place), stamp: fresh)
          queue.insert(arc.head, key: cost)
        } else if cost == label.cost, label.stamp == fresh, label.arc >= 0 {
          let known = arcs[Int(label.arc)]
          if arc.cost == known.cost, arc.edge < known.edge { labels[head].arc = Int32(place) }
        }
      }
    }
  }

  /// A* by the bounds of landmarks; a node that is reached more cheaply later is opened again.
  private static func settle(
    from start: Int, to end: Int, _ landmarks: Landmarks, _ graph: Graph, _ run: UInt32,
    _ table: inout ContiguousArray<Label>, _ queue: inout SearchQueue
  ) {
    let (fresh, settled) = (run << 1, run << 1 | 1)
    let offsets = graph.offsets.span
    let arcs = graph.arcs.span
    let target = landmarks.target(end)
    var labels = table.mutableSpan
    labels[start] = Label(cost: 0, arc: -1, stamp: fresh)
    queue.insert(Int32(start), key: 0)
    while let entry = queue.removeFirst() {
      let node = Int(entry.node)
      let label = labels[node]
      if label.stamp == settled { continue }
      labels[node].stamp = settled
      if node == end { return }
      for place in Int(offsets[node])..<Int(offsets[node + 1]) {
        let arc = arcs[place]
        let cost = label.cost + arc.cost
        let head = Int(arc.head)
        let known = labels[head]
        if known.stamp < fresh || cost < known.cost {
          labels[head] = Label(cost: cost, arc: Int32(place), stamp: fresh)
          queue.insert(arc.head, key: cost + landmarks.bound(from: head, to: target))
        }
      }
    }
  }

  private func path(to end: Int) -> GraphPath {
    var nodes = [Int(graph.outer[end])]
    var edges: [Int] = []
    var node = end
    while labels[node].arc >= 0 {
      let place = labels[node].arc
      edges.append(Int(graph.arcs[Int(place)].edge))
      node = Int(graph.tail(ofArc: place))
      nodes.append(Int(graph.outer[node]))
    }
    return GraphPath(nodes: nodes.reversed(), edges: edges.reversed(), cost: labels[end].cost)
  }
}
