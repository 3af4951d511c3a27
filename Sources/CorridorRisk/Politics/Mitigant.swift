/// Something that an investor can agree on beforehand, to be held up less.
public enum Mitigant: Hashable, Sendable {
  /// An account that holds the last years of fee; the investor keeps it when the project is ended.
  case escrow(years: Double)
  /// A share of the fees is paid in the first year, at what it is worth to a host that trusts the contract.
  case prepaidFee(share: Double)
  /// A share of the fee is delivered in kind, worth more to the host than what it costs by a factor.
  ///
  /// What the host has beyond the fee it loses when the project stands still.
  case inKind(share: Double, worth: Double)
  /// Another schedule of the same outlays, in place of that of the contract.
  case stagedBuild(outlays: [Double])
  /// Another way to earn, in money a year, while the project stands still or after its end.
  case fallback(yearly: Double)
  /// A guarantor pays a share of the capital that is lost when the project ends, for a yearly premium.
  case guarantee(share: Double, premium: Double)
}

extension HoldUp {
  /// The contract with a mitigant in it.
  public func mitigated(by mitigant: Mitigant) throws(PoliticsError) -> HoldUp {
    try check()
    var result = self
    switch mitigant {
    case .escrow(let years):
      try PoliticsCheck.notNegative(years, "the years of fee in escrow")
      result.escrowYears = max(escrowYears, years)
    case .prepaidFee(let share):
      try PoliticsCheck.share(share, "the share of the fee that is paid ahead")
      try result.prepay(share)
    case .inKind(let share, let worth):
      try PoliticsCheck.share(share, "the share of the fee that is paid in kind")
      guard worth >= 1, worth.isFinite else {
        throw .number("the worth of payment in kind", worth, allowed: "a factor of 1 or more")
      }
      for year in years.indices {
        result.years[year].hostBenefit += share * (worth - 1) * years[year].fee
      }
    case .stagedBuild(let outlays):
      try result.stage(outlays)
    case .fallback(let yearly):
      try PoliticsCheck.finite(yearly, "the fallback")
      // It serves once there is something to serve: in years of operation.
      for year in years.indices where years[year].quasiRent != 0 {
        result.years[year].outside = max(years[year].outside, yearly)
      }
    case .guarantee(let share, let premium):
      result.guarantee = share
      result.guaranteePremium = premium
    }
    try result.check()
    return result
  }

  /// Moves a share of the fees into the first year, at the host's own discount factor.
  private mutating func prepay(_ share: Double) throws(PoliticsError) {
    var factor = 1.0
    var sum = 0.0
    for year in years.indices {
      sum += factor * share * years[year].fee
      years[year].fee *= 1 - share
      factor *= hostPatience
    }
    prepaid += sum
  }

  private mutating func stage(_ outlays: [Double]) throws(PoliticsError) {
    try PoliticsCheck.vector(outlays, "outlays, one for each year", count: years.count)
    let (before, after) = (years.reduce(0) { $0 + $1.outlay }, outlays.reduce(0, +))
    guard (before - after).magnitude <= 1e-9 * max(before, 1) else {
      throw .number(
        "the sum of the staged outlays", after, allowed: "the same as before, \(before)")
    }
    for year in years.indices { years[year].outlay = outlays[year] }
  }
}
