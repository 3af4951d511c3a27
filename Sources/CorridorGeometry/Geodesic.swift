public import CorridorUnits
import GeometryEngine

/// Lengths, azimuths and areas on the WGS 84 ellipsoid.
///
/// All are Karney's geodesics: right to nanometres for any two points, the antipodal ones included.
/// Azimuths are in degrees clockwise from north, -180...180. Coordinates are taken as they are: a
/// NaN in gives a NaN out, which is why shapes check theirs.
///
/// - Source: C. F. F. Karney, Algorithms for geodesics, J. Geod. 87, 43-55 (2013),
///   doi:10.1007/s00190-012-0578-z.
public enum Geodesic {
  /// The shortest path between two positions.
  public struct Path: Hashable, Sendable {
    /// Its length.
    public var distance: Length
    /// Azimuth where it begins, in degrees.
    public var startAzimuth: Double
    /// Azimuth where it ends, onward, in degrees.
    public var endAzimuth: Double
  }

  /// The shortest path between two positions.
  ///
  /// Where several are equally short, as between poles, Karney's convention picks one. The path
  /// between a position and itself has length 0.
  public static func inverse(from start: Coordinate, to end: Coordinate) -> Path {
    let found = Ellipsoid.wgs84.inverse(
      latitude1: start.latitude, longitude1: start.longitude, latitude2: end.latitude,
      longitude2: end.longitude)
    return Path(
      distance: Length(metres: found.distance), startAzimuth: found.azimuth1,
      endAzimuth: found.azimuth2)
  }

  /// Length of the shortest path between two positions.
  public static func distance(from start: Coordinate, to end: Coordinate) -> Length {
    Length(metres: metres(from: start, to: end))
  }

  /// Length of the shortest path in metres.
  static func metres(from start: Coordinate, to end: Coordinate) -> Double {
    Ellipsoid.wgs84.distance(
      latitude1: start.latitude, longitude1: start.longitude, latitude2: end.latitude,
      longitude2: end.longitude)
  }

  /// Where one arrives by an azimuth in degrees and a distance, and with which azimuth.
  public static func direct(
    from start: Coordinate, azimuth: Double, distance: Length
  ) -> (end: Coordinate, azimuth: Double) {
    let found = Ellipsoid.wgs84.direct(
      latitude: start.latitude, longitude: start.longitude, azimuth: azimuth,
      distance: distance.metres)
    return (
      Coordinate(longitude: found.longitude, latitude: found.latitude), found.azimuth
    )
  }

  /// The position at a fraction, 0 to 1, of the shortest path between two.
  public static func interpolate(
    from start: Coordinate, to end: Coordinate, fraction: Double
  ) -> Coordinate {
    if fraction == 0 { return start }
    if fraction == 1 { return end }
    let arc = GeodesicArc(from: start, to: end)
    return arc.coordinate(at: arc.length * fraction)
  }

  /// Length of a line: the sum of the geodesics between its vertices.
  public static func length(of line: LineString) -> Length {
    var sum = 0.0
    for index in 1..<line.coordinates.count {
      sum += metres(from: line.coordinates[index - 1], to: line.coordinates[index])
    }
    return Length(metres: sum)
  }

  /// Area and perimeter of a ring of geodesics.
  public struct RingMeasure: Hashable, Sendable {
    /// Square metres; positive counter-clockwise, negative clockwise.
    ///
    /// It is the smaller of the two areas that the ring divides the Earth into, so that a ring
    /// round a pole gives the cap.
    public var signedAreaSquareMetres: Double
    /// Length of the ring.
    public var perimeter: Length
  }

  /// Area and perimeter of a ring of geodesics, closed or not.
  public static func measure(ring: [Coordinate]) -> RingMeasure {
    let found = Ellipsoid.wgs84.polygon(
      latitudes: ring.map(\.latitude), longitudes: ring.map(\.longitude))
    return RingMeasure(
      signedAreaSquareMetres: found.area, perimeter: Length(metres: found.perimeter))
  }

  /// Area of a polygon in square metres, never negative: the exterior less the holes.
  ///
  /// Edges are geodesics and the orientation of rings is of no account.
  public static func areaSquareMetres(of polygon: Polygon) -> Double {
    polygon.holes.reduce(abs(measure(ring: polygon.exterior).signedAreaSquareMetres)) {
      $0 - abs(measure(ring: $1).signedAreaSquareMetres)
    }
  }

  /// Area of several polygons in square metres, never negative.
  public static func areaSquareMetres(of area: MultiPolygon) -> Double {
    area.polygons.reduce(0) { $0 + areaSquareMetres(of: $1) }
  }

  /// Length of all rings of a polygon, holes included.
  public static func perimeter(of polygon: Polygon) -> Length {
    polygon.rings.reduce(.zero) { $0 + measure(ring: $1).perimeter }
  }
}

extension LineString {
  /// Geodesic length.
  public var length: Length { Geodesic.length(of: self) }
}

extension Polygon {
  /// The same polygon by the right-hand rule: exterior counter-clockwise, holes clockwise.
  ///
  /// - Source: RFC 7946 section 3.1.6.
  public func oriented() -> Polygon {
    Polygon(
      unchecked: Self.ring(exterior, counterClockwise: true),
      holes: holes.map { Self.ring($0, counterClockwise: false) })
  }

  private static func ring(_ ring: [Coordinate], counterClockwise: Bool) -> [Coordinate] {
    let isCounterClockwise = Geodesic.measure(ring: ring).signedAreaSquareMetres >= 0
    return isCounterClockwise == counterClockwise ? ring : ring.reversed()
  }
}

extension GeodesicArc {
  /// The geodesic between two positions on WGS 84.
  init(from start: Coordinate, to end: Coordinate) {
    self.init(
      .wgs84, latitude1: start.latitude, longitude1: start.longitude, latitude2: end.latitude,
      longitude2: end.longitude)
  }

  /// The position at a distance in metres from the start.
  func coordinate(at metres: Double) -> Coordinate {
    let found = position(at: metres)
    return Coordinate(longitude: found.longitude, latitude: found.latitude)
  }
}
