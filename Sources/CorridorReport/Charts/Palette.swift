/// How one series of a chart differs from the others: by colour and by something that is no colour.
///
/// - Source: colours after Okabe and Ito, Color Universal Design (2008), which people with any kind of
///   colour vision tell apart; dashes, symbols and hatches serve where there is no colour at all.
struct SeriesStyle: Hashable, Sendable {
  /// A hatch for areas.
  enum Hatch: Int, CaseIterable, Sendable {
    case solid
    case rising
    case dots
    case horizontal
    case falling
    case vertical
    case crossed
    case open
  }

  /// A symbol for points.
  enum Symbol: Int, CaseIterable, Sendable {
    case circle
    case square
    case triangle
    case diamond
    case cross
    case plus
    case openCircle
    case openSquare
  }

  /// The colour, as SVG has it.
  let colour: String
  /// Lengths of dashes and gaps in pixels; empty for an unbroken line.
  let dash: [Double]
  let symbol: Symbol
  let hatch: Hatch

  private static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#000000", "#cc79a7", "#e69f00", "#56b4e9", "#7a7a00",
  ]
  private static let dashes: [[Double]] = [
    [], [7, 3], [2, 2.5], [9, 3, 2, 3], [4, 2], [12, 4], [2, 5], [9, 3, 2, 3, 2, 3],
  ]

  /// The style of the series at a place; after eight they repeat with another pairing.
  static func at(_ place: Int) -> SeriesStyle {
    let round = place / colours.count
    let second = (place + 3 * round) % colours.count
    return SeriesStyle(
      colour: colours[place % colours.count], dash: dashes[second],
      symbol: Symbol.allCases[second], hatch: Hatch.allCases[second])
  }

  /// What is there for comparison only.
  static let context = SeriesStyle(
    colour: "#b8b8b8", dash: [], symbol: .circle, hatch: .solid)

  /// Axes, and what is said of a chart as a whole.
  static let ink = SeriesStyle(colour: "#222222", dash: [], symbol: .circle, hatch: .solid)
}
