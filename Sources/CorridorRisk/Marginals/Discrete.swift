/// A few values with a probability each.
public struct Discrete: Hashable, Sendable {
  /// The values, rising, each once.
  public let values: [Double]
  /// The probability of each value.
  public let weights: [Double]
  /// The probability of a value up to each value; 1 for the last.
  let cumulativeWeights: [Double]

  /// Creates a distribution from values in any order and their weights, which sum to 1 within 1e-9.
  ///
  /// Equal values are joined; values of weight 0 are dropped.
  public init(values: [Double], weights: [Double]) throws(RiskError) {
    guard !values.isEmpty else { throw .empty("values of a discrete distribution") }
    guard values.count == weights.count else {
      throw .sizes("values", values.count, "weights", weights.count)
    }
    for (value, weight) in zip(values, weights) {
      try RiskCheck.finite(value, "value")
      try RiskCheck.within(weight, 0...1, "weight of \(value)")
    }
    let sum = weights.reduce(0, +)
    guard (sum - 1).magnitude <= 1e-9 else { throw .weights(sum: sum) }
    var joined: [(value: Double, weight: Double)] = []
    for place in values.indices.sorted(by: { (values[$0], $0) < (values[$1], $1) })
    where weights[place] > 0 {
      if let last = joined.indices.last, joined[last].value == values[place] {
        joined[last].weight += weights[place]
      } else {
        joined.append((values[place], weights[place]))
      }
    }
    self.values = joined.map(\.value)
    self.weights = joined.map { $0.weight / sum }
    var running = 0.0
    var cumulative = self.weights.map { weight in
      running += weight
      return min(running, 1)
    }
    cumulative[cumulative.count - 1] = 1
    cumulativeWeights = cumulative
  }

  /// The lowest value whose cumulative probability is u or more.
  func quantile(_ u: Double) -> Double {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulativeWeights[middle] >= u { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }

  func cumulative(_ x: Double) -> Double {
    let count = values.firstIndex { $0 > x } ?? values.count
    return count == 0 ? 0 : cumulativeWeights[count - 1]
  }

  var mean: Double {
    zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  var variance: Double {
    let mean = mean
    return zip(values, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
  }
}
