import CorridorStudy
import CorridorUnits
import Testing

@Suite struct ResolutionTests {
  private func override(_ id: String, _ text: String) -> Override {
    Override(id: id, text: text, location: SourceLocation(file: "--set"))
  }

  /// The value of an assumption of the fixture after a change.
  private func value(_ id: String, set text: String? = nil) throws -> Double {
    let overrides = text.map { [override(id, $0)] } ?? []
    return try #require(try Fixture().read().resolved(overrides: overrides)[id]).value
  }

  // Indices of the fixture: USD 80 (2006), 90 (2010), 98 (2018), 100 (2020); 0.75 EUR/USD in 2010.
  @Test func `money is put in the study's currency and price year`() throws {
    #expect(abs(try value("cargo.value") - 50_000 * 100 / 98) < 1e-9)
    #expect(abs(try value("port.cost") - 200 / 0.75 * 100 / 90) < 1e-9)
    #expect(abs(try value("rail.capex") - 3.0 * 100 / 90) < 1e-12)
    // A weight per money shrinks as money loses worth.
    #expect(abs(try value("choice.theta") - 0.001 * 80 / 100) < 1e-15)
    let resolved = try Fixture().read().resolved()
    #expect(resolved["port.cost"]?.unit == (try Unit("USD/TEU")))
    #expect(resolved["rail.speed"]?.value == 900)
    #expect(resolved["rail.speed"]?.unit == (try Unit("km/day")))
  }

  @Test func `low and high are restated from their own units and years`() throws {
    let study = try Fixture().read()
    let capex = try #require(study.assumption("rail.capex"))
    let values = try capex.restated(to: study.settings.priceBase, with: study.deflators)
    #expect(values.low == 2)
    #expect(abs(values.base - 3.0 * 100 / 90) < 1e-12)
    #expect(abs(try #require(values.high) - 5.0 * 100 / 90) < 1e-12)
  }

  @Test(arguments: [
    ("500 km/day", 500.0), ("  500   km/day ", 500), ("36 km/h", 864), ("5e2 km/day", 500),
    ("fixed(500) km/day", 500), ("uniform(400, 600) km/day", 500),
  ])
  func `a changed speed is put in the assumption's unit`(text: String, expected: Double) throws {
    #expect(abs(try value("rail.speed", set: text) - expected) < 1e-9)
  }

  @Test(arguments: [
    ("5.0 MUSD/km @2020", 5.0), ("5.0 MUSD/km@2020", 5), ("4.5 MUSD/km @2010", 5),
    ("5000 kUSD/km @2020", 5), ("3.375 MEUR/km @2010", 5), ("2..4.5..9 MUSD/km @2010", 5),
  ])
  func `a changed price is restated from its own currency and year`(
    text: String, expected: Double
  ) throws {
    #expect(abs(try value("rail.capex", set: text) - expected) < 1e-9)
  }

  // By hand: the mean of a beta is 400 + 200 · 2 / (2 + 3); the index of 2010 is 90, of 2020 100.
  @Test func `what a range can't say is kept in the study's unit and prices`() throws {
    func changed(_ id: String, _ text: String) throws -> ResolvedAssumptions.Value {
      try #require(try Fixture().read().resolved(overrides: [override(id, text)])[id])
    }
    let beta = try changed("rail.speed", "beta(2, 3, 400, 600) km/day")
    #expect(abs(beta.value - 480) < 1e-12)
    #expect(beta.spread == .beta(alpha: 2, beta: 3))
    let hourly = try changed("rail.speed", "discrete(50: 0.25, 25: 0.75) km/h")
    #expect(hourly.value == 600)
    #expect(hourly.spread == .discrete(values: [600, 1200], weights: [0.75, 0.25]))
    let seen = try changed("rail.capex", "empirical(9, 1.8, 3.6, 3.6) MUSD/km @2010")
    #expect(abs(seen.value - 4) < 1e-12)
    let values = try #require(seen.spread).numbers
    #expect(values.count == 4 && zip(values, [2.0, 4, 4, 10]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(try changed("rail.speed", "discrete(9: 1) km/day").shape == .fixed)
  }

