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
  /// Where its words come from, by its place among the assumptions of the study: what another run
  /// fixes, or draws besides, and one that is added at the end shift nothing.
  ///
  /// Outturns of reference classes have a stream of their own.
  public let draw: World.Draw
  /// What it stands for where that is not the assumption itself: the outturn of a reference class.
  public let role: String?
  /// Its value where nothing is drawn, of what is no assumption of the study; nil for one that is.
  public let base: Double?
}

/// Which assumptions a run draws, how, and which go together.
public struct DrawnAssumptions: Sendable {
  /// What is drawn, in the order of the study.
  public let drawn: [DrawnAssumption]
  /// What figures rest on that has no range, by id in the order of the study: it is the same in every world.
  public let fixed: [String]
  /// The rank correlations among them, after any repair.
  public let correlations: [RankCorrelation]
  /// How the correlations among them were repaired; nil where they can hold together.
  public let repair: Copula.Repair?
  /// What makes them go together, by their places.
  public let copula: Copula
  /// Outturns of reference classes whose mean or deviation is drawn before them.
  let outturns: [DrawnOutturn]

  /// Finds out what figures rest on that varies.
  ///
  /// An assumption varies when the run gives it a range. The mean of a reference class of overruns is
  /// replaced by the outturn itself, lognormal with the mean and the deviation of the class, so that all
  /// works of a class overrun together. Where mean or deviation has a range it is drawn first, and the
  /// outturn given both (see `DrawnOutturn`); a correlation that names the mean is then one of the outturn.
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
    let classes = try ReferenceClass.all(overruns, resolved: resolved, of: study)
    let needed = Set(Figure.assumptions(under: figures)).union(others)
      .union(classes.values.filter(\.isUncertain).compactMap(\.deviation))
    var drawn: [DrawnAssumption] = []
    var fixed: [String] = []
    for (place, assumption) in study.assumptions.enumerated()
    where needed.contains(assumption.id) {
      guard let value = resolved[assumption.id] else { continue }
      let overrun = classes[assumption.id].flatMap { $0.isUncertain ? nil : $0 }
      do throws(RiskError) {
        let marginal =
          if let overrun { try overrun.outturn() } else { try Marginal(value) }
        guard !marginal.isFixed else {
          // Of a reference class the outturn varies, which stands in place of the mean.
          if classes[assumption.id] == nil { fixed.append(assumption.id) }
          continue
        }
        drawn.append(
          DrawnAssumption(
            id: assumption.id, marginal: marginal, unit: value.unit,
            sourceClass: overrun?.sourceClass ?? value.sourceClass,
            draw: World.Draw(stream: 0, variable: place),
            role: overrun.map { _ in "outturn / estimate of the works of this class" },
            base: nil))
      } catch {
        let id = overrun?.culprit(in: resolved) ?? assumption.id
        throw .range(id, error, study.location(of: id, in: resolved))
      }
    }
    var outturns: [String: DrawnOutturn] = [:]
    for (number, id) in study.referenceMeans.enumerated() {
      guard let overrun = classes[id], overrun.isUncertain, needed.contains(id) else { continue }
      let outturn = DrawnOutturn(of: overrun)
      guard outturn.baseScore.isFinite else {
        let culprit = overrun.deviation ?? id
        throw .range(
          culprit,
          .outside(
            Marginal.ratio, overrun.values.deviation / overrun.values.mean,
            range: Marginal.ratioRange), study.location(of: culprit, in: resolved))
      }
      outturns[id] = outturn
      drawn.append(
        DrawnAssumption(
          id: outturn.score, marginal: .normal(mean: 0, deviation: 1), unit: .one,
          sourceClass: overrun.sourceClass,
          draw: World.Draw(stream: DrawnOutturn.stream, variable: number),
          role: "outturn of the works of this class given its mean and deviation, as a standard "
            + "normal score", base: outturn.baseScore))
    }
    self.drawn = drawn
    self.fixed = fixed
    self.outturns = outturns.values.sorted { $0.mean < $1.mean }
    let ids = Set(drawn.map(\.id))
    func together(_ first: String, _ second: String, _ value: Double) -> RankCorrelation? {
      let pair = [first, second].map { outturns[$0]?.score ?? $0 }
      return ids.isSuperset(of: pair) ? RankCorrelation(pair[0], pair[1], value) : nil
    }
    // What a run does not draw has no say in what the others can have together.
    let asked = study.correlations.compactMap { together($0.between[0], $0.between[1], $0.rank) }
    do throws(RiskError) { copula = try Copula(asked, variables: drawn.map(\.id)) } catch {
      throw .correlation(
        error, study.correlations.first?.location ?? SourceLocation(file: study.folder))
    }
    repair = copula.repair
    correlations = repair?.applied(to: asked) ?? asked
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
