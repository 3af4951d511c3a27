import CorridorGeoJSON
import CorridorGeometry
import CorridorReport
import CorridorUnits
import Testing

/// Areas of polygons whose holes share ground, counted in cells of a grid over the antimeridian.
@Suite struct MeasuredHoleTests {
  /// A rectangle of cells: columns count from longitude 179.9, rows from the equator.
  private struct Cells {
    var columns: Range<Int>
    var rows: Range<Int>

    static let side = 0.01

    func contains(_ column: Int, _ row: Int) -> Bool {
      columns.contains(column) && rows.contains(row)
    }

    /// The ring, with longitudes that are wrapped, go on past 180, or lie a turn further west.
    func text(_ writing: Int) -> String {
      let corners = [
        (columns.lowerBound, rows.lowerBound), (columns.lowerBound, rows.upperBound),
        (columns.upperBound, rows.upperBound), (columns.upperBound, rows.lowerBound),
        (columns.lowerBound, rows.lowerBound),
      ]
      return "["
        + corners.map { column, row in
          // In hundredths of degrees, so that every writing is exact as a decimal.
          var x = 17_990 + column
          if writing == 2 || (writing == 0 && x > 18_000) { x -= 36_000 }
          return "[\(Double(x) / 100),\(Double(row) / 100)]"
        }.joined(separator: ",") + "]"
    }
  }

  private func measured(_ rings: [String]) throws -> MeasuredFeature {
    let text = #"{"type":"Polygon","coordinates":[\#(rings.joined(separator: ","))]}"#
    var reader = FlatReader(ByteSource(bytes: Array(text.utf8), name: "a"))
    var feature = FlatFeature()
    let isThere = try reader.next(into: &feature)
    #expect(isThere)
    let elsewhere = [(90, 40), (91, 40), (91, 41), (90, 40)].map {
      Coordinate(longitude: $0.0, latitude: $0.1)
    }
    var areas = AreaCollection()
    try areas.add(elsewhere, rings: [elsewhere.indices], of: "elsewhere")
    var measurer = try FeatureMeasurer(AreaIndex(areas), edges: .planar, property: nil)
    return measurer.measure(feature)
  }

  @Test(arguments: UInt64(1)...30)
  func `ground in several holes is taken off once`(_ seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let exterior = Cells(columns: 0..<20, rows: 0..<20)
    let holes = (0..<4).map { _ -> Cells in
      let (column, row) = (1 + random(12), 1 + random(12))
      return Cells(
        columns: column..<(column + 1 + random(7)), rows: row..<(row + 1 + random(7)))
    }
    var left = 0
    for column in 0..<20 {
      for row in 0..<20 where !holes.contains(where: { $0.contains(column, row) }) { left += 1 }
    }
    let found = try #require(
      try measured(([exterior] + holes).map { $0.text(random(3)) }).squareKilometres)
    // The cell at the equator; those of 0.2 degrees north are 6 millionths smaller.
    let cell = try Polygon(
      exterior: [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
        Coordinate(longitude: $0.0 * Cells.side, latitude: $0.1 * Cells.side)
      })
    let expected = Double(left) * Geodesic.areaSquareMetres(of: cell) / 1e6
    #expect(abs(found / expected - 1) < 1e-5, "\(holes)")
  }

  /// One hole, or two, of which only what lies within the exterior is taken off.
  @Test(arguments: UInt64(1)...30)
  func `of a hole counts what lies within the exterior`(_ seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let exterior = Cells(columns: 0..<20, rows: 0..<20)
    let holes = (0...(seed % 2)).map { _ -> Cells in
      let (column, row) = (random(26) - 5, random(26) - 5)
      return Cells(
        columns: column..<(column + 1 + random(12)), rows: row..<(row + 1 + random(12)))
    }
    var left = 0
    for column in 0..<20 {
      for row in 0..<20 where !holes.contains(where: { $0.contains(column, row) }) { left += 1 }
    }
    let found = try #require(
      try measured(([exterior] + holes).map { $0.text(random(3)) }).squareKilometres)
    let cell = try Polygon(
      exterior: [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
        Coordinate(longitude: $0.0 * Cells.side, latitude: $0.1 * Cells.side)
      })
    let expected = Double(left) * Geodesic.areaSquareMetres(of: cell) / 1e6
    #expect(abs(found / expected - 1) < 1e-5, "\(holes)")
  }

  /// Round the pole the same holes at every longitude, over the seam of the ring too, leave as much.
  @Test func `it is all one where round the pole they lie`() throws {
    func ring(_ places: [(Int, Int)], by turn: Int) -> String {
      let texts = places.map { x, y -> String in
        let longitude = x + turn
        return "[\(longitude > 180 ? longitude - 360 : longitude),\(y)]"
      }
      return "[" + texts.joined(separator: ",") + "]"
    }
    let exterior = ring((0...12).map { (-180 + $0 % 12 * 30, 60) }, by: 0)
    // A vertex at each degree: a straight edge is a geodesic, nearly.
    func box(_ columns: ClosedRange<Int>, _ rows: (Int, Int)) -> [(Int, Int)] {
      columns.map { ($0, rows.1) } + columns.reversed().map { ($0, rows.0) }
        + [(columns.lowerBound, rows.1)]
    }
    let holes = [box(-20...10, (70, 80)), box(-10...20, (75, 85))]
    let areas = try stride(from: 0, through: 330, by: 30).map { turn in
      try #require(
        try measured([exterior] + holes.map { ring($0, by: turn) }).squareKilometres)
    }
    let alone = try #require(try measured([exterior]).squareKilometres)
    let first = try #require(try measured([ring(holes[0], by: 0)]).squareKilometres)
    let second = try #require(try measured([ring(holes[1], by: 0)]).squareKilometres)
    // Together less than the sum and more than either.
    #expect(areas.allSatisfy { alone - $0 > max(first, second) && alone - $0 < first + second })
    #expect(areas.allSatisfy { abs($0 - areas[0]) < 1e-6 * alone }, "\(areas)")
  }

  @Test func `a hole that stands twice is taken off once`() throws {
    let exterior = "[[0,0],[3,0],[3,3],[0,3],[0,0]]"
    let hole = "[[1,1],[1,2],[2,2],[2,1],[1,1]]"
    let once = try measured([exterior, hole])
    let twice = try measured([exterior, hole, hole])
    let (expected, found) = try (
      #require(once.squareKilometres), #require(twice.squareKilometres)
    )
    #expect(abs(found - expected) < 1e-9 * expected)
    // The boundary is what stands there, each ring of it.
    #expect(twice.measure.length > once.measure.length)
  }
}
