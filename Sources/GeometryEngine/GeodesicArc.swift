import CPROJ

/// One geodesic, prepared for many points along it (`geod_geodesicline`).
@safe
package struct GeodesicArc: Sendable {
  private let line: geod_geodesicline
  /// Length in metres.
  package let length: Double

  /// The geodesic between two points (`geod_inverseline`).
  package init(
    _ ellipsoid: Ellipsoid, latitude1: Double, longitude1: Double, latitude2: Double,
    longitude2: Double
  ) {
    let inverse = ellipsoid.inverse(
      latitude1: latitude1, longitude1: longitude1, latitude2: latitude2, longitude2: longitude2)
    line = ellipsoid.line(
      latitude: latitude1, longitude: longitude1, azimuth: inverse.azimuth1)
    length = inverse.distance
  }

  /// The point at a distance in metres from the first (`geod_position`).
  package func position(at distance: Double) -> Ellipsoid.Position {
    var result = Ellipsoid.Position()
    unsafe withUnsafePointer(to: line) {
      unsafe geod_position(
        $0, distance, &result.latitude, &result.longitude, &result.azimuth)
    }
    return result
  }
}
