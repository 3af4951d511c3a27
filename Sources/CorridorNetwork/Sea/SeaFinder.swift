public import CorridorGeometry
public import CorridorUnits

/// Finds shortest routes over sea lanes while some passages are closed.
///
/// The lanes of closed passages are not there, whatever a detour costs.
public struct SeaFinder: Sendable {
  /// The network.
  public let network: SeaNetwork
  /// The passages that are closed, sorted.
  public let closed: [String]
  /// The edge of the network that each edge of the graph is.
  private let open: [Int]
  private var finder: PathFinder

  /// A route over sea lanes.
  public struct Route: Hashable, Sendable {
    /// The positions along it, from the lane at the origin to the lane at the destination.
    public let line: [Coordinate]
    /// The named passages in order, each once in a row.
    public let passages: [String]
    /// The waters, in order, where it runs over what country polygons count as land, each once in a row.
    public let inlandWaters: [String]
    /// How far along the line the middle of each of these passages is.
    public let middles: [Length]
    /// Geodesic length of the line.
    public let length: Length
    /// What the search minimised: the same, or the kilometres of another measure.
    public let weight: Length
  }

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - network: the lanes.
  ///   - closed: the passages that may not be used; nil for those that the network restricts.
  public init(_ network: SeaNetwork, closed: Set<String>? = nil) {
    self.network = network
    let closed = closed ?? Set(network.restricted)
    self.closed = closed.sorted()
    let open = network.edges.indices.filter { index in
      let passage = network.edges[index].passage
      return passage < 0 || !closed.contains(network.passages[passage])
    }
    self.open = open
    let edges = open.map { index in
      let edge = network.edges[index]
      return Graph.Edge(from: edge.from, to: edge.to, cost: network.cost(of: edge))
    }
    guard
      let graph = try? Graph(
        nodeCount: network.nodes.count, edges: edges, undirected: true)
    else { preconditionFailure("lanes have lengths that are finite and not negative") }
    finder = PathFinder(graph)
  }

  /// The shortest route between two nodes of the network; nil when there is none.
  public mutating func route(from start: Int, to end: Int) -> Route? {
    guard let path = finder.path(from: start, to: end) else { return nil }
    return network.route(
      along: path.edges.map { open[$0] }, nodes: path.nodes,
      weight: Length(kilometres: path.cost))
  }

  /// The shortest route between the lanes that are nearest to two positions; nil when there is none.
  public mutating func route(from start: Coordinate, to end: Coordinate) -> Route? {
    guard let from = network.nearestNode(to: start), let to = network.nearestNode(to: end) else {
      return nil
    }
    return route(from: from.node, to: to.node)
  }
}

extension SeaNetwork {
  /// What a route along edges of the network passes.
  func route(along path: [Int], nodes stops: [Int], weight: Length) -> SeaFinder.Route {
    var names: [String] = []
    var waters: [String] = []
    var spans: [(from: Double, to: Double)] = []
    var metres = 0.0
    for number in path {
      let edge = edges[number]
      metres += edge.metres
      if edge.inland >= 0, waters.last != inlandWaters[edge.inland] {
        waters.append(inlandWaters[edge.inland])
      }
      guard edge.passage >= 0 else { continue }
      let name = passages[edge.passage]
      if names.last != name {
        names.append(name)
        spans.append((metres - edge.metres, metres))
      }
      spans[spans.count - 1].to = metres
    }
    return SeaFinder.Route(
      line: stops.map { nodes[$0] }, passages: names, inlandWaters: waters,
      middles: spans.map { Length(metres: ($0.from + $0.to) / 2) },
      length: Length(metres: metres), weight: weight)
  }
}
