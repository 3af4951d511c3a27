/// A lognormal distribution: the logarithm is normal with mean `mu` and standard deviation `sigma`.
public struct Lognormal: Hashable, Sendable {
  /// The mean of the logarithm.
  public var mu: Double
  /// The standard deviation of the logarithm.
  public var sigma: Double

  /// Creates a distribution from the median and the standard deviation of the logarithm.
  public init(median: Double, sigma: Double) throws(MathematicsError) {
    try Check.positive(median, "median")
    try Check.notNegative(sigma, "sigma")
    mu = Elementary.log(median)
    self.sigma = sigma
  }

  /// Creates a distribution from its mean and standard deviation.
  ///
  /// σ² = ln(1 + (deviation / mean)²) and μ = ln mean - σ² / 2.
  public init(mean: Double, deviation: Double) throws(MathematicsError) {
    try Check.positive(mean, "mean")
    try Check.notNegative(deviation, "deviation")
    let ratio = deviation / mean
    let variance = Elementary.log1p(ratio * ratio)
    mu = Elementary.log(mean) - variance / 2
    sigma = variance.squareRoot()
  }

  /// Creates a distribution from its median and the share of values above a threshold.
  ///
  /// σ = ln(threshold / median) / Φ⁻¹(1 - share).
  public init(
    median: Double, threshold: Double, shareAbove: Double
  ) throws(MathematicsError) {
    try Check.positive(median, "median")
    try Check.positive(threshold, "threshold")
    let quantile = try Normal.quantile(1 - shareAbove)
    let sigma = Elementary.log(threshold / median) / quantile
    guard sigma.isFinite, sigma > 0 else {
      throw .undefined(
        "no lognormal with median \(median) has the share \(shareAbove) above \(threshold)")
    }
    try self.init(median: median, sigma: sigma)
  }

  /// The median.
  public var median: Double { Elementary.exp(mu) }
  /// The mean.
  public var mean: Double { Elementary.exp(mu + sigma * sigma / 2) }
  /// The standard deviation.
  public var deviation: Double { mean * Elementary.expm1(sigma * sigma).squareRoot() }

  /// The value that is not exceeded with a probability.
  public func quantile(_ probability: Double) throws(MathematicsError) -> Double {
    Elementary.exp(mu + sigma * (try Normal.quantile(probability)))
  }

  /// The probability of a value up to x.
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    let distance = Elementary.log(x) - mu
    if sigma == 0 { return distance < 0 ? 0 : 1 }
    return Normal.cumulative(distance / sigma)
  }

  /// The distribution after a single observed value, weighed by its own spread.
  ///
  /// μ' = (μ/σ² + ln x / τ²) / (1/σ² + 1/τ²) and 1/σ'² = 1/σ² + 1/τ²: a normal prior for the
  /// logarithm and one observation of it with standard deviation τ.
  ///
  /// - Source: Gelman et al., *Bayesian Data Analysis*, section 2.5.
  public func updated(observed: Double, spread: Double) throws(MathematicsError) -> Lognormal {
    try Check.positive(observed, "observed value")
    try Check.positive(spread, "spread")
    if sigma == 0 { return self }
    let prior = 1 / (sigma * sigma)
    let weight = 1 / (spread * spread)
    var result = self
    result.mu = (mu * prior + Elementary.log(observed) * weight) / (prior + weight)
    result.sigma = (1 / (prior + weight)).squareRoot()
    return result
  }
}
