import CPROJ

/// An ellipsoid of revolution and Karney's geodesics on it.
///
/// Latitudes, longitudes and azimuths are in degrees, lengths in metres; azimuths are clockwise
/// from north in -180...180. Errors are below 15 nm for the Earth (C. F. F. Karney, Algorithms for
/// geodesics, J. Geod. 87, 2013, doi:10.1007/s00190-012-0578-z).
@safe
package struct Ellipsoid: Sendable {
  private let geodesic: geod_geodesic

  /// An ellipsoid by its equatorial radius in metres and its flattening, as in 1/298.257223563.
  package init(equatorialRadius: Double, flattening: Double) {
    var made = geod_geodesic()
    unsafe geod_init(&made, equatorialRadius, flattening)
    geodesic = made
  }

  /// WGS 84 (EPSG:7030).
  package static let wgs84 = Ellipsoid(
    equatorialRadius: 6_378_137, flattening: 1 / 298.257223563)

  /// GRS 1980 (EPSG:7019).
  package static let grs80 = Ellipsoid(
    equatorialRadius: 6_378_137, flattening: 1 / 298.257222101)

  /// The shortest path between two points.
  package struct Inverse: Sendable {
    /// Length in metres.
    package var distance = 0.0
    /// Azimuth at the first point, in degrees.
    package var azimuth1 = 0.0
    /// Azimuth at the second point, onward, in degrees.
    package var azimuth2 = 0.0
  }

  /// The geodesic between two points (`geod_inverse`).
  package func inverse(
    latitude1: Double, longitude1: Double, latitude2: Double, longitude2: Double
  ) -> Inverse {
    var result = Inverse()
    unsafe withUnsafePointer(to: geodesic) {
      unsafe geod_inverse(
        $0, latitude1, longitude1, latitude2, longitude2, &result.distance, &result.azimuth1,
        &result.azimuth2)
    }
    return result
  }

  /// Length of the geodesic alone, in metres, which is cheaper than all of `inverse`.
  package func distance(
    latitude1: Double, longitude1: Double, latitude2: Double, longitude2: Double
  ) -> Double {
    var metres = 0.0
    unsafe withUnsafePointer(to: geodesic) {
      unsafe geod_inverse(
        $0, latitude1, longitude1, latitude2, longitude2, &metres, nil, nil)
    }
    return metres
  }

  /// Where a geodesic arrives.
  package struct Position: Sendable {
    package var latitude = 0.0
    package var longitude = 0.0
    package var azimuth = 0.0
  }

  /// Where one arrives from a point by an azimuth and a distance (`geod_direct`).
  package func direct(
    latitude: Double, longitude: Double, azimuth: Double, distance: Double
  ) -> Position {
    var result = Position()
    unsafe withUnsafePointer(to: geodesic) {
      unsafe geod_direct(
        $0, latitude, longitude, azimuth, distance, &result.latitude, &result.longitude,
        &result.azimuth)
    }
    return result
  }

  /// A geodesic from a point by an azimuth, prepared for many points (`geod_lineinit`).
  func line(latitude: Double, longitude: Double, azimuth: Double) -> geod_geodesicline {
    var line = geod_geodesicline()
    unsafe withUnsafePointer(to: geodesic) {
      unsafe geod_lineinit(&line, $0, latitude, longitude, azimuth, 0)
    }
    return line
  }

  /// Signed area and perimeter of a polygon of geodesics (`geod_polygonarea`).
  ///
  /// Counter-clockwise is positive; a ring round a pole is handled. The ring may or may not repeat
  /// its first vertex.
  ///
  /// - Returns: square metres and metres.
  package func polygon(
    latitudes: [Double], longitudes: [Double]
  ) -> (area: Double, perimeter: Double) {
    var (area, perimeter) = (0.0, 0.0)
    var shape = geod_polygon()
    unsafe geod_polygon_init(&shape, 0)
    unsafe withUnsafePointer(to: geodesic) { ellipsoid in
      for (latitude, longitude) in zip(latitudes, longitudes) {
        unsafe geod_polygon_addpoint(ellipsoid, &shape, latitude, longitude)
      }
      _ = unsafe geod_polygon_compute(ellipsoid, &shape, 0, 1, &area, &perimeter)
    }
    return (area, perimeter)
  }
}
