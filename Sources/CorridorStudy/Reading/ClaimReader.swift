import CorridorUnits

extension StudyReader {
  /// Whether a study has a ledger of claims, which it may do without.
  public static func hasClaims(_ study: Study) -> Bool {
    (try? StudyFiles(folder: study.folder).exists(ClaimReader.file)) == true
  }

  /// Reads the ledger of claims.
  ///
  /// - Throws: `StudyError.invalid` with every mistake in `claims.yaml`.
  public static func claims(of study: Study) throws(StudyError) -> [Claim] {
    let files = try StudyFiles(folder: study.folder)
    var findings = Findings()
    guard files.exists(ClaimReader.file) else {
      findings.error(
        "missing-file", at: SourceLocation(file: files.name(ClaimReader.file)),
        "the study has no ledger of claims, so there is nothing to audit",
        remedy: "write one as docs/study-format.md says, or restore it")
      throw findings.failure
    }
    guard let root = StudyReading(files: files).yaml(ClaimReader.file, &findings) else {
      throw findings.failure
    }
    let reader = ClaimReader(
      file: files.name(ClaimReader.file), sources: study.citations.map(\.id),
      currency: study.settings.priceBase.currency)
    let claims = reader.claims(root, &findings)
    try findings.check()
    return claims
  }
}

/// Reads claims.yaml.
struct ClaimReader {
  static let file = "claims.yaml"

  let file: String
  let sources: [String]
  /// The currency of the study.
  let currency: Currency

  func claims(_ root: ConfigNode, _ findings: inout Findings) -> [Claim] {
    guard let entries = root.entries else {
      findings.error(
        "wrong-type", at: SourceLocation(file: file, line: root.line, column: root.column),
        "the file is \(root.kind) and not a mapping", remedy: "write 'ID:' and its keys below")
      return []
    }
    return entries.compactMap { entry in
      let fields = Fields(
        entry.value, file: file, subject: "claim '\(entry.key)'", keys: Keys.claim,
        at: SourceLocation(file: file, line: entry.line, column: entry.column), &findings)
      return claim(entry.key, fields, &findings)
    }
  }

  private func claim(_ id: String, _ fields: Fields, _ findings: inout Findings) -> Claim? {
    let source = fields.requiredWord("source", &findings)
    if let source, !sources.contains(source.text) {
      let remedy = Fields.remedy(for: source.text, among: sources, what: "source")
      findings.error(
        "unknown-source", at: source.location,
        "'\(source.text)' is not in \(CitationReader.file)", remedy: remedy,
        cause: Cause(lost: "source", source.text, from: CitationReader.file, remedy: remedy))
    }
    guard let mode = fields.requiredChoice("mode", Claim.Mode.self, &findings) else { return nil }
    let checks = checks(fields, &findings)
    checkExtent(of: checks, fields, &findings)
    return Claim(
      id: id, statement: fields.text("statement", &findings), source: source?.text ?? "",
      mode: mode, stated: stated("figure", fields, &findings), checks: checks,
      covers: fields.optionalText("covers", &findings),
      needs: fields.optionalText("needs", &findings), note: fields.optionalText("note", &findings),
      location: fields.location)
  }

  /// A claim that is checked in part says which part, and what the rest needs.
  private func checkExtent(
    of checks: [Claim.Check], _ fields: Fields, _ findings: inout Findings
  ) {
    let covers = fields.value("covers") != nil
    let hasMore = checks.contains { !$0.isPremise }
    if fields.value("needs") != nil, hasMore, !covers {
      findings.error(
        "no-extent", at: fields.location,
        "\(fields.subject) needs more than its checks, and does not say what of it they cover",
        remedy: "add 'covers', or 'premise: true' to checks of what it only presumes")
    }
    if covers, !hasMore || fields.value("needs") == nil {
      findings.error(
        "no-extent", at: fields.place(of: "covers"),
        "\(fields.subject) says what its checks cover, and "
          + (hasMore ? "not what the rest needs" : "no check covers anything"),
        remedy: hasMore ? "add 'needs', or take 'covers' out" : "take 'covers' out, or add a check")
    }
  }

