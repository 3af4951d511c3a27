/// Values that were observed, each as likely as the others.
///
/// Drawing from it is drawing an observation with replacement: nothing is interpolated.
public struct Empirical: Hashable, Sendable {
  /// The observations, rising.
  public let values: [Double]

  /// Creates a distribution from observations in any order.
  public init(_ observations: [Double]) throws(RiskError) {
    guard !observations.isEmpty else { throw .empty("observations of an empirical distribution") }
    for value in observations { try RiskCheck.finite(value, "observation") }
    values = observations.sorted()
  }

  /// The lowest observation that a share u or more of all do not exceed.
  func quantile(_ u: Double) -> Double {
    let rank = (u * Double(values.count)).rounded(.up)
    return values[min(max(Int(rank) - 1, 0), values.count - 1)]
  }

  func cumulative(_ x: Double) -> Double {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(values.count)
  }

  var mean: Double {
    let count = Double(values.count)
    return values.reduce(0) { $0 + $1 / count }
  }

  /// The mean square distance from the mean, over n and not n - 1.
  var variance: Double {
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }
}
