import CorridorGeoJSON
import CorridorGeometry
import Testing

@Suite struct GeoJSONErrorTests {
  /// Texts and the message, from the position on.
  static let messages: [(text: String, message: String)] = [
    (
      "",
      "1:1: error: there is no JSON value; check that the right file is given and that it was written completely"
    ),
    ("[]", "1:1: error: the document is an array, not an object; write an object"),
    ("{}", #"1:1: error: the object has no "type"; add "type""#),
    (
      #"{"type":"Topology"}"#,
      #"1:9: error: "Topology" is no GeoJSON type; this is TopoJSON: convert it to GeoJSON first"#
    ),
    (#"{"type":"point"}"#, #"1:9: error: "point" is no GeoJSON type; did you mean Point?"#),
    (#"{"type":5}"#, #"1:9: error: "type" is a number, not a string; write a string"#),
    (
      #"{"type":"FeatureCollection"}"#,
      #"1:1: error: the FeatureCollection has no "features"; add "features""#
    ),
    (
      #"{"type":"FeatureCollection","features":{}}"#,
      #"1:40: error: "features" is an object, not an array; write an array"#
    ),
    (
      #"{"type":"FeatureCollection","features":[5]}"#,
      #"1:41: error: an element of "features" is a number, not an object; write an object"#
    ),
    (
      #"{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}"#,
      "1:41: error: a Point where a Feature should be; write a Feature"
    ),
    (
      #"{"features":[],"type":"Feature"}"#,
      #"1:23: error: "type" is "Feature", not "FeatureCollection"; write "FeatureCollection""#
    ),
    (
      #"{"type":"FeatureCollection","features":[],"features":[]}"#,
      #"1:43: error: the key "features" stands already at 1:29; remove or rename one of the two"#
    ),
    (
      #"{"type":"Feature","properties":{}}"#,
      #"1:1: error: the Feature has no "geometry"; add "geometry", null if there is none"#
    ),
    (
      #"{"type":"Feature","geometry":null}"#,
      #"1:1: error: the Feature has no "properties"; add "properties", null if there is none"#
    ),
    (
      #"{"type":"Feature","properties":[],"geometry":null}"#,
      #"1:32: error: "properties" is an array, not an object or null; write an object or null"#
    ),
    (
      #"{"type":"Feature","id":[1],"properties":{},"geometry":null}"#,
      #"1:24: error: "id" is an array, not a string or a number; write a string or a number"#
    ),
    (
      #"{"type":"Feature","properties":{},"geometry":{"type":"Feature"}}"#,
      "1:46: error: a Feature where a geometry should be; write a geometry"
    ),
    (
      #"{"type":"Feature","properties":{},"geometry":"x"}"#,
      #"1:46: error: "geometry" is a string, not an object; write an object"#
    ),
    (
      #"{"type":"Feature","properties":{},"geometry":null,"coordinates":[1,2]}"#,
      #"1:51: error: a Feature can't have "coordinates"; move "coordinates" to the object that it belongs to, or rename it"#
    ),
    (#"{"type":"Point"}"#, #"1:1: error: the Point has no "coordinates"; add "coordinates""#),
    (
      #"{"type":"Point","coordinates":[]}"#,
      "1:31: error: a position of 0 numbers; write longitude and latitude: [127.03, 37.5]"
    ),
    (
      #"{"type":"Point","coordinates":[1]}"#,
      "1:31: error: a position of 1 number; write longitude and latitude: [127.03, 37.5]"
    ),
    (
      #"{"type":"Point","coordinates":["1",2]}"#,
      "1:32: error: a number of a position is a string, not a number; write a number"
    ),
    (
      #"{"type":"Point","coordinates":[NaN,2]}"#,
      "1:32: error: NaN is not a JSON number; write null, or leave the member out"
    ),
    (
      #"{"type":"Point","coordinates":[1,2}"#,
      "1:35: error: } where a comma or ] should be; write a comma or ] here"
    ),
    (
      #"{"type":"Point","coordinates":null}"#,
      #"1:31: error: a part of "coordinates" is null, not an array; write an array"#
    ),
    (
      #"{"type":"Point","coordinates":[[1,2]]}"#,
      "1:31: error: the coordinates of a Point are nested too deep; write one position: [lon, lat]"
    ),
    (
      #"{"type":"LineString","coordinates":[1,2]}"#,
      "1:37: error: the coordinates of a LineString are nested not deep enough; write an array of positions: [[lon, lat], ...]"
    ),
    (
      #"{"type":"Polygon","coordinates":[[0,0],[1,0],[1,1],[0,0]]}"#,
      "1:35: error: the coordinates of a Polygon are nested not deep enough; write an array of rings: [[[lon, lat], ...], ...]"
    ),
    (
      #"{"type":"Polygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}"#,
      "1:35: error: the coordinates of a Polygon are nested too deep; write an array of rings: [[[lon, lat], ...], ...]"
    ),
    (
      #"{"type":"LineString","coordinates":[[1,2],[3,91.5]]}"#,
      "1:46: error: latitude 91.5 is outside -90...90; swapped axes? write longitude first, then latitude"
    ),
    (
      #"{"type":"LineString","coordinates":[[1,2],[137.5,127.03]]}"#,
      "1:50: error: latitude 127.03 is outside -90...90; write degrees north, between -90 and 90"
    ),
    (
      #"{"type":"Point","coordinates":[230.3,42.4]}"#,
      "1:32: error: longitude 230.3 is outside -180...180; write degrees east, e.g. -129.7"
    ),
    (
      #"{"type":"Point","coordinates":[14140000,4509000]}"#,
      "1:41: error: latitude 4509000 is outside -90...90; projected coordinates? reproject to WGS 84 degrees"
    ),
    (
      #"{"type":"LineString","coordinates":[[1,2]]}"#,
      "1:36: error: a line of 1 position; a line has at least two positions; for one place write a Point"
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#,
      "1:34: error: the ring begins at [0, 0] and ends at [0, 1]; repeat the first position at the end"
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#,
      "1:34: error: a ring of 3 positions; a ring has at least four positions, the last equal to the first"
    ),
    (
      #"{"type":"Point","bbox":[1,2],"coordinates":[1,2]}"#,
      "1:24: error: a bounding box of 2 numbers; write west, south, east and north"
    ),
    (
      #"{"type":"FeatureCollection","bbox":[1,2,"3",4],"features":[]}"#,
      #"1:41: error: an element of "bbox" is a string, not a number; write a number"#
    ),
    (
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::5186"}},"features":[]}"#,
      #"1:35: error: the coordinates are in urn:ogc:def:crs:EPSG::5186; reproject to WGS 84 (longitude, latitude) and leave the member "crs" out"#
    ),
    (
      #"{"type":"GeometryCollection","geometries":5}"#,
      #"1:43: error: "geometries" is a number, not an array; write an array"#
    ),
    (
      #"{"type":"Point","coordinates":[1,2]} x"#,
      "1:38: error: x after the end of the JSON value; a file holds one value: remove the rest, or join the values in an array"
    ),
  ]

  @Test(arguments: messages)
  func `an error has its place, its reason and its remedy`(text: String, message: String) throws {
    let error = try #require(throws: GeoJSONError.self) { try read(text) }
    #expect(error.description == "a.geojson:" + message)
  }

  @Test func `the place is right after many lines of coordinates`() throws {
    var text = #"{"type":"LineString","coordinates":["# + "\n"
    for line in 0..<50 { text += "[\(line),\(line)],\n" }
    text += "  [1, 2], [3, 95]]}"
    let error = try #require(throws: GeoJSONError.self) { try read(text) }
    #expect(error.position == TextPosition(line: 52, column: 15))
  }

  @Test func `geometries inside each other are limited`() {
    let text =
      String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: 5_000)
      + String(repeating: "]}", count: 5_000)
    #expect(throws: GeoJSONError.self) { try read(text) }
    #expect(throws: GeoJSONError.self) { try read(text, .lenient) }
  }
}
