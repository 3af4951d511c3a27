public import CorridorGeoJSON
public import CorridorRisk
import CorridorUnits

/// The frontiers of two assumptions as tables, CSV and JSON: where one turns a decision, by the other.
public struct BreakEvenFrontierReport: Sendable {
  private let heading: SensitivityReport.Heading
  let inputs: (first: SensitivityModel.Input, second: SensitivityModel.Input)
  let frontiers: [(target: BreakEvenTarget, result: FrontierResult)]
  private let notes: [String]

  /// Prepares a report of the frontiers of two assumptions, target by target.
  public init(
    _ heading: SensitivityReport.Heading,
    of first: SensitivityModel.Input, and second: SensitivityModel.Input,
    frontiers: [(target: BreakEvenTarget, result: FrontierResult)], notes: [String] = []
  ) {
    self.heading = heading
    inputs = (first, second)
    self.frontiers = frontiers
    self.notes = notes
  }

  /// Text for a screen: a table for each decision that can turn.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(heading.comparison.title, tone: .strong)
    for (target, result) in frontiers {
      lines += [""] + screen.wrapped(BreakEvenReport.title(target), indent: "  ")
      lines += table(of: result, target).lines(on: screen)
    }
    lines += [""] + allNotes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = ["## \(heading.comparison.title)"]
    for (target, result) in frontiers {
      lines += ["", "### \(BreakEvenReport.title(target))", ""]
      lines += table(of: result, target).markdown()
    }
    lines += [""] + Markdown.list(allNotes)
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(of result: FrontierResult, _ target: BreakEvenTarget) -> TextTable {
    var table = TextTable([
      ("\(inputs.first.id)\n\(inputs.first.assumption.unit)", .right),
      ("\(inputs.second.id)\n\(inputs.second.assumption.unit)", .right), ("", .left),
    ])
    let cells = result.columns.map { column in
      let roots = column.second.roots
      return [
        roots.isEmpty
          ? "-" : roots.map { SensitivityReport.number($0.value) }.joined(separator: ", "),
        Self.remark(column.second, target),
      ]
    }
    // What does not depend on the first is one row.
    if let only = cells.first, cells.allSatisfy({ $0 == only }) {
      table.add(["any"] + only)
      return table
    }
    for (column, cells) in zip(result.columns, cells) {
      table.add([SensitivityReport.number(column.first)] + cells)
    }
    return table
  }

  /// The unit of an assumption, with the price year of money.
  func unit(_ input: SensitivityModel.Input) -> String {
    let unit = input.assumption.unit
    return "\(unit)" + (unit.hasMoney ? " of \(heading.money.year)" : "")
  }

  static func remark(_ switching: SwitchingValue, _ target: BreakEvenTarget) -> String {
    let beyond = switching.beyond.map { NumberFormat.plain($0.value) }.joined(separator: " and ")
    let rest = beyond.isEmpty ? "" : "; beyond its range \(beyond)"
    let side = target.other == nil
    switch switching.outcome {
    case .alwaysAbove: return (side ? "> 0 whatever it is" : "has flipped whatever it is") + rest
    case .alwaysBelow: return (side ? "< 0 whatever it is" : "stays whatever it is") + rest
    case .alwaysEqual, .undefined: return switching.statement
    case .roots(let roots):
      let ways = roots.map { root in
        switch root.direction {
        case .rising: side ? "> 0 above" : "flips above"
        case .falling: side ? "> 0 below" : "flips below"
        case .touching: "touches"
        }
      }
      return ways.joined(separator: ", ")
        + (switching.shape == .turning ? "; not monotone" : "")
        + (switching.undefined.isEmpty ? "" : "; not defined everywhere")
    }
  }

  /// The report as JSON; the form is documented in docs/json.md.
  public func json() -> JSONValue {
    var object = heading.json
    object["estimator"] = frontiers.first.map { .string($0.result.method) } ?? .null
    object["evaluations"] = .integer(evaluations)
    object["first"] = .object(SensitivityReport.input(inputs.first))
    object["second"] = .object(SensitivityReport.input(inputs.second))
    object["frontiers"] = .array(
      frontiers.map { target, result in
        var entry = BreakEvenReport.target(target)
        entry["points"] = .array(
          result.columns.map { column in
            var point: JSONObject = ["first": SensitivityReport.number(column.first)]
            for member in BreakEvenReport.switching(column.second).members {
              point[member.key] = member.value
            }
            return .object(point)
          })
        return .object(entry)
      })
    object["notes"] = .array(notes.map { .string($0) })
    return .object(object)
  }

  /// One row per target, value of the first assumption and switching value of the second.
  public func csv() -> String {
    var lines = [
      CSV.line([
        "comparison", "route", "other", "key", inputs.first.id, inputs.second.id, "within_range",
        "direction", "note",
      ])
    ]
    let text = SensitivityReport.text
    for (target, result) in frontiers {
      for column in result.columns {
        let head = [
          heading.comparison.id, target.route, target.other ?? "", target.key, text(column.first),
        ]
        let roots =
          column.second.roots.map { ($0, "yes") } + column.second.beyond.map { ($0, "no") }
        for (root, within) in roots {
          lines.append(
            CSV.line(head + [text(root.value), within, root.direction.rawValue, ""]))
        }
        if roots.isEmpty {
          lines.append(CSV.line(head + ["", "", "", Self.remark(column.second, target)]))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var evaluations: Int { frontiers.reduce(0) { $0 + $1.result.evaluations } }

  private var allNotes: [String] {
    let count = NumberFormat.table(Double(evaluations))
    return ["method: \(frontiers.first?.result.method ?? ""), \(count) evaluations"] + notes
      + ["money: real \(heading.money.currency) of \(heading.money.year)"]
  }
}
