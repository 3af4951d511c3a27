import CorridorStudy
import CorridorUnits

/// What politics do to routes of one exposure in each year of every world.
struct PoliticsColumns {
  /// By year: the share of the year in which the route is open, and by what demand is multiplied.
  var open: [Column]
  var demand: [Column]
  /// By year: by what fees are multiplied.
  var fee: [Column]
  /// By year: days that borders take beyond their time.
  var delay: [Column]
  /// By year: the share of the assets that is lost in it.
  var loss: [Column]

  /// Nothing happens.
  static func none(years: Int) -> PoliticsColumns {
    let ones = [Column](repeating: 1, count: years)
    let zeros = [Column](repeating: 0, count: years)
    return PoliticsColumns(open: ones, demand: ones, fee: ones, delay: zeros, loss: zeros)
  }
}

/// The paths of every process of a study in every world, and what they do.
struct PoliticsPaths: YearlyPolitics {
  let regimes: Regimes
  let model: RegimeModel
  /// By process: the regime of year 0, 1, ...
  private let paths: [[RegimeState]]
  private let reopenings: DrawnReopenings
  let drawn: [String: (column: Column, unit: Unit)]
  let values: RegimeValues

  /// Draws the paths.
  ///
  /// Each process has a stream of its own, so that one more process or year shifts nothing. `years`
  /// counts year 0; from `opening` on a corridor operates and tilts the chances. `hosts` may reopen contracts.
  init(
    _ regimes: Regimes, model: RegimeModel, values: RegimeValues,
    drawn: [String: (column: Column, unit: Unit)], chances: [DrawnChances?], held: Set<String>,
    hosts: [ReopeningHost], firstStream: UInt32, years: Int, opening: Int, in world: inout World
  ) throws(SimulationError) {
    self.regimes = regimes
    self.model = model
    self.values = values
    self.drawn = drawn
    var paths: [[RegimeState]] = []
    let stream = world.stream
    for (place, process) in model.processes.enumerated() {
      world.stream = firstStream + UInt32(place)
      var state = try world.start(process.start, of: process.chain)
      var path = [state]
      for year in 1..<max(years, 1) {
        if !held.contains(process.id) {
          state =
            if let chances = chances[place] {
              world.next(state, by: year < opening ? chances.moving : chances.operating)
            } else {
              world.next(state, by: year < opening ? process.chain : process.operating)
            }
        }
        path.append(state)
      }
      paths.append(path)
    }
    world.stream = stream
    self.paths = paths
    reopenings = DrawnReopenings(hosts, years: years, in: &world)
  }

  func raisedFees(of country: String, chances: [Column], exposure: RouteExposure)
    throws(PoliticsError) -> [[RaisedFee]]
  {
    let politics = try columns(of: exposure, years: chances.count)
    let raised = reopenings.raised(by: country, chances: chances, open: politics.open)
    return raised.enumerated().map { year, state in
      [
        RaisedFee(
          chance: state, open: politics.open[year], demand: politics.demand[year],
          fee: politics.fee[year])
      ]
    }
  }

  /// What the processes do to routes of an exposure.
  func columns(of exposure: RouteExposure, years: Int) throws(PoliticsError) -> PoliticsColumns {
    var result = PoliticsColumns.none(years: years)
    for (process, place) in exposure.effects.enumerated() {
      guard let place else { continue }
      let effects = regimes.processes[process].effects[place].effects
      let open = try byRegime(effects, \.availability, .share, none: 1)
      let demand = try byRegime(effects, \.demand, .factor, none: 1)
      let fee = try byRegime(effects, \.fee, .factor, none: 1)
      let delay = try byRegime(effects, \.delay, .delay, none: 0)
      let loss = try byRegime(effects, \.loss, .share, none: 0)
      for year in 0..<years {
        let state = paths[process][year]
        result.open[year] *= state.lookup(entries: open)
        result.demand[year] *= state.lookup(entries: demand)
        result.fee[year] *= state.lookup(entries: fee)
        result.delay[year] += state.lookup(entries: delay)
        guard year > 0 else { continue }
        let stays = state.index == paths[process][year - 1].index
        result.loss[year] += Column.select(stays, 0, state.lookup(entries: loss))
      }
    }
    return result
  }
}

extension YearlyPolitics {
  /// What each regime does: drawn where its assumption is, else the value of the run.
  func byRegime(
    _ effects: [RegimeEffect], _ key: KeyPath<RegimeEffect, String?>, _ kind: RegimeInput.Kind,
    none: Double
  ) throws(PoliticsError) -> [RegimeState.Entry] {
    var found: [RegimeState.Entry] = []
    for effect in effects {
      guard let id = effect[keyPath: key] else {
        found.append(.number(none))
        continue
      }
      let value = try values.value(id, kind)
      if let (column, unit) = drawn[id], let factor = try? unit.factor(to: kind.unit) {
        found.append(.column(factor == 1 ? column : column * Column(factor)))
      } else {
        found.append(.number(value))
      }
    }
    return found
  }
}

extension RegimeState {
  /// What stands for one state: the same number in every world, or a column.
  enum Entry {
    case number(Double)
    case column(Column)
  }

  /// The number of the state of each world, each from its column.
  func lookup(entries: [Entry]) -> Column {
    var numbers: [Double] = []
    var others: [(state: Int, column: Column)] = []
    for (state, entry) in entries.enumerated() {
      switch entry {
      case .number(let number): numbers.append(number)
      case .column(let column):
        numbers.append(0)
        others.append((state, column))
      }
    }
    var result = lookup(numbers)
    for (state, column) in others { result += isAmong([state]) * column }
    return result
  }
}
