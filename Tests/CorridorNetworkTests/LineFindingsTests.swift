import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// Ends off their places and straight stretches, on the equator, where a degree is 111.3195 km.
@Suite struct LineFindingsTests {
  private func findings(
    countries: String = "AAAAAAAAAA", line: String = "a---------b", longitudes: [Double],
    isBent: Bool = true
  ) throws -> [String: String] {
    let drawing = try Drawing(countries: countries, line: line) { link in
      // Every other vertex stands half a kilometre north, so that each bends the line.
      let vertices = longitudes.enumerated().map {
        Coordinate(longitude: $0.element, latitude: isBent && $0.offset % 2 == 1 ? 0.005 : 0)
      }
      if let moved = try? LineString(vertices) { link.line = moved }
    }
    let found = GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
    return Dictionary(found.map { ($0.code, $0.message) }) { first, _ in first }
  }

  private static func spaced(from: Double = 0, to: Double = 10, by step: Double) -> [Double] {
    Array(stride(from: from, to: to, by: step)) + [to]
  }

  // 0.53 degrees are 59.0 km and 0.55 are 61.2 km.
  @Test(arguments: [(0.53, false), (0.55, true)])
  func `a stretch on land may be 60 km straight`(step: Double, isFound: Bool) throws {
    let found = try findings(longitudes: Self.spaced(by: step))
    #expect((found["straight-stretch"] != nil) == isFound)
  }

  @Test func `vertices on a straight line make it no shorter`() throws {
    let found = try findings(longitudes: Self.spaced(by: 0.1), isBent: false)
    #expect(found["straight-stretch"]?.contains("once, at most 1113.2 km") == true)
  }

  @Test func `the longest stretch is told, and how many there are`() throws {
    let found = try findings(longitudes: Self.spaced(to: 9, by: 0.5) + [9.6, 10])
    #expect(found["straight-stretch"]?.contains("once, at most 66.8 km") == true)
    let two = try findings(longitudes: Self.spaced(to: 8, by: 0.5) + [8.6, 9.4, 10])
    #expect(two["straight-stretch"]?.contains("3 times, at most 89.1 km") == true)
  }

  @Test func `sea lanes and what lies at sea may be straight`() throws {
    let ends = [0.0, 10]
    #expect(try findings(line: "a~~~~~~~~~b", longitudes: ends)["straight-stretch"] == nil)
    let pipe = "a>>>>>>>>>b"
    #expect(
      try findings(countries: "..........", line: pipe, longitudes: ends)["straight-stretch"]
        == nil)
    #expect(
      try findings(countries: "AAAA......", line: pipe, longitudes: ends)["straight-stretch"]?
        .contains("445.3 km") == true)
  }

  // The line runs through AA and BB.
  @Test(
    arguments: [
      (["AA", "BB"], nil, []), (["AA", "CC"], nil, ["CC"]), (["CC"], ["CC"], []),
      (["CC"], [], ["CC"]),
      (["DD"], ["CC"], ["DD"]),
    ] as [([String], [String]?, [String])])
  func `a fee of a country that no line passes is told`(
    countries: [String], passage: [String]?, told: [String]
  ) throws {
    let drawing = try Drawing(countries: "AAAABBBB", line: "a------b") { _ in }
    var study = drawing.study
    study.events = countries.map { Event(kind: .fee, country: $0, location: Drawing.nowhere) }
    let lanes = passage.map {
      SeaLanes(
        lanes: [SeaLane(passage: "canal", countries: $0, lines: [], location: Drawing.nowhere)])
    }
    let found = GeometryFindings(study: study, lanes: lanes).findings(
      on: [try drawing.measured("a")]
    ).filter { $0.code == "unused-event" }
    #expect(
      found.map(\.message)
        == told.map {
          "no way meets this event of the kind 'fee': no line passes through \($0)"
        })
  }

  @Test func `where nobody says through whom lanes pass no fee is told`() throws {
    let drawing = try Drawing(countries: "AAAABBBB", line: "a------b") { _ in }
    var study = drawing.study
    study.events = [Event(kind: .fee, country: "CC", location: Drawing.nowhere)]
    let lanes = SeaLanes(
      lanes: [SeaLane(passage: "canal", lines: [], location: Drawing.nowhere)])
    let found = GeometryFindings(study: study, lanes: lanes).findings(
      on: [try drawing.measured("a")])
    #expect(!found.contains { $0.code == "unused-event" })
  }

  // The second link begins where place b stands; the first ends at 3 degrees.
  @Test(arguments: [(1.9, nil), (2.1, "link `a` ends 2.1 km from `b`")] as [(Double, String?)])
  func `an end is off its place from two kilometres on`(kilometres: Double, message: String?) throws
  {
    let begin = 3 + kilometres / 111.3195
    let drawing = try Drawing(countries: "AAAAAAA", line: "a--b--c") { link in
      let ends = [begin, 6].map { Coordinate(longitude: $0, latitude: 0) }
      if link.id == "b", let line = try? LineString(ends) { link.line = line }
    }
    let found = GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
    #expect(found.first { $0.code == "link-end-off" }?.message == message)
  }
}
