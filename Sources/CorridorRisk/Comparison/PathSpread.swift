public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy

/// How much of a result's spread over worlds comes from the paths of the politics.
///
/// By the law of total variance Var Y = Var E(Y | x) + E Var(Y | x), with x what is drawn: the second part is what
/// the paths of regimes and the years in which hosts reopen contracts add. E(Y | x) is reckoned in every world
/// beside Y (`ExpectedPolitics`), so that the second part is the mean square of Y - E(Y | x).
public struct PathSpread: Hashable, Sendable {
  /// The short id of the route.
  public let route: String
  /// The key of the result.
  public let key: String
  /// The standard deviation over the worlds, in the unit of the result.
  public let deviation: Double
  /// The share of the variance that the paths add, with its sampling error: that of a ratio of means, by its
  /// linearisation.
  public let share: Estimate
  /// How well the chances of the paths are sourced: the weakest of the matrices that the route is exposed to.
  public let sourceClass: SourceClass
  /// The number of worlds.
  public let worlds: Int

  /// The share of the variance over the worlds that nobody has sourced.
  ///
  /// - Parameter unsourced: the same share of the variance of the means over the paths.
  /// - Returns: a share from 0 to 1, up to sampling.
  public func unsourced(_ unsourced: Double) -> Double {
    (1 - share.value) * unsourced + (sourceClass.isUnsourced ? share.value : 0)
  }

  /// Draws worlds and parts the spread of every result of a project.
  ///
  /// - Parameters:
  ///   - result: the comparison, appraised with the values of the run.
  ///   - study: the study.
  ///   - resolved: the values of the run.
  ///   - regimes: the politics.
  ///   - selection: which matrices and first regimes they take.
  ///   - worlds: how many are drawn, at least 2; all are kept until the end.
  ///   - seed: the same seed gives the same worlds.
  ///   - threads: how many work at once; results are the same for any number.
  /// - Returns: one for each result that differs over the worlds, of routes that politics can close or change.
  /// - Throws: `RiskModelError`, or `SimulationError`.
  public static func parts(
    of result: ComparisonResult, of study: Study, resolved: ResolvedAssumptions, regimes: Regimes,
    selection: RegimeSelection = RegimeSelection(), worlds: UInt64, seed: UInt64, threads: Int = 1
  ) async throws -> [PathSpread] {
    let model = try RiskModel(
      result, of: study, resolved: resolved, regimes: regimes, selection: selection,
      asOf: resolved.asOf, samples: worlds, hasMeans: true)
    let names = model.world.outputs.map(\.name)
    let pairs = names.indices.compactMap { place in
      model.means[names[place]].flatMap { mean in
        names.firstIndex(of: mean).map { (value: place, mean: $0) }
      }
    }
    var values = pairs.map { _ in [Double]() }
    var means = values
    _ = try await Simulation(model.world, seed: seed, count: worlds).deliver(
      threads: threads,
      to: { _, columns in
        for (place, pair) in pairs.enumerated() {
          values[place] += columns[pair.value]
          means[place] += columns[pair.mean]
        }
      })
    var found: [PathSpread] = []
    for (place, pair) in pairs.enumerated() {
      let halves = names[pair.value].split(separator: "/", maxSplits: 1).map(String.init)
      guard let route = result.routes.first(where: { $0.route.plan.shortID == halves[0] }),
        let sourceClass = regimes.sourceClass(
          of: regimes.exposure(of: route.route), model, selection)
      else { continue }
      guard let share = Self.share(values[place], means[place]) else { continue }
      found.append(
        PathSpread(
          route: halves[0], key: halves[1], deviation: share.deviation, share: share.share,
          sourceClass: sourceClass, worlds: Int(worlds)))
    }
    return found
  }

  /// The mean square of the differences / the variance; nil where nothing differs.
  static func share(_ values: [Double], _ means: [Double]) -> (deviation: Double, share: Estimate)?
  {
    let count = Double(values.count)
    guard count > 1 else { return nil }
    let mean = values.reduce(0, +) / count
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let differences = zip(values, means).map { ($0 - $1) * ($0 - $1) }
    let variance = squares.reduce(0, +) / count
    guard variance > 0, variance.isFinite else { return nil }
    let share = differences.reduce(0, +) / count / variance
    let residuals = zip(differences, squares).map { $0 - share * $1 }
    let error = (residuals.reduce(0) { $0 + $1 * $1 } / count / count).squareRoot() / variance
    let half = OutputSummary.width * error
    return (
      (variance * count / (count - 1)).squareRoot(),
      Estimate(
        value: share, standardError: error, interval: max(0, share - half)...(share + half))
    )
  }
}

extension Regimes {
  /// The weakest class of the matrices that move a route of an exposure; nil where none does.
  fileprivate func sourceClass(
    of exposure: RouteExposure, _ model: RiskModel, _ selection: RegimeSelection
  ) -> SourceClass? {
    var classes: [SourceClass] = []
    for (place, process) in processes.enumerated() {
      guard exposure.effects[place] != nil, !selection.held.contains(process.id),
        let id = model.politics?.processes[place].matrix, let matrix = process.matrix(id)
      else { continue }
      classes.append(matrix.sourceClass)
    }
    return SourceClass.weakest(of: classes)
  }
}
