import CorridorStudy
import Testing

extension Fixture {
  /// The fixture with politics: three regimes, a process of two that has hazards alone, and a host.
  static let political: Fixture = {
    let fixture = Fixture()
    return fixture.with("regimes.yaml", regimes)
      .with("assumptions.yaml", (fixture.files["assumptions.yaml"] ?? "") + shares)
  }()

  private static let shares = [
    ("share.half", "50", "'%'"), ("chance.tenth", "10", "'%/year'"), ("delay.one", "1", "day"),
    ("length.half", "0.5", "year"), ("money.year", "2", "MUSD/year\n  price_year: 2020"),
  ].map {
    """
    \($0.0):
      name: A number
      base: \($0.1)
      unit: \($0.2)
      known_at: 2019-12-31
      sources: [BOOK]
      class: sourced

    """
  }.joined()

  private static let regimes = """
    exposures:
      border:
        name: The border
        crossings: [[BB, AA]]
        modes: [rail]
      shipping:
        name: The ferry
        links: [ferry]
      inside:
        name: In Bland
        countries: [BB]
    processes:
      quarrel:
        name: Aland and Bland
        states:
          calm: {name: Calm, short: C, meaning: They talk.}
          cold: {name: Cold, meaning: They don't.}
          gone: {name: Gone, meaning: Bland is no more.}
        coding:
          2001: {state: calm, class: memory}
          2002: {state: cold, sources: [BOOK], class: excerpt, note: A row.}
          2003: {state: cold, class: memory}
        matrices:
          late:
            known_at: 2019-12-31
            class: judgement
            start: {state: cold, year: 2003}
            rows:
              calm: [0.7, 0.2, 0.1]
              cold: [0.3, 0.6, 0.1]
              gone: [0, 0, 1]
            hazards:
              - {from: [calm, cold], to: gone, chance: chance.tenth}
            splits:
              - {from: [cold], to: [calm, gone], share: share.half}
          early:
            known_at: 2002-12-31
            class: judgement
            start: {state: cold, year: 2002}
            rows:
              gone: [0, 0, 1]
            estimate: {states: [calm, cold], through: 2002, prior: 1}
        effects:
          border:
            calm: {}
            cold: {availability: share.half, demand: factor.one, delay: delay.one, fee: factor.one, loss: share.half, sanctions: true}
            gone: {availability: share.half}
        tilts:
          - {from: [cold], to: calm, logit: factor.one}
      strike:
        name: Ferrymen
        states:
          work: {name: Work, meaning: They work.}
          strike: {name: Strike, meaning: They do not.}
        matrices:
          only:
            known_at: 2010-12-31
            class: judgement
            start: {state: work, year: 2010}
            hazards:
              - {from: [work], to: strike, chance: chance.tenth}
        effects:
          shipping:
            work: {}
            strike: {availability: share.half}
          inside:
            work: {}
            strike: {}
    hosts:
      BB: {early_hazard: chance.tenth, late_hazard: chance.tenth, sunk_threshold: share.half, demand: factor.one, bargain: observed, settlement: factor.one, power: share.half, stoppage_chance: share.half, stoppage_years: length.half, termination: chance.tenth, salvage: share.half, patience: share.half, upkeep: money.year, mitigants: {escrow_years: length.half, prepaid_share: share.half}}

    """
}

