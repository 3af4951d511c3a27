import CorridorGeometry
import CorridorUnits
import GeometryEngine
import Testing

/// Holes that share ground, against GEOS in a plane that is clear of the antimeridian.
@Suite struct OverlappingHoleTests {
  typealias Place = (x: Double, y: Double)

  /// Ways of writing a ring that reaches over the antimeridian, with longitudes of 0 to 360.
  enum Writing: CaseIterable {
    case wrapped
    case continued
    case farWest

    func ring(_ places: [Place]) -> [Coordinate] {
      places.map { place in
        let x =
          switch self {
          case .wrapped: place.x > 180 ? place.x - 360 : place.x
          case .continued: place.x
          case .farWest: place.x - 360
          }
        return at(x, place.y)
      }
    }
  }

  private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
    -> [Place]
  {
    [(west, south), (west, north), (east, north), (east, south), (west, south)]
  }

  /// The same ring clear of the antimeridian.
  private func flat(_ places: [Place]) -> [Double] { places.flatMap { [$0.x - 170, $0.y] } }

  @Test(arguments: [
    (box(179, 0, 181, 2), box(180, 1, 182, 3), true),
    (box(179, 0, 181, 2), box(181, 0, 183, 2), false),
    (box(179, 0, 181, 2), box(179, 0, 181, 2), true),
    (box(176, 0, 179, 2), box(178, 1, 185, 3), true),
    (box(176, 0, 180, 2), box(180, 0, 185, 2), false),
    (box(178.3, 0, 181.7, 2), box(181.7, 1, 182.9, 1.5), false),
    (box(178.3, 0, 181.7, 2), box(181.69, 1, 182.9, 1.5), true),
    (box(170, 0, 179, 2), box(181, 0, 190, 2), false),
    // A metre, beside one of a few degrees.
    (box(178.3, 0, 181.7, 2), box(181.7, 1, 181.70001, 1.00001), false),
    (box(178.3, 0, 181.7, 2), box(181.69999, 1, 181.70001, 1.00001), true),
  ])
  func `however they are written`(one: [Place], other: [Place], expected: Bool) {
    for first in Writing.allCases {
      for second in Writing.allCases {
        let holes = [first.ring(one), second.ring(other)]
        let told: Comment = "\(first), \(second)"
        #expect((OverlappingHoles.first(of: holes) != nil) == expected, told)
        #expect((OverlappingHoles.first(of: holes.reversed()) != nil) == expected, told)
      }
    }
  }

  @Test func `a hole round the pole, and one that crosses itself`() {
    let round = stride(from: -180.0, through: 180, by: 30).map { at($0, 80) }
    let eastern = stride(from: 0.0, through: 360, by: 30).map { at($0, 80) }
    for (x, y, expected) in [(0.0, 85.0, true), (179, 85, true), (-181, 85, true), (10, 70, false)]
    {
      let box = Self.box(x, y, x + 2, y + 1).map { at($0.x, $0.y) }
      #expect((OverlappingHoles.first(of: [round, box]) != nil) == expected)
      #expect((OverlappingHoles.first(of: [box, eastern]) != nil) == expected)
    }
    // A bow-tie, whose second half holds the box.
    let tie = [at(0, 0), at(0, 2), at(4, 0), at(4, 2), at(0, 0)]
    let box = Self.box(3.5, 0.9, 3.8, 1.1).map { at($0.x, $0.y) }
    #expect(OverlappingHoles.first(of: [tie, box]) != nil)
  }

  /// A triangle or quadrilateral within some degrees of a place on the antimeridian that doesn't cross itself.
  private func hole(
    _ numbers: inout SeededNumbers, whole: Bool, reach: Double = 5, _ context: GEOSContext
  ) throws -> [Place] {
    while true {
      var places = (0..<Int.random(in: 3...4, using: &numbers)).map { _ -> Place in
        let x = Double.random(in: (180 - reach)...(180 + reach), using: &numbers)
        let y = Double.random(in: -reach...reach, using: &numbers)
        return whole ? (x.rounded(), y.rounded()) : (x, y)
      }
      places.append(places[0])
      if try PlanarGeometry(polygon: [flat(places)], in: context).defect() == nil { return places }
    }
  }

