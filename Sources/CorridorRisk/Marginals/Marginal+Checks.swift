import CorridorAppraisal

extension Marginal {
  /// The same distribution, or the error of parameters that make none.
  ///
  /// Bounds may coincide with each other and with the mode; a deviation or sigma must be above 0.
  public func checked() throws(RiskError) -> Marginal {
    switch self {
    case .fixed(let value): try RiskCheck.finite(value, "value")
    case .uniform(let low, let high): try Self.checkOrder("uniform", low, nil, high)
    case .triangular(let low, let mode, let high):
      try Self.checkOrder("triangular", low, mode, high)
    case .pert(let low, let mode, let high): try Self.checkOrder("pert", low, mode, high)
    case .normal(let mean, let deviation):
      try RiskCheck.finite(mean, "mean")
      try RiskCheck.positive(deviation, "standard deviation")
    case .lognormal(let median, let sigma):
      try RiskCheck.positive(median, "median")
      try RiskCheck.positive(sigma, "sigma")
      try RiskCheck.within(sigma, 0...20, "sigma")
    case .beta(let alpha, let beta, let low, let high):
      try RiskCheck.within(alpha, 0.001...1_000_000, "alpha")
      try RiskCheck.within(beta, 0.001...1_000_000, "beta")
      try Self.checkOrder("beta", low, nil, high)
    case .discrete, .empirical: break
    }
    return self
  }

  /// What is said of a deviation that is too much against its mean to be reckoned with, and what may be.
  static let ratio = "the standard deviation / mean"
  static let ratioRange = "below 1e154"

  /// A lognormal distribution from its mean and its standard deviation.
  ///
  /// σ² = ln(1 + (deviation / mean)²) and median = mean exp(-σ² / 2).
  public static func lognormal(
    mean: Double, deviation: Double
  ) throws(RiskError) -> Marginal {
    try RiskCheck.positive(mean, "mean")
    try RiskCheck.positive(deviation, "standard deviation")
    let ratio = deviation / mean
    guard (ratio * ratio).isFinite else {
      throw .outside(Self.ratio, ratio, range: Self.ratioRange)
    }
    let variance = Elementary.log1p(ratio * ratio)
    guard variance > 0 else {
      throw .outside("standard deviation over mean", ratio, range: "above 2e-162")
    }
    return try lognormal(
      median: mean * Elementary.exp(-variance / 2), sigma: variance.squareRoot()
    ).checked()
  }

  /// A value and the probability that it is not exceeded.
  public struct Percentile: Hashable, Sendable {
    /// The probability, between 0 and 1.
    public var probability: Double
    /// The value, in the unit of the input.
    public var value: Double

    /// Creates a percentile.
    public init(_ probability: Double, _ value: Double) {
      self.probability = probability
      self.value = value
    }
  }

  /// The normal distribution that passes through two percentiles.
  public static func normal(
    _ first: Percentile, _ second: Percentile
  ) throws(RiskError) -> Marginal {
    let fit = try fit(first, second, first.value, second.value)
    return try normal(mean: fit.centre, deviation: fit.spread).checked()
  }

  /// The lognormal distribution that passes through two percentiles.
  public static func lognormal(
    _ first: Percentile, _ second: Percentile
  ) throws(RiskError) -> Marginal {
    try RiskCheck.positive(first.value, "value")
    try RiskCheck.positive(second.value, "value")
    let fit = try fit(first, second, Elementary.log(first.value), Elementary.log(second.value))
    return try lognormal(median: Elementary.exp(fit.centre), sigma: fit.spread).checked()
  }

  /// The mean and deviation of the normal distribution through two points.
  private static func fit(
    _ first: Percentile, _ second: Percentile, _ one: Double, _ other: Double
  ) throws(RiskError) -> (centre: Double, spread: Double) {
    for percentile in [first, second] {
      try RiskCheck.finite(percentile.value, "value")
      guard percentile.probability > 0, percentile.probability < 1 else {
        throw .outside("probability", percentile.probability, range: "between 0 and 1")
      }
    }
    let (z, y) = (
      Normal.score(first.probability), Normal.score(second.probability)
    )
    let spread = (other - one) / (y - z)
    guard spread.isFinite, spread > 0 else {
      throw .outside("spread between two percentiles", spread, range: "above 0")
    }
    return (one - z * spread, spread)
  }

  private static func checkOrder(
    _ shape: String, _ low: Double, _ mode: Double?, _ high: Double
  ) throws(RiskError) {
    try RiskCheck.finite(low, "low")
    try RiskCheck.finite(mode ?? low, "mode")
    try RiskCheck.finite(high, "high")
    let mode = mode ?? low
    guard low <= mode, mode <= high else {
      throw .disordered(shape: shape, low: low, mode: mode, high: high)
    }
    guard (high - low).isFinite else {
      throw .outside("high", high, range: "within 1.8e308 of low")
    }
  }
}
