extension StudyReader {
  /// Reads the ledger of claims.
  ///
  /// - Throws: `StudyError.invalid` with every mistake in `claims.yaml`.
  public static func claims(of study: Study) throws(StudyError) -> [Claim] {
    let files = try StudyFiles(folder: study.folder)
    var findings = Findings()
    guard let root = StudyReading(files: files).yaml(ClaimReader.file, &findings) else {
      throw .invalid(findings.sorted)
    }
    let reader = ClaimReader(
      file: files.name(ClaimReader.file), sources: study.citations.map(\.id))
    let claims = reader.claims(root, &findings)
    try findings.check()
    return claims
  }
}

/// Reads claims.yaml.
struct ClaimReader {
  static let file = "claims.yaml"
  private static let keys = [
    "statement", "source", "mode", "figure", "checks", "needs", "note",
  ]

  let file: String
  let sources: [String]

  func claims(_ root: ConfigNode, _ findings: inout Findings) -> [Claim] {
    guard let entries = root.entries else {
      findings.error(
        "wrong-type", at: SourceLocation(file: file, line: root.line, column: root.column),
        "the file is \(root.kind) and not a mapping", remedy: "write 'ID:' and its keys below")
      return []
    }
    return entries.compactMap { entry in
      let fields = Fields(
        entry.value, file: file, subject: "claim '\(entry.key)'", keys: Self.keys,
        at: SourceLocation(file: file, line: entry.line, column: entry.column), &findings)
      return claim(entry.key, fields, &findings)
    }
  }

  private func claim(_ id: String, _ fields: Fields, _ findings: inout Findings) -> Claim? {
    let source = fields.requiredWord("source", &findings)
    if let source, !sources.contains(source.text) {
      findings.error(
        "unknown-source", at: source.location, "'\(source.text)' is not in sources.json",
        remedy: Fields.remedy(for: source.text, among: sources, what: "source"))
    }
    guard let mode = fields.requiredChoice("mode", Claim.Mode.self, &findings) else { return nil }
    return Claim(
      id: id, statement: fields.text("statement", &findings), source: source?.text ?? "",
      mode: mode, stated: stated(fields, &findings), checks: checks(fields, &findings),
      needs: fields.optionalText("needs", &findings), note: fields.optionalText("note", &findings),
      location: fields.location)
  }

  /// `figure: {value: 54.7, unit: km}` or `{low: 16, high: 18, unit: billion USD, price_year: 2008}`.
  private func stated(_ fields: Fields, _ findings: inout Findings) -> Claim.Stated? {
    let keys = ["value", "low", "high", "unit", "price_year"]
    guard let figure = fields.fields("figure", keys: keys, &findings) else { return nil }
    let single = figure.optionalNumber("value", &findings)
    let low = single ?? figure.number("low", &findings)
    let high = single ?? figure.number("high", &findings)
    if low > high {
      findings.error(
        "out-of-order", at: figure.location, "low is above high in the \(figure.subject)",
        remedy: "write the smaller figure as low")
    }
    return Claim.Stated(
      low: low, high: high, unit: figure.text("unit", &findings),
      priceYear: figure.optionalInteger("price_year", in: 1800...2200, &findings))
  }

  private func checks(_ fields: Fields, _ findings: inout Findings) -> [Claim.Check] {
    guard let node = fields.value("checks") else { return [] }
    guard let items = node.items else {
      fields.wrongType("checks", node, wanted: "a list of '- {kind: ...}'", &findings)
      return []
    }
    return items.compactMap { check($0, subject: fields.subject, &findings) }
  }

  private func check(_ node: ConfigNode, subject: String, _ findings: inout Findings)
    -> Claim.Check?
  {
    let keys: [String: [String]] = [
      "figure": ["quantity", "tolerance", "contested"],
      "arithmetic": ["expression", "tolerance"], "relation": ["left", "is", "right"],
      "comparable": ["attributes"], "separates": ["country", "from", "to", "modes"],
      "passes": ["routes", "country"], "present": ["corridors"],
    ]
    let name = node.entries?.first { $0.key == "kind" }?.value
    let kind: String
    if case .scalar(let text, _) = name?.content { kind = text } else { kind = "" }
    guard let own = keys[kind] else {
      findings.error(
        "unknown-kind", at: SourceLocation(file: file, line: node.line, column: node.column),
        "a check of \(subject) has the kind '\(kind)'",
        remedy: Fields.remedy(for: kind, among: keys.keys.sorted(), what: "kind"))
      return nil
    }
    let fields = Fields(
      node, file: file, subject: "the \(kind) check of \(subject)", keys: ["kind"] + own,
      &findings)
    return check(kind, fields, &findings)
  }

  private func check(_ kind: String, _ fields: Fields, _ findings: inout Findings) -> Claim.Check? {
    switch kind {
    case "figure":
      return .figure(
        quantity: fields.text("quantity", &findings),
        tolerance: fields.number("tolerance", &findings),
        contested: fields.number("contested", &findings))
    case "arithmetic":
      return .arithmetic(
        expression: fields.text("expression", &findings),
        tolerance: fields.number("tolerance", &findings))
    case "relation":
      guard let relation = fields.requiredChoice("is", Claim.Relation.self, &findings) else {
        return nil
      }
      return .relation(
        left: fields.text("left", &findings), relation, right: fields.text("right", &findings))
    case "comparable": return .comparable(attributes(fields, &findings))
    case "separates":
      return .separates(
        country: fields.country("country", &findings) ?? "",
        from: fields.country("from", &findings) ?? "", to: fields.country("to", &findings) ?? "",
        modes: fields.texts("modes", &findings).compactMap { Mode(rawValue: $0) })
    case "passes":
      return .passes(
        routes: fields.texts("routes", &findings),
        country: fields.country("country", &findings) ?? "")
    default: return .present(corridors: fields.texts("corridors", &findings))
    }
  }

  private func attributes(_ fields: Fields, _ findings: inout Findings) -> [Claim.Attribute] {
    guard let items = fields.value("attributes")?.items else {
      fields.missing("attributes", &findings)
      return []
    }
    return items.map { item in
      let attribute = Fields(
        item, file: file, subject: "an attribute of \(fields.subject)",
        keys: ["what", "left", "right"], &findings)
      return Claim.Attribute(
        what: attribute.text("what", &findings), left: attribute.text("left", &findings),
        right: attribute.text("right", &findings))
    }
  }
}
