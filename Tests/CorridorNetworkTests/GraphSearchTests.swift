import Testing

@testable import CorridorNetwork

/// Searches against answers found by trying everything.
@Suite struct GraphSearchTests {
  @Test(arguments: 1...30, [false, true])
  func `costs are those of Floyd and Warshall, with landmarks too`(seed: Int, undirected: Bool)
    throws
  {
    let random = try RandomGraph(
      seed: UInt64(seed), nodes: 24, edges: 20 + seed * 2, undirected: undirected)
    let expected = random.costs
    var plain = PathFinder(random.graph)
    var guided = PathFinder(random.graph, landmarks: Landmarks(random.graph))
    for start in 0..<random.count {
      #expect(plain.costs(from: start) == expected[start])
      for end in 0..<random.count {
        let wanted = expected[start][end].isFinite ? expected[start][end] : nil
        #expect(plain.cost(from: start, to: end) == wanted)
        #expect(guided.cost(from: start, to: end) == wanted)
        for path in [plain.path(from: start, to: end), guided.path(from: start, to: end)] {
          let path = try #require(wanted == nil ? GraphPath(nodes: [], edges: [], cost: 0) : path)
          if wanted != nil { try check(path, from: start, to: end, in: random) }
        }
      }
    }
  }

  /// A path joins what it says, edge by edge, and costs their sum.
  private func check(_ path: GraphPath, from start: Int, to end: Int, in random: RandomGraph) throws
  {
    #expect(path.nodes.first == start && path.nodes.last == end)
    #expect(path.edges.count == path.nodes.count - 1)
    var sum = 0.0
    for (step, number) in path.edges.enumerated() {
      let edge = random.edges[number]
      let ends = [path.nodes[step], path.nodes[step + 1]]
      #expect(ends == [edge.from, edge.to] || random.isUndirected && ends == [edge.to, edge.from])
      sum += edge.cost
    }
    #expect(path.cost == sum)
  }

  @Test(arguments: 1...40, [false, true])
  func `simple paths are all there are, each once, in order of cost`(seed: Int, undirected: Bool)
    throws
  {
    let random = try RandomGraph(
      seed: UInt64(seed + 100), nodes: 7, edges: undirected ? 11 : 18, undirected: undirected)
    let expected = random.simplePaths(from: 0, to: 6)
    let found = Array(SimplePaths(random.graph, from: 0, to: 6))
    #expect(Set(found.map(\.edges)) == Set(expected))
    #expect(found.count == expected.count)
    let costs = found.map(\.cost)
    #expect(costs == costs.sorted())
    for path in found {
      #expect(Set(path.nodes).count == path.nodes.count)
      try check(path, from: 0, to: 6, in: random)
    }
  }

  @Test(arguments: 1...60, [false, true])
  func `with groups of nodes the paths are those that pass no group twice`(
    seed: Int, undirected: Bool
  ) throws {
    let random = try RandomGraph(
      seed: UInt64(seed + 400), nodes: 9, edges: undirected ? 15 : 26, undirected: undirected)
    var draw = SplitMix(state: UInt64(seed))
    // The ends are free of groups, so that there are paths.
    let groups = (0..<9).map { [0, 8].contains($0) ? 10 + $0 : draw.below(4) }
    let simple = random.simplePaths(from: 0, to: 8)
    let expected = simple.filter { path in
      let passed = random.nodes(of: path, from: 0).map { groups[$0] }
      return Set(passed).count == passed.count
    }
    var paths = SimplePaths(random.graph, from: 0, to: 8, groups: groups)
    var found: [GraphPath] = []
    while let path = paths.next() { found.append(path) }
    #expect(!paths.isCut)
    #expect(Set(found.map(\.edges)) == Set(expected))
    #expect(found.count == expected.count)
    #expect(found.map(\.cost) == found.map(\.cost).sorted())
    // Patience counts only what is set aside, which is some of what passes a group twice.
    var patient = SimplePaths(
      random.graph, from: 0, to: 8, groups: groups, patience: simple.count - expected.count + 1)
    while patient.next() != nil {}
    #expect(!patient.isCut)
  }

