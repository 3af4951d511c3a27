import Corridor
import Testing

@Suite struct TextTableTests {
  private func table() -> TextTable {
    var table = TextTable([("route", .left), ("line\nhaul", .right), ("km", .right)])
    table.add(["sea", "25.9*", "20,700 "])
    table.add(["railway", "7.1 ", "9 "])
    return table
  }

  @Test func `cells are aligned and titles stand at the bottom`() {
    #expect(
      table().lines() == [
        "          line",
        "route     haul       km",
        "-------  -----  -------",
        "sea      25.9*  20,700",
        "railway   7.1        9",
      ])
  }

  @Test func `a table that is too wide moves its numbers together`() {
    var table = table()
    table.add(["from here to there by rail", "1.0 ", "1 "])
    let screen = Screen.terminal(columns: 40, signs: .none, hasColour: false)
    #expect(
      table.lines(on: screen) == [
        "                            line",
        "route                       haul      km",
        "-------------------------- ----- -------",
        "sea                        25.9* 20,700",
        "railway                     7.1       9",
        "from here to there by rail  1.0       1",
      ])
  }

  @Test func `letters of double width count for two columns`() {
    var table = TextTable([("name", .left), ("n", .right)])
    table.add(["부산", "1"])
    table.add(["Busan", "10"])
    table.add(["é", "100"])
    #expect(table.lines().suffix(3) == ["부산     1", "Busan   10", "é      100"])
  }

  @Test func `an empty table has a header and a rule`() {
    #expect(TextTable([("a", .left), ("bcd", .right)]).lines() == ["a  bcd", "-  ---"])
  }

  @Test func `bars and line breaks can't break a table of Markdown`() {
    var table = TextTable([("a\nb", .left), ("c", .right)])
    table.add(["x || y|", "1\r\n2"])
    #expect(table.markdown() == ["| a b | c |", "| --- | ---: |", "| x \\|\\| y\\| | 1  2 |"])
  }

  @Test func `a row of another width is a mistake of the programmer`() async {
    await #expect(processExitsWith: .failure) {
      var table = TextTable([("a", .left), ("b", .left)])
      table.add(["only one"])
    }
  }
}
