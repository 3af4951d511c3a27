/// How strongly two inputs rise and fall together: Spearman's correlation of their ranks.
public struct RankCorrelation: Hashable, Sendable {
  /// The id of one input.
  public var first: String
  /// The id of the other.
  public var second: String
  /// From -1 to 1.
  public var value: Double

  /// Creates a correlation; ``Copula`` checks it.
  public init(_ first: String, _ second: String, _ value: Double) {
    self.first = first
    self.second = second
    self.value = value
  }

  /// The correlation r of two normal variables whose ranks are correlated by ρ: 2 sin(π ρ / 6).
  ///
  /// - Source: Pearson (1907); Kruskal (1958), *Journal of the American Statistical Association*
  ///   53(284), doi:10.1080/01621459.1958.10501481.
  public static func normal(rank: Double) -> Double {
    let angle = Double.pi / 6 * rank
    let square = angle * angle
    var sum = 1.0
    for term in stride(from: 20.0, through: 2, by: -2) {
      sum = 1 - square / (term * (term + 1)) * sum
    }
    // Exact at the ends, so that a rank correlation of 1 stays one.
    return rank.magnitude == 1 ? rank : 2 * angle * sum
  }

  /// The rank correlation of two normal variables that are correlated by r: (6 / π) asin(r / 2).
  public static func rank(normal: Double) -> Double {
    let half = normal / 2
    var term = half
    var sum = half
    for count in stride(from: 1.0, through: 79, by: 2) {
      term *= half * half * count / (count + 1)
      sum += term / (count + 2)
    }
    return normal.magnitude == 1 ? normal : 6 / Double.pi * sum
  }
}