  @Test(arguments: UInt64(1)...40)
  func `random pairs agree with GEOS`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed &* 1_000_003)
    let context = try GEOSContext()
    for round in 0..<20 {
      let pair = try (0..<2).map { _ in try hole(&numbers, whole: round % 2 == 0, context) }
      let first = try PlanarGeometry(polygon: [flat(pair[0])], in: context)
      let second = try PlanarGeometry(polygon: [flat(pair[1])], in: context)
      let shared = try first.intersection(second).area()
      // What is neither more nor less than the limit, a billionth, is left out.
      guard shared < 1e-10 || shared > 1e-6 else { continue }
      let rings = pair.map {
        (Writing.allCases.randomElement(using: &numbers) ?? .wrapped).ring($0)
      }
      #expect((OverlappingHoles.first(of: rings) != nil) == (shared > 1e-6), "\(rings)")
    }
  }

  /// Whether a place lies in a ring, by how often a ray to the north meets it.
  private func isInside(_ place: Place, _ ring: [Place]) -> Bool {
    zip(ring, ring.dropFirst()).reduce(false) { isInside, edge in
      let (a, b) = edge
      guard (a.x > place.x) != (b.x > place.x) else { return isInside }
      let y = a.y + (b.y - a.y) * (place.x - a.x) / (b.x - a.x)
      return isInside != (y > place.y)
    }
  }

  private func metres(_ numbers: [Double]) -> Double {
    let places = stride(from: 0, to: numbers.count, by: 2).map { at(numbers[$0], numbers[$0 + 1]) }
    return zip(places, places.dropFirst()).reduce(0) {
      $0 + Geodesic.distance(from: $1.0, to: $1.1).metres
    }
  }

  /// Points by counting, lines by GEOS's difference from the union of all holes.
  @Test(arguments: UInt64(1)...40)
  func `what lies in any hole is outside`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed &* 998_244_353)
    let context = try GEOSContext()
    // Holes may reach beyond the exterior.
    let holes = try (0..<5).map { number in
      try hole(&numbers, whole: number.isMultiple(of: 2), context)
    }
    try compare(holes, &numbers, context)
  }

  @Test(arguments: UInt64(1)...60)
  func `of a hole counts what lies within the exterior`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed &* 1_000_000_007)
    let context = try GEOSContext()
    let reach: Double = seed.isMultiple(of: 3) ? 5 : 12
    let hole = try hole(&numbers, whole: seed.isMultiple(of: 2), reach: reach, context)
    try compare([hole], &numbers, context)
  }

  private func compare(
    _ holes: [[Place]], _ numbers: inout SeededNumbers, _ context: GEOSContext
  ) throws {
    let exterior: [Place] = [(174, -4), (186, -6), (187, 4), (176, 6), (174, -4)]
    let united = try PlanarGeometry(polygons: holes.map { [flat($0)] }, in: context).union()
    let shell = try PlanarGeometry(polygon: [flat(exterior)], in: context)
    let beyond = try united.difference(shell).area()
    let sum = try holes.reduce(0) {
      $0 + (try PlanarGeometry(polygon: [flat($1)], in: context).area())
    }
    let overlap = try sum - united.area()
    let all = ([exterior] + holes).map { ring in
      (Writing.allCases.randomElement(using: &numbers) ?? .wrapped).ring(ring)
    }
    var areas = AreaCollection()
    let vertices = all.flatMap(\.self)
    var starts = [0]
    for ring in all { starts.append(starts[starts.count - 1] + ring.count) }
    try areas.add(vertices, rings: zip(starts, starts.dropFirst()).map { $0..<$1 }, of: "a")
    let isTold = beyond > 1e-6 || overlap > 1e-6
    #expect(areas.overlapping == (isTold ? 1 : 0), "\(beyond), \(overlap)")
    #expect(areas.firstOverlapping == (isTold ? "a" : nil))
    let outside = OverlappingHoles.firstOutside(all[0], Array(all.dropFirst()))
    #expect((outside != nil) == (beyond > 1e-6))
    if let outside {
      let first = try PlanarGeometry(polygon: [flat(holes[outside])], in: context)
      #expect(try first.difference(shell).area() > 0)
    }
    var cutter = try AreaCutter(AreaIndex(areas))
    for _ in 0..<200 {
      let place: Place = (
        .random(in: 173...188, using: &numbers), .random(in: -7...7, using: &numbers)
      )
      cutter.add(point: Writing.wrapped.ring([place])[0])
      let expected = isInside(place, exterior) && !holes.contains { isInside(place, $0) }
      let isIn = !cutter.finish().shares.isEmpty
      #expect(isIn == expected, "\(place)")
    }
    let left = try shell.difference(united)
    for _ in 0..<20 {
      let ends: [Place] = (0..<2).map { _ in
        (.random(in: 173...188, using: &numbers), .random(in: -7...7, using: &numbers))
      }
      let line = try PlanarGeometry(line: flat(ends), in: context)
      let expected = try left.intersection(line).lines().reduce(0) { $0 + metres($1) }
      let vertices = Writing.wrapped.ring(ends)
      cutter.add(line: vertices, vertices.indices)
      let found = cutter.finish().shares.first?.length.metres ?? 0
      // Straight pieces of a few degrees are up to metres longer where GEOS divides them once more.
      #expect(abs(found - expected) <= 1e-5 * expected + 1, "\(ends)")
    }
  }
}
