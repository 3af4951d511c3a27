public import CorridorAppraisal

/// A contract with a host who can reopen it once the capital is sunk.
///
/// Years count from the first outlay; what happens is decided at the beginning of a year, money falls at its
/// end, and year 0 is not discounted. Nothing is reopened before something is sunk.
///
/// - Source: Vernon (1971), *Sovereignty at Bay*, for the bargain that obsolesces.
public struct HoldUp: Hashable, Sendable {
  /// The flows of one year under the contract, in one unit of money.
  public struct Year: Hashable, Sendable {
    /// Capital spent.
    public var outlay: Double
    /// Revenue less operating cost, before any fee.
    public var quasiRent: Double
    /// What the investor would earn elsewhere, such as by a sea route, when the project stands still.
    public var outside: Double
    /// What the contract gives the host.
    public var fee: Double
    /// What the host has of the project beyond the fee, such as energy, and loses when it stands still.
    public var hostBenefit: Double

    /// Creates a year.
    public init(
      outlay: Double = 0, quasiRent: Double = 0, outside: Double = 0, fee: Double = 0,
      hostBenefit: Double = 0
    ) {
      self.outlay = outlay
      self.quasiRent = quasiRent
      self.outside = outside
      self.fee = fee
      self.hostBenefit = hostBenefit
    }
  }

  /// How a reopened contract is settled.
  public enum Settlement: Hashable, Sendable {
    /// The host gets its share of what is bargained over; see ``HoldUpTerms``.
    case nash
    /// The fee becomes this multiple of the contract's, as was observed elsewhere.
    case observed(Double)
  }

  /// The flows of each year under the contract.
  public var years: [Year]
  /// The chance a year that the host reopens the contract before much is sunk.
  public var earlyHazard: Double
  /// The same once the sunk share has reached the threshold.
  public var lateHazard: Double
  /// The sunk share of all capital, ψ, from which the late hazard counts.
  public var sunkThreshold: Double
  /// The multiples of the contract's fee that the host may demand, each equally likely.
  public var demands: [Double]
  /// How a reopened contract is settled.
  public var settlement: Settlement
  /// The host's share of what is bargained over, φ.
  public var power: Double
  /// The chance that a reopened contract leads to a stoppage and no new fee.
  public var stoppageChance: Double
  /// How long a stoppage lasts, in years.
  public var stoppageYears: Double
  /// The chance a year that the project ends.
  public var terminationHazard: Double
  /// The share of the capital spent that is recovered at the end.
  public var salvage: Double
  /// What the investor pays the host in the first year, whatever happens later.
  public var prepaid: Double
  /// The years of fee on an account that the investor keeps when the project is ended.
  public var escrowYears: Double
  /// The share of the capital lost at the end that a guarantor pays.
  public var guarantee: Double
  /// What the guarantee costs a year.
  public var guaranteePremium: Double
  /// The investor's discount rate of a year.
  public var rate: Double
  /// By what the host values a year later, δ.
  public var hostPatience: Double

  /// Creates a contract without anything paid ahead, escrow or guarantee.
  public init(
    years: [Year], earlyHazard: Double, lateHazard: Double, sunkThreshold: Double,
    demands: [Double], settlement: Settlement = .nash, power: Double, stoppageChance: Double,
    stoppageYears: Double, terminationHazard: Double, salvage: Double, rate: Double,
    hostPatience: Double
  ) {
    self.years = years
    self.earlyHazard = earlyHazard
    self.lateHazard = lateHazard
    self.sunkThreshold = sunkThreshold
    self.demands = demands
    self.settlement = settlement
    self.power = power
    self.stoppageChance = stoppageChance
    self.stoppageYears = stoppageYears
    self.terminationHazard = terminationHazard
    self.salvage = salvage
    prepaid = 0
    escrowYears = 0
    guarantee = 0
    guaranteePremium = 0
    self.rate = rate
    self.hostPatience = hostPatience
  }

  /// Equally likely multiples that stand for a lognormal demand: the quantiles in the middle of `count`
  /// cells of equal chance.
  public static func demands(_ distribution: Lognormal, count: Int = 32)
    throws(MathematicsError) -> [Double]
  {
    let cells = min(max(count, 1), 1000)
    var demands: [Double] = []
    for cell in 0..<cells {
      demands.append(try distribution.quantile((Double(cell) + 0.5) / Double(cells)))
    }
    return demands
  }

  /// Checks every number.
  func check() throws(PoliticsError) {
    guard !years.isEmpty, years.count <= 1000 else {
      throw .size("years of a contract", found: years.count, needed: 1000)
    }
    for (number, year) in years.enumerated() {
      try PoliticsCheck.notNegative(year.outlay, "the outlay of year \(number)")
      try PoliticsCheck.finite(year.quasiRent, "the quasi-rent of year \(number)")
      try PoliticsCheck.finite(year.outside, "the outside flow of year \(number)")
      try PoliticsCheck.notNegative(year.fee, "the fee of year \(number)")
      try PoliticsCheck.notNegative(year.hostBenefit, "the host's benefit of year \(number)")
    }
    for (value, what) in [
      (earlyHazard, "the early hazard of reopening"), (lateHazard, "the late hazard of reopening"),
      (sunkThreshold, "the sunk share from which the late hazard counts"),
      (power, "the host's power"), (stoppageChance, "the chance of a stoppage"),
      (terminationHazard, "the hazard of termination"), (salvage, "the salvage"),
      (guarantee, "the share that is guaranteed"),
    ] { try PoliticsCheck.share(value, what) }
    for demand in demands { try PoliticsCheck.notNegative(demand, "a demanded multiple") }
    guard !demands.isEmpty, demands.count <= 1000 else {
      throw .size("demanded multiples", found: demands.count, needed: 1000)
    }
    if case .observed(let multiple) = settlement {
      try PoliticsCheck.notNegative(multiple, "the settlement")
    }
    try PoliticsCheck.notNegative(stoppageYears, "the length of a stoppage")
    try PoliticsCheck.notNegative(prepaid, "what is paid ahead")
    try PoliticsCheck.notNegative(escrowYears, "the years of fee in escrow")
    try PoliticsCheck.notNegative(guaranteePremium, "the premium of the guarantee")
    guard rate > -1, rate.isFinite else {
      throw .number("the investor's rate", rate, allowed: "a rate above -1")
    }
    guard hostPatience > 0, hostPatience <= 1 else {
      throw .number(
        "the host's discount factor", hostPatience, allowed: "a number above 0, up to 1")
    }
  }
}