  @Test func `a distribution may be given by its percentiles`() throws {
    let resolved = try Fixture().read().resolved(overrides: [
      Override(
        id: "rail.speed", text: "lognormal(p5: 400, p95: 900) km/day",
        location: SourceLocation(file: "--set"))
    ])
    let value = try #require(resolved["rail.speed"])
    // The median of a lognormal is the geometric mean of any two percentiles as far from it.
    #expect(abs(value.value - 600) < 1e-9)
    #expect(value.low == 400 && value.high == 900)
    #expect(value.shape == .lognormal && value.spread == nil)
  }

  @Test func `a study may state a distribution`() throws {
    let fixture = try Fixture().changing(
      "assumptions.yaml",
      "  low: 700\n  base: 900\n  high: 1300\n  unit: km/day\n  shape: triangular\n",
      to: "  distribution: lognormal(900, 90)\n  unit: km/day\n")
    let value = try #require(try fixture.read().resolved()["rail.speed"])
    #expect(value.value == 900)
    #expect(value.spread == .deviation(90))
    #expect(value.shape == .lognormal)
  }

  @Test(arguments: [
    ("rail.speed", "discrete(5: 0.5, 6: 0.4) km/day", "bad-value", "sum to 0.9"),
    ("rail.speed", "discrete(5: 0.5, 6) km/day", "bad-value", "no value with its probability"),
    ("rail.speed", "discrete(5: 1.5, 6: -0.5) km/day", "bad-value", "outside 0 to 1"),
    ("rail.speed", "beta(0, 1, 5, 6) km/day", "bad-value", "0.001 to 1,000,000"),
    ("rail.speed", "beta(1, 1, 6, 5) km/day", "bad-value", "write the lowest first"),
    ("rail.speed", "empirical() km/day", "bad-value", "not a finite number"),
    ("rail.sped", "500", "unknown-assumption", "did you mean 'rail.speed'?"),
    ("rail.speed", "500", "missing-unit", "write '500 km/day'"),
    ("rail.capex", "5 @2020", "missing-unit", "write '5 MUSD/km @2020'"),
    ("rail.capex", "5", "missing-unit", "write '5 MUSD/km @2020'"),
    ("rail.capex", "5 MUSD/km", "missing-price-year", "write '5 MUSD/km @2020'"),
    ("rail.capex", "uniform(1, 5)", "missing-unit", "write 'uniform(1, 5) MUSD/km @2020'"),
    ("rail.speed", "unifrom(1, 5) km/day", "bad-value", "did you mean 'uniform'?"),
    ("rail.speed", "uniform(5, 1) km/day", "bad-value", "write the lowest first"),
    ("rail.speed", "uniform(5, 5) km/day", "bad-value", "write one number alone to fix it"),
    ("rail.speed", "uniform(1) km/day", "bad-value", "uniform(low, high)"),
    ("rail.speed", "triangular(1, 9, 5) km/day", "bad-value", "write the lowest first"),
    ("rail.speed", "pert(1, nan, 5) km/day", "bad-value", "'nan' is not a finite number"),
    ("rail.speed", "normal(5, 0) km/day", "bad-value", "deviation above 0"),
    ("rail.speed", "normal(5, -1) km/day", "bad-value", "deviation above 0"),
    ("rail.speed", "lognormal(-5, 1) km/day", "bad-value", "mean above 0"),
    ("rail.speed", "normal(5, 1 km/day", "bad-value", "900 km/day"),
    ("rail.speed", "lognormal(p5: 400) km/day", "bad-value", "lognormal(p5: low, p95: high)"),
    ("rail.speed", "lognormal(p5: 4, p90: 9) km/day", "bad-value", "'p90: 9' is no percentile"),
    ("rail.speed", "lognormal(p5: 0, p95: 9) km/day", "bad-value", "p5 of lognormal"),
    ("rail.speed", "normal(p5: 9, p95: 4) km/day", "bad-value", "write the lowest first"),
    ("rail.speed", "9..5..1 km/day", "bad-value", "write the lowest first"),
    ("rail.speed", "1..5 km/day", "bad-value", "900 km/day"),
    ("rail.speed", "fast", "bad-value", "900 km/day"),
    ("rail.speed", "", "bad-value", "900 km/day"),
    ("rail.speed", "nan", "bad-value", "not a finite number"),
    ("rail.speed", "1e999", "bad-value", "not a finite number"),
    ("rail.speed", "500 USD/TEU", "unit-mismatch", "give it in km/day (length/time)"),
    ("rail.speed", "500 km/dya", "bad-unit", "did you mean 'day'?"),
    ("rail.speed", "500 km/day @2020", "superfluous-price-year", "delete '@2020'"),
    ("rail.capex", "5 MUSD/km @20x0", "bad-value", "@2024"),
    ("rail.capex", "5 MUSD/km @2003", "cannot-restate", "add a row"),
    ("rail.capex", "5 MUSD / km", "bad-value", "MUSD/km"),
  ])
  func `a change that can't be made says why`(id: String, text: String, code: String, says: String)
    throws
  {
    let study = try Fixture().read()
    let error = #expect(throws: StudyError.self) {
      try study.resolved(overrides: [override(id, text)])
    }
    let found = try #require(error?.diagnostics.first)
    #expect(found.code == code)
    #expect(found.location.file == "--set")
    #expect((found.message + "; " + found.remedy).contains(says), "\(found)")
  }

  @Test func `the last of several changes counts, and changes come over the scenario`() throws {
    try Fixture().inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let scenarios = try StudyReader.scenarios(folder: folder, study: study)
      let slow = try #require(scenarios.first { $0.id == "slow" })
      let plain = try study.resolved(scenario: slow)
      #expect(plain["rail.speed"]?.value == 500)
      #expect(plain["rail.speed"]?.origin == .scenario("slow"))
      let changed = try study.resolved(
        overrides: [override("rail.speed", "600 km/day"), override("rail.speed", "650 km/day")],
        scenario: slow)
      #expect(changed["rail.speed"]?.value == 650)
      #expect(changed["rail.speed"]?.origin == .override)
      #expect(changed["factor.one"]?.origin == .study)
    }
  }

  @Test func `a scenario inherits, and overrides what it inherits`() throws {
    let fixture = Fixture()
      .with("scenarios/a.yaml", "name: A\nset: {rail.speed: 400 km/day, factor.one: 2}\n")
      .with("scenarios/b.yaml", "name: B\ninherits: a\nset: {rail.speed: 300 km/day}\n")
      .with("scenarios/c.yaml", "name: C\ninherits: b\n")
    try fixture.inFolder { folder in
      let scenarios = try StudyReader.scenarios(folder: folder)
      #expect(scenarios.map(\.id) == ["a", "b", "base", "c", "slow"])
      let last = try #require(scenarios.first { $0.id == "c" })
      #expect(last.set.map { "\($0.id)=\($0.text)" } == ["factor.one=2", "rail.speed=300 km/day"])
    }
  }

  @Test func `a cycle of scenarios is told once`() throws {
    let mistakes = try Fixture()
      .with("scenarios/a.yaml", "name: A\ninherits: c\n")
      .with("scenarios/b.yaml", "name: B\ninherits: a\n")
      .with("scenarios/c.yaml", "name: C\ninherits: b\n")
      .with("scenarios/d.yaml", "name: D\ninherits: c\n")
      .mistakes()
    #expect(mistakes.map(\.code) == ["scenario-cycle"])
    #expect(mistakes.first?.message.contains("a -> c -> b -> a") == true)
    #expect(mistakes.first?.location.line == 2)
  }

  @Test func `what was known later has no value, unless one is set`() throws {
    let study = try Fixture().read()
    let early = try study.resolved(asOf: "2019-01-01")
    #expect(early["rail.speed"]?.value == 900)
    #expect(early["rail.tariff"] == nil)
    #expect(try study.resolved(asOf: "2019-12-31")["rail.tariff"] != nil)
    let set = try study.resolved(
      overrides: [override("rail.tariff", "0.4 USD/TEU-km @2020")], asOf: "2019-01-01")
    #expect(set["rail.tariff"]?.value == 0.4)
    let comparison = try #require(study.comparison("container:alpha-delta"))
    let needed = try study.assumptionIDs(neededBy: comparison)
    #expect(needed.contains("rail.tariff") && needed.contains("rail.speed"))
    let error = #expect(throws: StudyError.self) { try early.require(needed, of: study) }
    // Of many facts that were known later the first are named, and the rest are counted.
    let later = needed.filter { (study.assumption($0)?.knownAt ?? "") > "2019-01-01" }.sorted()
    #expect(later.contains("rail.tariff") && later.count > 3)
    #expect(error?.diagnostics.count == 1)
    let message = try #require(error?.diagnostics.first?.message)
    #expect(
      message.hasPrefix("\(later.count) numbers that this needs are known only after 2019-01-01"))
    #expect(later.prefix(3).allSatisfy { message.contains("\($0) (2019-12-31)") }, "\(message)")
    #expect(message.hasSuffix("and \(later.count - 3) more") && !message.contains("rail.speed"))
    let tariff = #expect(throws: StudyError.self) { try early.require(["rail.tariff"], of: study) }
    #expect(tariff?.description.contains("rail.tariff is known since 2019-12-31") == true)
    #expect(throws: StudyError.self) { try study.resolved(asOf: "2019-13-01") }
  }
}

