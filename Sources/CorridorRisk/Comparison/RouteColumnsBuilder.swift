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
  /// The hosts that may reopen contracts, and of which routes.
  private let hosts: [(contract: HostContract, routes: [String])]
  private var shared: [RouteExposure: Shared] = [:]
  private var raised: [Raised: [[RaisedFee]]] = [:]

  /// What decides whether a fee is raised.
  private struct Raised: Hashable {
    let country: String
    let exposure: RouteExposure
  }

  /// What routes of one exposure share.
  private struct Shared {
    let politics: PoliticsColumns
    let economic: FactorColumns
    let privately: FactorColumns
    let closedYears: Column
  }

  init(
    figures: RiskFigures, columns: RiskFigures.Columns, horizon: HorizonColumns,
    paths: (any YearlyPolitics)?, hosts: [ReopeningHost], years: Int
  ) throws(RiskModelError) {
    self.figures = figures
    self.columns = columns
    self.horizon = horizon
    self.paths = paths
    self.years = years
    var contracts: [(HostContract, [String])] = []
    do throws(PoliticsError) {
      for host in hosts where host.reason == nil {
        guard let paths else { break }
        let contract = try HostContract(host.terms, values: paths.values, drawn: paths.drawn)
        contracts.append((contract, host.routes))
      }
    } catch { throw .politics(error) }
    self.hosts = contracts
  }

  /// The outputs of a route, in the order of a result.
  ///
  /// A route that the scenario has closed has no closed years: no regime opens it.
  mutating func outputs(of index: Int, _ route: Route) throws(RiskModelError)
    -> [(key: String, column: Column)]
  {
    let shared = try shared(for: route)
    var outputs: [(key: String, column: Column)] = []
    var held: HeldUp?
    if let project = figures.projects[index] {
      if project.hasEconomicValue {
        outputs.append((figures.keys.economicValue, economic(project, shared.economic)))
      }
      held = try heldUp(project, route)
      var value = privately(project, shared.privately)
      if let held { value -= held.taken }
      outputs.append((figures.keys.privateValue, value))
    }
    outputs += figures.plain[index].map { ($0.key, columns[$0.figure]) }
    if paths != nil, figures.isOpen[index] {
      outputs.append((RiskModel.closedYears, shared.closedYears))
    }
    if let held {
      outputs.append((RiskModel.renegotiatedYears, held.years))
      outputs.append((figures.keys.holdUp, held.taken))
    }
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

  /// What hosts make of a route once they have raised their fee.
  private struct HeldUp {
    /// Years of operation, as far as the route is open in them, under a raised fee of some host.
    var years: Column = 0
    /// The present value, at the builder's rate, of what hosts take beyond the stated fee and what regimes
    /// add to it.
    var taken: Column = 0
  }

  /// What hosts take; nil on a route that passes none which may reopen its contract.
  private mutating func heldUp(_ project: RiskFigures.Project, _ route: Route)
    throws(RiskModelError) -> HeldUp?
  {
    let own = hosts.filter { $0.routes.contains(route.plan.shortID) }
    guard !own.isEmpty else { return nil }
    var held = HeldUp()
    var underRaised = [Column](repeating: 0, count: years)
    for (contract, _) in own {
      guard let fee = project.feesByCountry[contract.country] else { continue }
      let others = project.feesByCountry.filter { $0.key != contract.country }
        .sorted { $0.key < $1.key }.map { columns[$0.value] }
      let year = HostContract.Year(
        builder: columns[project.builder], upkeep: columns[project.upkeep], fee: columns[fee],
        others: others.first.map { others.dropFirst().reduce($0, +) })
      let step = 1 / (1 + columns[figures.privateRate])
      var factor: Column = 1
      for (place, cases) in try raisedFees(of: contract, on: route).enumerated() {
        var taken: Column = 0
        var open: Column = 0
        for fee in cases {
          taken += fee.chance * contract.taken(year, level: horizon.level[place], fee)
          open += fee.chance * fee.open
        }
        held.taken += factor * taken
        underRaised[place] = .max(underRaised[place], open)
        factor *= step
      }
    }
    for place in 0..<years { held.years += horizon.operating[place] * underRaised[place] }
    return held
  }

  private mutating func raisedFees(of contract: HostContract, on route: Route)
    throws(RiskModelError) -> [[RaisedFee]]
  {
    guard let paths else { return [] }
    let exposure = paths.regimes.exposure(of: route)
    let key = Raised(country: contract.country, exposure: exposure)
    if let found = raised[key] { return found }
    do throws(PoliticsError) {
      let found = try paths.raisedFees(
        of: contract.country, chances: contract.chances(horizon), exposure: exposure)
      raised[key] = found
      return found
    } catch { throw .politics(error) }
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
