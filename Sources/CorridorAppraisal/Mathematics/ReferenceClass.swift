/// How far the costs of comparable projects went beyond their estimates, as outturn / estimate.
///
/// Both are in constant prices.
///
/// - Source: Flyvbjerg (2006), *Project Management Journal* 37(3).
public enum ReferenceClass: Hashable, Sendable {
  /// A lognormal distribution.
  case lognormal(Lognormal)
  /// Percentiles in rising order, joined by straight lines; constant beyond the first and the last.
  case percentiles([Percentile])

  /// The ratio that a share of projects does not exceed.
  public struct Percentile: Hashable, Sendable {
    /// The share of projects.
    public var probability: Double
    /// Outturn / estimate.
    public var ratio: Double

    /// Creates a percentile.
    public init(_ probability: Double, ratio: Double) {
      self.probability = probability
      self.ratio = ratio
    }
  }

  /// Outturn / estimate that is not exceeded with a probability.
  public func ratio(at probability: Double) throws(MathematicsError) -> Double {
    switch self {
    case .lognormal(let distribution): return try distribution.quantile(probability)
    case .percentiles(let points):
      try Check.probability(probability)
      try Check.finite(points.map(\.probability), "percentiles")
      try Check.finite(points.map(\.ratio), "percentiles")
      var previous = points[0]
      if probability <= previous.probability { return previous.ratio }
      for point in points.dropFirst() {
        guard point.probability > previous.probability else {
          throw .undefined("percentiles of a reference class must be in rising order")
        }
        if probability <= point.probability {
          let part =
            (probability - previous.probability) / (point.probability - previous.probability)
          return previous.ratio + part * (point.ratio - previous.ratio)
        }
        previous = point
      }
      return previous.ratio
    }
  }
}
