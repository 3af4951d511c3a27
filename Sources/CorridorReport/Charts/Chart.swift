/// A chart: panels with marks in the units of their axes, a legend, and the data as a table.
///
/// The grammar is small: a quantity is placed by a scale, a mark draws it, an axis says what it is and in which
/// unit. The same chart is drawn as SVG for a file, for HTML and for print.
public struct Chart: Sendable {
  /// A short name, fit for a file and for an anchor.
  public let id: String
  /// What it shows.
  public let title: String
  /// What a reader who cannot see it has to know.
  let description: String
  let panels: [Panel]
  /// What lies under the marks of every panel, written once; the panels then have the same axes.
  let backdrop: [Mark]
  /// Panels beside each other.
  let columns: Int
  /// Height of a panel's plot in pixels.
  let height: Double
  let legend: [LegendEntry]
  /// What has to be known to read it, line by line.
  let notes: [String]
  /// Everything that is drawn, as numbers.
  let data: ChartTable

  init(
    id: String, title: String, description: String, panels: [Panel], backdrop: [Mark] = [],
    columns: Int = 1, height: Double = 260, legend: [LegendEntry] = [], notes: [String] = [],
    data: ChartTable
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.panels = panels
    self.backdrop = backdrop
    self.columns = max(1, min(columns, panels.count))
    self.height = height
    self.legend = legend
    self.notes = notes
    self.data = data
  }

  /// The data as comma-separated values with a header.
  public func csv() -> String { data.csv }
}

/// The data of a chart.
struct ChartTable: Hashable, Sendable {
  let columns: [String]
  let rows: [[String]]

  var csv: String {
    ([columns] + rows).map { CSV.line($0) }.joined(separator: "\n") + "\n"
  }

  /// A number for a cell; empty where there is none.
  static func cell(_ value: Double?) -> String { SensitivityReport.text(value) }
}

/// One plot of a chart.
struct Panel: Sendable {
  var title: String?
  let x: Axis
  let y: Axis
  let marks: [Mark]
}

/// What is drawn in the units of the axes.
enum Mark: Sendable {
  /// A place on the plot.
  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  /// A side on which a label lies of its point.
  enum Side: Sendable {
    case left
    case right
    case middle
  }

  case line([Point], SeriesStyle, width: Double)
  /// A closed area.
  case area([Point], SeriesStyle)
  /// A rectangle between two corners.
  case bar(Point, Point, SeriesStyle)
  /// A rectangle in a grey whose darkness is a share.
  case shade(Point, Point, Double)
  case symbol(Point, SeriesStyle, size: Double)
  /// A text beside a point, moved by pixels.
  case label(Point, String, Side, dx: Double, dy: Double, isLight: Bool)
  /// A text on a white ground around a point.
  case plate(Point, String)
}

/// A line of a legend.
struct LegendEntry: Sendable {
  /// How it is shown.
  enum Key: Sendable {
    case line
    case symbol
    case area
    /// A line with its symbol on it.
    case marked
  }

  var text: String
  let style: SeriesStyle
  let key: Key
}

/// An axis: what is measured, in which unit, over which range.
struct Axis: Sendable {
  /// What its ticks are.
  enum Kind: Sendable {
    /// Numbers.
    case numbers(ClosedRange<Double>)
    /// Names at 0, 1, ...; from the top when the axis stands upright.
    case names([String])
  }

  let kind: Kind
  /// What is measured with its unit, and for money the price year.
  let title: String
  /// Whether lines are drawn at the ticks.
  var hasGrid = true

  /// An axis of numbers whose bounds are moved outwards to round values.
  ///
  /// - Parameters:
  ///   - quantity: what is measured.
  ///   - unit: its unit, for money with the price year.
  ///   - values: what has to find a place.
  ///   - zero: whether 0 has to.
  /// - Returns: the axis.
  static func numbers(
    _ quantity: String, unit: String, of values: [Double], zero: Bool = false
  ) -> Axis {
    let finite = values.filter(\.isFinite) + (zero ? [0] : [])
    let bounds = (finite.min() ?? 0)...(finite.max() ?? 1)
    return Axis(
      kind: .numbers(Ticks.widened(bounds, wanted: 5)), title: "\(quantity) (\(unit))")
  }

  /// An axis of numbers with bounds as they are.
  static func numbers(_ quantity: String, unit: String, within bounds: ClosedRange<Double>) -> Axis
  {
    Axis(kind: .numbers(bounds), title: "\(quantity) (\(unit))")
  }

  /// An axis of names.
  static func names(_ names: [String], title: String = "") -> Axis {
    Axis(kind: .names(names), title: title, hasGrid: false)
  }

  /// The numbers at its ends; the names take the middle of a step each.
  var domain: ClosedRange<Double> {
    switch kind {
    case .numbers(let bounds): bounds
    case .names(let names): -0.5...(Double(max(1, names.count)) - 0.5)
    }
  }

  /// Ticks with their texts.
  func ticks(wanted: Int) -> [(value: Double, text: String)] {
    switch kind {
    case .numbers(let bounds):
      let ticks = Ticks(bounds, wanted: wanted)
      return ticks.values.map { ($0, ticks.text($0)) }
    case .names(let names): return names.enumerated().map { (Double($0.offset), $0.element) }
    }
  }

  /// Whether it runs from the top when it stands upright.
  var isFromTop: Bool {
    if case .names = kind { return true }
    return false
  }
}
