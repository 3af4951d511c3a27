/// Lower bounds for what a path costs, from the costs of paths to sixteen far-off nodes.
///
/// By the triangle inequality a path from `v` to `t` costs at least `d(l, t) - d(l, v)` and
/// `d(v, l) - d(t, l)` for every landmark `l`. Landmarks are chosen one after another, each the node
/// whose nearest landmark is farthest, the lowest number of equals; the first is the farthest from the
/// lowest node of the largest part. Costs are kept as 32-bit floats, and bounds are lowered by what rounding may have added.
///
/// - Complexity: one search of the whole graph for each landmark, two in a directed graph; 64 bytes a
///   node for each of them.
/// - Source: Goldberg and Harrelson 2005, Computing the shortest path: A* search meets graph theory.
public struct Landmarks: Sendable {
  private typealias Row = SIMD16<Float>

  let nodeCount: Int
  /// Costs from the landmarks to each node, by inner number.
  private let away: ContiguousArray<Row>
  /// Costs from each node to the landmarks; empty where they are the same.
  private let home: ContiguousArray<Row>
  /// What rounding may have added to a bound.
  private let slack: Float
  /// The part that each node belongs to; nodes of different parts can't reach each other.
  private let part: ContiguousArray<Int32>

  /// A node to which bounds are wanted.
  struct Target {
    fileprivate let away: SIMD16<Float>
    fileprivate let home: SIMD16<Float>
  }

  /// Works out the bounds of a graph.
  public init(_ graph: Graph) {
    nodeCount = graph.nodeCount
    part = Self.parts(of: graph)
    let chosen = LandmarkChoice(graph, in: part, count: Row.scalarCount)
    away = chosen.away
    home = chosen.home
    slack = chosen.largest * 0x1p-22
  }

  /// Whether no path can join two nodes, by inner numbers.
  func areApart(_ one: Int, _ other: Int) -> Bool { part[one] != part[other] }

  func target(_ node: Int) -> Target {
    Target(away: away[node], home: home.isEmpty ? away[node] : home[node])
  }

  /// At least what a path from a node costs, by inner number; never negative.
  @inline(__always)
  func bound(from node: Int, to target: Target) -> Double {
    let row = away[node]
    let difference = target.away - row
    let best: Float
    if home.isEmpty {
      best = pointwiseMax(difference, -difference).max()
    } else {
      best = pointwiseMax(difference, home[node] - target.home).max()
    }
    return Double(max(best - slack, 0))
  }

  /// Numbers the parts of a graph that hang together when directions are left out.
  private static func parts(of graph: Graph) -> ContiguousArray<Int32> {
    var root = ContiguousArray<Int32>(0..<Int32(graph.nodeCount))
    func find(_ node: Int32) -> Int32 {
      var node = node
      while root[Int(node)] != node {
        root[Int(node)] = root[Int(root[Int(node)])]
        node = root[Int(node)]
      }
      return node
    }
    for node in 0..<graph.nodeCount {
      for place in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
        let (one, other) = (find(Int32(node)), find(graph.arcs[place].head))
        if one != other { root[Int(max(one, other))] = min(one, other) }
      }
    }
    return ContiguousArray((0..<Int32(graph.nodeCount)).map(find))
  }
}

/// The costs from and to landmarks while they are chosen.
private struct LandmarkChoice {
  var away: ContiguousArray<SIMD16<Float>>
  var home: ContiguousArray<SIMD16<Float>>
  var largest: Float = 0

  /// What no path costs: so much that bounds from nodes that a landmark does not reach never count.
  private static let unreached: Float = 1e30

  init(_ graph: Graph, in parts: ContiguousArray<Int32>, count: Int) {
    away = ContiguousArray(
      repeating: SIMD16(repeating: Self.unreached), count: graph.nodeCount)
    home = graph.isUndirected ? [] : away
    guard graph.nodeCount > 0 else { return }
    var forward = PathFinder(graph)
    var backward = graph.isUndirected ? nil : PathFinder(graph.reversed())
    var nearest = ContiguousArray<Double>(repeating: .infinity, count: graph.nodeCount)
    let start = Self.start(in: parts, graph)
    var landmark = Self.farthest(forward.innerCosts(from: start), graph) ?? start
    for lane in 0..<count {
      let costs = forward.innerCosts(from: landmark)
      Self.note(costs, lane: lane, in: &away, &largest)
      for node in costs.indices { nearest[node] = min(nearest[node], costs[node]) }
      if var finder = backward {
        Self.note(finder.innerCosts(from: landmark), lane: lane, in: &home, &largest)
        backward = finder
      }
      guard let next = Self.farthest(nearest, graph) else { break }
      landmark = next
    }
  }

  /// The node with the lowest number in the largest part, of equal parts the first.
  private static func start(in parts: ContiguousArray<Int32>, _ graph: Graph) -> Int {
    var sizes = ContiguousArray<Int>(repeating: 0, count: parts.count)
    for part in parts { sizes[Int(part)] += 1 }
    var best = Int(graph.inner[0])
    for number in 0..<graph.nodeCount {
      let node = Int(graph.inner[number])
      if sizes[Int(parts[node])] > sizes[Int(parts[best])] { best = node }
    }
    return best
  }

  private static func note(
    _ costs: ContiguousArray<Double>, lane: Int, in rows: inout ContiguousArray<SIMD16<Float>>,
    _ largest: inout Float
  ) {
    for node in costs.indices where costs[node].isFinite {
      let cost = Float(costs[node])
      rows[node][lane] = cost
      largest = max(largest, cost)
    }
  }

  /// The reachable node with the highest cost; nil when none costs anything.
  private static func farthest(_ costs: ContiguousArray<Double>, _ graph: Graph) -> Int? {
    var best: (node: Int, cost: Double)?
    for number in 0..<graph.nodeCount {
      let node = Int(graph.inner[number])
      let cost = costs[node]
      guard cost.isFinite, cost > best?.cost ?? 0 else { continue }
      best = (node, cost)
    }
    return best?.node
  }
}
