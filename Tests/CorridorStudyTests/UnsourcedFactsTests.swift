import CorridorStudy
import Testing

/// What is from memory or judged beside assumptions, series and posts: one line for a kind.
@Suite struct UnsourcedFactsTests {
  private func found(_ fixture: Fixture) throws -> [String] {
    try fixture.inFolder { folder in
      try StudyReader.everything(folder: folder).warnings
        .filter { $0.code == "unsourced-facts" }.map { finding in
          let file = finding.location.file.dropFirst(folder.count + 1)
          return "\(file):\(finding.location.line): \(finding.message)"
        }
    }
  }

  private static func classed(_ fixture: Fixture, _ name: String, _ sourceClass: String) throws
    -> Fixture
  {
    try fixture.changing(
      "places.geojson", "\"name\": \"\(name)\",",
      to: "\"name\": \"\(name)\", \"source_class\": \"\(sourceClass)\",")
  }

  @Test func `what is sourced, derived or of no class is not told`() throws {
    #expect(try found(Fixture()) == [])
    let classed = try Self.classed(Self.classed(Fixture(), "Beta", "excerpt"), "Gamma", "derived")
    #expect(try found(classed) == [])
  }

  @Test func `positions of places are told once, at the first`() throws {
    let one = try Self.classed(Fixture(), "Gamma", "memory")
    let line = Fixture().line(of: "\"id\": \"gamma\"", in: "places.geojson")
    #expect(
      try found(one) == [
        "places.geojson:\(line): 1 of 4 positions of places have no source: 1 from memory (gamma)"
      ])
    let three = try Self.classed(Self.classed(one, "Beta", "judgement"), "Delta", "judgement")
    #expect(
      try found(three) == [
        "places.geojson:\(line - 2): 3 of 4 positions of places have no source: 1 from memory, "
          + "2 judgements (beta, gamma, delta)"
      ])
  }

  @Test func `of many places the first are named and the others counted`() throws {
    let places = (100..<200).map {
      "{\"type\": \"Feature\", \"id\": \"place-\($0)\", \"geometry\": {\"type\": \"Point\", \"coordinates\": "
        + "[10.\($0), 50.1]}, \"properties\": {\"name\": \"P\", \"kind\": \"city\", \"country\": \"AA\", "
        + "\"provenance\": \"digitised\", \"source_class\": \"memory\", \"sources\": [\"BOOK\"]}},\n"
    }
    let many = try Fixture().changing(
      "places.geojson", "\"features\": [\n", to: "\"features\": [\n" + places.joined())
    let told = try found(many)
    #expect(told.count == 1)
    let text = try #require(told.first)
    #expect(
      text.contains(
        ": 100 of 104 positions of places have no source: 100 from memory (place-100, "))
    // Of 9 letters and 2 of a comma each, 18 are within 200.
    #expect(text.hasSuffix("place-117 and 82 more)"), "\(text)")
  }

  @Test func `other lengths, years of zones and boundaries are told`() throws {
    let other =
      "{\"km\": 151, \"series\": \"S\", \"source\": \"BOOK\", \"class\": \"memory\"}, "
      + "{\"km\": 152, \"series\": \"T\", \"source\": \"BOOK\", \"class\": \"judgement\"}, "
      + "{\"km\": 153, \"series\": \"U\", \"source\": \"BOOK\", \"class\": \"excerpt\"}"
    let fixture = try Fixture()
      .changing(
        "links.geojson", "\"declared_km\": 150,",
        to: "\"declared_km\": 150, \"other_lengths\": [\(other)],"
      )
      .changing(
        "zones.geojson", "\"since\": 1991,",
        to: "\"since\": 1991, \"since_class\": \"memory\", \"source_class\": \"excerpt\","
      )
      .changing(
        "borders/boundaries.geojson", "\"declared_km\": 222.5,",
        to: "\"declared_km\": 222.5, \"declared_class\": \"memory\", "
          + "\"source_class\": \"judgement\","
      )
    #expect(
      Set(try found(fixture)) == [
        "links.geojson:2: 2 of 3 other lengths of links have no source: 1 from memory, 1 judgement (west)",
        "zones.geojson:2: 1 of 1 years since when there are zones have no source: 1 from memory (park)",
        "borders/boundaries.geojson:2: 1 of 1 lines of boundaries have no source: 1 judgement (aa-bb)",
        "borders/boundaries.geojson:2: 1 of 1 lengths of boundaries have no source: 1 from memory (aa-bb)",
      ])
  }

  @Test func `coded years and matrices are told by process`() throws {
    let told = try found(.political)
    let first = Fixture.political.line(of: "2001: {state", in: "regimes.yaml")
    #expect(
      told.contains(
        "regimes.yaml:\(first): 2 of 3 coded years of 'quarrel' have no source: 2 from memory (2001, 2003)"
      ), "\(told)")
    #expect(
      told.allSatisfy { $0.contains("coded years of 'quarrel'") || $0.contains("matrices of '") })
  }
}