  /// `figure: {value: 54.7, unit: km}` or `{low: 16, high: 18, unit: billion USD, price_year: 2008}`.
  private func stated(_ key: String, _ fields: Fields, _ findings: inout Findings)
    -> Claim.Stated?
  {
    guard let figure = fields.fields(key, keys: Keys.figure, &findings) else { return nil }
    let single = figure.optionalNumber("value", &findings)
    if single != nil, figure.value("low") != nil || figure.value("high") != nil {
      findings.error(
        "two-figures", at: figure.location, "\(figure.subject) has a value and a range",
        remedy: "write either value, or low and high")
    }
    let low = single ?? figure.number("low", &findings)
    let high = single ?? figure.number("high", &findings)
    if low > high {
      findings.error(
        "out-of-order", at: figure.location, "low is above high in \(figure.subject)",
        remedy: "write the smaller figure as low")
    }
    let unit = figure.text("unit", &findings)
    let year = figure.optionalInteger("price_year", in: 1800...2200, &findings)
    if year == nil, !figure.has("price_year"), unit.contains("\(currency)") {
      findings.error(
        "missing-price-year", at: figure.location,
        "\(figure.subject) is money without a price year",
        remedy: "add 'price_year', the year of the prices that the document means")
    }
    return Claim.Stated(low: low, high: high, unit: unit, priceYear: year)
  }

  private func checks(_ fields: Fields, _ findings: inout Findings) -> [Claim.Check] {
    guard let node = fields.value("checks") else { return [] }
    guard let items = node.items else {
      fields.wrongType("checks", node, wanted: "a list of '- {kind: ...}'", &findings)
      return []
    }
    let hasFigure = fields.value("figure") != nil
    return items.compactMap { item in
      guard let check = check(item, subject: fields.subject, &findings) else { return nil }
      if check.rule.needsFigure, check.states == nil, !hasFigure {
        findings.error(
          "no-figure", at: check.location,
          "a check of \(fields.subject) has no figure to hold against a quantity",
          remedy: "add 'figure' to the claim or 'states' to the check")
      }
      return check
    }
  }

  private func check(_ node: ConfigNode, subject: String, _ findings: inout Findings)
    -> Claim.Check?
  {
    let location = SourceLocation(file: file, line: node.line, column: node.column)
    let name = node.entries?.first { $0.key == "kind" }?.value
    let kind: String
    if case .scalar(let text, _) = name?.content { kind = text } else { kind = "" }
    guard let keys = Keys.checks.first(where: { $0.word == kind })?.table else {
      findings.error(
        "unknown-kind", at: location,
        kind.isEmpty
          ? "a check of \(subject) has no kind" : "a check of \(subject) has the kind '\(kind)'",
        remedy: Fields.remedy(for: kind, among: Keys.checks.map(\.word).sorted(), what: "kind"))
      return nil
    }
    let fields = Fields(
      node, file: file, subject: "the \(kind) check of \(subject)",
      keys: keys, &findings)
    return rule(kind, fields, &findings).map {
      Claim.Check(
        $0, about: fields.optionalText("about", &findings),
        isPremise: fields.flag("premise", &findings) ?? false,
        states: stated("states", fields, &findings),
        when: CircumstancesReader.circumstances(fields, &findings),
        setting: fields.optionalText("in", &findings), also: also($0, fields, &findings),
        location: location)
    }
  }

  /// `also: [{scenario: crisis}, {set: {ID: VALUE}}, {in: ..., left: ...}]`.
  private func also(_ rule: Claim.Rule, _ fields: Fields, _ findings: inout Findings)
    -> [Claim.Further]
  {
    guard let node = fields.value("also") else { return [] }
    guard let items = node.items else {
      fields.wrongType("also", node, wanted: "a list of '{scenario: ...}'", &findings)
      return []
    }
    return items.map { item in
      let further = Fields(
        item, file: file, subject: "'also' of \(fields.subject)",
        keys: Keys.further(Keys.furtherSides.filter { fields.has($0) }), &findings)
      let sides = Dictionary(
        uniqueKeysWithValues: Keys.furtherSides.compactMap { side in
          further.has(side) ? (side, further.text(side, &findings)) : nil
        })
      return Claim.Further(
        rule.with(sides), when: CircumstancesReader.circumstances(further, &findings),
        setting: further.optionalText("in", &findings))
    }
  }

