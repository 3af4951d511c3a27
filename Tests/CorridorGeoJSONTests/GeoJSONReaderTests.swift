import CorridorGeoJSON
import CorridorGeometry
import Testing

/// Reads a text that stands in `a.geojson`.
func read(
  _ text: String, _ options: GeoJSONReader.Options = .strict
) throws(GeoJSONError) -> FeatureCollection {
  try GeoJSONReader.read(bytes: Array(text.utf8), file: "a.geojson", options: options)
}

extension Coordinate {
  /// A coordinate for tables.
  init(_ longitude: Double, _ latitude: Double) {
    self.init(longitude: longitude, latitude: latitude)
  }
}

@Suite struct GeoJSONReaderTests {
  static let ring = [Coordinate(0, 0), Coordinate(4, 0), Coordinate(4, 4), Coordinate(0, 0)]
  static let hole = [Coordinate(1, 0.5), Coordinate(3, 2), Coordinate(3, 1), Coordinate(1, 0.5)]
  static let ringText = "[[0,0],[4,0],[4,4],[0,0]]"
  static let holeText = "[[1,0.5],[3,2],[3,1],[1,0.5]]"

  static let geometries: [(String, Geometry)] = [
    (#"{"type":"Point","coordinates":[127.03,37.5]}"#, .point(Coordinate(127.03, 37.5))),
    (
      #"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#,
      .multiPoint([Coordinate(1, 2), Coordinate(3, 4)])
    ),
    (#"{"type":"MultiPoint","coordinates":[]}"#, .multiPoint([])),
    (
      #"{"type":"LineString","coordinates":[[1,2],[-3.5,-4e0]]}"#,
      .lineString([Coordinate(1, 2), Coordinate(-3.5, -4)])
    ),
    (
      #"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}"#,
      .multiLineString([
        [Coordinate(1, 2), Coordinate(3, 4)], [Coordinate(5, 6), Coordinate(7, 8)],
      ])
    ),
    (#"{"type":"Polygon","coordinates":[\#(ringText),\#(holeText)]}"#, .polygon([ring, hole])),
    (
      #"{"type":"MultiPolygon","coordinates":[[\#(ringText)],[\#(ringText),\#(holeText)]]}"#,
      .multiPolygon([[ring], [ring, hole]])
    ),
    (
      #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},"#
        + #"{"type":"GeometryCollection","geometries":[]}]}"#,
      .collection([.point(Coordinate(1, 2)), .collection([])])
    ),
  ]

  @Test(arguments: geometries)
  func `every type of geometry is read, bare and in a feature`(
    text: String, geometry: Geometry
  ) throws {
    #expect(try read(text).features.map(\.geometry) == [geometry])
    let feature = #"{"type":"Feature","id":7,"geometry":\#(text),"properties":{"a":1}}"#
    let expected = Feature(id: .integer(7), geometry: geometry, properties: ["a": 1])
    #expect(try read(feature).features == [expected])
    #expect(
      try read(#"{"type":"FeatureCollection","features":[\#(feature)]}"#).features == [expected])
  }

  @Test(arguments: geometries)
  func `white space changes nothing`(text: String, geometry: Geometry) throws {
    var spaced = text
    for mark in ["[", "]", ",", ":", "{", "}"] {
      spaced = spaced.split(separator: mark, omittingEmptySubsequences: false)
        .joined(separator: "\r\n \t\(mark)\n ")
    }
    #expect(try read(spaced).features.map(\.geometry) == [geometry])
  }

  @Test func `members stand in any order`() throws {
    let text = """
      {"features": [{"properties": null, "id": "a", "geometry":
        {"coordinates": [[1, 2], [3, 4]], "type": "LineString"}, "type": "Feature"}],
        "bbox": [1, 2, 3, 4], "name": "lines", "type": "FeatureCollection"}
      """
    let collection = try read(text)
    #expect(
      collection.features == [
        Feature(id: "a", geometry: .lineString([Coordinate(1, 2), Coordinate(3, 4)]))
      ])
    #expect(collection.bbox == [1, 2, 3, 4])
    #expect(collection.foreignMembers == ["name": "lines"])
  }

  @Test func `a feature knows its place and its foreign members`() throws {
    let text = """
      {"type": "FeatureCollection", "attribution": {"credit": "x"}, "features": [
        {"type": "Feature", "id": 1.5, "title": "t", "bbox": [1, 2, 1, 2], "properties": {
          "k": "v"}, "geometry":
            null}
      ]}
      """
    let collection = try read(text)
    let feature = try #require(collection.features.first)
    #expect(collection.foreignMembers == ["attribution": ["credit": "x"]])
    #expect(feature.id == .number(1.5))
    #expect(feature.foreignMembers == ["title": "t"])
    #expect(feature.bbox == [1, 2, 1, 2])
    #expect(feature.position == TextPosition(line: 2, column: 3))
    #expect(feature.geometryPosition == TextPosition(line: 4, column: 7))
    #expect(feature.properties.member("k")?.position == TextPosition(line: 3, column: 5))
    #expect(feature.properties["k"]?.position == TextPosition(line: 3, column: 10))
  }

  @Test func `altitudes are left out with a note`() throws {
    let text = #"{"type":"LineString","coordinates":[[1,2],[3,4,500],[5,6,7,8],[9,10]]}"#
    let collection = try read(text)
    #expect(
      collection.features.first?.geometry
        == .lineString([
          Coordinate(1, 2), Coordinate(3, 4), Coordinate(5, 6), Coordinate(9, 10),
        ]))
    #expect(
      collection.notes == [
        .altitudesIgnored(count: 2, first: TextPosition(line: 1, column: 48)),
        .extraNumbersIgnored(count: 1, first: TextPosition(line: 1, column: 60)),
      ])
    #expect(collection.notes.first?.description == "1:48: 2 altitudes are left out")
  }

  @Test(arguments: [
    "null", #"{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#,
    #"{"type":"name","properties":{"name":"EPSG:4326"}}"#,
  ])
  func `the old member crs may name WGS 84`(crs: String) throws {
    let text = #"{"type":"FeatureCollection","crs":\#(crs),"features":[]}"#
    #expect(try read(text).foreignMembers.isEmpty)
  }

  @Test func `lenient reading takes what can be understood`() throws {
    let text = """
      {"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3857"}}, "features": [
        {"type": "Feature", "id": null, "geometry": {"type": "Point", "coordinates": []}},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [999, 1]]],
          "x": 0}}]}
      """
    let collection = try read(text, .lenient)
    #expect(
      collection.features.map(\.geometry) == [
        nil, .polygon([[Coordinate(0, 0), Coordinate(999, 1)]]),
      ])
    #expect(
      collection.notes == [
        .geometryMembersIgnored(count: 1, first: TextPosition(line: 4, column: 5)),
        .referenceSystemIgnored("EPSG:3857", at: TextPosition(line: 1, column: 38)),
      ])
    #expect(throws: GeoJSONError.self) { try read(text) }
  }

  @Test func `the last of a thousand features in one line has its column`() throws {
    let feature = #"{"type":"Feature","geometry":null,"properties":{"이름":"하산"}}"#
    let many = Array(repeating: feature, count: 1_000).joined(separator: ",")
    let collection = try read(#"{"type":"FeatureCollection","features":[\#(many)]}"#)
    #expect(collection.features.last?.position.column == 41 + 999 * (feature.count + 1))
  }
}
