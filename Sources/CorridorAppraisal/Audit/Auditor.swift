import CorridorNetwork
public import CorridorStudy

/// Recomputes claims; it knows a few kinds of check and no single claim.
public struct Auditor: Sendable {
  let quantities: Quantities
  private let cases: [Circumstances: Quantities]
  private let scenarios: [String]

  /// Creates an auditor for a study's geometry and results.
  ///
  /// - Parameters:
  ///   - quantities: those of the run.
  ///   - cases: those of the circumstances in which single checks and backcasts are held.
  ///   - scenarios: ids of the study's scenarios.
  public init(
    quantities: Quantities, cases: [Circumstances: Quantities] = [:], scenarios: [String] = []
  ) {
    self.quantities = quantities
    self.cases = cases
    self.scenarios = scenarios
  }

  /// The claims with their verdicts, in order.
  ///
  /// - Throws: `StudyError.invalid` with every check that is not written as it should be, or that names
  ///   what the study does not have.
  public func audit(_ claims: [Claim]) throws(StudyError) -> [AuditedClaim] {
    var audited: [AuditedClaim] = []
    var mistakes: [Diagnostic] = []
    for claim in claims { audited.append(audit(claim, &mistakes)) }
    guard mistakes.isEmpty else { throw .invalid(mistakes.toldOnce) }
    return audited
  }

  private func audit(_ claim: Claim, _ mistakes: inout [Diagnostic]) -> AuditedClaim {
    guard !claim.checks.isEmpty else {
      let finding = unchecked(claim)
      return AuditedClaim(claim: claim, verdict: finding.verdict, findings: [finding])
    }
    var findings: [AuditedClaim.Finding] = []
    for check in claim.checks {
      if checkUnits(of: check, for: claim, &mistakes) { continue }
      do throws(QuantityFailure) {
        let finding = try allFindings(of: check, for: claim)
        findings.append(check.isPremise ? finding.ofPremise : finding)
      } catch {
        if case .unavailable(let why) = error {
          findings.append(AuditedClaim.Finding(.notComputed, why: Self.text(check.about, why)))
        } else if let mistake = mistake(error, of: claim, at: check.location) {
          mistakes.append(mistake)
        }
      }
    }
    return AuditedClaim(
      claim: claim, verdict: Verdict.gravest(findings.map(\.verdict)) ?? .notComputed,
      findings: findings)
  }

  private func mistake(_ failure: QuantityFailure, of claim: Claim, at location: SourceLocation)
    -> Diagnostic?
  {
    failure.mistake(
      "bad-check", of: "claim '\(claim.id)'", at: location, in: quantities.network.study.folder)
  }

  private func unchecked(_ claim: Claim) -> AuditedClaim.Finding {
    if claim.mode == .context {
      return AuditedClaim.Finding(.untestable, why: claim.needs ?? "recorded for context")
    }
    return AuditedClaim.Finding(
      .notComputed,
      why: claim.needs.map { "needs \($0)" }
        ?? "the ledger does not say what it could be held against")
  }

  /// What a check finds in its circumstances; what holds in some of several only is contested.
  private func allFindings(of check: Claim.Check, for claim: Claim) throws(QuantityFailure)
    -> AuditedClaim.Finding
  {
    let own = Claim.Further(check.rule, when: check.when, setting: check.setting)
    let first = try finding(of: check, held: own, for: claim)
    if check.also.isEmpty { return first }
    var all = [(words: own.words, finding: first)]
    for further in check.also {
      all.append((further.words, try finding(of: check, held: further, for: claim)))
    }
    let isMixed = Set(all.map(\.finding.verdict)).count > 1
    return AuditedClaim.Finding(
      isMixed ? .contested : first.verdict, stated: first.stated, figure: first.figure,
      why: Self.text(
        check.about, all.map { "\($0.words): \($0.finding.why)" }.joined(separator: "; ")))
  }

  private func finding(of check: Claim.Check, held: Claim.Further, for claim: Claim)
    throws(QuantityFailure) -> AuditedClaim.Finding
  {
    let quantities = try quantities(in: held.when)
    try quantities.requireNamed(in: held.rule)
    let about = check.also.isEmpty ? check.about : nil
    switch held.rule {
    case .figure(let quantity, let tolerance, let contested):
      let stated = try stated(check, claim)
      let ours = try value(quantity, quantities)
      let off = Self.distance(of: ours, from: stated)
      return AuditedClaim.Finding(
        off <= tolerance ? .supported : off <= contested ? .contested : .contradicted,
        stated: stated, figure: ours,
        why: Self.text(about, "\(Text.compared(ours, stated)), \(Text.off(off, ours, stated))"))
    case .arithmetic(let expression, let tolerance):
      let stated = try stated(check, claim)
      let ours = try value(expression, quantities)
      let off = Self.distance(of: ours, from: stated)
      let why =
        "its own figures give \(Text.number(ours)), it says \(Text.stated(stated)), "
        + Text.off(off, ours, stated)
      return AuditedClaim.Finding(
        off <= tolerance ? .supported : .inconsistent, stated: stated, figure: ours,
        why: Self.text(about, why))
    case .relation(let left, let relation, let right, let unit):
      let (a, b) = (try value(left, quantities), try value(right, quantities))
      let holds = relation == .above ? a > b : a < b
      let why =
        "\(Text.number(a)) is \(holds ? "" : "not ")\(relation.rawValue) \(Text.number(b))"
        + (unit.map { " \($0)" } ?? "")
      return AuditedClaim.Finding(
        holds ? .supported : .contradicted, why: Self.text(about, why))
    case .comparable(let attributes): return Self.comparison(of: attributes, about)
    case .separates(let country, let from, let to, let modes):
      return quantities.separation(by: country, from: from, to: to, modes: modes)
    case .passes(let routes, let country):
      return try quantities.passage(of: routes, through: country)
    case .present(let corridors):
      let missing = corridors.filter { quantities.network.study.corridor($0) == nil }
      return AuditedClaim.Finding(
        missing.isEmpty ? .supported : .contradicted,
        why: missing.isEmpty
          ? "the study has \(corridors.joined(separator: ", "))"
          : "the study lacks \(missing.joined(separator: ", "))")
    }
  }

