import Testing

@testable import CorridorReport

@Suite struct DrawnTextTests {
  /// Widths in DejaVu Sans Bold as a share of its size, as Chromium's canvas measures them.
  private static let bold: [(text: String, width: Double)] = [
    ("Politics: the chance of each regime over the years", 28.33),
    ("The road border between the DRC and Zambia", 26.21),
    ("Containers from Busan to Hamburg", 19.97),
    ("Gas from Vladivostok to Seoul", 17.06),
    ("Владивосток", 7.54),
    ("Торгово-экономическая зона Расон", 20.55),
    ("КНДР-Республика Корея", 14.41),
    ("NPV economic, MUSD, prices of 2024", 20.86),
    ("1,234,567.89", 7.40),
    ("overrun.oilgas.mean", 11.65),
  ]

  @Test func `bold text is taken as wide as it is, or a little wider`() {
    for (text, width) in Self.bold {
      let share = DrawnText.width(text, size: 1, isBold: true) / width
      #expect((0.99...1.1).contains(share), "\(text): \(share)")
    }
  }

  @Test func `lines hold their width, and all words are there`() {
    let text =
      "равновеликая азимутальная Ламберта с центром 38.9°N, 127.5°E; масштаб точен вблизи центра."
    let lines = DrawnText.wrapped(text, width: 352, size: 10.5)
    #expect(lines.count == 2 && lines.joined(separator: " ") == text)
    for line in lines { #expect(DrawnText.width(line, size: 10.5) <= 352) }
    #expect(DrawnText.wrapped("  ", width: 10, size: 10).isEmpty)
  }

  @Test func `a word wider than the line is broken`() {
    let word = String(repeating: "W", count: 100)
    let lines = DrawnText.wrapped("a " + word, width: 200, size: 10)
    #expect(lines.count > 4 && lines.joined() == "a" + word)
    for line in lines { #expect(DrawnText.width(line, size: 10) <= 200) }
    // A width that holds nothing still ends.
    #expect(DrawnText.wrapped("abc", width: 0, size: 10) == ["a", "b", "c"])
  }

  @Test func `what is cut has an ellipsis and fits`() {
    let text = "What would have to be true"
    #expect(DrawnText.fitted(text, width: 1000, size: 10) == text)
    let short = DrawnText.fitted(text, width: 60, size: 10)
    #expect(short.hasSuffix("…") && text.hasPrefix(short.dropLast()))
    #expect(DrawnText.width(short, size: 10) <= 60)
  }
}
