import CorridorAppraisal
import CorridorRisk
import CorridorStudy

extension ComparisonCharts {
  /// The chances of regimes over the years, a chart for each process that a route is exposed to.
  func regimes() -> [Chart] {
    guard let politics = findings.politics, let appraisal = politics.appraisal else { return [] }
    let met = Set(appraisal.routes.flatMap(\.processes))
    let years =
      appraisal.result.routes.map { route in
        route.timeline.prefix(2).reduce(0) { $0 + $1.value }
      }.max() ?? 0
    guard years >= 1 else { return [] }
    return politics.processes.filter { met.contains($0.process.id) }.compactMap { process in
      let path = try? process.chain.path(from: process.start, years: Int(min(years, 499)))
      return path.map { chart(of: process, $0) }
    }
  }

  private func chart(of process: PoliticalProcess, _ path: [[Double]]) -> Chart {
    let states = process.process.states
    var marks: [Mark] = []
    var floor = [Double](repeating: 0, count: path.count)
    for place in states.indices {
      let top = zip(floor, path).map { $0 + $1[place] * 100 }
      marks.append(.area(Self.points(top) + Self.points(floor).reversed(), SeriesStyle.at(place)))
      if let spot = Self.widest(floor, top) {
        marks.append(.plate(spot, states[place].short ?? states[place].id))
      }
      floor = top
    }
    return Chart(
      id: id("regimes-" + process.process.id),
      title: "Politics: the chance of each regime over the years, \(process.process.name)",
      description: "Stacked areas of the chance of being in each regime, year by year: "
        + states.map(\.name).joined(separator: ", "),
      panels: [
        Panel(
          title: nil,
          x: .numbers("Time from now", unit: "years", within: 0...Double(max(1, path.count - 1))),
          y: .numbers("Chance", unit: "%", within: 0...100), marks: marks)
      ], height: 190,
      legend: states.enumerated().map { place, state in
        LegendEntry(
          text: (state.short.map { $0 + " " } ?? "") + state.name, style: SeriesStyle.at(place),
          key: .area)
      },
      notes: [
        "from the regime in which the run begins, before anything is built; nothing is drawn, the "
          + "chances are exact"
      ],
      data: ChartTable(
        columns: ["process", "regime", "year", "probability"],
        rows: path.enumerated().flatMap { year, chances in
          zip(process.chain.states, chances).map { state, chance in
            [process.process.id, state, "\(year)", ChartTable.cell(chance)]
          }
        }))
  }

  private static func points(_ values: [Double]) -> [Mark.Point] {
    values.enumerated().map { Mark.Point(x: Double($0.offset), y: $0.element) }
  }

  /// Where a band is widest and there is room for its name; nil where there is none.
  private static func widest(_ floor: [Double], _ top: [Double]) -> Mark.Point? {
    let room = floor.count / 12
    let inner = floor.indices.dropFirst(room).dropLast(room)
    let widths = zip(floor, top).map { $1 - $0 }
    guard let place = inner.max(by: { widths[$0] < widths[$1] }), widths[place] >= 9 else {
      return nil
    }
    return Mark.Point(x: Double(place), y: (floor[place] + top[place]) / 2)
  }
}