  private func rule(_ kind: String, _ fields: Fields, _ findings: inout Findings) -> Claim.Rule? {
    switch kind {
    case "figure":
      let tolerance = self.tolerance("tolerance", fields, &findings)
      let contested = self.tolerance(in: "contested", above: tolerance, fields, &findings)
      return .figure(
        quantity: fields.text("quantity", &findings), tolerance: tolerance, contested: contested)
    case "arithmetic":
      return .arithmetic(
        expression: fields.text("expression", &findings),
        tolerance: tolerance("tolerance", fields, &findings))
    case "relation":
      guard let relation = fields.requiredChoice("is", Claim.Relation.self, &findings) else {
        return nil
      }
      return .relation(
        left: fields.text("left", &findings), relation, right: fields.text("right", &findings),
        unit: fields.optionalText("unit", &findings))
    case "comparable": return .comparable(attributes(fields, &findings))
    case "separates":
      return .separates(
        country: country("country", fields, &findings), from: country("from", fields, &findings),
        to: country("to", fields, &findings), modes: modes(fields, &findings))
    case "passes":
      return .passes(
        routes: list("routes", fields, &findings), country: country("country", fields, &findings))
    default: return .present(corridors: list("corridors", fields, &findings))
    }
  }

  private func tolerance(_ key: String, _ fields: Fields, _ findings: inout Findings) -> Double {
    let value = fields.number(key, &findings)
    if value < 0 {
      findings.error(
        "out-of-range", at: fields.place(of: key), "'\(key)' of \(fields.subject) is negative",
        remedy: "write a share such as 0.05")
    }
    return value
  }

  private func tolerance(
    in key: String, above lower: Double, _ fields: Fields, _ findings: inout Findings
  ) -> Double {
    let value = fields.number(key, &findings)
    if fields.value(key) != nil, value < lower {
      findings.error(
        "out-of-order", at: fields.place(of: key),
        "'\(key)' of \(fields.subject) is below its tolerance",
        remedy: "write the larger share as \(key)")
    }
    return value
  }

  private func country(_ key: String, _ fields: Fields, _ findings: inout Findings) -> String {
    if fields.value(key) == nil { fields.missing(key, &findings) }
    return fields.country(key, &findings) ?? ""
  }

  private func list(_ key: String, _ fields: Fields, _ findings: inout Findings) -> [String] {
    let texts = fields.texts(key, &findings)
    if texts.isEmpty { fields.missing(key, &findings) }
    return texts
  }

  private func modes(_ fields: Fields, _ findings: inout Findings) -> [Mode] {
    let words = fields.words("modes", &findings)
    if words.isEmpty { fields.missing("modes", &findings) }
    return words.compactMap { word in
      if let mode = Mode(rawValue: word.text) { return mode }
      findings.error(
        "unknown-modes", at: word.location, "'modes' of \(fields.subject) has '\(word.text)'",
        remedy: Fields.remedy(
          for: word.text, among: Mode.allCases.map(\.rawValue), what: "mode"))
      return nil
    }
  }

  private func attributes(_ fields: Fields, _ findings: inout Findings) -> [Claim.Attribute] {
    guard let items = fields.value("attributes")?.items, !items.isEmpty else {
      fields.missing("attributes", &findings)
      return []
    }
    return items.map { item in
      let attribute = Fields(
        item, file: file, subject: "an attribute of \(fields.subject)",
        keys: Keys.attribute, &findings)
      return Claim.Attribute(
        what: attribute.text("what", &findings), left: attribute.text("left", &findings),
        right: attribute.text("right", &findings))
    }
  }
}

extension Claim.Rule {
  /// The rule with other expressions for its sides, by their keys.
  fileprivate func with(_ sides: [String: String]) -> Claim.Rule {
    switch self {
    case .figure(let quantity, let tolerance, let contested):
      .figure(
        quantity: sides["quantity"] ?? quantity, tolerance: tolerance, contested: contested)
    case .arithmetic(let expression, let tolerance):
      .arithmetic(expression: sides["expression"] ?? expression, tolerance: tolerance)
    case .relation(let left, let relation, let right, let unit):
      .relation(left: sides["left"] ?? left, relation, right: sides["right"] ?? right, unit: unit)
    case .comparable, .separates, .passes, .present: self
    }
  }

  /// Whether it holds a stated figure against something.
  fileprivate var needsFigure: Bool {
    switch self {
    case .figure, .arithmetic: true
    default: false
    }
  }
}
