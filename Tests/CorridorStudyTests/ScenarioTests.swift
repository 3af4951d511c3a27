import CorridorStudy
import CorridorUnits
import Foundation
import Testing

/// What a scenario makes of a study.
@Suite struct ScenarioTests {
  /// A scenario of the fixture with the study that it leaves.
  private func patched(
    _ files: [String: String], _ id: String = "a"
  ) throws -> (scenario: Scenario, result: PatchedStudy) {
    var fixture = Fixture()
    for (name, text) in files { fixture = fixture.with("scenarios/\(name).yaml", text) }
    return try fixture.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let scenarios = try StudyReader.scenarios(folder: folder, study: study)
      let scenario = try #require(scenarios.first { $0.id == id })
      return (scenario, try study.patched(by: scenario))
    }
  }

  @Test func `a link is patched key by key, and each change has its place`() throws {
    let (_, result) = try patched([
      "a":
        "name: A\nlinks:\n  east: {status: operating, works: none}\n  west:\n    gauge_mm: 1520\n"
    ])
    let east = try #require(result.study.link("east"))
    #expect(east.status == .operating && east.works == .none && east.terrain == .hilly)
    #expect(result.study.link("west")?.gaugesMillimetres == [1520])
    #expect(result.study.link("ferry")?.status == .operating)
    let told = result.changes.map { "\($0.subject) \($0.key): \($0.old) -> \($0.new)" }
    #expect(
      told == [
        "link 'east' status: building -> operating", "link 'east' works: new -> none",
        "link 'west' gauge_mm: 1435 -> 1520",
      ])
    #expect(result.changes.map(\.location.line) == [3, 3, 5])
    #expect(result.changes.allSatisfy { $0.location.file.hasSuffix("scenarios/a.yaml") })
    #expect(result.warnings.isEmpty && result.study.openness == Openness())
  }

  @Test func `a patch that was known only after the date of the run is refused, inherited too`()
    throws
  {
    let files = [
      "a": "name: A\nknown_at: 2020-06-30\nborders:\n  beta: {open: false, reason: strike}\n"
        + "links:\n  east: {status: operating, works: none}\n",
      "b": "name: B\ninherits: a\nas_of: 2020-12-31\n",
    ]
    #expect(try patched(files, "b").result.changes.count == 3)
    var fixture = Fixture()
    for (name, text) in files { fixture = fixture.with("scenarios/\(name).yaml", text) }
    try fixture.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let scenarios = try StudyReader.scenarios(folder: folder, study: study)
      let b = try #require(scenarios.first { $0.id == "b" })
      do throws(StudyError) {
        _ = try study.patched(by: b, asOf: "2020-06-29")
        Issue.record("it is taken")
      } catch {
        #expect(error.diagnostics.map(\.code) == ["not-known-yet", "not-known-yet"])
        #expect(error.diagnostics.allSatisfy { $0.message.contains("since 2020-06-30") })
        #expect(error.diagnostics.map(\.location.line) == [4, 6])
      }
    }
    let wrong = try Fixture().with("scenarios/a.yaml", files["a"]).with(
      "scenarios/b.yaml", "name: B\ninherits: a\nas_of: 2019-12-31\n"
    ).mistakes()
    #expect(wrong.map(\.code) == ["not-known-yet", "not-known-yet"], "\(wrong)")
  }

  @Test func `a link that opened after the date of the run is refused unless a scenario says more`()
    throws
  {
    let fixture = try Fixture().changing(
      "links.geojson", #""gauge_mm": 1435, "status": "operating""#,
      to: #""gauge_mm": 1435, "opened": 2019, "status": "operating""#
    ).with("scenarios/a.yaml", "name: A\nlinks:\n  west: {status: building}\n")
    try fixture.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let scenarios = try StudyReader.scenarios(folder: folder, study: study)
      let then = try study.resolved(asOf: "2018-12-31")
      do throws(StudyError) {
        try then.require(operating: study.links + study.links)
        Issue.record("it is taken")
      } catch {
        #expect(error.diagnostics.count == 1)
        #expect(
          error.diagnostics.first?.message
            == "the link 'west' operates since 2019, which is after 2018-12-31")
        #expect(error.diagnostics.first?.remedy.contains("west: {status: building}") == true)
      }
      let patched = try study.patched(by: try #require(scenarios.first { $0.id == "a" })).study
      try then.require(operating: patched.links)
      try study.resolved(asOf: "2019-01-01").require(operating: study.links)
      try study.resolved().require(operating: study.links)
    }
  }

  @Test func `works at places of a route are those of the scenario, and children may change them`()
    throws
  {
    let route = "container:alpha-delta/land"
    func works(_ name: String) -> String {
      "routes:\n  \(route):\n    works:\n      - {name: \(name), at: beta, capex: yard.capex}\n"
    }
    let yard =
      "yard.capex:\n  name: Yard\n  base: 5\n  unit: MUSD\n  price_year: 2020\n  shape: fixed\n"
      + "  known_at: 2009-12-31\n  sources: []\n  class: judgement\n"
    let fixture = try Fixture().adding(to: "assumptions.yaml", yard)
      .with("scenarios/a.yaml", "name: A\n" + works("Pier"))
      .with("scenarios/b.yaml", "name: B\ninherits: a\n" + works("Quay"))
      .with("scenarios/c.yaml", "name: C\ninherits: a\n")
    try fixture.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      #expect(study.route(route)?.works.isEmpty == true)
      let scenarios = try StudyReader.scenarios(folder: folder, study: study)
      for (id, name) in [("a", "Pier"), ("b", "Quay"), ("c", "Pier")] {
        let patched = try study.patched(by: try #require(scenarios.first { $0.id == id }))
        #expect(patched.study.route(route)?.works.map(\.name) == [name])
        #expect(patched.changes.map(\.new) == ["\(name) at beta"])
        #expect(patched.study.openness == Openness())
      }
    }
    for (old, new, says) in [
      ("at: beta", "at: bta", "did you mean 'beta'?"),
      ("capex: yard.capex", "capex: rail.speed", "give it in MUSD"),
      ("routes:\n  " + route, "routes:\n  container:alpha-delta/lant", "alpha-delta/land'?"),
    ] {
      let text = ("name: A\n" + works("Pier")).replacingOccurrences(of: old, with: new)
      let mistakes = try fixture.with("scenarios/a.yaml", text)
        .with("scenarios/b.yaml", nil).with("scenarios/c.yaml", nil).mistakes()
      #expect(mistakes.count == 1 && mistakes.first?.remedy.contains(says) == true, "\(mistakes)")
    }
  }

  @Test(arguments: ["beta", "AA-BB", "BB-AA"])
  func `a border is closed by its place or its countries`(id: String) throws {
    let (_, result) = try patched([
      "a": "name: A\nborders:\n  \(id): {open: false, reason: strike}\n"
    ])
    let border = try #require(result.study.place("beta")?.border)
    #expect(!border.open && border.reason == "strike")
    #expect(result.study.openness.closures.map(\.reason) == ["strike"])
    #expect(result.changes.map(\.new) == ["closed: strike"])
  }

  @Test func `a reason alone closes nothing`() throws {
    let (_, result) = try patched(["a": "name: A\nborders: {beta: {reason: since 1990}}\n"])
    #expect(result.study.place("beta")?.border?.open == true)
    #expect(result.study.place("beta")?.border?.reason == "since 1990")
    #expect(result.study.openness.closures.isEmpty)
  }

  @Test func `a child keeps what only its parent says, and opens what that closes`() throws {
    let (scenario, result) = try patched(
      [
        "a": """
        name: A
        choice: available
        as_of: 2015-01-01
        regimes: {matrix: one, start: C, held: true}
        links: {east: {status: operating}, west: {open: false, reason: works}}
        routes: {container:alpha-delta/land: {open: false, reason: none}}

        """,
        "b": """
        name: B
        inherits: a
        regimes: {start: D}
        links: {east: {works: none}, west: {open: true}}

        """,
      ], "b")
    let east = try #require(result.study.link("east"))
    #expect(east.status == .operating && east.works == .none)
    #expect(result.study.openness.choice == .available && scenario.asOf == "2015-01-01")
    #expect(
      result.study.openness.closures.map(\.subject) == [.route("container:alpha-delta/land")])
    #expect(scenario.regimes?.matrix == "one" && scenario.regimes?.starts == ["D"])
    #expect(scenario.regimes?.held == RegimePatch.Held.none, "another start is another process")
    #expect(result.warnings.isEmpty)
  }

  @Test func `a patch that changes nothing is told with its place`() throws {
    let (_, result) = try patched([
      "a":
        "name: A\nlinks:\n  west: {status: operating}\nborders:\n  beta: {open: true}\npassages: {}\n"
    ])
    #expect(result.warnings.map(\.code) == ["changes-nothing", "changes-nothing"])
    #expect(result.warnings.map(\.location.line) == [3, 5])
    let all = try Fixture().with(
      "scenarios/a.yaml", "name: A\nset: {rail.speed: 700..900..1300 km/day}\n"
    )
    .inFolder { try StudyReader.everything(folder: $0).warnings.map(\.code) }
    #expect(all.contains("changes-nothing"))
  }

  @Test func `a later fact of a scenario is an error at the scenario's line`() throws {
    try Fixture().with(
      "scenarios/a.yaml",
      "name: A\nset:\n  rail.speed: {value: 500 km/day, class: judgement, known_at: 2016-05-01}\n"
    ).inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let scenarios = try StudyReader.scenarios(folder: folder, study: study)
      let scenario = try #require(scenarios.first { $0.id == "a" })
      let later = try study.resolved(scenario: scenario, asOf: "2020-01-01")
      #expect(later["rail.speed"]?.value == 500)
      let early = try study.resolved(scenario: scenario, asOf: "2016-04-30")
      #expect(early["rail.speed"] == nil)
      let error = #expect(throws: StudyError.self) {
        try early.require(["rail.speed"], of: study)
      }
      let found = try #require(error?.diagnostics.first)
      #expect(found.location.file.hasSuffix("a.yaml") && found.location.line == 3)
      #expect(found.message.contains("rail.speed is known since 2016-05-01"))
    }
  }

  @Test func `a change without a date is a supposition, and what it inherits keeps its own date`()
    throws
  {
    let texts = [
      "a": "name: A\nknown_at: 2016-05-01\nborders:\n  beta: {open: false, reason: shut}\n",
      "b": "name: B\ninherits: a\nlinks:\n  west: {open: false, reason: gone}\n",
      "c": "name: C\ninherits: a\nset: {rail.speed: 500 km/day}\nborders:\n  beta: {open: true}\n",
    ]
    let fixture = texts.reduce(Fixture()) { $0.with("scenarios/\($1.key).yaml", $1.value) }
    try fixture.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let scenarios = try StudyReader.scenarios(folder: folder, study: study)
      func patched(_ id: String, _ asOf: String?) throws -> PatchedStudy {
        try study.patched(by: #require(scenarios.first { $0.id == id }), asOf: asOf)
      }
      func resolved(_ id: String, _ asOf: String?) throws -> ResolvedAssumptions {
        let scenario: Scenario = try #require(scenarios.first { $0.id == id })
        return try study.resolved(scenario: scenario, asOf: asOf)
      }
      func told(_ id: String, _ asOf: String?) throws -> [String] {
        try resolved(id, asOf).notes.filter { $0.code == "supposition" }.map(\.message)
      }
      for id in ["a", "b"] {
        let error = #expect(throws: StudyError.self) { try patched(id, "2016-04-30") }
        let errors = error?.diagnostics.filter { $0.severity == .error }
        #expect(errors?.map(\.code) == ["not-known-yet"])
      }
      #expect(try told("a", "2020-01-01") == [])
      #expect(try told("b", nil) == [])
      #expect(
        try told("b", "2020-01-01") == [
          "scenario 'b' does not say since when it could be known what it says of link 'west': in this "
            + "run of 2020-01-01 it counts as a supposition"
        ])
      #expect(try told("c", "2016-04-30").first?.contains("'rail.speed' and 1 more: in") == true)
      #expect(try resolved("c", "2016-04-30").suppositions == ["'rail.speed'", "crossing 'beta'"])
      let set = Override(
        id: "rail.speed", text: "600 km/day", location: SourceLocation(file: "--set"))
      let replaced = try study.resolved(
        overrides: [set], scenario: scenarios.first { $0.id == "c" }, asOf: "2016-04-30")
      #expect(replaced.suppositions == ["crossing 'beta'"], "the run's own is in its place")
      #expect(try resolved("a", "2020-01-01").suppositions.isEmpty)
      #expect(try resolved("c", nil).suppositions.isEmpty, "without a date there is nothing to say")
    }
  }

  // Indices of the fixture: USD 90 (2010), 100 (2020).
  @Test(arguments: [
    ("uniform(1.8, 5.4) MUSD/km @2010", 4.0, 2.0, 6.0, Assumption.Shape.uniform),
    ("triangular(0.9, 1.8, 5.4) MUSD/km @2010", 2, 1, 6, .triangular),
    ("pert(0.9, 1.8, 5.4) MUSD/km@2010", 2, 1, 6, .pert),
    ("0.9..1.8..5.4 MUSD/km @2010", 2, 1, 6, .pert),
  ])
  func `a distribution is restated as a whole`(
    text: String, base: Double, low: Double, high: Double, shape: Assumption.Shape
  ) throws {
    let override = Override(
      id: "rail.capex", text: text, location: SourceLocation(file: "--set"))
    let resolved = try Fixture().read().resolved(overrides: [override])
    let value = try #require(resolved["rail.capex"])
    #expect(abs(value.value - base) < 1e-12 && value.shape == shape)
    #expect(abs(try #require(value.low) - low) < 1e-12)
    #expect(abs(try #require(value.high) - high) < 1e-12)
    #expect(value.sourceClass == .judgement && value.spread == nil)
    #expect(resolved.notes.map(\.code) == ["distribution"])
  }

  @Test(arguments: [
    ("uniform(4, 7) year", ", 5.5 year, which is rounded to 6 year as draws are"),
    ("uniform(4, 6) year", ", 5 year"),
  ])
  func `of years that are drawn the warning tells the whole one that is taken`(
    text: String, words: String
  ) throws {
    let override = Override(
      id: "horizon.construction", text: text, location: SourceLocation(file: "--set"))
    let resolved = try Fixture().read().resolved(overrides: [override])
    #expect(resolved.notes.first?.message.hasSuffix("midpoint is taken" + words) == true)
  }

  @Test func `a deviation is restated like its mean`() throws {
    let override = Override(
      id: "rail.capex", text: "lognormal(4.5, 0.9) MUSD/km @2010",
      location: SourceLocation(file: "--set"))
    let value = try #require(
      try Fixture().read().resolved(overrides: [override])["rail.capex"])
    #expect(abs(value.value - 5) < 1e-12)
    let spread = try #require(value.spread)
    #expect(spread.numbers.count == 1 && abs(spread.numbers[0] - 1) < 1e-12)
    #expect(value.low == nil && value.high == nil && value.shape == .lognormal)
  }

  @Test func `an assumption of the study has its own range, restated`() throws {
    let value = try #require(try Fixture().read().resolved()["rail.capex"])
    #expect(value.low == 2 && value.shape == .pert && value.sourceClass == .derived)
    #expect(abs(try #require(value.high) - 5.0 * 100 / 90) < 1e-12)
  }
}
