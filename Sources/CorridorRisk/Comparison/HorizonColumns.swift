import CorridorAppraisal

/// The years of a project in every world: when it is built, when it runs, and at what level of demand.
///
/// The same as `Timeline` of the appraisal, with numbers of years that may differ from world to world:
/// year 0 undiscounted, flows at the end of a year, capital spent evenly over construction.
struct HorizonColumns {
  /// By year: 1 while something is built, else 0.
  let building: [Column]
  /// By year: 1 while it runs, else 0.
  let operating: [Column]
  /// By year: demand relative to the stated one while it runs, else 0.
  let level: [Column]
  /// By year: the share of the capital that is spent by its end, while anything stands; else 0.
  let sunk: [Column]
  /// Years of construction.
  let construction: Column
  /// Years of operation.
  let operation: Column

  /// A timeline has construction years, operation years, growth, then ramp-up shares.
  init(timeline: [Column], years: Int) {
    let construction = timeline[0]
    let operation = timeline[1]
    let growth = 1 + timeline[2]
    let ramp = timeline[3...]
    let end = construction + operation
    var building: [Column] = []
    var operating: [Column] = []
    var level: [Column] = []
    var sunk: [Column] = []
    var grown: Column = 1
    for year in 0..<years {
      let now = Column(Double(year))
      let isBuilding = now < construction
      let runs = Column.select(isBuilding, 0, .select(now < end, 1, 0))
      building.append(.select(isBuilding, 1, 0))
      operating.append(runs)
      var share: Column = 1
      for (place, part) in ramp.enumerated().reversed() {
        share = .select(now - construction == Column(Double(place)), part, share)
      }
      level.append(runs * share * grown)
      grown = .select(runs > 0, grown * growth, grown)
      let spent = Column.min((now + 1) / construction, 1)
      sunk.append(.select(now < end, spent, 0))
    }
    self.building = building
    self.operating = operating
    self.level = level
    self.sunk = sunk
    self.construction = construction
    self.operation = operation
  }
}

/// Present values, at one rate, of one unit of each kind of flow of a route.
struct FactorColumns {
  /// Of capital, spent evenly while something is built.
  var capital: Column = 0
  /// Of a yearly amount that is due while the project runs.
  var upkeep: Column = 0
  /// Of a yearly amount that varies with demand and flows as far as the route is open and wanted.
  var variable: Column = 0
  /// Of what hosts take above the stated fee, as a multiple of it.
  var fee: Column = 0
  /// Of a day of delay of everything that passes.
  var delay: Column = 0
  /// Of the share of the assets that politics destroy.
  var loss: Column = 0

  init(rate: Column, horizon: HorizonColumns, politics: PoliticsColumns) {
    let step = 1 / (1 + rate)
    var factor: Column = 1
    for year in horizon.level.indices {
      capital += factor * horizon.building[year] / horizon.construction
      upkeep += factor * horizon.operating[year]
      let passing = factor * horizon.level[year] * politics.open[year] * politics.demand[year]
      variable += passing
      fee += passing * (politics.fee[year] - 1)
      delay += passing * politics.delay[year]
      loss += factor * politics.loss[year] * horizon.sunk[year]
      factor *= step
    }
  }
}
