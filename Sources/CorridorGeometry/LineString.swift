/// A line through two or more vertices.
///
/// Between two vertices it is the geodesic, so it takes the short way round: two vertices more than
/// 180 degrees of longitude apart lie on two sides of the antimeridian. Vertices are checked once,
/// here, and nowhere again.
public struct LineString: Hashable, Sendable {
  /// The vertices, in order.
  public let coordinates: [Coordinate]

  /// Creates a line.
  ///
  /// - Throws: `GeometryError` for fewer than two vertices, a coordinate that is not finite, a
  ///   latitude beyond a pole or a longitude outside -180...180, saying which vertex.
  public init(_ coordinates: [Coordinate]) throws(GeometryError) {
    guard coordinates.count >= 2 else {
      throw .tooFewVertices(shape: "line", count: coordinates.count, needed: 2)
    }
    for index in coordinates.indices { try coordinates[index].check(vertex: index) }
    self.coordinates = coordinates
  }

  /// Creates a line from vertices that are known to be good.
  init(unchecked coordinates: [Coordinate]) {
    self.coordinates = coordinates
  }

  /// The first vertex.
  public var start: Coordinate { coordinates[0] }

  /// The last vertex.
  public var end: Coordinate { coordinates[coordinates.count - 1] }

  /// The same line in the other direction.
  public func reversed() -> LineString { LineString(unchecked: coordinates.reversed()) }
}
