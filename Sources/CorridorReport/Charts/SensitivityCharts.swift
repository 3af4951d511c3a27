import CorridorRisk
import CorridorUnits

extension ComparisonCharts {
  /// Bars of one output that are shown.
  private static let shownBars = 12
  /// Outputs of one chart.
  private static let shownOutputs = 4

  /// What each assumption does to a result at its low and at its high end.
  func tornado() -> Chart? {
    guard let report = findings.tornado else { return nil }
    let sections = report.sections.filter { $0.reason == nil }.prefix(Self.shownOutputs)
    guard let key = sections.first?.output.key else { return nil }
    let quantity = findings.quantity(key)
    let inputs = Dictionary(
      report.model.inputs.map { input in
        let unit = input.assumption.unit
        return (input.id, "\(unit)" + (unit.hasMoney ? " of \(report.heading.money.year)" : ""))
      }
    ) { first, _ in first }
    var panels: [Panel] = []
    for section in sections {
      let rows = section.rows.filter { !$0.isIdle }.prefix(Self.shownBars)
      guard let base = Self.value("base", of: section.whole), !rows.isEmpty else { continue }
      var marks: [Mark] = []
      var values = [base]
      for (place, row) in rows.enumerated() {
        // The longer bar lies below the shorter one where both go the same way.
        let ends = [("at_low", Self.low), ("at_high", Self.high)].compactMap { name, style in
          Self.value(name, of: row.values).map { ($0, style) }
        }.sorted { ($0.0 - base).magnitude > ($1.0 - base).magnitude }
        for (end, style) in ends {
          marks.append(Self.bar(place, from: base, to: end, style))
          values.append(end)
        }
      }
      panels.append(
        Panel(
          title: "\(section.output.route): \(SensitivityReport.number(base)) at the base",
          x: .numbers(quantity.name, unit: quantity.unit, of: values),
          y: .names(rows.map { $0.label ?? $0.name }), marks: marks))
    }
    guard !panels.isEmpty else { return nil }
    return Chart(
      id: id("tornado"),
      title: "What drives it: \(Self.lowered(quantity.name)) with one assumption at a time at its "
        + "ends",
      description:
        "For each route, bars from the base value to the result with an assumption at its "
        + "low and at its high end, the longest first",
      panels: panels, columns: 2,
      height: max(80, 20 * Double(panels.map { $0.y.ticks(wanted: 5).count }.max() ?? 0)),
      legend: [
        LegendEntry(text: "assumption at its low end", style: Self.low, key: .area),
        LegendEntry(text: "at its high end", style: Self.high, key: .area),
      ],
      notes: [
        "the longest bars only; low and high are bounds, of a normal or lognormal P5 and P95; "
          + "+ and a number: so many more that go together with it"
      ] + Self.together(sections.flatMap { $0.rows.filter { !$0.isIdle }.prefix(Self.shownBars) }),
      data: Self.table(sections.map(\.self), columns: ["unit", "result_unit"]) { row in
        [inputs[row.name] ?? "", quantity.unit]
      })
  }

  /// Which assumptions a short label stands for.
  private static func together(_ rows: [SensitivitySection.Row]) -> [String] {
    rows.compactMap { row in row.label.map { "\($0): \(row.name), together" } }
      .removingRepeats()
  }

  private static let low = SeriesStyle(
    colour: "#0072b2", dash: [], symbol: .circle, hatch: .rising)
  private static let high = SeriesStyle(
    colour: "#e69f00", dash: [], symbol: .circle, hatch: .solid)

  /// Shares of the variance of a result, first order and total.
  func indices() -> Chart? {
    guard let report = findings.indices else { return nil }
    let sections = report.sections.filter { $0.reason == nil }.prefix(Self.shownOutputs)
    guard let key = sections.first?.output.key else { return nil }
    let quantity = findings.quantity(key)
    let panels = sections.compactMap { section -> Panel? in
      let rows = section.rows.filter { !$0.isIdle }.prefix(Self.shownBars)
      guard !rows.isEmpty else { return nil }
      var marks: [Mark] = []
      for (place, row) in rows.enumerated() {
        for (name, offset, style) in [
          ("first", -0.18, Self.first), ("total", 0.18, Self.whole),
        ] {
          guard let value = Self.value(name, of: row.values) else { continue }
          let y = Double(place) + offset
          marks.append(
            .bar(
              Mark.Point(x: 0, y: y - 0.16), Mark.Point(x: value * 100, y: y + 0.16), style))
          guard let low = Self.value(name + "_low", of: row.values),
            let high = Self.value(name + "_high", of: row.values)
          else { continue }
          marks.append(
            .line(
              [Mark.Point(x: low * 100, y: y), Mark.Point(x: high * 100, y: y)], .ink, width: 1.2))
        }
      }
      return Panel(
        title: section.output.route,
        x: .numbers("Share of variance", unit: "%", within: 0...100),
        y: .names(rows.map { $0.label ?? $0.name }), marks: marks)
    }
    guard !panels.isEmpty else { return nil }
    return Chart(
      id: id("sobol"),
      title: "Whose uncertainty matters: Sobol' indices of \(Self.lowered(quantity.name))",
      description:
        "For each route, bars of the share of variance that an assumption explains alone "
        + "and with all its interactions, the largest total first, with intervals",
      panels: panels, columns: 2,
      height: max(80, 22 * Double(panels.map { $0.y.ticks(wanted: 5).count }.max() ?? 0)),
      legend: [
        LegendEntry(text: "first order: alone", style: Self.first, key: .area),
        LegendEntry(text: "total: with interactions", style: Self.whole, key: .area),
        LegendEntry(text: "95 % interval", style: .ink, key: .line),
      ],
      notes: report.indexNotes, data: Self.table(sections.map(\.self)))
  }

