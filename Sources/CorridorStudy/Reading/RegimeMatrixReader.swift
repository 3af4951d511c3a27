/// Reads one transition matrix of regimes.yaml.
struct MatrixReader {
  private let process: ProcessReader
  private let id: Fields.Word
  private let fields: Fields

  /// How far the sum of a row may be from one.
  private static let tolerance = 1e-9

  init(
    process: ProcessReader, id: Fields.Word, node: ConfigNode, _ draft: inout Draft
  ) {
    self.process = process
    self.id = id
    IDs.check(id.text, what: "matrix", at: id.location, &draft.findings)
    fields = Fields(
      node, file: process.fields.file,
      subject: "matrix '\(id.text)' of \(process.fields.subject)", keys: Keys.matrix,
      at: id.location, &draft.findings)
  }

  func matrix(_ draft: inout Draft) -> RegimeMatrix {
    let knownAt = fields.date("known_at", &draft.findings)
    let origin = ProvenanceReader.read(fields, asksFormula: false, &draft)
    let start = start(&draft.findings)
    let estimate = estimate(&draft.findings)
    let rows = rows(&draft.findings)
    let rates = rates(&draft.findings)
    let hazards = hazards(&draft)
    if rates == nil { check(rows, estimate, hazards, &draft.findings) }
    return RegimeMatrix(
      id: id.text, knownAt: knownAt, sources: origin.sources,
      sourceClass: origin.sourceClass ?? .judgement, start: start,
      rows: rows ?? [:], estimate: estimate, rates: rates ?? [:], hazards: hazards,
      splits: splits(&draft),
      note: fields.optionalText("note", &draft.findings), location: id.location)
  }

  private func start(_ findings: inout Findings) -> RegimeMatrix.Start {
    guard let inner = fields.fields("start", keys: Keys.start, &findings) else {
      fields.missing("start", &findings)
      return RegimeMatrix.Start(state: "", year: 0)
    }
    if !inner.has("year") { inner.missing("year", &findings) }
    let year = inner.optionalInteger("year", in: 1500...2200, &findings)
    return RegimeMatrix.Start(
      state: process.state("state", of: inner, &findings), year: year ?? 0)
  }

  private func estimate(_ findings: inout Findings) -> RegimeMatrix.Estimate? {
    guard let inner = fields.fields("estimate", keys: Keys.estimate, &findings) else { return nil }
    if !inner.has("through") { inner.missing("through", &findings) }
    let through = inner.optionalInteger("through", in: 1500...2200, &findings)
    return RegimeMatrix.Estimate(
      states: process.states("states", of: inner, &findings), through: through ?? 0,
      prior: inner.number("prior", in: Keys.prior, &findings))
  }

  // MARK: - Rows

  private func rows(_ findings: inout Findings) -> [String: [Double]]? {
    guard let inner = fields.fields("rows", anyOf: process.states, &findings) else { return nil }
    var rows: [String: [Double]] = [:]
    for state in process.states {
      guard let node = inner.value(state) else { continue }
      rows[state] = row(state, node, inner, &findings)
    }
    return rows
  }

  private func row(
    _ state: String, _ node: ConfigNode, _ rows: Fields, _ findings: inout Findings
  ) -> [Double] {
    let count = process.states.count
    guard let items = node.items, items.count == count else {
      findings.error(
        "row-length", at: rows.place(node),
        "the row of '\(state)' in \(fields.subject) "
          + (node.items.map { "has \($0.count) chances" } ?? "is \(node.kind)"),
        remedy: "write \(count) chances, in the order of the states: "
          + process.states.joined(separator: ", "))
      return []
    }
    var chances: [Double] = []
    for (item, other) in zip(items, process.states) {
      guard let chance = rows.number(of: item, state, &findings) else { return [] }
      if chance < 0 || chance > 1 {
        findings.error(
          "out-of-range", at: rows.place(item),
          "the chance of '\(other)' after '\(state)' in \(fields.subject) is \(chance)",
          remedy: "write a chance from 0 to 1")
        return []
      }
      chances.append(chance)
    }
    let sum = chances.reduce(0, +)
    if (sum - 1).magnitude > Self.tolerance {
      // As many digits as the tolerance has: less might read as 1.
      let text = { (value: Double) in "\((value * 1e9).rounded() / 1e9)" }
      findings.error(
        "row-sum", at: rows.place(node),
        "the row of '\(state)' in \(fields.subject) sums to \(text(sum)), which is "
          + "\(text((sum - 1).magnitude)) too \(sum > 1 ? "much" : "little")",
        remedy: "make its chances sum to 1, within \(Self.tolerance)")
    }
    return chances
  }

