import CorridorGeoJSON
import CorridorStudy

/// Colours and widths after simplestyle-spec 1.1, which geojson.io and code hosts honour.
///
/// Simplestyle has no dashes: status shows as opacity and width. The colours are Okabe and Ito's, which
/// readers with any common colour vision tell apart.
enum Simplestyle {
  /// Sets the style of a line by mode and status.
  static func style(_ properties: inout JSONObject, mode: Mode, status: Status) {
    properties["stroke"] = .string(colour(of: mode))
    properties["stroke-width"] = .number(width(of: status))
    properties["stroke-opacity"] = .number(opacity(of: status))
  }

  /// Sets the style of a point.
  static func marker(_ properties: inout JSONObject, colour: String, size: String = "small") {
    properties["marker-color"] = .string(colour)
    properties["marker-size"] = .string(size)
  }

  /// Sets the style of an area.
  static func area(_ properties: inout JSONObject, colour: String, opacity: Double) {
    properties["stroke"] = .string(colour)
    properties["stroke-width"] = 1
    properties["stroke-opacity"] = 0.8
    properties["fill"] = .string(colour)
    properties["fill-opacity"] = .number(opacity)
  }

  static func colour(of mode: Mode) -> String {
    switch mode {
    case .rail: "#d55e00"
    case .road: "#7f7f7f"
    case .sea: "#0072b2"
    case .oilPipeline: "#000000"
    case .gasPipeline: "#009e73"
    case .powerLine: "#cc79a7"
    }
  }

  private static func width(of status: Status) -> Double {
    switch status {
    case .operating: 3
    case .building: 2.5
    case .dormant: 2
    case .proposed: 1.5
    }
  }

  private static func opacity(of status: Status) -> Double {
    switch status {
    case .operating: 1
    case .building: 0.8
    case .dormant: 0.6
    case .proposed: 0.5
    }
  }
}
