public import CorridorGeoJSON
import CorridorRisk
import CorridorStudy

extension SensitivityReport {
  /// The report as JSON; the form is documented in docs/json.md.
  public func json() -> JSONValue {
    var object = heading.json
    object["method"] = .string(methodName)
    object["estimator"] = .string(SensitivitySection.method(of: findings))
    object["evaluations"] = .integer(findings.evaluations)
    object["inputs"] = .array(model.inputs.map { .object(Self.input($0)) })
    object["without_range"] = .array(model.unvaried.map { .string($0) })
    object["correlations"] = .array(
      model.correlations.map {
        .object([
          "between": .array([.string($0.first), .string($0.second)]), "rank": Self.number($0.value),
        ])
      })
    object["results"] = .array(sections.map { .object(Self.section($0, path(of: $0))) })
    object["notes"] = .array(notes.map { .string($0) })
    return .object(object)
  }

  private var methodName: String {
    switch findings {
    case .tornado: "tornado"
    case .sobol: "sobol"
    case .shapley: "shapley"
    case .morris: "morris"
    }
  }

  static func input(_ input: SensitivityModel.Input) -> JSONObject {
    [
      "id": .string(input.id), "class": .string(input.assumption.sourceClass.rawValue),
      "unit": .string("\(input.assumption.unit)"), "low": number(input.range.lowerBound),
      "base": number(input.base), "high": number(input.range.upperBound),
      "stands_for": input.assumption.role.map { .string($0) } ?? .null,
    ]
  }

  private static func section(_ section: SensitivitySection, _ path: PathSpread?) -> JSONObject {
    var object: JSONObject = [
      "route": .string(section.output.route), "key": .string(section.output.key),
    ]
    for (key, value) in section.whole { object[key] = number(value) }
    if let reason = section.reason { object["reason"] = .string(reason) }
    object["assumptions"] = .array(
      section.rows.map { row in
        var entry: JSONObject = [
          "id": .string(row.name), "class": row.sourceClass.map { .string($0) } ?? .null,
        ]
        for (key, value) in row.values { entry[key] = number(value) }
        if let note = row.note { entry["note"] = .string(note) }
        return .object(entry)
      })
    if let share = section.byClass {
      var classes = JSONObject()
      for part in share.shares {
        classes[part.sourceClass?.rawValue ?? "none"] = number(part.share)
      }
      object["share_by_class"] = .object([
        "basis": .string(share.basis.rawValue), "unsourced": number(share.unsourced),
        "interactions": number(share.interactions), "classes": .object(classes),
      ])
    } else {
      object["share_by_class"] = .null
    }
    if let path {
      object["in_worlds"] = .object([
        "worlds": .integer(path.worlds), "sd": number(path.deviation),
        "share_of_paths": number(path.share.value),
        "share_of_paths_standard_error": number(path.share.standardError),
        "class_of_paths": .string(path.sourceClass.rawValue),
        "unsourced": number(section.byClass.map { path.unsourced($0.unsourced) }),
      ])
    }
    return object
  }

  /// One row per route, key and assumption; the last columns are those of the method.
  public func csv() -> String {
    let keys = sections.first { !$0.rows.isEmpty }?.rows.first?.values.map(\.key) ?? []
    var lines = [
      CSV.line(["comparison", "route", "key", "assumption", "class"] + keys + ["note"])
    ]
    for section in sections {
      for row in section.rows {
        lines.append(
          CSV.line(
            [
              heading.comparison.id, section.output.route, section.output.key, row.name,
              row.sourceClass ?? "",
            ] + row.values.map { Self.text($0.value) } + [row.note ?? ""]))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(NumberFormat.significant(value))
  }

  static func text(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return NumberText.text(NumberFormat.significant(value))
  }
}
