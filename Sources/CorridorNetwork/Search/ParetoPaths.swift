/// The paths between two nodes that no other path beats or equals in every criterion.
///
/// Labels are set node by node and kept where no other label of the node is at least as good in all
/// criteria; labels that can't lead to a path that any found one leaves room for are dropped. The set is
/// exact, unless the limit of labels cut it. Of paths with the same costs the one that was reached first
/// stands for all.
///
/// Without groups a path may pass a node twice, where that costs nothing. Where nodes stand in groups of which
/// a path passes none twice, a label is dropped only for one that has passed no other groups: that may take
/// many more labels.
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
  ///   - groups: the group of each node, of which a path passes none twice; nil when it may.
  ///   - limit: how many labels may be set, 64 bytes each.
  /// - Throws: `GraphError.cost` for a cost that is negative or not finite.
  public init(
    _ graph: Graph, criteria: [[Double]], from start: Int, to end: Int, groups: [Int]? = nil,
    limit: Int = 1_000_000
  ) throws(GraphError) {
    precondition((1...4).contains(criteria.count), "one to four criteria")
    precondition(criteria.allSatisfy { $0.count == graph.edgeCount }, "a cost for each edge")
    precondition(groups.map { $0.count == graph.nodeCount } ?? true, "a group for each node")
    var search = LabelSearch(
      graph, costs: Self.rows(criteria, count: graph.edgeCount),
      bounds: try Self.bounds(graph, criteria, to: end),
      groups: groups.map { SimplePaths.numbered($0, in: graph) }, limit: limit)
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
  /// The group of each node; nil where paths may pass nodes twice.
  private let groups: ContiguousArray<Int32>?
  /// How many words tell the groups that a label has passed.
  private let width: Int
  /// These words, label by label.
  private var passed: ContiguousArray<UInt64> = []
  private var labels: ContiguousArray<Label> = []
  private var latest: ContiguousArray<Int32>
  private var queue = SearchQueue()
  private var end: Int32 = -1

  init(
    _ graph: Graph, costs: ContiguousArray<SIMD4<Double>>,
    bounds: ContiguousArray<SIMD4<Double>>, groups: ContiguousArray<Int32>?, limit: Int
  ) {
    self.graph = graph
    self.costs = costs
    self.bounds = bounds
    self.groups = groups
    width = groups.map { Int($0.max() ?? 0) / 64 + 1 } ?? 0
    self.limit = Swift.min(limit, Int(Int32.max) - 1)
    latest = ContiguousArray(repeating: -1, count: graph.nodeCount)
  }

  /// Sets labels until none is left; false when there were too many.
  mutating func run(from start: Int32, to end: Int32) -> Bool {
    guard bounds[Int(start)].x.isFinite else { return true }
    self.end = end
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
        if hasPassed(arc.head, label: entry.node) || isBeaten(next, at: end)
          || isBeatenAtItsNode(next)
        {
          continue
        }
        if labels.count >= limit { return false }
        add(next)
      }
    }
    return true
  }

  private mutating func add(_ label: Label) {
    let number = Int32(labels.count)
    labels.append(label)
    pass(number)
    var other = label.next
    while other >= 0 {
      if all(label.costs .<= labels[Int(other)].costs),
        label.node == end || passedNoOther(number, than: other)
      {
        labels[Int(other)].isDominated = true
      }
      other = labels[Int(other)].next
    }
    latest[Int(label.node)] = number
    queue.insert(number, key: (label.costs + bounds[Int(label.node)]).x)
  }

  /// Notes the groups that a new label has passed.
  private mutating func pass(_ number: Int32) {
    guard let groups else { return }
    let label = labels[Int(number)]
    let before = Int(label.parent) * width
    for word in 0..<width { passed.append(label.parent < 0 ? 0 : passed[before + word]) }
    let group = Int(groups[Int(label.node)])
    passed[Int(number) * width + group >> 6] |= 1 << UInt64(group & 63)
  }

  /// Whether a label has passed the group of a node.
  private func hasPassed(_ node: Int32, label number: Int32) -> Bool {
    guard let groups else { return false }
    let group = Int(groups[Int(node)])
    return passed[Int(number) * width + group >> 6] & (1 << UInt64(group & 63)) != 0
  }

  /// Whether every group that a label has passed was passed by another too, or is that of a node.
  private func passedNoOther(_ number: Int32, than other: Int32, but node: Int32? = nil) -> Bool {
    guard let groups else { return true }
    let group = node.map { Int(groups[Int($0)]) } ?? -64
    return (0..<width).allSatisfy { word in
      let more = passed[Int(number) * width + word] & ~passed[Int(other) * width + word]
      return more & ~(word == group >> 6 ? 1 << UInt64(group & 63) : 0) == 0
    }
  }

  /// Whether the best that can come of a label is no better than what is known at a node.
  private func isBeaten(_ label: Label, at node: Int32) -> Bool {
    // Bounds are sums in another order: what lies in the last bits is no reason to drop a path.
    let best = label.costs + bounds[Int(label.node)] * (1 - 1e-12)
    var other = latest[Int(node)]
    while other >= 0 {
      let known = labels[Int(other)]
      if !known.isDominated, all(known.costs .<= best) { return true }
      other = known.next
    }
    return false
  }

  /// Whether a label that is not set yet is no better than one that is, and has passed all that it has.
  private func isBeatenAtItsNode(_ label: Label) -> Bool {
    var other = label.next
    while other >= 0 {
      let known = labels[Int(other)]
      if !known.isDominated, all(known.costs .<= label.costs),
        passedNoOther(other, than: label.parent, but: label.node)
      {
        return true
      }
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
