import CorridorAppraisal

extension ComparisonCharts {
  /// The builder's money year by year, and what it has come to.
  func cashFlows() -> Chart? {
    let rate = findings.result.rates.private.value
    let projects = findings.result.routes.compactMap { route -> (String, [Year])? in
      guard let account = route.accounts.first(where: { $0.party == .investor }) else { return nil }
      let years = Self.years(account.flows.yearly(timeline: route.timeline), rate: rate)
      return years.isEmpty ? nil : (route.shortID, years)
    }
    guard !projects.isEmpty else { return nil }
    let values = projects.flatMap { $0.1.flatMap { [$0.flow, $0.present] } }
    let last = Double(projects.map(\.1.count).max() ?? 1)
    let panels = projects.map { route, years in
      var marks: [Mark] = years.enumerated().map { year, amounts in
        .bar(
          Mark.Point(x: Double(year) - 0.38, y: 0),
          Mark.Point(x: Double(year) + 0.38, y: amounts.flow), Self.flow)
      }
      marks.append(
        .line(
          years.enumerated().map { Mark.Point(x: Double($0.offset), y: $0.element.present) },
          Self.present, width: 2.2))
      return Panel(
        title: route, x: .numbers("Year of the project", unit: "year", within: -0.8...last),
        y: .numbers("Money of the builder", unit: findings.millions, of: values, zero: true),
        marks: marks)
    }
    return Chart(
      id: id("cash-flow"), title: "Cash flow of who builds it",
      description: "Bars of the builder's yearly flow, and a line of their discounted sum so far, "
        + "for " + projects.map(\.0).joined(separator: ", "),
      panels: panels, columns: 2, height: 200,
      legend: [
        LegendEntry(text: "flow of the year", style: Self.flow, key: .area),
        LegendEntry(text: "sum so far, discounted", style: Self.present, key: .line),
      ],
      notes: [
        "discounted at the private rate of \(NumberFormat.percent(rate)) a year, year 0 "
          + "undiscounted; the line ends at the private net present value"
      ],
      data: ChartTable(
        columns: [
          "route", "year", "flow_" + findings.result.keys.millions,
          "discounted_sum_" + findings.result.keys.millions,
        ],
        rows: projects.flatMap { route, years in
          years.enumerated().map { year, amounts in
            [
              route, "\(year)", ChartTable.cell(amounts.flow), ChartTable.cell(amounts.present),
            ]
          }
        }))
  }

  /// A year's flow, and the present value of everything up to it.
  private struct Year {
    let flow: Double
    let present: Double
  }

  private static func years(_ flows: [Double], rate: Double) -> [Year] {
    var factor = 1.0
    var sum = 0.0
    return flows.map { flow in
      sum += flow * factor
      factor /= 1 + rate
      return Year(flow: flow, present: sum)
    }
  }

  private static let flow = SeriesStyle(
    colour: "#56b4e9", dash: [], symbol: .square, hatch: .rising)
  private static let present = SeriesStyle(
    colour: "#d55e00", dash: [], symbol: .circle, hatch: .solid)
}
