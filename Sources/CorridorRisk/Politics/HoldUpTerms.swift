/// What can be said of a hold-up in closed form.
///
/// - Source: Grout (1984), *Econometrica* 52; Williamson (1985), *The Economic Institutions of
///   Capitalism*; Thomas and Worrall (1994), *Review of Economic Studies* 61.
public enum HoldUpTerms {
  /// The capital for which a project is worth building and is not built: above (1 - φ) S and up to S.
  ///
  /// - Parameters:
  ///   - surplus: S, the present value of what the project earns beyond the investor's other choice.
  ///   - power: φ, the host's share of what is bargained over.
  /// - Returns: The bounds: the lower one is still built, the upper one still worth it.
  /// - Throws: `PoliticsError` for a negative surplus or a power that is no share.
  public static func zone(
    surplus: Double, power: Double
  ) throws(PoliticsError) -> (above: Double, through: Double) {
    try PoliticsCheck.notNegative(surplus, "the surplus")
    try PoliticsCheck.share(power, "the host's power")
    return ((1 - power) * surplus, surplus)
  }

  /// The yearly fee from which a host keeps its word: G (1 - δ) / δ.
  ///
  /// - Parameters:
  ///   - gain: G, what breaking the contract once is worth to the host.
  ///   - patience: δ, by which the host values a year later, above 0 and up to 1.
  /// - Returns: The fee; 0 for a host that does not mind when.
  /// - Throws: `PoliticsError` for a negative gain or a δ out of its range.
  public static func selfEnforcingFee(
    gain: Double, patience: Double
  ) throws(PoliticsError) -> Double {
    try PoliticsCheck.notNegative(gain, "the gain from breaking the contract")
    guard patience > 0, patience <= 1 else {
      throw .number(
        "the host's discount factor", patience, allowed: "a number above 0, up to 1")
    }
    return gain * (1 - patience) / patience
  }

  /// The fee after bargaining anew: min{f + (φ (q - o - f) - (1 - φ) w)⁺, M f}.
  ///
  /// Of what lies between the quasi-rent q less the contract's fee f and the investor's other choice o the
  /// host gets the share φ; what it would lose itself without the project, w, weakens it. It never
  /// gets more than it demands, the multiple M of the contract's fee.
  public static func settledFee(
    contract: Double, quasiRent: Double, outside: Double, power: Double, demand: Double,
    hostLoss: Double = 0
  ) -> Double {
    let gain = power * (quasiRent - outside - contract) - (1 - power) * hostLoss
    return max(contract, min(contract + max(gain, 0), demand * contract))
  }
}
