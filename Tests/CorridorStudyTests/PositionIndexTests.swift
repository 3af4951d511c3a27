import CorridorGeometry
import CorridorUnits
import Testing

@testable import CorridorStudy

/// The index held against looking at every position.
@Suite struct PositionIndexTests {
  /// Positions crowded at a few places, at the antimeridian and the poles among them.
  private static func positions(_ dice: inout Dice) -> [Coordinate] {
    let centres = [(10.0, 50.0), (180, 0), (-180, 10), (30, 90), (0, -89.99), (10.01, 50.02)]
    return (0..<Int.random(in: 0...400, using: &dice)).map { _ in
      let (x, y) = dice.pick(centres)
      let width = dice.pick([0, 0.01, 1, 40.0])
      let longitude = x + Double.random(in: -width...width, using: &dice)
      let latitude = y + Double.random(in: -width...width, using: &dice)
      return Coordinate(
        longitude: abs(longitude) > 180 ? longitude - 360 * (longitude / 360).rounded() : longitude,
        latitude: min(90, max(-90, latitude)))
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `boxes and nearest are those of looking at all`(seed: UInt64) {
    var dice = Dice(state: seed)
    let positions = Self.positions(&dice)
    let index = PositionIndex(positions)
    for _ in 0..<30 {
      let position = Self.positions(&dice).first ?? Coordinate(longitude: 180, latitude: 3)
      let limit = Length(metres: dice.pick([5, 3000, 400_000, 9e6, .infinity]))
      let box = BoundingBox(around: position, within: limit)
      #expect(index.numbers(in: box) == positions.indices.filter { box.contains(positions[$0]) })
      let isOdd = dice.once(in: 3)
      let all = positions.indices.filter { !isOdd || $0 % 2 == 1 }
        .map { ($0, Geodesic.distance(from: position, to: positions[$0])) }
        .filter { $0.1 < limit }
      let best = all.min { ($0.1, $0.0) < ($1.1, $1.0) }
      let found = index.nearest(to: position, within: limit) { !isOdd || $0 % 2 == 1 }
      #expect(found?.number == best?.0 && found?.distance == best?.1)
    }
  }

  @Test(arguments: UInt64(0)..<30)
  func `what is near a line is among its neighbours, and cells rule out only what is far`(
    seed: UInt64
  ) throws {
    var dice = Dice(state: seed)
    let near = Self.positions(&dice)
    var vertices: [Coordinate] = []
    for position in Self.positions(&dice).prefix(12) where vertices.last != position {
      vertices.append(position)
    }
    let limit = Length(metres: dice.pick([10, 2000, 100_000]))
    let cells = NearCells(near.map { ($0, within: limit) })
    for position in Self.positions(&dice) where !cells.mayHold(position) {
      #expect(near.allSatisfy { Geodesic.distance(from: $0, to: position) > limit })
    }
    guard let line = try? LineString(vertices) else { return }
    let measured = MeasuredLine(line)
    let neighbours = LineReach(measured).neighbours(in: PositionIndex(near), within: limit)
    for (number, position) in near.enumerated() {
      let whole = measured.passages(of: position, within: limit)
      let neighbour = neighbours.first { $0.number == number }
      let part = measured.passages(of: position, within: limit, along: neighbour?.segments ?? [])
      #expect(part == whole)
    }
  }
}
