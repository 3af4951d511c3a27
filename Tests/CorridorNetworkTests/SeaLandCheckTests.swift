import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// Ships over land, on the equator, where a degree is 111.3195 km.
@Suite struct SeaLandCheckTests {
  /// The finding about a link of a drawing; `lanes` are passages with their countries.
  private func finding(
    _ countries: String, _ line: String, passages: [String] = [],
    lanes: KeyValuePairs<String, [String]?> = [:]
  ) throws -> String? {
    let drawing = try Drawing(countries: countries, line: line) { $0.passages = passages }
    let all = lanes.map { passage, countries in
      SeaLane(passage: passage, countries: countries, lines: [], location: Drawing.nowhere)
    }
    let found = SeaLandCheck(study: drawing.study, lanes: all.isEmpty ? nil : SeaLanes(lanes: all))
      .findings(on: [try drawing.measured("a")])
    #expect(found.count <= 1 && found.allSatisfy { $0.code == "sea-over-land" })
    return found.first?.message
  }

  @Test func `land between the ports is found, the most first`() throws {
    #expect(
      try finding("......A.BB.....", "a~~~~~~~~~~~~~b")
        == "sea link `a` runs over land, 223 km of BB and 111 km of AA, and no passage is declared there"
    )
    #expect(try finding("......A.BB.....", "a-------------b") == nil, "a railway may")
  }

  // The ports lie in their countries, 111.3 km deep: 11.3 km beyond 100 km are a coast.
  @Test func `the way into a port is none`() throws {
    #expect(try finding("A............B", "a~~~~~~~~~~~~~b") == nil)
    // 222.6 km less 100 km.
    let deep = try #require(try finding("AA...........B", "a~~~~~~~~~~~~~b"))
    #expect(deep.contains("over land, 123 km of AA, and"), "\(deep)")
    // Of 333.96 km a quarter, 83.5 km, is the way into each port.
    let short = try #require(try finding("AAA", "a~~b"))
    #expect(short.contains("over land, 167 km of AA"), "\(short)")
  }

  @Test func `a passage explains the land of its countries`() throws {
    let (countries, line) = ("......A.BB.....", "a~~~~~~~~~~~~~b")
    func found(_ lanes: KeyValuePairs<String, [String]?>) throws -> String? {
      try finding(countries, line, passages: lanes.map(\.key), lanes: lanes)
    }
    #expect(try found(["canal": ["AA", "BB"]]) == nil)
    #expect(try found(["canal": ["BB"]])?.contains("111 km of AA, and no") == true)
    #expect(try found(["strait": []])?.contains("223 km of BB and 111 km of AA") == true)
    // Where it is not known where a passage lies, it is where there is most land.
    #expect(try found(["somewhere": nil])?.contains("over land, 111 km of AA") == true)
    #expect(
      try finding(countries, line, passages: ["one"])?.contains("over land, 111 km of AA") == true)
    #expect(try finding(countries, line, passages: ["one", "two"]) == nil)
  }
}
