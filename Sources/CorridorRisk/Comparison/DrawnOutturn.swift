import CorridorAppraisal
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// A reference class of overruns as a run takes it, in the unit of its mean.
struct ReferenceClass {
  /// Id of the assumption that is the mean.
  let mean: String
  /// Id of the assumption that is the deviation; nil where it is none.
  let deviation: String?
  /// The mean and the deviation that a run takes which draws nothing.
  let values: (mean: Double, deviation: Double)
  /// What the deviation is multiplied with to be in the unit of the mean.
  let scale: Double
  let unit: Unit
  /// The weaker of the two.
  let sourceClass: SourceClass
  /// Whether the mean or the deviation has a range of its own.
  let isUncertain: Bool

  /// The distribution of the outturn where mean and deviation are known.
  func outturn() throws(RiskError) -> Marginal {
    try .lognormal(mean: values.mean, deviation: values.deviation)
  }

  /// The assumption to blame where there is no such distribution: the deviation, unless no deviation would
  /// do with the mean, or the run changed the mean alone.
  func culprit(in resolved: ResolvedAssumptions) -> String {
    let isMeanSound =
      (try? Marginal.lognormal(mean: values.mean, deviation: values.mean / 2)) != nil
    guard let deviation, isMeanSound else { return mean }
    let isChanged = [mean, deviation].map { resolved[$0].map { $0.origin != .study } ?? false }
    return isChanged == [true, false] ? mean : deviation
  }

  /// The classes by the id of their mean.
  ///
  /// - Throws: `RiskModelError.range` for a mean or a deviation whose range makes no distribution.
  static func all(
    _ overruns: [(mean: Figure, deviation: Figure)], resolved: ResolvedAssumptions, of study: Study
  ) throws(RiskModelError) -> [String: ReferenceClass] {
    var classes: [String: ReferenceClass] = [:]
    for (mean, deviation) in overruns {
      guard let id = Figure.assumptions(under: [mean]).first, let own = resolved[id],
        let factor = try? own.unit.factor(to: mean.unit)
      else { continue }
      let other = Figure.assumptions(under: [deviation]).first
      let parts = [id, other].compactMap(\.self)
      let isSpread = try varies(other, resolved, study)
      let scale =
        other.flatMap { resolved[$0] }.flatMap { try? $0.unit.factor(to: mean.unit) } ?? factor
      let isShifted = try varies(id, resolved, study)
      classes[id] = ReferenceClass(
        mean: id, deviation: other, values: (own.value, deviation.value / factor),
        scale: scale / factor, unit: own.unit,
        sourceClass: SourceClass.weakest(of: parts.compactMap { resolved[$0]?.sourceClass })
          ?? own.sourceClass, isUncertain: isSpread || isShifted)
    }
    return classes
  }

  /// Whether an assumption has a range in a run.
  private static func varies(_ id: String?, _ resolved: ResolvedAssumptions, _ study: Study)
    throws(RiskModelError) -> Bool
  {
    guard let id, let value = resolved[id] else { return false }
    do throws(RiskError) { return try !Marginal(value).isFixed } catch {
      throw .range(id, error, study.location(of: id, in: resolved))
    }
  }
}

extension Study {
  /// The assumptions that are the mean of a reference class, in the order of the study.
  var referenceMeans: [String] {
    let ofWorks = routes.flatMap { $0.works.compactMap(\.overrun) }
    let means = Set((linkClasses.compactMap(\.overrun) + ofWorks).map(\.mean))
    return assumptions.map(\.id).filter(means.contains)
  }
}

