import CorridorGeometry
import CorridorUnits
import Testing

/// What lies over the antimeridian is measured as what lies elsewhere.
///
/// The same shapes 20 degrees further west, clear of the antimeridian, are the reference.
@Suite struct AreaTurnTests {
  typealias Place = (x: Double, y: Double)

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let areas: [[Place]]
    let line: [Place]
    var testDescription: String { name }
  }

  /// Longitudes from 0 to 360.
  static let cases = [
    Case(
      name: "along an edge to a vertex on it", areas: [[(182, 53), (179, 52), (175, 50)]],
      line: [(182, 53), (176, 51)]),
    Case(
      name: "half of an edge", areas: [[(177, 50), (184, 52), (184, 50)]],
      line: [(180.5, 51), (177, 50)]),
    Case(
      name: "touching and turning back",
      areas: [[(175, 50), (175, 52), (181, 56), (182, 54), (176, 52), (182, 51)]],
      line: [(181, 54), (179, 53), (178, 53), (179, 53)]),
    Case(
      name: "between neighbours",
      areas: [
        [(174, 17), (189, -12), (185, 40), (175, 40)],
        [(175, -40), (185, -40), (189, -12), (174, 17)],
      ], line: [(174, 17), (189, -12)]),
    Case(
      name: "crossing what neighbours share",
      areas: [
        [(170.3, 10.1), (189.7, 12.7), (185, 40), (175, 40)],
        [(189.7, 12.7), (170.3, 10.1), (175, -40), (185, -40)],
      ], line: [(171, 20), (183, 5), (187.1, 30.3)]),
    Case(
      name: "ends on the antimeridian", areas: [[(170, 50), (190, 50), (190, 60), (170, 60)]],
      line: [(165, 55), (180, 55), (180, 65), (195, 50)]),
    Case(
      name: "straight across",
      areas: [[(170, 50), (190, 50), (190, 60), (170, 60)]],
      line: [(165, 52), (195, 58)]),
  ]

  private func wrapped(_ x: Double) -> Double { x > 180 ? x - 360 : x < -180 ? x + 360 : x }

  private func measure(
    _ given: Case, by step: Double, wraps: Bool, turned: Int = 0
  ) throws -> AreaMeasure {
    func place(_ place: Place) -> Coordinate {
      at(wraps ? wrapped(place.x + step) : place.x + step, place.y)
    }
    var areas = AreaCollection()
    for (number, ring) in given.areas.enumerated() {
      // The same ring, beginning at another vertex.
      let turned = ring[(turned % ring.count)...] + ring[..<(turned % ring.count)]
      let vertices = (Array(turned) + turned.prefix(1)).map(place)
      try areas.add(vertices, rings: [vertices.indices], of: "area \(number)")
    }
    var cutter = try AreaCutter(AreaIndex(areas))
    let line = given.line.map(place)
    cutter.add(line: line, line.indices)
    return cutter.finish()
  }

  @Test(arguments: cases)
  func `the antimeridian changes nothing`(_ given: Case) throws {
    let reference = try measure(given, by: -20, wraps: true)
    for (step, wraps, turned) in [
      (0.0, true, 0), (0, false, 0), (0, true, 1), (0, false, 2), (-360, false, 1),
      (-1, true, 0), (-2, true, 2), (-5, true, 1),
    ] {
      let found = try measure(given, by: step, wraps: wraps, turned: turned)
      let told: Comment = "by \(step), \(wraps), from vertex \(turned)"
      #expect(found.shares.map(\.area) == reference.shares.map(\.area), told)
      for (one, other) in zip(found.shares, reference.shares) {
        #expect(abs((one.length - other.length).metres) < 1e-3, told)
      }
      #expect(abs((found.outside - reference.outside).metres) < 1e-3, told)
      #expect(abs((found.length - reference.length).metres) < 1e-3, told)
      #expect(
        found.crossings.map { [$0.area, $0.isEntry ? 1 : 0] }
          == reference.crossings.map { [$0.area, $0.isEntry ? 1 : 0] }, told)
      for (one, other) in zip(found.crossings, reference.crossings) {
        #expect(
          abs(wrapped(wrapped(one.coordinate.longitude - step) - other.coordinate.longitude - 20))
            < 1e-12, told)
        #expect(abs(one.coordinate.latitude - other.coordinate.latitude) < 1e-12, told)
      }
      // Neighbours meet at one place, to the last bit.
      let places = Set(found.crossings.map(\.coordinate))
      #expect(places.count == Set(reference.crossings.map(\.coordinate)).count, told)
    }
  }

  /// Neighbours on both sides of an edge over the antimeridian, and lines from, to and along what lies on it.
  @Test func `what lies on a shared edge belongs to one neighbour alone`() throws {
    var random = SeededNumbers(seed: 3)
    for _ in 0..<60 {
      let a = (
        x: Double(Int.random(in: 171...179, using: &random)),
        y: Double(Int.random(in: -20...20, using: &random))
      )
      let b = (
        x: Double(Int.random(in: 181...189, using: &random)),
        y: Double(Int.random(in: -20...20, using: &random))
      )
      var lines: [[Place]] = [[a, b], [b, a]]
      for x in Int(a.x)...Int(b.x) {
        let y = a.y + (b.y - a.y) * (Double(x) - a.x) / (b.x - a.x)
        guard (y * 1024).rounded() == y * 1024 else { continue }
        let middle = (x: Double(x), y: y)
        lines += [
          [a, middle], [middle, b], [middle, a], [middle, b, a], [middle, (Double(x), 39)],
        ]
      }
      for line in lines {
        let given = Case(
          name: "\(line)",
          areas: [
            [a, b, (185, 40), (175, 40)], [(175, -40), (185, -40), b, a],
          ], line: line)
        let reference = try measure(given, by: -20, wraps: true)
        let found = try measure(given, by: 0, wraps: true)
        #expect(found.shares.map(\.area) == reference.shares.map(\.area), "\(line)")
        #expect(found.crossings.count == reference.crossings.count, "\(line)")
        #expect(abs((found.outside - reference.outside).metres) < 1e-3, "\(line)")
        #expect(found.shares.count <= 1 || line.count > 2 || found.crossings.count > 0)
      }
    }
  }

  @Test func `outside all areas a segment over the antimeridian is as long as it is`() throws {
    var areas = AreaCollection()
    let ring = [(0.0, 0.0), (1, 0), (1, 1), (0, 0)].map { at($0.0, $0.1) }
    try areas.add(ring, rings: [ring.indices], of: "A")
    var cutter = try AreaCutter(AreaIndex(areas))
    let line = [at(170, 0), at(-170, 80)]
    cutter.add(line: line, line.indices)
    let found = cutter.finish()
    #expect(found.outside == found.length)
    #expect(
      abs((found.length - Geodesic.distance(from: line[0], to: line[1])).metres) < 1e-3)
  }

  @Test func `a ring round a pole has no seam where it begins`() throws {
    // A ring round the pole is closed along it where it begins: no line may notice where.
    for first in [0.0, 90, 170, 180, -90] {
      let ring = (0...8).map { at(wrapped(first + 45 * Double($0)), 60 + 3 * Double($0 % 2)) }
      var areas = AreaCollection()
      try areas.add(ring, rings: [ring.indices], of: "cap")
      var cutter = try AreaCutter(AreaIndex(areas))
      for number in 0..<24 {
        let from = first + 15 * Double(number)
        let line = [at(wrapped(wrapped(from - 7.3)), 75), at(wrapped(wrapped(from + 8.1)), 81)]
        cutter.add(line: line, line.indices)
        let found = cutter.finish()
        #expect(found.crossings.isEmpty && found.outside == .zero, "\(line)")
        #expect(abs((found.length - found.shares[0].length).metres) < 1e-6, "\(line)")
      }
    }
  }
}
