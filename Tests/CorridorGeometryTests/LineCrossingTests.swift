import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct LineCrossingTests {
  /// Whole numbers of so many steps, so that what is compared is exact.
  private static func lines(_ random: inout SeededNumbers, steps: Int) -> [[Coordinate]] {
    (0..<12).map { _ in
      (0..<Int.random(in: 2...6, using: &random)).map { _ in
        at(
          Double(Int.random(in: 0...steps, using: &random)),
          Double(Int.random(in: 0...steps, using: &random)))
      }
    }
  }

  private static func side(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Int {
    let (ax, ay) = (Int(a.longitude), Int(a.latitude))
    let turn =
      (Int(b.longitude) - ax) * (Int(c.latitude) - ay)
      - (Int(b.latitude) - ay) * (Int(c.longitude) - ax)
    return turn.signum()
  }

  @Test(arguments: 0..<40)
  func `edges cross where the ends of each lie on both sides of the other`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let lines = Self.lines(&random, steps: seed % 2 == 0 ? 8 : 80)
    let edges = lines.enumerated().flatMap { number, line in
      zip(line, line.dropFirst()).filter { $0 != $1 }.map { (line: number, from: $0, to: $1) }
    }
    var expected: [[Int]: Int] = [:]
    for (index, one) in edges.enumerated() {
      for other in edges[(index + 1)...] {
        let sides = [
          Self.side(one.from, one.to, other.from) * Self.side(one.from, one.to, other.to),
          Self.side(other.from, other.to, one.from) * Self.side(other.from, other.to, one.to),
        ]
        if sides == [-1, -1] { expected[[one.line, other.line], default: 0] += 1 }
      }
    }
    var found: [[Int]: Int] = [:]
    for crossing in LineCrossings(lines).all {
      found[[crossing.first, crossing.second], default: 0] += 1
    }
    // An edge that is drawn twice has its crossings once.
    let isSimple = Set(edges.map { [$0.from, $0.to] }).count == edges.count
    if isSimple && seed % 2 == 1 { #expect(found == expected) }
    #expect(Set(found.keys) == Set(expected.keys))
  }

  @Test func `a crossing on the antimeridian or beyond it is found once`() {
    let one = [at(170, 0), at(-170, 0)]
    for east in [179.0, -179.0, 175, -175] {
      let crossings = LineCrossings([one, [at(east, -1), at(east, 1)]]).all
      #expect(crossings.map(\.place.longitude) == [east])
    }
    let both = LineCrossings([one, [at(176, -1), at(-178, 1)]]).all
    #expect(both.count == 1 && abs((both.first?.place.longitude ?? 0) - 179) < 1e-9)
  }

  @Test(arguments: 0..<20)
  func `a box round a position holds what is within the distance`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let latitude = Double.random(in: -89.99...89.99, using: &random)
    let position = at(Double.random(in: -180...180, using: &random), latitude)
    let limit = Length(kilometres: Double.random(in: 0.01...500, using: &random))
    let box = BoundingBox(around: position, within: limit)
    for step in 0..<72 {
      let end = Geodesic.direct(
        from: position, azimuth: Double(step) * 5, distance: limit * 0.999999
      ).end
      #expect(box.contains(end), "\(position) \(limit) \(end)")
    }
  }
}