  private static func comparison(of attributes: [Claim.Attribute], _ about: String?)
    -> AuditedClaim.Finding
  {
    let differing = attributes.filter { $0.left != $0.right }
    return AuditedClaim.Finding(
      differing.isEmpty ? .supported : .notLikeForLike,
      why: text(
        about,
        differing.isEmpty
          ? "alike in \(attributes.map(\.what).joined(separator: ", "))"
          : differing.map { "\($0.what) is \($0.left) against \($0.right)" }.joined(separator: ", ")
      ))
  }

  private static func text(_ about: String?, _ why: String) -> String {
    about.map { "\($0): \(why)" } ?? why
  }

  private func stated(_ check: Claim.Check, _ claim: Claim) throws(QuantityFailure)
    -> Claim.Stated
  {
    guard let stated = check.states ?? claim.stated else {
      throw .wrong("no figure is stated to hold against a quantity", remedy: "add 'figure'")
    }
    return stated
  }

  func quantities(in when: Circumstances) throws(QuantityFailure) -> Quantities {
    if when.isEmpty { return quantities }
    if let found = cases[when] { return found }
    if let scenario = when.scenario { throw Self.noScenario(scenario, among: scenarios) }
    throw .wrong("its circumstances were not reckoned", remedy: "use one that there is")
  }

  func value(
    _ expression: String, _ quantities: Quantities
  ) throws(QuantityFailure) -> Double {
    try measured(expression, quantities).number
  }

  /// A number with what is known of its unit; `happened` has the outcomes that may be named.
  func measured(
    _ expression: String, _ quantities: Quantities, beside happened: [String: Measured]? = nil
  ) throws(QuantityFailure) -> Measured {
    try ConstantPart.check(expression)
    return try Expression<Measured>.value(of: expression) { name throws(QuantityFailure) in
      let words = name.split(separator: " ", maxSplits: 1).map(String.init)
      if words.count == 2, words[0].hasPrefix("scenario:") {
        let scenario = String(words[0].dropFirst("scenario:".count))
        return try self.quantities(in: Circumstances(scenario: scenario)).measured(words[1])
      }
      if let happened, name.hasPrefix("happened:") {
        let outcome = String(name.dropFirst("happened:".count))
        if let value = happened[outcome] { return value }
        throw Self.nothingHappened(outcome, Array(happened.keys))
      }
      return try quantities.measured(name)
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
enum Text {
  /// A number with four significant digits, or all those before the point.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var scale = 1.0
    while value != 0, (value * scale).magnitude < 999.95, scale < 1e9 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)"
  }

  /// How far a figure is off: by its share, and for years of the calendar by how many years.
  static func off(_ share: Double, _ ours: Double, _ stated: Claim.Stated) -> String {
    if share == 0 { return "within it" }
    guard isCalendar(stated) else { return "\(number((share * 1000).rounded() / 10)) % off" }
    let years = ours < stated.low ? stated.low - ours : ours - stated.high
    let unit = years == 1 ? "year" : "years"
    return "\(number(years)) \(unit) \(ours < stated.low ? "earlier" : "later")"
  }

  /// Whether a figure is a year of the calendar, a point in time and no span: in the unit `year`, in whole numbers of
  /// four digits.
  private static func isCalendar(_ stated: Claim.Stated) -> Bool {
    let unit = stated.unit.filter { $0 != "(" && $0 != ")" }
    return unit == "year"
      && [stated.low, stated.high].allSatisfy { $0 == $0.rounded() && (1000...2999).contains($0) }
  }

  static func compared(_ ours: Double, _ stated: Claim.Stated) -> String {
    "\(number(ours)) against \(self.stated(stated))"
  }

  static func stated(_ stated: Claim.Stated) -> String {
    let range =
      stated.low == stated.high
      ? number(stated.low) : "\(number(stated.low)) to \(number(stated.high))"
    return "\(range) \(stated.unit)" + (stated.priceYear.map { " of \($0)" } ?? "")
  }
}
