public import CorridorGeoJSON
import CorridorStudy

/// The findings of `lint`, written as they come.
public struct LintReport {
  /// How findings are written.
  public enum Format: Hashable, Sendable {
    /// A line of text for each.
    case text
    /// A table of Markdown.
    case markdown
    /// A row for each.
    case csv
    /// One object; docs/json.md describes it.
    case json
  }

  private let format: Format
  private let screen: Screen
  private var errors = 0
  private var warnings = 0
  private var mendable = 0
  /// How many findings of a kind are told as lines of text.
  private let most: Int
  private var counts: [String: Int] = [:]

  /// Creates a report; as text it tells the first findings of each kind and counts the others, unless all
  /// are asked for.
  public init(format: Format, on screen: Screen = .page, tellsAll: Bool = true) {
    self.format = format
    self.screen = screen
    most = tellsAll || format != .text ? .max : Diagnostic.fewOfAKind
  }

  /// Findings so far.
  public var count: Int { errors + warnings }

  /// What stands before the first finding.
  public var head: String {
    switch format {
    case .text: ""
    case .markdown: "| severity | where | what | remedy | rule |\n| --- | --- | --- | --- | --- |\n"
    case .csv: "severity,code,file,line,column,message,remedy,rule,mendable\n"
    case .json: "{\n  \"findings\": ["
    }
  }

  /// A finding as text; findings are counted as they are written.
  public mutating func text(of finding: GeoJSONFinding, in file: String) -> String {
    let isFirst = count == 0
    if finding.severity == .error { errors += 1 } else { warnings += 1 }
    if finding.isMendable { mendable += 1 }
    if most < .max {
      counts[finding.code, default: 0] += 1
      if let count = counts[finding.code], count > most { return "" }
    }
    let error = finding.error(in: file)
    let place = finding.position
    switch format {
    case .text:
      let line =
        "\(file):\(place): \(finding.severity.rawValue): \(error.message); \(error.remedy)"
        + " [\(finding.code)]"
      return screen.complaint(line).joined(separator: "\n") + "\n"
    case .markdown:
      let cells = [
        finding.severity.rawValue, "\(file):\(place)", error.message, error.remedy, finding.rule,
      ]
      let escaped = cells.map { Text.replacing(["|": "\\|", "\n": " "], in: $0) }
      return "| " + escaped.joined(separator: " | ") + " |\n"
    case .csv:
      return CSV.line([
        finding.severity.rawValue, finding.code, file, "\(place.line)", "\(place.column)",
        error.message, error.remedy, finding.rule, "\(finding.isMendable)",
      ]) + "\n"
    case .json:
      let value: JSONValue = [
        "severity": .string(finding.severity.rawValue), "code": .string(finding.code),
        "file": .string(file), "line": .integer(place.line), "column": .integer(place.column),
        "message": .string(error.message), "remedy": .string(error.remedy),
        "rule": .string(finding.rule), "mendable": .bool(finding.isMendable),
      ]
      let text = (try? JSONWriter(.compact).text(value)) ?? "null"
      return (isFirst ? "\n    " : ",\n    ") + text
    }
  }

  /// What stands behind the last finding.
  ///
  /// - Parameters:
  ///   - files: how many files were read.
  ///   - features: how many features and geometries they held.
  ///   - fixed: how many findings were mended.
  /// - Returns: the counts, as text.
  public func tail(files: Int, features: Int, fixed: Int) -> String {
    switch format {
    case .text:
      let more = counts.filter { $0.value > most }.sorted { $0.key < $1.key }
        .map { Diagnostic.more($0.value - most, of: $0.key) + "\n" }
      return more.joined() + summary(features: features, fixed: fixed) + "\n"
    case .markdown: return "\n" + summary(features: features, fixed: fixed) + "\n"
    case .csv: return ""
    case .json:
      return (count == 0 ? "]" : "\n  ]")
        + ",\n  \"files\": \(files),\n  \"features\": \(features),\n  \"errors\": \(errors),\n"
        + "  \"warnings\": \(warnings),\n  \"mendable\": \(mendable),\n  \"fixed\": \(fixed)\n}\n"
    }
  }

  private func summary(features: Int, fixed: Int) -> String {
    var text = "\(features) feature\(features == 1 ? "" : "s"), "
    text += "\(errors) error\(errors == 1 ? "" : "s"), "
    text += "\(warnings) warning\(warnings == 1 ? "" : "s")"
    if fixed > 0 { text += ", \(fixed) fixed" }
    if mendable > 0 { text += "; --fix mends \(mendable)" }
    return text
  }
}
