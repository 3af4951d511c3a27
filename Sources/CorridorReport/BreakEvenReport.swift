import CorridorGeoJSON
public import CorridorRisk
import CorridorStudy
import CorridorUnits

/// The switching values of a comparison's assumptions as tables, CSV and JSON.
public struct BreakEvenReport: Sendable {
  let heading: SensitivityReport.Heading
  let model: SensitivityModel
  let findings: BreakEvenFindings
  /// What is known of the run beside its numbers, line by line.
  let notes: [String]
  private let showsAll: Bool

  /// Prepares a report; tables have the first 15 rows of each target unless `showsAll`.
  public init(
    _ heading: SensitivityReport.Heading, model: SensitivityModel, findings: BreakEvenFindings,
    showsAll: Bool = false, notes: [String] = []
  ) {
    self.heading = heading
    self.model = model
    self.findings = findings
    self.notes = notes
    self.showsAll = showsAll
  }

  /// Text for a screen: a table for each decision that can turn.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(heading.comparison.title, tone: .strong)
    for (target, findings) in findings.targets {
      lines += [""] + screen.wrapped(Self.title(target), indent: "  ")
      let shown = shown(findings)
      if !shown.isEmpty { lines += table(of: shown, target).lines(on: screen) }
      for remark in remarks(findings, target, shown: shown.count) {
        lines += screen.wrapped(remark, indent: "  ")
      }
    }
    lines += [""] + allNotes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = ["## \(heading.comparison.title)"]
    for (target, findings) in findings.targets {
      let shown = shown(findings)
      lines += ["", "### \(Self.title(target))", ""]
      if !shown.isEmpty { lines += table(of: shown, target).markdown() + [""] }
      lines += Markdown.list(remarks(findings, target, shown: shown.count))
    }
    lines += [""] + Markdown.list(allNotes)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What turns, and how far from turning it is.
  static func title(_ target: BreakEvenTarget) -> String {
    let base: String = SensitivityReport.number(target.base.magnitude)
    guard let other = target.other else {
      let side = target.base < 0 ? "below" : "above"
      return "\(target.route): \(target.key) = 0, now \(base) \(side)"
    }
    return "\(target.route) and \(other) change places by \(target.key), now \(base) apart"
  }

  // MARK: - Rows

  func shown(_ findings: [BreakEvenFinding]) -> [BreakEvenFinding] {
    if showsAll || findings.count == 1 { return findings }
    return Array(
      findings.filter { $0.distance != nil }.prefix(SensitivityReport.shownRows))
  }

  func table(of findings: [BreakEvenFinding], _ target: BreakEvenTarget) -> TextTable {
    var table = TextTable([
      ("assumption", .left), ("class", .left), ("low", .right), ("now", .right), ("high", .right),
      ("unit", .left), ("switches at", .right), ("change", .right), ("", .left),
    ])
    for finding in findings {
      let input = model.inputs[finding.input]
      let number: (Double?) -> String = SensitivityReport.number
      table.add([
        input.id, input.assumption.sourceClass.rawValue, number(input.range.lowerBound),
        number(input.base), number(input.range.upperBound), "\(input.assumption.unit)",
        switches(finding), change(finding), Self.way(finding, target),
      ])
    }
    if findings.contains(where: { !$0.switching.roots.isEmpty }) {
      table.drawing = .init(title: ("low", "high"), bars: findings.map(position))
    }
    return table
  }

  /// Where in its range an assumption switches.
  private func position(_ finding: BreakEvenFinding) -> Bar? {
    let range = model.inputs[finding.input].range
    guard let root = finding.switching.roots.first?.value,
      let scale = Bar.Scale([range.lowerBound, range.upperBound])
    else { return nil }
    return .span(low: 0, mark: scale.place(root), high: 1)
  }

  private func switches(_ finding: BreakEvenFinding) -> String {
    let roots = finding.switching.roots
    if !roots.isEmpty {
      return roots.map { SensitivityReport.number($0.value) }.joined(separator: ", ")
    }
    return finding.nearest.map { "beyond: " + SensitivityReport.number($0.value) } ?? "-"
  }