@Suite struct OrderedLinksTests {
  private func travelled(_ study: Study, _ route: String) throws -> [String] {
    let plan = try #require(study.route("container:alpha-delta/" + route))
    return try study.orderedLinks(of: plan).map { ($0.reversed ? "-" : "+") + $0.link.id }
  }

  @Test func `links are turned so that each goes on from the last`() throws {
    let study = try Fixture().read()
    #expect(try travelled(study, "land") == ["+west", "-east", "+ferry"])
    let corridor = try #require(study.corridor("trunk"))
    let links = try study.orderedLinks(of: corridor)
    #expect(links.map(\.origin) == ["alpha", "beta"])
    #expect(links.map(\.destination) == ["beta", "gamma"])
  }

  @Test func `a corridor is travelled backwards, and in part`() throws {
    let fixture = try Fixture()
      .changing("study.yaml", "origin: alpha", to: "origin: delta")
      .changing("study.yaml", "destination: delta", to: "destination: beta")
      .changing(
        "corridors.yaml", "      - trunk\n      - {id: ferry, from: gamma, to: delta}",
        to: "      - ferry\n      - {id: trunk, to: beta}")
    #expect(try travelled(fixture.read(), "land") == ["-ferry", "+east"])
  }

  @Test func `a corridor with a gap is a mistake`() throws {
    let mistakes = try Fixture()
      .changing("corridors.yaml", "links: [west, east]", to: "links: [west, ferry]").mistakes()
    let gap = try #require(mistakes.first { $0.code == "corridor-gap" })
    #expect(gap.message.contains("'west' ends at 'beta'"))
    #expect(gap.location.line == 2)
  }

