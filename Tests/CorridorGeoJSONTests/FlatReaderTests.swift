import CorridorGeoJSON
import CorridorGeometry
import Testing

@Suite struct FlatReaderTests {
  /// Reads a text that comes in pieces of so many bytes.
  static func features(
    _ bytes: [UInt8], piece: Int = 1 << 16, options: FlatReader.Options = .init()
  ) throws(StreamError) -> [FlatFeature] {
    var reader = FlatReader(
      ByteSource(bytes: bytes, name: "a.geojson", pieceSize: piece), options: options)
    var (feature, features) = (FlatFeature(), [FlatFeature]())
    while try reader.next(into: &feature) { features.append(feature) }
    return features
  }

  private func read(
    _ text: String, label: String? = nil, keepsText: Bool = false, replaced: [String] = []
  ) throws -> [FlatFeature] {
    try Self.features(
      Array(text.utf8),
      options: .init(label: label, keepsText: keepsText, replaced: replaced))
  }

  /// A feature in words: kinds with the number of their vertices.
  private func words(_ feature: FlatFeature) -> String {
    feature.parts.map { "\($0.kind) \($0.range.count)" }.joined(separator: ", ")
  }

  @Test(arguments: [
    (#"{"type":"Point","coordinates":[1,2]}"#, "point 1"),
    (#"{"coordinates":[1,2,300],"type":"Point"}"#, "point 1"),
    (#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#, "point 1, point 1"),
    (#"{"type":"LineString","coordinates":[[1,2],[3,4,5],[5,6]]}"#, "line 3"),
    (
      #"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[1,2],[3,4],[5,6]]]}"#,
      "line 2, line 3"
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[3,1],[4,1],[4,2],[3,2],[3,1]]]}"#,
      "exterior 4, hole 5"
    ),
    (
      #"{"coordinates":[[[[0,0],[9,0],[9,9],[0,0]],[[3,1],[4,1],[4,2],[3,1]]],[[[0,0],[1,0],[1,1],[0,0]]]],"type":"MultiPolygon"}"#,
      "exterior 4, hole 4, exterior 4"
    ),
    (
      #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[1,2],[3,4]]}]}]}"#,
      "point 1, line 2"
    ),
    (#"{"type":"Point","coordinates":[]}"#, ""), (#"{"type":"Polygon","coordinates":[]}"#, ""),
    (#"{"type":"GeometryCollection","geometries":[]}"#, ""),
    (#"{"type":"Feature","geometry":null,"properties":null}"#, ""),
  ])
  func `every type of geometry, whatever the order of its members`(_ text: String, _ words: String)
    throws
  {
    let spaced = text.map { ",:[]{}".contains($0) ? " \n\($0)\t\r\n " : "\($0)" }.joined()
    for text in [text, spaced] {
      let found = try read(text)
      #expect(found.count == 1)
      #expect(self.words(found[0]) == words)
    }
  }

  @Test func `names are the id or the property that is asked for`() throws {
    let text = #"""
      {"features":[
      {"type":"Feature","id":"a\u00e9","geometry":null,"properties":{"k":1.50,"n":{"k":9}}},
      {"type":"Feature","id":7,"geometry":null,"properties":{"k":"층","x":[{"k":[]}]}},
      {"type":"Feature","geometry":null,"properties":{"k":null}},
      {"type":"Feature","geometry":null,"properties":{"k":[1]}}],
      "type":"FeatureCollection"}
      """#
    let found = try read(text, label: "k")
    #expect(found.map(\.id?.text) == ["aé", "7", nil, nil])
    #expect(found.map(\.id?.isNumber) == [false, true, nil, nil])
    #expect(found.map(\.label?.text) == ["1.50", "층", nil, nil])
    #expect(found.map(\.position.line) == [2, 3, 4, 5])
  }

  @Test func `the text of a feature is kept, and members to be replaced are told`() throws {
    let first = #"{"type":"Feature","properties":{ "a":1, "b" : [2,"}"] ,"c":3},"geometry":null}"#
    let second = #"{"type":"Feature","geometry":null}"#
    let text = #"{"type":"FeatureCollection","features":["# + "\n\(first) ,\(second)]}"
    let found = try read(text, keepsText: true, replaced: ["b"])
    #expect(found.map { String(decoding: $0.text, as: UTF8.self) } == [first, second])
    let properties = try #require(found[0].properties)
    let object = String(decoding: found[0].text[properties], as: UTF8.self)
    #expect(object == #"{ "a":1, "b" : [2,"}"] ,"c":3}"#)
    let cut = try #require(found[0].replaced.first)
    #expect(String(decoding: found[0].text[cut], as: UTF8.self) == #", "b" : [2,"}"]"#)
    #expect(found[1].properties == nil)
    let bare = try read(" {\"type\":\"Point\",\"coordinates\":[1,2]} ", keepsText: true)
    #expect(bare[0].isBareGeometry)
    #expect(
      String(decoding: bare[0].text, as: UTF8.self) == "{\"type\":\"Point\",\"coordinates\":[1,2]}")
  }

  @Test func `numbers are rounded correctly, however long`() throws {
    let texts = [
      "0.1", "-0.0", "1e1", "12.3456789012345678901234567890", "5e-324", "1E+02",
      "0.30000000000000004",
      "179.99999999999999", "2.2250738585072011e-308", "127.0000000000000000000000000000001",
    ]
    for text in texts {
      let found = try read(#"{"type":"Point","coordinates":["# + text + ",1]}")
      #expect(found[0].coordinates[0].longitude == Double(text))
    }
  }

  /// Texts and where and what is wrong.
  static let mistakes: [(text: String, message: String)] = [
    ("", "1:1: error: there is no JSON value"),
    (" \n ", "2:2: error: there is no JSON value"),
    ("[]", "1:1: error: the document is an array"),
    ("{}", "1:1: error: the object has no \"type\""),
    (#"{"type":"Topology"}"#, "1:9: error: \"Topology\" is no GeoJSON type"),
    (#"{"type":"FeatureCollection"}"#, "1:1: error: the FeatureCollection has no \"features\""),
    (#"{"type":"FeatureCollection","features":[5]}"#, "1:41: error: an element of"),
    (#"{"type":"FeatureCollection","features":[]}x"#, "1:43: error: x after the end"),
    (#"{"type":"FeatureCollection","features":[],"features":[]}"#, "the key \"features\""),
    (#"{"type":"Feature","properties":{}}"#, "1:1: error: the Feature has no \"geometry\""),
    (#"{"type":"Feature","geometry":{"type":"Point"},"properties":{}}"#, "no \"coordinates\""),
    (#"{"type":"Point","coordinates":[1]}"#, "1:31: error: a position of 1 number"),
    (#"{"type":"Point","coordinates":[1,91]}"#, "1:31: error: latitude 91"),
    (#"{"type":"Point","coordinates":[721,1]}"#, "1:31: error: longitude 721"),
    (#"{"type":"Point","coordinates":[1,1e400]}"#, "1:34: error: the number 1e400 is too large"),
    (#"{"type":"Point","coordinates":[1,NaN]}"#, "1:34: error: NaN is not a JSON number"),
    (#"{"type":"Point","coordinates":[1,-Infinity]}"#, "1:34: error: -Infinity"),
    (#"{"type":"Point","coordinates":[1,01]}"#, "1:34: error: 01 is not a JSON number"),
    (#"{"type":"Point","coordinates":[1,2,]}"#, "1:35: error: a comma after the last"),
    (#"{"type":"Point","coordinates":[1 2]}"#, "1:34: error: no comma"),
    (#"{"type":"Point","coordinates":["1",2]}"#, "1:32: error: a number of a position"),
    (#"{"type":"Point","coordinates":[[1,2]]}"#, "1:31: error: the coordinates of a Point"),
    (#"{"type":"LineString","coordinates":[[1,2]]}"#, "1:37: error: a line of 1 position"),
    (#"{"type":"LineString","coordinates":[[1,2],[[3,4]]]}"#, "nested too deep"),
    (#"{"type":"LineString","coordinates":[[1,2],3]}"#, "1:43: error:"),
    (#"{"type":"LineString","coordinates":[[1,2],[]]}"#, "1:43: error: a position of 0"),
    (#"{"type":"Polygon","coordinates":[[]]}"#, "1:1: error: a ring of 0"),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}"#, "1:35: error: a ring of 2"),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[1,1],[2,0],[3,3]]]}"#,
      "1:35: error: the ring begins"
    ),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}"#, "1:35: error: a ring of 3"),
    (#"{"type":"Point","coordinates":[1,2],"a":"\ud800"}"#, "1:42: error: \\ud800 is half"),
    (#"{"type":"Point","coordinates":[1,2],"a":"\x"}"#, "1:42: error: \\x is not"),
    ("{\"type\":\"Point\",\"coordinates\":[1,2],\"a\":\"\t\"}", "1:42: error: an unescaped"),
    ("{\"é\":1,'a':2}", "1:8: error: a string in single quotes"),
    (#"{"type":"Point","coordinates":[1,2],"a":tru}"#, "1:41: error: tru is not a JSON value"),
    (
      #"{"type":"Point","coordinates":[1,2],"crs":{"properties":{"name":"EPSG:5179"}}}"#,
      "1:43: error: the coordinates are in EPSG:5179"
    ),
    ("{\"a\":" + String(repeating: "[", count: 10_000), "error: more than 256 arrays"),
    (#"{"type":"GeometryCollection","geometries":[{"type":"Feature"}]}"#, "a Feature where"),
    (
      #"{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}"#,
      "1:41: error: a Point where a Feature should be"
    ),
  ]

  @Test(arguments: mistakes.indices)
  func `a mistake is told with its place and a remedy`(_ number: Int) {
    let (text, message) = Self.mistakes[number]
    for piece in [3, 1 << 16] {
      do throws(StreamError) {
        _ = try Self.features(Array(text.utf8), piece: piece)
        Issue.record("\(text) was read")
      } catch {
        #expect(error.description.contains(message), "\(error)")
        #expect(error.description.contains("; "), "there is no remedy: \(error)")
      }
    }
  }

  @Test func `bytes that are no text are refused`() {
    for bytes: [UInt8] in [[0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC0, 0x80]] {
      let text =
        Array(#"{"a":"é"#.utf8) + bytes + Array(#"","type":"Point","coordinates":[1,2]}"#.utf8)
      for piece in [1, 3, 1 << 16] {
        let error = #expect(throws: StreamError.self) {
          try Self.features(text, piece: piece)
        }
        #expect(error?.description.contains("1:8: error:") == true, "\(String(describing: error))")
      }
    }
    #expect(throws: StreamError.self) { try Self.features([0xFF, 0xFE, 0x7B, 0]) }
    #expect(throws: Never.self) {
      try Self.features([0xEF, 0xBB, 0xBF] + Array(#"{"type":"Point","coordinates":[]}"#.utf8))
    }
  }

  @Test func `a file that can't be read on is no truncated text`() {
    var reader = FlatReader(ByteSource(descriptor: -1, name: "a"))
    var feature = FlatFeature()
    do throws(StreamError) {
      _ = try reader.next(into: &feature)
      Issue.record("there is nothing to read")
    } catch {
      guard case .file(let failure) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(failure.description.contains("can't be read"))
    }
  }

  @Test func `a feature beyond the limit is told with its place`() {
    let small = #"{"type":"Feature","geometry":null,"properties":{}}"#
    let large =
      #"{"type":"Feature","geometry":null,"properties":{"a":"\#(String(repeating: "x", count: 9000))"}}"#
    let text = "{\"type\":\"FeatureCollection\",\"features\":[\(small),\n\(large)]}"
    do throws(StreamError) {
      _ = try Self.features(Array(text.utf8), piece: 100, options: .init(featureLimit: 5000))
      Issue.record("it was read")
    } catch {
      #expect(error.description.hasPrefix("a.geojson:1:91: error: one object is larger than"))
    }
  }

  @Test(arguments: [100, 1 << 20])
  func `the limit is what it says`(piece: Int) throws {
    let head = #"{"type":"Feature","geometry":null,"properties":{"a":""#
    for size in [4999, 5000, 5001, 6000, 9000] {
      let long = String(repeating: "x", count: size - head.utf8.count - 3)
      let text = "{\"type\":\"FeatureCollection\",\"features\":[\(head)\(long)\"}}]}"
      let found = try? Self.features(
        Array(text.utf8), piece: piece, options: .init(featureLimit: 5000))
      #expect(found?.count == (size <= 5000 ? 1 : nil), "\(size) bytes")
    }
  }

  @Test(arguments: ["\n", "\n\u{1E}", "\r\n\n"])
  func `texts that follow each other are read on`(_ separator: String) throws {
    let texts = [
      #"{"type":"Feature","id":1,"geometry":null,"properties":{}}"#,
      #"{"type":"Point","coordinates":[1,2]}"#,
    ]
    let found = try read(texts.joined(separator: separator) + "\n")
    #expect(found.map(\.id?.text) == ["1", nil])
    #expect(found.map(\.isBareGeometry) == [false, true])
  }

  @Test func `parts know where they stand`() throws {
    let text = "{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],\n [[5,6],[7,8]]]}"
    var reader = FlatReader(ByteSource(bytes: Array(text.utf8), name: "a", pieceSize: 9))
    var feature = FlatFeature()
    #expect(try reader.next(into: &feature))
    let places = feature.parts.map { reader.position(of: $0) }
    #expect(places == [TextPosition(line: 1, column: 43), TextPosition(line: 2, column: 3)])
    #expect(try !reader.next(into: &feature))
  }

  // MARK: - Against the other reader

  @Test func `pieces of any size give the same`() throws {
    let whole = try Self.features(GeoJSONFuzzTests.document, options: .init(keepsText: true))
    for piece in 1...200 {
      let found = try Self.features(
        GeoJSONFuzzTests.document, piece: piece, options: .init(keepsText: true))
      #expect(found.map(\.coordinates) == whole.map(\.coordinates))
      #expect(found.map(\.text) == whole.map(\.text))
      #expect(found.map(\.position) == whole.map(\.position))
      #expect(found.map(words) == whole.map(words))
    }
  }

  @Test func `a document cut anywhere is refused`() {
    for end in 0..<(GeoJSONFuzzTests.document.count) {
      for piece in [37, 1 << 16] {
        #expect(throws: StreamError.self) {
          try Self.features(Array(GeoJSONFuzzTests.document[..<end]), piece: piece)
        }
      }
    }
  }

  /// What the strict reader refuses and this one passes over, for it reads geometry alone.
  private func isTolerated(_ problem: GeoJSONError.Problem) -> Bool {
    switch problem {
    case .json(.byteOrderMark), .longitude, .boundingBox: true
    case .missing(let member, _): member == "properties"
    default: false
    }
  }

  @Test(arguments: UInt64(0)..<10)
  func `mutated documents are judged as by the other reader`(_ seed: UInt64) {
    var random = SplitMix64(state: seed &+ 77)
    var (read, refused) = (0, 0)
    for _ in 0..<1000 {
      let bytes = GeoJSONFuzzTests.mutated(&random)
      let piece = 1 + Int(random.next() % 90)
      let ours = Result { () throws(StreamError) in try Self.features(bytes, piece: piece) }
      let theirs = Result { () throws(GeoJSONError) in
        try GeoJSONReader.read(bytes: bytes, file: "a.geojson")
      }
      switch (ours, theirs) {
      case (.success(let ours), .success(let theirs)):
        read += 1
        let expected = theirs.features.map { $0.geometry.map(Self.coordinates) ?? [] }
        #expect(ours.map(\.coordinates) == expected)
      case (.success, .failure(let error)):
        #expect(isTolerated(error.problem), "\(error)")
      case (.failure(let error), .success):
        Issue.record("\(error) in \(String(decoding: bytes, as: UTF8.self))")
      case (.failure(.text(let error)), .failure):
        refused += 1
        let lines = bytes.count { $0 == 0x0A } + 1
        #expect((1...lines).contains(error.position.line))
      case (.failure(.file), .failure): Issue.record("there is no file")
      }
    }
    #expect(read > 8 && refused > 500)
  }

  private static func coordinates(_ geometry: Geometry) -> [Coordinate] {
    switch geometry {
    case .point(let point): [point]
    case .multiPoint(let line), .lineString(let line): line
    case .multiLineString(let lines), .polygon(let lines): lines.flatMap(\.self)
    case .multiPolygon(let polygons): polygons.flatMap { $0.flatMap(\.self) }
    case .collection(let members): members.flatMap(coordinates)
    }
  }
}
