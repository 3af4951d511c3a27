import CorridorGeoJSON
import Testing

/// Holes of polygons over the antimeridian are told alike, however their longitudes are written.
@Suite struct TurnedHoleTests {
  /// A box from the south-west, counter-clockwise or clockwise, with longitudes of 0 to 360 written wrapped,
  /// going on past 180, or from beyond -180.
  private func ring(
    _ west: Int, _ south: Int, _ east: Int, _ north: Int, isHole: Bool, _ writing: Int
  ) -> String {
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    let texts = (isHole ? corners.reversed() : corners).map { x, y in
      "[\(writing == 2 || (writing == 0 && x > 180) ? x - 360 : x),\(y)]"
    }
    return "[" + texts.joined(separator: ",") + "]"
  }

  private func codes(_ rings: [String]) throws -> Set<String> {
    let text = #"{"type":"Polygon","coordinates":[\#(rings.joined(separator: ","))]}"#
    var linter = GeoJSONLinter(ByteSource(bytes: Array(text.utf8), name: "a"))
    var codes: Set<String> = []
    while let findings = try linter.next() { codes.formUnion(findings.map(\.code)) }
    return codes
  }

  @Test func `however rings are written`() throws {
    for writings in 0..<27 {
      let (first, second, third) = (writings % 3, writings / 3 % 3, writings / 9)
      func codes(_ west: Int, _ east: Int) throws -> Set<String> {
        try self.codes([
          ring(170, 0, 190, 9, isHole: false, first), ring(179, 1, 181, 4, isHole: true, second),
          ring(west, 2, east, 6, isHole: true, third),
        ]).subtracting(["antimeridian", "longitude"])
      }
      let told: Comment = "\(first), \(second), \(third)"
      #expect(try codes(180, 182) == ["overlapping-hole"], told)
      #expect(try codes(181, 183) == [], told)
    }
  }

  @Test func `a hole that reaches beyond its exterior, however the two are written`() throws {
    for writings in 0..<9 {
      func codes(_ west: Int, _ east: Int) throws -> Set<String> {
        try self.codes([
          ring(170, 0, 190, 9, isHole: false, writings % 3),
          ring(west, 2, east, 6, isHole: true, writings / 3),
        ]).subtracting(["antimeridian", "longitude"])
      }
      for (west, east) in [(178, 182), (170, 175), (185, 190), (181, 189)] {
        #expect(try codes(west, east) == [], "\(writings), \(west)")
      }
      for (west, east) in [(168, 172), (189, 191), (165, 169), (160, 200)] {
        #expect(try codes(west, east) == ["hole-outside"], "\(writings), \(west)")
      }
    }
  }

  /// The box of the exterior is known where no edge leaps.
  @Test func `a hole reaches beyond its exterior in no other turn than its own`() throws {
    let exterior = ring(170, 0, 190, 9, isHole: false, 1)
    let inside = try codes([exterior, ring(176, 2, 179, 6, isHole: true, 2)])
    #expect(!inside.contains("hole-outside"))
    let outside = try codes([exterior, ring(166, 2, 169, 6, isHole: true, 2)])
    #expect(outside.contains("hole-outside"))
  }

  @Test(arguments: [
    ("1e-9999999999999999999", "a coordinate of 1000000 or more decimals, more than 7"),
    ("1e-1000000", "a coordinate of 1000000 or more decimals, more than 7"),
    ("1.5e-999999", "a coordinate of 1000000 or more decimals, more than 7"),
    ("1e-999999", "a coordinate of 999999 decimals, more than 7"),
    ("0.12345678", "a coordinate of 8 decimals, more than 7"),
  ])
  func `decimals beyond a million are not counted`(number: String, words: String) throws {
    let text = #"{"type":"Point","coordinates":[\#(number),0]}"#
    var linter = GeoJSONLinter(ByteSource(bytes: Array(text.utf8), name: "a"))
    var told: [String] = []
    while let findings = try linter.next() { told += findings.map { $0.error(in: "a").message } }
    #expect(told == [words])
  }
}
