import CorridorGeoJSON
import CorridorGeometry
import Testing

@Suite struct GeoJSONWriterTests {
  /// The text of one feature of that geometry.
  private func text(_ geometry: Geometry, precision: Int = 7) throws -> String {
    let collection = FeatureCollection(features: [Feature(id: "a", geometry: geometry)])
    let bytes = try GeoJSONWriter(precision: precision).bytes(collection)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What stands after `"geometry":` in the text of one feature of that geometry.
  private func geometryText(_ geometry: Geometry, precision: Int = 7) throws -> Substring {
    let text = try text(geometry, precision: precision)
    let start = try #require(text.firstRange(of: "\"geometry\":"))
    return text[start.upperBound...].dropLast("}\n]}\n".count)
  }

  @Test func `members stand in a fixed order and every feature on its line`() throws {
    let collection = FeatureCollection(
      features: [
        Feature(
          id: .string("khasan"), geometry: .point(Coordinate(130.6453, 42.4292)),
          properties: ["name": "하산", "km": 238.0], foreignMembers: ["title": "x"]),
        Feature(id: .integer(2), geometry: nil),
      ],
      foreignMembers: ["note": "n", "attribution": ["credit": "c"], "name": "places"])
    let bytes = try GeoJSONWriter(writesFeatureBoxes: true).bytes(collection)
    #expect(
      String(decoding: bytes, as: UTF8.self) == #"""
        {"type":"FeatureCollection","name":"places","bbox":[130.6453,42.4292,130.6453,42.4292],"attribution":{"credit":"c"},"note":"n",
        "features":[
        {"type":"Feature","id":"khasan","bbox":[130.6453,42.4292,130.6453,42.4292],"properties":{"name":"하산","km":238},"geometry":{"type":"Point","coordinates":[130.6453,42.4292]},"title":"x"},
        {"type":"Feature","id":2,"properties":{},"geometry":null}
        ]}

        """#)
    let again = try GeoJSONReader.read(bytes: bytes, file: "a.geojson")
    #expect(again.features.map(\.properties) == collection.features.map(\.properties))
    #expect(again.features.map(\.id) == collection.features.map(\.id))
    #expect(try GeoJSONWriter(writesFeatureBoxes: true).bytes(again) == bytes)
  }

  @Test func `an empty collection has no box`() throws {
    let bytes = try GeoJSONWriter().bytes(FeatureCollection(features: []))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "{\"type\":\"FeatureCollection\",\n\"features\":[\n]}\n")
  }

  @Test(arguments: GeoJSONReaderTests.geometries)
  func `every type of geometry comes back`(text: String, geometry: Geometry) throws {
    let bytes = Array(try self.text(geometry).utf8)
    let again = try GeoJSONReader.read(bytes: bytes, file: "a.geojson").features
    #expect(again == [Feature(id: "a", geometry: geometry)])
  }

  @Test(arguments: [
    (7, 130.64534567, "130.6453457"), (7, -0.00000004, "0"), (7, 0.00000006, "0.0000001"),
    (7, -0.5, "-0.5"), (7, 100, "100"), (7, -180, "-180"), (7, 9.99999996, "10"),
    (7, 127.02758789062501, "127.0275879"), (0, 12.5, "13"), (1, 12.05, "12.1"),
    (12, 1.000000000001, "1.000000000001"), (3, 1.0006, "1.001"), (7, 10.02, "10.02"),
  ])
  func `coordinates are rounded and have no trailing zeros`(
    precision: Int, longitude: Double, expected: String
  ) throws {
    #expect(
      try geometryText(.point(Coordinate(longitude, 0)), precision: precision)
        == #"{"type":"Point","coordinates":[\#(expected),0]}"#)
  }

  @Test func `every seven-decimal number is written as it was read`() throws {
    var random = SplitMix64(state: 3)
    for _ in 0..<2_000 {
      let steps = Int(random.next() % 3_600_000_001) - 1_800_000_000
      let longitude = Double(steps) / 1e7
      let text = NumberText.text(longitude)
      #expect(
        try geometryText(.point(Coordinate(longitude, 0)))
          == #"{"type":"Point","coordinates":[\#(text),0]}"#)
    }
  }

  @Test func `vertices that rounding makes equal are dropped`() throws {
    let line = [
      Coordinate(1, 1), Coordinate(1.00000001, 1), Coordinate(2, 2), Coordinate(2, 2),
      Coordinate(1, 1),
    ]
    #expect(
      try geometryText(.lineString(line))
        == #"{"type":"LineString","coordinates":[[1,1],[2,2],[1,1]]}"#)
  }

  @Test func `a line keeps two vertices and a ring four`() throws {
    let short = [Coordinate(1, 1), Coordinate(1.00000001, 1)]
    #expect(
      try geometryText(.lineString(short)) == #"{"type":"LineString","coordinates":[[1,1],[1,1]]}"#)
    let sliver = [
      Coordinate(1, 1), Coordinate(1.00000001, 1), Coordinate(1, 1.00000001), Coordinate(1, 1),
    ]
    #expect(
      try geometryText(.polygon([sliver]))
        == #"{"type":"Polygon","coordinates":[[[1,1],[1,1],[1,1],[1,1]]]}"#)
  }

  @Test func `exteriors run counter-clockwise and holes clockwise`() throws {
    let (ring, hole) = (GeoJSONReaderTests.ring, GeoJSONReaderTests.hole)
    let right = try geometryText(.polygon([ring, hole]))
    #expect(
      right
        == #"{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[3,2],[3,1],[1,0.5]]]}"#
    )
    #expect(try geometryText(.polygon([ring.reversed(), hole.reversed()])) == right)
    #expect(try geometryText(.polygon([ring.reversed(), hole])) == right)
  }

  @Test func `an open ring is closed`() throws {
    #expect(
      try geometryText(.polygon([GeoJSONReaderTests.ring.dropLast()]))
        == #"{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]}"#)
  }

  /// The latitudes on the antimeridian are GeographicLib's, by bisection on its geodesic.
  @Test func `a line over the antimeridian is cut on the geodesic`() throws {
    let line = [Coordinate(170, 45), Coordinate(-170, 45)]
    #expect(
      try geometryText(.lineString(line))
        == #"{"type":"MultiLineString","coordinates":[[[170,45],[180,45.4400187]],[[-180,45.4400187],[-170,45]]]}"#
    )
  }

  @Test func `longitudes that go on past 180 mean the same`() throws {
    let wrapped = try geometryText(.lineString([Coordinate(170, 45), Coordinate(-170, 45)]))
    #expect(try geometryText(.lineString([Coordinate(170, 45), Coordinate(190, 45)])) == wrapped)
    #expect(
      try geometryText(.point(Coordinate(190, 1))) == #"{"type":"Point","coordinates":[-170,1]}"#)
  }

  /// The example of RFC 7946 section 3.1.9, but for the latitudes of the cut, which are
  /// GeographicLib's.
  @Test func `a polygon over the antimeridian is cut on the geodesic`() throws {
    let ring = [
      Coordinate(170, 40), Coordinate(-170, 40), Coordinate(-170, 50), Coordinate(170, 50),
      Coordinate(170, 40),
    ]
    let text = try text(.polygon([ring]))
    let again = try GeoJSONReader.read(bytes: Array(text.utf8), file: "a.geojson")
    let polygons = try #require(again.features.first?.geometry?.polygons)
    #expect(polygons.count == 2)
    let east = Set([
      Coordinate(170, 40), Coordinate(170, 50), Coordinate(180, 40.4341678),
      Coordinate(180, 50.4325041),
    ])
    let west = Set(
      east.map { Coordinate(longitude: -$0.longitude, latitude: $0.latitude) })
    #expect(Set(polygons.map { Set($0[0]) }) == [east, west])
    #expect(again.bbox == [170, 40, -170, 50.4325041])
  }

  /// The example of RFC 7946 section 5.2: points of Fiji.
  @Test func `a box over the antimeridian has its west greater than its east`() throws {
    let points = [Coordinate(177, -20), Coordinate(-178, -16), Coordinate(179, -18)]
    #expect(try text(.multiPoint(points)).contains("\"bbox\":[177,-20,-178,-16],"))
    #expect(
      try text(.multiPoint([Coordinate(-10, 0), Coordinate(130, 1)]))
        .contains("\"bbox\":[-10,0,130,1],"))
    let world = [
      Coordinate(-180, -90), Coordinate(180, -90), Coordinate(180, 90), Coordinate(-180, 90),
    ]
    #expect(try text(.polygon([world])).contains("\"bbox\":[-180,-90,180,90],"))
  }

  static let refused: [(FeatureCollection, GeoJSONWriterError)] = {
    let point = Geometry.point(Coordinate(1, 2))
    func one(_ geometry: Geometry) -> FeatureCollection {
      FeatureCollection(features: [Feature(id: "a", geometry: geometry)])
    }
    return [
      (FeatureCollection(features: [Feature(geometry: point)]), .missingID(index: 0)),
      (
        FeatureCollection(features: [
          Feature(id: "a", geometry: point), Feature(id: "b", geometry: nil),
          Feature(id: "a", geometry: nil),
        ]), .duplicateID(.string("a"), first: 0, second: 2)
      ),
      (one(.point(Coordinate(.nan, 0))), .coordinateNotFinite(place: "feature a")),
      (one(.point(Coordinate(0, .infinity))), .coordinateNotFinite(place: "feature a")),
      (one(.multiPoint([Coordinate(0, 90.5)])), .latitude(90.5, place: "feature a")),
      (one(.lineString([Coordinate(0, 0)])), .shortLine(place: "feature a")),
      (one(.multiLineString([[]])), .shortLine(place: "feature a")),
      (
        one(.polygon([[Coordinate(0, 0), Coordinate(1, 0), Coordinate(0, 0)]])),
        .shortRing(place: "feature a")
      ),
      (
        FeatureCollection(features: [
          Feature(id: "a", geometry: point, properties: ["k": [1, .number(.infinity)]])
        ]), .notFinite(place: "feature a", path: "properties.k[1]", number: .infinity)
      ),
      (
        FeatureCollection(features: [], foreignMembers: ["crs": nil]),
        .reservedMember("crs", place: "the collection")
      ),
    ]
  }()

  @Test(arguments: refused)
  func `what can't be written is refused`(
    collection: FeatureCollection, error: GeoJSONWriterError
  ) {
    #expect(throws: error) { try GeoJSONWriter().bytes(collection) }
    #expect(error.description.contains("; "))
  }

  @Test(arguments: [-1, 13])
  func `decimals are 0 to 12`(precision: Int) {
    #expect(throws: GeoJSONWriterError.precision(precision)) {
      try GeoJSONWriter(precision: precision).bytes(FeatureCollection(features: []))
    }
  }

  @Test func `the same collection gives the same bytes`() throws {
    let collection = try GeoJSONReader.read(
      bytes: GeoJSONFuzzTests.document, file: "a.geojson")
    let first = try GeoJSONWriter().bytes(collection)
    for _ in 0..<5 { #expect(try GeoJSONWriter().bytes(collection) == first) }
    let again = try GeoJSONReader.read(bytes: first, file: "a.geojson")
    #expect(try GeoJSONWriter().bytes(again) == first)
  }
}
