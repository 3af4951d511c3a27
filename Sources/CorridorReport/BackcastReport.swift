public import CorridorAppraisal
public import CorridorGeoJSON
public import CorridorStudy

/// What the model would have said in the past, held against what happened.
public struct BackcastReport {
  private let study: Study
  private let backcasts: [AuditedBackcast]

  /// Creates a report.
  public init(study: Study, backcasts: [AuditedBackcast]) {
    self.study = study
    self.backcasts = backcasts
  }

  /// The verdict in a word; a calibration neither passes nor misses, as the model was fitted to it.
  private static func verdict(_ audited: AuditedBackcast) -> String {
    audited.backcast.isCalibration && audited.verdict != .notComputed
      ? "calibration" : audited.verdict.rawValue
  }

  private var counts: [(verdict: String, count: Int)] {
    let proofs = backcasts.filter { !$0.backcast.isCalibration }
    let verdicts = BackcastVerdict.allCases.map { verdict in
      (verdict.rawValue, proofs.count { $0.verdict == verdict })
    }
    return (verdicts + [("calibration", backcasts.count - proofs.count)]).filter { $0.1 > 0 }
  }

  private var summary: String {
    "\(backcasts.count) backcasts: "
      + counts.map { "\($0.count) \($0.verdict)" }.joined(separator: ", ")
  }

  private static func happened(_ backcast: Backcast) -> String {
    backcast.happened
      + (backcast.sources.isEmpty ? "" : " [\(backcast.sources.joined(separator: ", "))]")
  }

  private static func line(_ figure: AuditedBackcast.Figure) -> String {
    let mark = figure.passes.map { $0 ? "pass: " : "MISS: " } ?? ""
    return mark + "\(figure.figure.about): \(figure.why)"
  }

  /// Verdict, case, what was fed, what was computed and what happened.
  public func text(on screen: Screen = .page) -> String {
    var lines: [String] = []
    for audited in backcasts {
      let backcast = audited.backcast
      let verdict = screen.paint(Self.verdict(audited), Self.tone(audited.verdict))
      let head = "\(screen.paint(backcast.id, .strong))  \(verdict)"
      if screen.folds {
        lines += [head] + Self.paragraph(screen, "title", backcast.title)
      } else {
        lines.append(head + "  " + backcast.title)
      }
      let when = backcast.when.words.map { " (\($0))" } ?? ""
      lines += Self.paragraph(screen, "fed", backcast.fed + when)
      for figure in audited.figures { lines += Self.paragraph(screen, "model", Self.line(figure)) }
      lines += Self.paragraph(screen, "happened", Self.happened(backcast))
      if let note = backcast.note { lines += Self.paragraph(screen, "note", note) }
    }
    return (lines + [""] + screen.folded(summary, blank: "  ")).joined(separator: "\n") + "\n"
  }

  private static func tone(_ verdict: BackcastVerdict) -> Screen.Tone {
    switch verdict {
    case .pass: .good
    case .miss: .bad
    case .notComputed: .quiet
    }
  }

  private static func paragraph(_ screen: Screen, _ label: String, _ text: String) -> [String] {
    let lead = "  " + label + String(repeating: " ", count: max(1, 10 - label.count))
    return screen.paragraph(lead, text)
  }

  /// A table of Markdown.
  public func markdown() -> String {
    var table = TextTable([
      ("backcast", .left), ("fed", .left), ("model", .left), ("happened", .left),
      ("verdict", .left),
    ])
    for audited in backcasts {
      let backcast = audited.backcast
      table.add([
        "\(backcast.id) \(backcast.title)", backcast.fed,
        audited.figures.map(Self.line).joined(separator: "; "), Self.happened(backcast),
        Self.verdict(audited),
      ])
    }
    return (table.markdown() + ["", summary]).joined(separator: "\n") + "\n"
  }

  /// A row per figure.
  public func csv() -> String {
    let rows = backcasts.flatMap { audited in
      audited.figures.map { figure in
        CSV.line(
          [
            audited.backcast.id, audited.backcast.title, figure.figure.about,
            Self.number(figure.value), Self.number(figure.low), Self.number(figure.high),
            figure.figure.unit, figure.passes.map { $0 ? "pass" : "miss" } ?? "",
            audited.verdict.rawValue, figure.why,
          ])
      }
    }
    let head = "id,title,figure,value,low,high,unit,passes,verdict,why"
    return ([head] + rows).joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double?) -> String {
    value.map { NumberText.text(NumberFormat.significant($0)) } ?? ""
  }

  /// An object with the backcasts.
  public func json() -> JSONValue {
    var tally = JSONObject()
    for (verdict, count) in counts { tally[verdict] = .integer(count) }
    return .object([
      "study": .string(study.settings.id), "counts": .object(tally),
      "backcasts": .array(backcasts.map { .object(Self.object(of: $0)) }),
    ])
  }

  private static func object(of audited: AuditedBackcast) -> JSONObject {
    let backcast = audited.backcast
    var object: JSONObject = [
      "id": .string(backcast.id), "title": .string(backcast.title), "fed": .string(backcast.fed),
    ]
    object["scenario"] = backcast.when.scenario.map { .string($0) } ?? .null
    object["as_of"] = backcast.when.asOf.map { .string($0) } ?? .null
    var set = JSONObject()
    for override in backcast.when.overrides { set[override.id] = .string(override.text) }
    object["set"] = .object(set)
    object["happened"] = .string(backcast.happened)
    object["sources"] = .array(backcast.sources.map { .string($0) })
    object["calibration"] = .bool(backcast.isCalibration)
    object["verdict"] = .string(Self.verdict(audited))
    object["figures"] = .array(audited.figures.map { .object(Self.object(of: $0)) })
    if let note = backcast.note { object["note"] = .string(note) }
    return object
  }

  private static func object(of figure: AuditedBackcast.Figure) -> JSONObject {
    var object: JSONObject = [
      "about": .string(figure.figure.about), "unit": .string(figure.figure.unit),
    ]
    object["value"] = figure.value.map { .number(NumberFormat.significant($0)) } ?? .null
    if figure.value == nil { object["value_reason"] = .string(figure.why) }
    for (key, value) in [
      ("low", figure.low), ("high", figure.high), ("against", figure.against),
    ] { if let value { object[key] = .number(NumberFormat.significant(value)) } }
    if let passes = figure.passes { object["passes"] = .bool(passes) }
    object["why"] = .string(figure.why)
    return object
  }
}
