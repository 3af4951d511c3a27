public import CorridorStudy

/// What recomputing says of a claim, from the gravest to the mildest.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// It compares things that differ in more than what is compared.
  case notLikeForLike = "not-like-for-like"
  /// Its own figures do not agree with each other.
  case inconsistent
  /// The study's figure is far from it.
  case contradicted
  /// The study's figure is not near, and not far.
  case contested
  /// The study's figure agrees.
  case supported
  /// It is recorded for context; no figure could bear on it.
  case untestable
  /// It could be computed, and something is missing.
  case notComputed = "not-computed"

  /// How much it weighs against others on one claim: what could not be computed matters only when
  /// nothing was found wrong.
  private var weight: Int {
    switch self {
    case .notLikeForLike: 6
    case .inconsistent: 5
    case .contradicted: 4
    case .contested: 3
    case .notComputed: 2
    case .supported: 1
    case .untestable: 0
    }
  }

  /// The gravest of some verdicts; nil when there are none.
  static func gravest(_ verdicts: some Sequence<Verdict>) -> Verdict? {
    verdicts.max { $0.weight < $1.weight }
  }
}

/// A claim with its verdict and the reasons for it.
public struct AuditedClaim: Sendable {
  /// The claim.
  public let claim: Claim
  /// The gravest verdict among its checks.
  public let verdict: Verdict
  /// What each check found, in order; a single one without a check where there are none.
  public let findings: [Finding]

  /// What one check found.
  public struct Finding: Sendable {
    /// The verdict of the check.
    public let verdict: Verdict
    /// The figure that was held against the study; nil where the check has none.
    public let stated: Claim.Stated?
    /// The study's figure, in the unit of the stated one; nil where the check has none.
    public let figure: Double?
    /// Why, as a sentence.
    public let why: String

    init(_ verdict: Verdict, stated: Claim.Stated? = nil, figure: Double? = nil, why: String) {
      self.verdict = verdict
      self.stated = stated
      self.figure = figure
      self.why = why
    }

    /// What it says where it is about what a claim only presumes: that it holds supports nothing.
    var ofPremise: Finding {
      verdict == .supported
        ? Finding(
          .notComputed, stated: stated, figure: figure, why: "only what it presumes holds: " + why)
        : self
    }
  }

  /// Whether the verdict is on a part of the claim only.
  public var isInPart: Bool { claim.covers != nil }

  /// The verdict as readers see it: whether it is on a part of the claim only.
  public var verdictText: String { verdict.rawValue + (isInPart ? " in part" : "") }

  /// The reasons, joined.
  public var why: String { findings.map(\.why).joined(separator: "; ") }

  /// The study's figure in the unit of the claim: of the check that decided, else of the first that has one.
  public var figure: Double? {
    let own = findings.filter { $0.figure != nil && $0.stated == claim.stated }
    return (own.first { $0.verdict == verdict } ?? own.first)?.figure
  }
}
