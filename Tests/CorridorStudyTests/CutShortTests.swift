import CorridorStudy
import Foundation
import Testing

/// A file that was cut short is told once, and not by everything that misses what it said.
@Suite struct CutShortTests {
  private func text(_ file: String, of fixture: Fixture = Fixture()) throws -> String {
    try #require(fixture.files[file])
  }

  @Test func `a study that breaks off in a line is one mistake with its line`() throws {
    let whole = try text("study.yaml")
    let end = try #require(whole.range(of: "  sea:\n    name: A ship")).lowerBound
    let found = try Fixture().with("study.yaml", whole[..<end] + "events: []").mistakes()
    #expect(found.map(\.code) == ["cut-short"])
    #expect(found.first?.location.file == "study.yaml")
    let line = whole[..<end].utf8.count { $0 == 0x0A } + 1
    #expect(found.first?.location.line == line)
  }

  @Test func `a mistake of its own is told though a file has no line break at its end`() throws {
    let changed = try Fixture().changing(
      "study.yaml", "time: border.time", to: "time: border.tme")
    let text = try text("study.yaml", of: changed)
    let found = try changed.with(
      "study.yaml", text.trimmingCharacters(in: .newlines) + String(repeating: "\n#", count: 30)
    ).mistakes()
    #expect(found.first?.code == "unknown-assumption")
  }

  @Test func `a study that stops before its comparisons is one mistake`() throws {
    let whole = try text("study.yaml")
    let end = try #require(whole.range(of: "comparisons:")).lowerBound
    let found = try Fixture().with("study.yaml", String(whole[..<end])).mistakes()
    #expect(found.map(\.code) == ["no-comparisons"])
    #expect(found.first?.location.file == "study.yaml")
  }

  @Test func `corridors without routes are one mistake`() throws {
    let whole = try text("corridors.yaml")
    let end = try #require(whole.range(of: "routes:")).lowerBound
    let found = try Fixture().with("corridors.yaml", String(whole[..<end])).mistakes()
    #expect(found.map(\.code) == ["no-routes"])
    #expect(found.first?.location.file == "corridors.yaml")
  }

  @Test func `many lost assumptions are one mistake that counts them`() throws {
    let fixture = Fixture().with(
      "assumptions.yaml",
      "only.one:\n  name: One\n  base: 1\n  unit: \"1\"\n  shape: fixed\n  known_at: 2010-01-01\n  sources: []\n  class: judgement\n"
    )
    let lost = try fixture.mistakes().filter { $0.code == "unknown-assumption" }
    #expect(lost.map(\.location.file) == ["scenarios/slow.yaml"])
    // Twelve of the fixture, of which the first is told by its name.
    #expect(
      lost.first?.message.contains("and 12 more names are missing from assumptions.yaml") == true,
      "\(lost)")
  }

  @Test func `a corridor may have branches and a length of its own`() throws {
    let declared = "declared: {km: 400, series: whole, source: BOOK, class: excerpt}"
    let fixture = try Fixture().changing(
      "corridors.yaml", "links: [west, east]",
      to: "links: [west]\n    branches: [east]\n    \(declared)"
    ).changing("corridors.yaml", "      - trunk\n", to: "      - west\n      - east\n")
    let corridor = try #require(try fixture.read().corridor("trunk"))
    #expect(corridor.branches == ["east"])
    #expect(corridor.declared?.kilometres == 400)
    #expect(corridor.declared?.sourceClass == .excerpt)
    let off = try fixture.changing("corridors.yaml", "branches: [east]", to: "branches: [ferry]")
    #expect(try off.mistakes().map(\.code) == ["corridor-branch"])
    let twice = try fixture.changing("corridors.yaml", "branches: [east]", to: "branches: [west]")
    #expect(try twice.mistakes().map(\.code) == ["corridor-branch"])
  }

  static let claims = """
    C-1:
      statement: It is long.
      source: BOOK
      mode: context
      note: One word and then another

    """
  static let backcasts = """
    B-1:
      title: A case
      fed: What was known
      happened: Something
      sources: [BOOK]
      figures:
        - {about: a number, quantity: "{assumption:factor.one}", unit: times, low: "1"}
      note: One word and then another

    """

  // Nothing tells these from what an editor wrote that ends no last line.
  @Test(arguments: [
    ("claims.yaml", "and then"), ("backcasts.yaml", "and then"),
    ("scenarios/slow.yaml", "one week"),
    ("corridors.yaml", "to: delta}"), ("assumptions.yaml", "of word"),
  ])
  func `a last line without a line break is a warning where what is left is whole`(
    file: String, last: String
  ) throws {
    let fixture = Fixture().with("claims.yaml", Self.claims).with("backcasts.yaml", Self.backcasts)
    #expect(try fixture.mistakes() == [])
    let whole = try text(file, of: fixture)
    let end = try #require(whole.range(of: last)).upperBound
    let open = fixture.with(file, String(whole[..<end]))
    #expect(try open.mistakes() == [])
    let found = try open.inFolder { try StudyReader.everything(folder: $0) }.warnings
      .filter { $0.code == "no-final-line-break" }
    #expect(found.map(\.location.file).map { $0.hasSuffix(file) } == [true], "\(found)")
    #expect(found.first?.location.line == whole[..<end].utf8.count { $0 == 0x0A } + 1)
  }

  @Test(arguments: ["\n", "\r\n", ""], ["", "\u{FEFF}"])
  func `how lines end and a byte-order mark change nothing`(end: String, mark: String) throws {
    let plain = try Fixture().read()
    var fixture = Fixture()
    for (file, text) in Fixture().files where file.hasSuffix(".yaml") {
      let lines = text.trimmingCharacters(in: .newlines)
      let all = end.isEmpty ? lines : lines.replacingOccurrences(of: "\n", with: end) + end
      fixture = fixture.with(file, mark + all)
    }
    let read = try fixture.read()
    #expect(read.assumptions.map(\.id) == plain.assumptions.map(\.id))
    #expect(read.settings.title == plain.settings.title)
    #expect(read.routes.count == plain.routes.count)
  }

  @Test func `a value that breaks off in quotes or brackets is an error`() throws {
    let whole = try text("study.yaml")
    for tail in ["extra: {a: 1", "extra: [1, 2", "extra: \"open"] {
      let found = try Fixture().with("study.yaml", whole + tail).mistakes()
      #expect(found.map(\.severity) == [.error], "\(found)")
      #expect(found.first?.location.file == "study.yaml")
    }
  }

  @Test func `what the backcasts name is used`() throws {
    let extra = """
      old.number:
        name: A number of the past
        base: 3
        unit: 1
        known_at: 2010-01-01
        sources: []
        class: judgement

      """
    let fixture = Fixture().with("assumptions.yaml", try text("assumptions.yaml") + extra)
    func unused(_ fixture: Fixture) throws -> Bool {
      try fixture.inFolder { try StudyReader.everything(folder: $0) }.warnings
        .contains { $0.code == "unused-assumption" && $0.message.contains("old.number") }
    }
    #expect(try unused(fixture))
    let backcasts = Self.backcasts.replacingOccurrences(of: "factor.one", with: "old.number")
    #expect(try !unused(fixture.with("backcasts.yaml", backcasts)))
  }

  @Test(arguments: ["", "[]\n", "B-1:\n  title: x\n", "B-1: [\n", "\0\n"])
  func `backcasts that can't be read are mistakes of the whole study`(text: String) throws {
    let found = try Fixture().with("backcasts.yaml", text).mistakes()
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.location.file == "backcasts.yaml" }, "\(found)")
  }
}
