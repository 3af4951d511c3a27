import CorridorGeometry
import Testing

@Suite struct BoundingBoxTests {
  @Test func `a plain line has a plain box`() throws {
    let found = try line((10, 5), (-3, 8), (4, -1)).boundingBox
    #expect(found == BoundingBox(west: -3, south: -1, east: 10, north: 8))
    #expect(found.numbers == [-3, -1, 10, 8])
    #expect(!found.crossesAntimeridian)
  }

  @Test func `a box across the antimeridian has its west greater than its east`() throws {
    let found = try line((170, 60), (-170, 65)).boundingBox
    #expect(found == BoundingBox(west: 170, south: 60, east: -170, north: 65))
    #expect(found.crossesAntimeridian)
    #expect(found.contains(at(180, 62)))
    #expect(found.contains(at(-180, 62)))
    #expect(found.contains(at(175, 62)))
    #expect(!found.contains(at(0, 62)))
  }

  @Test func `a box that ends on the antimeridian stays on its side`() throws {
    #expect(
      try line((170, 0), (180, 1)).boundingBox
        == BoundingBox(west: 170, south: 0, east: 180, north: 1))
    #expect(
      try line((170, 0), (-180, 1)).boundingBox
        == BoundingBox(west: 170, south: 0, east: 180, north: 1))
    #expect(
      try line((-170, 0), (180, 1)).boundingBox
        == BoundingBox(west: -180, south: 0, east: -170, north: 1))
    #expect(
      try line((180, 0), (-180, 1)).boundingBox
        == BoundingBox(west: 180, south: 0, east: 180, north: 1))
  }

  @Test func `the parts of a cut line have the box of the line`() throws {
    let route = try line((150, 10), (-170, 20), (-160, 15))
    let parts = route.cutAtAntimeridian().map(\.boundingBox)
    let joined = try #require(BoundingBox(enclosing: parts))
    #expect(joined.west == 150)
    #expect(joined.east == -160)
    #expect(joined.west == route.boundingBox.west)
    #expect(joined.east == route.boundingBox.east)
  }

  @Test func `boxes are joined over the narrower way`() throws {
    let near = [
      BoundingBox(west: 0, south: 0, east: 10, north: 1),
      BoundingBox(west: 20, south: -5, east: 30, north: 0),
    ]
    #expect(
      BoundingBox(enclosing: near) == BoundingBox(west: 0, south: -5, east: 30, north: 1))
    let far = [
      BoundingBox(west: -170, south: 0, east: -160, north: 1),
      BoundingBox(west: 150, south: 0, east: 160, north: 1),
    ]
    #expect(
      BoundingBox(enclosing: far) == BoundingBox(west: 150, south: 0, east: -160, north: 1))
    #expect(BoundingBox(enclosing: []) == nil)
  }

  @Test func `a line round the Earth has the whole width`() throws {
    let found = try line((0, 0), (120, 1), (-120, 2), (0, 3)).boundingBox
    #expect(found.west == -180)
    #expect(found.east == 180)
  }

  @Test func `Antarctica to the edges of the map keeps its width`() throws {
    let found = try polygon((-180, -90), (180, -90), (180, -70), (0, -65), (-180, -70)).boundingBox
    #expect(found == BoundingBox(west: -180, south: -90, east: 180, north: -65))
  }

  @Test func `an area has the box of all its polygons`() throws {
    let area = try MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -170, 65)])
    #expect(area.boundingBox == BoundingBox(west: 170, south: 60, east: -170, north: 70))
    #expect(MultiPolygon([]).boundingBox == nil)
  }
}