  private func change(_ finding: BreakEvenFinding) -> String {
    let base = model.inputs[finding.input].base
    guard let nearest = finding.nearest, base != 0 else { return "-" }
    let change = (nearest.value - base) / base.magnitude
    return (change > 0 ? "+" : "") + NumberFormat.percent(change, decimals: 0)
  }

  /// On which side of the switching value the result is above 0, or the routes have changed places.
  static func way(_ finding: BreakEvenFinding, _ target: BreakEvenTarget) -> String {
    guard let nearest = finding.nearest else { return "" }
    guard target.other == nil else { return "" }
    switch nearest.direction {
    case .rising: return "> 0 above"
    case .falling: return "> 0 below"
    case .touching: return "touches"
    }
  }

  // MARK: - Remarks

  func remarks(_ findings: [BreakEvenFinding], _ target: BreakEvenTarget, shown: Int)
    -> [String]
  {
    var lines: [String] = []
    if findings.count == 1, let only = findings.first {
      lines.append("\(model.inputs[only.input].id): " + statement(only))
    } else {
      let fixed = findings.filter { $0.distance == nil }
      if !fixed.isEmpty {
        lines.append(
          "no value in its range flips this: \(fixed.count) of \(findings.count) assumptions"
            + (showsAll ? "" : ", taken one at a time; --all shows them"))
      }
      let beyond = fixed.compactMap { finding in
        finding.nearest.map { (finding, $0.value) }
      }
      if !beyond.isEmpty, !showsAll {
        let named = beyond.prefix(5).map {
          "\(model.inputs[$0.0.input].id) at \(SensitivityReport.number($0.1))"
        }
        lines.append(
          "beyond their range would: " + named.joined(separator: ", ")
            + (beyond.count > 5 ? " and \(beyond.count - 5) more" : ""))
      }
      let hidden = findings.count - fixed.count - shown
      if hidden > 0 { lines.append("\(hidden) more switch farther off; --all shows them") }
    }
    for finding in findings {
      guard let warning = warning(finding) else { continue }
      lines.append("\(model.inputs[finding.input].id): \(warning)")
    }
    return lines
  }

  /// The outcome in words, with few digits.
  func statement(_ finding: BreakEvenFinding) -> String {
    let switching = finding.switching
    let texts = { (roots: [BreakEvenRoot]) in
      roots.map { NumberFormat.plain($0.value) }.joined(separator: " and ")
    }
    if !switching.roots.isEmpty {
      let unit = model.inputs[finding.input].assumption.unit
      return "flips at " + texts(switching.roots) + (unit == .one ? "" : " \(unit)")
    }
    switch switching.outcome {
    case .alwaysAbove, .alwaysBelow:
      return "no value in its range flips this"
        + (switching.beyond.isEmpty ? "" : "; beyond it \(texts(switching.beyond)) would")
    default: return switching.statement
    }
  }

  /// What to beware of: turns, jumps and gaps.
  func warning(_ finding: BreakEvenFinding) -> String? {
    let switching = finding.switching
    var parts: [String] = []
    if switching.shape == .turning, !switching.roots.isEmpty {
      parts.append("not monotone: the result rises here and falls there")
    }
    if let jump = switching.roots.first(where: \.isJump) {
      parts.append("jumps over 0 at \(NumberFormat.plain(jump.value)) without being 0")
    }
    if !switching.undefined.isEmpty {
      let spans = switching.undefined.prefix(3).map {
        "\(NumberFormat.plain($0.lowerBound)) to \(NumberFormat.plain($0.upperBound))"
      }
      parts.append("not defined from " + spans.joined(separator: ", "))
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  var allNotes: [String] {
    [
      "method: \(findings.method), 64 steps, one assumption at a time, "
        + "\(NumberFormat.table(Double(findings.evaluations))) evaluations; nearest first, as a "
        + "share of the range"
    ] + notes + ["money: real \(heading.money.currency) of \(heading.money.year)"]
  }
}