@Suite struct RegimeReaderTests {
  @Test func `what the file says is what is read`() throws {
    let whole = try Fixture.political.inFolder { try StudyReader.everything(folder: $0) }
    let regimes = try #require(whole.regimes)
    #expect(regimes.exposures.map(\.id) == ["border", "shipping", "inside"])
    #expect(regimes.exposure("border")?.crossings == [["AA", "BB"]])
    #expect(regimes.exposure("border")?.modes == [.rail])
    let quarrel = try #require(regimes.process("quarrel"))
    #expect(quarrel.states.map(\.id) == ["calm", "cold", "gone"])
    #expect(quarrel.coding.map(\.year) == [2001, 2002, 2003])
    #expect(quarrel.coding[1].sources == ["BOOK"])
    let late = try #require(quarrel.matrix("late"))
    #expect(late.rows["cold"] == [0.3, 0.6, 0.1])
    #expect(late.start == RegimeMatrix.Start(state: "cold", year: 2003))
    #expect(late.hazards.map(\.from) == [["calm", "cold"]])
    #expect(late.splits.map(\.to) == [["calm", "gone"]])
    #expect(quarrel.matrix("early")?.estimate?.states == ["calm", "cold"])
    #expect(quarrel.effects[0].effects[1].hasSanctions)
    #expect(quarrel.effects[0].effects[1].delay == "delay.one")
    #expect(quarrel.effects[0].effects[0] == RegimeEffect())
    #expect(regimes.process("strike")?.matrix("only")?.rows == [:])
    #expect(regimes.host("BB")?.bargain == .observed)
    #expect(
      regimes.host("BB")?.mitigants
        == MitigantTerms(escrowYears: "length.half", prepaidShare: "share.half"))
    // Nothing of it is unused, and of nothing is warned but of years that no source has.
    let about = whole.warnings.filter { $0.location.file.hasSuffix("regimes.yaml") }
    #expect(Set(about.map(\.code)) == ["unsourced-facts"], "\(about)")
    let unused = whole.warnings.filter { $0.code == "unused-assumption" }.map(\.message)
    #expect(!unused.contains { $0.contains("chance.tenth") || $0.contains("money.year") })
  }

  @Test func `a study without the file has no politics`() throws {
    try Fixture().inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      #expect(try StudyReader.regimes(folder: folder, study: study) == nil)
      #expect(try StudyReader.everything(folder: folder).regimes == nil)
    }
  }

  @Test func `reading it alone finds the same, and its mistakes`() throws {
    try Fixture.political.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let alone = try StudyReader.regimes(folder: folder, study: study)
      #expect(try alone == StudyReader.everything(folder: folder).regimes)
    }
    let wrong = try Fixture.political.changing(
      "regimes.yaml", "late_hazard: chance.tenth", to: "late_hazard: chance.tent")
    try wrong.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let error = #expect(throws: StudyError.self) {
        try StudyReader.regimes(folder: folder, study: study)
      }
      #expect(error?.diagnostics.map(\.code) == ["unknown-assumption"])
    }
  }

  @Test func `without a name the matrix known last is taken`() throws {
    let whole = try Fixture.political.inFolder { try StudyReader.everything(folder: $0) }
    let quarrel = try #require(whole.regimes?.process("quarrel"))
    #expect(quarrel.latestMatrix(asOf: nil)?.id == "late")
    #expect(quarrel.latestMatrix(asOf: "2019-12-30")?.id == "early")
    #expect(quarrel.latestMatrix(asOf: "2002-12-31")?.id == "early")
    #expect(quarrel.latestMatrix(asOf: "2002-12-30") == nil)
  }

  @Test func `a country with borders and no place is a country`() throws {
    let third = """
      {"type": "Feature", "id": "CC", "geometry": {"type": "Polygon", "coordinates": [[[20, 49], [21, 49], [21, 51], [20, 51], [20, 49]]]}, "properties": {"name": "Cland"}},
      {"type": "Feature", "id": "BB",
      """
    let fixture = try Fixture.political
      .changing("regimes.yaml", "countries: [BB]", to: "countries: [CC]")
    #expect(try fixture.mistakes().map(\.code) == ["unknown-country"])
    let known = try fixture.changing(
      "borders/countries.geojson", "{\"type\": \"Feature\", \"id\": \"BB\",", to: third)
    #expect(try known.mistakes() == [])
  }

  @Test(
    arguments: [
      ("[[BB, AA]]", "[[AA, CC]]", ["unknown-country"], []),
      ("crossings: [[BB, AA]]", "countries: [AA]", [], ["unmet"]),
      (
        "start: {state: cold, year: 2003}", "start: {state: calm, year: 2003}", [],
        ["start-differs"]
      ),
      (
        "      inside:\n        work: {}\n        strike: {}\n", "", [],
        ["unused-exposure"]
      ),
    ] as [(String, String, [String], [String])])
  func `what a reader should know is a warning`(
    old: String, new: String, errors: [String], warnings: [String]
  ) throws {
    let fixture = try Fixture.political.changing("regimes.yaml", old, to: new)
    #expect(try fixture.mistakes().map(\.code) == errors)
    if warnings.isEmpty || warnings == ["unmet"] { return }
    let whole = try fixture.inFolder { try StudyReader.everything(folder: $0) }
    #expect(warnings.allSatisfy { code in whole.warnings.contains { $0.code == code } })
  }

  static let mistakes: [Mistake] = [
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: [0.7, 0.2, 0.11]", "row-sum", "0.01 too much"),
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: [0.7, 0.2, 0.099999998]", "row-sum", "too little"),
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: [0.7, 0.2, 0.100001]", "row-sum", "to 1.000001,"),
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: [1.1, -0.2, 0.1]", "out-of-range", "from 0 to 1"),
    .regimes(
      "calm: [0.7, 0.2, 0.1]", "calm: [0.9, -0.2, 0.3]", "out-of-range",
      "the chance of 'cold' after 'calm'"),
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: [0.8, 0.2]", "row-length", "calm, cold, gone"),
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: 1", "row-length", "is '1'"),
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: [.nan, 0.2, 0.1]", "not-finite", "finite number"),
    .regimes("calm: [0.7, 0.2, 0.1]", "calm: [a, 0.2, 0.1]", "wrong-type", "not a number"),
    .regimes(
      "          calm: [0.7, 0.2, 0.1]\n", "", "missing-row", at: "cold: [0.3", "'calm'"),
    .regimes(
      "calm: [0.7, 0.2, 0.1]", "clam: [0.7, 0.2, 0.1]", "unknown-key", "did you mean 'calm'?"),
    .regimes(
      "calm: [0.7, 0.2, 0.1]", "calm: [0.7, 0.2, 0.1]\n          calm: [0.7, 0.2, 0.1]", "yaml",
      at: "calm: [0.7, 0.2, 0.1]\n          cold", "stands twice"),
    .regimes(
      "start: {state: cold, year: 2003}", "start: {state: cool, year: 2003}",
      "unknown-state", "use one of: calm, cold, gone"),
    .regimes("start: {state: cold, year: 2003}", "start: {state: cold}", "missing-key", "'year'"),
    .regimes(
      "start: {state: cold, year: 2003}\n", "note: x\n", "missing-key",
      at: "late:", "add 'start'"),
    .regimes("from: [calm, cold]", "from: [calm, calm]", "duplicate-state", "twice"),
    .regimes("from: [calm, cold]", "from: [calm, gone]", "bad-hazard", "to itself"),
    .regimes("from: [calm, cold]", "from: []", "missing-key", "'from'"),
    .regimes(
      "to: gone, chance: chance.tenth", "to: gone, chance: chance.tent", "unknown-assumption",
      "did you mean 'chance.tenth'?"),
    .regimes(
      "to: gone, chance: chance.tenth", "to: gone, chance: delay.one", "unit-mismatch", "%/year"),
    .regimes("to: [calm, gone]", "to: [calm]", "bad-pair", "two"),
    .regimes(
      "states: [calm, cold], through: 2002", "states: [calm], through: 2002",
      "missing-row", at: "gone: [0, 0, 1]\n        estimate", "'cold'"),
    .regimes(
      "states: [calm, cold], through: 2002", "states: [calm, cold, gone], through: 2002",
      "duplicate-row", at: "gone: [0, 0, 1]\n        estimate", "'gone'"),
    .regimes(
      "through: 2002, prior: 1", "through: 2002, prior: 0", "out-of-range", "greater than 0"),
    .regimes("2001: {state", "200: {state", "out-of-range", "from 1500 to 2200"),
    .regimes("2003: {state: cold", "2003: {state: warm", "unknown-state", "calm, cold, gone"),
    .regimes("2003: {state", "02002: {state", "duplicate-id", "coded twice"),
    .regimes("sources: [BOOK]", "sources: [BOK]", "unknown-source", "did you mean 'BOOK'?"),
    .regimes("sources: [BOOK], class: excerpt", "class: excerpt", "missing-source", "sources"),
    .regimes("links: [ferry]", "links: [fery]", "unknown-link", "did you mean 'ferry'?"),
    .regimes(
      "links: [ferry]", "passages: [suez]", "unknown-passage",
      at: "shipping:", "no passage"),
    .regimes("links: [ferry]", "note: none", "empty-exposure", at: "shipping:", "crossings"),
    .regimes(
      "countries: [BB]", "countries: [BC]", "unknown-country", at: "inside:",
      "did you mean 'BB'?"),
    .regimes("countries: [BB]", "countries: [bb]", "bad-country", "ISO 3166-1"),
    .regimes("[[BB, AA]]", "[[BB, BB]]", "bad-pair", "two countries"),
    .regimes("[[BB, AA]]", "[BB, AA]", "wrong-type", "list"),
    .regimes("modes: [rail]", "modes: [rale]", "unknown-mode", "power_line, rail, road"),
    .regimes(
      "      shipping:\n        work", "      shiping:\n        work", "unknown-exposure",
      "did you mean 'shipping'?"),
    .regimes(
      "        gone: {availability: share.half}\n", "", "missing-state",
      at: "border:\n        calm",
      "'gone'"),
    .regimes(
      "gone: {availability: share.half}", "gone: {available: share.half}", "unknown-key",
      "did you mean 'availability'?"),
    .regimes(
      "gone: {availability: share.half}", "gone: {availability: 0.5}",
      "unknown-assumption", "'0.5'"),
    .regimes("sanctions: true", "sanctions: maybe", "wrong-type", "true or false"),
    .regimes("  BB: {early", "  DD: {early", "unknown-country", "'DD'"),
    .regimes("power: share.half, ", "", "missing-key", at: "BB: {early", "add 'power'"),
    .regimes(
      "bargain: observed", "bargain: observe", "unknown-bargain", "did you mean 'observed'?"),
    .regimes(
      "  - {from: [cold], to: calm, logit", "  - {from: [cold], to: clam, logit",
      "unknown-state", "did you mean 'calm'?"),
    .regimes(
      "work: {name: Work, meaning: They work.}", "work: {name: Work}", "missing-key",
      "'meaning'"),
  ]

  @Test(arguments: mistakes) func `each mistake is found at its line, with a remedy`(
    mistake: Mistake
  ) throws {
    let fixture = try Fixture.political.changing(mistake.file, mistake.old, to: mistake.new)
    let found = try fixture.mistakes()
    let finding = try #require(found.first { $0.code == mistake.code }, "\(found)")
    #expect(finding.location.file == "regimes.yaml")
    let line = fixture.line(of: mistake.at ?? mistake.new, in: "regimes.yaml")
    #expect(finding.location.line == line, "\(finding)")
    #expect(finding.location.column > 0)
    #expect((finding.message + finding.remedy).contains(mistake.says), "\(finding)")
  }

  @Test func `values that make no sense are found where they stand`() throws {
    let cases = [
      ("base: 50\n  unit: '%'", "base: 150\n  unit: '%'", "share.half"),
      ("base: 10\n  unit: '%/year'", "base: -10\n  unit: '%/year'", "chance.tenth"),
      ("base: 1\n  unit: day", "base: -1\n  unit: day", "delay.one"),
    ]
    for (old, new, id) in cases {
      let fixture = try Fixture.political.changing("assumptions.yaml", old, to: new)
      let found = try fixture.mistakes()
      // Once for each kind of use.
      #expect(Set(found.map(\.code)) == ["out-of-range"], "\(found)")
      #expect(found.first?.location.line == fixture.line(of: id + ":", in: "assumptions.yaml"))
    }
    let sum = try Fixture.political.changing(
      "assumptions.yaml", "base: 10\n  unit: '%/year'", to: "base: 60\n  unit: '%/year'"
    ).changing(
      "regimes.yaml", "- {from: [calm, cold], to: gone, chance: chance.tenth}",
      to: "- {from: [calm, cold], to: gone, chance: chance.tenth}\n          "
        + "- {from: [calm], to: cold, chance: chance.tenth}")
    #expect(try sum.mistakes().map(\.code) == ["row-sum"])
  }

  @Test func `a scenario that names what no process has is a mistake in its file`() throws {
    for (patch, code, says) in [
      ("{matrix: lat}", "unknown-matrix", "did you mean 'late'?"),
      ("{start: colder}", "unknown-state", "did you mean 'cold'?"),
      ("{held: [colder]}", "unknown-state", "did you mean 'cold'?"),
      ("{start: [calm, cold]}", "two-states", "keep one of them"),
    ] {
      let text = "name: Slow\nregimes: \(patch)\n"
      let found = try Fixture.political.with("scenarios/slow.yaml", text).mistakes()
      #expect(found.map(\.code) == [code])
      #expect(found.first?.location.file == "scenarios/slow.yaml")
      #expect(found.first?.location.line == 2)
      #expect(found.first?.remedy.contains(says) == true, "\(found)")
    }
    let fine = "name: Slow\nregimes: {matrix: late, start: C, held: true}\n"
    #expect(try Fixture.political.with("scenarios/slow.yaml", fine).mistakes() == [])
    let list = "name: Slow\nregimes: {start: [calm], held: [calm]}\n"
    #expect(try Fixture.political.with("scenarios/slow.yaml", list).mistakes() == [])
  }

  @Test func `two states of one name are a mistake, whatever their processes`() throws {
    let found = try Fixture.political.changing(
      "regimes.yaml", "cold: {name: Cold, meaning", to: "cold: {name: Cold, short: strike, meaning"
    ).mistakes()
    #expect(found.map(\.code) == ["duplicate-id"])
  }

  @Test(arguments: ["", "42", "[", "- a", "processes: 1", "processes: {a: 1}", "exposures: {a: }"])
  func `a file that is something else is a mistake in that file`(text: String) throws {
    let found = try Fixture.political.with("regimes.yaml", text).mistakes()
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.location.file == "regimes.yaml" })
  }
}

extension Mistake {
  static func regimes(
    _ old: String, _ new: String, _ code: String, at: String? = nil, _ says: String
  ) -> Mistake {
    Mistake("regimes.yaml", old, new, code, at: at, says)
  }
}