  @Test func `a search that sets too much aside says so`() throws {
    // 0 by one of two edges to 1, then to 3, to 2, which is the place of 1 again, and on to 5.
    let edges = [(0, 1, 1.0), (0, 1, 2), (1, 3, 1), (3, 2, 1), (2, 5, 1)].map {
      Graph.Edge(from: $0.0, to: $0.1, cost: $0.2)
    }
    let graph = try Graph(nodeCount: 6, edges: edges)
    var paths = SimplePaths(graph, from: 0, to: 5, groups: [0, 1, 1, 3, 3, 5], patience: 1)
    #expect(paths.next() == nil && paths.isCut)
    var further = SimplePaths(graph, from: 0, to: 5, groups: [0, 1, 1, 3, 3, 5], patience: 3)
    #expect(further.next() == nil && !further.isCut)
  }

  @Test(arguments: 1...40)
  func `the Pareto set is that of all simple paths`(seed: Int) throws {
    let random = try RandomGraph(seed: UInt64(seed + 200), nodes: 7, edges: 18, undirected: false)
    var draw = SplitMix(state: UInt64(seed))
    let criteria = (0..<3).map { _ in random.edges.map { _ in Double(draw.below(9)) } }
    let all = random.simplePaths(from: 0, to: 6).map { path in
      criteria.map { costs in path.reduce(0) { $0 + costs[$1] } }
    }
    let kept = all.filter { one in
      !all.contains { other in other != one && zip(other, one).allSatisfy { $0 <= $1 } }
    }
    let set = try ParetoPaths(random.graph, criteria: criteria, from: 0, to: 6)
    #expect(set.isComplete)
    #expect(set.paths.map(\.costs) == Array(Set(kept)).sorted { $0.lexicographicallyPrecedes($1) })
    for path in set.paths {
      #expect(path.costs == criteria.map { costs in path.edges.reduce(0) { $0 + costs[$1] } })
    }
  }

  @Test func `a Pareto search that runs out of labels says so`() throws {
    let random = try RandomGraph(seed: 7, nodes: 30, edges: 200, undirected: true)
    let criteria = [
      random.edges.map(\.cost), random.edges.map { 12 - $0.cost }, random.edges.map { _ in 1.0 },
    ]
    let whole = try ParetoPaths(random.graph, criteria: criteria, from: 0, to: 29)
    let cut = try ParetoPaths(random.graph, criteria: criteria, from: 0, to: 29, limit: 20)
    #expect(whole.isComplete && !cut.isComplete)
  }

  @Test(arguments: 1...20)
  func `dissimilar paths share no more than they may`(seed: Int) throws {
    let random = try RandomGraph(seed: UInt64(seed + 300), nodes: 30, edges: 90, undirected: true)
    let lengths = random.edges.map { $0.cost + 1 }
    let paths = Array(
      DissimilarPaths(
        random.graph, from: 0, to: 29, lengths: lengths,
        terms: DissimilarPaths.Terms(share: 0.5)
      ).prefix(4))
    #expect(paths.first?.cost == PathFinder(random.graph).cheapest(0, 29))
    for (index, path) in paths.enumerated() {
      let length = path.edges.reduce(0) { $0 + lengths[$1] }
      for earlier in paths[..<index] {
        let shared = path.edges.filter(earlier.edges.contains).reduce(0) { $0 + lengths[$1] }
        #expect(shared <= 0.5 * length)
      }
    }
  }
}

