import CorridorStudy
import Testing

/// One mistake is told once, however many findings follow from it.
@Suite struct CauseTests {
  private func finding(_ message: String, line: Int, _ cause: Cause?) -> Diagnostic {
    Diagnostic(
      .error, code: "c", at: SourceLocation(file: "f", line: line), message, remedy: "mend it",
      cause: cause)
  }

  @Test func `findings of one cause are told at the first place, with their number`() {
    let all = [
      finding("a", line: 1, Cause("x")), finding("b", line: 2, nil),
      finding("c", line: 3, Cause("y")), finding("d", line: 4, Cause("x")),
      finding("e", line: 5, Cause("x")),
    ]
    let told = all.toldOnce
    #expect(told.map(\.message) == ["a (and 2 more times)", "b", "c"])
    #expect(told.map(\.location.line) == [1, 2, 3])
  }

  @Test func `what is told once stays so, and is counted on`() {
    let first = [finding("a", line: 1, Cause("x")), finding("b", line: 2, Cause("x"))].toldOnce
    #expect(first.toldOnce == first)
    let more = first + [finding("c", line: 3, Cause("x"))]
    #expect(more.toldOnce.map(\.message) == ["a (and 2 more times)"])
  }

  @Test func `where all of a kind is missing the file is named that would hold it`() {
    let cause = Cause("zones", .part(file: "study/zones.geojson"))
    let told = [finding("it asks", line: 7, cause), finding("it too", line: 9, cause)].toldOnce
    #expect(told.map(\.location.file) == ["study/zones.geojson"])
    #expect(
      told.first?.message.contains("no zones, and 2 places ask for them, first at f:7") ?? false)
    #expect(told.toldOnce == told)
  }

  private func lost(_ name: String, like near: Bool = false, line: Int) -> Diagnostic {
    finding(
      "'\(name)' is not there", line: line,
      Cause("assumption '\(name)'", .name(home: "assumptions.yaml", isMisspelt: near)))
  }

  @Test func `a few lost names are told one by one, and more of one file together`() {
    let two = [lost("a", line: 1), lost("b", line: 2), lost("a", line: 3)].toldOnce
    #expect(two.map(\.message) == ["'a' is not there (and once more)", "'b' is not there"])
    let four = two + [lost("c", line: 4), lost("near", like: true, line: 5), lost("d", line: 6)]
    let told = four.toldOnce
    #expect(
      told.map(\.message) == [
        "'a' is not there, and 3 more names are missing from assumptions.yaml: assumption 'b', "
          + "assumption 'c' and assumption 'd'", "'near' is not there",
      ])
    #expect(told.toldOnce == told)
    // What is told together is not told again when it is met again.
    #expect((told + [lost("c", line: 9)]).toldOnce.map(\.message) == told.map(\.message))
  }

  @Test func `what a broken file may hide is not told, and what is misspelt is`() {
    let broken = Diagnostic(
      .error, code: "missing-key", at: SourceLocation(file: "x/assumptions.yaml", line: 3),
      "broken",
      remedy: "mend it")
    let found = [lost("a", line: 1), broken, lost("near", like: true, line: 2)].toldOnce
    #expect(found.map(\.message) == ["broken", "'near' is not there"])
  }

  @Test func `the keys that a mapping lacks are told together`() {
    let place = SourceLocation(file: "f", line: 4)
    let keys = ["name", "mode", "status"].map { key in
      finding("link 'a' has no '\(key)'", line: 4, Cause(key, .key(of: "link 'a'", at: place)))
    }
    let told = keys.toldOnce
    #expect(told.map(\.message) == ["link 'a' has no 'name', 'mode' and 'status'"])
    #expect(told.map(\.remedy) == ["add 'name', 'mode' and 'status'"])
    #expect(keys.prefix(1).map(\.self).toldOnce.map(\.remedy) == ["mend it"])
  }

  @Test func `one finding of a cause is told as it is`() {
    let one = [finding("a", line: 1, Cause("x"))]
    #expect(one.toldOnce == one)
  }

  @Test func `a price index that is gone is one mistake`() throws {
    let rates = "series,year,value,source,class\nEUR/USD,2010,0.75,,memory\n"
    let lost = try Fixture().with("deflators.csv", rates).mistakes()
    #expect(lost.count == 1)
    #expect(lost.first?.message.contains("there is no price index of USD") == true)
  }

  @Test func `a scenario that several inherit from is missed once`() throws {
    let late = "name: Late trains\ninherits: base\nset:\n  rail.speed: 400 km/day\n"
    let lost = try Fixture().with("scenarios/base.yaml", nil)
      .with("scenarios/late.yaml", late).mistakes()
    #expect(lost.count == 1)
    #expect(lost.first?.message.hasSuffix("(and once more)") == true)
  }
}
