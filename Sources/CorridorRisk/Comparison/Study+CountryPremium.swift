import CorridorNetwork
public import CorridorStudy

extension Study {
  /// Refuses politics beside a premium for the country on the discount rate: both would count the same
  /// risk.
  ///
  /// - Parameters:
  ///   - assumptions: the values of the run.
  ///   - regimes: the politics; nil when none are played out, and then nothing is refused.
  ///   - isVaried: whether the run draws or varies what has a range, so that a premium is refused that is 0
  ///     and may become another number.
  /// - Throws: `RiskModelError.countryPremium`.
  public func refuseCountryPremium(
    _ assumptions: ResolvedAssumptions, beside regimes: Regimes?, isVaried: Bool = false
  ) throws(RiskModelError) {
    guard regimes != nil, let id = settings.appraisal.countryPremium, let value = assumptions[id]
    else { return }
    let location = location(of: id, in: assumptions)
    guard value.value == 0 else {
      throw .countryPremium(id: id, varies: false, location)
    }
    guard isVaried else { return }
    let marginal: Marginal
    do throws(RiskError) { marginal = try Marginal(value) } catch {
      throw .range(id, error, location)
    }
    if !marginal.isFixed { throw .countryPremium(id: id, varies: true, location) }
  }
}
