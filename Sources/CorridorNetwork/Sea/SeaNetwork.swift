public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// The sea lanes of a study as a graph with named passages.
///
/// Nodes are the positions of the lanes; those on the two sides of the antimeridian are one, and bends that
/// lead a lane round land are joined to nothing else. Edges are
/// numbered in the order of the file, which decides ties.
public struct SeaNetwork: Sendable {
  /// By what a route is the shortest.
  public enum Measure: Hashable, Sendable {
    /// Geodesic length on WGS 84.
    case geodesic
    /// Kilometres on a sphere of 6,371.0088 km, each edge rounded to a tenth: the weights of the Python
    /// package searoute, for checks against it. The lanes are taken as they were in the package then.
    case searoute
  }

  /// The sphere on which the package searoute measures.
  public static let sphere = Sphere(radius: Length(metres: 6_371_008.8))

  /// An edge between two nodes.
  struct Edge: Sendable {
    let from: Int
    let to: Int
    /// Geodesic metres.
    let metres: Double
    /// The place of its passage in `passages`; -1 on the open sea.
    let passage: Int
    /// The place of its water in `inlandWaters`; -1 where country polygons have no land.
    let inland: Int
  }

  /// The named passages, sorted.
  public let passages: [String]
  /// The passages that are closed unless somebody opens them, sorted.
  public let restricted: [String]
  /// The canals, rivers, lakes and inlets that country polygons count as land, sorted.
  public let inlandWaters: [String]
  /// The position of each node.
  public let nodes: [Coordinate]
  let edges: [Edge]
  let measure: Measure
  /// Nodes as points of the unit sphere.
  let points: ContiguousArray<SIMD3<Double>>

  /// Joins lanes where they have positions in common.
  ///
  /// - Parameters:
  ///   - lanes: the lanes.
  ///   - measure: by what routes are the shortest.
  ///   - partedLatitudes: where the two sides of the antimeridian are not joined although lanes reach
  ///     both; only for checks against networks that have such gaps.
  public init(_ lanes: SeaLanes, measure: Measure = .geodesic, partedLatitudes: Set<Double> = []) {
    let lanes = measure == .searoute ? lanes.beforeAmendment : lanes
    passages = lanes.passages
    restricted = lanes.restricted
    inlandWaters = lanes.inlandWaters
    self.measure = measure
    var numbers: [Coordinate: Int] = [:]
    var nodes: [Coordinate] = []
    var edges: [Edge] = []
    func node(_ position: Coordinate) -> Int {
      var key = position
      if key.longitude == 180, !partedLatitudes.contains(key.latitude) { key.longitude = -180 }
      if let known = numbers[key] { return known }
      numbers[key] = nodes.count
      nodes.append(key)
      return nodes.count - 1
    }
    func bend(_ position: Coordinate) -> Int {
      nodes.append(position)
      return nodes.count - 1
    }
    for lane in lanes.lanes {
      let passage = lane.passage.flatMap(passages.firstIndex) ?? -1
      let inland = lane.inland.flatMap(inlandWaters.firstIndex) ?? -1
      for line in lane.lines {
        let stops = line.map { lane.added.contains($0) ? bend($0) : node($0) }
        for (index, (from, to)) in zip(stops, stops.dropFirst()).enumerated() where from != to {
          let metres = Geodesic.distance(from: line[index], to: line[index + 1]).metres
          edges.append(
            Edge(from: from, to: to, metres: metres, passage: passage, inland: inland))
        }
      }
    }
    self.nodes = nodes
    self.edges = edges
    points = ContiguousArray(nodes.map(Sphere.unitPoint(of:)))
  }

  /// The passages of other lanes with nodes and edges of one's own.
  init(nodes: [Coordinate], edges: [Edge], like other: SeaNetwork) {
    (passages, restricted, measure) = (other.passages, other.restricted, other.measure)
    inlandWaters = other.inlandWaters
    (self.nodes, self.edges) = (nodes, edges)
    points = ContiguousArray(nodes.map(Sphere.unitPoint(of:)))
  }

  /// The node that is nearest to a position by geodesic, and how far off it is; nil without lanes.
  public func nearestNode(to position: Coordinate) -> (node: Int, distance: Length)? {
    let wanted = Sphere.unitPoint(of: position)
    var best: (node: Int, chord: Double)?
    for (node, point) in points.enumerated() {
      let difference = point - wanted
      let chord = (difference * difference).sum()
      if chord < best?.chord ?? .infinity { best = (node, chord) }
    }
    return best.map {
      (node: $0.node, distance: Geodesic.distance(from: position, to: nodes[$0.node]))
    }
  }

  /// The node that is nearest in degrees on a flat map, as the package searoute snaps.
  ///
  /// Nil without lanes. The antimeridian is an edge of that map, and nodes on it are on both its edges.
  public func nearestNodeOnFlatMap(to position: Coordinate) -> Int? {
    var best: (node: Int, square: Double)?
    for (node, at) in nodes.enumerated() {
      let east = at.longitude == -180 && position.longitude > 0 ? 180 : at.longitude
      let (dx, dy) = (east - position.longitude, at.latitude - position.latitude)
      let square = dx * dx + dy * dy
      if square < best?.square ?? .infinity { best = (node, square) }
    }
    return best?.node
  }

  /// What a route costs along an edge by the measure of this network, in kilometres.
  ///
  /// Tenths are kept as the package keeps them, so that its sums and ours round alike.
  func cost(of edge: Edge) -> Double {
    switch measure {
    case .geodesic: edge.metres / 1000
    case .searoute:
      (Self.sphere.distance(from: nodes[edge.from], to: nodes[edge.to]).kilometres * 10).rounded()
        / 10
    }
  }
}
