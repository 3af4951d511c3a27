import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy
import Testing

@testable import CorridorReport

@Suite struct SignPlacerTests {
  private static func mark(_ kind: MapContent.Kind, rank: Int = 1) -> MapContent.Mark {
    MapContent.Mark(
      id: kind.rawValue, names: Names(english: kind.rawValue), kind: kind, properties: [:],
      point: MapPoint(x: 0, y: 0), coordinate: Coordinate(longitude: 0, latitude: 0), rank: rank)
  }

  private static func placed(
    _ signs: [(MapContent.Kind, x: Double, y: Double)], rank: Int = 1
  ) -> [PlacedSign] {
    var placer = SignPlacer(frame: .init(left: 0, top: 0, right: 200, bottom: 200))
    return placer.place(signs.map { (mark(($0.0), rank: rank), ($0.x, $0.y)) })
  }

  private static func distance(_ one: PlacedSign, _ other: PlacedSign) -> Double {
    let (x, y) = (one.middle.x - other.middle.x, one.middle.y - other.middle.y)
    return (x * x + y * y).squareRoot()
  }

  @Test func `signs at one spot stand beside each other, and the crossing stays`() throws {
    let signs = Self.placed([(.zone, 100, 100), (.port, 100, 100), (.crossing, 100, 100)])
    #expect(signs.map(\.mark.kind) == [.zone, .port, .crossing])
    #expect(signs.map(\.isMoved) == [true, true, false])
    for (index, sign) in signs.enumerated() {
      #expect(sign.spot.x == 100 && sign.spot.y == 100)
      for other in signs[..<index] {
        // A port is drawn with a radius of 5 and half an edge, a crossing 5.8, a zone 4.2 to a side.
        #expect(Self.distance(sign, other) > 10)
        #expect(Self.distance(sign, other) < 40)
      }
    }
  }

  @Test func `signs that are apart stay, however they are ordered`() {
    let signs = Self.placed([(.port, 50, 50), (.crossing, 62, 50), (.station, 50, 62)])
    #expect(signs.map(\.isMoved) == [false, false, false])
    #expect(signs.map(\.mark.kind) == [.port, .crossing, .station])
  }

  @Test func `no sign leaves the frame, and small stations move nothing`() {
    let corner = Self.placed([(.zone, 3, 3), (.crossing, 3, 3)])
    #expect(corner.map(\.isMoved) == [true, false])
    #expect(corner[0].middle.x >= 3 && corner[0].middle.y >= 3)
    let small = Self.placed([(.station, 50, 50), (.station, 50, 51)], rank: 4)
    #expect(small.map(\.isMoved) == [false, false])
  }

  @Test func `a ring goes round what is inside it`() {
    let ring = [(0.0, 0.0), (10, 0), (10, 10), (5, 2), (0, 10)].map { MapPoint(x: $0.0, y: $0.1) }
    #expect(MapRing.contains(ring, MapPoint(x: 1, y: 5)))
    #expect(!MapRing.contains(ring, MapPoint(x: 5, y: 5)))
    #expect(!MapRing.contains(ring, MapPoint(x: 11, y: 1)))
    #expect(!MapRing.contains([], MapPoint(x: 0, y: 0)))
  }
}
