import CorridorAppraisal
import CorridorNetwork
import CorridorStudy

/// Builds the columns of each route; routes with one exposure share what politics do to them.
struct RouteColumnsBuilder {
  let figures: RiskFigures
  let columns: RiskFigures.Columns
  let horizon: HorizonColumns
  let paths: (any YearlyPolitics)?
  let years: Int
  private var shared: [RouteExposure: Shared] = [:]

  /// What routes of one exposure share.
  private struct Shared {
    let politics: PoliticsColumns
    let economic: FactorColumns
    let privately: FactorColumns
    let closedYears: Column
  }

  init(
    figures: RiskFigures, columns: RiskFigures.Columns, horizon: HorizonColumns,
    paths: (any YearlyPolitics)?, years: Int
  ) {
    self.figures = figures
    self.columns = columns
    self.horizon = horizon
    self.paths = paths
    self.years = years
  }

  /// The outputs of a route, in the order of a result.
  mutating func outputs(of index: Int, _ route: Route) throws(RiskModelError)
    -> [(key: String, column: Column)]
  {
    let shared = try shared(for: route)
    var outputs: [(key: String, column: Column)] = []
    if let project = figures.projects[index] {
      if project.hasEconomicValue {
        outputs.append((figures.keys.economicValue, economic(project, shared.economic)))
      }
      outputs.append((figures.keys.privateValue, privately(project, shared.privately)))
    }
    outputs += figures.plain[index].map { ($0.key, columns[$0.figure]) }
    if paths != nil { outputs.append((RiskModel.closedYears, shared.closedYears)) }
    return outputs
  }

  private func economic(_ project: RiskFigures.Project, _ factors: FactorColumns) -> Column {
    var value = columns[project.total] * factors.variable
    value -= columns[project.upkeep] * factors.upkeep
    value -= columns[project.capital] * (factors.capital + factors.loss)
    if let delay = project.delay { value -= columns[delay] * factors.delay }
    return value
  }

  private func privately(_ project: RiskFigures.Project, _ factors: FactorColumns) -> Column {
    var value = columns[project.builder] * factors.variable
    value -= columns[project.fees] * factors.fee
    value -= columns[project.upkeep] * factors.upkeep
    value -= columns[project.capital] * (factors.capital + factors.loss)
    return value
  }

  private mutating func shared(for route: Route) throws(RiskModelError) -> Shared {
    let exposure = paths?.regimes.exposure(of: route) ?? RouteExposure(effects: [])
    if let found = shared[exposure] { return found }
    let politics: PoliticsColumns
    do throws(PoliticsError) {
      politics = try paths?.columns(of: exposure, years: years) ?? .none(years: years)
    } catch { throw .politics(error) }
    var closed: Column = 0
    for year in 0..<years { closed += horizon.operating[year] * (1 - politics.open[year]) }
    let made = Shared(
      politics: politics,
      economic: FactorColumns(
        rate: columns[figures.economicRate], horizon: horizon, politics: politics),
      privately: FactorColumns(
        rate: columns[figures.privateRate], horizon: horizon, politics: politics),
      closedYears: closed)
    shared[exposure] = made
    return made
  }
}
