public import CorridorStudy

extension HoldUp {
  /// Makes a contract with a host that the study describes.
  ///
  /// The flows of the years are those under the contract, of what passes through the host. The demands are
  /// the multiples that it may ask for, each equally likely; nil for the value of the run alone. The
  /// rate is the investor's, without a country premium.
  public init(
    with host: HostTerms, values: RegimeValues, years: [Year], rate: Double,
    demands: [Double]? = nil
  ) throws(PoliticsError) {
    let settlement: Settlement =
      switch host.bargain {
      case .nash: .nash
      case .observed: .observed(try values.value(host.settlement, .factor))
      }
    let base = try values.value(host.demand, .multiple)
    self.init(
      years: years, earlyHazard: try values.value(host.earlyHazard, .chance),
      lateHazard: try values.value(host.lateHazard, .chance),
      sunkThreshold: try values.value(host.sunkThreshold, .share),
      demands: demands ?? [base], settlement: settlement,
      power: try values.value(host.power, .share),
      stoppageChance: try values.value(host.stoppageChance, .share),
      stoppageYears: try values.value(host.stoppageYears, .years),
      terminationHazard: try values.value(host.termination, .chance),
      salvage: try values.value(host.salvage, .share), rate: rate,
      hostPatience: try values.value(host.patience, .patience))
    try check()
  }
}
