/// A position on the WGS 84 ellipsoid, in degrees.
///
/// Nothing is checked here: `LineString` and `Polygon` check their vertices, and `checked()` checks
/// one alone. Geodesics accept longitudes of any turn; shapes hold -180...180.
public struct Coordinate: Hashable, Sendable, BitwiseCopyable {
  /// Degrees east of Greenwich.
  public var longitude: Double
  /// Degrees north of the equator.
  public var latitude: Double

  /// Creates a position; longitude comes first, as in GeoJSON.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// This position, when it is finite and within -180...180 and -90...90.
  ///
  /// - Throws: `GeometryError`, with vertex 0 and the remedy.
  public func checked() throws(GeometryError) -> Coordinate {
    try check(vertex: 0)
    return self
  }

  /// Refuses a position that no map has.
  func check(vertex: Int) throws(GeometryError) {
    if abs(longitude) <= 180 && abs(latitude) <= 90 { return }
    if !longitude.isFinite || !latitude.isFinite {
      throw .notFinite(vertex: vertex, self)
    }
    if abs(latitude) > 90 {
      throw .latitudeOutOfRange(vertex: vertex, self)
    }
    throw .longitudeOutOfRange(vertex: vertex, self)
  }
}

extension Coordinate: CustomStringConvertible {
  /// The numbers as GeoJSON writes them, `[longitude, latitude]`.
  public var description: String { "[\(longitude), \(latitude)]" }
}
