public import CorridorAppraisal
public import CorridorGeoJSON
public import CorridorStudy

/// The ledger of claims with verdicts.
public struct AuditReport {
  private let study: Study
  private let claims: [AuditedClaim]

  /// Creates a report.
  public init(study: Study, claims: [AuditedClaim]) {
    self.study = study
    self.claims = claims
  }

  /// How many claims have each verdict, gravest first; verdicts that none has are left out.
  private var counts: [(verdict: Verdict, count: Int)] {
    Verdict.allCases.map { verdict in (verdict, claims.count { $0.verdict == verdict }) }
      .filter { $0.1 > 0 }
  }

  var summary: String {
    "\(claims.count) claims: "
      + counts.map { verdict, count in
        let part = claims.count { $0.verdict == verdict && $0.isInPart }
        return "\(count) \(verdict.rawValue)" + (part > 0 ? " (\(part) in part)" : "")
      }.joined(separator: ", ")
  }

  private static func text(_ stated: Claim.Stated?) -> String {
    guard let stated else { return "-" }
    let number =
      stated.low == stated.high
      ? NumberFormat.plain(stated.low)
      : "\(NumberFormat.plain(stated.low)) to \(NumberFormat.plain(stated.high))"
    return "\(number) \(stated.unit)" + (stated.priceYear.map { " @\($0)" } ?? "")
  }

  private static func ours(_ audited: AuditedClaim) -> String {
    audited.figure.map { NumberFormat.plain($0) } ?? "-"
  }

  /// Verdict, claim, figures and reasons of each claim, a line for each check.
  public func text(on screen: Screen = .page) -> String {
    var lines: [String] = []
    for audited in claims {
      let claim = audited.claim
      let verdict = audited.verdictText
      lines.append(
        "\(screen.paint(claim.id, .strong))  \(screen.paint(verdict, Self.tone(audited.verdict)))")
      lines += Self.paragraph(screen, "claim", "\(claim.statement) [\(claim.source)]")
      if let stated = claim.stated {
        lines += Self.paragraph(
          screen, "figure", "\(Self.text(stated)); ours \(Self.ours(audited))")
      }
      for finding in audited.findings {
        let mark = audited.findings.count > 1 ? "\(finding.verdict.rawValue): " : ""
        lines += Self.paragraph(screen, "why", mark + finding.why)
      }
      if let covers = claim.covers { lines += Self.paragraph(screen, "covers", covers) }
      if !claim.checks.isEmpty, let needs = claim.needs {
        lines += Self.paragraph(screen, "needs", needs)
      }
      if let note = claim.note { lines += Self.paragraph(screen, "note", note) }
    }
    lines.append("")
    lines += screen.signs == .none ? screen.folded(summary, blank: "  ") : tally(on: screen)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func paragraph(_ screen: Screen, _ label: String, _ text: String) -> [String] {
    let lead = "  " + label + String(repeating: " ", count: max(1, 8 - label.count))
    return screen.paragraph(lead, text)
  }

  private static func tone(_ verdict: Verdict) -> Screen.Tone {
    switch verdict {
    case .supported: .good
    case .contradicted, .inconsistent, .notLikeForLike: .bad
    case .contested: .doubtful
    case .untestable, .notComputed: .quiet
    }
  }

  /// The counts with bars.
  private func tally(on screen: Screen) -> [String] {
    var table = TextTable([("verdict", .left), ("claims", .right)])
    for (verdict, count) in counts {
      table.add([verdict.rawValue, "\(count)"], tones: [0: Self.tone(verdict)])
    }
    table.drawing = .init(
      title: ("", ""), bars: counts.map { .share(Double($0.count) / Double(claims.count)) })
    return table.lines(on: screen) + ["", "\(claims.count) claims"]
  }

  var table: TextTable {
    var table = TextTable([
      ("claim", .left), ("statement", .left), ("figure", .left), ("ours", .right),
      ("verdict", .left), ("why", .left),
    ])
    for audited in claims {
      table.add([
        audited.claim.id, audited.claim.statement, Self.text(audited.claim.stated),
        Self.ours(audited), audited.verdictText, audited.why,
      ])
    }
    return table
  }

  /// A table of Markdown.
  public func markdown() -> String {
    (table.markdown() + ["", summary]).joined(separator: "\n") + "\n"
  }

  /// A row per claim.
  public func csv() -> String {
    let rows = claims.map { audited in
      let stated = audited.claim.stated
      return CSV.line([
        audited.claim.id, audited.claim.source, audited.claim.mode.rawValue,
        audited.claim.statement, stated.map { NumberText.text($0.low) } ?? "",
        stated.map { NumberText.text($0.high) } ?? "",
        stated?.unit ?? "", stated?.priceYear.map { "\($0)" } ?? "",
        audited.figure.map { NumberText.text(NumberFormat.significant($0)) } ?? "",
        audited.verdict.rawValue,
        audited.why, audited.claim.covers ?? "",
      ])
    }
    let head = "id,source,mode,statement,low,high,unit,price_year,ours,verdict,why,covers"
    return ([head] + rows).joined(separator: "\n") + "\n"
  }

  /// An object with the claims.
  public func json() -> JSONValue {
    var tally = JSONObject()
    for (verdict, count) in counts { tally[verdict.rawValue] = .integer(count) }
    return .object([
      "study": .string(study.settings.id), "counts": .object(tally),
      "claims": .array(claims.map { .object(object(of: $0)) }),
    ])
  }

  private func object(of audited: AuditedClaim) -> JSONObject {
    let claim = audited.claim
    var object: JSONObject = [
      "id": .string(claim.id), "statement": .string(claim.statement),
      "source": .string(claim.source), "mode": .string(claim.mode.rawValue),
    ]
    object["figure"] = claim.stated.map { .object(Self.object(of: $0)) } ?? .null
    if claim.stated == nil { object["figure_reason"] = "the claim states no figure" }
    object["ours"] = audited.figure.map { .number(NumberFormat.significant($0)) } ?? .null
    if audited.figure == nil {
      object["ours_reason"] = "no check of this claim yields a figure in its unit"
    }
    object["verdict"] = .string(audited.verdict.rawValue)
    object["in_part"] = .bool(audited.isInPart)
    if let covers = claim.covers { object["covers"] = .string(covers) }
    object["why"] = .string(audited.why)
    object["checks"] = .array(
      claim.checks.isEmpty ? [] : audited.findings.map { .object(Self.object(of: $0)) })
    if let needs = claim.needs { object["needs"] = .string(needs) }
    if let note = claim.note { object["note"] = .string(note) }
    return object
  }

  private static func object(of finding: AuditedClaim.Finding) -> JSONObject {
    var object: JSONObject = ["verdict": .string(finding.verdict.rawValue)]
    if let stated = finding.stated { object["figure"] = .object(Self.object(of: stated)) }
    if let figure = finding.figure { object["ours"] = .number(NumberFormat.significant(figure)) }
    object["why"] = .string(finding.why)
    return object
  }

  private static func object(of stated: Claim.Stated) -> JSONObject {
    var figure: JSONObject = [
      "low": .number(stated.low), "high": .number(stated.high), "unit": .string(stated.unit),
    ]
    if let year = stated.priceYear { figure["price_year"] = .integer(year) }
    return figure
  }
}
