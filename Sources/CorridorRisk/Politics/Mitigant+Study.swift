import CorridorStudy

extension Mitigant {
  /// What a host's terms can be mitigated by, of the sizes that the study gives.
  ///
  /// - Parameters:
  ///   - terms: the sizes, by ids of assumptions.
  ///   - values: the values of the run.
  ///   - contract: what is mitigated.
  ///   - yearly: what a full year leaves the investor.
  /// - Returns: one for each kind that has a size, in the order of the study's keys; none of staging where nothing is
  ///   built or the horizon is too short.
  /// - Throws: `PoliticsError` for a size that is not known in the run or out of its range.
  static func levers(
    _ terms: MitigantTerms, _ values: RegimeValues, for contract: HoldUp, yearly: Double
  ) throws(PoliticsError) -> [Mitigant] {
    let capital = contract.years.reduce(0) { $0 + $1.outlay }
    var levers: [Mitigant] = []
    if let id = terms.escrowYears { levers.append(.escrow(years: try values.value(id, .years))) }
    if let id = terms.prepaidShare {
      levers.append(.prepaidFee(share: try values.value(id, .share)))
    }
    if let share = terms.inKindShare, let worth = terms.inKindWorth {
      levers.append(
        .inKind(
          share: try values.value(share, .share), worth: try values.value(worth, .multiple)))
    }
    if let id = terms.fallbackShare {
      levers.append(.fallback(yearly: try values.value(id, .share) * yearly))
    }
    if let share = terms.guaranteeShare, let premium = terms.guaranteePremium {
      levers.append(
        .guarantee(
          share: try values.value(share, .share),
          premium: try values.value(premium, .chance) * capital))
    }
    if let id = terms.staging,
      let lever = staged(contract, by: try values.value(id, .multiple), capital)
    {
      levers.append(lever)
    }
    return levers
  }

  /// The same capital spread evenly over a multiple of the years; nil where that changes nothing.
  private static func staged(_ contract: HoldUp, by multiple: Double, _ capital: Double)
    -> Mitigant?
  {
    let building = contract.years.count { $0.outlay > 0 }
    // No horizon has a thousand years, so that the product fits.
    let years = min(
      (Double(building) * min(multiple, 1000)).rounded(), Double(contract.years.count))
    let staged = Int(years)
    guard building > 0, staged > building else { return nil }
    return .stagedBuild(
      outlays: contract.years.indices.map { $0 < staged ? capital / Double(staged) : 0 })
  }
}
