import CorridorAppraisal
import CorridorNetwork
import CorridorStudy

/// The figures of an appraisal that a risk model reckons anew in every world.
struct RiskFigures {
  /// What a project moves and costs.
  struct Project {
    let capital: Figure
    let upkeep: Figure
    /// Yearly amounts of all parties, of the builder, and of transit fees on the route.
    let total: Figure
    let builder: Figure
    let fees: Figure
    /// The same fees by country.
    let feesByCountry: [String: Figure]
    /// What a day of delay costs a year; nil where time has no value.
    let delay: Figure?
    /// Whether the economic account is known.
    let hasEconomicValue: Bool
  }

  /// A figure of a route under its key.
  struct Plain {
    let key: String
    let figure: Figure
  }

  let keys: ResultKeys
  let timeline: [Figure]
  let economicRate: Figure
  let privateRate: Figure
  /// By route: its plain figures, and its project; nil where nothing is built.
  let plain: [[Plain]]
  let projects: [Project?]
  /// By route: whether the scenario leaves it open.
  let isOpen: [Bool]
  /// The mean and the deviation of each reference class of overruns.
  let overruns: [(mean: Figure, deviation: Figure)]
  /// The year in which a project opens, with the values of the run.
  let opening: Int

  init(_ result: ComparisonResult, of study: Study) {
    keys = result.keys
    timeline = result.routes.first?.timeline ?? []
    economicRate = result.rates.economic
    privateRate = result.rates.private
    var plain: [[Plain]] = []
    var projects: [Project?] = []
    for route in result.routes {
      let project = Self.project(of: route, result.keys)
      projects.append(project)
      var wanted = [
        result.keys.price, result.keys.generalisedCost, "time_days.door_to_door",
      ]
      if project != nil { wanted.insert(result.keys.capital, at: 0) }
      plain.append(
        wanted.compactMap { key in
          route.outcome(key)?.figure.map { Plain(key: key, figure: $0) }
        })
    }
    self.plain = plain
    self.projects = projects
    isOpen = result.routes.map(\.isOpen)
    overruns = result.routes.flatMap { $0.capital.items.compactMap(\.overrun) }
    opening = Int(max(0, min(timeline.first?.value ?? 0, 499)))
  }

  private static func project(of route: RouteResult, _ keys: ResultKeys) -> Project? {
    guard let investor = route.accounts.first(where: { $0.party == .investor }),
      let fees = route.projectFees
    else { return nil }
    guard
      let total = try? Figure.sum(
        "yearly amounts of all parties", route.accounts.map(\.flows.variable),
        unit: investor.flows.variable.unit)
    else { return nil }
    return Project(
      capital: investor.flows.capital, upkeep: investor.flows.upkeep, total: total,
      builder: investor.flows.variable, fees: fees,
      feesByCountry: Dictionary(route.projectFeesByCountry) { first, _ in first },
      delay: route.delay,
      hasEconomicValue: route.outcome(keys.economicValue)?.figure != nil)
  }

  /// Every figure.
  var all: [Figure] {
    var figures = timeline + [economicRate, privateRate]
    for project in projects.compactMap(\.self) {
      figures += [project.capital, project.upkeep, project.total, project.builder, project.fees]
      figures += project.feesByCountry.values.sorted { $0.label < $1.label }
      figures += [project.delay].compactMap(\.self)
    }
    return figures + plain.flatMap { $0.map(\.figure) }
  }

  /// Every figure as a column.
  func columns(sampled: [String: Column]) -> Columns {
    let figures = all
    let laidOut = FigureColumns(figures, sampled: sampled).columns
    return Columns(
      of: Dictionary(
        zip(figures.map { ObjectIdentifier($0) }, laidOut), uniquingKeysWith: { first, _ in first }),
      timeline: Array(laidOut.prefix(timeline.count)))
  }

  /// The figures of a run as columns.
  struct Columns {
    fileprivate let columns: [ObjectIdentifier: Column]
    let timeline: [Column]

    fileprivate init(of columns: [ObjectIdentifier: Column], timeline: [Column]) {
      self.columns = columns
      self.timeline = timeline
    }

    /// The column of a figure.
    subscript(figure: Figure) -> Column {
      columns[ObjectIdentifier(figure)] ?? Column(figure.value)
    }
  }
}
