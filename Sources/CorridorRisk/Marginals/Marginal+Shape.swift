import CorridorAppraisal
public import CorridorStudy

extension Marginal {
  /// The distribution that an assumption's shape, low, base and high stand for, all three in one unit.
  ///
  /// | shape | low and high | base |
  /// | --- | --- | --- |
  /// | fixed | not used | the value |
  /// | uniform | the bounds | not used, within the bounds |
  /// | triangular, pert | the bounds | the likeliest value |
  /// | normal | P5 and P95 | mean; in the middle of low and high |
  /// | lognormal | P5 and P95 | median; in the geometric middle of low and high |
  ///
  /// The deviation of a normal is (high - low) / (2 · 1.6449), sigma of a lognormal
  /// ln(high / low) / (2 · 1.6449). A base that is off the middle by more than a tenth of the distance
  /// from low to high (of their logarithms) is an error: no such distribution has these three.
  public init(
    shape: Assumption.Shape, low: Double?, base: Double, high: Double?
  ) throws(RiskError) {
    try RiskCheck.finite(base, "base")
    guard shape != .fixed else {
      self = .fixed(base)
      return
    }
    guard let low, let high else { throw .noRange(shape: shape.rawValue) }
    try RiskCheck.finite(low, "low")
    try RiskCheck.finite(high, "high")
    guard low <= base, base <= high else {
      throw .disordered(shape: shape.rawValue, low: low, mode: base, high: high)
    }
    switch shape {
    case .fixed: self = .fixed(base)
    case .uniform: self = try Marginal.uniform(low: low, high: high).checked()
    case .triangular: self = try Marginal.triangular(low: low, mode: base, high: high).checked()
    case .pert: self = try Marginal.pert(low: low, mode: base, high: high).checked()
    case .normal:
      try Self.checkMiddle(shape, low, base, high, (base - low, high - base))
      self = try Marginal.normal(mean: base, deviation: (high - low) / Self.span).checked()
    case .lognormal:
      try RiskCheck.positive(low, "low")
      let distances = (Elementary.log(base / low), Elementary.log(high / base))
      try Self.checkMiddle(shape, low, base, high, distances)
      self = try Marginal.lognormal(
        median: base, sigma: (distances.0 + distances.1) / Self.span
      ).checked()
    case .beta, .discrete, .empirical: throw .noRange(shape: shape.rawValue)
    }
  }

  /// The distance from P5 to P95 in standard deviations.
  private static var span: Double { 2 * Normal.score(0.95) }

  private static func checkMiddle(
    _ shape: Assumption.Shape, _ low: Double, _ base: Double, _ high: Double,
    _ distances: (Double, Double)
  ) throws(RiskError) {
    let offset = (distances.1 - distances.0).magnitude / 2
    guard offset <= 0.1 * (distances.0 + distances.1) else {
      throw .lopsided(shape: shape.rawValue, low: low, base: base, high: high)
    }
  }
}
