import CorridorAppraisal

/// The distribution of one uncertain input.
///
/// A case states its parameters as they are; ``checked()`` refuses those that make no distribution, and
/// every other function is defined, without meaning, for them. Functions are in the unit of the input.
public enum Marginal: Hashable, Sendable {
  /// One value that does not vary.
  case fixed(Double)
  /// Every value between two bounds is equally likely.
  case uniform(low: Double, high: Double)
  /// A density that rises linearly from low to mode and falls linearly to high.
  case triangular(low: Double, mode: Double, high: Double)
  /// A beta distribution between two bounds with a likeliest value, whose weight is 4.
  ///
  /// Its shapes are 1 + 4 (mode - low) / (high - low) and 1 + 4 (high - mode) / (high - low).
  ///
  /// - Source: Malcolm et al. (1959), *Operations Research* 7(5), doi:10.1287/opre.7.5.646.
  case pert(low: Double, mode: Double, high: Double)
  /// A normal distribution.
  case normal(mean: Double, deviation: Double)
  /// A distribution whose logarithm is normal with the deviation sigma.
  case lognormal(median: Double, sigma: Double)
  /// A beta distribution stretched over low to high; shapes from 0.001 to 1,000,000.
  case beta(alpha: Double, beta: Double, low: Double, high: Double)
  /// A few values with a probability each.
  case discrete(Discrete)
  /// Values that were observed, each as likely as the others.
  case empirical(Empirical)
}

extension Marginal {
  /// Whether there is one value only.
  public var isFixed: Bool {
    switch self {
    case .fixed: true
    case .uniform(let low, let high), .triangular(let low, _, let high),
      .pert(let low, _, let high), .beta(_, _, let low, let high):
      low == high
    case .normal(_, let deviation): deviation == 0
    case .lognormal(_, let sigma): sigma == 0
    case .discrete(let values): values.values.count == 1
    case .empirical(let sample): sample.values.first == sample.values.last
    }
  }

  /// The geometric middle of two numbers of 0 or more, whose product may be beyond all numbers.
  private static func middle(_ one: Double, _ other: Double) -> Double {
    let product = one * other
    return product.isFinite ? product.squareRoot() : one.squareRoot() * other.squareRoot()
  }

  /// The value that is not exceeded with the probability u.
  ///
  /// Rises with u. The ends of the support at 0 and 1 (and beyond), infinite where it has none; NaN for
  /// NaN. The relative error of the distance from the nearer end (from the mean, for a normal) is below
  /// 1e-15 for the closed forms, times 1 + σ |z| for a lognormal, and for beta and PERT below 1e-14 with
  /// shapes from 1, 1e-13 from 0.05 and 1e-12 below.
  public func quantile(_ u: Double) -> Double {
    guard !u.isNaN else { return u }
    let u = min(max(u, 0), 1)
    switch self {
    case .fixed(let value): return value
    case .uniform(let low, let high): return min(low + u * (high - low), high)
    case .triangular(let low, let mode, let high):
      let width = high - low
      if u * width <= mode - low { return low + Self.middle(u * width, mode - low) }
      return high - Self.middle((1 - u) * width, high - mode)
    case .normal(let mean, let deviation):
      return deviation == 0 ? mean : mean + deviation * Normal.score(u)
    case .lognormal(let median, let sigma):
      return sigma == 0 ? median : median * Elementary.exp(sigma * Normal.score(u))
    case .pert, .beta:
      guard let bounded = BoundedBeta(self) else { return support.lowerBound }
      return bounded.quantile(u)
    case .discrete(let values): return values.quantile(u)
    case .empirical(let sample): return sample.quantile(u)
    }
  }

  /// The probability of a value up to x.
  public func cumulative(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let support = support
    if x >= support.upperBound { return 1 }
    if x < support.lowerBound { return 0 }
    switch self {
    case .fixed: return 1
    case .uniform(let low, let high): return (x - low) / (high - low)
    case .triangular(let low, let mode, let high):
      let width = high - low
      if x <= mode {
        return mode == low ? 0 : (x - low) / width * ((x - low) / (mode - low))
      }
      return 1 - (high - x) / width * ((high - x) / (high - mode))
    case .normal(let mean, let deviation):
      return Normal.cumulative((x - mean) / deviation)
    case .lognormal(let median, let sigma):
      return Normal.cumulative(Elementary.log(x / median) / sigma)
    case .pert, .beta: return BoundedBeta(self)?.cumulative(x) ?? 1
    case .discrete(let values): return values.cumulative(x)
    case .empirical(let sample): return sample.cumulative(x)
    }
  }

  /// The lowest and the highest value, infinite where there is none.
  public var support: ClosedRange<Double> {
    let (low, high): (Double, Double)
    switch self {
    case .fixed(let value): (low, high) = (value, value)
    case .uniform(let lower, let upper), .triangular(let lower, _, let upper),
      .pert(let lower, _, let upper), .beta(_, _, let lower, let upper):
      (low, high) = (lower, upper)
    case .normal(let mean, let deviation):
      (low, high) = deviation == 0 ? (mean, mean) : (-.infinity, .infinity)
    case .lognormal(let median, let sigma):
      (low, high) = sigma == 0 ? (median, median) : (0, .infinity)
    case .discrete(let values): (low, high) = (values.values.first ?? 0, values.values.last ?? 0)
    case .empirical(let sample): (low, high) = (sample.values.first ?? 0, sample.values.last ?? 0)
    }
    return low <= high ? low...high : -Double.infinity...Double.infinity
  }
}
