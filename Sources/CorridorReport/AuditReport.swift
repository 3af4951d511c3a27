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

  private var summary: String {
    "\(claims.count) claims: "
      + counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", ")
  }

  private func stated(_ claim: Claim) -> String {
    guard let stated = claim.stated else { return "-" }
    let number =
      stated.low == stated.high
      ? NumberFormat.plain(stated.low)
      : "\(NumberFormat.plain(stated.low)) to \(NumberFormat.plain(stated.high))"
    return "\(number) \(stated.unit)" + (stated.priceYear.map { " @\($0)" } ?? "")
  }

  /// Claim, figure, ours and verdict in a line, why and the statement under it.
  public func text() -> String {
    var lines: [String] = []
    for audited in claims {
      let claim = audited.claim
      let ours = audited.figure.map { NumberFormat.plain($0) } ?? "-"
      lines.append("\(claim.id)  \(audited.verdict.rawValue)")
      lines += Self.paragraph("claim   \(claim.statement) [\(claim.source)]")
      if claim.stated != nil { lines.append("  figure  \(stated(claim)); ours \(ours)") }
      lines += Self.paragraph("why     \(audited.why)")
      if let note = claim.note { lines += Self.paragraph("note    \(note)") }
    }
    return (lines + ["", summary]).joined(separator: "\n") + "\n"
  }

  private static func paragraph(_ text: String) -> [String] {
    ComparisonTable.wrapped(text, width: 96, indent: "        ").map { "  " + $0 }
  }

  private var table: TextTable {
    var table = TextTable([
      ("claim", .left), ("statement", .left), ("figure", .left), ("ours", .right),
      ("verdict", .left), ("why", .left),
    ])
    for audited in claims {
      table.add([
        audited.claim.id, audited.claim.statement, stated(audited.claim),
        audited.figure.map { NumberFormat.plain($0) } ?? "-", audited.verdict.rawValue, audited.why,
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
        audited.claim.statement, stated.map { "\($0.low)" } ?? "", stated.map { "\($0.high)" } ?? "",
        stated?.unit ?? "", stated?.priceYear.map { "\($0)" } ?? "",
        audited.figure.map { "\(NumberFormat.significant($0))" } ?? "", audited.verdict.rawValue,
        audited.why,
      ])
    }
    let head = "id,source,mode,statement,low,high,unit,price_year,ours,verdict,why"
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
    if let stated = claim.stated {
      var figure: JSONObject = [
        "low": .number(stated.low), "high": .number(stated.high), "unit": .string(stated.unit),
      ]
      if let year = stated.priceYear { figure["price_year"] = .integer(year) }
      object["figure"] = .object(figure)
    } else {
      object["figure"] = .null
      object["figure_reason"] = "the claim states no figure"
    }
    if let ours = audited.figure {
      object["ours"] = .number(NumberFormat.significant(ours))
    } else {
      object["ours"] = .null
      object["ours_reason"] = "no check of this claim yields a figure"
    }
    object["verdict"] = .string(audited.verdict.rawValue)
    object["why"] = .string(audited.why)
    if let note = claim.note { object["note"] = .string(note) }
    return object
  }
}
