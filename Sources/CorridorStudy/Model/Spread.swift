/// What low, base and high leave unsaid of a distribution; numbers in the unit that stands beside it.
public enum Spread: Hashable, Sendable {
  /// The standard deviation of a normal or lognormal distribution whose mean is the base.
  case deviation(Double)
  /// The shapes of a beta distribution from low to high.
  case beta(alpha: Double, beta: Double)
  /// Values with a probability each, which sum to 1.
  case discrete(values: [Double], weights: [Double])
  /// Values that were observed, each as likely as the others.
  case empirical([Double])

  /// The same in another unit; shapes and probabilities have none.
  public func converted<Failure: Error>(
    _ convert: (Double) throws(Failure) -> Double
  ) throws(Failure) -> Spread {
    switch self {
    case .deviation(let width): return .deviation(try convert(width))
    case .beta: return self
    case .discrete(let values, let weights):
      return .discrete(values: try values.map(convert), weights: weights)
    case .empirical(let values): return .empirical(try values.map(convert))
    }
  }

  /// Its numbers in order, which tell whether two are the same.
  public var numbers: [Double] {
    switch self {
    case .deviation(let width): [width]
    case .beta(let alpha, let beta): [alpha, beta]
    case .discrete(let values, let weights): values + weights
    case .empirical(let values): values
    }
  }
}
