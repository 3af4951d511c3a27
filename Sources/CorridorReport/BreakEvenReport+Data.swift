public import CorridorGeoJSON
import CorridorRisk
import CorridorStudy

extension BreakEvenReport {
  /// The report as JSON; the form is documented in docs/json.md.
  public func json() -> JSONValue {
    var object = heading.json
    object["estimator"] = .string(findings.method)
    object["evaluations"] = .integer(findings.evaluations)
    object["without_range"] = .array(model.unvaried.map { .string($0) })
    object["targets"] = .array(
      findings.targets.map { target, findings in
        var entry = Self.target(target)
        entry["assumptions"] = .array(findings.map { .object(assumption($0, target)) })
        return .object(entry)
      })
    object["notes"] = .array(notes.map { .string($0) })
    return .object(object)
  }

  static func target(_ target: BreakEvenTarget) -> JSONObject {
    [
      "route": .string(target.route), "other": target.other.map { .string($0) } ?? .null,
      "key": .string(target.key), "base": SensitivityReport.number(target.base),
    ]
  }

  private func assumption(_ finding: BreakEvenFinding, _ target: BreakEvenTarget) -> JSONObject {
    var object = SensitivityReport.input(model.inputs[finding.input])
    for (key, value) in Self.switching(finding.switching).members.map({ ($0.key, $0.value) }) {
      object[key] = value
    }
    object["distance"] = SensitivityReport.number(finding.distance)
    object["statement"] = .string(statement(finding))
    if let warning = warning(finding) { object["warning"] = .string(warning) }
    return object
  }

  /// Roots, and how the function runs.
  static func switching(_ switching: SwitchingValue) -> JSONObject {
    let roots = { (roots: [BreakEvenRoot]) -> JSONValue in
      .array(
        roots.map {
          .object([
            "value": SensitivityReport.number($0.value),
            "direction": .string($0.direction.rawValue), "jump": .bool($0.isJump),
          ])
        })
    }
    return [
      "outcome": .string(outcome(switching)), "roots": roots(switching.roots),
      "beyond": roots(switching.beyond), "shape": .string(switching.shape.rawValue),
      "undefined": .array(
        switching.undefined.map {
          .array([
            SensitivityReport.number($0.lowerBound), SensitivityReport.number($0.upperBound),
          ])
        }),
    ]
  }

  private static func outcome(_ switching: SwitchingValue) -> String {
    switch switching.outcome {
    case .roots: "switches"
    case .alwaysAbove: "always-above"
    case .alwaysBelow: "always-below"
    case .alwaysEqual: "always-equal"
    case .undefined: "undefined"
    }
  }

  /// One row per target, assumption and switching value; a row without a value where none flips it.
  public func csv() -> String {
    var lines = [
      CSV.line([
        "comparison", "route", "other", "key", "assumption", "class", "unit", "low", "base", "high",
        "outcome", "switching_value", "within_range", "direction", "distance", "note",
      ])
    ]
    let text = SensitivityReport.text
    for (target, findings) in findings.targets {
      for finding in findings {
        let input = model.inputs[finding.input]
        let head = [
          heading.comparison.id, target.route, target.other ?? "", target.key, input.id,
          input.assumption.sourceClass.rawValue, "\(input.assumption.unit)",
          text(input.range.lowerBound), text(input.base), text(input.range.upperBound),
          Self.outcome(finding.switching),
        ]
        let roots =
          finding.switching.roots.map { ($0, "yes") } + finding.switching.beyond.map { ($0, "no") }
        let note = warning(finding) ?? ""
        if roots.isEmpty { lines.append(CSV.line(head + ["", "", "", "", note])) }
        for (root, within) in roots {
          lines.append(
            CSV.line(
              head + [
                text(root.value), within, root.direction.rawValue, text(finding.distance), note,
              ]))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
