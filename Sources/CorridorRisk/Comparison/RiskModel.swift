public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// A comparison in every world: assumptions drawn, politics played out, all routes reckoned together.
///
/// Every sample is one world that all routes share: its draws, and the path of each political process.
/// What a route brings there is the appraisal of the study with the drawn assumptions, its yearly
/// amounts scaled year by year:
///
///     NPV = Σ d[t] (level[t] open[t] demand[t] (V - delay[t] D) - U) - K Σ d[t] (built[t] + lost[t])
///
/// with V what varies with demand, U upkeep, K capital at the drawn overrun, D what a day of delay costs
/// a year, d the discount factor. Privately the builder also bears what hosts ask above the stated
/// fee, because a regime has them or because they reopened the contract once the capital was sunk: shippers
/// have other routes, so the price can't follow. A route that is closed loses its flow to
/// its rivals, as if the project were not there that year.
public struct RiskModel: Sendable {
  /// What is drawn and reckoned.
  public let world: World
  /// What is drawn, in the order of the study.
  public let drawn: DrawnAssumptions
  /// How inconsistent correlations were repaired; nil when they were consistent.
  public let repair: Copula.Repair?
  /// The politics that are played out; nil when none are.
  public let politics: RegimeModel?
  /// Hosts that may reopen a contract; none where no politics are played out.
  public let hosts: [ReopeningHost]
  /// By route, in the study's order, what is known of it in every world.
  public let routes: [RouteOutputs]
  /// The number of years that a world has.
  public let years: Int
  /// By the name of an output the name of its mean over the paths of the politics, given what is drawn; empty
  /// unless asked for.
  let means: [String: String]

  /// What is known of a route in every world.
  public struct RouteOutputs: Sendable {
    /// Its id.
    public let id: String
    /// The id after the slash.
    public let shortID: String
    /// The keys of its outputs, in the order of a result.
    public let keys: [String]
    /// What it is exposed to, by process; nil where a process does not matter.
    public let exposures: [String?]

    /// The name of an output.
    public func name(_ key: String) -> String { shortID + "/" + key }
  }

  /// The years, of those in which the project runs, that politics keep the route closed.
  public static let closedYears = "closed_years"

  /// The years of operation, as far as politics leave the route open, in which a host has raised its fee above
  /// the stated one.
  public static let renegotiatedYears = "renegotiated_years"

  /// Puts a comparison at risk.
  ///
  /// - Parameters:
  ///   - result: the comparison, appraised with the values of the run.
  ///   - study: the study.
  ///   - resolved: the values of the run.
  ///   - regimes: the politics of the study; nil to play none out.
  ///   - selection: which matrices and first regimes the politics take.
  ///   - asOf: the ISO date after which nothing may be known; nil for no limit.
  ///   - samples: how many worlds will be drawn, which decides how far distributions reach.
  /// - Throws: `RiskModelError`, `outside` among them for a distribution that reaches beyond what its
  ///   assumption can be.
  public init(
    _ result: ComparisonResult, of study: Study, resolved: ResolvedAssumptions,
    regimes: Regimes? = nil, selection: RegimeSelection = RegimeSelection(), asOf: String? = nil,
    samples: UInt64 = 100_000
  ) throws(RiskModelError) {
    try self.init(
      result, of: study, resolved: resolved, regimes: regimes, selection: selection, asOf: asOf,
      samples: samples, hasMeans: false)
  }

