public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy
public import CorridorUnits

/// An assumption that a run draws in every world instead of taking its value.
public struct DrawnAssumption: Hashable, Sendable, Identifiable {
  /// Id of the assumption.
  public let id: String
  /// Its distribution, in `unit`.
  public let marginal: Marginal
  /// The unit of its figures.
  public let unit: Unit
  /// How well it is sourced; of the outturn of a reference class the weaker of its mean and its deviation.
  public let sourceClass: SourceClass
  /// Its place among the assumptions of the study, which is the number of its draws: what another run
  /// fixes, or draws besides, shifts nothing.
  public let place: Int
  /// What it stands for where that is not the assumption itself: the outturn of a reference class.
  public let role: String?
}

/// Which assumptions a run draws, how, and which go together.
public struct DrawnAssumptions: Sendable {
  /// What is drawn, in the order of the study.
  public let drawn: [DrawnAssumption]
  /// The rank correlations among them.
  public let correlations: [RankCorrelation]

  /// Finds out what figures rest on that varies.
  ///
  /// An assumption varies when the run gives it a range. The mean of a reference class of overruns is
  /// replaced by the outturn itself, lognormal with the mean and the deviation of the class, so that all
  /// works of a class overrun together.
  ///
  /// - Parameters:
  ///   - figures: what is to be known in every world.
  ///   - overruns: the mean and the deviation of each reference class of the works.
  ///   - others: assumptions that the run needs beside the figures, such as those of its politics.
  ///   - study: the study.
  ///   - resolved: the values of the run.
  /// - Throws: `RiskModelError` naming the assumption whose range makes no distribution.
  public init(
    under figures: [Figure], overruns: [(mean: Figure, deviation: Figure)], others: [String] = [],
    of study: Study, resolved: ResolvedAssumptions
  ) throws(RiskModelError) {
    let needed = Set(Figure.assumptions(under: figures)).union(others)
    var classes: [String: (mean: Double, deviation: Double)] = [:]
    var deviationClasses: [String: [SourceClass]] = [:]
    for (mean, deviation) in overruns {
      guard case .assumption(let id) = mean.origin, deviation.value > 0 else { continue }
      classes[id] = (mean.value, deviation.value)
      deviationClasses[id] = Figure.assumptions(under: [deviation])
        .compactMap { resolved[$0]?.sourceClass }
    }
    var drawn: [DrawnAssumption] = []
    for (place, assumption) in study.assumptions.enumerated()
    where needed.contains(assumption.id) {
      guard let value = resolved[assumption.id] else { continue }
      let location = study.location(of: assumption.id, in: resolved)
      do throws(RiskError) {
        let overrun = classes[assumption.id]
        let marginal =
          if let overrun {
            try Marginal.lognormal(mean: overrun.mean, deviation: overrun.deviation)
          } else { try Marginal(value) }
        guard !marginal.isFixed else { continue }
        drawn.append(
          DrawnAssumption(
            id: assumption.id, marginal: marginal, unit: value.unit,
            sourceClass: SourceClass.weakest(
              of: [value.sourceClass] + (deviationClasses[assumption.id] ?? []))
              ?? value.sourceClass, place: place,
            role: overrun == nil ? nil : "outturn / estimate of the works of this class"))
      } catch { throw .range(assumption.id, error, location) }
    }
    self.drawn = drawn
    let ids = Set(drawn.map(\.id))
    correlations = study.correlations.filter { ids.isSuperset(of: $0.between) }.map {
      RankCorrelation($0.between[0], $0.between[1], $0.rank)
    }
  }
}

extension Marginal {
  /// The distribution of an assumption's value in a run, in the value's unit.
  public init(_ value: ResolvedAssumptions.Value) throws(RiskError) {
    switch value.spread {
    case nil:
      try self.init(shape: value.shape, low: value.low, base: value.value, high: value.high)
    case .deviation(let deviation):
      self =
        value.shape == .lognormal
        ? try .lognormal(mean: value.value, deviation: deviation)
        : try Marginal.normal(mean: value.value, deviation: deviation).checked()
    case .beta(let alpha, let beta):
      guard let low = value.low, let high = value.high else {
        throw .noRange(shape: value.shape.rawValue)
      }
      self = try Marginal.beta(alpha: alpha, beta: beta, low: low, high: high).checked()
    case .discrete(let values, let weights):
      self = .discrete(try Discrete(values: values, weights: weights))
    case .empirical(let values): self = .empirical(try Empirical(values))
    }
  }
}

extension DrawnAssumptions {
  /// The largest value that a figure on one assumption can have, but for one world in 2^32.
  func most(of figure: Figure) -> Double {
    var most = figure.value
    for id in Figure.assumptions(under: [figure]) {
      guard let assumption = drawn.first(where: { $0.id == id }) else { continue }
      let high = assumption.marginal.quantile(1 - 0x1p-33)
      most = max(most, figure.evaluate(with: [id: high]))
    }
    return most
  }
}
