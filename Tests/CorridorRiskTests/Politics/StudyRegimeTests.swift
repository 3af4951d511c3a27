import CorridorGeometry
import CorridorNetwork
import CorridorRisk
import CorridorStudy
import Foundation
import Testing

/// The bundled study with its politics, read once.
enum PoliticalStudy {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Geo").path

  static let study = Result { try StudyReader.read(folder: folder) }

  static let regimes = Result {
    try #require(try StudyReader.regimes(folder: folder, study: PoliticalStudy.study.get()))
  }

  static let network = Result {
    let study = try PoliticalStudy.study.get()
    let borders = try StudyReader.borders(folder: folder)
    let index = try BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) })
    return try StudyNetwork(study: study, borders: index, assumptions: study.resolved())
  }

  static func exposures(of id: String) throws -> [String?] {
    let route = try #require(study.get().route(id))
    return try regimes.get().exposure(of: network.get().route(route)).ids(in: regimes.get())
  }

  static func model(
    set: [String: String] = [:], selection: RegimeSelection = RegimeSelection(),
    asOf: String? = nil
  ) throws -> RegimeModel {
    let (study, regimes) = try (Self.study.get(), Self.regimes.get())
    let overrides = set.sorted { $0.key < $1.key }.map {
      Override(id: $0.key, text: $0.value, location: SourceLocation(file: "--set"))
    }
    let resolved = try study.resolved(overrides: overrides, asOf: asOf)
    return try RegimeModel(
      regimes, values: RegimeValues(regimes, of: study, resolved: resolved),
      selection: selection, asOf: asOf)
  }
}

@Suite("The politics of the bundled study") struct StudyRegimeTests {
  private static let collapse = ["regime.collapse.chance": "1 %/year"]

  @Test(
    "what a route is exposed to is found in its geometry",
    arguments: [
      ("container:busan-hamburg/sea-suez", [nil, nil, nil]),
      ("container:busan-hamburg/sea-cape", [nil, nil, nil]),
      ("container:busan-hamburg/tkr-east", ["between-koreas", "north-korea", "belarus"]),
      ("container:busan-hamburg/tkr-west", ["between-koreas", "north-korea", "belarus"]),
      ("container:busan-hamburg/rajin", ["tumen", "north-korea", "belarus"]),
      ("container:busan-hamburg/primorye-bypass", [nil, nil, "belarus"]),
      ("container:busan-hamburg/trans-china", [nil, nil, "belarus"]),
      ("container:busan-moscow/rajin", ["tumen", "north-korea", nil]),
      ("container:busan-moscow/primorye-bypass", [nil, nil, nil]),
    ] as [(String, [String?])])
  func exposures(route: String, expected: [String?]) throws {
    #expect(try PoliticalStudy.exposures(of: route) == expected)
  }

  @Test("pipelines and lines through the north are exposed, others are not") func energy() throws {
    for route in try PoliticalStudy.study.get().routes where !route.id.hasPrefix("container") {
      let passes = try PoliticalStudy.network.get().route(route).stretches
        .contains { $0.country == "KP" }
      let found = try PoliticalStudy.exposures(of: route.id)
      #expect((found[0] != nil) == passes, "\(route.id)")
      #expect((found[1] != nil) == passes, "\(route.id)")
    }
  }

