import CorridorGeoJSON
import CorridorGeometry
import Testing

/// Seeded random texts through the converter and the linter, held against the reader of whole texts
/// and the JSON parser, which are other code.
@Suite struct StreamFuzzTests {
  private static func convert(
    _ bytes: [UInt8], _ options: ConversionOptions, pieceSize: Int
  ) throws(StreamError) -> [UInt8] {
    let source = ByteSource(bytes: bytes, name: "a", pieceSize: pieceSize)
    var converter = GeoJSONConverter(source, options: options)
    var output: [UInt8] = []
    while try converter.appendNext(to: &output) {}
    return output
  }

  private static func findings(_ bytes: [UInt8], pieceSize: Int) throws -> [GeoJSONFinding] {
    var linter = GeoJSONLinter(ByteSource(bytes: bytes, name: "a", pieceSize: pieceSize))
    var all: [GeoJSONFinding] = []
    while let findings = try linter.next() { all += findings }
    return all
  }

  @Test(arguments: 0..<10)
  func `mutated documents convert as the reader reads them, or fail with a place`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(state: seed)
    for _ in 0..<400 {
      let bytes = GeoJSONFuzzTests.mutated(&random)
      let pieceSize = Int(random.next() % 200) + 1
      let findings = try Self.findings(bytes, pieceSize: pieceSize)
      let again = try Self.findings(bytes, pieceSize: 1 << 20)
      #expect(findings == again, "pieces don't matter")
      let lines = bytes.count { $0 == 0x0A } + 1
      for finding in findings { #expect((1...lines).contains(finding.position.line)) }
      let collection = try? GeoJSONReader.read(bytes: bytes, file: "a")
      do throws(StreamError) {
        let plain = try Self.convert(bytes, .plain, pieceSize: pieceSize)
        if let collection {
          let back = try? GeoJSONReader.read(bytes: plain, file: "b")
          #expect(back == collection || !collection.notes.isEmpty)
        }
        let clean = try Self.convert(bytes, ConversionOptions(), pieceSize: pieceSize)
        let left = try? Self.findings(clean, pieceSize: pieceSize)
        #expect(
          left?.contains { $0.isMendable } == false, "\(String(decoding: bytes, as: UTF8.self))")
        #expect(try Self.convert(clean, ConversionOptions(), pieceSize: 1 << 20) == clean)
      } catch {
        #expect(collection == nil || error.description.contains("bounding box"), "\(error)")
        #expect(findings.contains { $0.severity == .error })
      }
    }
  }

  // Found by fuzzing: a number of a collection was two where the text came in two pieces.
  @Test(arguments: [
    #"{"type":"FeatureCollection","bbox":[340,-10,-170,10],"features":[],"after":0es}"#,
    #"{"type":"FeatureCollection","features":11111111111111111111rtie~}s"5555"#,
    #"{"type":"FeatureCollection","name":"x","bbox":1e400, "features":[]}"#,
    #"{"type":"FeatureCollection","features":[12,true,-3.5e1,nulls,"x"],"n":12.25}"#,
  ])
  func `a number of a collection is one thing, whatever the pieces`(text: String) throws {
    let bytes = Array(text.utf8)
    let whole = try Self.findings(bytes, pieceSize: 1 << 20)
    for size in 1...bytes.count {
      #expect(try Self.findings(bytes, pieceSize: size) == whole, "pieces of \(size)")
    }
  }

  // Found by fuzzing: an edge along the pole wider than half a turn was cut once more the second time.
  @Test func `what was cut round a pole is cut once`() throws {
    for (ring, latitude) in [
      ("[[5,-80],[-90,-80],[180,-80],[90,-80],[5,-80]]", 80.0),
      ("[[-170,70],[-50,70],[70,70],[-170,70]]", 70),
      ("[[-5,-80],[90,-80],[180,-80],[-90,-80],[-5,-80]]", 80),
    ] {
      let text = Array(#"{"type":"Polygon","coordinates":[\#(ring)]}"#.utf8)
      let once = try Self.convert(text, ConversionOptions(), pieceSize: 100)
      #expect(try Self.convert(once, ConversionOptions(), pieceSize: 100) == once)
      let cut = try GeoJSONReader.read(bytes: once, file: "a").features.first?.geometry
      guard case .multiPolygon(let polygons)? = cut else {
        Issue.record("\(ring) is not cut: \(String(decoding: once, as: UTF8.self))")
        continue
      }
      // All edges run along one parallel: square degrees from there to the pole.
      let squareDegrees = polygons.reduce(0) { sum, rings in
        sum
          + abs(
            zip(rings[0], rings[0].dropFirst()).reduce(0) {
              $0 + ($1.1.longitude - $1.0.longitude) * ($1.1.latitude + $1.0.latitude) / 2
            })
      }
      #expect(squareDegrees == 360 * (90 - latitude))
      for ring in polygons.map({ $0[0] }) {
        for (start, end) in zip(ring, ring.dropFirst()) {
          #expect(abs(start.longitude - end.longitude) <= 180)
        }
      }
    }
  }

  // Found by fuzzing: a number that stands alone was two where the text came in two pieces.
  @Test(arguments: ["26", "26\"x\"", "-1.5e10 true", "12\n34", "null", "\u{FEFF}26\"}},\"p"])
  func `what stands alone is one thing, whatever the pieces`(text: String) throws {
    let bytes = Array(text.utf8)
    let whole = try? Self.findings(bytes, pieceSize: 1 << 20)
    for size in 1...bytes.count {
      #expect((try? Self.findings(bytes, pieceSize: size)) == whole, "\(size)")
    }
  }

  @Test func `a document cut anywhere is refused by all`() throws {
    let document = GeoJSONFuzzTests.document
    _ = try Self.convert(document, .plain, pieceSize: 7)
    for count in document.indices {
      let bytes = Array(document[..<count])
      #expect(throws: StreamError.self) { try Self.convert(bytes, .plain, pieceSize: 50) }
      #expect(try Self.findings(bytes, pieceSize: 50).contains { $0.code == "json" })
    }
  }

  @Test func `any bytes end in a finding, not a trap`() throws {
    var random = SplitMix64(state: 7)
    for _ in 0..<2_000 {
      let bytes = (0..<Int(random.next() % 60)).map { _ in UInt8(truncatingIfNeeded: random.next())
      }
      #expect(try Self.findings(bytes, pieceSize: 5).contains { $0.severity == .error })
      #expect(throws: StreamError.self) { try Self.convert(bytes, .plain, pieceSize: 5) }
    }
  }

  /// A star round a middle, whose edges cross neither each other nor a pole.
  private static func star(
    _ random: inout SplitMix64, longitude: Double
  ) -> [(x: Double, y: Double)] {
    let corners = Int(random.next() % 12) + 3
    let latitude = Double.random(in: -60...60, using: &random)
    return (0..<corners).map { corner in
      let angle = 2 * Double.pi * (Double(corner) + 0.5) / Double(corners)
      let radius = Double.random(in: 2...20, using: &random)
      // Six decimals, as a file has them.
      return (
        ((longitude + radius * Self.cosine(angle)) * 1e6).rounded() / 1e6,
        ((latitude + radius * Self.cosine(angle - Double.pi / 2)) * 1e6).rounded() / 1e6
      )
    }
  }

  /// The cosine by its series, which is exact enough for a star.
  private static func cosine(_ angle: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for step in 1...15 {
      term *= -angle * angle / Double((2 * step - 1) * 2 * step)
      sum += term
    }
    return sum
  }

  private static func area(_ rings: [[Coordinate]]) -> Double {
    rings.reduce(0) { sum, ring in
      zip(ring, ring.dropFirst()).reduce(sum) {
        $0 + ($1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude) / 2
      }
    }
  }

  /// The area in the plane is the star's own, whichever side of the antimeridian its parts lie on.
  @Test(arguments: 0..<20)
  func `cutting and continuing keep the area of a polygon`(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    for _ in 0..<20 {
      let middle = Double.random(in: 165...195, using: &random)
      let ring = Self.star(&random, longitude: middle)
      let closed = ring + [ring[0]]
      let true2 = zip(closed, closed.dropFirst()).reduce(0.0) {
        $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y
      }
      let text = closed.map { position in
        let x = position.x > 180 ? position.x - 360 : position.x
        return "[\((x * 1e6).rounded() / 1e6),\(position.y)]"
      }
      let feature =
        #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[["#
        + text.joined(separator: ",") + "]]}}"
      for profile in [ViewerProfile.rfc7946, .maplibre] {
        let bytes = try Self.convert(
          Array(feature.utf8), profile.options(layer: ""), pieceSize: 1 << 20)
        let shape = try GeoJSONReader.read(bytes: bytes, file: "a", options: .lenient)
        let polygons = try #require(shape.features.first?.geometry).polygons
        let area = polygons.reduce(0) { $0 + Self.area($1) }
        // A cut is rounded to 7 decimals, over edges of at most 40 degrees.
        #expect(abs(area - true2 / 2) < 1e-4, "\(feature)")
        if profile == .rfc7946 {
          #expect(
            try Self.findings(bytes, pieceSize: 1 << 20).allSatisfy { $0.severity == .warning })
        }
      }
    }
  }

  /// What the decimal text rounds to is as near as can be, and no digit is lost that need not be.
  @Test(arguments: 0..<10)
  func `rounded numbers are the nearest`(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    for _ in 0..<200 {
      let number = Double.random(in: -180...180, using: &random)
      let decimals = Int(random.next() % 10)
      var options = ConversionOptions.plain
      options.precision = decimals
      let point = #"{"type":"Point","coordinates":[\#(number),0]}"#
      let bytes = try Self.convert(Array(point.utf8), options, pieceSize: 1 << 20)
      let back = try GeoJSONReader.read(bytes: bytes, file: "a").features.first?.geometry?.points
      let rounded = try #require(back?.first).longitude
      let step = (0..<decimals).reduce(1.0) { step, _ in step / 10 }
      #expect(abs(rounded - number) <= step * 0.5000001)
    }
  }
}
