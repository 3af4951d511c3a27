import CorridorGeoJSON
import Testing

@Suite struct LinterTests {
  /// The findings of a text as `code line:column`.
  static func findings(
    _ text: String, options: GeoJSONLinter.Options = GeoJSONLinter.Options(),
    pieceSize: Int = 1 << 20
  ) throws -> [String] {
    let source = ByteSource(bytes: Array(text.utf8), name: "a", pieceSize: pieceSize)
    var linter = GeoJSONLinter(source, options: options)
    var all: [String] = []
    while let findings = try linter.next() {
      all += findings.map { "\($0.code) \($0.position)" }
    }
    return all
  }

  private static func geometry(_ text: String) -> String {
    "{\"type\":\"Feature\",\"properties\":null,\"geometry\":\n" + text + "}"
  }

  /// Lines and columns are counted by hand; the geometry stands on line 2.
  @Test(arguments: [
    (#"{"type":"Point","coordinates":[0,0]}"#, []),
    (#"{"type":"Point","coordinates":[0,91]}"#, ["latitude 2:31"]),
    (#"{"type":"Point","coordinates":[180.5,0]}"#, ["longitude 2:31"]),
    (#"{"type":"Point","coordinates":[0]}"#, ["short-position 2:31"]),
    (#"{"type":"Point","coordinates":[]}"#, ["empty-coordinates 2:31"]),
    (#"{"type":"MultiPoint","coordinates":[]}"#, ["empty-coordinates 2:36"]),
    (#"{"type":"MultiLineString","coordinates":[]}"#, ["empty-coordinates 2:41"]),
    (#"{"type":"MultiPolygon","coordinates":[]}"#, ["empty-coordinates 2:38"]),
    (#"{"type":"MultiPoint","coordinates":[[1,2]]}"#, []),
    (#"{"type":"Point","coordinates":[1,2,3,4]}"#, ["extra-numbers 2:31"]),
    (#"{"type":"Point","coordinates":[0.12345678,1]}"#, ["precision 2:31"]),
    (#"{"type":"Point","coordinates":[1e-9,1]}"#, ["precision 2:31"]),
    (#"{"type":"Point","coordinates":[1.23456789e1,1]}"#, []),
    (#"{"type":"Point","coordinates":[1.234567891e1,1.2e-6]}"#, ["precision 2:31"]),
    (
      #"{"type":"LineString","coordinates":[[0.12345678,1],[0.123456789,1],[0,1]]}"#,
      ["precision 2:52"]
    ),
    (
      #"{"type":"LineString","coordinates":[[0.12345678,1], [ 1,2.1234567891e1 ]]}"#,
      ["precision 2:53"]
    ),
    (#"{"type":"Point","coordinates":[[1,2]]}"#, ["nesting 2:31"]),
    (#"{"type":"Point","coordinates":["1",2]}"#, ["wrong-kind 2:32"]),
    (#"{"type":"Point","coordinates":[1,2],"bbox":[2,2,3,3]}"#, ["bbox 2:44"]),
    (#"{"type":"Point","coordinates":[1,2],"bbox":[1,2,1]}"#, ["bbox 2:44"]),
    (#"{"type":"Point","coordinates":[1,2],"bbox":[0,9,1,2]}"#, ["bbox 2:44"]),
    (#"{"type":"Point","coordinates":[1,2],"crs":null}"#, ["crs 2:43"]),
    (#"{"type":"Point","coordinates":[1,2],"properties":{}}"#, ["misplaced-member 2:37"]),
    (#"{"type":"Point"}"#, ["missing-member 2:1"]),
    (#"{"type":"point","coordinates":[1,2]}"#, ["unknown-type 2:9"]),
    (#"{"coordinates":[1,2]}"#, ["missing-member 2:1"]),
    (#"{"type":"Feature","geometry":null,"properties":null}"#, ["misplaced-type 2:1"]),
    (#"{"type":"LineString","coordinates":[[1,2]]}"#, ["short-line 2:37"]),
    (#"{"type":"LineString","coordinates":[[1,2],[1,2,3]]}"#, ["mixed-dimensions 2:1"]),
    (#"{"type":"LineString","coordinates":[[170,2],[-170,2]]}"#, ["antimeridian 2:1"]),
    (#"{"type":"LineString","coordinates":[1,2]}"#, ["nesting 2:37"]),
    (#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}"#, ["winding 2:35"]),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1]]]}"#, ["unclosed-ring 2:35"]),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}"#, ["short-ring 2:35"]),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[2,2],[0,0]]]}"#, ["degenerate-ring 2:35"]),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}"#,
      ["degenerate-ring 2:35"]
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[1,2],[2,1],[1,1]],"#
        + #"[[1,2],[2,1],[1,1],[1,2]]]}"#, ["overlapping-hole 2:87"]
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[1,2],[2,1],[1,1]],"#
        + #"[[1,2],[2,2],[2,1],[1,2]]]}"#, []
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[1,10],[2,1],[1,1]]]}"#,
      ["hole-outside 2:61"]
    ),
    // Within the box of the exterior and beyond its slope; an edge that the two share.
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[5,5],[5,6],[6,5],[5,5]]]}"#,
      ["hole-outside 2:61"]
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[0,1],[0,2],[1,1],[0,1]]]}"#, []
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[1,2],[2,1],[1,1]]]}"#, []
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[2,1],[1,2],[1,"#
        + #"1]]]}"#, ["winding 2:61"]
    ),
    // Section 3.1.6: the first and last positions are identical, altitudes too.
    (
      #"{"type":"Polygon","coordinates":[[[0,0,1],[1,0,1],[1,1,1],[0,0,2]]]}"#,
      ["unclosed-ring 2:35"]
    ),
    (#"{"type":"Polygon","coordinates":[[[0,0,1],[1,0,1],[1,1,1],[0,0,1.0]]]}"#, []),
    (
      #"{"type":"Polygon","coordinates":[[[0,0,1],[1,0,1],[1,1,1],[0,0]]]}"#,
      ["mixed-dimensions 2:1", "unclosed-ring 2:35"]
    ),
    // Section 5: twice as many numbers as there are dimensions.
    (
      #"{"type":"LineString","coordinates":[[0,0,1],[6,6,9]],"bbox":[0,0,6,6]}"#, ["bbox 2:61"]
    ),
    (#"{"type":"LineString","coordinates":[[0,0,1],[6,6,9]],"bbox":[0,0,1,6,6,9]}"#, []),
    (#"{"type":"LineString","coordinates":[[0,0],[6,6]],"bbox":[0,0,1,6,6,9]}"#, ["bbox 2:57"]),
    // Altitudes out of order, and beyond either end; what is rounded to whole metres holds 9.4.
    (
      #"{"type":"LineString","coordinates":[[0,0,1],[6,6,9]],"bbox":[0,0,9,6,6,1]}"#, ["bbox 2:61"]
    ),
    (
      #"{"type":"LineString","coordinates":[[0,0,1],[6,6,9]],"bbox":[0,0,1,6,6,8]}"#, ["bbox 2:61"]
    ),
    (
      #"{"type":"LineString","coordinates":[[0,0,1],[6,6,9]],"bbox":[0,0,2,6,6,9]}"#, ["bbox 2:61"]
    ),
    (
      #"{"type":"LineString","coordinates":[[0,0,1e0],[6,6,9.4]],"bbox":[0.00,0,1,6,6,9]}"#, []
    ),
    (
      #"{"type":"LineString","coordinates":[[0,0,1],[6,6,9.4]],"bbox":[0,0,1,6,6,9.0]}"#,
      ["bbox 2:63"]
    ),
    // Section 5.2: the box of what crosses longitude 180.
    (
      #"{"type":"LineString","coordinates":[[170,0],[-170,6]],"bbox":[170,0,-170,6]}"#,
      ["antimeridian 2:1"]
    ),
    (#"{"type":"GeometryCollection","geometries":[]}"#, []),
    (
      #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}"#,
      ["single-collection 2:1"]
    ),
    (#"{"type":"MultiPoint","coordinates":[[170,0],[-170,0]]}"#, []),
    // Antarctica: the way along the south edge of the map crosses nothing.
    (
      #"{"type":"Polygon","coordinates":[[[-180,-90],[180,-90],[180,-80],[-180,-80],[-180,"#
        + #"-90]]]}"#, []
    ),
  ])
  func `geometries`(text: String, expected: [String]) throws {
    #expect(try Self.findings(Self.geometry(text)) == expected)
    #expect(try Self.findings(Self.geometry(text), pieceSize: 1) == expected)
  }

  @Test(arguments: [
    (#"{"type":"Feature","geometry":null,"properties":null}"#, []),
    (#"{"type":"Feature","geometry":null}"#, ["missing-member 1:1"]),
    (#"{"type":"Feature","geometry":null,"properties":[]}"#, ["wrong-kind 1:48"]),
    (#"{"type":"Feature","id":true,"geometry":null,"properties":null}"#, ["wrong-kind 1:24"]),
    (#"{"type":"Feature","id":null,"geometry":null,"properties":null}"#, ["id 1:24"]),
    (
      #"{"type":"Feature","geometry":null,"properties":{"a":{"b":1,"\u0062":2}}}"#,
      ["duplicate-key 1:60"]
    ),
    (
      #"{"type":"Feature","geometry":null,"properties":null,"features":[]}"#,
      ["misplaced-member 1:53"]
    ),
    (#"{"type":"FeatureCollection","features":[]}"#, []),
    (#"{"type":"FeatureCollection"}"#, ["missing-member 1:1"]),
    (#"{"features":[]}"#, ["missing-member 1:1"]),
    (#"{"type":"FeatureCollection","features":{}}"#, ["wrong-kind 1:40"]),
    (#"{"type":"FeatureCollection","features":[1]}"#, ["wrong-kind 1:41"]),
    (
      #"{"type":"FeatureCollection","features":[],"crs":{"type":"name","#
        + #""properties":{"name":"EPSG:3857"}}}"#, ["crs 1:49"]
    ),
    ("[]", ["wrong-kind 1:1"]),
    ("", ["json 1:1"]),
    ("{\"type\":\"Feature\",\r\n\"é\":tru}", ["json 2:5"]),
    ("\u{FEFF}{\"type\":\"Point\",\"coordinates\":[1,2]}", ["byte-order-mark 1:1"]),
  ])
  func `documents`(text: String, expected: [String]) throws {
    #expect(try Self.findings(text) == expected)
    #expect(try Self.findings(text, pieceSize: 1) == expected)
  }

  /// One value is JSON (RFC 8259 section 2), texts behind separators are a sequence (RFC 8142), and
  /// lines are lines; two texts on one line are none of them.
  @Test func `two texts on one line are an error of syntax`() throws {
    let point = #"{"type":"Point","coordinates":[1,2]}"#
    for size in [1, 7, 1 << 20] {
      for gap in ["", " ", "\t"] {
        let place = "json 1:\(point.utf8.count + gap.utf8.count + 1)"
        #expect(try Self.findings(point + gap + point, pieceSize: size) == [place])
      }
      for gap in ["\n", "\r\n", " \n\n ", "\u{1E}"] {
        #expect(try Self.findings(point + gap + point, pieceSize: size).isEmpty)
      }
    }
  }

  /// Every line a text of its own, whatever kind it is; the converter makes one collection of them.
  @Test func `lines may be collections, features and geometries`() throws {
    let point = #"{"type":"Point","coordinates":[1,2]}"#
    let feature = #"{"type":"Feature","geometry":\#(point),"properties":{}}"#
    let collection = #"{"type":"FeatureCollection","features":[\#(feature),\#(feature)]}"#
    let empty = #"{"type":"FeatureCollection","features":[]}"#
    let texts = [collection, empty, feature, collection, point]
    for first in texts.indices {
      let lines = Array(texts[first...] + texts[..<first])
      for size in [1, 7, 1 << 20] {
        let text = lines.joined(separator: "\n") + "\n"
        #expect(try Self.findings(text, pieceSize: size).isEmpty)
        let converted = try ConverterTests.convert(text, pieceSize: size)
        let read = try GeoJSONReader.read(bytes: Array(converted.utf8), file: "converted")
        #expect(read.features.count == 6)
        #expect(try Self.findings(converted).isEmpty)
      }
    }
    let together = collection + " " + collection
    #expect(try Self.findings(together) == ["json 1:\(collection.utf8.count + 2)"])
  }

  @Test func `ids may not repeat, and a number is not a text`() throws {
    let features = ["1", "\"1\"", "2", "1.0"].map {
      "{\"type\":\"Feature\",\"id\":\($0),\"geometry\":null,\"properties\":null}"
    }
    #expect(
      try Self.findings(
        "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.joined(separator: ",\n")
          + "]}")
        == ["duplicate-id 5:24"])
  }

  @Test func `many keys are compared as few are`() throws {
    let keys = (0..<100).map { "\"k\($0)\":0" }.joined(separator: ",\n")
    let text = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\n\(keys),\n\"k70\":1}}"
    #expect(try Self.findings(text) == ["duplicate-key 102:1"])
  }

  @Test func `the box of a collection is held against all features, wherever it stands`() throws {
    let point =
      #"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[5,6]}}"#
    for text in [
      "{\"type\":\"FeatureCollection\",\"bbox\":[0,0,1,1],\"features\":[\(point)]}",
      "{\"type\":\"FeatureCollection\",\"features\":[\(point)],\"bbox\":[0,0,1,1]}",
    ] {
      #expect(try Self.findings(text).map { $0.prefix(4) } == ["bbox"])
    }
    #expect(
      try Self.findings(
        "{\"type\":\"FeatureCollection\",\"bbox\":[4,6,5.0,6],\"features\":[\(point)]}"
      ).isEmpty)
    let high = point.replacing("[5,6]", with: "[5,6,700]")
    for (box, count) in [("4,5,600,6,7,700", 0), ("4,5,600,6,7,650", 1), ("4,5,700,6,7,600", 1)] {
      let text = "{\"type\":\"FeatureCollection\",\"features\":[\(high)],\"bbox\":[\(box)]}"
      #expect(try Self.findings(text).count == count, "\(box)")
    }
  }

  @Test func `depth, size and hostile texts end in one finding`() throws {
    let deep = String(repeating: "[", count: 10_000)
    #expect(
      try Self.findings("{\"type\":\"Feature\",\"properties\":{\"a\":" + deep) == ["json 1:291"])
    #expect(
      try Self.findings("{\"type\":\"Feature\",\"properties\":{\"a\":\"\\ud800\"}}") == [
        "json 1:38"
      ])
    for word in ["NaN", "Infinity", "-Infinity", "1e400", "-", "01", "1.", "tru"] {
      #expect(
        try Self.findings("{\"type\":\"Point\",\"coordinates\":[1,\(word)]}") == ["json 1:34"],
        "\(word)")
    }
  }
}
