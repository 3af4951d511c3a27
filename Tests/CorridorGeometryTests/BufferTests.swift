import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct BufferTests {
  @Test(arguments: [(30.0, 60.0), (-120, -45), (180, 0), (-179.99, 65), (10, 88)])
  func `the buffer of a point has the area of a disc`(_ longitude: Double, _ latitude: Double)
    throws
  {
    let radius = 100_000.0
    let disc = try at(longitude, latitude).buffered(by: metres(radius))
    let area = Geodesic.areaSquareMetres(of: disc)
    // A polygon of 128 vertices has 0.9996 of the disc.
    #expect(abs(area / (.pi * radius * radius) - 0.9996) < 2e-4)
    for part in disc.polygons {
      for vertex in part.exterior where abs(vertex.longitude) < 180 {
        let distance = Geodesic.distance(from: at(longitude, latitude), to: vertex).metres
        #expect(abs(distance - radius) < 0.01)
      }
    }
  }

  @Test func `a buffer across the antimeridian is cut there`() throws {
    let disc = try at(179.9, 60).buffered(by: metres(50_000))
    #expect(disc.polygons.count == 2)
    let box = try #require(disc.boundingBox)
    #expect(box.crossesAntimeridian)
    #expect(try disc.defect() == nil)
  }

  @Test func `the buffer of a long line has the area of a strip with round ends`() throws {
    for route in [
      try line((37.6572, 55.7765), (131.8817, 43.1113)), try line((170, 60), (-170, 65)),
    ] {
      let width = 30_000.0
      let buffer = try route.buffered(by: metres(width))
      let area = Geodesic.areaSquareMetres(of: buffer)
      let strip = 2 * width * route.length.metres + .pi * width * width
      #expect(abs(area / strip - 1) < 1e-3)
      #expect(try buffer.defect() == nil)
    }
  }

  @Test func `vertices of a line's buffer lie at its distance`() throws {
    let route = try line((100, 50), (110, 55), (115, 52))
    let buffer = try route.buffered(by: metres(40_000))
    #expect(buffer.polygons.count == 1)
    for vertex in buffer.polygons[0].exterior {
      #expect(abs(route.nearestPoint(to: vertex).distance.metres - 40_000) < 100)
    }
  }

  @Test func `a line without length has a disc`() throws {
    let disc = try line((30, 60), (30, 60)).buffered(by: metres(1000))
    #expect(abs(Geodesic.areaSquareMetres(of: disc) / (.pi * 1e6) - 0.9996) < 2e-4)
  }

  @Test func `a polygon grows by its perimeter times the distance`() throws {
    let square = try box(30, 60, 31, 60.5)
    let grown = try square.buffered(by: metres(1000))
    let expected =
      Geodesic.areaSquareMetres(of: square) + 1000 * Geodesic.perimeter(of: square).metres
      + .pi * 1e6
    #expect(abs(Geodesic.areaSquareMetres(of: grown) / expected - 1) < 1e-3)
  }

  @Test func `a hole that is filled is gone and one that is not is smaller`() throws {
    let outer = try box(30, 60, 31, 60.5).exterior
    let hole = try box(30.4, 60.2, 30.6, 60.3).exterior
    let holed = try Polygon(exterior: outer, holes: [hole])
    #expect(try holed.buffered(by: metres(1000)).polygons[0].holes.count == 1)
    #expect(try holed.buffered(by: metres(20_000)).polygons[0].holes.isEmpty)
  }

  @Test func `a disc over the pole is refused`() {
    let error = failure { () throws(GeometryError) in
      _ = try at(10, 89.9).buffered(by: metres(100_000))
    }
    guard case .coversPole = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [0.0, -10, .nan, .infinity])
  func `a distance that is no length above zero is refused`(_ distance: Double) {
    let error = failure { () throws(GeometryError) in
      _ = try at(10, 10).buffered(by: metres(distance))
    }
    guard case .lengthNotPositive(name: "the buffer distance", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `what is too large for a local projection is refused`() throws {
    #expect(
      failure { () throws(GeometryError) in
        _ = try at(10, 10).buffered(by: metres(2_000_000))
      } == .tooLargeForProjection(reachKilometres: 2000, limitKilometres: 1000))
    let continent = try box(0, 0, 60, 60)
    let error = failure { () throws(GeometryError) in
      _ = try continent.buffered(by: metres(1000))
    }
    guard case .tooLargeForProjection = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a bad position is refused`() {
    #expect(
      failure { () throws(GeometryError) in
        _ = try at(10, 91).buffered(by: metres(1000))
      } == .latitudeOutOfRange(vertex: 0, at(10, 91)))
  }
}

@Suite struct ValidityTests {
  @Test func `a bow tie is invalid where it crosses`() throws {
    let tie = try polygon((0, 0), (2, 2), (2, 0), (0, 2))
    let defect = try #require(try tie.defect())
    #expect(defect.reason == "Self-intersection")
    #expect(defect.coordinate == at(1, 1))
  }

  @Test func `valid polygons have no defect, across the antimeridian too`() throws {
    #expect(try box(0, 0, 1, 1).defect() == nil)
    #expect(try polygon((170, 60), (-170, 60), (-170, 65), (170, 65)).defect() == nil)
  }

  @Test func `a bow tie across the antimeridian is found in its place`() throws {
    let tie = try polygon((179, 0), (-179, 2), (-179, 0), (179, 2))
    let defect = try #require(try tie.defect())
    #expect(defect.coordinate.isNear(at(180, 1)) || defect.coordinate.isNear(at(-180, 1)))
  }

  @Test func `a hole outside and polygons that overlap are defects`() throws {
    let outside = try Polygon(
      exterior: box(0, 0, 1, 1).exterior, holes: [box(3, 3, 4, 4).exterior])
    #expect(try outside.defect()?.reason == "Hole lies outside shell")
    let overlap = try MultiPolygon([box(0, 0, 2, 2), box(1, 1, 3, 3)])
    #expect(try overlap.defect() != nil)
  }
}

extension Coordinate {
  fileprivate func isNear(_ other: Coordinate) -> Bool {
    abs(longitude - other.longitude) < 1e-3 && abs(latitude - other.latitude) < 1e-3
  }
}
