import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct AreaCutterTests {
  private func index(_ areas: (String, Polygon)...) throws -> AreaIndex {
    try AreaIndex(AreaCollection(areas.map { (name: $0.0, area: MultiPolygon([$0.1])) }))
  }

  /// Two squares that share the edge at longitude 10.
  private func neighbours() throws -> AreaIndex {
    try index(("A", box(0, 0, 10, 10)), ("B", box(10, 0, 20, 10)))
  }

  private func measure(
    _ index: AreaIndex, _ line: (Double, Double)..., edges: AreaCutter.Edges = .planar
  ) throws -> AreaMeasure {
    let vertices = line.map { at($0.0, $0.1) }
    var cutter = try AreaCutter(index, edges: edges)
    cutter.add(line: vertices, vertices.indices)
    return cutter.finish()
  }

  private func names(_ measure: AreaMeasure, _ index: AreaIndex) -> [String] {
    measure.shares.map { index.names[$0.area] }
  }

  /// Each crossing as its place and what is entered (+) or left (-).
  private func crossings(_ measure: AreaMeasure, _ index: AreaIndex) -> [String] {
    measure.crossings.map {
      "\($0.coordinate) \($0.isEntry ? "+" : "-")\(index.names[$0.area])"
    }
  }

  private func metresBetween(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> Double {
    Geodesic.distance(from: at(x1, y1), to: at(x2, y2)).metres
  }

  @Test func `a line through two areas`() throws {
    let index = try neighbours()
    let found = try measure(index, (-5, 5), (25, 5))
    #expect(names(found, index) == ["A", "B"])
    #expect(
      crossings(found, index)
        == ["[0.0, 5.0] +A", "[10.0, 5.0] -A", "[10.0, 5.0] +B", "[20.0, 5.0] -B"])
    #expect(abs(found.shares[0].length.metres - metresBetween(0, 5, 10, 5)) < 1e-6)
    #expect(abs(found.shares[1].length.metres - metresBetween(10, 5, 20, 5)) < 1e-6)
    #expect(abs(found.outside.metres - 2 * metresBetween(-5, 5, 0, 5)) < 1e-6)
    #expect(abs(found.length.metres - metresBetween(-5, 5, 25, 5)) < 1e-6)
  }

  @Test func `areas that overlap each have what lies in them`() throws {
    let index = try index(("A", box(0, 0, 10, 10)), ("B", box(5, 0, 15, 10)))
    let found = try measure(index, (1, 5), (14, 5))
    #expect(names(found, index) == ["A", "B"])
    #expect(abs(found.shares[0].length.metres - metresBetween(1, 5, 10, 5)) < 1e-6)
    #expect(abs(found.shares[1].length.metres - metresBetween(5, 5, 14, 5)) < 1e-6)
    #expect(found.outside == .zero)
    #expect(crossings(found, index) == ["[5.0, 5.0] +B", "[10.0, 5.0] -A"])
  }

  @Test func `polygons of one name are one area, and their seam is no crossing`() throws {
    let index = try AreaIndex(
      AreaCollection([
        ("A", MultiPolygon([box(0, 0, 10, 10), box(10, 0, 20, 10)])),
        ("B", MultiPolygon([box(30, 0, 40, 10)])), ("A", MultiPolygon([box(15, 0, 25, 10)])),
      ]))
    #expect(index.names == ["A", "B"])
    let found = try measure(index, (5, 5), (24, 5))
    #expect(names(found, index) == ["A"])
    #expect(crossings(found, index) == [])
    #expect(
      abs(
        found.shares[0].length.metres - metresBetween(5, 5, 24, 5)) < 1e-6)
  }

  @Test func `a hole is outside`() throws {
    let holed = try Polygon(
      exterior: box(0, 0, 10, 10).exterior, holes: [box(4, 4, 6, 6).exterior])
    let index = try index(("A", holed))
    let found = try measure(index, (1, 5), (9, 5))
    #expect(crossings(found, index) == ["[4.0, 5.0] -A", "[6.0, 5.0] +A"])
    #expect(abs(found.outside.metres - metresBetween(4, 5, 6, 5)) < 1e-6)
  }

  @Test func `a vertex on an edge is a crossing where the line passes, and none where it turns`()
    throws
  {
    let index = try neighbours()
    let through = try measure(index, (5, 5), (10, 5), (15, 6))
    #expect(through.crossings.count == 2)
    #expect(through.crossings.allSatisfy { $0.coordinate == at(10, 5) })
    for turn in [
      try measure(index, (5, 5), (10, 6), (5, 7)), try measure(index, (15, 5), (10, 6), (15, 7)),
    ] {
      #expect(turn.crossings.isEmpty)
      #expect(turn.shares.count == 1)
    }
  }

  @Test func `a corner that is touched is no crossing`() throws {
    let index = try index(("A", polygon((5, 0), (10, 5), (5, 10), (0, 5))))
    for found in [
      try measure(index, (0, 10), (10, 10)), try measure(index, (0, 0), (0, 10)),
      try measure(index, (10, 0), (10, 10)), try measure(index, (10, 0), (0, 0)),
    ] {
      #expect(found.crossings.isEmpty)
      #expect(found.shares.isEmpty)
    }
    let through = try measure(index, (5, -5), (5, 15))
    #expect(crossings(through, index) == ["[5.0, 0.0] +A", "[5.0, 10.0] -A"])
  }

  @Test func `a line along an edge has the area to its east, or to its north`() throws {
    let index = try index(
      ("A", box(0, 0, 10, 10)), ("B", box(10, 0, 20, 10)), ("C", box(0, 10, 20, 20)))
    for line in [[(10.0, 1.0), (10.0, 9.0)], [(10, 9), (10, 1)]] {
      #expect(names(try measure(index, line[0], line[1]), index) == ["B"])
    }
    for line in [[(1.0, 10.0), (19.0, 10.0)], [(19, 10), (1, 10)]] {
      let found = try measure(index, line[0], line[1])
      #expect(names(found, index) == ["C"])
      #expect(found.crossings.isEmpty)
    }
    // The outer edges in the west and south belong to the area, those in the east and north don't.
    #expect(names(try measure(index, (0, 2), (0, 8)), index) == ["A"])
    #expect(names(try measure(index, (2, 0), (8, 0)), index) == ["A"])
    #expect(names(try measure(index, (20, 2), (20, 8)), index) == [])
    #expect(names(try measure(index, (2, 20), (8, 20)), index) == [])
  }

  @Test func `what lies on the ends of a line is not passed`() throws {
    let index = try neighbours()
    for (line, area) in [
      ([(0.0, 5.0), (5.0, 5.0)], "A"), ([(10, 5), (5, 5)], "A"), ([(5, 5), (10, 5)], "A"),
      ([(10, 5), (15, 5)], "B"), ([(15, 5), (10, 5)], "B"), ([(20, 5), (15, 5)], "B"),
    ] {
      let found = try measure(index, line[0], line[1])
      #expect(names(found, index) == [area])
      #expect(found.crossings.isEmpty)
      #expect(abs((found.length - found.shares[0].length).metres) < 1e-9)
    }
  }

  @Test func `a closed line is measured alike wherever it begins`() throws {
    let index = try neighbours()
    let ring = [(5.0, 2.0), (10, 3), (15, 5), (10, 7), (5, 6), (10, 5)]
    var seen = Set<String>()
    for start in ring.indices {
      let turned = Array(ring[start...] + ring[..<start] + [ring[start]]).map { at($0.0, $0.1) }
      var cutter = try AreaCutter(index)
      cutter.add(line: turned, turned.indices)
      let found = cutter.finish()
      let lengths = found.shares.sorted { $0.area < $1.area }
        .map { ($0.length.metres * 1e3).rounded() }
      seen.insert("\(crossings(found, index).sorted()) \(lengths)")
    }
    #expect(seen.count == 1)
  }

  @Test func `a line without length`() throws {
    let index = try neighbours()
    let inside = try measure(index, (5, 5), (5, 5))
    #expect(names(inside, index) == ["A"])
    #expect(inside.length == .zero)
    let repeated = try measure(index, (5, 5), (5, 5), (15, 5), (15, 5))
    #expect(repeated.crossings.count == 2)
    #expect(try measure(index, (-5, 5), (-5, 5)).shares.isEmpty)
  }

  @Test func `a line that crosses itself is measured twice where it runs twice`() throws {
    let index = try neighbours()
    let found = try measure(index, (5, 5), (15, 5), (5, 5))
    #expect(found.crossings.count == 4)
    #expect(abs(found.shares[0].length.metres - 2 * metresBetween(5, 5, 10, 5)) < 1e-6)
  }

  @Test func `points have the areas that hold them`() throws {
    let index = try index(("A", box(0, 0, 10, 10)), ("B", box(5, 0, 15, 10)))
    var cutter = try AreaCutter(index)
    for (place, areas) in [
      ((1.0, 1.0), ["A"]), ((7, 5), ["A", "B"]), ((12, 5), ["B"]), ((20, 5), []), ((0, 5), ["A"]),
      ((10, 5), ["B"]), ((15, 5), []), ((0, 0), ["A"]), ((367, 5), ["A", "B"]),
    ] {
      cutter.add(point: at(place.0, place.1))
      let found = cutter.finish()
      #expect(names(found, index) == areas)
      #expect(found.hasPointOutside == areas.isEmpty)
    }
  }

  // MARK: - The antimeridian and the poles

  /// One area from 170 east to 170 west, given in each way that files give it.
  static let straddling: [[[(Double, Double)]]] = [
    [[(170, 60), (190, 60), (190, 70), (170, 70)]],
    [[(170, 60), (-170, 60), (-170, 70), (170, 70)]],
    [[(-190, 60), (-170, 60), (-170, 70), (-190, 70)]],
    [
      [(170, 60), (180, 60), (180, 70), (170, 70)],
      [(-180, 60), (-170, 60), (-170, 70), (-180, 70)],
    ],
  ]

  @Test(arguments: straddling.indices)
  func `an area across the antimeridian is whole for every way of writing a line`(_ way: Int)
    throws
  {
    var areas = AreaCollection()
    for ring in Self.straddling[way] {
      let vertices = (ring + ring.prefix(1)).map { at($0.0, $0.1) }
      try areas.add(vertices, rings: [vertices.indices], of: "A")
    }
    #expect((areas.wrapped > 0) == (way < 3))
    let index = AreaIndex(areas)
    for line in [
      [(165.0, 65.0), (195.0, 65.0)], [(165, 65), (-165, 65)], [(-165, 65), (165, 65)],
      [(-195, 65), (-165, 65)], [(165, 65), (180, 65), (-165, 65)],
      [(165, 65), (-180, 65), (-165, 65)], [(-165, 65), (180, 65), (165, 65)],
      [(525, 65), (555, 65)],
    ] {
      let vertices = line.map { at($0.0, $0.1) }
      var cutter = try AreaCutter(index)
      cutter.add(line: vertices, vertices.indices)
      let found = cutter.finish()
      #expect(found.crossings.count == 2, "\(line)")
      #expect(found.crossings.map { abs($0.coordinate.longitude) } == [170, 170])
      // The antimeridian is no border: only a vertex there divides the segment.
      let inside =
        line.count > 2 ? 2 * metresBetween(170, 65, 180, 65) : metresBetween(170, 65, 190, 65)
      #expect(abs(found.shares[0].length.metres - inside) < 1e-6, "\(line)")
      #expect(abs(found.outside.metres - 2 * metresBetween(165, 65, 170, 65)) < 1e-6)
    }
    for (line, isInside) in [
      ([(180.0, 61.0), (180.0, 69.0)], true), ([(-180, 69), (-180, 61)], true),
      ([(180, 61), (-180, 69)], true), ([(175, 65), (180, 65)], true),
      ([(180, 65), (175, 65)], true), ([(-180, 65), (-175, 65)], true),
      ([(180, 65), (-180, 65)], true), ([(180, 71), (180, 75)], false),
    ] {
      let vertices = line.map { at($0.0, $0.1) }
      var cutter = try AreaCutter(index)
      cutter.add(line: vertices, vertices.indices)
      let found = cutter.finish()
      #expect(found.crossings.isEmpty, "\(line)")
      #expect(found.shares.isEmpty != isInside, "\(line)")
      #expect((found.outside == .zero) == isInside, "\(line)")
    }
    var cutter = try AreaCutter(index)
    for longitude in [180.0, -180, 185, 175] {
      cutter.add(point: at(longitude, 65))
      #expect(cutter.finish().shares.count == 1)
    }
  }

  @Test func `areas round the poles hold them`() throws {
    let index = try index(
      ("S", polygon((-180, -90), (180, -90), (180, -60), (-180, -60))),
      ("N", polygon((-180, 60), (180, 60), (180, 90), (-180, 90))))
    var cutter = try AreaCutter(index)
    for (place, area) in [
      ((0.0, -90.0), "S"), ((77, 90), "N"), ((180, 90), "N"), ((-180, -90), "S"),
    ] {
      cutter.add(point: at(place.0, place.1))
      #expect(names(cutter.finish(), index) == [area])
    }
    let found = try measure(index, (10, 50), (10, 90), (100, 90), (100, 50))
    #expect(crossings(found, index) == ["[10.0, 60.0] +N", "[100.0, 60.0] -N"])
    #expect(
      abs(found.shares[0].length.metres - 2 * metresBetween(10, 60, 10, 90)) < 1e-6)
    // A ring round the pole that is not closed along it.
    var cap = AreaCollection()
    let ring = [(0.0, 70.0), (90, 70), (180, 70), (-90, 70), (0, 70)].map { at($0.0, $0.1) }
    try cap.add(ring, rings: [ring.indices], of: "cap")
    let polar = AreaIndex(cap)
    #expect(names(try measure(polar, (45, 80), (-45, 80)), polar) == ["cap"])
    #expect(names(try measure(polar, (45, 60), (-45, 60)), polar) == [])
  }

  @Test func `geodesic edges bulge towards the pole`() throws {
    let index = try index(("N", box(-50, 41, 50, 80)))
    let planar = try measure(index, (-40, 40), (40, 40))
    #expect(planar.crossings.isEmpty && planar.shares.isEmpty)
    let geodesic = try measure(
      index, (-40, 40), (40, 40), edges: .geodesic(deviation: metres(1)))
    #expect(geodesic.crossings.count == 2)
    #expect(
      abs(geodesic.length.metres - geodesic.outside.metres - geodesic.shares[0].length.metres)
        < 1e-3)
    #expect(abs(geodesic.length.metres - metresBetween(-40, 40, 40, 40)) < 1e-6)
    // The crossings lie on the geodesic.
    for crossing in geodesic.crossings {
      let whole =
        Geodesic.distance(from: at(-40, 40), to: crossing.coordinate)
        + Geodesic.distance(from: crossing.coordinate, to: at(40, 40))
      #expect(abs((whole - geodesic.length).metres) < 1e-3)
    }
    #expect(throws: GeometryError.self) {
      try AreaCutter(index, edges: .geodesic(deviation: .zero))
    }
  }

  @Test func `a ring that is not closed is refused`() throws {
    var areas = AreaCollection()
    let open = [(0.0, 0.0), (1, 0), (1, 1)].map { at($0.0, $0.1) }
    #expect(throws: GeometryError.self) { try areas.add(open, rings: [open.indices], of: "A") }
    #expect(throws: GeometryError.self) { try areas.add([], rings: [0..<0], of: "A") }
    #expect(AreaIndex(areas).names == ["A"])
  }
}
