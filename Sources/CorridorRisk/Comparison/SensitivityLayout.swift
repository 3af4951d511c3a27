import CorridorAppraisal
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Which results of a comparison are reckoned as a function of the assumptions, and from what.
///
/// Net present values are reckoned year by year, as in a `RiskModel`; any other result is the figure of the
/// appraisal itself, evaluated with other assumptions.
struct SensitivityLayout {
  /// A result of a route that is wanted.
  struct Wanted {
    /// The place of the route.
    let route: Int
    let short: String
    let key: String
    let figure: Figure
    /// Whether it is a net present value that is reckoned year by year.
    let isValue: Bool
  }

  let result: ComparisonResult
  let risk: RiskFigures
  let wanted: [Wanted]

  init(_ result: ComparisonResult, keys: [String], routes: [String]?, of study: Study) {
    self.result = result
    risk = RiskFigures(result, of: study)
    var wanted: [Wanted] = []
    for (place, route) in result.routes.enumerated() {
      let short = route.route.plan.shortID
      guard routes?.contains(short) ?? true else { continue }
      for key in keys {
        guard let figure = route.outcome(key)?.figure else { continue }
        let isValue = Self.isValue(key, result.keys) && risk.projects[place] != nil
        wanted.append(
          Wanted(route: place, short: short, key: key, figure: figure, isValue: isValue))
      }
    }
    self.wanted = wanted
  }

  private static func isValue(_ key: String, _ keys: ResultKeys) -> Bool {
    key == keys.economicValue || key == keys.privateValue
  }

  /// Whether any of them is a net present value that is reckoned year by year.
  var hasValues: Bool { wanted.contains(where: \.isValue) }

  /// The keys that some route has, in order.
  static func keys(of result: ComparisonResult, routes: [String]?) -> [String] {
    var seen: Set<String> = []
    let own = result.routes.filter { routes?.contains($0.route.plan.shortID) ?? true }
    return own.flatMap { route in route.keys.filter { route.outcome($0)?.figure != nil } }
      .filter { seen.insert($0).inserted }
  }

  /// The figures that the results rest on.
  var figures: [Figure] {
    wanted.flatMap { wanted -> [Figure] in
      guard wanted.isValue, let project = risk.projects[wanted.route] else {
        return [wanted.figure]
      }
      let isEconomic = wanted.key == risk.keys.economicValue
      let figures = [project.capital, project.upkeep] + risk.timeline
      return isEconomic
        ? figures + [project.total, risk.economicRate] + [project.delay].compactMap(\.self)
        : figures + [project.builder, project.fees, risk.privateRate]
    }
  }

  /// The hosts that may reopen contracts, of the routes whose value to the builder is wanted.
  func hosts(regimes: Regimes, resolved: ResolvedAssumptions) -> [ReopeningHost] {
    let own = Set(wanted.filter { $0.isValue && $0.key == risk.keys.privateValue }.map(\.short))
    return ReopeningHost.all(in: result, risk, regimes: regimes, resolved: resolved)
      .compactMap { host in
        let routes = host.routes.filter(own.contains)
        guard !routes.isEmpty else { return nil }
        return ReopeningHost(terms: host.terms, routes: routes, reason: host.reason)
      }
  }

  /// The routes with net present values that are reckoned year by year.
  var routesWithValues: [Route] {
    Set(wanted.filter(\.isValue).map(\.route)).sorted().map { result.routes[$0].route }
  }

  /// The reference classes whose outturn takes the place of their mean.
  ///
  /// Percentiles of capital are made of mean and deviation together, so that there the mean stays one.
  var overruns: [(mean: Figure, deviation: Figure)] {
    let first = risk.keys.capital.split(separator: "_").first.map(String.init) ?? ""
    let isPercentile = { (key: String) in
      key.hasPrefix(first + "_p") && key != risk.keys.capital
    }
    return wanted.contains { isPercentile($0.key) } ? [] : risk.overruns
  }

  /// The assumptions that decide how many years there are, or how demand runs over them.
  var timed: Set<String> { Set(Figure.assumptions(under: Array(risk.timeline.prefix(2)))) }

  func years(_ drawn: DrawnAssumptions, at location: SourceLocation) throws(RiskModelError) -> Int {
    hasValues ? try RiskModel.years(risk, drawn, at: location) : 1
  }

  /// The model: by columns for many rows, by the figures of the appraisal for few, which costs less there.
  ///
  /// Figures know no politics, so that results that feel them have columns alone.
  func model(
    _ function: WorldFunction, _ drawn: DrawnAssumptions, hasPolitics: Bool
  ) -> BatchModel {
    let columns = BatchModel(function)
    let wanted = wanted
    // Of some of the outputs, by their places among those that are wanted.
    let reckoned: @Sendable (BatchModel, [Int]) -> BatchModel = { columns, places in
      let own = places.map { wanted[$0] }
      guard !hasPolitics || !own.contains(where: \.isValue) else { return columns }
      return Self.reckoned(columns, figures: own.map(\.figure), drawn)
    }
    let all = reckoned(columns, Array(wanted.indices))
    return BatchModel(
      outputs: all.outputs, refusesAbsurd: true,
      part: { places throws(SensitivityError) in reckoned(try columns.part(places), places) },
      evaluate: all.evaluate)
  }

  /// A model that reckons few rows by figures, which stand for its outputs.
  private static func reckoned(
    _ columns: BatchModel, figures: [Figure], _ drawn: DrawnAssumptions
  ) -> BatchModel {
    let ids = drawn.drawn.map(\.id)
    let graph = FigureGraph(figures)
    return BatchModel(
      outputs: columns.outputs,
      evaluate: { (inputs, rows) throws(SensitivityError) in
        guard rows <= Self.few else { return try columns.evaluate(inputs, rows) }
        var found = columns.outputs.map { _ in [Double]() }
        for row in 0..<rows {
          var values: [String: Double] = [:]
          for (id, column) in zip(ids, inputs) { values[id] = column[row] }
          for (output, value) in graph.evaluate(with: drawn.withOutturns(values)).enumerated() {
            found[output].append(value)
          }
        }
        return found
      })
  }

  /// So many rows count as few.
  private static let few = 8

  /// Adds the outputs to a world.
  func lay(
    out columns: [String: (column: Column, unit: Unit)], _ politics: ExpectedPolitics?,
    _ hosts: [ReopeningHost], years: Int, in world: inout World
  ) throws(RiskModelError) {
    let sampled = columns.mapValues(\.column)
    let plain = wanted.filter { !$0.isValue }
    var found: [String: Column] = [:]
    let laidOut = FigureColumns(plain.map(\.figure), sampled: sampled).columns
    for (wanted, column) in zip(plain, laidOut) {
      found[wanted.short + "/" + wanted.key] = column
    }
    if hasValues {
      let figures = risk.columns(sampled: sampled)
      let horizon = HorizonColumns(timeline: figures.timeline, years: years)
      var builder = try RouteColumnsBuilder(
        figures: risk, columns: figures, horizon: horizon, paths: politics, hosts: hosts,
        years: years)
      for route in Set(wanted.filter(\.isValue).map(\.route)).sorted() {
        let own = result.routes[route].route
        for (key, column) in try builder.outputs(of: route, own) {
          let name = own.plan.shortID + "/" + key
          if found[name] == nil { found[name] = column }
        }
      }
    }
    do throws(SimulationError) {
      for wanted in wanted {
        let name = wanted.short + "/" + wanted.key
        guard let column = found[name] else { continue }
        try world.output(name, column)
      }
    } catch { throw .simulation(error) }
  }
}
