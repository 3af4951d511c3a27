import CorridorNetwork
public import CorridorStudy

/// Recomputes claims; it knows a few kinds of check and no single claim.
public struct Auditor {
  private let quantities: Quantities

  /// Creates an auditor for a study's geometry and results.
  public init(quantities: Quantities) { self.quantities = quantities }

  /// The claims with their verdicts, in order.
  public func audit(_ claims: [Claim]) -> [AuditedClaim] { claims.map(audit) }

  private func audit(_ claim: Claim) -> AuditedClaim {
    guard !claim.checks.isEmpty else {
      let isContext = claim.mode == .context
      let finding = AuditedClaim.Finding(
        verdict: isContext ? .untestable : .notComputed, figure: nil,
        why: claim.needs
          ?? (isContext ? "recorded for context" : "the ledger does not say what it could be held against"))
      return AuditedClaim(claim: claim, verdict: finding.verdict, findings: [finding])
    }
    let findings = claim.checks.map { check in
      do throws(Expression.Failure) { return try finding(of: check, for: claim) } catch {
        let why =
          switch error {
          case .syntax(let text): "\(claim.location): \(text)"
          case .unavailable(let text): text
          }
        return AuditedClaim.Finding(verdict: .notComputed, figure: nil, why: why)
      }
    }
    let order = Verdict.allCases
    // What could not be computed stands only when nothing else was found wrong.
    let rank: [Verdict: Int] = [.notComputed: 4, .supported: 5, .untestable: 6]
    let verdict = findings.map(\.verdict).min {
      (rank[$0] ?? order.firstIndex(of: $0) ?? 0) < (rank[$1] ?? order.firstIndex(of: $1) ?? 0)
    }
    return AuditedClaim(claim: claim, verdict: verdict ?? .notComputed, findings: findings)
  }

  private func finding(of check: Claim.Check, for claim: Claim) throws(Expression.Failure)
    -> AuditedClaim.Finding
  {
    switch check {
    case .figure(let quantity, let tolerance, let contested):
      let stated = try stated(of: claim)
      let ours = try value(quantity)
      let off = Self.distance(of: ours, from: stated)
      let verdict: Verdict =
        off <= tolerance ? .supported : off <= contested ? .contested : .contradicted
      return AuditedClaim.Finding(
        verdict: verdict, figure: ours,
        why: "\(Text.number(ours)) \(stated.unit) against \(Text.range(stated)), "
          + "\(Text.percent(off)) off")
    case .arithmetic(let expression, let tolerance):
      let stated = try stated(of: claim)
      let ours = try value(expression)
      let off = Self.distance(of: ours, from: stated)
      return AuditedClaim.Finding(
        verdict: off <= tolerance ? .supported : .inconsistent, figure: ours,
        why: "its own figures give \(Text.number(ours)) \(stated.unit), it says "
          + "\(Text.range(stated)), \(Text.percent(off)) off")
    case .relation(let left, let relation, let right):
      let (a, b) = (try value(left), try value(right))
      let holds = relation == .above ? a > b : a < b
      return AuditedClaim.Finding(
        verdict: holds ? .supported : .contradicted, figure: a,
        why: "\(Text.number(a)) is \(holds ? "" : "not ")\(relation.rawValue) \(Text.number(b))")
    case .comparable(let attributes):
      let differing = attributes.filter { $0.left != $0.right }
      return AuditedClaim.Finding(
        verdict: differing.isEmpty ? .supported : .notLikeForLike, figure: nil,
        why: differing.isEmpty
          ? "alike in \(attributes.map(\.what).joined(separator: ", "))"
          : differing.map { "\($0.what): \($0.left) against \($0.right)" }.joined(separator: ", "))
    case .separates(let country, let from, let to, let modes):
      return quantities.separation(by: country, from: from, to: to, modes: modes)
    case .passes(let routes, let country):
      return try quantities.passage(of: routes, through: country)
    case .present(let corridors):
      let missing = corridors.filter { quantities.network.study.corridor($0) == nil }
      return AuditedClaim.Finding(
        verdict: missing.isEmpty ? .supported : .contradicted, figure: nil,
        why: missing.isEmpty
          ? "the study has \(corridors.joined(separator: ", "))"
          : "the study lacks \(missing.joined(separator: ", "))")
    }
  }

  private func stated(of claim: Claim) throws(Expression.Failure) -> Claim.Stated {
    guard let stated = claim.stated else {
      throw .syntax("claim `\(claim.id)` states no figure to hold against a quantity")
    }
    return stated
  }

  private func value(_ expression: String) throws(Expression.Failure) -> Double {
    try Expression.value(of: expression) { name throws(Expression.Failure) in
      try quantities.value(of: name)
    }
  }

  /// How far a number lies outside a stated range, as a share of the nearer end.
  private static func distance(of value: Double, from stated: Claim.Stated) -> Double {
    if value < stated.low { return (stated.low - value) / stated.low.magnitude }
    if value > stated.high { return (value - stated.high) / stated.high.magnitude }
    return 0
  }
}

/// Numbers in sentences.
private enum Text {
  static func number(_ value: Double) -> String {
    let size = value.magnitude
    let digits = size >= 1000 ? 1.0 : size >= 10 ? 10.0 : 1000.0
    let rounded = (value * digits).rounded() / digits
    return rounded == rounded.rounded() && size < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
  }

  static func percent(_ share: Double) -> String { "\(number(share * 100)) %" }

  static func range(_ stated: Claim.Stated) -> String {
    stated.low == stated.high
      ? number(stated.low) : "\(number(stated.low)) to \(number(stated.high))"
  }
}
