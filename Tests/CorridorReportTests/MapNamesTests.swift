import Testing

@testable import CorridorReport

@Suite struct MapNamesTests {
  /// Widths of text in DejaVu Sans as a share of its size, as Chromium's canvas measures them.
  private static let measured: [(text: String, width: Double)] = [
    ("Кэсонский промышленный район", 17.69),
    ("КНДР-Республика Корея", 12.83),
    ("Особый административный район Синыйджу", 24.05),
    ("Торгово-экономическая зона Расон", 18.64),
    ("Владивосток", 6.83),
    ("Жепин", 3.65),
    ("Достык", 3.92),
    ("Vladivostok", 5.79),
    ("Hamburg", 4.64),
    ("Orang", 3.08),
    ("Małaszewicze", 6.82),
    ("Kalli", 2.08),
    ("Rason Economic and Trade Zone", 16.33),
    ("Republic of Korea", 8.71),
  ]

  @Test func `names are taken as wide as they are, or a little wider`() {
    for (text, width) in Self.measured {
      let share = DrawnText.width(text, size: 1) / width
      #expect((0.97...1.25).contains(share), "\(text): \(share)")
    }
  }

  @Test func `names beside each other keep apart, and off the signs of others`() {
    var placer = LabelPlacer(frame: .init(left: 0, top: 0, right: 300, bottom: 100))
    placer.keepFree(.init(left: 94, top: 44, right: 106, bottom: 56))
    placer.keepFree(.init(left: 164, top: 44, right: 176, bottom: 56))
    // Between the two signs there is room for 49 units with the gap, and for no more.
    let near = placer.place(beside: (100, 50), gap: 7.5, width: 49, height: 10)
    #expect(near?.x == 107.5)
    let right = placer.place(beside: (170, 50), gap: 7.5, width: 60, height: 10)
    #expect(right?.x == 177.5)
    // Half a unit under a name is too near: it goes below its sign.
    let other = placer.place(beside: (120, 60.5), gap: 1, width: 20, height: 10)
    #expect(other?.x == 110 && other?.y == 61.5 + 8)
  }
}
