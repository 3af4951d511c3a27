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

  /// A stretch of a link, or what happens at one place.
  private struct Piece {
    let step: LadderStep
    let from: Double
    let to: Double
    /// What is added on it; nil where nothing is.
    let added: Double?
  }

  /// The steps by the way they are met: a link is parted where something happens on it, which stands behind
  /// it in the ladder, and each part takes its share of the length.
  private static func pieces(_ steps: [LadderStep], _ amount: (LadderStep) -> Double?) -> [Piece] {
    var pieces: [Piece] = []
    var place = 0
    while place < steps.count {
      let step = steps[place]
      let (from, to) = (step.from.kilometres, step.to.kilometres)
      place += 1
      var done = from
      while to > from, place < steps.count, steps[place].kind != .link,
        steps[place].from.kilometres < to
      {
        let event = steps[place]
        let here = event.from.kilometres
        if here > done {
          let share = (here - done) / (to - from)
          pieces.append(
            Piece(step: step, from: done, to: here, added: amount(step).map { $0 * share }))
          done = here
        }
        pieces.append(Piece(step: event, from: here, to: here, added: amount(event)))
        place += 1
      }
      let share = to > from ? (to - done) / (to - from) : 1
      pieces.append(Piece(step: step, from: done, to: to, added: amount(step).map { $0 * share }))
    }
    return pieces
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
    for piece in Self.pieces(route.ladder.steps, amount) {
      let added = piece.added ?? 0
      total += added
      let end = Mark.Point(x: piece.to, y: total)
      if points.last != end { points.append(end) }
      if piece.step.kind != .link, added != 0 {
        risers.append((piece.step.kind, Mark.Point(x: piece.from, y: total - added / 2)))
      }
      rows.append([
        route.shortID, piece.step.kind.rawValue, piece.step.label, ChartTable.cell(piece.from),
        ChartTable.cell(piece.to), ChartTable.cell(piece.added), ChartTable.cell(total),
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
      // Its own line covers its grey one, which is as much narrower.
      var marks = [Mark.line(way.points, Self.own, width: 2.2)]
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
      panels: panels, backdrop: ways.map { .line($0.points, .context, width: 1) }, columns: 2,
      height: 175, legend: legend,
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
    case .works: ("capital at a place", style("#d55e00", .openSquare, .dots))
    }
  }

  private static func style(
    _ colour: String, _ symbol: SeriesStyle.Symbol, _ hatch: SeriesStyle.Hatch
  ) -> SeriesStyle {
    SeriesStyle(colour: colour, dash: [], symbol: symbol, hatch: hatch)
  }
}
