/// How large the things are that can be agreed with a host beforehand; ids of assumptions, nil for what is not
/// reckoned.
public struct MitigantTerms: Hashable, Sendable {
  /// The years of fee that an account holds.
  public var escrowYears: String?
  /// The share of the fee that is paid ahead.
  public var prepaidShare: String?
  /// The share of the fee that is delivered in kind.
  public var inKindShare: String?
  /// What that is worth to the host / what it costs.
  public var inKindWorth: String?
  /// What another way earns / what a full year of the project leaves its builder.
  public var fallbackShare: String?
  /// By what the years of building are multiplied.
  public var staging: String?
  /// The share of the lost capital that is guaranteed.
  public var guaranteeShare: String?
  /// What that costs a year, as a share of the capital.
  public var guaranteePremium: String?

  /// Creates sizes.
  public init(
    escrowYears: String? = nil, prepaidShare: String? = nil, inKindShare: String? = nil,
    inKindWorth: String? = nil, fallbackShare: String? = nil, staging: String? = nil,
    guaranteeShare: String? = nil, guaranteePremium: String? = nil
  ) {
    self.escrowYears = escrowYears
    self.prepaidShare = prepaidShare
    self.inKindShare = inKindShare
    self.inKindWorth = inKindWorth
    self.fallbackShare = fallbackShare
    self.staging = staging
    self.guaranteeShare = guaranteeShare
    self.guaranteePremium = guaranteePremium
  }

  /// Every assumption that is named.
  public var inputs: [RegimeInput] {
    let named: [(String?, RegimeInput.Kind)] = [
      (escrowYears, .years), (prepaidShare, .share), (inKindShare, .share),
      (inKindWorth, .multiple), (fallbackShare, .share), (staging, .multiple),
      (guaranteeShare, .share), (guaranteePremium, .chance),
    ]
    return named.compactMap { id, kind in id.map { RegimeInput($0, kind) } }
  }
}
