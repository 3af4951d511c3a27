/// What is kept of an output: exact counts and sums, and a histogram for its quantiles.
///
/// Summaries of parts of a run merge to the same bits in every order and grouping, and so do the sampling errors,
/// which rest on nothing else.
/// Quantiles and tail means come from bins whose width is 2^-12 of the value: their error is at most
/// `relativeWidth` times the value, the means and deviations have none but rounding.
public struct OutputSummary: Hashable, Sendable {
  /// The width of a bin, relative to the value.
  public static let relativeWidth = 0x1p-12

  /// The number of samples.
  public internal(set) var count: UInt64 = 0
  /// The number of samples above 0.
  public internal(set) var positiveCount: UInt64 = 0
  /// The lowest value; infinite without samples.
  public internal(set) var lowest = Double.infinity
  /// The highest value; infinite below 0 without samples.
  public internal(set) var highest = -Double.infinity
  var sum = ExactSum()
  var squares = ExactSum()
  var histogram = Histogram()

  /// Creates the summary of no samples.
  public init() {}

  /// Adds samples, all of them finite.
  public mutating func add(_ values: [Double]) {
    sum.add(values)
    squares.addSquares(values)
    histogram.add(values)
    count += UInt64(values.count)
    var positive = 0
    for value in values {
      if value > 0 { positive &+= 1 }
      if value < lowest { lowest = value }
      if value > highest { highest = value }
    }
    positiveCount += UInt64(positive)
  }

  /// Adds what is kept of other samples of the same output.
  public mutating func merge(_ other: OutputSummary) {
    count += other.count
    positiveCount += other.positiveCount
    lowest = Swift.min(lowest, other.lowest)
    highest = Swift.max(highest, other.highest)
    sum.merge(other.sum)
    squares.merge(other.squares)
    histogram.merge(other.histogram)
  }
}

extension OutputSummary {
  /// 95 % of a normal distribution lies within so many standard deviations.
  static let width = 1.959963984540054

  /// Why so few samples have no sampling error of some kind; nil where they have all of them.
  public static func errorsReason(of count: UInt64) -> String? {
    switch count {
    case 0: "there are no samples"
    case 1: "one world has no spread: deviations, standard errors and their intervals need two"
    case 2, 3: "the standard error of a deviation needs four worlds"
    default: nil
    }
  }

  /// The mean with its sampling error, nil of a single sample; nil without samples.
  ///
  /// Bounds hold for independent samples and are wider than needed for the other designs; so are those
  /// of quantiles and shares.
  public var mean: Estimate? {
    guard count > 0 else { return nil }
    return Self.mean(
      sum.mean(of: count), error: deviation.map { $0 / Double(count).squareRoot() })
  }

  /// A mean with the interval that its standard error makes by the normal distribution.
  static func mean(_ mean: Double, error: Double?) -> Estimate {
    guard let error else { return Estimate(value: mean) }
    let half = width * error
    return Estimate(value: mean, standardError: error, interval: (mean - half)...(mean + half))
  }

  /// The standard deviation, with N - 1; nil for fewer than two samples.
  public var deviation: Double? {
    guard count > 1 else { return nil }
    return ExactSum.deviation(sum: sum, squares: squares, count: count)
  }

  /// The share of samples above 0, with Wilson's interval; nil without samples.
  ///
  /// - Source: Wilson 1927, *Journal of the American Statistical Association* 22(158),
  ///   doi:10.1080/01621459.1927.10502953.
  public var positiveShare: Estimate? { Self.share(positiveCount, of: count) }

  static func share(_ hits: UInt64, of count: UInt64) -> Estimate? {
    guard count > 0 else { return nil }
    let share = Double(hits) / Double(count)
    return Estimate(
      value: share,
      standardError: count > 1 ? (share * (1 - share) / Double(count)).squareRoot() : nil,
      interval: interval(ofShare: share, count))
  }

  /// Wilson's interval of a share of at least one sample.
  static func interval(ofShare share: Double, _ count: UInt64) -> ClosedRange<Double> {
    let (n, square) = (Double(count), width * width)
    let middle = (share + square / (2 * n)) / (1 + square / n)
    let spread = (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    let half = width / (1 + square / n) * spread
    let low = Swift.max(0, Swift.min(middle - half, share))
    let high = Swift.min(1, Swift.max(middle + half, share))
    return low...high
  }

  /// The value that is not exceeded with a probability.
  ///
  /// It lies between order statistics as numpy takes it: at the place (N - 1) p. Its bounds are the
  /// order statistics that the binomial distribution gives; a single sample has none.
  public func quantile(_ probability: Double) -> Estimate? {
    quantiles([probability]).first ?? nil
  }

  /// Several quantiles at once, in one pass over the bins for each.
  public func quantiles(_ probabilities: [Double]) -> [Estimate?] {
    let bins = histogram.bins
    return probabilities.map { probability in
      guard count > 0, probability >= 0, probability <= 1 else { return nil }
      let place = Double(count - 1) * probability
      guard count > 1 else { return Estimate(value: value(at: place, bins)) }
      let half = Self.width * (Double(count) * probability * (1 - probability)).squareRoot()
      let last = Double(count - 1)
      let low = value(at: Swift.max(0, (place - half).rounded(.down)), bins)
      let high = value(at: Swift.min(last, (place + half).rounded(.up)), bins)
      return Estimate(value: value(at: place, bins), interval: low...Swift.max(low, high))
    }
  }

  /// The order statistic at a place from 0, or between two.
  private func value(at place: Double, _ bins: [(key: Int, count: UInt64)]) -> Double {
    let below = UInt64(place)
    let low = ordered(below, bins)
    let part = place - Double(below)
    return part == 0 ? low : low + part * (ordered(below + 1, bins) - low)
  }

  /// The order statistic: numbers are taken to lie evenly in their bin.
  private func ordered(_ rank: UInt64, _ bins: [(key: Int, count: UInt64)]) -> Double {
    if rank == 0 { return lowest }
    if rank + 1 >= count { return highest }
    var before: UInt64 = 0
    for (key, number) in bins {
      guard rank >= before + number else {
        let (near, far) = Histogram.bounds(key)
        let part = (Double(rank - before) + 0.5) / Double(number)
        let (bottom, top) = (Swift.min(near, far), Swift.max(near, far))
        return Swift.min(Swift.max(bottom + part * (top - bottom), lowest), highest)
      }
      before += number
    }
    return highest
  }
}
