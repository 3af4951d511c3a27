import Corridor
import CorridorGeometry
import Testing

@testable import CorridorReport

@Suite struct MapGroundTests {
  /// Countries as squares with a ragged border between them.
  private static func country(_ code: String, _ ring: [(Double, Double)]) throws -> CountryShape {
    let path = (ring + [ring[0]]).map { Coordinate(longitude: $0.0, latitude: $0.1) }
    return CountryShape(
      code: code, names: Names(english: code),
      polygon: MultiPolygon([try Polygon(exterior: path)]), location: SourceLocation(file: "test"))
  }

  /// A border that wanders by a few hundred metres, from south to north.
  private static let border = (0...40).map { step -> (Double, Double) in
    let aside: Double = step == 20 ? 0.2 : step % 2 == 0 ? 0 : 0.003
    return (10 + aside, 50 + Double(step) * 0.025)
  }

  private static func ground(limit: Int) throws -> MapGround {
    let west = [(9.0, 51.0), (9.0, 50.0)] + border
    let east = [(11.0, 50.0), (11.0, 51.0)] + border.reversed()
    let borders = Borders(
      countries: [try country("WE", west), try country("EA", east)], boundaries: [])
    let map = try EqualAreaMap(centre: Coordinate(longitude: 10, latitude: 50.5))
    let box = MapBox(left: -1e6, bottom: -1e6, right: 1e6, top: 1e6)
    return MapGround(borders: borders, on: map, in: box, limit: limit)
  }

  @Test func `neighbours share the arc of their border, in opposite directions`() throws {
    let ground = try Self.ground(limit: 1000)
    #expect(ground.tolerance == 0)
    #expect(ground.kinds.filter { $0 == .border }.count == 1)
    let shared = try #require(ground.kinds.firstIndex(of: .border))
    #expect(ground.arcs[shared].count == Self.border.count)
    let references = ground.countries.map { country in
      country.rings.joined().filter { $0 == shared || $0 == ~shared }
    }
    #expect(references.map(\.count) == [1, 1])
    #expect(references[0] != references[1])
  }

  @Test func `simplified neighbours leave no gap and overlap nowhere`() throws {
    let full = try Self.ground(limit: 1000)
    let ground = try Self.ground(limit: 20)
    #expect(ground.tolerance > 0)
    #expect(ground.arcs.reduce(0) { $0 + $1.count } <= 20)
    func areas(_ ground: MapGround) -> [Double] {
      ground.countries.map { MapRing.area(ground.points(of: $0.rings[0])).magnitude }
    }
    // What one loses the other gains: the two together stay as large as they were.
    let (before, after) = (areas(full), areas(ground))
    #expect(before[0] != after[0])
    let (whole, left): (Double, Double) = (before[0] + before[1], after[0] + after[1])
    #expect(abs(whole - left) < 1e-6 * whole)
  }

  @Test func `a vertex that is left out lies within the tolerance of the line`() {
    // A random walk of whole metres; the sequence is fixed.
    var seed: UInt64 = 7
    var (x, y) = (0.0, 0.0)
    let line = (0..<500).map { _ in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      x += Double(seed >> 60)
      y += Double((seed >> 40) % 31) - 15
      return MapPoint(x: x, y: y)
    }
    let kept = LineSimplifier.simplified(line, tolerance: 10)
    #expect(kept.count < line.count / 2)
    #expect(kept.first == line.first && kept.last == line.last)
    for point in line { #expect(Self.distance(of: point, from: kept) <= 10.2) }
  }

  /// The distance by trying a thousand points of every stretch, not by the formula under test.
  private static func distance(of point: MapPoint, from line: [MapPoint]) -> Double {
    var least = Double.infinity
    for (start, end) in zip(line, line.dropFirst()) {
      for step in 0...1000 {
        let share = Double(step) / 1000
        let dx: Double = start.x + (end.x - start.x) * share - point.x
        let dy: Double = start.y + (end.y - start.y) * share - point.y
        least = min(least, dx * dx + dy * dy)
      }
    }
    return least.squareRoot()
  }

  @Test func `a ring stays a ring however coarse the map`() {
    let ring = (0...60).map { step -> MapPoint in
      let along = Double(step % 15)
      switch step % 60 / 15 {
      case 0: return MapPoint(x: along, y: 0)
      case 1: return MapPoint(x: 15, y: along)
      case 2: return MapPoint(x: 15 - along, y: 15)
      default: return MapPoint(x: 0, y: 15 - along)
      }
    }
    let coarse = LineSimplifier.simplified(ring, tolerance: 1e9)
    #expect(coarse.count >= 4 && coarse.first == coarse.last)
    #expect(abs(MapRing.area(Array(coarse.dropLast()))) > 50)
  }

  @Test func `a label lies inside a crescent`() throws {
    // The centroid of this one lies outside of it.
    let corners: [(Double, Double)] = [
      (0, 0), (10, 0), (10, 10), (0, 10), (0, 9), (9, 9), (9, 1), (0, 1),
    ]
    let ring = corners.map { MapPoint(x: $0.0, y: $0.1) }
    let label = try #require(MapRing.labelPoint(ring))
    #expect(label.point.x > 9 && label.point.x < 10 && abs(label.width - 1) < 1e-9)
    #expect(abs(MapRing.area(ring) - 28) < 1e-9)
  }

  @Test func `a ring is cut at a box`() {
    let box = MapBox(left: 0, bottom: 0, right: 2, top: 2)
    let diamond = [(-1.0, 1.0), (1, -1), (3, 1), (1, 3)].map { MapPoint(x: $0.0, y: $0.1) }
    #expect(abs(MapRing.area(box.clipped(diamond))) == 4)
    let far = diamond.map { MapPoint(x: $0.x + 10, y: $0.y) }
    #expect(box.clipped(far).isEmpty)
  }
}
