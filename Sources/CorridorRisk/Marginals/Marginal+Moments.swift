import CorridorAppraisal

extension Marginal {
  /// The mean.
  public var mean: Double {
    switch self {
    case .fixed(let value): value
    case .uniform(let low, let high): low + (high - low) / 2
    case .triangular(let low, let mode, let high): (low + mode + high) / 3
    case .pert(let low, let mode, let high): (low + 4 * mode + high) / 6
    case .normal(let mean, _): mean
    case .lognormal(let median, let sigma): median * Elementary.exp(sigma * sigma / 2)
    case .beta(let alpha, let beta, let low, let high):
      low + (high - low) * (alpha / (alpha + beta))
    case .discrete(let values): values.mean
    case .empirical(let sample): sample.mean
    }
  }

  /// The variance.
  ///
  /// Triangular: (p² + p q + q²) / 18 with p = mode - low and q = high - mode. Beta:
  /// (high - low)² α β / ((α + β)² (α + β + 1)). Lognormal: mean² (exp(σ²) - 1).
  public var variance: Double {
    switch self {
    case .fixed: return 0
    case .uniform(let low, let high): return (high - low) * (high - low) / 12
    case .triangular(let low, let mode, let high):
      let (left, right) = (mode - low, high - mode)
      return (left * left + left * right + right * right) / 18
    case .pert(_, _, _), .beta:
      guard let beta = BoundedBeta(self) else { return 0 }
      let sum = beta.alpha + beta.beta
      let share = beta.alpha / sum * (beta.beta / sum)
      return beta.width * beta.width * share / (sum + 1)
    case .normal(_, let deviation): return deviation * deviation
    case .lognormal(_, let sigma):
      return mean * mean * Elementary.expm1(sigma * sigma)
    case .discrete(let values): return values.variance
    case .empirical(let sample): return sample.variance
    }
  }

  /// The standard deviation.
  public var deviation: Double { variance.squareRoot() }
}

/// A beta distribution between two different bounds.
struct BoundedBeta {
  let alpha: Double
  let beta: Double
  let low: Double
  let high: Double
  var width: Double { high - low }

  /// The beta distribution behind a PERT or beta marginal; nil when its bounds coincide.
  init?(_ marginal: Marginal) {
    switch marginal {
    case .pert(let low, let mode, let high):
      guard low < high else { return nil }
      alpha = 1 + 4 * ((mode - low) / (high - low))
      beta = 1 + 4 * ((high - mode) / (high - low))
      (self.low, self.high) = (low, high)
    case .beta(let alpha, let beta, let low, let high):
      guard low < high else { return nil }
      (self.alpha, self.beta, self.low, self.high) = (alpha, beta, low, high)
    default: return nil
    }
  }

  func quantile(_ u: Double) -> Double {
    let point = IncompleteBeta(alpha, beta).quantile(u)
    return point.x < 0.5 ? low + width * point.x : high - width * point.rest
  }

  func cumulative(_ x: Double) -> Double {
    IncompleteBeta(alpha, beta).cumulative((x - low) / width, rest: (high - x) / width)
  }
}
