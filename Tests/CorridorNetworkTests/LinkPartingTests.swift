import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// Links parted at places that they pass, on drawings whose lengths are known in closed form.
@Suite struct LinkPartingTests {
  private static let countries = "AAABBB"
  private static let line = "a-----c"

  private static func place(
    _ id: String, _ longitude: Double, _ latitude: Double = 0, kind: Place.Kind = .station
  ) -> Place {
    Place(
      id: id, names: Names(english: id.uppercased()), kind: kind, country: nil,
      coordinate: Coordinate(longitude: longitude, latitude: latitude), location: Drawing.nowhere)
  }

  private static func drawing(
    _ line: String = line, change: (inout Link) -> Void = { _ in }
  ) throws -> Drawing {
    try Drawing(countries: countries, line: line, change: change)
  }

  private static func degrees(_ lengths: [Length]) -> [Double] {
    lengths.map { ($0 / Drawing.degree * 1e6).rounded() / 1e6 }
  }

  /// P lies 553 m north of the line: a degree of latitude at the equator is 110.57 km.
  @Test func `parts have their shares of the length and the countries along them`() throws {
    let drawing = try Self.drawing()
    let whole = try drawing.measured("a", factor: 1.2)
    let parts = whole.parted(at: [Self.place("p", 2.5, 0.005)], of: drawing.study)
    #expect(parts.map(\.link.from) == ["a", "p"] && parts.map(\.link.to) == ["p", "c"])
    #expect(parts.map(\.link.id) == ["a", "a"])
    #expect(Self.degrees(parts.map(\.traced)) == [2.5, 3.5])
    #expect(Self.degrees(parts.map(\.costed)) == [3, 4.2])
    #expect(parts[0].stretches.map(\.country) == ["AA"])
    #expect(parts[1].stretches.map(\.country) == ["AA", "BB"])
    #expect(Self.degrees(parts[1].stretches.flatMap { [$0.from, $0.to] }) == [0, 0.5, 0.5, 3.5])
    #expect(parts[0].link.line.coordinates.last == parts[1].link.line.coordinates.first)
    #expect(Set(parts.map(\.key)).count == 2)
  }

  @Test func `a published length is shared out, and is then derived`() throws {
    let drawing = try Self.drawing { link in
      link.declared = Link.DeclaredLength(
        kilometres: 720, series: "posts", source: "BOOK", sourceClass: .sourced)
    }
    let parts = try drawing.measured("a").parted(at: [Self.place("p", 2)], of: drawing.study)
    #expect(parts.map { ($0.costed.kilometres * 1e6).rounded() / 1e6 } == [240, 480])
    #expect(parts.map(\.link.declared?.sourceClass) == [.derived, .derived])
    #expect(parts.map(\.basis) == [.declared, .declared])
  }

  @Test func `several places part a link in their order along it`() throws {
    let drawing = try Self.drawing()
    let places = [Self.place("q", 5), Self.place("p", 1)]
    let whole = try drawing.measured("a")
    let (links, stops, wholes) = [whole].parted(
      at: places, classes: [whole.link.linkClass], of: drawing.study)
    #expect(wholes.map(\.key) == [whole.key])
    #expect([whole].parted(at: places, classes: [], of: drawing.study).links.count == 1)
    #expect(links.map(\.link.from) == ["a", "p", "q"] && links.map(\.link.to) == ["p", "q", "c"])
    #expect(Self.degrees(links.map(\.traced)) == [1, 4, 1])
    #expect(Set(stops.map(\.place.id)) == ["p", "q"])
    #expect(Self.degrees(stops.map(\.chainage)).sorted() == [1, 5])
    #expect(Self.degrees(stops.map(\.length)) == [6, 6])
  }

  /// The border of AA and BB is at 3 degrees east.
  @Test(arguments: [(2.0, [[], ["x-aa-bb"]]), (4.0, [["x-aa-bb"], []])])
  func `a border crossing that a link declares belongs to the part on which it lies`(
    at: Double, crossings: [[String]]
  ) throws {
    let drawing = try Self.drawing { $0.crossings = ["x-aa-bb"] }
    let parts = try drawing.measured("a").parted(at: [Self.place("p", at)], of: drawing.study)
    #expect(parts.map(\.link.crossings) == crossings)
  }

  @Test(arguments: [
    // 1.1 km off; a link's own end; beside its end; nothing is loaded at a border.
    (place("p", 2.5, 0.01), line), (place("a", 0), line), (place("p", 0, 0.005), line),
    (place("p", 2.5, kind: .borderCrossing), line),
    // Ships pass what they don't call at.
    (place("p", 2.5), "a~~~~~c"),
  ])
  func `what is not passed parts nothing`(place: Place, line: String) throws {
    let drawing = try Self.drawing(line)
    let whole = try drawing.measured("a")
    #expect(whole.stop(at: place) == nil)
    let parts = whole.parted(at: [place], of: drawing.study)
    #expect(parts.map(\.key) == ["a a c"] && parts[0].traced == whole.traced)
  }

  @Test func `two parts of one link share no way, and each shares itself`() throws {
    let drawing = try Self.drawing()
    let parts = try drawing.measured("a").parted(at: [Self.place("p", 2.5)], of: drawing.study)
    var ways = CommonWay(parts)
    #expect(ways.share(of: parts[0].key, on: [parts[1].key]) == 0)
    #expect(ways.share(of: parts[0].key, on: [parts[0].key]) == 1)
  }
}
