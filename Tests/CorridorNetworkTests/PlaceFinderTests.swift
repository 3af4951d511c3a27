import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

@Suite struct PlaceFinderTests {
  private static func place(
    _ id: String, _ names: Names, _ longitude: Double, _ latitude: Double
  ) -> Place {
    Place(
      id: id, names: names, kind: .station, country: nil,
      coordinate: Coordinate(longitude: longitude, latitude: latitude),
      location: SourceLocation(file: "places"))
  }

  private let finder = PlaceFinder([
    place(
      "a", Names(english: "Alpha", translations: ["ru": "Альфа"], aliases: ["First"]), 0, 0),
    place("b", Names(english: "Beta"), 1, 0), place("c", Names(english: "Twin"), 2, 0),
    place("d", Names(english: "Twin"), 3, 0), place("off", Names(english: "Off"), 1.1, 0),
  ]) { $0 != "off" }
  private let limit = Length(kilometres: 60)

  @Test(arguments: ["a", "Alpha", "alpha", "АЛЬФА", "first"])
  func `an id, a name in any language and another spelling mean the place`(text: String) throws {
    let found = try finder.place(text, limit: limit)
    #expect(found.place.id == "a" && found.snapped == nil)
  }

  @Test func `a position means the nearest place of the network, and says how far`() throws {
    // On the equator a degree is 6378137 m x pi / 180.
    let found = try finder.place("1.2, 0", limit: limit)
    #expect(found.place.id == "b")
    let snapped = try #require(found.snapped)
    #expect((snapped.metres - 0.2 * 6_378_137 * Double.pi / 180).magnitude < 1e-6)
  }

  @Test(
    arguments: [
      ("Betta", "did you mean `Beta`?"), ("Twin", "2 places are called `Twin`"),
      ("1.6,0", "at most 60.0 km are bridged"), ("200,0", "is no position"),
      ("nan,0", "is no position"), ("off", "the nearest that is: `b`, 11.1 km"),
      ("Zzzzzzz", "no place is called"), ("", "no place is called"),
    ])
  func `what can't be told is told`(text: String, words: String) {
    let error = #expect(throws: PlaceError.self) {
      try finder.place(text, limit: Length(kilometres: text == "1.6,0" ? 40 : 60))
    }
    #expect(
      error?.description.contains(words.replacing("60.0", with: "40.0")) == true,
      "\(String(describing: error))")
  }

  @Test func `a hundred thousand places of one name are told apart by id alone`() throws {
    let many = (0..<100_000).map {
      Self.place("p\($0)", Names(english: "Same"), Double($0 % 360) - 180, 0)
    }
    let finder = PlaceFinder(many) { _ in true }
    let error = #expect(throws: PlaceError.self) { try finder.place("Same", limit: limit) }
    #expect(error?.description.utf8.count ?? 0 < 200)
    #expect(try finder.place("p99999", limit: limit).place.id == "p99999")
  }
}
