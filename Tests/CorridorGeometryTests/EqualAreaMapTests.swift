import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct EqualAreaMapTests {
  // IOGP Publication 373-7-2, Lambert Azimuthal Equal Area (EPSG 9820): ETRS89-LAEA, whose ellipsoid
  // differs from WGS 84 by a tenth of a millimetre in its axis.
  @Test func `the published example comes out`() throws {
    let map = try EqualAreaMap(centre: at(10, 52))
    let point = try map.point(of: at(5, 50))
    #expect(abs(point.x - (3_962_799.45 - 4_321_000)) < 0.01)
    #expect(abs(point.y - (2_999_718.85 - 3_210_000)) < 0.01)
    let middle = try map.point(of: at(10, 52))
    #expect(abs(middle.x) < 1e-6 && abs(middle.y) < 1e-6)
  }

  @Test(arguments: [(0.0, 0.0), (100, 40), (-170, 65), (30, -75)])
  func `areas are true wherever they lie`(longitude: Double, latitude: Double) throws {
    let map = try EqualAreaMap(centre: at(55, 25))
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
      at(longitude + $0.0, latitude + $0.1)
    }
    // Sides bend on the map, so they are divided.
    let ring = try LineString(corners).divided(every: 1_000)
    let points = try map.points(of: ring)
    let area = zip(points, points.dropFirst()).reduce(0) {
      $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2
    }
    let truth = Geodesic.measure(ring: ring).signedAreaSquareMetres
    #expect(abs(area / truth - 1) < 1e-6)
  }

  @Test func `a line across the antimeridian is whole`() throws {
    let map = try EqualAreaMap(centre: at(90, 50))
    let route = try line((170, 60), (-170, 60))
    let points = try map.points(of: route.divided(every: 10_000))
    #expect(points.count > 100)
    for (start, end) in zip(points, points.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      #expect((dx * dx + dy * dy).squareRoot() < 20_000)
    }
  }

  @Test func `the antipode is refused, not drawn`() throws {
    let map = try EqualAreaMap(centre: at(10, 40))
    #expect(throws: GeometryError.self) { try map.point(of: at(-170, -40)) }
  }

  @Test func `a divided line keeps its vertices and its length`() throws {
    let route = try line((10, 50), (10, 50), (60, 70), (-160, 10))
    let dense = route.divided(every: 25_000)
    for vertex in route.coordinates { #expect(dense.contains(vertex)) }
    let length = try LineString(dense).length.metres
    #expect(abs(length - route.length.metres) < 1e-3)
    for (start, end) in zip(dense, dense.dropFirst()) {
      #expect(Geodesic.distance(from: start, to: end).metres < 25_000.001)
    }
  }

  @Test(arguments: [(0.0, 0.0), (179.5, 62), (-75, -50)])
  func `the middle of a circle is its centre`(longitude: Double, latitude: Double) throws {
    let ring = stride(from: 0.0, to: 360, by: 5).map {
      Geodesic.direct(from: at(longitude, latitude), azimuth: $0, distance: metres(800_000)).end
    }
    let found = try #require(Coordinate.middle(of: ring))
    let off = Geodesic.distance(from: found.centre, to: at(longitude, latitude)).metres
    #expect(off < 16_000)
    #expect(found.radius >= 800_000 - 1 && found.radius < 820_000)
  }

  @Test func `the middle of nothing is nowhere, of one place that place`() throws {
    #expect(Coordinate.middle(of: []) == nil)
    let one = try #require(Coordinate.middle(of: [at(5, 6), at(5, 6)]))
    #expect(one.centre == at(5, 6) && one.radius == 0)
  }
}
