import CorridorNetwork
public import CorridorStudy

extension Study {
  /// Refuses politics beside a premium for the country on the discount rate: both would count the same
  /// risk.
  ///
  /// - Parameters:
  ///   - assumptions: the values of the run.
  ///   - regimes: the politics; nil when none are played out, and then nothing is refused.
  /// - Throws: `RiskModelError.countryPremium`.
  public func refuseCountryPremium(
    _ assumptions: ResolvedAssumptions, beside regimes: Regimes?
  ) throws(RiskModelError) {
    guard regimes != nil, let id = settings.appraisal.countryPremium,
      let value = assumptions[id], value.value != 0
    else { return }
    throw .countryPremium(id: id, location(of: id, in: assumptions))
  }
}
