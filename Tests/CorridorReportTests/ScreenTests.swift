import Testing

@testable import CorridorReport

@Suite struct ScreenTests {
  private let narrow = Screen.terminal(columns: 40, signs: .ascii, hasColour: false)
  private let blocks = Screen.terminal(columns: 80, signs: .blocks, hasColour: false)
  private let coloured = Screen.terminal(columns: 80, signs: .blocks, hasColour: true)

  private func table(_ columns: Int, leads: Int = 1) -> TextTable {
    var table = TextTable(
      [("route", .left)] + (1...columns).map { (title: "column\($0)", alignment: .right) })
    table.leads = leads
    table.add(["부산-hamburg"] + (1...columns).map { "\($0)00,000" })
    table.add(["sea"] + (1...columns).map { "\($0)" })
    return table
  }

  @Test func `a table that fits is the same on a terminal and in a file`() {
    #expect(table(2).lines(on: narrow) == table(2).lines())
  }

  @Test(arguments: 4...12)
  func `a table that does not fit stands in parts that do, each with its rows' names`(columns: Int)
  {
    let lines = table(columns).lines(on: narrow)
    #expect(lines.allSatisfy { Text.width($0) <= 40 }, "\(lines)")
    let heads = lines.filter { $0.hasPrefix("route") }
    #expect(heads.count > 1)
    #expect(lines.count { $0.hasPrefix("부산-hamburg") } == heads.count)
    // No column is lost, and none stands twice.
    for column in 1...columns {
      let named = heads.flatMap { $0.split(separator: " ") }.filter { $0 == "column\(column)" }
      #expect(named.count == 1)
    }
    #expect(lines.joined().contains("\(columns)00,000"))
  }

  @Test func `a file has the table whole, however wide it is`() {
    let lines = table(30).lines()
    #expect(lines.count == 4 && lines[0].count > 100)
  }

  @Test func `texts are broken at spaces before a table is taken apart`() {
    var table = TextTable([("id", .left), ("what", .left), ("km", .right)])
    table.add(["a", "one two three four five six seven eight nine ten", "1,234"])
    let lines = table.lines(on: narrow)
    #expect(lines.count == 4 && lines.allSatisfy { Text.width($0) <= 40 }, "\(lines)")
    #expect(lines[2].hasSuffix("1,234"))
    #expect(
      lines[2...].joined(separator: " ").split(separator: " ").filter { $0 != "1,234" }
        == "a one two three four five six seven eight nine ten".split(separator: " "))
  }

  @Test func `a word wider than a screen is broken rather than the screen`() {
    var table = TextTable([("id", .left), ("n", .right)])
    table.add([String(repeating: "x", count: 60), "1"])
    let lines = table.lines(on: narrow)
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines.joined().count { $0 == "x" } == 60)
  }

  @Test func `drawings are on terminals alone, and only where there is room`() {
    var table = table(2)
    table.drawing = .init(title: ("0", "1"), bars: [.share(1), .share(0.5)])
    #expect(table.lines() == self.table(2).lines())
    let lines = table.lines(on: blocks)
    #expect(lines[2].hasSuffix(String(repeating: "█", count: 24)))
    #expect(lines[3].hasSuffix(" " + String(repeating: "█", count: 12)))
    let full = Screen.terminal(columns: 42, signs: .blocks, hasColour: false)
    #expect(lines.map(Text.width).max() ?? 0 > 42)
    #expect(table.lines(on: full).allSatisfy { Text.width($0) <= 42 })
  }

  @Test(arguments: [
    (Bar.share(0), "", ""), (.share(0.001), "▏", "#"), (.share(0.5), "████", "####"),
    (.share(1), "████████", "########"), (.share(2), "████████", "########"),
    (.share(.nan), "", ""), (.share(0.5625), "████▌", "#####"),
    (.span(low: 0, mark: 0.5, high: 1), "├───●──┤", "|---o--|"),
    (.span(low: 0.25, mark: 0.25, high: 0.25), "  ●", "  o"),
    (.swing(base: 0.5, low: 0, high: 1), "▒▒▒▒│███", "----|###"),
    (.swing(base: 0, low: 0.5, high: 1), "│▒▒▒▒███", "|----###"),
    (.stretch(from: 0.25, to: 0.5), "  ██", "  ##"),
    (.line([0, 0.5, nil, 1]), "▁▅ █", "_= #"),
  ])
  func `a bar is drawn`(bar: Bar, blocks: String, ascii: String) {
    #expect(bar.text(width: 8, signs: .blocks) == blocks)
    #expect(bar.text(width: 8, signs: .ascii) == ascii)
    #expect(bar.text(width: 8, signs: .none) == "")
    #expect(bar.text(width: 0, signs: .blocks) == "")
  }

  @Test func `a scale needs two numbers that differ`() throws {
    #expect(Bar.Scale([]) == nil && Bar.Scale([1, 1]) == nil && Bar.Scale([1, .nan]) == nil)
    #expect(Bar.Scale([-1e308, 1e308]) == nil)
    let scale = try #require(Bar.Scale([10, .infinity, 20, 12]))
    #expect(scale.place(10) == 0 && scale.place(15) == 0.5 && scale.place(20) == 1)
  }

  @Test func `colour is where a screen has it, round words and not round blanks`() {
    var table = TextTable([("a", .left), ("n", .right)])
    table.add(["x", "1* "], tones: [1: .good])
    #expect(
      table.lines(on: coloured) == [
        "\u{1B}[1ma\u{1B}[0m    \u{1B}[1mn\u{1B}[0m", "\u{1B}[2m-\u{1B}[0m  \u{1B}[2m---\u{1B}[0m",
        "x  \u{1B}[32m1*\u{1B}[0m",
      ])
    #expect(!table.lines(on: blocks).joined().contains("\u{1B}"))
  }

  @Test func `a complaint is folded and its severity painted`() {
    let text = "Geo/study.yaml:1:2: error: " + String(repeating: "word ", count: 20) + "end"
    #expect(Screen.page.complaint(text) == [text])
    let lines = coloured.complaint(text)
    #expect(lines.count == 2 && lines[0].contains("\u{1B}[31merror:\u{1B}[0m"))
    #expect(lines[1].hasPrefix("  word"))
    #expect(blocks.complaint(text).allSatisfy { $0.count <= 80 })
    #expect(Screen.page.complaint("a\nb\n") == ["a", "b", ""])
  }
}
