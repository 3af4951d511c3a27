import CorridorStudy
import CorridorUnits
import Foundation
import Testing

@Suite struct ClaimReaderTests {
  private static let start = """
    c1:
      statement: The line is 100 km long.
      source: BOOK
      mode: geometry
      figure: {value: 100, unit: km}

    """

  private func read(_ text: String) throws -> [Claim] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // A file of YAML ends with a line break.
    try Data((text + "\n").utf8).write(to: folder.appending(path: "claims.yaml"))
    let location = CorridorStudy.SourceLocation(file: "world", line: 1, column: 1)
    let study = Study(
      folder: folder.path,
      settings: Settings(
        id: "world", title: "", summary: "", worldview: "", attribution: "",
        priceBase: PriceBase(currency: try #require(Currency("USD")), year: 2020),
        geometry: Settings.GeometrySettings(
          deviation: .zero, sliver: .zero, seaSliver: .zero, stationWithin: .zero,
          linkEndWithin: .zero, routeFactor: 1...2, routeFactorListed: 1),
        appraisal: Settings.AppraisalSettings(
          constructionYears: "", operationYears: "", economicRate: "", privateRate: "",
          reinvestmentRate: "", carbonPrice: "", terrain: [:])),
      places: [], links: [], corridors: [], routes: [], comparisons: [], services: [],
      linkClasses: [], events: [], assumptions: [],
      citations: [Citation(id: "BOOK", type: "book", title: "Book", location: location)],
      deflators: Deflators(), warnings: [])
    return try StudyReader.claims(of: study)
  }

