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
    let cause = Cause("zones", file: "study/zones.geojson")
    let told = [finding("it asks", line: 7, cause), finding("it too", line: 9, cause)].toldOnce
    #expect(told.map(\.location.file) == ["study/zones.geojson"])
    #expect(
      told.first?.message.contains("no zones, and 2 places ask for them, first at f:7") ?? false)
    #expect(told.toldOnce == told)
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
