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
}

/// A claim with its verdict and the reasons for it.
public struct AuditedClaim: Sendable {
  /// The claim.
  public let claim: Claim
  /// The gravest verdict among its checks.
  public let verdict: Verdict
  /// What each check found, in order.
  public let findings: [Finding]

  /// What one check found.
  public struct Finding: Sendable {
    /// The verdict of the check.
    public let verdict: Verdict
    /// The study's figure, in the unit of the claim; nil where the check has none.
    public let figure: Double?
    /// Why, as a sentence.
    public let why: String
  }

  /// The reasons, joined.
  public var why: String { findings.map(\.why).joined(separator: "; ") }
  /// The study's figure, where a check has one.
  public var figure: Double? { findings.lazy.compactMap(\.figure).first }
}