  /// The same; `hasMeans` also gives every output of a project its mean over the paths.
  init(
    _ result: ComparisonResult, of study: Study, resolved: ResolvedAssumptions,
    regimes: Regimes?, selection: RegimeSelection, asOf: String?, samples: UInt64, hasMeans: Bool
  ) throws(RiskModelError) {
    let figures = RiskFigures(result, of: study)
    let hosts =
      regimes.map { ReopeningHost.all(in: result, figures, regimes: $0, resolved: resolved) } ?? []
    let drawn = try DrawnAssumptions(
      under: figures.all, overruns: figures.overruns,
      others: (regimes?.processes.flatMap(\.inputs).map(\.id) ?? [])
        + hosts.flatMap(\.inputs), of: study, resolved: resolved)
    let extremes = drawn.extremes(worlds: samples)
    try drawn.check(extremes, in: result, of: study, resolved: resolved)
    var world = World()
    world.refusesAbsurd = true
    let columns = try Self.draw(drawn, in: &world)
    let sampled = columns.mapValues(\.column)
    let laidOut = figures.columns(sampled: sampled)
    let years = try Self.years(figures, drawn, at: result.comparison.location)
    let horizon = HorizonColumns(timeline: laidOut.timeline, years: years)
    let values = regimes.map {
      RegimeValues($0, of: study, resolved: resolved, drawn: extremes)
    }
    let paths = try drawn.explaining(extremes) { () throws(RiskModelError) in
      try Self.paths(
        regimes, values, selection, asOf, hosts, columns, years, opening: figures.opening,
        in: &world)
    }
    politics = paths?.model
    self.hosts = hosts
    var builder = try drawn.explaining(extremes) { () throws(RiskModelError) in
      try RouteColumnsBuilder(
        figures: figures, columns: laidOut, horizon: horizon, paths: paths, hosts: hosts,
        years: years)
    }
    var routes: [RouteOutputs] = []
    for (index, route) in result.routes.enumerated() {
      let outputs = try drawn.explaining(extremes) { () throws(RiskModelError) in
        try builder.outputs(of: index, route.route)
      }
      let short = route.route.plan.shortID
      do throws(SimulationError) {
        for (key, column) in outputs { try world.output(short + "/" + key, column) }
      } catch { throw .simulation(error) }
      routes.append(
        RouteOutputs(
          id: route.route.plan.id, shortID: short, keys: outputs.map(\.key),
          exposures: regimes.map { $0.exposure(of: route.route).ids(in: $0) } ?? []))
    }
    self.routes = routes
    var means: [String: String] = [:]
    if hasMeans, let regimes, let values, let model = paths?.model {
      let mean: ExpectedPolitics
      do throws(PoliticsError) {
        mean = try ExpectedPolitics(
          regimes, model: model, values: values, drawn: columns, held: selection.held,
          years: years, opening: figures.opening)
      } catch { throw .politics(error) }
      var builder = try RouteColumnsBuilder(
        figures: figures, columns: laidOut, horizon: horizon, paths: mean, hosts: hosts,
        years: years)
      for (index, route) in result.routes.enumerated() where figures.projects[index] != nil {
        for (key, column) in try builder.outputs(of: index, route.route) {
          let name = route.route.plan.shortID + "/" + key
          means[name] = name + " over paths"
          do throws(SimulationError) { try world.output(name + " over paths", column) } catch {
            throw .simulation(error)
          }
        }
      }
    }
    self.means = means
    guard !world.outputs.isEmpty else {
      throw .noOutput(comparison: result.comparison.id, result.comparison.location)
    }
    self.world = world
    self.drawn = drawn
    repair = drawn.repair
    self.years = years
  }

  /// The keys that at least one route has, in order.
  public var keys: [String] {
    var seen: Set<String> = []
    return routes.flatMap(\.keys).filter { seen.insert($0).inserted }
  }

  /// The routes that have a key in every world.
  public func routes(with key: String) -> [RouteOutputs] {
    routes.filter { $0.keys.contains(key) }
  }
}

extension RiskModel {
  /// Draws the assumptions; those that are correlated through one copula.
  private static func draw(
    _ drawn: DrawnAssumptions, in world: inout World
  ) throws(RiskModelError) -> [String: (column: Column, unit: Unit)] {
    var columns: [String: (column: Column, unit: Unit)] = [:]
    do throws(SimulationError) {
      let variables = drawn.drawn.map { (name: $0.id, marginal: $0.marginal, draw: $0.draw) }
      let found = try world.inputs(variables, correlatedBy: drawn.copula)
      for (assumption, column) in zip(drawn.drawn, found) {
        columns[assumption.id] = (column, assumption.unit)
      }
    } catch { throw .simulation(error) }
    return drawn.withOutturns(columns)
  }

  /// The years of the longest world.
  static func years(
    _ figures: RiskFigures, _ drawn: DrawnAssumptions, at location: SourceLocation
  ) throws(RiskModelError) -> Int {
    // Rounding half a year up can only add one to each.
    let most = figures.timeline.prefix(2).reduce(0.0) { sum, figure in
      sum + drawn.most(of: figure).rounded(.up)
    }
    guard most >= 1, most <= 998 else { throw .horizon(years: most, location) }
    return Int(most)
  }

  private static func paths(
    _ regimes: Regimes?, _ values: RegimeValues?, _ selection: RegimeSelection, _ asOf: String?,
    _ hosts: [ReopeningHost], _ columns: [String: (column: Column, unit: Unit)], _ years: Int,
    opening: Int,
    in world: inout World
  ) throws(RiskModelError) -> PoliticsPaths? {
    guard let regimes, let values else { return nil }
    let model: RegimeModel
    let chances: [DrawnChances?]
    do throws(PoliticsError) {
      model = try RegimeModel(regimes, values: values, selection: selection, asOf: asOf)
      chances = try DrawnChances.all(regimes, model: model, values: values, drawn: columns)
    } catch { throw .politics(error) }
    do throws(SimulationError) {
      return try PoliticsPaths(
        regimes, model: model, values: values, drawn: columns, chances: chances,
        held: selection.held, hosts: hosts, firstStream: 1, years: years, opening: opening,
        in: &world)
    } catch { throw .simulation(error) }
  }
}
