/// How a country may treat a contract once the capital is sunk; ids of assumptions throughout.
public struct HostTerms: Hashable, Sendable {
  /// How a reopened contract is settled.
  public enum Bargain: String, Hashable, Sendable, CaseIterable {
    /// The host gets its share of what is bargained over.
    case nash
    /// The fee becomes the observed multiple of what was agreed.
    case observed
  }

  /// The code of the country.
  public var country: String
  /// The chance a year that it reopens a contract before much is sunk.
  public var earlyHazard: String
  /// The same once the capital is sunk.
  public var lateHazard: String
  /// The share of the capital from which it counts as sunk.
  public var sunkThreshold: String
  /// What it demands / what was agreed.
  public var demand: String
  /// The terms after a reopened contract / those before.
  public var settlement: String
  /// Its share of what is bargained over.
  public var power: String
  /// The chance that a reopened contract leads to a stoppage.
  public var stoppageChance: String
  /// The length of a stoppage.
  public var stoppageYears: String
  /// The chance a year that the project ends.
  public var termination: String
  /// The share of the capital that is recovered at the end.
  public var salvage: String
  /// By what it values a year later.
  public var patience: String
  /// How a reopened contract is settled.
  public var bargain: Bargain
  /// What keeping the chance to build costs a year; nil when nothing.
  public var upkeep: String?
  /// What can be agreed beforehand.
  public var mitigants: MitigantTerms
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates terms.
  public init(
    country: String, earlyHazard: String, lateHazard: String, sunkThreshold: String, demand: String,
    settlement: String, power: String, stoppageChance: String, stoppageYears: String,
    termination: String, salvage: String, patience: String,
    bargain: Bargain, upkeep: String? = nil, mitigants: MitigantTerms = MitigantTerms(),
    location: SourceLocation
  ) {
    self.country = country
    self.earlyHazard = earlyHazard
    self.lateHazard = lateHazard
    self.sunkThreshold = sunkThreshold
    self.demand = demand
    self.settlement = settlement
    self.power = power
    self.stoppageChance = stoppageChance
    self.stoppageYears = stoppageYears
    self.termination = termination
    self.salvage = salvage
    self.patience = patience
    self.bargain = bargain
    self.upkeep = upkeep
    self.mitigants = mitigants
    self.location = location
  }
}

extension HostTerms {
  /// Those that decide when a contract is reopened, and what is demanded then.
  private var reopening: [RegimeInput] {
    [
      RegimeInput(earlyHazard, .chance), RegimeInput(lateHazard, .chance),
      RegimeInput(sunkThreshold, .share), RegimeInput(stoppageChance, .share),
      RegimeInput(demand, .multiple),
    ]
  }

  /// Those that decide when the fee is settled anew, and how high.
  public var renegotiation: [RegimeInput] {
    reopening
      + [bargain == .nash ? RegimeInput(power, .share) : RegimeInput(settlement, .factor)]
  }

  /// Every assumption that is named but the upkeep, which is money.
  public var inputs: [RegimeInput] {
    reopening + [
      RegimeInput(settlement, .factor), RegimeInput(power, .share),
      RegimeInput(stoppageYears, .years), RegimeInput(termination, .chance),
      RegimeInput(salvage, .share), RegimeInput(patience, .patience),
    ] + mitigants.inputs
  }
}
