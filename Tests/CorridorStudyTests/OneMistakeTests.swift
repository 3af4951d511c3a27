import CorridorGeometry
import CorridorStudy
import Foundation
import Testing

/// A study with one mistake has one finding, however much rests on what is wrong.
@Suite struct OneMistakeTests {
  private static let nothing = "{\"type\": \"FeatureCollection\", \"features\": []}\n"

  @Test(arguments: ["places.geojson", "links.geojson", "borders/countries.geojson"])
  func `a file without features is one mistake of that file`(file: String) throws {
    let found = try Fixture().with(file, Self.nothing).mistakes()
    #expect(found.map(\.location.file) == [file], "\(found)")
    #expect(found.first?.message == "the file has no features")
  }

  @Test func `countries elsewhere are none, and a file without any is a mistake`() throws {
    let far = [BoundingBox(west: -60, south: -60, east: -59, north: -59)]
    let none = try Fixture().inFolder { try StudyReader.borders(folder: $0, region: far) }
    #expect(none.boundaries.count == 1)
    #expect(throws: StudyError.self) {
      try Fixture().with("borders/countries.geojson", Self.nothing)
        .inFolder { try StudyReader.borders(folder: $0, region: far) }
    }
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let code: String
    var testDescription: String { code + ": " + old }
  }

  @Test(arguments: [
    Change(
      file: "assumptions.yaml", old: "unit: km/day", new: "unit: km", code: "unit-mismatch"),
    Change(
      file: "assumptions.yaml", old: "EUR/TEU\n  price_year: 2010", new: "EUR/TEU",
      code: "missing-price-year"),
    Change(
      file: "links.geojson", old: "\"id\": \"west\", ", new: "", code: "missing-id"),
    Change(
      file: "places.geojson", old: "\"id\": \"gamma\", ", new: "", code: "missing-id"),
    Change(file: "links.geojson", old: "\"id\": \"west\"", new: "\"id\": 7", code: "missing-id"),
    Change(
      file: "links.geojson", old: "[[10.0, 50.0], [11.0, 50.1], [12.0, 50.0]]",
      new: "[[50.0, 10.0], [50.1, 11.0], [50.0, 12.0]]", code: "link-end-far"),
    Change(
      file: "places.geojson", old: "[14.0, 51.0]", new: "[51.0, 14.0]", code: "link-end-far"),
    Change(file: "study.yaml", old: "title: A test", new: "titel: A test", code: "unknown-key"),
    Change(
      file: "study.yaml", old: "\nlink_classes:", new: "\n  link_classes:", code: "indented-key"),
    Change(
      file: "places.geojson",
      old: "{\"name\": \"Gamma\", \"kind\": \"port\", \"country\": \"BB\", \"provenance\": "
        + "\"digitised\", \"sources\": [\"BOOK\"]}", new: "null", code: "missing-key"),
    Change(
      file: "corridors.yaml",
      old: "    name: By rail and ship\n    nest: land\n    pieces:\n      - trunk\n"
        + "      - {id: ferry, from: gamma, to: delta}\n", new: "", code: "cut-short"),
  ])
  func `one mistake is one finding`(change: Change) throws {
    let found = try Fixture().changing(change.file, change.old, to: change.new).mistakes()
    #expect(found.map(\.code) == [change.code], "\(found)")
  }

  @Test func `an assumption cut off after its first keys is one mistake`() throws {
    let lines = ["rail.speed:", "  name: Speed of trains", "  low: 700", ""]
    let whole = try #require(Fixture().files["assumptions.yaml"])
    let end = try #require(whole.range(of: "rail.speed:")).lowerBound
    let found = try Fixture()
      .with("assumptions.yaml", whole[..<end] + lines.joined(separator: "\n")).mistakes()
    #expect(found.map(\.code) == ["missing-key"], "\(found)")
    #expect(found.first?.message.contains("'base'") == true)
  }
}
