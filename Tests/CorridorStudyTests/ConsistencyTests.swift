import CorridorStudy
import Testing

/// What a study says twice and otherwise: lengths and posts, units and keys, nests, works, openings.
@Suite struct ConsistencyTests {
  private func warnings(_ fixture: Fixture, _ code: String) throws -> [String] {
    try fixture.inFolder { try StudyReader.everything(folder: $0) }.warnings
      .filter { $0.code == code }.map { $0.message + "; " + $0.remedy }
  }

  // The posts of the fixture are 150 km apart.
  @Test(arguments: [("150", 0), ("151", 0), ("149", 0), ("151.1", 1), ("148.5", 1)])
  func `a declared length that its posts do not give is a warning`(kilometres: String, count: Int)
    throws
  {
    let found = try warnings(
      Fixture().changing(
        "links.geojson", "\"declared_km\": 150", to: "\"declared_km\": \(kilometres)"),
      "declared-against-posts")
    #expect(found.count == count, "\(found)")
    for text in found {
      #expect(text.contains("declares \(kilometres) km") && text.contains("are 150 km apart"))
      #expect(text.contains("'alpha' and 'beta'") && text.contains("'Alpha-Beta'"))
    }
  }

  @Test func `two series on one railway are a warning, and two railways are none`() throws {
    let joined = try Fixture().changing(
      "links.geojson", "\"status\": \"building\"",
      to: "\"status\": \"building\", \"declared_km\": 190, \"series\": \"Other\", "
        + "\"declared_source\": \"BOOK\", \"declared_class\": \"sourced\"")
    #expect(try warnings(joined, "mixed-series") == [])
    let found = try warnings(
      joined.adding(to: "chainage.csv", "Alpha-Beta,Gamma,gamma,335,BOOK,sourced\n"), "mixed-series"
    )
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix("link 'east' declares 190 km of the series 'Other'") == true)
    // 335 - 150
    #expect(found.first?.contains("are 185 km apart") == true)
  }

  @Test(arguments: [
    ("unit: TEU, key: teu", "unit: TEU, key: feu", "write 'key: teu'"),
    ("unit: TEU, key: teu", "unit: TEU, key: box", "write 'key: teu'"),
  ])
  func `a key that is not the unit's is an error`(old: String, new: String, remedy: String) throws {
    let mistakes = try Fixture().changing("study.yaml", old, to: new).mistakes()
    #expect(mistakes.map(\.code) == ["key-mismatch"], "\(mistakes)")
    #expect(mistakes.first?.remedy.hasPrefix(remedy) == true)
    #expect(mistakes.first?.location.file == "study.yaml")
  }

  @Test(arguments: [
    ("TEU", "teu"), ("1000m3", "1000m3"), ("MWh", "mwh"), ("t", "t"), ("FEU", "feu"),
  ])
  func `a key is the unit in lower case`(unit: String, key: String) throws {
    let fixture = try Fixture().changing(
      "study.yaml", "services:\n",
      to: "services:\n  other: {name: Other, unit: \(unit), key: \(key)}\n")
    #expect(try fixture.mistakes() == [])
  }

  private static func routes(_ nests: String...) -> String {
    nests.enumerated().map { index, nest in
      "  container:alpha-delta/r\(index):\n    name: R\n    nest: \(nest)\n    pieces: [trunk, ferry]\n"
    }.joined()
  }

  @Test func `a nest of one that is spelt nearly like another is a warning`() throws {
    func found(_ nests: String) throws -> [String] {
      try warnings(Fixture().adding(to: "corridors.yaml", nests), "lonely-nest")
    }
    #expect(try found(Self.routes("land", "sea")) == [], "who stands alone may say so")
    let misspelt = try found(Self.routes("land", "lnad"))
    #expect(
      misspelt == [
        "route 'container:alpha-delta/r1' is alone in its nest 'lnad', which is then no nest; "
          + "did you mean 'land'?"
      ])
    #expect(try found(Self.routes("lnad", "lnad", "land")) == [], "each has two routes")
  }

  private static func withYard(at place: String) throws -> Fixture {
    try Fixture().adding(
      to: "assumptions.yaml",
      "yard.capex:\n  name: A yard\n  base: 5\n  unit: MUSD\n  price_year: 2010\n  known_at: 2019-12-31\n"
        + "  sources: [BOOK]\n  class: sourced\n"
    ).changing(
      "places.geojson", "\"features\": [\n",
      to: "\"features\": [\n" + Self.station("far", 16, 50) + Self.station("near", 11.05, 50.05)
    ).changing(
      "corridors.yaml", "    nest: land\n",
      to: "    nest: land\n    works: [{name: Yard, at: \(place), capex: yard.capex}]\n")
  }

  private static func station(_ id: String, _ longitude: Double, _ latitude: Double) -> String {
    "{\"type\": \"Feature\", \"id\": \"\(id)\", \"geometry\": {\"type\": \"Point\", \"coordinates\": "
      + "[\(longitude), \(latitude)]}, \"properties\": {\"name\": \"Station\", \"kind\": \"station\", "
      + "\"country\": \"\(longitude < 12 ? "AA" : "BB")\", \"provenance\": \"digitised\", \"sources\": [\"BOOK\"]}},\n"
  }

  @Test(arguments: ["alpha", "beta", "gamma", "delta", "near"])
  func `works may be at any place that the route touches`(place: String) throws {
    #expect(try Self.withYard(at: place).mistakes() == [])
  }

  @Test func `works at a place that the route does not touch are an error`() throws {
    let mistakes = try Self.withYard(at: "far").mistakes()
    #expect(mistakes.map(\.code) == ["works-off-route"], "\(mistakes)")
    #expect(mistakes.first?.message.contains("works at 'far' (Yard)") == true)
    #expect(mistakes.first?.location.file == "corridors.yaml")
    let scenario = try Self.withYard(at: "beta").with(
      "scenarios/yard.yaml",
      "name: Yard\nroutes:\n  container:alpha-delta/land:\n    works: [{name: Yard, at: far, capex: yard.capex}]\n"
    ).mistakes()
    #expect(scenario.map(\.code) == ["works-off-route"], "\(scenario)")
    #expect(scenario.first?.location.file == "scenarios/yard.yaml")
    #expect(scenario.first?.location.line == 4)
  }

  @Test func `a crossing that a link declares twice is an error`() throws {
    let mistakes = try Fixture().changing(
      "links.geojson", "\"crossings\": [\"beta\"]", to: "\"crossings\": [\"beta\", \"beta\"]"
    ).mistakes()
    #expect(mistakes.map(\.code) == ["duplicate-crossing"], "\(mistakes)")
    #expect(mistakes.first?.location.line == 3)
  }

  // What the fixture knows latest is known since 2019.
  @Test(arguments: [("operating", 2019, 0), ("operating", 2020, 1), ("building", 2030, 0)])
  func `a link that operates since a year after all facts is a warning`(
    status: String, year: Int, count: Int
  ) throws {
    let fixture = try Fixture().changing(
      "links.geojson", "\"gauge_mm\": 1435, \"status\": \"operating\"",
      to: "\"gauge_mm\": 1435, \"status\": \"\(status)\", \"opened\": \(year)")
    let found = try warnings(fixture, "opened-later")
    #expect(found.count == count, "\(found)")
    for text in found {
      #expect(text.contains("operates since 2020") && text.contains("2019"))
      // It may be open, or be planned: either way is told.
      #expect(text.contains("add a fact of that year") && text.contains("\"status\": \"building\""))
    }
  }

  /// The one link with works of the fixture's route, without them.
  @Test(arguments: [
    ("building", "is being built"), ("proposed", "is only proposed"), ("dormant", nil),
    ("operating", nil),
  ])
  func `a link of a route that is not built and has no works is a warning`(
    status: String, says: String?
  ) throws {
    let written = "\"status\": \"building\", \"works\": \"new\""
    #expect(try warnings(Fixture(), "unbuilt-without-works") == [])
    let fixture = try Fixture().changing(
      "links.geojson", written, to: "\"status\": \"\(status)\", \"works\": \"none\"")
    let found = try warnings(fixture, "unbuilt-without-works")
    #expect(found.count == (says == nil ? 0 : 1), "\(found)")
    if let says {
      #expect(found.first?.hasPrefix("link 'east' \(says) and has no works") == true)
      #expect(found.first?.contains("'\"works\": \"new\"'") == true)
    }
    let unrouted = try fixture.changing(
      "corridors.yaml", "      - trunk\n      - {id: ferry, from: gamma, to: delta}",
      to: "      - west"
    ).changing("study.yaml", "destination: delta", to: "destination: beta")
    #expect(try warnings(unrouted, "unbuilt-without-works") == [], "no route has it")
  }

  @Test func `a lane that is only proposed needs no works`() throws {
    let lane = try Fixture().changing(
      "links.geojson", "\"class\": \"sea\", \"status\": \"operating\"",
      to: "\"class\": \"sea\", \"status\": \"proposed\"")
    #expect(try warnings(lane, "unbuilt-without-works") == [])
  }

  /// 60 % of demand after 90 %, and what is set for a run counts.
  @Test func `demand that falls while it ramps up is a warning`() throws {
    let shares = [("high", "90", "'%'"), ("low", "0.6", "1")].map {
      "ramp.\($0.0):\n  name: Share\n  base: \($0.1)\n  unit: \($0.2)\n  known_at: 2019-12-31\n"
        + "  sources: [BOOK]\n  class: sourced\n"
    }.joined()
    func found(_ ramp: String, set: String? = nil) throws -> [String] {
      let study = try Fixture().adding(to: "assumptions.yaml", shares)
        .changing("study.yaml", "ramp_up: [factor.one]", to: "ramp_up: [\(ramp)]").read()
      let changes = set.map {
        [Override(id: "ramp.low", text: $0, location: SourceLocation(file: "--set"))]
      }
      return study.fallingRamps(under: try study.resolved(overrides: changes ?? []))
        .map { "\($0.code) \($0.location.line) \($0.message)" }
    }
    #expect(try found("ramp.low, ramp.high, factor.one") == [])
    #expect(try found("ramp.low, ramp.low") == [])
    let line = Fixture().line(of: "  container:alpha-delta:", in: "study.yaml")
    #expect(
      try found("ramp.high, ramp.low, factor.one") == [
        "falling-ramp \(line) 'ramp_up' of comparison 'container:alpha-delta' falls: 'ramp.low' is 60 %, "
          + "and 'ramp.high' of the year before 90 %"
      ])
    #expect(try found("ramp.high, ramp.low", set: "0.95") == [])
  }

  @Test func `a fact of the year in which a link was opened ends the warning`() throws {
    let opened = try Fixture().changing(
      "links.geojson", "\"gauge_mm\": 1435, \"status\": \"operating\"",
      to: "\"gauge_mm\": 1435, \"status\": \"operating\", \"opened\": 2020")
    #expect(try warnings(opened, "opened-later").count == 1)
    let known = try opened.changing(
      "assumptions.yaml", "known_at: 2018-12-31", to: "known_at: 2020-06-30")
    #expect(try warnings(known, "opened-later") == [])
  }

  @Test(
    arguments: [
      ("{kind: transfer, modes: [sea, rail], at: gamma, service: container, cost: port.cost}", nil),
      ("{kind: transfer, modes: [sea, sea], at: gamma, service: container, cost: port.cost}", nil),
      (
        "{kind: transfer, modes: [sea, rail], at: alpha, service: container, cost: port.cost}",
        "no link of the mode 'sea' begins or ends at 'alpha'"
      ),
      (
        "{kind: transfer, modes: [road, rail], service: container, cost: port.cost}",
        "no link is of the mode 'road'"
      ),
      ("{kind: border, at: beta, time: border.time}", nil),
      ("{kind: border, between: [AA, BB], into: BB, time: border.time}", nil),
      (
        "{kind: border, at: gamma, time: border.time}",
        "no link declares 'gamma' among its crossings"
      ),
      ("{kind: gauge, at: beta, time: border.time}", nil),
      (
        "{kind: gauge, at: delta, time: border.time}",
        "no link of the mode 'rail' begins or ends at 'delta'"
      ),
      ("{kind: terminal, at: delta, mode: sea, time: border.time}", nil),
      (
        "{kind: ice, at: gamma, service: container, time: border.time}", "'gamma' has no 'ice_days'"
      ),
      ("{kind: fee, country: AA, service: container, cost: port.cost}", nil),
    ] as [(String, String?)])
  func `an event that nothing can meet is a warning`(event: String, reason: String?) throws {
    let rule = "  - {kind: border, mode: rail, time: border.time}\n"
    let found = try warnings(
      Fixture().changing("study.yaml", rule, to: "\(rule)  - \(event)\n"), "unused-event")
    #expect(found.count == (reason == nil ? 0 : 1), "\(found)")
    if let reason { #expect(found.first?.contains(": \(reason); ") == true, "\(found)") }
  }

  /// The fixture's works are of link 'east', whose class has both.
  @Test(arguments: [
    ("upkeep", "    upkeep: rate.all\n"),
    ("overrun", "    overrun: {mean: factor.one, deviation: factor.one}\n"),
  ])
  func `works without upkeep or overrun are a warning`(key: String, line: String) throws {
    #expect(try warnings(Fixture(), "no-\(key)").isEmpty)
    let found = try warnings(Fixture().changing("study.yaml", line, to: ""), "no-\(key)")
    #expect(found.count == 1, "\(found)")
    #expect(
      found.first?.hasPrefix("link class 'rail' has no '\(key)' for the works of link 'east'")
        == true)
  }

  @Test func `modes that meet where no transfer has a rule are a warning`() throws {
    let rule = "  - {kind: transfer, modes: [sea, rail], service: container, cost: port.cost}\n"
    #expect(try warnings(Fixture(), "unpriced-transfer").isEmpty)
    for (changed, isTold) in [
      ("", true), (rule.replacing("modes: [sea, rail], ", with: ""), false),
      (rule.replacing("sea, rail", with: "sea, sea"), true),
      (rule.replacing("service:", with: "at: gamma, service:"), false),
    ] {
      let found = try warnings(
        Fixture().changing("study.yaml", rule, to: changed), "unpriced-transfer")
      #expect(found.count == (isTold ? 1 : 0), "\(changed): \(found)")
      if isTold {
        #expect(found.first?.contains("between rail and sea of 'container' at 'gamma'") == true)
      }
    }
  }

  @Test func `a word of a scenario that is none is told once`() throws {
    try Fixture().with(
      "scenarios/odd.yaml", "name: Odd\nlinks:\n  west: {status: closed}\n  east: {works: nwe}\n"
    ).inFolder { folder in
      let error = #expect(throws: StudyError.self) { try StudyReader.everything(folder: folder) }
      let told = (error?.diagnostics ?? []).filter { $0.location.file.hasSuffix("odd.yaml") }
      #expect(told.map(\.code) == ["unknown-status", "unknown-works"], "\(told)")
    }
  }
}
