import CorridorGeoJSON
import Foundation
import Testing

/// What lies on the antimeridian itself crosses nothing (RFC 7946 section 3.1.9).
@Suite struct AlongAntimeridianTests {
  private func convert(
    _ type: String, _ coordinates: String, boxes: Bool = false,
    _ antimeridian: ConversionOptions.Antimeridian = .cut
  ) throws -> String {
    let text = #"{"type":"\#(type)","coordinates":\#(coordinates)}"#
    let options = ConversionOptions(antimeridian: antimeridian, writesBoxes: boxes)
    let done = try GeoJSONConverter.convert(Array(text.utf8), file: "a", options: options)
    return String(decoding: done.bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  private func codes(_ type: String, _ coordinates: String) throws -> [String] {
    let text = #"{"type":"\#(type)","coordinates":\#(coordinates)}"#
    var linter = GeoJSONLinter(ByteSource(bytes: Array(text.utf8), name: "a"))
    var codes: [String] = []
    while let findings = try linter.next() {
      codes += findings.map(\.code)
    }
    return codes
  }

  @Test(arguments: [
    ("[[180,10],[-180,20]]", "[[180,10],[180,20]]"),
    ("[[-180,10],[180,20],[-180,30]]", "[[-180,10],[-180,20],[-180,30]]"),
    // From the meridian on to the east and to the west: nothing is crossed.
    ("[[180,0],[-170,0]]", "[[-180,0],[-170,0]]"),
    ("[[-180,0],[170,0]]", "[[180,0],[170,0]]"),
    ("[[180,10],[-180,20],[-170,20]]", "[[-180,10],[-180,20],[-170,20]]"),
    ("[[170,0],[-180,5]]", "[[170,0],[180,5]]"),
    ("[[180.0,90],[-180.0,-90]]", "[[180.0,90],[180.0,-90]]"),
  ])
  func `a line along it keeps one sign`(_ line: String, _ expected: String) throws {
    #expect(
      try convert("LineString", line) == #"{"type":"LineString","coordinates":\#(expected)}"#)
    let found = try codes("LineString", line)
    #expect(found.count == 1 && found[0] == "antimeridian")
    #expect(try codes("LineString", expected) == [])
  }

  @Test func `a line along it and on to the other side is cut there`() throws {
    #expect(
      try convert("LineString", "[[170,0],[180,10],[-180,20],[-170,30]]")
        == #"{"type":"MultiLineString","coordinates":[[[170,0],[180,10],[180,20]],[[-180,20],[-170,30]]]}"#
    )
  }

  @Test func `its box is as narrow as the meridian`() throws {
    #expect(
      try convert("LineString", "[[180,10],[-180,20]]", boxes: true)
        .contains(#""bbox":[180,10,180,20]"#))
  }

  /// A band round the Earth, as Antarctica is often written, and an area with an edge on the meridian.
  @Test(arguments: [
    "[[[-180,-90],[180,-90],[180,-70],[-180,-70],[-180,-90]]]",
    "[[[170,0],[180,0],[180,10],[170,10],[170,0]]]",
    "[[[-180,0],[-170,0],[-170,10],[-180,10],[-180,0]]]",
  ])
  func `areas with an edge on it stay`(_ rings: String) throws {
    #expect(try convert("Polygon", rings) == #"{"type":"Polygon","coordinates":\#(rings)}"#)
    #expect(try codes("Polygon", rings) == [])
  }

  @Test func `points at the poles and on it stay`() throws {
    let points = "[[180,90],[-180,-90],[180,0],[-180,0],[0,90]]"
    #expect(
      try convert("MultiPoint", points) == #"{"type":"MultiPoint","coordinates":\#(points)}"#)
    #expect(try codes("MultiPoint", points) == [])
  }

  /// The box from 170 to 180, spelt in four ways: in each the ring closes only with 180 and -180 as one meridian.
  @Test(arguments: [
    "[[170,0],[180,0],[-180,10],[170,10],[170,0]]",
    "[[170,0],[180,0],[-180,0],[-180,10],[170,10],[170,0]]",
    "[[170,0],[180,0],[180,5],[-180,10],[170,10],[170,0]]",
    "[[170,0],[-180,0],[180,10],[170,10],[170,0]]",
  ])
  func `a ring on one side of it goes round no pole`(_ ring: String) throws {
    for way in [ConversionOptions.Antimeridian.cut, .continued] {
      let text = try convert("Polygon", "[\(ring)]", way)
      let numbers = Set(text.split { !"-.0123456789".contains($0) })
      #expect(numbers.isSubset(of: ["170", "180", "0", "5", "10"]), "\(text)")
      #expect(text.contains(#""type":"Polygon""#), "\(text)")
    }
    let cut = try convert("Polygon", "[\(ring)]", .cut)
    let coordinates = try #require(cut.split(separator: #""coordinates":"#).last?.dropLast())
    #expect(try codes("Polygon", String(coordinates)) == [])
  }

  @Test(arguments: [
    "[[-180,-90],[180,-90],[180,-60],[-180,-60],[-180,-90]]",
    "[[-180,-10],[180,-10],[180,10],[-180,10],[-180,-10]]",
  ])
  func `a ring round the Earth stays one`(_ ring: String) throws {
    #expect(
      try convert("Polygon", "[\(ring)]", .cut) == #"{"type":"Polygon","coordinates":[\#(ring)]}"#)
  }
}
