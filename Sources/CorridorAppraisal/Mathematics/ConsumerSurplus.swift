/// What a change of alternatives is worth to those who choose.
public enum ConsumerSurplus {
  /// The gain of all choosers when the logsum changes.
  ///
  /// ΔCS = Q / θ · (I₁ - I₀), in the money whose weight in utility is θ.
  ///
  /// - Source: Small and Rosen (1981), *Econometrica* 49(1), equation 5.5.
  public static func change(
    volume: Double, costWeight: Double, before: Double, after: Double
  ) throws(MathematicsError) -> Double {
    try Check.notNegative(volume, "volume")
    try Check.positive(costWeight, "weight of cost")
    guard before.isFinite, after.isFinite else {
      throw .undefined("a change from or to having no alternative at all has no finite worth")
    }
    return volume / costWeight * (after - before)
  }

  /// What having one alternative is worth to all choosers, against doing without it.
  public static func worth(
    of alternative: Int, utilities: [Double], nests: [Int], lambdas: [Double], volume: Double,
    costWeight: Double
  ) throws(MathematicsError) -> Double {
    guard utilities.indices.contains(alternative) else {
      throw .outside(
        "alternative", Double(alternative), range: "from 0 to \(utilities.count - 1)")
    }
    var without = utilities
    without[alternative] = -.infinity
    guard without.contains(where: { $0 > -.infinity }) else {
      throw .undefined("the only alternative has no finite worth")
    }
    return try change(
      volume: volume, costWeight: costWeight,
      before: Logit.nested(without, nests: nests, lambdas: lambdas).logsum,
      after: Logit.nested(utilities, nests: nests, lambdas: lambdas).logsum)
  }

  /// The rule of a half for one alternative: (Q₀ + Q₁) / 2 · (G₀ - G₁).
  ///
  /// An approximation for small changes; a cross-check only.
  ///
  /// - Source: Tressider et al. (1968), *The London Transportation Study: methods and techniques*.
  public static func ruleOfHalf(
    volumeBefore: Double, volumeAfter: Double, costBefore: Double, costAfter: Double
  ) -> Double {
    (volumeBefore + volumeAfter) / 2 * (costBefore - costAfter)
  }
}
