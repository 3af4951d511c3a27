import CorridorGeoJSON
import CorridorGeometry
import Testing

@Suite struct ConverterTests {
  /// Converts a text that comes in pieces of so many bytes.
  static func convert(
    _ text: String, _ options: ConversionOptions = ConversionOptions(), pieceSize: Int = 1 << 20
  ) throws -> String {
    let source = ByteSource(bytes: Array(text.utf8), name: "a.geojson", pieceSize: pieceSize)
    var converter = GeoJSONConverter(source, options: options)
    var output: [UInt8] = []
    while try converter.appendNext(to: &output) {}
    return String(decoding: output, as: UTF8.self)
  }

  static func feature(_ geometry: String, _ more: String = "") -> String {
    #"{"type":"Feature","properties":{},"geometry":\#(geometry)\#(more)}"#
  }

  /// The geometry of a feature that was converted.
  static func geometry(
    _ geometry: String, _ options: ConversionOptions = ConversionOptions()
  ) throws -> String {
    let text = try convert(feature(geometry), options)
    let head = #"{"type":"Feature","properties":{},"geometry":"#
    #expect(text.hasPrefix(head) && text.hasSuffix("}\n"))
    return String(text.dropFirst(head.count).dropLast(2))
  }

  static let collection = """
    {"type":"FeatureCollection","name":"x", "bbox":[0.0,0,1e2,1,1.50,100],"features":[
    {"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[1.0,-0.0,1e2]},"properties":{"n":1.10,"e":"\\u00e9 {[\\"","q":[1E5,{}]},"x":null},
    {"type":"Feature","id":12345678901234567890,"geometry":null,"properties":null},
    {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0.10,0.20],[1,1.5]],"foreign":1}}
    ],"after":{"a":[1, 2]}}

    """

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func `what nothing asks to change keeps its text, whatever the pieces`(size: Int) throws {
    let text = try Self.convert(Self.collection, pieceSize: size)
    #expect(
      text
        == Self.collection.replacing(
          #""name":"x", "bbox""#, with: #""name":"x","bbox""#))
  }

  @Test func `lines and sequences hold the same features and come back as a collection`() throws {
    for layout in [ConversionOptions.Layout.lines, .sequence] {
      let text = try Self.convert(Self.collection, ConversionOptions(layout: layout))
      let records = text.split(separator: "\n")
      #expect(records.count == 3)
      #expect(records.allSatisfy { $0.hasPrefix("\u{1E}") == (layout == .sequence) })
      let source = Self.collection.split(separator: "\n")[1...3]
      for (record, line) in zip(records, source) {
        #expect(record.drop { $0 == "\u{1E}" } == (line.hasSuffix(",") ? line.dropLast() : line))
      }
      let back = try Self.convert(text)
      #expect(
        back == "{\"type\":\"FeatureCollection\",\"features\":[\n"
          + source.joined(separator: "\n") + "\n]}\n")
    }
  }

