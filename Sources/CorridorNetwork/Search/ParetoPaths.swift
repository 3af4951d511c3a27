/// The paths between two nodes that no other path beats or equals in every criterion.
///
/// Labels are set node by node and kept where no other label of the node is at least as good in all
/// criteria; labels that can't lead to a path that any found one leaves room for are dropped. The set is
/// exact, unless the limit of labels cut it. Of paths with the same costs the one that was reached first
/// stands for all.
///
/// - Source: Martins 1984, doi:10.1016/0377-2217(84)90202-2.
public struct ParetoPaths: Sendable {
  /// A path with what it costs in each criterion.
  public struct Path: Hashable, Sendable {
    /// The nodes in order.
    public var nodes: [Int]
    /// The edges between them.
    public var edges: [Int]
    /// Its cost in each criterion.
    public var costs: [Double]
  }

  /// The paths, by their costs, the first criterion first.
  public let paths: [Path]
  /// Whether nothing was cut: false when the labels ran out, and then the set may lack paths.
  public let isComplete: Bool

  /// Finds the set.
  ///
  /// - Parameters:
  ///   - graph: the graph; its own costs are not used.
  ///   - criteria: one to four lists of costs by number of edge, each finite and 0 or more.
  ///   - start: the node where paths begin.
  ///   - end: the node where they end.
  ///   - limit: how many labels may be set, 64 bytes each.
  /// - Throws: `GraphError.cost` for a cost that is negative or not finite.
  public init(
    _ graph: Graph, criteria: [[Double]], from start: Int, to end: Int, limit: Int = 1_000_000
  ) throws(GraphError) {
    precondition((1...4).contains(criteria.count), "one to four criteria")
    precondition(criteria.allSatisfy { $0.count == graph.edgeCount }, "a cost for each edge")
    var search = LabelSearch(
      graph, costs: Self.rows(criteria, count: graph.edgeCount),
      bounds: try Self.bounds(graph, criteria, to: end), limit: limit)
    isComplete = search.run(from: graph.inner[start], to: graph.inner[end])
    paths = search.paths(to: graph.inner[end], criteria: criteria.count).sorted {
      $0.costs.lexicographicallyPrecedes($1.costs)
    }
  }

  private static func rows(_ criteria: [[Double]], count: Int) -> ContiguousArray<SIMD4<Double>> {
    var rows = ContiguousArray<SIMD4<Double>>(repeating: .zero, count: count)
    for (lane, costs) in criteria.enumerated() {
      for (edge, cost) in costs.enumerated() { rows[edge][lane] = cost }
    }
    return rows
  }

  /// What a path from each node to the end costs at least, by inner number.
  private static func bounds(_ graph: Graph, _ criteria: [[Double]], to end: Int)
    throws(GraphError) -> ContiguousArray<SIMD4<Double>>
  {
    var bounds = ContiguousArray<SIMD4<Double>>(repeating: .zero, count: graph.nodeCount)
    for (lane, costs) in criteria.enumerated() {
      let priced = try graph.withCosts { costs[$0] }
      var finder = PathFinder(priced.reversed())
      let found = finder.innerCosts(from: Int(graph.inner[end]))
      for node in found.indices { bounds[node][lane] = found[node] }
    }
    return bounds
  }
}

/// Label-setting with several criteria on flat arrays.
private struct LabelSearch {
  struct Label {
    var costs: SIMD4<Double>
    var node: Int32
    var arc: Int32
    var parent: Int32
    /// The label of the same node that was set before; -1 for none.
    var next: Int32
    var isDominated: Bool
  }

  private let graph: Graph
  private let costs: ContiguousArray<SIMD4<Double>>
  private let bounds: ContiguousArray<SIMD4<Double>>
  private let limit: Int
  private var labels: ContiguousArray<Label> = []
  private var latest: ContiguousArray<Int32>
  private var queue = SearchQueue()

  init(
    _ graph: Graph, costs: ContiguousArray<SIMD4<Double>>,
    bounds: ContiguousArray<SIMD4<Double>>, limit: Int
  ) {
    self.graph = graph
    self.costs = costs
    self.bounds = bounds
    self.limit = Swift.min(limit, Int(Int32.max) - 1)
    latest = ContiguousArray(repeating: -1, count: graph.nodeCount)
  }

  /// Sets labels until none is left; false when there were too many.
  mutating func run(from start: Int32, to end: Int32) -> Bool {
    guard bounds[Int(start)].x.isFinite else { return true }
    add(Label(costs: .zero, node: start, arc: -1, parent: -1, next: -1, isDominated: false))
    while let entry = queue.removeFirst() {
      let label = labels[Int(entry.node)]
      if label.isDominated || label.node == end || isBeaten(label, at: end) { continue }
      for place in graph.offsets[Int(label.node)]..<graph.offsets[Int(label.node) + 1] {
        let arc = graph.arcs[Int(place)]
        guard bounds[Int(arc.head)].x.isFinite else { continue }
        let next = Label(
          costs: label.costs + costs[Int(arc.edge)], node: arc.head, arc: place,
          parent: entry.node, next: latest[Int(arc.head)], isDominated: false)
        if isBeaten(next, at: end) || isBeaten(next, at: arc.head, bound: .zero) { continue }
        if labels.count >= limit { return false }
        add(next)
      }
    }
    return true
  }

  private mutating func add(_ label: Label) {
    var other = label.next
    while other >= 0 {
      if all(label.costs .<= labels[Int(other)].costs) { labels[Int(other)].isDominated = true }
      other = labels[Int(other)].next
    }
    let number = Int32(labels.count)
    labels.append(label)
    latest[Int(label.node)] = number
    queue.insert(number, key: (label.costs + bounds[Int(label.node)]).x)
  }

  /// Whether the best that can come of a label is no better than what is known at a node.
  private func isBeaten(_ label: Label, at node: Int32) -> Bool {
    // Bounds are sums in another order: what lies in the last bits is no reason to drop a path.
    isBeaten(label, at: node, bound: bounds[Int(label.node)] * (1 - 1e-12))
  }

  private func isBeaten(_ label: Label, at node: Int32, bound: SIMD4<Double>) -> Bool {
    let best = label.costs + bound
    var other = latest[Int(node)]
    while other >= 0 {
      let known = labels[Int(other)]
      if !known.isDominated, all(known.costs .<= best) { return true }
      other = known.next
    }
    return false
  }

  func paths(to end: Int32, criteria: Int) -> [ParetoPaths.Path] {
    var found: [ParetoPaths.Path] = []
    var number = latest[Int(end)]
    while number >= 0 {
      let label = labels[Int(number)]
      if !label.isDominated { found.append(path(to: number, criteria: criteria)) }
      number = label.next
    }
    return found
  }

  private func path(to number: Int32, criteria: Int) -> ParetoPaths.Path {
    var nodes: [Int] = []
    var edges: [Int] = []
    var at = number
    while at >= 0 {
      let label = labels[Int(at)]
      nodes.append(Int(graph.outer[Int(label.node)]))
      if label.arc >= 0 { edges.append(Int(graph.arcs[Int(label.arc)].edge)) }
      at = label.parent
    }
    return ParetoPaths.Path(
      nodes: nodes.reversed(), edges: edges.reversed(),
      costs: (0..<criteria).map { labels[Int(number)].costs[$0] })
  }
}
