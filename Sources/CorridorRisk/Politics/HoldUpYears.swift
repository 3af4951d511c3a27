/// What each party receives in a year.
public struct HoldUpFlows: Hashable, Sendable {
  /// The investor, after outlays.
  public var investor = 0.0
  /// The host.
  public var host = 0.0
  /// The guarantor; without a guarantee 0.
  public var guarantor = 0.0
  /// What is lost against the undisturbed contract, all parties together.
  public var lost = 0.0

  /// Creates flows of 0.
  public init() {}

  static func += (left: inout HoldUpFlows, right: HoldUpFlows) {
    left.investor += right.investor
    left.host += right.host
    left.guarantor += right.guarantor
    left.lost += right.lost
  }

  static func * (factor: Double, flows: HoldUpFlows) -> HoldUpFlows {
    var result = flows
    result.investor *= factor
    result.host *= factor
    result.guarantor *= factor
    result.lost *= factor
    return result
  }
}

/// A contract that was checked, with what each state of it means for the flows of a year.
struct HoldUpYears {
  let terms: HoldUp
  /// The capital spent before each year.
  let spent: [Double]
  /// The chance of reopening in each year.
  let hazards: [Double]
  /// The chance of termination in each year.
  let terminations: [Double]
  /// The share of each year of a stoppage that is lost, from the year in which it begins.
  let stoppage: [Double]
  /// The fees paid before each year under the contract, for the escrow, in years of operation.
  private let operated: [Double]

  init(_ terms: HoldUp) throws(PoliticsError) {
    try terms.check()
    self.terms = terms
    let total = terms.years.reduce(0) { $0 + $1.outlay }
    var spent: [Double] = []
    var hazards: [Double] = []
    var terminations: [Double] = []
    var operated: [Double] = []
    var (sum, years) = (0.0, 0.0)
    for year in terms.years {
      // Without capital everything was sunk before.
      let share = total > 0 ? sum / total : 1
      spent.append(sum)
      operated.append(years)
      hazards.append(
        share <= 0 ? 0 : share >= terms.sunkThreshold ? terms.lateHazard : terms.earlyHazard)
      terminations.append(share <= 0 ? 0 : terms.terminationHazard)
      sum += year.outlay
      if year.fee > 0 { years += 1 }
    }
    self.spent = spent
    self.hazards = hazards
    self.terminations = terminations
    self.operated = operated
    var left = min(terms.stoppageYears, Double(terms.years.count))
    var stoppage: [Double] = []
    while left > 0 {
      stoppage.append(min(left, 1))
      left -= 1
    }
    self.stoppage = stoppage
  }

  /// The fee of a year after the host demanded a multiple; nil for the contract's.
  func fee(_ year: Int, demand: Double?) -> Double {
    let terms = terms.years[year]
    guard let demand else { return terms.fee }
    switch self.terms.settlement {
    case .nash:
      return HoldUpTerms.settledFee(
        contract: terms.fee, quasiRent: terms.quasiRent, outside: terms.outside,
        power: self.terms.power, demand: demand, hostLoss: terms.hostBenefit)
    case .observed(let multiple):
      return max(terms.fee, min(multiple, demand) * terms.fee)
    }
  }

  /// The flows of a year in which the project runs but for a share of it that it stands still.
  func running(_ year: Int, demand: Double?, stopped: Double) -> HoldUpFlows {
    let terms = terms.years[year]
    let fee = fee(year, demand: demand)
    var flows = HoldUpFlows()
    flows.investor =
      (1 - stopped) * (terms.quasiRent - fee) + stopped * terms.outside - terms.outlay
      - self.terms.guaranteePremium
    flows.host = (1 - stopped) * (fee + terms.hostBenefit)
    if year == 0 { prepay(&flows) }
    flows.guarantor = self.terms.guaranteePremium
    flows.lost = stopped * (terms.quasiRent + terms.hostBenefit - terms.outside)
    return flows
  }

  /// The flows of a year after the end.
  func ended(_ year: Int) -> HoldUpFlows {
    let terms = terms.years[year]
    var flows = HoldUpFlows()
    flows.investor = terms.outside
    flows.lost = terms.quasiRent + terms.hostBenefit - terms.outside - terms.outlay
    return flows
  }

  /// The flows of the year in which the project ends.
  func ending(_ year: Int) -> HoldUpFlows {
    var flows = ended(year)
    if year == 0 { prepay(&flows) }
    let recovered = terms.salvage * spent[year]
    let paid = terms.guarantee * (spent[year] - recovered)
    let escrow = min(terms.escrowYears, operated[year]) * terms.years[year].fee
    flows.investor += recovered + paid + escrow
    flows.host -= escrow
    flows.guarantor -= paid
    flows.lost -= recovered
    return flows
  }

  private func prepay(_ flows: inout HoldUpFlows) {
    flows.investor -= terms.prepaid
    flows.host += terms.prepaid
  }
}