/// The outturn of the works of a reference class whose mean m or deviation s is itself drawn.
///
/// Given both it is lognormal: m exp(σ z - σ² / 2) with σ² = ln(1 + (s / m)²) and z standard normal, so
/// that its variance is that of m and the mean of s² together.
struct DrawnOutturn: Sendable {
  /// The stream of all outturns, above those that processes and hosts have.
  static let stream: UInt32 = 1 << 31
  /// Id of the mean, in whose place the outturn stands in every figure.
  let mean: String
  /// Id of the deviation; nil where it is none.
  let deviation: String?
  /// Name of z among what is drawn.
  let score: String
  private let values: (mean: Double, deviation: Double)
  private let scale: Double
  private let unit: Unit

  init(of overrun: ReferenceClass) {
    mean = overrun.mean
    deviation = overrun.deviation
    score = overrun.mean + Self.ending
    values = overrun.values
    scale = overrun.scale
    unit = overrun.unit
  }

  private static let ending = "/outturn"

  /// The id of the assumption that a drawn name is of.
  static func assumption(_ name: String) -> String {
    name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  /// The z at which the outturn is the mean of the class, with the values of the run.
  var baseScore: Double { meanScore([:]) }

  /// The z at which the outturn is the mean of the class, σ / 2, where the mean or the deviation is another.
  func meanScore(_ drawn: [String: Double]) -> Double { variance(drawn).squareRoot() / 2 }

  fileprivate func column(_ drawn: [String: (column: Column, unit: Unit)])
    -> (column: Column, unit: Unit)
  {
    let m = drawn[mean]?.column ?? Column(values.mean)
    let s =
      deviation.flatMap { drawn[$0]?.column }.map { $0 * Column(scale) }
      ?? Column(values.deviation)
    let ratio = s / m
    let variance = (1 + ratio * ratio).logarithm
    let z = drawn[score]?.column ?? Column(baseScore)
    return (m * (variance.squareRoot * z - variance / 2).exponential, unit)
  }

  fileprivate func value(_ drawn: [String: Double]) -> Double {
    let m = drawn[mean] ?? values.mean
    let variance = variance(drawn)
    let z = drawn[score] ?? baseScore
    return m * Elementary.exp(variance.squareRoot() * z - variance / 2)
  }

  /// The variance of the logarithm of the outturn, σ².
  private func variance(_ drawn: [String: Double]) -> Double {
    let m = drawn[mean] ?? values.mean
    let s = deviation.flatMap { drawn[$0] }.map { $0 * scale } ?? values.deviation
    let ratio = s / m
    return Elementary.log(1 + ratio * ratio)
  }
}

extension [DrawnOutturn] {
  /// Holds outturns at the mean of their class in rows of which some inputs alone are moved.
  ///
  /// The score at which an outturn is its mean follows from mean and deviation. Where one of these moves and
  /// the score is not itself moved it has to go along, or another outturn than the mean would be told.
  ///
  /// - Parameters:
  ///   - columns: a column of each input, in its unit.
  ///   - ids: the inputs.
  ///   - moved: places of the inputs that are moved.
  func holdMeans(in columns: inout [[Double]], of ids: [String], moving moved: [Int]) {
    for outturn in self {
      guard let place = ids.firstIndex(of: outturn.score), !moved.contains(place) else { continue }
      let parts = ids.indices.filter { [outturn.mean, outturn.deviation].contains(ids[$0]) }
      guard !Set(parts).isDisjoint(with: moved) else { continue }
      for row in columns[place].indices {
        var drawn: [String: Double] = [:]
        for part in parts { drawn[ids[part]] = columns[part][row] }
        columns[place][row] = outturn.meanScore(drawn)
      }
    }
  }
}

extension DrawnAssumptions {
  /// What is drawn, with outturns in place of the means of their classes.
  func withOutturns(_ drawn: [String: (column: Column, unit: Unit)])
    -> [String: (column: Column, unit: Unit)]
  {
    outturns.reduce(into: drawn) { $0[$1.mean] = $1.column(drawn) }
  }

  /// The same of the numbers of one world.
  func withOutturns(_ drawn: [String: Double]) -> [String: Double] {
    outturns.reduce(into: drawn) { $0[$1.mean] = $1.value(drawn) }
  }
}