  @Test("hosts are the countries on the way that may reopen a contract") func hosts() throws {
    let (study, network) = try (PoliticalStudy.study.get(), PoliticalStudy.network.get())
    let regimes = try PoliticalStudy.regimes.get()
    let east = try network.route(#require(study.route("container:busan-hamburg/tkr-east")))
    let sea = try network.route(#require(study.route("container:busan-hamburg/sea-suez")))
    #expect(regimes.hosts(on: east).map(\.country) == ["KP"])
    #expect(regimes.hosts(on: sea) == [])
  }

  @Test(
    "a chance that can't be is refused, whatever a run plays out",
    arguments: [
      "-1 %/year", "101 %/year", "uniform(-11, 5) %/year",
    ])
  func impossible(text: String) throws {
    let (study, regimes) = try (PoliticalStudy.study.get(), PoliticalStudy.regimes.get())
    func resolved(_ text: String) throws -> ResolvedAssumptions {
      try study.resolved(overrides: [
        Override(
          id: "regime.collapse.chance", text: text, location: SourceLocation(file: "--set"))
      ])
    }
    let wrong = try resolved(text)
    #expect { try regimes.requireSensible(wrong, of: study) } throws: {
      "\($0)".hasPrefix("--set: error: ") && "\($0)".contains("`regime.collapse.chance`")
    }
    try regimes.requireSensible(resolved("uniform(0, 100) %/year"), of: study)
  }

  @Test("at the base values a matrix that is stated is taken as it is") func stated() throws {
    let model = try PoliticalStudy.model()
    #expect(model.processes.map(\.id) == ["peninsula", "sanctions", "western-border"])
    #expect(model.processes.map(\.matrix) == Array(repeating: "hindsight-2024", count: 3))
    #expect(near(Array(model.processes[0].chain.matrix.rows[3...]), Array(Chains.six[3...]), 1e-15))
    #expect(near(model.processes[1].chain.matrix.rows, [[0.9, 0.1], [0.05, 0.95]], 1e-15))
    #expect(model.processes[0].operating == model.processes[0].chain)
    #expect(model.processes[0].start == 2)
    #expect(near(model.processes[0].effects[0].availability, [0.05, 0.9, 0, 0, 0.95, 0.85]))
    #expect(near(model.processes[0].effects[1].availability, [0.7, 0.9, 0.3, 0.1, 0.95, 0.85]))
    #expect(model.processes[1].effects[0].hasSanctions == [false, true])
  }

  /// Steps counted by hand in the table of years, and one of each added.
  ///
  /// Of 11 years of status quo that another follows 5, 2 and 4 go on to status quo, detente and crisis, of 7
  /// of detente 4, 3 and 0, of 8 of crisis 2, 1 and 5; to 2010 3, 2 and 1 of 6, 3, 3 and 0 of 6, and none of
  /// crisis.
  @Test(
    "the rows of three regimes are the coded years and the chance of a collapse",
    arguments: [
      (nil, [[6, 3, 5], [5, 4, 1], [3, 2, 6]]),
      ("2010-12-31", [[4, 3, 2], [4, 4, 1], [1, 1, 1]]),
    ] as [(String?, [[Double]])])
  func coded(asOf: String?, counts: [[Double]]) throws {
    // The study's own chance of a collapse is known since 2024.
    let model = try PoliticalStudy.model(set: Self.collapse, asOf: asOf)
    let rows = model.processes[0].chain.matrix.rows
    for (row, count) in zip(rows, counts) {
      let sum = count.reduce(0, +)
      #expect(near(row, count.map { 0.99 * $0 / sum } + [0.01, 0, 0], 1e-15))
    }
  }

  @Test("an override of a hazard changes its column and nothing else in proportion")
  func hazardOverride() throws {
    let model = try PoliticalStudy.model(set: ["regime.collapse.chance": "4 %/year"])
    let rows = model.processes[0].chain.matrix.rows
    let before = try PoliticalStudy.model().processes[0].chain.matrix.rows
    for row in 0..<3 {
      #expect(near(rows[row][3], 0.04, 1e-15))
      for column in [0, 1, 2] {
        #expect(near(rows[row][column], before[row][column] * 0.96 / 0.99, 1e-14))
      }
      #expect(near(rows[row].reduce(0, +), 1, 1e-15))
    }
    #expect(Array(rows[3...]) == Array(before[3...]))
    let split = try PoliticalStudy.model(set: ["regime.collapse.unification-share": "70 %"])
    #expect(near(split.processes[0].chain.matrix.rows[3], [0.1, 0, 0.3, 0.2, 0.28, 0.12], 1e-15))
    let tilted = try PoliticalStudy.model(set: ["regime.tilt.detente": "0.5"]).processes[0]
    #expect(tilted.operating.matrix[2, 1] > tilted.chain.matrix[2, 1])
    #expect(tilted.chain.matrix == (try PoliticalStudy.model().processes[0].chain.matrix))
  }

  @Test("values per regime of the eastern railway, by numpy") func value() throws {
    let exposure = RouteExposure(effects: [0, 0, nil])
    let route = try PoliticalStudy.model(
      set: [
        "regime.demand.status-quo": "1", "regime.demand.crisis": "1", "regime.demand.collapse": "1",
        "regime.demand.unification": "1",
      ]
    ).regimes(of: exposure)
    #expect(route.processes == ["peninsula", "sanctions"])
    #expect(route.joint.chain.states[route.start] == "crisis+in-force")
    let expected = [
      161.38429326380907, 70.51622135862434, 263.8949254038714, 71.75608291666468,
      152.24829493487516, 70.20099286043259, 318.30763733316553, 139.43914248719392,
      671.1574074074069, 239.6990740740737, 550.933259915732, 182.9023749115933,
    ]
    #expect(
      near(try route.value(ofYearly: 100, rate: 0.09, losesAssets: false), expected, 1e-11))
    // What is lost on entering a crisis makes every regime that may lead there worth less.
    let less = try route.value(ofYearly: 100, rate: 0.09)
    #expect(zip(less.prefix(8), expected).allSatisfy { $0 < $1 })
    let years = try route.expectedYearsOpen(within: 30)
    #expect(years[route.start] > 0 && years[route.start] < 8)
  }

