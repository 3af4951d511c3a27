import CorridorGeometry
import Testing

/// Ground that two areas both have.
///
/// Boxes are on the equator, where a square of a hundredth of a degree is
/// 1.1131949 km by 1.1057428 km (WGS 84, arcs of the equator and of the meridian).
@Suite struct AreaOverlapTests {
  private static let cell = 1113.1949 * 1105.7428

  private func overlaps(_ areas: KeyValuePairs<String, [Polygon]>, above least: Double = 1e6) throws
    -> [AreaOverlap]
  {
    try AreaOverlap.all(
      among: areas.map { (name: $0.key, area: MultiPolygon($0.value)) }, above: least)
  }

  @Test func `areas that touch have nothing in common`() throws {
    let frame = try Polygon(
      exterior: box(0, 0, 1, 1).exterior, holes: [box(0.4, 0.4, 0.6, 0.6).exterior])
    let pairs: [[Polygon]] = try [
      [box(0, 0, 1, 1), box(1, 0, 2, 1)], [box(0, 0, 1, 1), box(1, 1, 2, 2)],
      // A corner on an edge, an enclave, and an enclave that touches in a corner.
      [box(0, 0, 1, 1), polygon((1, 0.5), (2, 0), (2, 1))],
      [frame, box(0.4, 0.4, 0.6, 0.6)],
      [frame, polygon((0.4, 0.4), (0.5, 0.45), (0.45, 0.5))],
      [box(179, 0, 180, 1), box(-180, 0, -179, 1)],
    ]
    for pair in pairs {
      #expect(try overlaps(["A": [pair[0]], "B": [pair[1]]], above: 0) == [])
      #expect(try overlaps(["B": [pair[1]], "A": [pair[0]]], above: 0) == [])
    }
  }

  /// One box at each side and corner of another, across it, in it, round it and the same.
  @Test(
    arguments: [
      ((0.9, 0.9, 2, 2), 100.0), ((-1, -1, 0.1, 0.1), 100), ((0.9, -1, 2, 0.1), 100),
      ((-1, 0.9, 0.1, 2), 100), ((0.4, -1, 0.5, 2), 1000), ((-1, 0.4, 2, 0.5), 1000),
      ((0.4, 0.4, 0.5, 0.5), 100), ((-1, -1, 2, 2), 10_000), ((0, 0, 1, 1), 10_000),
      ((0.9, 0, 2, 1), 1000), ((0, 0, 0.5, 0.5), 2500), ((0.5, 0.5, 1, 1), 2500),
    ] as [((Double, Double, Double, Double), Double)])
  func `what boxes have in common is theirs in square kilometres`(
    bounds: (Double, Double, Double, Double), cells: Double
  ) throws {
    let (own, other) = (
      try box(0, 0, 1, 1), try box(bounds.0, bounds.1, bounds.2, bounds.3)
    )
    for (first, second) in [(own, other), (other, own)] {
      // A third area beside both has nothing to do with it.
      let found = try overlaps(["A": [first], "far": [box(20, 0, 21, 1)], "B": [second]])
      #expect(found.count == 1)
      let overlap = try #require(found.first)
      #expect([overlap.first, overlap.second] == ["A", "B"])
      #expect(abs(overlap.squareMetres / (cells * Self.cell) - 1) < 1e-3)
      let middle = overlap.coordinate
      #expect((max(0, bounds.0)...min(1, bounds.2)).contains(middle.longitude))
      #expect((max(0, bounds.1)...min(1, bounds.3)).contains(middle.latitude))
    }
  }

  @Test func `over the antimeridian, in several parts, and among three`() throws {
    let over = try polygon((179, 0), (-179, 0), (-179, 1), (179, 1))
    let found = try overlaps([
      "A": [over], "B": [box(178, 0, 179.5, 1), box(-179.5, 0, -178, 0.5)],
      "C": [box(-179.25, 0, -178, 0.25)],
    ])
    #expect(found.map { [$0.first, $0.second] } == [["A", "B"], ["A", "C"], ["B", "C"]])
    let cells: [Double] = [5000 + 2500, 625, 12_500 / 4.0]
    for (overlap, cells) in zip(found, cells) {
      #expect(abs(overlap.squareMetres / (cells * Self.cell) - 1) < 1e-3, "\(overlap)")
    }
  }

  @Test func `little is left out`() throws {
    let pair: KeyValuePairs = try ["A": [box(0, 0, 1, 1)], "B": [box(0.99, 0.99, 2, 2)]]
    #expect(try overlaps(pair, above: 1.1 * Self.cell) == [])
    #expect(try overlaps(pair, above: 0.9 * Self.cell).count == 1)
  }
}
