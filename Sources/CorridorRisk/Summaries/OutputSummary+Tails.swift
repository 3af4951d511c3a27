import CorridorAppraisal

/// Means of tails, and the sampling errors that bins can tell.
extension OutputSummary {
  /// The mean of the floor(share x N) smallest samples; nil where that is none.
  ///
  /// With values that are good when high and a share of 0.05 this is the conditional value at risk.
  public func tailMean(_ share: Double) -> Double? {
    guard share > 0, share <= 1 else { return nil }
    let wanted = UInt64((share * Double(count)).rounded(.down))
    guard wanted > 0 else { return nil }
    var sum = 0.0
    var taken: UInt64 = 0
    for (key, number) in histogram.bins where taken < wanted {
      let (near, far) = Histogram.bounds(key)
      let part = Swift.min(number, wanted - taken)
      // Of a bin that is taken in part, the lower end.
      let reach = Double(part) / Double(number) / 2
      let bottom = Swift.max(Swift.min(near, far), lowest)
      let top = Swift.min(Swift.max(near, far), highest)
      sum += Double(part) * (bottom + reach * (top - bottom))
      taken += part
    }
    return sum / Double(wanted)
  }

  /// The mean of the worst samples with its sampling error: of the floor(share x N) smallest, or of the samples
  /// that are left when the floor((1 - share) x N) smallest are taken away.
  ///
  /// The error is that of the influence function: with q the quantile at the share a, the mean of the lower tail
  /// is q + E min(X - q, 0) / a, whose variance is Var min(X - q, 0) / (N a²); above likewise. That is
  /// [Var(X | tail) + (1 - a) (mean - q)²] / (N a) where nothing is tied at q.
  ///
  /// - Parameters:
  ///   - share: the share of the samples, above 0 and up to 1.
  ///   - isUpper: whether the largest samples are the worst.
  /// - Returns: the mean with its 95 % interval; nil where the tail has no sample.
  /// - Source: Manistre and Hancock 2005, *North American Actuarial Journal* 9(2),
  ///   doi:10.1080/10920277.2005.10596207.
  public func tail(_ share: Double, isUpper: Bool = false) -> Estimate? {
    guard let value = isUpper ? upperMean(share) : tailMean(share) else { return nil }
    guard let edge = quantile(isUpper ? 1 - share : share)?.value, count > 1 else {
      return Estimate(value: value)
    }
    let (mean, square) = moments { isUpper ? Swift.max($0 - edge, 0) : Swift.min($0 - edge, 0) }
    let error = (Swift.max(0, square - mean * mean) / Double(count)).squareRoot() / share
    guard error.isFinite else { return Estimate(value: value) }
    let half = Self.width * error
    return Estimate(
      value: value, standardError: error, interval: (value - half)...(value + half))
  }

  private func upperMean(_ share: Double) -> Double? {
    guard share > 0, share <= 1, let mean = mean?.value else { return nil }
    let kept = ((1 - share) * Double(count)).rounded(.down)
    let rest = Double(count) - kept
    guard rest > 0 else { return nil }
    guard kept > 0 else { return mean }
    guard let lower = tailMean(1 - share) else { return nil }
    return (mean * Double(count) - lower * kept) / rest
  }

  /// The standard error of the standard deviation; nil for fewer than four samples or none that differ.
  ///
  /// The variance of a sample's second moment is (m4 - s⁴) / N; that of its root follows by the delta method.
  ///
  /// - Source: Cramér 1946, *Mathematical Methods of Statistics*, chapter 27.
  public var deviationError: Double? {
    // Of three samples the second moment is the same multiple of s⁴ whatever they are.
    guard count > 3, let deviation, deviation > 0, let mean = mean?.value else { return nil }
    let (_, fourth) = moments {
      let part = ($0 - mean) / deviation
      return part * part
    }
    let error = deviation * (Swift.max(0, fourth - 1) / Double(count)).squareRoot() / 2
    return error.isFinite ? error : nil
  }

  /// The mean and the mean square of a function of the samples, which are taken to be in the middle of
  /// their bins.
  private func moments(_ body: (Double) -> Double) -> (mean: Double, square: Double) {
    var (sum, squares) = (0.0, 0.0)
    for (key, number) in histogram.bins {
      let (near, far) = Histogram.bounds(key)
      let middle = Swift.min(Swift.max(near + (far - near) / 2, lowest), highest)
      let value = body(middle)
      sum += Double(number) * value
      squares += Double(number) * value * value
    }
    return (sum / Double(count), squares / Double(count))
  }

  /// The share of worlds that lies beyond the lowest of a number of independent samples, at most, with a
  /// confidence of 95 %; beyond the highest likewise.
  ///
  /// Nothing is known of how far beyond.
  ///
  /// - Source: Wilks 1941, *Annals of Mathematical Statistics* 12(1), doi:10.1214/aoms/1177731788: of one-sided
  ///   tolerance limits; (1 - share)^N = 0.05.
  public static func shareBeyondExtremes(of count: UInt64) -> Double? {
    guard count > 0 else { return nil }
    return 1 - Elementary.exp(Elementary.log(0.05) / Double(count))
  }
}
