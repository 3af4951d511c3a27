/// A network as flat arrays: nodes and edges are numbers, and each edge has a cost.
///
/// Nodes are numbered from 0 in the order of the caller; inside they are renumbered breadth first, so
/// that neighbours lie near each other in memory. Parallel edges and loops are allowed, cycles of zero
/// cost too. Costs are finite and not negative, so that a shortest path exists wherever a path does.
///
/// - Complexity: building is linear in nodes and edges; a graph takes 32 bytes an edge.
public struct Graph: Sendable {
  /// An edge from one node to another with what it costs.
  public struct Edge: Hashable, Sendable {
    /// The node where it begins.
    public var from: Int
    /// The node where it ends.
    public var to: Int
    /// What it costs: finite, 0 or more.
    public var cost: Double

    /// Creates an edge.
    public init(from: Int, to: Int, cost: Double) {
      self.from = from
      self.to = to
      self.cost = cost
    }
  }

  /// Where an edge leads, as the search reads it.
  struct Arc: Sendable {
    var head: Int32
    var edge: Int32
    var cost: Double
  }

  /// How many nodes there are.
  public let nodeCount: Int
  /// How many edges there are.
  public let edgeCount: Int
  /// Whether every edge can be travelled both ways.
  public let isUndirected: Bool
  /// Where the arcs of each node begin, by inner number; one more than there are nodes.
  let offsets: ContiguousArray<Int32>
  let arcs: ContiguousArray<Arc>
  /// The inner number of each node.
  let inner: ContiguousArray<Int32>
  /// The caller's number of each inner node.
  let outer: ContiguousArray<Int32>

  /// Lays out a network.
  ///
  /// - Parameters:
  ///   - nodeCount: how many nodes there are; edges name them by 0 ..< `nodeCount`.
  ///   - edges: the edges; their numbers are their places here.
  ///   - undirected: whether each can be travelled both ways at the same cost.
  /// - Throws: `GraphError` for a node that is not there, a cost that is negative or not finite, and
  ///   more than 2^31 - 1 nodes or arcs.
  public init(nodeCount: Int, edges: some Collection<Edge>, undirected: Bool = false)
    throws(GraphError)
  {
    let arcCount = edges.count.multipliedReportingOverflow(by: undirected ? 2 : 1)
    guard nodeCount >= 0, nodeCount < Int(Int32.max), !arcCount.overflow,
      arcCount.partialValue < Int(Int32.max)
    else { throw .tooLarge(nodes: nodeCount, edges: edges.count) }
    for (number, edge) in edges.enumerated() {
      for node in [edge.from, edge.to] where node < 0 || node >= nodeCount {
        throw .noSuchNode(node, edge: number, count: nodeCount)
      }
      guard edge.cost >= 0, edge.cost.isFinite else { throw .cost(edge.cost, edge: number) }
    }
    self.nodeCount = nodeCount
    edgeCount = edges.count
    isUndirected = undirected
    let plain = GraphLayout(nodeCount: nodeCount, edges: edges, undirected: undirected, order: nil)
    outer = plain.breadthFirst()
    var inner = ContiguousArray<Int32>(repeating: 0, count: nodeCount)
    for (place, node) in outer.enumerated() { inner[Int(node)] = Int32(place) }
    self.inner = inner
    let layout = GraphLayout(
      nodeCount: nodeCount, edges: edges, undirected: undirected, order: inner)
    offsets = layout.offsets
    arcs = layout.arcs
  }

  private init(
    nodeCount: Int, edgeCount: Int, isUndirected: Bool, layout: GraphLayout,
    inner: ContiguousArray<Int32>, outer: ContiguousArray<Int32>
  ) {
    self.nodeCount = nodeCount
    self.edgeCount = edgeCount
    self.isUndirected = isUndirected
    offsets = layout.offsets
    arcs = layout.arcs
    self.inner = inner
    self.outer = outer
  }

  /// The same network with every edge turned round; itself when it is undirected.
  func reversed() -> Graph {
    if isUndirected { return self }
    var edges: [Edge] = Array(repeating: Edge(from: 0, to: 0, cost: 0), count: edgeCount)
    for node in 0..<nodeCount {
      for place in Int(offsets[node])..<Int(offsets[node + 1]) {
        let arc = arcs[place]
        edges[Int(arc.edge)] = Edge(from: Int(arc.head), to: node, cost: arc.cost)
      }
    }
    return Graph(
      nodeCount: nodeCount, edgeCount: edgeCount, isUndirected: false,
      layout: GraphLayout(nodeCount: nodeCount, edges: edges, undirected: false, order: nil),
      inner: inner, outer: outer)
  }

