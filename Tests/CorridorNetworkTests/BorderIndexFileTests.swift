import CorridorGeometry
import CorridorUnits
import GeometryEngine
import Testing

@testable import CorridorNetwork
@testable import CorridorStudy

@Suite("Kept edges of the countries")
struct BorderIndexFileTests {
  /// Two countries side by side, one with a hole, and an island of the second.
  private static func countries() throws -> [(code: String, polygon: MultiPolygon)] {
    func ring(_ west: Double, _ south: Double, _ size: Double) -> [Coordinate] {
      [(0, 0), (1, 0), (1, 1), (0.4, 1.2), (0, 1), (0, 0)].map {
        Coordinate(longitude: west + size * $0.0, latitude: south + size * $0.1)
      }
    }
    let west = try Polygon(exterior: ring(0, 0, 10), holes: [ring(3, 3, 2).reversed()])
    let east = try Polygon(exterior: ring(10, 0, 10), holes: [])
    let island = try Polygon(exterior: ring(30, -5, 3), holes: [])
    return [("AA", MultiPolygon([west])), ("BB", MultiPolygon([east, island]))]
  }

  private let index: BorderIndex
  private let bytes: [UInt8]

  init() throws {
    index = try BorderIndex(countries: Self.countries())
    bytes = BorderIndexFile.bytes(of: index, countries: 7)
  }

  /// The countries of places all over, some of them on edges and corners.
  private static func answers(_ index: BorderIndex) -> [String?] {
    (-4...70).flatMap { x in
      (-12...26).map { y in
        index.country(at: Coordinate(longitude: Double(x) / 2, latitude: Double(y) / 2))
      }
    }
  }

  private static let line = try? LineString([
    Coordinate(longitude: -3, latitude: 1), Coordinate(longitude: 35, latitude: 8),
    Coordinate(longitude: 31, latitude: -8),
  ])

  @Test func `come back as they were and answer alike`() throws {
    let kept = try #require(BorderIndexFile.index(in: bytes, of: 7))
    #expect(BorderIndexFile.bytes(of: kept, countries: 7) == bytes)
    let answers = Self.answers(kept)
    #expect(answers == Self.answers(index))
    #expect(Set(answers) == [nil, "AA", "BB"])
    let hole = Coordinate(longitude: 4, latitude: 4)
    #expect(kept.country(at: hole) == nil)
    let line = try #require(Self.line)
    let measured = try kept.measure(line, edges: .planar, sliver: .zero)
    #expect(try measured == index.measure(line, edges: .planar, sliver: .zero))
    #expect(measured.stretches.map(\.country) == [nil, "AA", "BB", nil, "BB", nil])
  }

  @Test func `do not hold for another text, cut off, or with a byte changed`() {
    #expect(BorderIndexFile.index(in: bytes, of: 8) == nil)
    for count in 0..<bytes.count {
      #expect(BorderIndexFile.index(in: Array(bytes.prefix(count)), of: 7) == nil)
      var changed = bytes
      changed[count] ^= 0x40
      #expect(BorderIndexFile.index(in: changed, of: 7) == nil)
    }
    #expect(BorderIndexFile.index(in: bytes + [0], of: 7) == nil)
  }

  /// A file that is wrong and sealed all the same leads nowhere beyond itself.
  @Test(arguments: [UInt32.max, UInt32(Int32.max), 1 << 20, 7, 0, 0x7FF0_0000])
  func `are refused, or at least measured without a trap, when they were forged`(word: UInt32)
    throws
  {
    let line = try #require(Self.line)
    var refused = 0
    for place in stride(from: 20, to: bytes.count - 12, by: 1) {
      var forged = Array(bytes.dropLast(8))
      for byte in 0..<4 { forged[place + byte] = UInt8(truncatingIfNeeded: word >> (8 * byte)) }
      var writer = ByteWriter()
      writer.write(Fingerprint.of(forged))
      guard let kept = BorderIndexFile.index(in: forged + writer.bytes, of: 7) else {
        refused += 1
        continue
      }
      _ = Self.answers(kept)
      _ = try? kept.measure(line, edges: .planar, sliver: .zero)
    }
    #expect(refused > 0)
  }
}
