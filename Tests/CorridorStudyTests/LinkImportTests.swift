import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@Suite struct LinkImportTests {
  /// Lines whose vertices are shared, nearly shared or near one another, with rings and repetitions.
  struct RandomLines {
    let study: ImportStudy
    let lines: [[Coordinate]]
    let tolerance: Double

    init(seed: UInt64) throws {
      var random = Dice(state: seed)
      func share() -> Double { Double(random.next() >> 11) / 9_007_199_254_740_992 }
      func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
      let side = [0.05, 0.3, 1][below(3)]
      func position() -> (Double, Double) { (10 + side * share(), 50 + side * share()) }
      tolerance = [0.3, 2, 8][below(3)]
      study = try ImportStudy(
        (0...below(4)).map { ((below(3) == 0 ? "junction-x" : "town-") + "\($0)", position()) })
      let pool =
        (0...(3 + below(12))).map { _ in position() }
        + study.places.map {
          ($0.coordinate.longitude, $0.coordinate.latitude)
        }
      /// One of the positions, often only nearly: metres off, or hundreds of metres.
      func vertex() -> Coordinate {
        let (x, y) = pool[below(pool.count)]
        let off = [0, 0, 0, 0.00003, 0.004][below(5)]
        return ImportStudy.at((x + off * (share() - 0.5), y + off * (share() - 0.5)))
      }
      var lines: [[Coordinate]] = []
      for _ in 0...below(6) {
        var line = (0...(1 + below(7))).map { _ in vertex() }
        if below(5) == 0 { line.append(line[0]) }
        lines.append(line)
      }
      if below(4) == 0 { lines.append(lines[below(lines.count)].reversed()) }
      if below(4) == 0 { lines.append(Array(lines[below(lines.count)].dropFirst())) }
      self.lines = lines.filter { Set($0).count > 1 }
    }
  }

  @Test(arguments: 0..<60)
  func `importing again, or importing what was imported, adds nothing`(seed: UInt64) throws {
    let random = try RandomLines(seed: seed)
    var study = random.study
    let first = study.outcome(of: random.lines, tolerance: random.tolerance)
    try study.add(first)
    let again = study.outcome(of: random.lines, tolerance: random.tolerance)
    #expect(again.links.isEmpty && again.places.isEmpty, "\(again.links.map(\.id))")
    let back = study.outcome(of: first.lines, tolerance: random.tolerance)
    #expect(back.links.isEmpty && back.places.isEmpty, "\(back.links.map(\.id))")
  }

  @Test func `a junction takes what runs through it and ends near it, and no line that passes`()
    throws
  {
    // 0.01 degrees of latitude are 1.1 km.
    let study = try ImportStudy([("west", (10, 50)), ("east", (11, 50)), ("south", (10.5, 49.5))])
    let at = ImportStudy.at
    let lines = [
      [at((10, 50)), at((10.5, 50)), at((11, 50))], [at((10.5, 50)), at((10.5, 49.5))],
      // Passes the junction of the two 1.1 km to the north, from a town to a town.
      [at((10, 50)), at((10.3, 50.01)), at((10.7, 50.01)), at((11, 50))],
    ]
    let outcome = study.outcome(of: lines, tolerance: 2)
    #expect(outcome.links.count == 4)
    #expect(outcome.places.count == 1)
    #expect(outcome.lines.contains { $0.count == 4 }, "the third stays whole")
  }

  @Test func `links that meet at a border crossing are known`() throws {
    var study = try ImportStudy([("a", (10, 50)), ("border", (12, 50)), ("b", (14, 50))])
    let at = ImportStudy.at
    let lines = [[at((10, 50)), at((12, 50))], [at((12, 50)), at((14, 50))]]
    let fresh = study.outcome(of: lines)
    #expect(fresh.lines == [[at((10, 50)), at((12, 50)), at((14, 50))]])
    try study.addLink("a", "border", lines[0])
    try study.addLink("border", "b", lines[1])
    let again = study.outcome(of: lines)
    #expect(again.links.isEmpty)
    #expect(again.kinds["known-link"] == 2)
  }

  @Test func `a ring is cut at the places that it passes, wherever it begins`() throws {
    let study = try ImportStudy([("a", (10.3, 50)), ("b", (10.5, 50.4))])
    let corners = [(10, 50), (10.3, 50), (10.6, 50), (10.6, 50.4), (10.5, 50.4), (10, 50.4)]
    let ring = corners.map { ImportStudy.at((Double($0.0), Double($0.1))) }
    let perimeter = Geodesic.measure(ring: ring).perimeter.metres
    let whole = study.outcome(of: [ring + [ring[0]]]).shapes
    for start in ring.indices {
      let turned = Array(ring[start...] + ring[..<start])
      for line in [turned + [turned[0]], [turned[0]] + turned.reversed()] {
        let outcome = study.outcome(of: [line])
        #expect(outcome.shapes == whole)
        #expect(outcome.findings.isEmpty)
        let lengths = try outcome.lines.map { try Geodesic.length(of: LineString($0)).metres }
        #expect(abs(lengths.reduce(0, +) - perimeter) < 1e-6)
      }
    }
    #expect(whole.count == 2)
  }

  @Test func `a ring that another line leaves is whole from the junction to the place`() throws {
    let study = try ImportStudy([("a", (10.5, 50.4)), ("far", (11, 50))])
    let corners = [(10, 50), (10.3, 50), (10.6, 50), (10.6, 50.4), (10.5, 50.4), (10, 50.4)]
    let ring = corners.map { ImportStudy.at((Double($0.0), Double($0.1))) }
    let stem = [ring[2], ImportStudy.at((11, 50))]
    let perimeter = Geodesic.measure(ring: ring).perimeter.metres
    let outcome = study.outcome(of: [ring + [ring[0]], stem])
    let lengths = try outcome.lines.map { try Geodesic.length(of: LineString($0)).metres }
    let stemLength = try Geodesic.length(of: LineString(stem)).metres
    #expect(outcome.links.count == 3)
    #expect(abs(lengths.reduce(0, +) - perimeter - stemLength) < 1e-6)
  }

  @Test func `a line that crosses itself is told, as two that cross are`() throws {
    let study = try ImportStudy([("a", (10, 50)), ("b", (10, 51))])
    // Its first and its last edge cross in the middle of both, at (10.5, 50.5).
    let line = [(10, 50), (11, 51), (11, 50), (10, 51)].map {
      ImportStudy.at((Double($0.0), Double($0.1)))
    }
    let outcome = study.outcome(of: [line])
    #expect(outcome.links.count == 1)
    #expect(outcome.findings.count == 1)
    #expect(
      outcome.findings.first?.message
        == "line number 1 crosses itself at [10.5, 50.5], where there is no place")
    let two = study.outcome(of: [Array(line[..<2]), Array(line[2...])])
    #expect(two.kinds["crossing-without-place"] == 1)
  }

  @Test(arguments: [0, 0.00004])
  func `parts whose ends meet are one link, also metres apart and drawn twice`(apart: Double)
    throws
  {
    let study = try ImportStudy([("a", (10, 50)), ("b", (11, 50))])
    let at = ImportStudy.at
    let first = [at((10, 50)), at((10.5, 50.2))]
    let second = [at((10.5, 50.2 + apart)), at((11, 50))]
    // 0.00004 degrees of latitude are 4.4 m.
    for lines in [[first, second], [second, first.reversed(), first]] {
      let outcome = study.outcome(of: lines)
      #expect(outcome.places.isEmpty)
      #expect(outcome.lines.map(\.count) == [3])
    }
    let parts = Feature(
      geometry: .multiLineString([first, Array(second.reversed())]), properties: [:])
    #expect(study.outcome(of: [parts]).lines.map(\.count) == [3])
  }

  @Test func `a line within the tolerance of a place is told as that`() throws {
    let study = try ImportStudy([("a", (10, 50)), ("b", (11, 50))])
    let line = [(10.001, 50.0), (10.002, 50.0)].map(ImportStudy.at)
    let outcome = study.outcome(of: [line])
    #expect(outcome.links.isEmpty)
    #expect(outcome.kinds == ["short-line": 1])
  }

  private static let lineless: [(Geometry?, String)] = [
    (nil, "has no geometry"), (.lineString([]), "is a LineString without coordinates"),
    (.multiLineString([]), "is a MultiLineString without coordinates"),
    (.collection([]), "is a GeometryCollection without a line"),
    (.point(Coordinate(longitude: 10, latitude: 50)), "is a Point and no line"),
  ]

  @Test(arguments: lineless)
  func `what is no line is told as what it is`(geometry: Geometry?, words: String) throws {
    let study = try ImportStudy([("a", (10, 50)), ("b", (11, 50))])
    let outcome = study.outcome(of: [Feature(geometry: geometry)])
    #expect(outcome.findings.map(\.message) == ["feature number 1 " + words])
  }
}