  private static let first = SeriesStyle(
    colour: "#009e73", dash: [], symbol: .circle, hatch: .solid)
  private static let whole = SeriesStyle(
    colour: "#cc79a7", dash: [], symbol: .circle, hatch: .falling)

  private static func value(_ key: String, of values: [(key: String, value: Double?)]) -> Double? {
    values.first { $0.key == key }?.value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Every row of the sections, those that are not drawn too, with further columns before the numbers.
  private static func table(
    _ sections: [SensitivitySection], columns: [String] = [],
    cells: (SensitivitySection.Row) -> [String] = { _ in [] }
  ) -> ChartTable {
    let keys = sections.first { !$0.rows.isEmpty }?.rows.first?.values.map(\.key) ?? []
    return ChartTable(
      columns: ["route", "key", "assumption", "class"] + columns + keys,
      rows: sections.flatMap { section in
        section.rows.map { row in
          [section.output.route, section.output.key, row.name, row.sourceClass ?? ""]
            + cells(row) + row.values.map { ChartTable.cell($0.value) }
        }
      })
  }

  // MARK: - Frontier

  /// For values of one assumption the value of another at which a decision turns.
  func frontier() -> Chart? {
    let drawn = findings.frontiers.flatMap { report in
      report.frontiers.compactMap { target, result in
        FrontierPanel(report, target, result, title: title(of: target))
      }
    }
    guard !drawn.isEmpty else { return nil }
    return Chart(
      id: id("frontier"), title: "What would have to be true: where a decision turns",
      description:
        "For values of one assumption, the value of a second one at which a result passes "
        + "zero or two routes change places",
      panels: drawn.map(\.panel), columns: 2, height: 220,
      legend: [
        LegendEntry(text: "where it turns", style: FrontierPanel.frontier, key: .line),
        LegendEntry(
          text: "beyond the range of the second", style: FrontierPanel.beyond, key: .line),
        LegendEntry(text: "both within their ranges", style: FrontierPanel.range, key: .area),
        LegendEntry(text: "values of the run", style: FrontierPanel.base, key: .symbol),
      ],
      notes: [
        "a frontier that misses the framed area cannot be met by values that the study allows"
      ],
      data: ChartTable(
        columns: [
          "target", "first", "second", "first_value", "first_unit", "second_value", "second_unit",
          "within_range", "direction",
        ], rows: drawn.flatMap(\.rows)))
  }
}

extension ComparisonCharts {
  /// What turns, in words.
  private func title(of target: BreakEvenTarget) -> String {
    let name = findings.quantity(target.key).name
    guard let other = target.other else { return "\(target.route): \(Self.lowered(name)) = 0" }
    return "\(other) passes \(target.route) by \(Self.lowered(name))"
  }
}

/// One decision and two assumptions that turn it together.
private struct FrontierPanel {
  static let frontier = SeriesStyle(
    colour: "#d55e00", dash: [], symbol: .circle, hatch: .solid)
  static let beyond = SeriesStyle(
    colour: "#d55e00", dash: [5, 3], symbol: .circle, hatch: .solid)
  static let range = SeriesStyle(
    colour: "#0072b2", dash: [], symbol: .circle, hatch: .dots)
  static let base = SeriesStyle(
    colour: "#000000", dash: [], symbol: .diamond, hatch: .solid)

  let panel: Panel
  let rows: [[String]]

  /// Nil where nothing turns.
  init?(
    _ report: BreakEvenFrontierReport, _ target: BreakEvenTarget, _ result: FrontierResult,
    title: String
  ) {
    let (first, second) = report.inputs
    let units = (report.unit(first), report.unit(second))
    var rows: [[String]] = []
    for column in result.columns {
      let roots = column.second.roots.map { ($0, "yes") } + column.second.beyond.map { ($0, "no") }
      for (root, within) in roots {
        rows.append([
          title, first.id, second.id, ChartTable.cell(column.first), units.0,
          ChartTable.cell(root.value), units.1, within, root.direction.rawValue,
        ])
      }
    }
    guard !rows.isEmpty else { return nil }
    let pieces = FrontierPieces(result.columns, within: second.range).all
    let corner = Mark.Point(x: first.range.lowerBound, y: second.range.lowerBound)
    let opposite = Mark.Point(x: first.range.upperBound, y: second.range.upperBound)
    var marks: [Mark] = [
      .bar(corner, opposite, Self.range)
    ]
    for isWithin in [true, false] {
      let (style, width) = isWithin ? (Self.frontier, 2.4) : (Self.beyond, 2)
      marks += pieces.filter { $0.isWithin == isWithin }
        .map { .line($0.points, style, width: width) }
    }
    marks.append(.symbol(Mark.Point(x: first.base, y: second.base), Self.base, size: 11))
    let ys = pieces.flatMap(\.points).map(\.y) + [corner.y, opposite.y, second.base]
    let xs = [corner.x, opposite.x, first.base]
    panel = Panel(
      title: title,
      x: .numbers(first.id, unit: units.0, of: xs),
      y: .numbers(second.id, unit: units.1, of: ys), marks: marks)
    self.rows = rows
  }
}