  @Test("a route without exposure is always open") func unexposed() throws {
    let route = try PoliticalStudy.model().regimes(of: RouteExposure(effects: [nil, nil, nil]))
    #expect(route.availability == [1])
    #expect(near(try route.value(ofYearly: 9, rate: 0.09), [109]))
  }

  @Test("a run of 2010 takes the matrix of 2010, and refuses a later one") func asOf() throws {
    let model = try PoliticalStudy.model(set: Self.collapse, asOf: "2010-12-31")
    #expect(model.processes.map(\.matrix) == Array(repeating: "as-of-2010", count: 3))
    #expect(model.processes[1].start == 0)
    let error = #expect(throws: PoliticsError.self) {
      try PoliticalStudy.model(
        set: Self.collapse,
        selection: RegimeSelection(matrices: ["peninsula": "hindsight-2024"]), asOf: "2010-12-31")
    }
    #expect(error?.description.contains("known since 2024-12-31") == true)
    #expect(error?.description.contains("regimes.yaml:") == true)
    #expect(throws: PoliticsError.self) {
      try PoliticalStudy.model(set: Self.collapse, asOf: "2009-12-31")
    }
    #expect(throws: PoliticsError.self) { try PoliticalStudy.model(asOf: "2010-12-31") }
    #expect(throws: PoliticsError.self) {
      try PoliticalStudy.model(selection: RegimeSelection(matrices: ["peninsula": "hindsight"]))
    }
    #expect(throws: PoliticsError.self) {
      try PoliticalStudy.model(selection: RegimeSelection(starts: ["penisula": "x"]))
    }
  }

  @Test("scenarios choose matrices and first regimes, and hold a process") func selection() throws {
    let regimes = try PoliticalStudy.regimes.get()
    let here = SourceLocation(file: "scenarios/x.yaml", line: 3, column: 1)
    let china = try RegimeSelection(
      RegimePatch(starts: ["CB"], held: .named, location: here), in: regimes)
    let held = try PoliticalStudy.model(selection: china)
    #expect(held.processes[0].start == 5)
    #expect(held.processes[0].chain.matrix.rows[5] == [0, 0, 0, 0, 0, 1])
    #expect(held.processes[1].chain.matrix[0, 1] > 0)
    let then = try RegimeSelection(
      RegimePatch(matrix: "as-of-2010", starts: ["detente"], location: here), in: regimes)
    let model = try PoliticalStudy.model(selection: then)
    #expect(model.processes.map(\.matrix) == Array(repeating: "as-of-2010", count: 3))
    #expect(model.processes.map(\.start) == [1, 0, 0])
    let all = try RegimeSelection(RegimePatch(held: .named, location: here), in: regimes)
    #expect(all.held == ["peninsula", "sanctions", "western-border"])
    let both = try RegimeSelection(
      RegimePatch(starts: ["U", "lifted"], held: .states(["unification"]), location: here),
      in: regimes)
    #expect(both.starts == ["peninsula": "unification", "sanctions": "lifted"])
    #expect(both.held == ["peninsula"])
    for patch in [
      RegimePatch(matrix: "as-of-2011", location: here), RegimePatch(starts: ["Z"], location: here),
      RegimePatch(starts: ["D", "crisis"], location: here),
    ] {
      let error = #expect(throws: PoliticsError.self) {
        try RegimeSelection(patch, in: regimes)
      }
      #expect(error?.description.hasPrefix("scenarios/x.yaml:3:1: error:") == true)
    }
  }

  @Test("every scenario of the study chooses what there is") func scenarios() throws {
    let (study, regimes) = try (PoliticalStudy.study.get(), PoliticalStudy.regimes.get())
    let scenarios = try StudyReader.scenarios(folder: PoliticalStudy.folder, study: study)
    #expect(scenarios.contains { $0.regimes != nil })
    for patch in scenarios.compactMap(\.regimes) {
      _ = try PoliticalStudy.model(selection: RegimeSelection(patch, in: regimes))
    }
  }

  @Test("an override out of range is refused with its place") func outOfRange() throws {
    for (id, text) in [
      ("regime.collapse.chance", "120 %/year"), ("regime.transit.detente", "-1 %"),
      ("regime.delay.crisis", "-1 day"), ("regime.tilt.detente", "99"),
    ] {
      let error = #expect(throws: PoliticsError.self) { try PoliticalStudy.model(set: [id: text]) }
      #expect(error?.description.hasPrefix("--set: error: `\(id)`") == true)
    }
  }

  @Test("estimated rows, hazards on rows that have nothing else, and hazards above one")
  func rows() throws {
    var peninsula = try #require(PoliticalStudy.regimes.get().process("peninsula"))
    var matrix = peninsula.matrices[0]
    let states = ["status-quo", "detente", "crisis"]
    matrix.estimate = RegimeMatrix.Estimate(states: states, through: 2024, prior: 1)
    for state in states { matrix.rows[state] = nil }
    peninsula.matrices = [matrix]
    let regimes = Regimes(exposures: [], processes: [peninsula])
    let values = Dictionary(
      regimes.inputs.map { ($0.id, $0.kind == .logit ? 0 : 0.5) }
    ) { first, _ in first }
    var chances = values
    chances["regime.collapse.chance"] = 0.01
    let model = try RegimeModel(regimes, values: RegimeValues(chances))
    // (5 + 1) / (11 + 3) of what a collapse leaves.
    #expect(near(model.processes[0].chain.matrix[0, 0], 0.99 * 6 / 14, 1e-15))
    chances["regime.collapse.chance"] = 1
    let certain = try RegimeModel(regimes, values: RegimeValues(chances))
    #expect(certain.processes[0].chain.matrix.rows[0] == [0, 0, 0, 1, 0, 0])
    // All of a row is a hazard: what the hazard leaves stays where it is.
    matrix.rows["unification"] = [1, 0, 0, 0, 0, 0]
    matrix.hazards = [
      RegimeMatrix.Hazard(
        from: ["unification"], to: "status-quo", chance: "regime.collapse.chance",
        location: matrix.location)
    ]
    peninsula.matrices = [matrix]
    chances["regime.collapse.chance"] = 0.25
    let stay = try RegimeModel(
      Regimes(exposures: [], processes: [peninsula]), values: RegimeValues(chances))
    #expect(stay.processes[0].chain.matrix.rows[4] == [0.25, 0, 0, 0, 0.75, 0])
    matrix.hazards.append(matrix.hazards[0])
    peninsula.matrices = [matrix]
    chances["regime.collapse.chance"] = 0.6
    #expect(throws: PoliticsError.self) {
      try RegimeModel(
        Regimes(exposures: [], processes: [peninsula]), values: RegimeValues(chances))
    }
    chances["regime.collapse.chance"] = nil
    #expect(throws: PoliticsError.self) { try RegimeModel(regimes, values: RegimeValues(chances)) }
  }

  @Test("the host of the study makes a contract") func contract() throws {
    let (study, regimes) = try (PoliticalStudy.study.get(), PoliticalStudy.regimes.get())
    let values = RegimeValues(regimes, of: study, resolved: try study.resolved())
    let host = try #require(regimes.host("KP"))
    let contract = try HoldUp(
      with: host, values: values, years: Contracts.long.years, rate: 0.09)
    #expect(contract.demands == [4])
    #expect(near(contract.lateHazard, 0.2))
    #expect(contract.stoppageYears == 0.4)
    #expect(try contract.values().investor < contract.values().undisturbed)
  }
}
