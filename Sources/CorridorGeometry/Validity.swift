import GeometryEngine

/// What is wrong with a polygon, and where.
public struct PolygonDefect: Hashable, Sendable {
  /// GEOS's reason, such as `Self-intersection`.
  public var reason: String
  /// Where it lies.
  public var coordinate: Coordinate
}

extension Polygon {
  /// The first defect that GEOS finds, nil when the polygon is valid.
  ///
  /// A valid polygon has rings that don't cross themselves or each other, and holes inside the
  /// exterior (OGC simple features). A polygon that crosses the antimeridian is checked unwrapped.
  public func defect() throws(GeometryError) -> PolygonDefect? {
    try MultiPolygon([self]).defect()
  }
}

extension MultiPolygon {
  /// The first defect that GEOS finds, nil when all polygons are valid and none overlap.
  public func defect() throws(GeometryError) -> PolygonDefect? {
    let shapes = polygons.map { $0.unwrappedRings().map(\.flat) }
    let found = try engine { () throws(EngineError) in
      try PlanarGeometry(polygons: shapes, in: GEOSContext()).defect()
    }
    return found.map {
      PolygonDefect(
        reason: $0.reason,
        coordinate: Coordinate(longitude: Antimeridian.wrapped($0.x), latitude: $0.y))
    }
  }
}

/// Runs what may fail in GEOS or PROJ, and says so as a `GeometryError`.
func engine<Result>(_ body: () throws(EngineError) -> Result) throws(GeometryError) -> Result {
  do throws(EngineError) {
    return try body()
  } catch {
    throw .engine(error.description)
  }
}

extension [Coordinate] {
  /// `[longitude, latitude, longitude, ...]`, as the engine takes it.
  var flat: [Double] {
    var flat: [Double] = []
    flat.reserveCapacity(2 * count)
    for coordinate in self {
      flat.append(coordinate.longitude)
      flat.append(coordinate.latitude)
    }
    return flat
  }

  /// The coordinates of a flat array of the engine.
  init(flat: [Double]) {
    self = stride(from: 0, to: flat.count - 1, by: 2).map {
      Coordinate(longitude: flat[$0], latitude: flat[$0 + 1])
    }
  }
}
