/// An area with one exterior ring and any number of holes.
///
/// Rings are closed: the last vertex repeats the first. Orientation is free; `oriented()` gives the
/// right-hand rule of RFC 7946. An edge that spans more than 180 degrees of longitude is taken to
/// cross the antimeridian, unless both its ends lie on it; see `cutAtAntimeridian()`.
public struct Polygon: Hashable, Sendable {
  /// The outer ring.
  public let exterior: [Coordinate]
  /// The holes.
  public let holes: [[Coordinate]]

  /// Creates a polygon.
  ///
  /// - Throws: `GeometryError` for a ring that has fewer than four vertices, is not closed, or has
  ///   a coordinate that is not finite or out of range, saying which ring and vertex.
  public init(exterior: [Coordinate], holes: [[Coordinate]] = []) throws(GeometryError) {
    try Self.check(exterior, ring: 0)
    for (index, hole) in holes.enumerated() { try Self.check(hole, ring: index + 1) }
    self.exterior = exterior
    self.holes = holes
  }

  /// Creates a polygon from rings that are known to be good.
  init(unchecked exterior: [Coordinate], holes: [[Coordinate]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// All rings, the exterior first.
  public var rings: [[Coordinate]] { [exterior] + holes }

  private static func check(_ ring: [Coordinate], ring number: Int) throws(GeometryError) {
    do throws(GeometryError) {
      guard ring.count >= 4 else {
        throw .tooFewVertices(shape: "ring", count: ring.count, needed: 4)
      }
      for index in ring.indices { try ring[index].check(vertex: index) }
      let (first, last) = (ring[0], ring[ring.count - 1])
      guard first == last else { throw .ringNotClosed(first: first, last: last) }
    } catch {
      throw .inRing(number, error)
    }
  }
}

/// Several polygons as one area, such as a country with islands.
public struct MultiPolygon: Hashable, Sendable {
  /// The polygons; they should not overlap.
  public let polygons: [Polygon]

  /// Creates an area of polygons; none at all is an empty area.
  public init(_ polygons: [Polygon]) {
    self.polygons = polygons
  }
}
