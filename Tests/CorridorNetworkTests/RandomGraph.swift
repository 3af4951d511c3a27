@testable import CorridorNetwork

/// Numbers that look random and are the same in every run.
///
/// - Source: Steele, Lea and Flood 2014, SplitMix64, doi:10.1145/2660193.2660195.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

/// A small graph of random edges, some of which cost nothing, with answers found by trying everything.
struct RandomGraph {
  let graph: Graph
  let edges: [Graph.Edge]
  let count: Int
  let isUndirected: Bool

  init(seed: UInt64, nodes: Int, edges: Int, undirected: Bool) throws {
    var random = SplitMix(state: seed)
    count = nodes
    isUndirected = undirected
    // Whole numbers, so that sums are exact in any order and ties are frequent.
    self.edges = (0..<edges).map { _ in
      Graph.Edge(
        from: random.below(nodes), to: random.below(nodes), cost: Double(random.below(12)))
    }
    graph = try Graph(nodeCount: nodes, edges: self.edges, undirected: undirected)
  }

  /// Costs between all nodes by Floyd and Warshall.
  var costs: [[Double]] {
    var costs = (0..<count).map { row in (0..<count).map { $0 == row ? 0 : Double.infinity } }
    for edge in edges {
      costs[edge.from][edge.to] = min(costs[edge.from][edge.to], edge.cost)
      if isUndirected { costs[edge.to][edge.from] = min(costs[edge.to][edge.from], edge.cost) }
    }
    for k in 0..<count {
      for i in 0..<count {
        for j in 0..<count { costs[i][j] = min(costs[i][j], costs[i][k] + costs[k][j]) }
      }
    }
    return costs
  }

  /// Every path that passes no node twice, as its edges.
  func simplePaths(from start: Int, to end: Int) -> [[Int]] {
    var found: [[Int]] = []
    func extend(_ node: Int, _ seen: Set<Int>, _ path: [Int]) {
      if node == end {
        found.append(path)
        return
      }
      for (number, edge) in edges.enumerated() {
        for (from, to) in [(edge.from, edge.to)] + (isUndirected ? [(edge.to, edge.from)] : [])
        where from == node && !seen.contains(to) {
          extend(to, seen.union([to]), path + [number])
        }
      }
    }
    extend(start, [start], [])
    return found
  }

  /// The nodes along a path, its start included.
  func nodes(of path: [Int], from start: Int) -> [Int] {
    path.reduce(into: [start]) { nodes, number in
      let edge = edges[number]
      nodes.append(isUndirected && edge.from != nodes.last ? edge.from : edge.to)
    }
  }
}
