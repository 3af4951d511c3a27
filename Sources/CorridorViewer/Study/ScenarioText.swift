import CorridorStudy

/// A state as a scenario file, which `--scenario` reads when it is put into the study's folder `scenarios`.
struct ScenarioText {
  let state: Circumstances
  let name: String

  /// The file; the ids are those of assumptions of the study.
  var yaml: String {
    var lines = ["name: \(Self.quoted(name))"]
    if let scenario = state.scenario { lines.append("inherits: \(Self.quoted(scenario))") }
    if let asOf = state.asOf { lines.append("as_of: \(Self.quoted(asOf))") }
    if !state.overrides.isEmpty { lines.append("set:") }
    lines += state.overrides.map { "  \($0.id): \(Self.quoted($0.text))" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text in double quotes with the escapes of YAML.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    return result + "\""
  }
}
