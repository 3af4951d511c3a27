import CorridorStudy
import CorridorUnits

/// What the politics of a study do to routes, year by year.
protocol YearlyPolitics: Sendable {
  /// The politics.
  var regimes: Regimes { get }
  /// What effects are in the run.
  var values: RegimeValues { get }
  /// The assumptions that are drawn or given, by id.
  var drawn: [String: (column: Column, unit: Unit)] { get }

  /// What the processes do to routes of an exposure.
  func columns(of exposure: RouteExposure, years: Int) throws(PoliticsError) -> PoliticsColumns

  /// By year from 0, the cases in which a host has raised its fee by then, for routes of an exposure.
  ///
  /// `chances` has a year's chance that the fee is settled anew where the route is open all year.
  func raisedFees(of country: String, chances: [Column], exposure: RouteExposure)
    throws(PoliticsError) -> [[RaisedFee]]
}

/// What politics do on average over all paths, so that results are a function of the inputs alone.
///
/// The chances of the regimes of a process after t years are p[t] = p[0] P^t, with the matrix of a corridor
/// that operates from its opening on; hazards, splits and tilts that are varied stand in it as columns. Processes are independent of each other, so that the mean of a product
/// over processes is the product of their means; an NPV is linear in what a year brings, which makes its
/// mean over the paths exact and not approximate.
struct ExpectedPolitics: YearlyPolitics {
  let regimes: Regimes
  let values: RegimeValues
  let drawn: [String: (column: Column, unit: Unit)]
  /// By process and year: the chance of each regime, and of entering it in that year.
  private let chances: [[(being: [Column], entering: [Column])]]
  private let steps: [Steps]
  private let opening: Int

  /// The chances of a step of a process, which rest on the inputs where these are varied.
  private struct Steps {
    let moving: [[Column]]
    /// The same while a corridor that is exposed operates.
    let operating: [[Column]]

    /// Those of a process that is held stay where it is.
    init(_ process: RegimeModel.Process, _ drawn: DrawnChances?, isHeld: Bool) {
      let columns = { (rows: [[Double]]) in rows.map { $0.map { Column($0) } } }
      guard !isHeld else {
        moving = columns(SquareMatrix.identity(process.chain.states.count).rows)
        operating = moving
        return
      }
      moving = drawn?.moving ?? columns(process.chain.matrix.rows)
      operating = drawn?.operating ?? columns(process.operating.matrix.rows)
    }
  }

  /// Reckons the chances; `years` counts year 0, and from `opening` on a corridor operates.
  init(
    _ regimes: Regimes, model: RegimeModel, values: RegimeValues,
    drawn: [String: (column: Column, unit: Unit)], held: Set<String>, years: Int, opening: Int
  ) throws(PoliticsError) {
    self.regimes = regimes
    self.values = values
    self.drawn = drawn
    self.opening = opening
    let varied = try DrawnChances.all(regimes, model: model, values: values, drawn: drawn)
    let steps = zip(model.processes, varied).map {
      Steps($0, $1, isHeld: held.contains($0.id))
    }
    self.steps = steps
    chances = zip(model.processes, steps).map { process, steps in
      let count = process.chain.states.count
      var being = (0..<count).map { Column($0 == process.start ? 1.0 : 0) }
      var path = [(being: being, entering: [Column](repeating: 0, count: count))]
      for year in 1..<max(years, 1) {
        let rows = year < opening ? steps.moving : steps.operating
        var entering = [Column](repeating: 0, count: count)
        var next = being
        for to in being.indices {
          entering[to] = (0..<count).reduce(Column(0)) { sum, from in
            from == to ? sum : sum.adding(being[from], times: rows[from][to])
          }
          next[to] = entering[to].adding(being[to], times: rows[to][to])
        }
        being = next
        path.append((being: being, entering: entering))
      }
      return path
    }
  }

  /// The chance of each regime of a process to be the first.
  func start(of process: Int) -> [Column] { chances[process][0].being }

  /// The chances of a process's step into a year.
  func matrix(of process: Int, in year: Int) -> [[Column]] {
    year < opening ? steps[process].moving : steps[process].operating
  }

  func columns(of exposure: RouteExposure, years: Int) throws(PoliticsError) -> PoliticsColumns {
    var means: [[ProcessMeans]] = []
    for (process, place) in exposure.effects.enumerated() {
      guard let place else { continue }
      let effects = regimes.processes[process].effects[place].effects
      let open = try states(effects, \.availability, .share, none: 1)
      let demand = try states(effects, \.demand, .factor, none: 1)
      let passing = zip(open, demand).map { $0 * $1 }
      let fee = try states(effects, \.fee, .factor, none: 1)
      let delay = try states(effects, \.delay, .delay, none: 0)
      let loss = try states(effects, \.loss, .share, none: 0)
      means.append(
        chances[process].prefix(years).map { chance in
          ProcessMeans(
            open: Self.mean(open, chance.being), passing: Self.mean(passing, chance.being),
            charged: Self.mean(zip(passing, fee).map { $0 * $1 }, chance.being),
            delayed: Self.mean(zip(passing, delay).map { $0 * $1 }, chance.being),
            loss: Self.mean(loss, chance.entering))
        })
    }
    return Self.joined(means, years: years)
  }

  /// Means of one process in one year; `passing` is the product of availability and demand.
  private struct ProcessMeans {
    let open: Column
    let passing: Column
    let charged: Column
    let delayed: Column
    let loss: Column
  }

  /// All processes together; by process and year.
  private static func joined(_ means: [[ProcessMeans]], years: Int) -> PoliticsColumns {
    var result = PoliticsColumns.none(years: years)
    for year in 0..<years {
      let own = means.compactMap { $0.indices.contains(year) ? $0[year] : nil }
      guard !own.isEmpty else { continue }
      let open = own.reduce(Column(1)) { $0 * $1.open }
      let passing = own.reduce(Column(1)) { $0 * $1.passing }
      let charged = own.reduce(Column(1)) { $0 * $1.charged }
      var delayed = Column(0)
      for (place, process) in own.enumerated() {
        let others = own.enumerated().filter { $0.offset != place }
        delayed += others.reduce(process.delayed) { $0 * $1.element.passing }
      }
      result.open[year] = open
      result.demand[year] = .select(open > 0, passing / open, 0)
      result.fee[year] = .select(passing > 0, charged / passing, 1)
      result.delay[year] = .select(passing > 0, delayed / passing, 0)
      result.loss[year] = own.reduce(Column(0)) { $0 + $1.loss }
    }
    return result
  }

  private static func mean(_ values: [Column], _ chances: [Column]) -> Column {
    zip(values, chances).reduce(Column(0)) { $0.adding($1.1, times: $1.0) }
  }

  /// What each regime does.
  func states(
    _ effects: [RegimeEffect], _ key: KeyPath<RegimeEffect, String?>, _ kind: RegimeInput.Kind,
    none: Double
  ) throws(PoliticsError) -> [Column] {
    try byRegime(effects, key, kind, none: none).map { entry in
      switch entry {
      case .number(let number): Column(number)
      case .column(let column): column
      }
    }
  }
}

extension Column {
  /// The sum with a product; the column itself where a factor is 0 in every world.
  func adding(_ factor: Column, times other: Column) -> Column {
    factor.node.constant == 0 || other.node.constant == 0 ? self : self + factor * other
  }
}
