public import CorridorGeometry

/// A GeoJSON geometry; coordinates are WGS 84 degrees.
public enum Geometry: Hashable, Sendable {
  /// One position.
  case point(Coordinate)
  /// Several positions.
  case multiPoint([Coordinate])
  /// A line.
  case lineString([Coordinate])
  /// Several lines.
  case multiLineString([[Coordinate]])
  /// The exterior ring, then the holes; each ring ends where it begins.
  case polygon([[Coordinate]])
  /// Several areas.
  case multiPolygon([[[Coordinate]]])
  /// Several geometries.
  indirect case collection([Geometry])

  /// Its GeoJSON type, such as `LineString`.
  public var type: String {
    switch self {
    case .point: "Point"
    case .multiPoint: "MultiPoint"
    case .lineString: "LineString"
    case .multiLineString: "MultiLineString"
    case .polygon: "Polygon"
    case .multiPolygon: "MultiPolygon"
    case .collection: "GeometryCollection"
    }
  }

  /// Its lines: one for a LineString, several for a MultiLineString, none for other types.
  public var lines: [[Coordinate]] {
    switch self {
    case .lineString(let line): [line]
    case .multiLineString(let lines): lines
    case .collection(let members): members.flatMap(\.lines)
    default: []
    }
  }

  /// Its polygons, each as rings: one for a Polygon, several for a MultiPolygon, none for other
  /// types.
  public var polygons: [[[Coordinate]]] {
    switch self {
    case .polygon(let rings): [rings]
    case .multiPolygon(let polygons): polygons
    case .collection(let members): members.flatMap(\.polygons)
    default: []
    }
  }

  /// Its points: one for a Point, several for a MultiPoint, none for other types.
  public var points: [Coordinate] {
    switch self {
    case .point(let point): [point]
    case .multiPoint(let points): points
    case .collection(let members): members.flatMap(\.points)
    default: []
    }
  }
}