  @Test func `a place with its axes swapped is told once by its country and its links`() throws {
    let mistakes = try Fixture()
      .changing("places.geojson", "[10.0, 50.0]", to: "[50.0, 10.0]").mistakes()
    #expect(mistakes.map(\.code) == ["link-end-far"])
    #expect(mistakes.first?.message.hasSuffix("(and once more)") == true)
    #expect(mistakes.allSatisfy { $0.remedy.contains("longitude first") })
  }

  @Test func `what is unsourced or unused is a warning`() throws {
    let fixture = try Fixture()
      .changing("study.yaml", "    capex: {new: rail.capex}\n", to: "")
      .changing("corridors.yaml", "[west, east]", to: "[west]")
      .changing("corridors.yaml", "      - {id: ferry, from: gamma, to: delta}\n", to: "")
      .changing("study.yaml", "destination: delta", to: "destination: beta")
    let codes = try fixture.read().usageFindings().map { "\($0.code) \($0.message)" }
    #expect(codes.contains { $0.hasPrefix("unsourced 'rail.speed' is a judgement") })
    #expect(codes.contains { $0.hasPrefix("unsourced-count 1 of 13") })
    #expect(codes.contains { $0.hasPrefix("unused-assumption the assumption 'rail.capex'") })
    #expect(codes.contains { $0.hasPrefix("unused-link the link 'east'") })
    #expect(codes.contains { $0.hasPrefix("unused-link the link 'ferry'") })
    // The speed, the count, and the exchange rate of the euro.
    let left = try fixture.read().usageFindings(also: ["east", "ferry", "rail.capex"])
    #expect(Set(left.map(\.code)) == ["unsourced", "unsourced-count", "unsourced-series"])
    #expect(left.count == 3)
  }

