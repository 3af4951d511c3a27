import CorridorAppraisal
import CorridorUnits

extension ComparisonCharts {
  /// Half the height of a bar, in steps of its axis.
  static let half = 0.34

  /// A bar from a value to another one, in the row of that place.
  static func bar(_ place: Int, from: Double, to: Double, _ style: SeriesStyle) -> Mark {
    .bar(
      Mark.Point(x: from, y: Double(place) - half), Mark.Point(x: to, y: Double(place) + half),
      style)
  }

  // MARK: - Borders

  /// What crossing borders takes: time and money, route by route.
  func borders() -> Chart? {
    let all: [LadderStep.Kind] = [.border, .gauge, .fee]
    let routes = findings.result.routes.filter { route in
      route.ladder.steps.contains { all.contains($0.kind) && ($0.time ?? $0.cost) != nil }
    }
    // What takes nothing on any of them has no bar.
    let kinds = all.filter { kind in
      routes.contains { route in
        route.ladder.steps.contains {
          $0.kind == kind && ($0.time?.value ?? 0 != 0 || $0.cost?.value ?? 0 != 0)
        }
      }
    }
    guard !routes.isEmpty else { return nil }
    let names = routes.map(\.shortID)
    var panels: [Panel] = []
    for (title, unit, amount) in [
      ("Time at borders", "days", { (step: LadderStep) in step.time?.value }),
      ("Cost at borders", findings.moneyPerLoad, { (step: LadderStep) in step.cost?.value }),
    ] {
      let stacks = routes.map { route in
        kinds.map { kind in
          route.ladder.steps.filter { $0.kind == kind }.reduce(0) { $0 + (amount($1) ?? 0) }
        }
      }
      guard stacks.joined().contains(where: { $0 != 0 }) else { continue }
      let marks = Self.stacks(stacks, styles: kinds.compactMap { Self.stop($0)?.style })
      panels.append(
        Panel(
          title: nil,
          x: .numbers(title, unit: unit, of: stacks.map { $0.reduce(0, +) }, zero: true),
          y: .names(names), marks: marks))
    }
    guard !panels.isEmpty else { return nil }
    let rows = routes.flatMap { route in
      route.ladder.steps.filter { all.contains($0.kind) }.map { step in
        [
          route.shortID, step.kind.rawValue, step.label,
          ChartTable.cell(step.from.kilometres), ChartTable.cell(step.time?.value),
          ChartTable.cell(step.cost?.value),
        ]
      }
    }
    return Chart(
      id: id("borders"), title: "Borders: what crossing them takes",
      description: "Stacked bars of the days and of the money that borders, changes of gauge and "
        + "transit fees take on each route",
      panels: panels, columns: 2, height: max(70, 30 * Double(names.count)),
      legend: kinds.compactMap { Self.stop($0) }.map {
        LegendEntry(text: $0.text, style: $0.style, key: .area)
      },
      data: ChartTable(
        columns: [
          "route", "kind", "step", "at_km", "time_days",
          "cost_" + findings.result.keys.moneyPerLoad,
        ], rows: rows))
  }

  /// Stacked bars; amounts below 0 go to the other side.
  private static func stacks(_ stacks: [[Double]], styles: [SeriesStyle]) -> [Mark] {
    stacks.enumerated().flatMap { place, parts in
      var (above, below) = (0.0, 0.0)
      return zip(parts, styles).compactMap { part, style -> Mark? in
        guard part != 0 else { return nil }
        let start = part > 0 ? above : below
        if part > 0 { above += part } else { below += part }
        return bar(place, from: start, to: start + part, style)
      }
    }
  }

  // MARK: - Shares

  /// How shippers divide among the routes.
  func shares() -> Chart? {
    let shares = findings.result.routes.compactMap { route in
      route.outcome("share")?.value.map { (route.shortID, $0) }
    }.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element)
    guard !shares.isEmpty else { return nil }
    let marks = shares.enumerated().flatMap { place, share -> [Mark] in
      let percent = share.1 * 100
      return [
        Self.bar(place, from: 0, to: percent, findings.style(of: share.0)),
        .label(
          Mark.Point(x: percent, y: Double(place)), NumberFormat.percent(share.1), .right, dx: 6,
          dy: 0, isLight: false),
      ]
    }
    return Chart(
      id: id("shares"), title: "Who would go which way: share of loads",
      description: "Bars of the share of loads that each route takes",
      panels: [
        Panel(
          title: nil, x: .numbers("Share of loads", unit: "%", within: 0...100),
          y: .names(shares.map(\.0)), marks: marks)
      ], height: max(60, 26 * Double(shares.count)),
      notes: findings.result.conventions.filter { $0.subject == "share" }.map(\.text),
      data: ChartTable(
        columns: ["route", "share"], rows: shares.map { [$0.0, ChartTable.cell($0.1)] }))
  }

  // MARK: - Parties

  /// What building a route brings whom.
  func accounts() -> Chart? {
    let routes = findings.result.routes.filter { !$0.accounts.isEmpty }
    guard !routes.isEmpty else { return nil }
    let key = findings.result.keys.economicValue
    let values = routes.flatMap { $0.accounts.map(\.value.value) }
    let totals = routes.compactMap { $0.outcome(key)?.value }
    let panels = routes.map { route in
      var marks: [Mark] = route.accounts.enumerated().flatMap { place, account in
        labelled(place, account.value.value, SeriesStyle.at(account.value.value < 0 ? 1 : 0))
      }
      let place = route.accounts.count
      if let total = route.outcome(key)?.value { marks += labelled(place, total, Self.total) }
      return Panel(
        title: route.shortID,
        x: .numbers(
          "Net present value", unit: findings.millions, of: Self.roomy(values + totals), zero: true),
        y: .names(route.accounts.map(\.party.name) + ["all parties"]), marks: marks)
    }
    return Chart(
      id: id("accounts"), title: "Who gains and who pays: economic account by party",
      description: "Bars of the present value of building a route to each party, for "
        + routes.map(\.shortID).joined(separator: ", "),
      panels: panels, columns: 2,
      height: max(90, 24 * Double((routes.map(\.accounts.count).max() ?? 0) + 1)),
      notes: [
        "at the economic rate of "
          + NumberFormat.percent(findings.result.rates.economic.value)
          + " a year, against doing nothing"
      ],
      data: ChartTable(
        columns: ["route", "party", "npv_" + findings.result.keys.millions],
        rows: routes.flatMap { route in
          route.accounts.map {
            [route.shortID, $0.party.name, ChartTable.cell($0.value.value)]
          } + [
            [
              route.shortID, "all parties",
              ChartTable.cell(route.outcome(key)?.value),
            ]
          ]
        }))
  }

  private static let total = SeriesStyle(
    colour: "#222222", dash: [], symbol: .circle, hatch: .crossed)

  private func labelled(_ place: Int, _ value: Double, _ style: SeriesStyle) -> [Mark] {
    [
      Self.bar(place, from: 0, to: value, style),
      .label(
        Mark.Point(x: value, y: Double(place)),
        value == 0 ? "0" : SensitivityReport.number(value),
        value < 0 ? .left : .right, dx: value < 0 ? -4 : 4, dy: 0, isLight: false),
    ]
  }

  /// The values with room for labels on both sides.
  static func roomy(_ values: [Double]) -> [Double] {
    let all = values.filter(\.isFinite) + [0]
    let (low, high) = (all.min() ?? 0, all.max() ?? 0)
    let room = 0.32 * (high - low)
    return [low < 0 ? low - room : low, high > 0 ? high + room : high]
  }
}
