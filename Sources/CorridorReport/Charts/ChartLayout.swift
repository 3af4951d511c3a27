/// Where the parts of a chart lie, in pixels from the upper left corner.
struct ChartLayout: Sendable {
  /// One panel: its frame and its scales.
  struct Plot: Sendable {
    let panel: Panel
    let x: LinearScale
    let y: LinearScale
    var left: Double { x.range.from }
    var right: Double { x.range.to }
    var top: Double { min(y.range.from, y.range.to) }
    var bottom: Double { max(y.range.from, y.range.to) }
    /// Left end of the text along the upright axis.
    let titleX: Double
    /// The title over the frame, as far as there is one.
    let titleLines: [String]
  }

  static let width = 760.0
  /// Sizes of letters.
  static let small = 10.5
  static let medium = 11.5
  static let large = 14.0
  static let fine = 10.0
  /// From line to line of a panel's title.
  static let titleStep = 14.0
  /// Between text and the edges of the chart.
  private static let inset = 12.0

  let titleLines: [String]
  let legendRows: [[(entry: LegendEntry, x: Double)]]
  let plots: [Plot]
  let noteLines: [String]
  let height: Double

  /// Where the first line of the legend has its middle.
  var legendTop: Double { 14 + 18 * Double(titleLines.count) + 6 }

  init(_ chart: Chart) {
    let room = Self.width - 2 * Self.inset
    titleLines = DrawnText.wrapped(chart.title, width: room, size: Self.large, isBold: true)
    legendRows = Self.legend(chart.legend)
    let top = 14 + 18 * Double(titleLines.count) + 17 * Double(legendRows.count)
    let gap = 18.0
    let columns = Double(chart.columns)
    let cell = (Self.width - 16 - gap * (columns - 1)) / columns
    // Panels side by side share their margins, so that they stay comparable.
    let left = chart.panels.map { Self.leftMargin($0, height: chart.height) }.max() ?? 40
    let titles = chart.panels.map { panel in
      panel.title.map {
        DrawnText.wrapped($0, width: cell - left + 8, size: Self.medium, isBold: true)
      } ?? []
    }
    let head = 6 + Self.titleStep * Double(titles.map(\.count).max() ?? 0)
    let rowHeight = head + chart.height + 46
    plots = chart.panels.enumerated().map { place, panel in
      let column = Double(place % chart.columns)
      let row = Double(place / chart.columns)
      let start = 8 + column * (cell + gap)
      let upper = top + row * rowHeight + head
      let bounds = (upper, upper + chart.height)
      return Plot(
        panel: panel,
        x: LinearScale(panel.x.domain, from: start + left, to: start + cell - 12),
        y: panel.y.isFromTop
          ? LinearScale(panel.y.domain, from: bounds.0, to: bounds.1)
          : LinearScale(panel.y.domain, from: bounds.1, to: bounds.0),
        titleX: start + 9, titleLines: titles[place])
    }
    let rows = (chart.panels.count + chart.columns - 1) / chart.columns
    noteLines = chart.notes.flatMap { DrawnText.wrapped($0, width: room, size: Self.fine) }
    height = top + Double(rows) * rowHeight + 14 * Double(noteLines.count) + 6
  }

  /// Room for the ticks and the title of an upright axis.
  private static func leftMargin(_ panel: Panel, height: Double) -> Double {
    let widest =
      panel.y.ticks(wanted: wantedTicks(height, each: 46))
      .map { DrawnText.width($0.text, size: small) }.max() ?? 0
    return min(250, widest + 8) + (panel.y.title.isEmpty ? 2 : 18)
  }

  static func wantedTicks(_ length: Double, each: Double) -> Int {
    max(2, min(10, Int(max(0, min(length / each, 100)))))
  }

  /// Entries of a legend from the left, in as many lines as they need.
  private static func legend(_ entries: [LegendEntry]) -> [[(entry: LegendEntry, x: Double)]] {
    var rows: [[(entry: LegendEntry, x: Double)]] = []
    var x = width
    for var entry in entries {
      entry.text = DrawnText.fitted(entry.text, width: width - 64, size: small)
      let needed = 44 + DrawnText.width(entry.text, size: small)
      if x + needed > width - 8 {
        rows.append([])
        x = 12
      }
      rows[rows.count - 1].append((entry, x))
      x += needed
    }
    return rows
  }
}