  @Test func `a pretty-printed feature takes one line where lines are asked for`() throws {
    let text =
      "{ \"type\" : \"Feature\",\n \"properties\" : {\"a b\" : \"c  d\"},\n"
      + "  \"geometry\" : {\"type\": \"Point\", \"coordinates\": [\n 1,\n 2 ] } }"
    #expect(
      try Self.convert(text, ConversionOptions(layout: .lines))
        == #"{"type":"Feature","properties":{"a b":"c  d"},"geometry":{"type":"Point","#
        + #""coordinates":[1,2]}}"#
        + "\n")
  }

  @Test func `a feature or geometry alone stays alone, and many become a collection`() throws {
    let point = #"{"type":"Point","coordinates":[1,2]}"#
    #expect(try Self.convert(point) == point + "\n")
    #expect(try Self.convert("\u{FEFF}" + Self.feature(point)) == Self.feature(point) + "\n")
    let wrapped = #"{"type":"Feature","properties":null,"geometry":\#(point)}"#
    #expect(
      try Self.convert(point + "\r\n" + Self.feature(point))
        == "{\"type\":\"FeatureCollection\",\"features\":[\n\(wrapped),\n\(Self.feature(point))\n]}\n"
    )
    var options = ConversionOptions(layout: .lines)
    options.wrapsGeometries = true
    #expect(try Self.convert(point, options) == wrapped + "\n")
  }

  @Test func `members behind the features stay there`() throws {
    let text =
      #"{"features":[],"z":1,"type":"FeatureCollection","crs":{"type":"name","#
      + #""properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}}"#
    #expect(
      try Self.convert(text) == #"{"type":"FeatureCollection","features":[],"z":1}"# + "\n")
    #expect(try Self.convert(text, .plain).contains("crs"))
  }

  @Test(arguments: [
    ("1.25", 1, "1.3"), ("-1.25", 1, "-1.3"), ("1.24", 1, "1.2"), ("9.96", 1, "10"),
    ("-0.04", 1, "0"), ("99.999", 2, "100"), ("1.10", 2, "1.10"), ("1.100", 2, "1.1"),
    ("7", 0, "7"),
    ("0.5", 0, "1"), ("1.23456789e1", 3, "12.346"), ("15E-1", 0, "2"), ("1e1", 2, "10"),
    ("100.0", 0, "100"), ("127.000000049999", 7, "127"), ("0.30000000000000004", 7, "0.3"),
  ])
  func `numbers are rounded as decimals`(text: String, decimals: Int, rounded: String) throws {
    var options = ConversionOptions.plain
    options.precision = decimals
    #expect(
      try Self.geometry(#"{"type":"Point","coordinates":[\#(text),0.123456789012]}"#, options)
        .contains("[\(rounded),"))
  }

  @Test func `rings are turned by the right-hand rule, or against it, text and all`() throws {
    let clockwise = "[[0,0,1],[0,4.0],[4,4],[0,0,1]]"
    let hole = "[[1,2],[1,3.00],[2,3],[1,2]]"
    let polygon = #"{"type":"Polygon","coordinates":[\#(clockwise),\#(hole)]}"#
    #expect(
      try Self.geometry(polygon)
        == #"{"type":"Polygon","coordinates":[[[0,0,1],[4,4],[0,4.0],[0,0,1]],\#(hole)]}"#)
    #expect(
      try Self.geometry(polygon, ViewerProfile.d3.options(layer: ""))
        == #"{"type":"Polygon","coordinates":[\#(clockwise),[[1,2],[2,3],[1,3.00],[1,2]]]}"#)
    #expect(try Self.geometry(polygon, .plain) == polygon)
  }

  /// By hand: d3 takes what lies right of a ring, which is north of one that runs west.
  @Test(arguments: [
    ("[[0,80],[90,80],[180,80],[-90,80],[0,80]]", true),
    ("[[0,80],[-90,80],[180,80],[90,80],[0,80]]", false),
    ("[[0,-80],[90,-80],[180,-80],[-90,-80],[0,-80]]", false),
    ("[[0,-80],[-90,-80],[180,-80],[90,-80],[0,-80]]", true),
  ])
  func `a ring round a pole runs so that d3 takes the cap`(ring: String, turns: Bool) throws {
    let positions = ring.dropFirst().dropLast().replacing("],[", with: "] [").split(separator: " ")
    let wanted = turns ? "[" + positions.reversed().joined(separator: ",") + "]" : ring
    let options = ViewerProfile.d3.options(layer: "")
    #expect(
      try Self.geometry(#"{"type":"Polygon","coordinates":[\#(ring)]}"#, options)
        == #"{"type":"Polygon","coordinates":[\#(wanted)]}"#)
  }

  @Test func `an open ring is closed by its first position`() throws {
    #expect(
      try Self.geometry(#"{"type":"Polygon","coordinates":[[[0.0,0],[4,0],[4,4]]]}"#)
        == #"{"type":"Polygon","coordinates":[[[0.0,0],[4,0],[4,4],[0.0,0]]]}"#)
  }

  /// By hand: half of the 20 degrees lie on either side, so the cut is at half of every difference.
  @Test func `a line is cut straight in degrees, altitudes in proportion`() throws {
    let line = #"{"type":"LineString","coordinates":[[170,60,10],[-170.0,65,20]]}"#
    #expect(
      try Self.geometry(line)
        == #"{"type":"MultiLineString","coordinates":[[[170,60,10],[180,62.5,15]],[[-180,"#
        + #"62.5,15],[-170.0,65,20]]]}"#
    )
    let beyond = #"{"type":"LineString","coordinates":[[170,60,10],[190.0,65,20]]}"#
    #expect(try Self.geometry(beyond) == Self.geometry(line))
  }

  /// Bisection with pyproj 3 puts the crossing of the geodesic at 63.06626515.
  @Test func `a line may be cut on its geodesic`() throws {
    let options = ConversionOptions(edges: .geodesic)
    let line = #"{"type":"LineString","coordinates":[[170,60],[-170,65]]}"#
    #expect(try Self.geometry(line, options).contains("[180,63.0662651]"))
  }

  @Test func `longitudes go on beyond 180 for flat viewers, cut parts join again`() throws {
    let options = ViewerProfile.maplibre.options(layer: "")
    let whole = #"{"type":"LineString","coordinates":[[170,60],[180,62.5],[190.0,65]]}"#
    let cut =
      #"{"type":"MultiLineString","coordinates":[[[170,60],[180,62.5]],[[-180,62.5],[-170.0,65]]]}"#
    #expect(try Self.geometry(cut, options) == whole)
    #expect(
      try Self.geometry(
        #"{"type":"LineString","coordinates":[[-170.25,1],[170.125,2]]}"#, options)
        == #"{"type":"LineString","coordinates":[[-170.25,1],[-189.875,2]]}"#)
    let areas =
      #"{"type":"MultiPolygon","coordinates":[[[[170,0],[180,0],[180,5],[170,0]]],[[[-180,"#
      + #"0],[-175,0],[-180,5],[-180,0]]]]}"#
    #expect(
      try Self.geometry(areas, options)
        == #"{"type":"MultiPolygon","coordinates":[[[[170,0],[180,0],[180,5],[170,0]]],"#
        + #"[[[180,0],[185,0],[180,5],[180,0]]]]}"#
    )
  }

  @Test func `boxes hold positions and altitudes, west of east unless over the antimeridian`()
    throws
  {
    let options = ConversionOptions(writesBoxes: true)
    let text = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","bbox":[9,9,9,9],"properties":null,"geometry":{"type":"Point","coordinates":[179.5,1.50,7]}},
      {"type":"Feature","properties":null,"geometry":{"type":"LineString","coordinates":[[-179,0],[-178,3]]}},
      {"type":"Feature","properties":null,"geometry":null}]}
      """
    let lines = try Self.convert(text, options).split(separator: "\n")
    #expect(lines[1].contains(#""bbox":[179.5,1.5,7,179.5,1.5,7],"#))
    #expect(lines[2].contains(#""bbox":[-179,0,-178,3],"#))
    #expect(!lines[3].contains("bbox"))
    #expect(lines[4] == #"],"bbox":[179.5,0,7,-178,3,7]}"#)
  }

  /// RFC 7946 section 5.2: the westernmost first, though its number is the greater one.
  @Test(arguments: [ConversionOptions.Antimeridian.cut, .kept])
  func `the box of what crosses longitude 180 does not go round the Earth`(
    antimeridian: ConversionOptions.Antimeridian
  ) throws {
    let options = ConversionOptions(antimeridian: antimeridian, writesBoxes: true)
    for line in ["[170,10],[-170,12]", "[-170,12],[170,10]", "[170,10],[190,12]"] {
      let text = #"{"type":"LineString","coordinates":[\#(line)]}"#
      if antimeridian == .kept, line.contains("190") { continue }
      #expect(
        try Self.convert(Self.feature(text), options).contains(#""bbox":[170,10,-170,12]"#))
    }
    let ring = #"{"type":"Polygon","coordinates":[[[170,1],[-170,1],[-175,5],[170,1]]]}"#
    #expect(try Self.convert(Self.feature(ring), options).contains(#""bbox":[170,1,-170,5]"#))
  }

  /// RFC 7946 section 5.3: what holds a pole reaches to it, from -180 to 180.
  @Test func `the box of what holds a pole reaches to it`() throws {
    let options = ConversionOptions(writesBoxes: true)
    let cap = #"{"type":"Polygon","coordinates":[[[0,70],[120,70],[-120,70],[0,70]]]}"#
    #expect(try Self.convert(Self.feature(cap), options).contains(#""bbox":[-180,70,180,90]"#))
  }

  @Test(arguments: [
    // The pole is on the smaller side, whichever way the ring runs.
    ("[[0,70],[120,70],[-120,70],[0,70]]", "[-180,70,180,90]"),
    ("[[0,70],[-120,70],[120,70],[0,70]]", "[-180,70,180,90]"),
    ("[[0,-70],[120,-60],[-120,-70],[0,-70]]", "[-180,-90,180,-60]"),
    // Round no pole: over longitude 180, and along the edges of the map.
    ("[[170,70],[-170,70],[-170,75],[170,75],[170,70]]", "[170,70,-170,75]"),
    ("[[-180,-80],[180,-80],[180,-70],[-180,-70],[-180,-80]]", "[-180,-80,180,-70]"),
  ])
  func `the box of an area round a pole reaches to it when it is not cut`(
    ring: String, box: String
  ) throws {
    let options = ConversionOptions(winding: .kept, antimeridian: .kept, writesBoxes: true)
    let area = #"{"type":"Polygon","coordinates":[\#(ring)]}"#
    let text = try Self.convert(Self.feature(area), options)
    #expect(text.contains("\"bbox\":" + box) && text.contains(ring), "\(text)")
    // A line round the pole holds no pole.
    let line = #"{"type":"LineString","coordinates":[[0,70],[120,70],[-120,70],[0,70]]}"#
    #expect(
      try Self.convert(Self.feature(line), options).contains(#""bbox":[-180,70,180,70]"#))
  }

  /// RFC 7946 section 5: a geometry may have a box as a feature may.
  @Test func `a geometry alone gets a box, one that is there makes way`() throws {
    let options = ConversionOptions(writesBoxes: true)
    #expect(
      try Self.convert(#"{"type":"Point","bbox":[0,0,9,9],"coordinates":[1.50,2,3]}"#, options)
        == #"{"type":"Point","coordinates":[1.50,2,3],"bbox":[1.5,2,3,1.5,2,3]}"# + "\n")
    #expect(
      try Self.convert(#"{"type":"LineString","coordinates":[[170,10],[-170,12]]}"#, options)
        == #"{"type":"MultiLineString","coordinates":[[[170,10],[180,11]],[[-180,11],[-170,12]]],"#
        + #""bbox":[170,10,-170,12]}"# + "\n")
    let parts = #"{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":[3,0.10]}"#
    #expect(
      try Self.convert(#"{"type":"GeometryCollection","geometries":[\#(parts)]}"#, options)
        == #"{"type":"GeometryCollection","geometries":[\#(parts)],"bbox":[1,0.1,3,2]}"# + "\n")
    #expect(
      try Self.convert(#"{"type":"MultiPoint","coordinates":[]}"#, options)
        == #"{"type":"MultiPoint","coordinates":[]}"# + "\n")
  }

  @Test func `trips get a time at every position`() throws {
    let options = ViewerProfile.kepler.options(layer: "")
    let listed =
      #"{"type":"Feature","properties":{"times":[1600000000,"2020-09-13T12:26:41Z"]},"#
      + #""geometry":{"type":"LineString","coordinates":[[0,0],[1,1,5]]}}"#
    #expect(
      try Self.convert(listed, options).contains("[[0,0,0,1600000000],[1,1,5,1600000001]]"))
    // Along the equator lengths are in proportion to longitudes; 1577836800 is the start of 2020.
    let lasting =
      #"{"type":"Feature","properties":{"time_days":4},"geometry":{"type":"LineString","#
      + #""coordinates":[[0,0],[1,0],[4,0]]}}"#
    #expect(
      try Self.convert(lasting, options)
        .contains("[[0,0,0,1577836800],[1,0,0,1577923200],[4,0,0,1578182400]]"))
  }

  /// Along the equator lengths are in proportion to longitudes; 1577836800 is the start of 2020.
  @Test func `legs of one journey become one trip`() throws {
    let options = ViewerProfile.kepler.options(layer: "")
    func trip(_ legs: String, _ properties: String = #""time_days":4"#) -> String {
      #"{"type":"Feature","properties":{\#(properties)},"geometry":{"type":"MultiLineString","#
        + #""coordinates":[\#(legs)]}}"#
    }
    #expect(
      try Self.convert(trip("[[178,0],[179,0]],[[179,0],[180,0]],[[-180,0],[-178,0]]"), options)
        .contains(
          #""LineString","coordinates":[[178,0,0,1577836800],[179,0,0,1577923200],"#
            + "[179,0,0,1577923200],[180,0,0,1578009600],[182,0,0,1578182400]]"))
    // A gap of 0.01 degrees in 4.
    #expect(
      try Self.convert(trip("[[0,0],[1,0]],[[1.01,0],[4,0]]", #""times":[1,2,3,4]"#), options)
        .contains(#""LineString","coordinates":[[0,0,0,1],[1,0,0,2],[1.01,0,0,3],[4,0,0,4]]"#))
    // A gap of 1 degree in 4.
    let apart = trip("[[0,0],[1,0]],[[2,0],[4,0]]")
    #expect(try Self.convert(apart, options) == apart + "\n")
  }

  @Test(arguments: [
    #"{"times":[1,2,3]},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}"#,
    #"{},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}"#,
    #"{"time_days":4},"geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[5,5],[6,6]]]}"#,
    #"{"time_days":4},"geometry":{"type":"LineString","coordinates":[[170,0],[-170,0]]}"#,
  ])
  func `lines without times are counted`(rest: String) throws {
    var options = ViewerProfile.kepler.options(layer: "")
    if rest.contains("-170") { options.antimeridian = .cut }
    let text = #"{"type":"Feature","properties":\#(rest)}"#
    let summary = try GeoJSONConverter.convert(Array(text.utf8), file: "a", options: options)
      .summary
    #expect(summary.timeless == 1)
  }

  @Test func `viewers get their members`() throws {
    let feature = #"{"type":"Feature","properties":{"color":"red","name":"N"},"geometry":null}"#
    #expect(
      try Self.convert(feature, ViewerProfile.tippecanoe.options(layer: "rail \"x\""))
        .contains(#""geometry":null,"tippecanoe":{"layer":"rail \"x\""}}"#))
    #expect(
      try Self.convert(feature, ViewerProfile.geojsonio.options(layer: ""))
        .contains(#"{"color":"red","name":"N","stroke":"red","title":"N"}"#))
  }

  @Test func `missing members become null and a null id goes`() throws {
    #expect(
      try Self.convert(#"{"type":"Feature","id":null}"#)
        == #"{"type":"Feature","properties":null,"geometry":null}"# + "\n")
  }

  @Test(arguments: [
    (
      #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,"#
        + #"0],[1,1]]]}}"#, "1:80"
    ),
    (
      #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,91]}}"#,
      "1:76"
    ),
    (#"{"type":"Feature","properties":{"a":1,"a":2},"geometry":null}"#, "1:39"),
    (
      "{\"type\":\"FeatureCollection\",\n\"features\":[\n  {\"type\":\"Point\",\"coordinates\":[1,2]}]}",
      "3:3"
    ),
    (
      #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,"#
        + #"1e400]}}"#, "1:79"
    ),
  ])
  func `what can't be mended is an error with its place`(text: String, place: String) throws {
    let error = try #require(throws: StreamError.self) { try Self.convert(text) }
    #expect(error.description.hasPrefix("a.geojson:\(place): error: "), "\(error)")
  }

  @Test func `a lenient conversion passes on what it can't mend`() throws {
    let text = Self.feature(#"{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}"#)
    #expect(try Self.convert(text, ConversionOptions(isLenient: true)) == text + "\n")
  }

  @Test func `an object beyond the limit is refused, not kept in memory`() throws {
    var options = ConversionOptions.plain
    options.featureLimit = 1000
    let long = String(repeating: "x", count: 5000)
    let text = Self.feature(#"{"type":"Point","coordinates":[1,2]}"#, #","a":"\#(long)""#)
    let error = try #require(throws: StreamError.self) {
      try Self.convert(text, options, pieceSize: 100)
    }
    #expect(error.description.contains("larger than"))
  }

  static let far = ["721", "-1e21", "5000000000000000000000", "1e300", "-1.7976931348623157e308"]

  /// A longitude beyond two turns is none, as in projected metres: nobody knows what is meant.
  @Test(arguments: far, ["LineString", "MultiPoint", "Polygon"])
  func `longitudes beyond two turns are refused with their place`(
    longitude: String, type: String
  ) throws {
    let corner = "[\(longitude),1]"
    let coordinates =
      type == "Polygon" ? "[[[0,0],[190,0],\(corner),[0,0]]]" : "[[0,0],[190,0],\(corner)]"
    let text = Self.feature(#"{"type":"\#(type)","coordinates":\#(coordinates)}"#)
    let place = try #require(text.firstRange(of: corner)).lowerBound
    let column = text.utf8.distance(from: text.startIndex, to: place) + 1
    for profile in ViewerProfile.allCases {
      var options = profile.options(layer: "x")
      options.writesBoxes = true
      options.precision = 3
      let error = try #require(throws: StreamError.self) { try Self.convert(text, options) }
      #expect(error.description.hasPrefix("a.geojson:1:\(column): error: longitude "), "\(error)")
      options.isLenient = true
      _ = try Self.convert(text, options)
    }
    var linter = GeoJSONLinter(ByteSource(bytes: Array(text.utf8), name: "a"))
    var found: [GeoJSONFinding] = []
    while let more = try linter.next() { found += more }
    #expect(found.first { $0.code == "longitude" }?.isMendable == false)
  }

  @Test func `two turns are mended`() throws {
    let line = #"{"type":"LineString","coordinates":[[720,1],[-719,2]]}"#
    #expect(try Self.geometry(line) == #"{"type":"LineString","coordinates":[[0,1],[1,2]]}"#)
  }
}
