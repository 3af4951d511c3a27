public import CorridorGeoJSON
public import CorridorStudy

/// The findings of `check`.
public struct CheckReport {
  private let findings: [Diagnostic]

  /// Creates a report; errors come first, each kind in the order found.
  public init(findings: [Diagnostic]) {
    self.findings =
      findings.filter { $0.severity == .error } + findings.filter { $0.severity != .error }
  }

  private var summary: String {
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    return "\(errors) error\(errors == 1 ? "" : "s"), "
      + "\(warnings) warning\(warnings == 1 ? "" : "s")"
  }

  /// One line per finding as a compiler writes them, and a count by kind.
  public func text(on screen: Screen = .page) -> String {
    var counts: [String: Int] = [:]
    for finding in findings { counts[finding.code, default: 0] += 1 }
    let kinds = counts.sorted { $0.key < $1.key }.map { "  \($0.value) \($0.key)" }
    let complaints = findings.flatMap { screen.complaint($0.description) }
    return (complaints + [summary] + kinds).joined(separator: "\n") + "\n"
  }

  /// A table of Markdown.
  public func markdown() -> String {
    var table = TextTable([
      ("severity", .left), ("where", .left), ("what", .left), ("remedy", .left),
    ])
    for finding in findings {
      table.add([
        finding.severity.rawValue, "\(finding.location)", finding.message, finding.remedy,
      ])
    }
    return (table.markdown() + ["", summary]).joined(separator: "\n") + "\n"
  }

  /// A row per finding.
  public func csv() -> String {
    let rows = findings.map {
      CSV.line([
        $0.severity.rawValue, $0.code, $0.location.file, "\($0.location.line)",
        "\($0.location.column)", $0.message, $0.remedy,
      ])
    }
    return (["severity,code,file,line,column,message,remedy"] + rows).joined(separator: "\n") + "\n"
  }

  /// An object with the findings.
  public func json() -> JSONValue {
    let items = findings.map { finding -> JSONValue in
      .object([
        "severity": .string(finding.severity.rawValue), "code": .string(finding.code),
        "file": .string(finding.location.file), "line": .integer(finding.location.line),
        "column": .integer(finding.location.column), "message": .string(finding.message),
        "remedy": .string(finding.remedy),
      ])
    }
    return .object([
      "errors": .integer(findings.count { $0.severity == .error }),
      "warnings": .integer(findings.count { $0.severity == .warning }),
      "findings": .array(items),
    ])
  }
}
