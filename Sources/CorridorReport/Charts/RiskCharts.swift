import CorridorAppraisal
import CorridorRisk

extension ComparisonCharts {
  /// The outputs that a distribution is drawn of: what a decision is made by, as far as routes have it.
  private var drawn: (key: String, rows: [RiskReport.Row])? {
    guard let risk = findings.risk else { return nil }
    let keys = findings.result.keys
    let rows = risk.rows
    for key in [keys.economicValue, keys.privateValue, keys.generalisedCost, keys.price] {
      let own = rows.filter { $0.key == key && $0.summary.count > 1 }
      if !own.isEmpty { return (key, own) }
    }
    return nil
  }

  /// With which chance a result stays below a value, route by route, with P5, P50 and P95.
  func distribution() -> Chart? {
    guard let (key, rows) = drawn else { return nil }
    let quantity = findings.quantity(key)
    let steps = (1..<200).map { Double($0) / 200 }
    let marked = [0.05, 0.5, 0.95]
    var marks: [Mark] = []
    var table: [[String]] = []
    var values: [Double] = []
    for row in rows {
      let style = findings.style(of: row.route)
      let points = zip(steps, row.summary.quantiles(steps)).compactMap { share, value in
        value.map { Mark.Point(x: $0.value, y: share * 100) }
      }
      marks.append(.line(points, style, width: 2))
      values += points.map(\.x)
      for (share, value) in zip(marked, row.summary.quantiles(marked)) {
        guard let value else { continue }
        marks.append(.symbol(Mark.Point(x: value.value, y: share * 100), style, size: 9))
      }
      table += points.map { [row.route, ChartTable.cell($0.y / 100), ChartTable.cell($0.x)] }
    }
    let count = NumberFormat.table(Double(rows.first?.summary.count ?? 0))
    return Chart(
      id: id("distribution"),
      title: "How sure: cumulative distribution of \(Self.lowered(quantity.name)) by route",
      description: "Lines that rise from no chance to certainty that the "
        + "\(Self.lowered(quantity.name)) stays below a value; symbols mark the fifth, the "
        + "fiftieth and the ninety-fifth percentile",
      panels: [
        Panel(
          title: nil, x: .numbers(quantity.name, unit: quantity.unit, of: values),
          y: .numbers("Chance of no more than this", unit: "%", within: 0...100), marks: marks)
      ],
      height: 280,
      legend: rows.map {
        LegendEntry(text: $0.route, style: findings.style(of: $0.route), key: .marked)
      },
      notes: [
        "symbols: P5, P50 and P95; \(count) world\(count == "1" ? "" : "s") that all routes share"
      ],
      data: ChartTable(columns: ["route", "probability", key], rows: table))
  }

  static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  /// In how many worlds one route beats another.
  func beats() -> Chart? {
    guard
      let ranking = findings.risk?.part.summary.rankings.first(where: {
        $0.ranking.outputs.count > 1
      })
    else { return nil }
    let outputs = ranking.ranking.outputs
    let names = outputs.map(RiskReport.route)
    let key = outputs.first.map(RiskReport.key) ?? ""
    let quantity = Self.lowered(findings.quantity(key).name)
    var marks: [Mark] = []
    var rows: [[String]] = []
    for row in outputs.indices {
      for column in outputs.indices where row != column {
        let share = ranking.beats(row, column)
        guard let value = share?.value else { continue }
        let (x, y) = (Double(column), Double(row))
        marks.append(
          .shade(
            Mark.Point(x: x - 0.5, y: y - 0.5), Mark.Point(x: x + 0.5, y: y + 0.5), value))
        marks.append(
          .label(
            Mark.Point(x: x, y: y), NumberFormat.percent(value, decimals: 0), .middle, dx: 0, dy: 0,
            isLight: value > 0.55))
        rows.append([
          names[row], names[column], ChartTable.cell(value),
          ChartTable.cell(share?.interval?.lowerBound),
          ChartTable.cell(share?.interval?.upperBound),
        ])
      }
    }
    return Chart(
      id: id("beats"), title: "In how many worlds the row beats the column, by \(quantity)",
      description: "A matrix of the share of worlds in which the route of the row is better than "
        + "that of the column by \(quantity); darker is more often",
      panels: [
        Panel(
          title: nil, x: .names(names, title: "Route that is beaten"),
          y: .names(names, title: "Route that beats it"), marks: marks)
      ], height: max(90, 34 * Double(names.count)),
      notes: [
        "share of worlds in %; better is "
          + (ranking.ranking.higherIsBetter ? "higher" : "lower") + "; equals count for neither"
      ],
      data: ChartTable(
        columns: ["route", "beats", "probability", "low_95", "high_95"], rows: rows))
  }
}
