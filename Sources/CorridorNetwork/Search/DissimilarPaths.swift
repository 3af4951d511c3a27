/// Paths between two nodes that share little with each other, from the cheapest on.
///
/// After each search what the path used is made dearer for the searches that follow, until a path comes
/// that shares at most the stated part of its length with every path before it. Only the search is
/// misled by that: a path's cost is its own. The method finds good alternatives and does not prove them
/// the cheapest.
///
/// - Source: de la Barra et al. 1993 for the penalty; Abraham et al. 2013, doi:10.1145/2444016.2444019,
///   for what makes an alternative.
public struct DissimilarPaths: Sequence, IteratorProtocol, Sendable {
  /// How a path is judged.
  public struct Terms: Sendable {
    /// The most of a path's length that it may share with any before it, from 0 to 1.
    public var share: Double
    /// By what each use multiplies the cost of what was used.
    public var penalty: Double
    /// After so many searches without a new path there is none.
    public var patience: Int

    /// Creates terms.
    public init(share: Double = 0.6, penalty: Double = 1.3, patience: Int = 40) {
      self.share = share
      self.penalty = penalty
      self.patience = patience
    }
  }

  private let graph: Graph
  private let start: Int
  private let end: Int
  private let terms: Terms
  private let lengths: [Double]
  private let groups: [Int]
  /// By group, the others that run along it, and the share of it that each covers.
  private let alike: [[(other: Int, share: Double)]]
  private let isAllowed: @Sendable (GraphPath) -> Bool
  private var factors: [Double]
  private var found: [Set<Int>] = []

  /// Prepares to go through the paths between two nodes.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - start: the node where paths begin.
  ///   - end: the node where they end.
  ///   - lengths: by number of edge, what counts as shared.
  ///   - groups: by number of edge, what edges are one and the same thing; nil when none are.
  ///   - alike: by group, the others that partly are the same thing, and the share of it that they are;
  ///     groups beyond its end are like no other.
  ///   - terms: how a path is judged.
  ///   - isAllowed: paths for which it is false are passed over.
  public init(
    _ graph: Graph, from start: Int, to end: Int, lengths: [Double], groups: [Int]? = nil,
    alike: [[(other: Int, share: Double)]] = [], terms: Terms = Terms(),
    where isAllowed: @escaping @Sendable (GraphPath) -> Bool = { _ in true }
  ) {
    precondition(lengths.count == graph.edgeCount, "a length for each edge")
    self.graph = graph
    self.start = start
    self.end = end
    self.terms = terms
    self.lengths = lengths
    self.groups = groups ?? Array(0..<graph.edgeCount)
    self.alike = alike
    self.isAllowed = isAllowed
    factors = Array(repeating: 1, count: (self.groups.max() ?? -1) + 1)
  }

  /// The next path; nil when patience is at an end.
  public mutating func next() -> GraphPath? {
    var costs = [Double](repeating: 0, count: graph.edgeCount)
    for arc in graph.arcs { costs[Int(arc.edge)] = arc.cost }
    for _ in 0..<terms.patience {
      let base = costs
      let (groups, factors) = (groups, factors)
      guard
        let penalised = try? graph.withCosts({ base[$0] * factors[groups[$0]] })
      else { return nil }
      var finder = PathFinder(penalised)
      guard var path = finder.path(from: start, to: end) else { return nil }
      let used = Set(path.edges.map { groups[$0] })
      for group in factors.indices where self.factors[group] < 1e12 {
        self.factors[group] *= 1 + (terms.penalty - 1) * share(of: group, in: used)
      }
      path.cost = path.edges.reduce(0) { $0 + base[$1] }
      guard isAllowed(path), sharesLittle(path) else { continue }
      found.append(used)
      return path
    }
    return nil
  }

  private func sharesLittle(_ path: GraphPath) -> Bool {
    let total = path.edges.reduce(0) { $0 + lengths[$1] }
    return found.allSatisfy { earlier in
      let shared = path.edges.reduce(0) {
        $0 + lengths[$1] * share(of: groups[$1], in: earlier)
      }
      return shared <= terms.share * total && Set(path.edges.map { groups[$0] }) != earlier
    }
  }

  /// The share of a group that a path uses; what several others cover is taken to be apart.
  private func share(of group: Int, in used: Set<Int>) -> Double {
    if used.contains(group) { return 1 }
    guard group < alike.count else { return 0 }
    return Swift.min(1, alike[group].reduce(0) { used.contains($1.other) ? $0 + $1.share : $0 })
  }
}