  @Test func `every kind of check`() throws {
    let claims = try read(
      Self.start + """
          checks:
            - {kind: figure, about: ours, quantity: "{link:x traced_km}", tolerance: 0, contested: 1}
            - {kind: arithmetic, states: {low: 1, high: 2, unit: t}, expression: 3 - 1, tolerance: 0}
            - {kind: relation, left: "1", is: below, right: "2", unit: km}
            - kind: comparable
              attributes: [{what: origin, left: A, right: B}]
            - {kind: separates, country: BB, from: AA, to: CC, modes: [rail, gas_pipeline]}
            - {kind: passes, routes: [x/y], country: BB}
            - {kind: present, corridors: [x]}
          covers: less
          needs: more
          note: no more
        c2: {statement: So it is., source: BOOK, mode: context}
        """)
    #expect(claims.map(\.id) == ["c1", "c2"])
    let first = try #require(claims.first)
    #expect(first.stated == Claim.Stated(low: 100, high: 100, unit: "km"))
    #expect(first.needs == "more")
    #expect(first.covers == "less")
    #expect(
      first.checks.map(\.rule) == [
        .figure(quantity: "{link:x traced_km}", tolerance: 0, contested: 1),
        .arithmetic(expression: "3 - 1", tolerance: 0),
        .relation(left: "1", .below, right: "2", unit: "km"),
        .comparable([Claim.Attribute(what: "origin", left: "A", right: "B")]),
        .separates(country: "BB", from: "AA", to: "CC", modes: [.rail, .gasPipeline]),
        .passes(routes: ["x/y"], country: "BB"), .present(corridors: ["x"]),
      ])
    #expect(first.checks.map(\.location.line) == [7, 8, 9, 10, 12, 13, 14])
    #expect(first.checks[0].about == "ours")
    #expect(first.checks[1].states == Claim.Stated(low: 1, high: 2, unit: "t"))
    #expect(claims[1].checks.isEmpty)
  }

  @Test(
    arguments: [
      ("needs: more", "does not say what of it they cover"),
      ("covers: less", "not what the rest needs"),
    ])
  func `a claim that is checked in part says which`(key: String, message: String) throws {
    do {
      _ = try read(Self.start + "  checks: [\(Self.bare)]\n  \(key)\n")
      Issue.record("it is taken for right")
    } catch { #expect("\(error)".contains(message), "\(error)") }
    let premise = try read(
      Self.start
        + "  checks: [{kind: relation, premise: true, left: '1', is: below, right: '2'}]\n"
        + "  needs: more\n")
    #expect(premise.first?.checks.first?.isPremise == true)
  }

  private static let bare = "{kind: arithmetic, expression: '1', tolerance: 0}"

  /// The first mistake that is found when this is written from line 6 on.
  private func mistake(_ text: String) throws -> Diagnostic? {
    do {
      _ = try read(Self.start + text + "\n")
      return nil
    } catch let error as StudyError { return error.diagnostics.first }
  }

  @Test(arguments: [
    ("kind: figur, quantity: '1', tolerance: 0, contested: 0", "unknown-kind"),
    ("quantity: '1'", "unknown-kind"),
    ("kind: figure, quantity: '1', tolerance: 0.1", "missing-key"),
    ("kind: figure, tolerance: 0, contested: 0", "missing-key"),
    ("kind: figure, quantity: '1', tolerance: '0', contested: 0", "wrong-type"),
    ("kind: figure, quantity: '1', tolerance: -1, contested: 0", "out-of-range"),
    ("kind: figure, quantity: '1', tolerance: 0.5, contested: 0.1", "out-of-order"),
    ("kind: arithmetic, expression: '1', tolerance: .nan", "not-finite"),
    ("kind: relation, left: '1', is: equal, right: '2'", "unknown-is"),
    ("kind: comparable, attributes: []", "missing-key"),
    ("kind: comparable, attributes: [{what: x, left: y}]", "missing-key"),
    ("kind: separates, country: BB, from: AA, to: CC, modes: [tram]", "unknown-modes"),
    ("kind: separates, country: Beta, from: AA, to: CC, modes: [rail]", "bad-country"),
    ("kind: separates, country: BB, from: AA, modes: [rail]", "missing-key"),
    ("kind: passes, routes: [], country: BB", "missing-key"),
    ("kind: present, corridors: [x], quantity: '1'", "unknown-key"),
  ])
  func `a mistake in a check has file and line`(_ text: String, _ code: String) throws {
    let found = try #require(try mistake("  checks:\n    - {\(text)}"))
    #expect(found.code == code, "\(found)")
    #expect(found.location.line == 7, "\(found)")
    #expect(found.location.file.hasSuffix("/claims.yaml"))
    #expect(!found.remedy.isEmpty)
  }

  @Test(arguments: [
    ("  checks: all of them", "wrong-type"), ("  verdict: supported", "unknown-key"),
    ("c2: {statement: So., source: BOOK, mode: guess}", "unknown-mode"),
    ("c2: {statement: So., source: BOK, mode: cost}", "unknown-source"),
    ("c2: {source: BOOK, mode: cost}", "missing-key"),
    ("c2: {statement: So., source: BOOK, mode: cost, figure: {value: 2}}", "missing-key"),
    ("c2: {statement: A, source: BOOK, mode: cost, figure: {low: 2, high: 1}}", "out-of-order"),
    ("c2: {statement: A, source: BOOK, mode: cost, figure: {low: 1, value: 2}}", "two-figures"),
    ("c2: {statement: A, source: BOOK, mode: cost, checks: [\(Self.bare)]}", "no-figure"),
    ("c1: {statement: So., source: BOOK, mode: cost}", "yaml"),
  ])
  func `a mistake in a claim has file and line`(_ text: String, _ code: String) throws {
    let found = try #require(try mistake(text))
    #expect(found.code == code, "\(found)")
    #expect(found.location.line == 6, "\(found)")
  }

  @Test func `the assumptions that checks name`() {
    let location = CorridorStudy.SourceLocation(file: "world", line: 1, column: 1)
    let rules: [Claim.Rule] = [
      .figure(quantity: "{assumption:b in km} * {link:x traced_km}", tolerance: 0, contested: 0),
      .relation(left: "2 * {assumption:a.c}", .above, right: "{assumption:b}", unit: nil),
      .present(corridors: ["assumption:d"]),
    ]
    let claim = Claim(
      id: "c", statement: "", source: "", mode: .cost,
      checks: rules.map { Claim.Check($0, location: location) }, location: location)
    #expect(claim.assumptionIDs == ["b", "a.c"])
  }

  @Test func `a file that is no mapping`() throws {
    #expect(throws: StudyError.self) { try read("- one\n- two\n") }
    #expect(throws: StudyError.self) { try read("c1: only words\n") }
  }
}