  /// The same network with other costs.
  ///
  /// - Throws: `GraphError.cost` for a cost that is negative or not finite.
  public func withCosts(_ cost: (_ edge: Int) -> Double) throws(GraphError) -> Graph {
    var layout = GraphLayout(offsets: offsets, arcs: arcs)
    for place in layout.arcs.indices {
      let edge = Int(layout.arcs[place].edge)
      let found = cost(edge)
      guard found >= 0, found.isFinite else { throw .cost(found, edge: edge) }
      layout.arcs[place].cost = found
    }
    return Graph(
      nodeCount: nodeCount, edgeCount: edgeCount, isUndirected: isUndirected, layout: layout,
      inner: inner, outer: outer)
  }

  /// The node from which an arc leads, by inner numbers.
  func tail(ofArc place: Int32) -> Int32 {
    var low = 0
    var high = nodeCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle] <= place { low = middle } else { high = middle }
    }
    return Int32(low)
  }
}

/// A way through a graph.
public struct GraphPath: Hashable, Sendable {
  /// The nodes in order, the first and the last included.
  public var nodes: [Int]
  /// The edges between them in order.
  public var edges: [Int]
  /// The sum of the costs of its edges, added up in order.
  public var cost: Double
}

/// Why a graph can't be laid out.
public enum GraphError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An edge has a cost that is negative or not finite.
  case cost(Double, edge: Int)
  /// An edge names a node that is not there.
  case noSuchNode(Int, edge: Int, count: Int)
  /// More nodes or edges than can be numbered.
  case tooLarge(nodes: Int, edges: Int)

  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .cost(let cost, let edge):
      "edge \(edge) costs \(cost); give a finite cost of 0 or more"
    case .noSuchNode(let node, let edge, let count):
      "edge \(edge) names node \(node); nodes are numbered from 0 to \(count - 1)"
    case .tooLarge(let nodes, let edges):
      "\(nodes) nodes and \(edges) edges are too many; at most 2,147,483,646 of each fit"
    }
  }
}

/// Arcs sorted by the node where they begin, and in it by the number of their edge.
struct GraphLayout {
  var offsets: ContiguousArray<Int32>
  var arcs: ContiguousArray<Graph.Arc>

  init(offsets: ContiguousArray<Int32>, arcs: ContiguousArray<Graph.Arc>) {
    self.offsets = offsets
    self.arcs = arcs
  }

  /// Sorts by counting; `order` gives the inner number of each node, nil leaves them as they are.
  init(
    nodeCount: Int, edges: some Collection<Graph.Edge>, undirected: Bool,
    order: ContiguousArray<Int32>?
  ) {
    func inner(_ node: Int) -> Int { order.map { Int($0[node]) } ?? node }
    var offsets = ContiguousArray<Int32>(repeating: 0, count: nodeCount + 1)
    for edge in edges {
      offsets[inner(edge.from) + 1] += 1
      if undirected, edge.from != edge.to { offsets[inner(edge.to) + 1] += 1 }
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var arcs = ContiguousArray<Graph.Arc>(
      repeating: Graph.Arc(head: 0, edge: 0, cost: 0), count: Int(offsets[nodeCount]))
    for (number, edge) in edges.enumerated() {
      let (from, to) = (inner(edge.from), inner(edge.to))
      arcs[Int(next[from])] = Graph.Arc(
        head: Int32(to), edge: Int32(number), cost: edge.cost)
      next[from] += 1
      guard undirected, from != to else { continue }
      arcs[Int(next[to])] = Graph.Arc(
        head: Int32(from), edge: Int32(number), cost: edge.cost)
      next[to] += 1
    }
    self.offsets = offsets
    self.arcs = arcs
  }

  /// The nodes breadth first, from the lowest number of each part that hangs together.
  func breadthFirst() -> ContiguousArray<Int32> {
    let count = offsets.count - 1
    var isFound = ContiguousArray<Bool>(repeating: false, count: count)
    var order = ContiguousArray<Int32>()
    order.reserveCapacity(count)
    var next = 0
    for start in 0..<count where !isFound[start] {
      isFound[start] = true
      order.append(Int32(start))
      while next < order.count {
        let node = Int(order[next])
        next += 1
        for place in Int(offsets[node])..<Int(offsets[node + 1]) {
          let head = Int(arcs[place].head)
          if isFound[head] { continue }
          isFound[head] = true
          order.append(Int32(head))
        }
      }
    }
    return order
  }
}