  /// Finds regimes without a row and with two.
  private func check(
    _ rows: [String: [Double]]?, _ estimate: RegimeMatrix.Estimate?,
    _ hazards: [RegimeMatrix.Hazard], _ findings: inout Findings
  ) {
    if rows == nil, estimate == nil {
      if hazards.isEmpty, !fields.has("hazards") { fields.missing("rows", &findings) }
      return
    }
    let place = fields.place(of: rows == nil ? "estimate" : "rows")
    for state in process.states {
      let isEstimated = estimate?.states.contains(state) ?? false
      if isEstimated, rows?[state] != nil {
        findings.error(
          "duplicate-row", at: place,
          "\(fields.subject) states a row of '\(state)' and estimates it too",
          remedy: "delete the row, or the state under 'estimate'")
      } else if !isEstimated, rows?[state] == nil {
        findings.error(
          "missing-row", at: place, "\(fields.subject) has no row of '\(state)'",
          remedy: "add '\(state): [...]' with \(process.states.count) chances, or estimate it")
      }
    }
  }

  // MARK: - Rates

  /// Hazards of continuous time; nil without the key.
  private func rates(_ findings: inout Findings) -> [String: [String: Double]]? {
    guard let inner = fields.fields("rates", anyOf: process.states, &findings) else { return nil }
    for key in ["rows", "estimate"] where fields.has(key) {
      findings.error(
        "rates-and-rows", at: fields.place(of: "rates"),
        "\(fields.subject) has 'rates' and '\(key)'",
        remedy: "keep one of them: rates a year, or chances of a year")
    }
    var rates: [String: [String: Double]] = [:]
    for state in process.states {
      guard let others = inner.fields(state, anyOf: process.states, &findings) else { continue }
      rates[state] = [:]
      for other in process.states {
        guard let node = others.value(other),
          let rate = others.number(of: node, other, &findings)
        else { continue }
        if other == state {
          findings.error(
            "bad-hazard", at: others.place(node),
            "\(others.subject) leads from '\(state)' to itself",
            remedy: "leave it out: what stays follows from what leaves")
        } else if !Keys.rate.contains(rate) {
          findings.error(
            "out-of-range", at: others.place(node),
            "the rate of going from '\(state)' to '\(other)' in \(fields.subject) is \(rate) a year",
            remedy: "write how often a year, from 0 to \(Int(Keys.rate.upperBound))")
        }
        rates[state]?[other] = rate
      }
    }
    if rates.values.allSatisfy(\.isEmpty) {
      findings.error(
        "empty-rates", at: fields.place(of: "rates"),
        "\(inner.subject) says of no state where it goes",
        remedy: "write such as '\(process.states.first ?? "one"): "
          + "{\(process.states.last ?? "other"): 0.2}', a year")
    }
    return rates
  }

  // MARK: - Hazards and splits

  private func hazards(_ draft: inout Draft) -> [RegimeMatrix.Hazard] {
    process.items("hazards", of: fields, keys: Keys.hazard, &draft.findings).map { inner in
      let from = process.states("from", of: inner, &draft.findings)
      let to = process.state("to", of: inner, &draft.findings)
      if from.contains(to), !to.isEmpty {
        draft.findings.error(
          "bad-hazard", at: inner.place(of: "to"), "\(inner.subject) leads from '\(to)' to itself",
          remedy: "take '\(to)' out of 'from'")
      }
      return RegimeMatrix.Hazard(
        from: from, to: to,
        chance: draft.required(.assumption(process.needs.yearlyRate), "chance", of: inner),
        location: inner.location)
    }
  }

  private func splits(_ draft: inout Draft) -> [RegimeMatrix.Split] {
    process.items("splits", of: fields, keys: Keys.split, &draft.findings).map { inner in
      let to = process.states("to", of: inner, &draft.findings)
      if to.count != 2 {
        draft.findings.error(
          "bad-pair", at: inner.place(of: "to"),
          "'to' of \(inner.subject) does not name two states",
          remedy: "write the two that share a chance, such as [one, other]")
      }
      return RegimeMatrix.Split(
        from: process.states("from", of: inner, &draft.findings), to: to,
        share: draft.required(.assumption(process.needs.pureNumber), "share", of: inner),
        location: inner.location)
    }
  }
}
