import CorridorGeometry
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// Vertices put at a known distance beside a geodesic, by PROJ's direct problem.
@Suite struct StraightPiecesTests {
  /// A line of three vertices: the middle one is so many metres beside the way between the others.
  private func line(
    from start: Coordinate, azimuth: Double, kilometres: Double, share: Double, beside: Double
  ) -> [Coordinate] {
    let end = Geodesic.direct(
      from: start, azimuth: azimuth, distance: Length(kilometres: kilometres))
    let foot = Geodesic.direct(
      from: start, azimuth: azimuth, distance: Length(kilometres: kilometres * share))
    let vertex = Geodesic.direct(
      from: foot.end, azimuth: foot.azimuth + 90, distance: Length(metres: beside))
    return [start, vertex.end, end.end]
  }

  @Test(
    arguments: [-75.0, -40, 0, 25, 56.7, 71, 84],
    [(20.0, 0.5), (60, 0.3), (61, 0.02), (150, 0.7), (280, 0.5), (700, 0.4), (2500, 0.5)])
  func `a vertex bends a line when it lies more than 120 m beside it`(
    latitude: Double, way: (kilometres: Double, share: Double)
  ) {
    let start = Coordinate(longitude: 107, latitude: latitude)
    for azimuth in stride(from: 3.0, to: 360, by: 51) {
      for (beside, pieces) in [
        (0.0, 1), (60.0, 1), (105, 1), (119, 1), (-119, 1),
        (121, 2), (-121, 2), (150, 2), (4000, 2),
      ] {
        let line = line(
          from: start, azimuth: azimuth, kilometres: way.kilometres, share: way.share,
          beside: beside)
        #expect(
          StraightPieces.of(line).count == pieces, "\(azimuth) degrees, \(beside) m beside")
      }
    }
  }

  @Test func `a vertex beyond the end, or before the start, bends the line back`() {
    let positions = [0, 2.0, 1.0].map { Coordinate(longitude: 30 + $0, latitude: 50) }
    #expect(StraightPieces.of(positions).count == 2)
    let back = [0, -0.5, 1.0].map { Coordinate(longitude: 30 + $0, latitude: 0) }
    #expect(StraightPieces.of(back).count == 2)
  }

  @Test func `a line without inner vertices is one piece, and a point none`() {
    let positions = [Coordinate(longitude: 1, latitude: 2), Coordinate(longitude: 3, latitude: 4)]
    #expect(StraightPieces.of(positions).count == 1)
    #expect(StraightPieces.of([positions[0]]).isEmpty)
  }
}
