import CorridorGeometry
import CorridorUnits
import Testing

/// Boxes that have to hold whole geodesics, against points on them that PROJ computes.
@Suite struct GeodesicBoxTests {
  @Test(arguments: [
    [(10.0, 50.0), (100.0, 50.0)], [(170.0, 60.0), (-170.0, 65.0)],
    [(-30.0, -20.0), (40.0, -55.0)],
    [(0.0, 80.0), (90.0, 80.0)], [(37.6, 55.8), (131.9, 43.1), (129.0, 35.1)],
    [(0.0, 0.0), (179.0, 1.0)], [(5.0, 10.0), (5.0, 11.0)],
  ])
  func `every point of the line lies in a box`(points: [(Double, Double)]) throws {
    let line = try LineString(points.map { Coordinate(longitude: $0.0, latitude: $0.1) })
    let boxes = line.geodesicBoxes(edges: 1)
    #expect(boxes.count == points.count - 1)
    let dense = try line.densified(deviation: Length(metres: 50)).coordinates
    #expect(dense.allSatisfy { point in boxes.contains { $0.contains(point) } })
  }

  @Test func `boxes that have nothing in common do not intersect`() {
    let fiji = BoundingBox(west: 177, south: -19, east: -178, north: -16)
    let samoa = BoundingBox(west: -173, south: -14, east: -171, north: -13)
    #expect(!fiji.intersects(samoa))
    #expect(fiji.intersects(BoundingBox(west: 179.5, south: -17, east: 180, north: -16.5)))
    #expect(fiji.intersects(BoundingBox(west: -180, south: -17, east: -179, north: -16.5)))
    #expect(fiji.padded(by: 8).intersects(samoa))
  }
}
