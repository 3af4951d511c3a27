import GeometryEngine

extension Polygon {
  /// Whether the polygon reaches over the antimeridian, so that viewers need it cut.
  public var crossesAntimeridian: Bool {
    exterior.jumps || holes.contains(where: \.jumps)
  }

  /// The parts of the polygon on either side of the antimeridian, as RFC 7946 section 3.1.9 asks.
  ///
  /// Edges are cut on their geodesics, or straight where that is asked for. A ring round a pole becomes an area that reaches to the edge
  /// of the map at that pole. A polygon that does not cross is returned alone, as it is.
  ///
  /// - Throws: `GeometryError` where the polygon is invalid, with GEOS's reason.
  public func cutAtAntimeridian(
    edges: EdgeShape = .geodesic
  ) throws(GeometryError) -> MultiPolygon {
    guard crossesAntimeridian else { return MultiPolygon([self]) }
    return try MultiPolygon(clippingUnwrapped: unwrappedRings(edges: edges))
  }

  /// The rings with continuous longitudes, which may leave -180...180, with a vertex on their edges where
  /// they cross the antimeridian, or none for nil; holes are moved beside the exterior.
  package func unwrappedRings(edges: EdgeShape? = .geodesic) -> [[Coordinate]] {
    let outer = exterior.unwrappedRing(edges)
    guard crossesAntimeridian else { return rings }
    let (west, east) = outer.longitudeRange
    let inner = holes.map { hole -> [Coordinate] in
      let ring = hole.unwrappedRing(edges)
      let middle = (ring.longitudeRange.0 + ring.longitudeRange.1) / 2
      let shift = middle < west ? 360.0 : middle > east ? -360.0 : 0
      return ring.map { Coordinate(longitude: $0.longitude + shift, latitude: $0.latitude) }
    }
    return [outer] + inner
  }
}

extension MultiPolygon {
  /// All polygons cut; see `Polygon.cutAtAntimeridian()`.
  public func cutAtAntimeridian() throws(GeometryError) -> MultiPolygon {
    var parts: [Polygon] = []
    for polygon in polygons { try parts += polygon.cutAtAntimeridian().polygons }
    return MultiPolygon(parts)
  }

  /// The parts of unwrapped rings in each turn of the Earth, brought into -180...180.
  init(clippingUnwrapped rings: [[Coordinate]]) throws(GeometryError) {
    let (west, east) = (rings.first ?? []).longitudeRange
    let firstTurn = ((west + 180) / 360).rounded(.down)
    let lastTurn = ((east + 180) / 360).rounded(.up) - 1
    var parts: [Polygon] = []
    for turn in stride(from: firstTurn, through: max(firstTurn, lastTurn), by: 1) {
      let moved = rings.map { ring in
        ring.map {
          Coordinate(longitude: $0.longitude - 360 * turn, latitude: $0.latitude)
        }.flat
      }
      let clipped = try engine { () throws(EngineError) in
        let context = try GEOSContext()
        let map = try PlanarGeometry(
          polygon: [[-180, -90, 180, -90, 180, 90, -180, 90, -180, -90]], in: context)
        return try PlanarGeometry(polygon: moved, in: context).intersection(map).polygons()
      }
      for polygon in clipped {
        let rings = polygon.map { [Coordinate](flat: $0).divided }
        parts.append(try Polygon(exterior: rings[0], holes: Array(rings.dropFirst())))
      }
    }
    self.init(parts)
  }
}

extension [Coordinate] {
  /// Whether some edge of the ring takes the short way over the antimeridian.
  fileprivate var jumps: Bool {
    let ends = Antimeridian.ends(ofRing: self)
    return indices.dropFirst().contains {
      abs(self[$0].longitude - self[$0 - 1].longitude) > 180
        && Antimeridian.turn(from: self[$0 - 1], to: self[$0], ends) != 0
    }
  }

  /// The ring with a vertex near the middle of each edge that is wider than half a turn.
  ///
  /// Edges along a pole may be so wide, and whoever reads them goes the short way. Edges of the map keep
  /// their ends.
  fileprivate var divided: [Coordinate] {
    guard zip(self, dropFirst()).contains(where: { Self.isTooWide($0, $1) }) else { return self }
    var ring = Array(prefix(1))
    for (start, end) in zip(self, dropFirst()) {
      if Self.isTooWide(start, end) {
        let middle = ((start.longitude + end.longitude) / 2).rounded()
        let share = (middle - start.longitude) / (end.longitude - start.longitude)
        let latitude = start.latitude + share * (end.latitude - start.latitude)
        ring.append(Coordinate(longitude: middle, latitude: latitude))
      }
      ring.append(end)
    }
    return ring
  }

  private static func isTooWide(_ start: Coordinate, _ end: Coordinate) -> Bool {
    abs(end.longitude - start.longitude) > 180
      && !(start.isOnAntimeridian && end.isOnAntimeridian)
  }

  /// The least and greatest longitude as written.
  var longitudeRange: (Double, Double) {
    reduce((Double.infinity, -Double.infinity)) { (range, coordinate) in
      (Swift.min(range.0, coordinate.longitude), Swift.max(range.1, coordinate.longitude))
    }
  }

  /// A ring with continuous longitudes and a vertex wherever it crosses the antimeridian, or none for
  /// nil; a ring round a pole is closed along the pole.
  func unwrappedRing(_ shape: EdgeShape? = .geodesic) -> [Coordinate] {
    let turns = Antimeridian.turns(of: self, Antimeridian.ends(ofRing: self))
    var ring: [Coordinate] = []
    for (index, end) in enumerated() {
      if let shape, index > 0, turns[index] != turns[index - 1] {
        let start = self[index - 1]
        if !start.isOnAntimeridian && !end.isOnAntimeridian {
          let edge = Double(turns[index] + turns[index - 1]) * 180
          ring.append(
            Coordinate(
              longitude: edge,
              latitude: Antimeridian.crossingLatitude(from: start, to: end, shape)))
        }
      }
      let longitude = end.longitude + 360 * Double(turns[index])
      ring.append(Coordinate(longitude: longitude, latitude: end.latitude))
    }
    guard let first = ring.first, let last = ring.last, first.longitude != last.longitude else {
      return ring
    }
    let area = Geodesic.measure(ring: self).signedAreaSquareMetres
    let pole: Double = (last.longitude > first.longitude) == (area > 0) ? 90 : -90
    ring.append(Coordinate(longitude: last.longitude, latitude: pole))
    ring.append(Coordinate(longitude: first.longitude, latitude: pole))
    ring.append(first)
    return ring
  }
}
