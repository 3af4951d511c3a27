/// A triangular distribution.
public struct Triangular: Hashable, Sendable {
  /// The lowest value.
  public let low: Double
  /// The likeliest value.
  public let mode: Double
  /// The highest value.
  public let high: Double

  /// Creates a distribution; low ≤ mode ≤ high.
  public init(low: Double, mode: Double, high: Double) throws(MathematicsError) {
    try Check.finite([low, mode, high], "corners")
    guard low <= mode, mode <= high else {
      throw .outside("mode", mode, range: "from \(low) to \(high)")
    }
    self.low = low
    self.mode = mode
    self.high = high
  }

  /// The mean, (a + b + c) / 3.
  public var mean: Double { (low + mode + high) / 3 }

  /// The variance, (a² + b² + c² - ab - ac - bc) / 18.
  public var variance: Double {
    let (left, right) = (mode - low, high - mode)
    return (left * left + left * right + right * right) / 18
  }

  /// The value that is not exceeded with a probability.
  public func quantile(_ probability: Double) throws(MathematicsError) -> Double {
    try Check.probability(probability)
    let width = high - low
    if width == 0 { return low }
    if probability * width <= mode - low {
      return low + (probability * width * (mode - low)).squareRoot()
    }
    return high - ((1 - probability) * width * (high - mode)).squareRoot()
  }
}

/// A PERT distribution: a beta distribution between two bounds with a likeliest value.
///
/// - Source: Malcolm et al. (1959), *Operations Research* 7(5); the shape parameters as in Vose,
///   *Risk Analysis*, with weight 4 for the mode.
public struct Pert: Hashable, Sendable {
  /// The lowest value.
  public let low: Double
  /// The likeliest value.
  public let mode: Double
  /// The highest value.
  public let high: Double

  /// Creates a distribution; low ≤ mode ≤ high and low < high.
  public init(low: Double, mode: Double, high: Double) throws(MathematicsError) {
    let triangle = try Triangular(low: low, mode: mode, high: high)
    guard low < high else { throw .outside("high", high, range: "above \(low)") }
    self.low = triangle.low
    self.mode = triangle.mode
    self.high = triangle.high
  }

  /// The mean, (a + 4b + c) / 6.
  public var mean: Double { (low + 4 * mode + high) / 6 }
  /// The first shape parameter, 1 + 4 (b - a) / (c - a).
  public var alpha: Double { 1 + 4 * (mode - low) / (high - low) }
  /// The second shape parameter, 1 + 4 (c - b) / (c - a).
  public var beta: Double { 1 + 4 * (high - mode) / (high - low) }
  /// The variance, (mean - a) (c - mean) / 7.
  public var variance: Double { (mean - low) * (high - mean) / 7 }
}
