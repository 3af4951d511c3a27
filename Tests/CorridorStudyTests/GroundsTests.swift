import CorridorStudy
import Testing

/// Countries and passages that a study names and no file declares, and zones away from their country.
@Suite struct GroundsTests {
  /// A rule of the fixture, which another is put behind.
  private static let rule = "  - {kind: border, mode: rail, time: border.time}\n"

  /// The fixture with an event more.
  private func adding(_ event: String, to fixture: Fixture = Fixture()) throws -> Fixture {
    try fixture.changing("study.yaml", Self.rule, to: "\(Self.rule)  - \(event)\n")
  }

  private static let lanes = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "l1", "geometry": {"type": "LineString", "coordinates": [[14, 51], [18, 55]]}, "properties": {"passage": "suez"}},
    {"type": "Feature", "id": "l2", "geometry": {"type": "LineString", "coordinates": [[18, 55], [19, 55]]}, "properties": {}}
    ]}

    """
  private static let ports = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "P1", "geometry": {"type": "Point", "coordinates": [14, 51]}, "properties": {"name": "Gamma"}}
    ]}

    """

  @Test(arguments: [
    ("{kind: fee, country: AB, service: container, cost: port.cost}", "'country'", "'AA'?"),
    ("{kind: border, between: [AA, BC], time: border.time}", "'between'", "'BB'?"),
    ("{kind: border, into: XX, time: border.time}", "'into'", "use one of: AA, BB"),
  ])
  func `a country that an event names and the study has not is told by every run`(
    text: String, key: String, remedy: String
  ) throws {
    let fixture = try adding(text)
    let mistakes = try fixture.mistakes()
    #expect(mistakes.map(\.code) == ["unknown-country"], "\(mistakes)")
    let found = try #require(mistakes.first)
    #expect(found.location.file == "study.yaml")
    #expect(found.location.line == fixture.line(of: text, in: "study.yaml"))
    #expect(found.message.hasPrefix("\(key) of event 2 names the country"))
    #expect(found.remedy.hasSuffix(remedy))
    #expect(throws: StudyError.self) { try fixture.read() }
  }

  @Test func `a country with a polygon and no place is one of the study`() throws {
    let ring = "[[30, 49], [32, 49], [32, 51], [30, 51], [30, 49]]"
    let fixture = try adding(
      "{kind: fee, country: CC, service: container, cost: port.cost}"
    ).changing(
      "borders/countries.geojson", "\"features\": [\n",
      to:
        "\"features\": [\n{\"type\": \"Feature\", \"id\": \"CC\", \"geometry\": {\"type\": \"Polygon\", "
        + "\"coordinates\": [\(ring)]}, \"properties\": {\"name\": \"Cland\"}},\n")
    #expect(try fixture.mistakes() == [])
    #expect(try fixture.read().events.count == 3)
  }

  @Test(arguments: [
    ("links.geojson", "\"passages\": [\"sues\"]", ""),
    ("study.yaml", "", "{kind: passage, passage: sues, service: container, cost: port.cost}"),
  ])
  func `a passage that no lane has is an error`(file: String, passages: String, event: String)
    throws
  {
    var fixture = Fixture().with("sea/lanes.geojson", Self.lanes)
      .with("sea/ports.geojson", Self.ports)
    if !passages.isEmpty {
      fixture = try fixture.changing(
        "links.geojson", "\"class\": \"sea\"", to: "\"class\": \"sea\", \(passages)")
    }
    if !event.isEmpty {
      fixture = try adding(event, to: fixture)
    }
    let mistakes = try fixture.mistakes()
    #expect(mistakes.map(\.code) == ["unknown-passage"], "\(mistakes)")
    #expect(mistakes.first?.location.file == file)
    #expect(mistakes.first?.remedy == "did you mean 'suez'?")
    #expect(throws: StudyError.self) { try fixture.read() }
    #expect(try fixture.changing(file, "sues", to: "suez").mistakes() == [])
  }

  @Test func `without lanes a name is held against those that are used more often`() throws {
    func told(_ first: String, _ event: String) throws -> (codes: [String], remedies: [String]) {
      let fixture = try adding(
        "{kind: passage, passage: \(event), service: container, cost: port.cost}"
      ).changing(
        "links.geojson", "\"class\": \"sea\"", to: "\"class\": \"sea\", \"passages\": [\(first)]")
      let mistakes = try fixture.mistakes()
      if !mistakes.isEmpty { return (mistakes.map(\.code), mistakes.map(\.remedy)) }
      let found = try fixture.inFolder { try StudyReader.everything(folder: $0) }.warnings
        .filter { $0.code == "unknown-passage" }
      return (found.map(\.code), found.map(\.remedy))
    }
    #expect(try told("\"suez\"", "suez").codes == [])
    #expect(try told("\"suez\", \"sunda\"", "suez").codes == [])
    let near = try told("\"suez\", \"sues\"", "suez")
    #expect(near.codes == ["unknown-passage"] && near.remedies == ["did you mean 'suez'?"])
    // Whichever comes first, the one that is used less is told, and it alone.
    let first = try told("\"sues\", \"suez\"", "suez")
    #expect(first.codes == ["unknown-passage"] && first.remedies == ["did you mean 'suez'?"])
    // Two names that each one link has: the later one is told.
    let twin = try told("\"suez\", \"sunda\", \"sundas\"", "suez")
    #expect(twin.codes == ["unknown-passage"] && twin.remedies == ["did you mean 'sunda'?"])
    #expect(try told("\"suez\", \"sunda\", \"panama\"", "suez").codes == [])
    // Nobody declares what an event names: that is an error, and it is told once.
    let lost = try told("\"malacca\", \"suez\"", "panama")
    #expect(lost.codes == ["unknown-passage"])
    #expect(lost.remedies == ["use one of: malacca, suez"])
  }

  /// An event for each of the first names and a ship with the second one, in a study without lanes.
  private func naming(_ events: [String], _ link: String) throws -> Fixture {
    let rules = events.map { "  - {kind: passage, passage: \($0), time: border.time}\n" }
    return try Fixture().changing(
      "study.yaml", Self.rule, to: Self.rule + rules.joined()
    ).changing(
      "links.geojson", "\"class\": \"sea\"",
      to: "\"class\": \"sea\", \"passages\": [\"\(link)\"]")
  }

  @Test func `of one name against one both places are told`() throws {
    let fixture = try naming(["sues"], "suez")
    let mistakes = try fixture.mistakes()
    #expect(mistakes.map(\.code) == ["unknown-passage"], "\(mistakes)")
    let found = try #require(mistakes.first)
    #expect(found.location.file == "study.yaml")
    #expect(found.location.line == fixture.line(of: "passage: sues", in: "study.yaml"))
    let line = fixture.line(of: "\"passages\"", in: "links.geojson")
    #expect(found.remedy.hasPrefix("did you mean 'suez', as at "), "\(found)")
    #expect(found.remedy.contains("/links.geojson:\(line):"), "\(found)")
    #expect(throws: StudyError.self) { try fixture.read() }
  }

  @Test func `of one link against two events the link is told`() throws {
    let fixture = try naming(["suez", "suez"], "sues")
    let mistakes = try fixture.mistakes()
    #expect(mistakes.map(\.code) == ["unknown-passage"], "\(mistakes)")
    let found = try #require(mistakes.first)
    #expect(found.location.file == "links.geojson")
    #expect(found.location.line == fixture.line(of: "\"passages\"", in: "links.geojson"))
    #expect(found.message.contains("names the passage 'sues'") && found.message.contains("2 name"))
    #expect(found.remedy == "did you mean 'suez'?")
    #expect(throws: StudyError.self) { try fixture.read() }
    #expect(try naming(["suez", "suez"], "suez").mistakes() == [])
  }

  @Test func `a boundary between countries that are not there is an error`() throws {
    let mistakes = try Fixture().changing(
      "borders/boundaries.geojson", "[\"BB\", \"AA\"]", to: "[\"BB\", \"AC\"]"
    ).mistakes()
    #expect(mistakes.map(\.code) == ["unknown-country"], "\(mistakes)")
    #expect(mistakes.first?.message.hasPrefix("'between' of boundary 'aa-bb'") == true)
    #expect(mistakes.first?.remedy == "did you mean 'AA'?")
  }

  // The east of BB is the meridian of 18 degrees; on the parallel of 51 a degree is 70.2 km.
  @Test(
    arguments: [
      ("\"Point\", \"coordinates\": [14.1, 51.0]", "economic_zone", "BB", nil),
      ("\"Point\", \"coordinates\": [18.6, 51.0]", "economic_zone", "BB", nil),
      (
        "\"Point\", \"coordinates\": [19.0, 51.0]", "economic_zone", "BB",
        "zone-outside: correct the coordinates or the country"
      ),
      ("\"Point\", \"coordinates\": [19.0, 51.0]", "ice", "BB", nil),
      (
        "\"Point\", \"coordinates\": [51.0, 14.1]", "economic_zone", "BB",
        "zone-outside: swapped axes? write longitude first: [14.1, 51.0]"
      ),
      (
        "\"Polygon\", \"coordinates\": [[[25, 50], [26, 50], [26, 51], [25, 50]]]", "hazard", "BB",
        "zone-outside: correct the coordinates or the country"
      ),
      (
        "\"Polygon\", \"coordinates\": [[[0, 40], [30, 40], [30, 65], [0, 65], [0, 40]]]", "hazard",
        "BB", nil
      ),
      (
        "\"Point\", \"coordinates\": [14.1, 51.0]", "economic_zone", "BD",
        "unknown-country: did you mean 'BB'?"
      ),
    ] as [(String, String, String, String?)])
  func `a zone away from its country is an error`(
    geometry: String, kind: String, country: String, told: String?
  ) throws {
    let mistakes = try Fixture()
      .changing("zones.geojson", "\"Point\", \"coordinates\": [14.1, 51.0]", to: geometry)
      .changing("zones.geojson", "economic_zone", to: kind)
      .changing("zones.geojson", "\"country\": \"BB\"", to: "\"country\": \"\(country)\"")
      .mistakes()
    #expect(
      mistakes.map { "\($0.code): \($0.remedy)" } == (told.map { [$0] } ?? []), "\(mistakes)")
    #expect(mistakes.allSatisfy { $0.location.file == "zones.geojson" && $0.location.line == 2 })
  }
}
