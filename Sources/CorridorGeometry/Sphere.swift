public import CorridorUnits
import GeometryEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A sphere in place of the ellipsoid, where others measure so or where only an order is wanted.
public struct Sphere: Sendable {
  private let ellipsoid: Ellipsoid

  /// Creates a sphere.
  public init(radius: Length) {
    ellipsoid = Ellipsoid(equatorialRadius: radius.metres, flattening: 0)
  }

  /// Length of the great circle between two positions.
  public func distance(from start: Coordinate, to end: Coordinate) -> Length {
    Length(
      metres: ellipsoid.distance(
        latitude1: start.latitude, longitude1: start.longitude, latitude2: end.latitude,
        longitude2: end.longitude))
  }

  /// The position as a point of the unit sphere: towards 0° E, towards 90° E, towards the north.
  package static func unitPoint(of position: Coordinate) -> SIMD3<Double> {
    let (east, north) = (position.longitude * .pi / 180, position.latitude * .pi / 180)
    let ring = cos(north)
    return SIMD3(ring * cos(east), ring * sin(east), sin(north))
  }
}
