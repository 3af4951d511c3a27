import CorridorGeoJSON
import CorridorGeometry
import Testing

@Suite struct GeoJSONFuzzTests {
  static let document = Array(
    #"""
    {"type":"FeatureCollection","name":"하산","bbox":[-3,0,3,4,40,3],"features":[
    {"type":"Feature","id":"a","geometry":{"type":"LineString","coordinates":[[1.5,2],[-3,4e1]]},"properties":{"k":"\u00e9\ud83d\ude00","n":[1,null,true]}},
    {"type":"Feature","id":2,"properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]},
    {"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[3,2],[3,1],[1,0.5]]]]}]}}]}
    """#.utf8)

  /// A document with one to four bytes changed, left out, put in or repeated.
  static func mutated(_ random: inout SplitMix64) -> [UInt8] {
    let alphabet =
      Array("{}[]:,\"\\ \n0123456789.-+eEutrfn".utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xFF]
    var bytes = document
    for _ in 0...Int(random.next() % 4) {
      guard !bytes.isEmpty else { break }
      let place = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 6 {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(alphabet[Int(random.next() % UInt64(alphabet.count))], at: place)
      case 2: bytes[place] = alphabet[Int(random.next() % UInt64(alphabet.count))]
      case 3: bytes[place] ^= 1 << UInt8(random.next() % 8)
      case 4:
        let end = min(place + Int(random.next() % 40), bytes.count)
        bytes.insert(contentsOf: bytes[place..<end], at: Int(random.next() % UInt64(place + 1)))
      default: bytes.removeSubrange(place..<min(place + Int(random.next() % 40), bytes.count))
      }
    }
    return bytes
  }

  /// What is read is written and read again alike; what is not has a place in the text.
  @Test(arguments: 0..<10)
  func `no mutation of a document traps`(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<1_000 {
      let bytes = Self.mutated(&random)
      let lines = bytes.count { $0 == 0x0A } + 1
      for options in [GeoJSONReader.Options.strict, .lenient] {
        do throws(GeoJSONError) {
          let collection = try GeoJSONReader.read(bytes: bytes, file: "a.geojson", options: options)
          _ = try? GeoJSONWriter().bytes(collection)
        } catch {
          #expect((1...lines).contains(error.position.line))
          #expect((1...(bytes.count + 1)).contains(error.position.column))
        }
      }
      if let value = try? JSONParser().parse(bytes) {
        let again = try? JSONParser().parse(JSONWriter().bytes(value))
        #expect(again == value)
      }
    }
  }

  @Test func `a document cut anywhere is refused`() throws {
    _ = try GeoJSONReader.read(bytes: Self.document, file: "a.geojson")
    for count in Self.document.indices {
      #expect(throws: GeoJSONError.self) {
        try GeoJSONReader.read(bytes: Array(Self.document[..<count]), file: "a.geojson")
      }
    }
  }
}
