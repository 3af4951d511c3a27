import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct AntimeridianTests {
  /// The geodesic from 60 N 170 E to 65 N 170 W meets the antimeridian at 63.0663 N; a straight cut
  /// in degrees would be at 62.5.
  @Test func `a line is cut on its geodesic`() throws {
    let route = try line((170, 60), (-170, 65))
    let parts = route.cutAtAntimeridian()
    #expect(parts.count == 2)
    #expect(parts[0].start == at(170, 60))
    #expect(parts[0].end.longitude == 180)
    #expect(parts[1].start.longitude == -180)
    #expect(parts[0].end.latitude == parts[1].start.latitude)
    #expect(abs(parts[0].end.latitude - 63.0663) < 1e-4)
    let sum = parts.reduce(Length.zero) { $0 + $1.length }
    #expect(abs((sum - route.length).metres) < 1e-6)
    #expect(route.crossesAntimeridian)
  }

  @Test func `west is cut as east`() throws {
    let east = try line((170, 60), (-170, 65)).cutAtAntimeridian()
    let west = try line((-170, 65), (170, 60)).cutAtAntimeridian()
    #expect(west.count == 2)
    #expect(west[0].end.longitude == -180)
    #expect(abs(west[0].end.latitude - east[0].end.latitude) < 1e-12)
  }

  @Test func `a line that doesn't cross stays whole`() throws {
    for route in [
      try line((170, 0), (180, 5)), try line((-180, 0), (-170, 5)), try line((0, 80), (180, 80)),
      try line((180, 0), (180, 5), (170, 6)),
    ] {
      #expect(route.cutAtAntimeridian() == [route])
      #expect(!route.crossesAntimeridian)
    }
  }

  @Test func `a vertex on the antimeridian is the place of the cut`() throws {
    for middle in [180.0, -180] {
      let parts = try line((170, 60), (middle, 62), (-170, 65)).cutAtAntimeridian()
      #expect(try parts == [line((170, 60), (180, 62)), line((-180, 62), (-170, 65))])
    }
  }

  @Test func `a line that touches the antimeridian and turns back stays whole`() throws {
    let parts = try line((170, 0), (-180, 1), (175, 2)).cutAtAntimeridian()
    #expect(try parts == [line((170, 0), (180, 1), (175, 2))])
  }

  @Test func `a line along the antimeridian keeps to the side from which it came`() throws {
    let parts = try line((170, 0), (180, 1), (-180, 5), (-170, 6)).cutAtAntimeridian()
    #expect(try parts == [line((170, 0), (180, 1), (180, 5)), line((-180, 5), (-170, 6))])
  }

  @Test func `two crossings make three parts`() throws {
    let route = try line((170, 0), (-170, 10), (170, 20))
    let parts = route.cutAtAntimeridian()
    #expect(parts.count == 3)
    #expect(parts.map(\.start.longitude) == [170, -180, 180])
    let sum = parts.reduce(Length.zero) { $0 + $1.length }
    #expect(abs((sum - route.length).metres) < 1e-6)
  }

  @Test func `a polygon is cut into parts of the same area`() throws {
    let across = try polygon((170, 60), (-170, 60), (-170, 65), (170, 65))
    let parts = try across.cutAtAntimeridian()
    #expect(parts.polygons.count == 2)
    #expect(across.crossesAntimeridian)
    let area = Geodesic.areaSquareMetres(of: across)
    #expect(abs(Geodesic.areaSquareMetres(of: parts) / area - 1) < 1e-9)
    #expect(parts.boundingBox?.west == 170)
    #expect(parts.boundingBox?.east == -170)
    for part in parts.polygons { #expect(!part.crossesAntimeridian) }
  }

  @Test func `a hole across the antimeridian is cut too`() throws {
    let outer = try polygon((170, 60), (-170, 60), (-170, 65), (170, 65)).exterior
    let hole = try polygon((178, 62), (-178, 62), (-178, 63), (178, 63)).exterior
    let holed = try Polygon(exterior: outer, holes: [hole])
    let parts = try holed.cutAtAntimeridian()
    let area = Geodesic.areaSquareMetres(of: holed)
    #expect(abs(Geodesic.areaSquareMetres(of: parts) / area - 1) < 1e-9)
  }

  @Test func `a hole on the far side stays with its polygon`() throws {
    let outer = try polygon((170, 60), (-170, 60), (-170, 65), (170, 65)).exterior
    let hole = try box(-175, 62, -172, 63).exterior
    let parts = try Polygon(exterior: outer, holes: [hole]).cutAtAntimeridian()
    #expect(parts.polygons.map(\.holes.count).sorted() == [0, 1])
  }

  @Test func `a ring round the pole reaches to the edge of the map`() throws {
    let cap = try polygon((0, -70), (90, -72), (180, -75), (-90, -71))
    let parts = try cap.cutAtAntimeridian()
    let area = Geodesic.areaSquareMetres(of: cap)
    #expect(abs(Geodesic.areaSquareMetres(of: parts) / area - 1) < 1e-9)
    #expect(parts.boundingBox?.south == -90)
    let north = try polygon((0, 80), (-120, 80), (120, 80)).cutAtAntimeridian()
    #expect(north.boundingBox?.north == 90)
  }

  @Test func `a polygon that doesn't cross is returned as it is`() throws {
    let plain = try box(10, 10, 20, 20)
    #expect(try plain.cutAtAntimeridian() == MultiPolygon([plain]))
    let map = try polygon((-180, -90), (180, -90), (180, -70), (-180, -70))
    #expect(try map.cutAtAntimeridian() == MultiPolygon([map]))
  }
}
