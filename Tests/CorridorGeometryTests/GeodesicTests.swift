import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct GeodesicTests {
  /// Kennedy to Heathrow; GeographicLib gives 5,551,759.4003186785 m.
  @Test func `a distance is geodesic, not spherical`() {
    let found = Geodesic.distance(from: at(-73.8, 40.6), to: at(-0.5, 51.6))
    #expect(abs(found.metres - 5_551_759.4003186785) < 1e-6)
  }

  /// The rounded waypoints of a container ship's way by Suez and Singapore, longitude first; the
  /// published distance is 10,744 nautical miles.
  @Test func `Busan to Rotterdam by thirty waypoints is within half a percent of the published`()
    throws
  {
    let route = try line(
      (129.08, 35.08), (127.2, 33.0), (122.8, 28.5), (119.3, 24.6), (115.5, 20.5), (109.5, 10.0),
      (104.5, 1.35), (103.75, 1.20), (100.6, 3.0), (95.2, 6.0), (80.6, 5.75), (73.0, 7.6),
      (51.5, 12.2), (45.0, 12.0), (43.3, 12.6), (38.6, 20.0), (34.2, 27.5), (32.55, 29.92),
      (32.35, 31.30), (24.5, 34.2), (15.0, 36.0), (11.2, 37.3), (3.0, 37.2), (-2.5, 36.2),
      (-5.6, 35.95), (-9.1, 36.85), (-9.8, 43.1), (-5.8, 48.75), (1.4, 51.0), (4.0, 51.99))
    #expect(abs(route.length.kilometres - 19_955) < 0.5)
    #expect(abs(route.length.metres / 1852 - 10_744) < 0.005 * 10_744)
  }

  @Test func `direct undoes inverse`() {
    let (start, end) = (at(37.6572, 55.7765), at(131.8817, 43.1113))
    let path = Geodesic.inverse(from: start, to: end)
    let found = Geodesic.direct(
      from: start, azimuth: path.startAzimuth, distance: path.distance)
    #expect(Geodesic.distance(from: found.end, to: end).metres < 1e-6)
    #expect(abs(found.azimuth - path.endAzimuth) < 1e-10)
  }

  @Test func `interpolation divides a path`() {
    let (start, end) = (at(170, 60), at(-170, 65))
    let whole = Geodesic.distance(from: start, to: end).metres
    let middle = Geodesic.interpolate(from: start, to: end, fraction: 0.3)
    #expect(abs(Geodesic.distance(from: start, to: middle).metres - 0.3 * whole) < 1e-6)
    #expect(abs(Geodesic.distance(from: middle, to: end).metres - 0.7 * whole) < 1e-6)
    #expect(Geodesic.interpolate(from: start, to: end, fraction: 0) == start)
    #expect(Geodesic.interpolate(from: start, to: end, fraction: 1) == end)
  }

  /// The polygon of Antarctica in GeographicLib's documentation, and its published measures.
  @Test func `area and perimeter of Antarctica`() throws {
    let ring = try polygon(
      (-58, -63.1), (-74, -72.9), (-102, -71.9), (-102, -74.9), (-131, -74.3), (-163, -77.5),
      (163, -77.4), (172, -71.7), (140, -65.9), (113, -65.7), (88, -66.6), (59, -66.9),
      (25, -69.8), (-4, -70.0), (-14, -71.0), (-33, -77.3), (-46, -77.9), (-61, -74.7))
    let area = Geodesic.areaSquareMetres(of: ring)
    #expect(abs(area - 13_662_703_680_020.1) < 0.1)
    #expect(abs(Geodesic.perimeter(of: ring).metres - 16_831_067.893) < 1e-3)
  }

  @Test func `the sign of an area is the orientation of its ring`() throws {
    let ring = try box(10, 10, 11, 11).exterior
    let forward = Geodesic.measure(ring: ring).signedAreaSquareMetres
    let backward = Geodesic.measure(ring: ring.reversed()).signedAreaSquareMetres
    #expect(forward > 0)
    #expect(abs(forward + backward) < 1e-3)
  }

  @Test func `holes are taken from the area, whichever way they turn`() throws {
    let outer = try box(0, 0, 4, 4)
    let hole = try box(1, 1, 2, 2)
    let expected = Geodesic.areaSquareMetres(of: outer) - Geodesic.areaSquareMetres(of: hole)
    for ring in [hole.exterior, hole.exterior.reversed()] {
      let holed = try Polygon(exterior: outer.exterior, holes: [ring])
      #expect(abs(Geodesic.areaSquareMetres(of: holed) - expected) < 1)
      let perimeter = Geodesic.perimeter(of: outer) + Geodesic.perimeter(of: hole)
      #expect(abs((Geodesic.perimeter(of: holed) - perimeter).metres) < 1e-6)
    }
  }
}