  @Test func `multipliers of terrain that multiply nothing are told`() throws {
    let fixture = Fixture()
    func idle(_ fixture: Fixture) throws -> [String] {
      try fixture.read().usageFindings().filter { $0.code == "idle-terrain" }.map(\.message)
    }
    #expect(try idle(fixture).isEmpty, "the one link with works is on hilly ground")
    let other = try fixture.changing("study.yaml", "hilly: factor.one, ", to: "")
    #expect(try idle(other).count == 1)
    #expect(try idle(other).first?.contains("'factor.one' changes nothing") == true)
  }

  @Test func `sources without a URL, and those that nothing cites, are one warning each`() throws {
    let more = (100..<150).map {
      ",\n {\"id\": \"KEY\($0)\", \"type\": \"book\", \"title\": \"T\"}"
    }
    let found = try Fixture()
      .changing("sources.json", "[2011]]}}", to: "[2011]]}}" + more.joined())
      .read().usageFindings().filter { ["no-url", "unused-source"].contains($0.code) }
    #expect(found.map(\.code).sorted() == ["no-url", "unused-source"])
    for finding in found {
      #expect(finding.location.file.hasSuffix("/sources.json"))
      #expect(finding.message.contains("50 of 51 sources: KEY100, KEY101, "))
      // 25 keys of six letters, with a comma and a blank between them, are 198 characters.
      #expect(finding.message.hasSuffix("KEY124 and 25 more"))
    }
  }

  @Test(arguments: ["field", "terminal", "city", "zone"])
  func `a place for the map, and a link to it, need no route`(kind: String) throws {
    func codes(_ kind: String) throws -> [String] {
      try Fixture()
        .changing("corridors.yaml", "      - {id: ferry, from: gamma, to: delta}\n", to: "")
        .changing("study.yaml", "destination: delta", to: "destination: gamma")
        .changing(
          "places.geojson", "\"Delta\", \"kind\": \"port\"",
          to: "\"Delta\", \"kind\": \"\(kind)\""
        )
        .changing(
          "places.geojson", "\"features\": [",
          to: "\"features\": [\n{\"type\": \"Feature\", \"id\": \"far\", \"geometry\": "
            + "{\"type\": \"Point\", \"coordinates\": [16.0, 54.0]}, \"properties\": {\"name\": \"Far\", "
            + "\"kind\": \"\(kind)\", \"country\": \"BB\", \"provenance\": \"digitised\", "
            + "\"sources\": [\"BOOK\"]}},"
        )
        .read().usageFindings().map(\.code)
        .filter { $0 == "unused-link" || $0 == "unused-place" }
    }
    #expect(try codes("station") == ["unused-link", "unused-place"])
    #expect(try codes(kind) == [])
  }
}
