/// The outcome of a choice between alternatives.
public struct Choice: Hashable, Sendable {
  /// The probability of each alternative, in the order in which they were given; they sum to 1.
  public var shares: [Double]
  /// The expected utility of the best alternative, up to a constant.
  public var logsum: Double
}

/// Logit models of choice.
///
/// A utility of -∞ marks an alternative that is not to be had; its share is 0. Exponentials are
/// taken relative to the largest utility, so that none overflows.
public enum Logit {
  /// The multinomial logit: P[i] = exp V[i] / Σ exp V[j] and logsum ln Σ exp V[j].
  ///
  /// - Source: McFadden (1974), "Conditional logit analysis of qualitative choice behavior".
  public static func multinomial(_ utilities: [Double]) throws(MathematicsError) -> Choice {
    try check(utilities)
    let sum = logsum(utilities)
    return Choice(shares: utilities.map { Elementary.exp($0 - sum) }, logsum: sum)
  }

  /// The nested logit, with utilities normalised at the top.
  ///
  /// P[i|B] = exp(V[i]/λ) / Σ exp(V[j]/λ) in nest B, I = ln Σ exp(V[j]/λ), and P[B] = exp(λI) /
  /// Σ exp(λ'I') over the nests; the logsum is ln Σ exp(λI). With every λ at 1 it is the multinomial
  /// logit. `nests` gives the nest of each alternative as a place in `lambdas`, which holds the
  /// dissimilarity of each nest, above 0 and at most 1.
  ///
  /// - Source: Train (2009), *Discrete Choice Methods with Simulation*, section 4.2; McFadden (1978).
  public static func nested(
    _ utilities: [Double], nests: [Int], lambdas: [Double]
  ) throws(MathematicsError) -> Choice {
    try check(utilities)
    guard nests.count == utilities.count else {
      throw .sizes("utilities", utilities.count, "nests", nests.count)
    }
    for lambda in lambdas {
      try Check.finite(lambda, "lambda")
      guard lambda > 0, lambda <= 1 else {
        throw .outside("lambda", lambda, range: "above 0 and at most 1")
      }
    }
    for nest in nests where !lambdas.indices.contains(nest) {
      throw .outside("nest", Double(nest), range: "from 0 to \(lambdas.count - 1)")
    }
    var logit = NestedLogit(nests: nests, lambdas: lambdas)
    logit.utilities = utilities
    guard logit.choose() else { throw .undefined("these utilities allow no choice") }
    return Choice(shares: logit.shares, logsum: logit.logsum)
  }

  /// The relative change of a share for a relative change of its own cost: -θ m (1 - P).
  ///
  /// For the multinomial logit with utility -θ m.
  public static func ownElasticity(costWeight: Double, cost: Double, share: Double) -> Double {
    -costWeight * cost * (1 - share)
  }

  /// The relative change of a share for a relative change of another's cost: θ m' P'.
  ///
  /// For the multinomial logit with utility -θ m; the same for all alternatives but the other.
  public static func crossElasticity(
    costWeight: Double, otherCost: Double, otherShare: Double
  ) -> Double {
    costWeight * otherCost * otherShare
  }

  /// ln Σ exp x, or -∞ when nothing is to be had.
  static func logsum(_ values: [Double]) -> Double {
    guard let top = values.max(), top > -.infinity else { return -.infinity }
    return top + Elementary.log(values.reduce(0) { $0 + Elementary.exp($1 - top) })
  }

  private static func check(_ utilities: [Double]) throws(MathematicsError) {
    guard !utilities.isEmpty else { throw .empty("alternatives") }
    for (place, utility) in utilities.enumerated() where utility.isNaN || utility == .infinity {
      throw .notFinite("utilities[\(place)]", utility)
    }
    guard utilities.contains(where: { $0 > -.infinity }) else {
      throw .undefined("none of the \(utilities.count) alternatives is to be had")
    }
  }
}
