import CorridorAppraisal
import CorridorUnits

extension ComparisonCharts {
  /// One route on its way: how much there is at each chainage.
  private struct Way {
    let route: String
    let points: [Mark.Point]
    let risers: [(kind: LadderStep.Kind, point: Mark.Point)]
    let rows: [[String]]
  }

  /// Time against distance, a panel for each route, the other routes in grey.
  ///
  /// - Source: UNESCAP time/cost-distance method (Beresford and Dubey 1990; Banomyong 2000).
  func timeLadders() -> Chart? {
    let ways = findings.result.routes.filter { $0.ladder.timeReason == nil }.compactMap {
      way($0) { $0.time?.value }
    }
    return ladders(
      "ladder-time", ways, title: "Time and distance, door to door, route by route",
      axis: ("Time since departure", "days"), column: "time_days")
  }

  /// What has been paid against distance.
  func costLadders() -> Chart? {
    let ways = findings.result.routes.compactMap { way($0) { $0.cost?.value } }
    return ladders(
      "ladder-cost", ways, title: "Cost and distance, door to door, route by route",
      axis: ("Cost so far", findings.moneyPerLoad),
      column: "cost_" + findings.result.keys.moneyPerLoad)
  }

  private func way(_ route: RouteResult, _ amount: (LadderStep) -> Double?) -> Way? {
    var total = 0.0
    var points = [Mark.Point(x: 0, y: 0)]
    var risers: [(kind: LadderStep.Kind, point: Mark.Point)] = []
    var rows: [[String]] = []
    for step in route.ladder.steps {
      let added = amount(step) ?? 0
      points.append(Mark.Point(x: step.from.kilometres, y: total))
      total += added
      points.append(Mark.Point(x: step.to.kilometres, y: total))
      if step.kind != .link, added != 0 {
        let middle = Mark.Point(x: step.from.kilometres, y: total - added / 2)
        risers.append((step.kind, middle))
      }
      rows.append([
        route.shortID, step.kind.rawValue, step.label,
        ChartTable.cell(step.from.kilometres), ChartTable.cell(step.to.kilometres),
        ChartTable.cell(amount(step)), ChartTable.cell(total),
      ])
    }
    guard total != 0 else { return nil }
    return Way(route: route.shortID, points: points, risers: risers, rows: rows)
  }

  private func ladders(
    _ name: String, _ ways: [Way], title: String, axis: (quantity: String, unit: String),
    column: String
  ) -> Chart? {
    guard !ways.isEmpty else { return nil }
    let points = ways.flatMap(\.points)
    let x = Axis.numbers("Distance", unit: "km", of: points.map(\.x), zero: true)
    let y = Axis.numbers(axis.quantity, unit: axis.unit, of: points.map(\.y), zero: true)
    let panels = ways.map { way in
      var marks = ways.filter { $0.route != way.route }.map {
        Mark.line($0.points, .context, width: 1)
      }
      marks.append(.line(way.points, Self.own, width: 2.2))
      marks += way.risers.compactMap { riser in
        Self.stop(riser.kind).map { .symbol(riser.point, $0.style, size: 8) }
      }
      return Panel(title: way.route, x: x, y: y, marks: marks)
    }
    let met = Set(ways.flatMap { $0.risers.map(\.kind) })
    let legend =
      [
        LegendEntry(text: "the route", style: Self.own, key: .line),
        LegendEntry(text: "other routes", style: .context, key: .line),
      ]
      + LadderStep.Kind.allCases.filter(met.contains).compactMap { kind in
        Self.stop(kind).map { LegendEntry(text: $0.text, style: $0.style, key: .symbol) }
      }
    return Chart(
      id: id(name), title: title,
      description: "\(axis.quantity) in \(axis.unit) against kilometres from the origin, for "
        + ways.map(\.route).joined(separator: ", "),
      panels: panels, columns: 2, height: 175, legend: legend,
      notes: ["slopes are carriage, upright steps are what happens at one place"],
      data: ChartTable(
        columns: ["route", "kind", "step", "from_km", "to_km", column, column + "_so_far"],
        rows: ways.flatMap(\.rows)))
  }

  private static let own = SeriesStyle(
    colour: "#0072b2", dash: [], symbol: .circle, hatch: .solid)

  /// How something that happens at one place is marked, and what it is called.
  static func stop(_ kind: LadderStep.Kind) -> (text: String, style: SeriesStyle)? {
    switch kind {
    case .link: nil
    case .border: ("border", style("#d55e00", .circle, .rising))
    case .gauge: ("change of gauge", style("#000000", .square, .dots))
    case .transfer: ("transfer", style("#009e73", .triangle, .horizontal))
    case .terminal: ("terminal", style("#7a7a00", .openSquare, .vertical))
    case .wait: ("wait", style("#cc79a7", .cross, .falling))
    case .passage: ("passage", style("#56b4e9", .diamond, .solid))
    case .fee: ("transit fee", style("#e69f00", .plus, .crossed))
    case .ice: ("ice", style("#0072b2", .openCircle, .open))
    case .door: ("collection, delivery", style("#555555", .openCircle, .open))
    }
  }

  private static func style(
    _ colour: String, _ symbol: SeriesStyle.Symbol, _ hatch: SeriesStyle.Hatch
  ) -> SeriesStyle {
    SeriesStyle(colour: colour, dash: [], symbol: symbol, hatch: hatch)
  }
}