/// What a graph may not be, and what it may be however odd.
@Suite struct OddGraphTests {
  @Test func `of equally cheap paths the edges given first are taken, from the end backwards`()
    throws
  {
    let edges = [(0, 1), (0, 2), (1, 3), (2, 3)].map { Graph.Edge(from: $0.0, to: $0.1, cost: 1) }
    var forth = PathFinder(try Graph(nodeCount: 4, edges: edges))
    #expect(forth.path(from: 0, to: 3)?.edges == [0, 2])
    var swapped = PathFinder(
      try Graph(nodeCount: 4, edges: [edges[0], edges[1], edges[3], edges[2]]))
    #expect(swapped.path(from: 0, to: 3)?.edges == [1, 2])
  }

  @Test func `cycles that cost nothing, loops and parallel edges end no search in a circle`() throws
  {
    var edges = (0..<50).flatMap { node in
      [(node, (node + 1) % 50), ((node + 1) % 50, node), (node, node)].map {
        Graph.Edge(from: $0.0, to: $0.1, cost: 0)
      }
    }
    edges.append(Graph.Edge(from: 49, to: 50, cost: 3))
    edges.append(Graph.Edge(from: 49, to: 50, cost: 3))
    let graph = try Graph(nodeCount: 51, edges: edges)
    #expect(PathFinder(graph).cheapest(0, 50) == 3)
    #expect(SimplePaths(graph, from: 0, to: 50).map(\.cost) == [3, 3, 3, 3])
    let set = try ParetoPaths(
      graph, criteria: [edges.map(\.cost), edges.map(\.cost)], from: 0, to: 50)
    #expect(set.paths.map(\.costs) == [[3, 3]])
  }

  @Test func `parts that do not hang together have no path between them`() throws {
    let edges = [Graph.Edge(from: 0, to: 1, cost: 1), Graph.Edge(from: 2, to: 3, cost: 1)]
    let graph = try Graph(nodeCount: 5, edges: edges, undirected: true)
    #expect(PathFinder(graph).cheapest(0, 3) == nil)
    var guided = PathFinder(graph, landmarks: Landmarks(graph))
    #expect(guided.cost(from: 0, to: 3) == nil)
    #expect(guided.cost(from: 2, to: 3) == 1)
    #expect(guided.cost(from: 4, to: 4) == 0)
    #expect(Array(SimplePaths(graph, from: 0, to: 4)).isEmpty)
    #expect(try ParetoPaths(graph, criteria: [[1, 1]], from: 0, to: 3).paths.isEmpty)
    #expect(Array(DissimilarPaths(graph, from: 0, to: 3, lengths: [1, 1])).isEmpty)
  }

  @Test(arguments: [-1, -0.0001, .nan, .infinity])
  func `a cost that is negative or no number is refused by its edge`(cost: Double) {
    let edges = [Graph.Edge(from: 0, to: 1, cost: 1), Graph.Edge(from: 1, to: 2, cost: cost)]
    let error = #expect(throws: GraphError.self) { try Graph(nodeCount: 3, edges: edges) }
    #expect(error?.description.hasPrefix("edge 1 costs") == true)
  }

  @Test func `an edge to a node that is not there is refused`() {
    let edges = [Graph.Edge(from: 0, to: 3, cost: 1)]
    #expect(throws: GraphError.noSuchNode(3, edge: 0, count: 3)) {
      try Graph(nodeCount: 3, edges: edges)
    }
    #expect(throws: GraphError.noSuchNode(-1, edge: 0, count: 3)) {
      try Graph(nodeCount: 3, edges: [Graph.Edge(from: -1, to: 0, cost: 1)])
    }
  }

  @Test func `a graph of one node and none is a graph`() throws {
    #expect(PathFinder(try Graph(nodeCount: 1, edges: [Graph.Edge]())).cheapest(0, 0) == 0)
    _ = Landmarks(try Graph(nodeCount: 0, edges: [Graph.Edge]()))
  }
}

extension PathFinder {
  /// The cost of one path, with scratch arrays of its own.
  fileprivate func cheapest(_ start: Int, _ end: Int) -> Double? {
    var finder = self
    return finder.cost(from: start, to: end)
  }
}
