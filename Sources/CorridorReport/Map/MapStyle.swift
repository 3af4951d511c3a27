import CorridorStudy

/// Colours and dashes of maps; colours tell modes apart and dashes the status.
///
/// By day the colours are those of the exports. By night they are lighter ones in the same order of
/// hue, which readers with any common colour vision tell apart as well.
enum MapStyle {
  /// The colour of a mode on dark ground.
  static func nightColour(of mode: Mode) -> String {
    switch mode {
    case .rail: "#ff8c42"
    case .road: "#a8a8a8"
    case .sea: "#56b4e9"
    case .oilPipeline: "#f4f1e4"
    case .gasPipeline: "#2fd0a0"
    case .powerLine: "#e59ac6"
    }
  }

  /// Lengths of stroke and gap in units of the line's width; none for a line without gaps.
  static func dash(of status: Status) -> [Double] {
    switch status {
    case .operating: []
    case .building: [5, 1.6]
    case .dormant: [0.8, 1.8]
    case .proposed: [2.6, 2]
    }
  }

  /// The same for what the scenario closes, whatever its status.
  static let closedDash = [4, 1.4, 0.8, 1.4]

  /// The colours as custom properties of CSS, `--mode-rail` and so on.
  static var properties: String {
    let lines = Mode.allCases.map {
      "--mode-\($0.rawValue): light-dark(\(Simplestyle.colour(of: $0)), \(nightColour(of: $0)));"
    }
    return ":root {\n  " + lines.joined(separator: "\n  ") + "\n}\n"
  }
}
