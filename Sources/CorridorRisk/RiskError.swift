/// Why a distribution, a correlation or a sampling design cannot be formed.
///
/// The text says what is wrong and what to do; whoever knows the assumption and its place in a file puts
/// both before it.
public enum RiskError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A number is NaN or infinite.
  case notFinite(String, Double)
  /// A number is outside its range, which is named as text such as `above 0`.
  case outside(String, Double, range: String)
  /// Low, mode and high are not in rising order.
  case disordered(shape: String, low: Double, mode: Double, high: Double)
  /// A list that needs at least one entry has none.
  case empty(String)
  /// Two lists that go together have different lengths.
  case sizes(String, Int, String, Int)
  /// The weights of a discrete distribution do not sum to 1.
  case weights(sum: Double)
  /// The base is not in the middle of low and high, as a symmetric shape needs it.
  case lopsided(shape: String, low: Double, base: Double, high: Double)
  /// A shape that needs a range has none.
  case noRange(shape: String)
  /// A variable is correlated with itself by something other than 1.
  case selfCorrelation(String, Double)
  /// A pair is given twice with different correlations.
  case contradictoryPair(String, String, Double, Double)
  /// A correlation names something that does not vary or is not known.
  case notCorrelatable(String, why: String)
  /// The number of samples is 0 or too large.
  case sampleCount(UInt64, largest: UInt64)
  /// A design cannot serve so many variables.
  case tooManyVariables(Int, limit: Int, method: String)

  /// What is wrong and the remedy, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .notFinite(let what, let value):
      "\(what) is \(value), which is no number to reckon with; write a finite number"
    case .outside(let what, let value, let range): "\(what) is \(value), but must be \(range)"
    case .disordered(let shape, let low, let mode, let high):
      "a \(shape) distribution needs low ≤ mode ≤ high, not \(low), \(mode), \(high); "
        + "put the three in rising order"
    case .empty(let what): "there are no \(what); give at least one"
    case .sizes(let first, let count, let second, let other):
      "there are \(count) \(first) but \(other) \(second); give as many of each"
    case .weights(let sum): "the weights sum to \(sum); make them sum to 1"
    case .lopsided(let shape, let low, let base, let high):
      "the base \(base) is too far from the \(shape == "lognormal" ? "geometric " : "")middle of "
        + "\(low) and \(high) for a \(shape) distribution, whose low and high are P5 and P95; "
        + "move one of the three, or choose triangular or pert"
    case .noRange(let shape):
      "a \(shape) distribution needs low and high; give both, or choose fixed"
    case .selfCorrelation(let name, let value):
      "\(name) is correlated with itself by \(value); delete the pair"
    case .contradictoryPair(let first, let second, let one, let other):
      "the correlation of \(first) and \(second) is given as \(one) and as \(other); keep one"
    case .notCorrelatable(let name, let why):
      "\(name) cannot be correlated: \(why)"
    case .sampleCount(let count, let largest):
      "\(count) samples are asked for; choose from 1 to \(largest)"
    case .tooManyVariables(let count, let limit, let method):
      "\(method) serves up to \(limit) variables, and there are \(count); "
        + "choose latin-hypercube or monte-carlo, or fix some inputs"
    }
  }
}

/// Checks of input that several types share.
enum RiskCheck {
  static func finite(_ value: Double, _ name: String) throws(RiskError) {
    guard value.isFinite else { throw .notFinite(name, value) }
  }

  static func positive(_ value: Double, _ name: String) throws(RiskError) {
    try finite(value, name)
    guard value > 0 else { throw .outside(name, value, range: "above 0") }
  }

  static func within(
    _ value: Double, _ range: ClosedRange<Double>, _ name: String
  ) throws(RiskError) {
    try finite(value, name)
    guard range.contains(value) else {
      throw .outside(name, value, range: "from \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
