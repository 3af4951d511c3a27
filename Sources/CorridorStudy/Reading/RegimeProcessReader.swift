/// Reads one political process of regimes.yaml.
struct ProcessReader {
  let id: Fields.Word
  let fields: Fields
  let exposures: [String]
  let needs: UnitNeeds
  /// The ids of the regimes that could be read.
  let states: [String]
  private let regimes: [Regime]

  init(
    id: Fields.Word, node: ConfigNode, file: String, exposures: [String], needs: UnitNeeds,
    _ draft: inout Draft
  ) {
    self.id = id
    self.exposures = exposures
    self.needs = needs
    IDs.check(id.text, what: "process", at: id.location, &draft.findings)
    fields = Fields(
      node, file: file, subject: "process '\(id.text)'", keys: Keys.process, at: id.location,
      &draft.findings)
    regimes = Self.regimes(fields, &draft.findings)
    states = regimes.map(\.id)
  }

  func process(_ draft: inout Draft) -> RegimeProcess {
    let name = fields.text("name", &draft.findings)
    let note = fields.optionalText("note", &draft.findings)
    let coding = coding(&draft)
    let found = ServiceReader.things("matrices", of: fields, what: "matrix", &draft.findings)
    if found.isEmpty, !fields.has("matrices") { fields.missing("matrices", &draft.findings) }
    let matrices = found.map { id, node in
      MatrixReader(process: self, id: id, node: node, &draft).matrix(&draft)
    }
    return RegimeProcess(
      id: id.text, name: name, states: regimes, coding: coding, matrices: matrices,
      effects: effects(&draft), tilts: tilts(&draft), worth: worth(&draft), note: note,
      location: id.location)
  }

  // MARK: - Regimes

  private static func regimes(_ fields: Fields, _ findings: inout Findings) -> [Regime] {
    let found = ServiceReader.things("states", of: fields, what: "state", &findings)
    if found.isEmpty, !fields.has("states") { fields.missing("states", &findings) }
    return found.map { id, node in
      IDs.check(id.text, what: "state", at: id.location, &findings)
      let inner = Fields(
        node, file: fields.file, subject: "state '\(id.text)' of \(fields.subject)",
        keys: Keys.state, at: id.location, &findings)
      return Regime(
        id: id.text, name: inner.text("name", &findings),
        short: inner.optionalText("short", &findings),
        meaning: inner.text("meaning", &findings), location: id.location)
    }
  }

  /// The id of a regime that a word names, noting when there is none.
  func state(_ word: Fields.Word, _ key: String, of fields: Fields, _ findings: inout Findings)
    -> String
  {
    if !states.contains(word.text), !states.isEmpty {
      findings.error(
        "unknown-state", at: word.location,
        "'\(key)' of \(fields.subject) names the state '\(word.text)', which \(self.fields.subject) "
          + "has not",
        remedy: Fields.remedy(for: word.text, among: states, what: "state"))
    }
    return word.text
  }

  /// The id of a regime that a key must name.
  func state(_ key: String, of fields: Fields, _ findings: inout Findings) -> String {
    fields.requiredWord(key, &findings).map { state($0, key, of: fields, &findings) } ?? ""
  }

  /// The ids of regimes that the list of a key must name, each once.
  func states(_ key: String, of fields: Fields, _ findings: inout Findings) -> [String] {
    let words = fields.words(key, &findings)
    if words.isEmpty { fields.missing(key, &findings) }
    var seen: Set<String> = []
    for word in words where !seen.insert(word.text).inserted {
      findings.error(
        "duplicate-state", at: word.location,
        "'\(key)' of \(fields.subject) lists the state '\(word.text)' twice",
        remedy: "delete one of the two")
    }
    return words.map { state($0, key, of: fields, &findings) }
  }

  // MARK: - Coded years

  private func coding(_ draft: inout Draft) -> [RegimeYear] {
    let found = ServiceReader.things("coding", of: fields, what: "year", &draft.findings)
    var years: [RegimeYear] = []
    for (word, node) in found {
      guard let year = Int(word.text), (1500...2200).contains(year) else {
        draft.findings.error(
          "out-of-range", at: word.location, "'\(word.text)' is not a year",
          remedy: "write a year from 1500 to 2200, such as 1998")
        continue
      }
      if years.contains(where: { $0.year == year }) {
        draft.findings.error(
          "duplicate-id", at: word.location, "the year \(year) is coded twice",
          remedy: "delete one of the two")
      }
      let inner = Fields(
        node, file: fields.file, subject: "year \(year) of \(fields.subject)",
        keys: Keys.codedYear, at: word.location, &draft.findings)
      let origin = ProvenanceReader.read(inner, asksFormula: false, &draft)
      years.append(
        RegimeYear(
          year: year, state: state("state", of: inner, &draft.findings),
          sources: origin.sources, sourceClass: origin.sourceClass ?? .judgement,
          note: inner.optionalText("note", &draft.findings),
          location: word.location))
    }
    return years.sorted { $0.year < $1.year }
  }

  // MARK: - Effects

  private func effects(_ draft: inout Draft) -> [RegimeEffects] {
    let found = ServiceReader.things("effects", of: fields, what: "exposure", &draft.findings)
    if found.isEmpty, !fields.has("effects") { fields.missing("effects", &draft.findings) }
    return found.map { id, node in
      if !exposures.contains(id.text) {
        draft.findings.error(
          "unknown-exposure", at: id.location,
          "'effects' of \(fields.subject) names the exposure '\(id.text)', which is not in the file",
          remedy: Fields.remedy(for: id.text, among: exposures, what: "exposure"))
      }
      let inner = Fields(
        node, file: fields.file, subject: "effects '\(id.text)' of \(fields.subject)",
        anyOf: states,
        at: id.location, &draft.findings)
      let effects = states.map { effect($0, inner, &draft) }
      return RegimeEffects(exposure: id.text, effects: effects, location: id.location)
    }
  }

  private func effect(_ state: String, _ fields: Fields, _ draft: inout Draft) -> RegimeEffect {
    guard let inner = fields.fields(state, keys: Keys.effect, &draft.findings) else {
      draft.findings.error(
        "missing-state", at: fields.place(of: state),
        "\(fields.subject) says nothing of the state '\(state)'",
        remedy: "add '\(state): {availability: ID}', or '\(state): {}' when it changes nothing")
      return RegimeEffect()
    }
    return RegimeEffect(
      availability: draft.mention(.assumption(needs.pureNumber), "availability", of: inner),
      demand: draft.mention(.assumption(needs.pureNumber), "demand", of: inner),
      fee: draft.mention(.assumption(needs.pureNumber), "fee", of: inner),
      delay: draft.mention(.assumption(needs.time), "delay", of: inner),
      loss: draft.mention(.assumption(needs.pureNumber), "loss", of: inner),
      hasSanctions: inner.flag("sanctions", &draft.findings) ?? false)
  }

  // MARK: - Worth

  private func worth(_ draft: inout Draft) -> [RegimeWorth] {
    let found = ServiceReader.things("worth", of: fields, what: "country", &draft.findings)
    return found.map { code, node in
      let inner = Fields(
        node, file: fields.file, subject: "worth '\(code.text)' of \(fields.subject)",
        anyOf: states, at: code.location, &draft.findings)
      return RegimeWorth(
        country: fields.country(code, "worth", &draft.findings),
        worth: states.map { draft.required(.assumption(needs.pureNumber), $0, of: inner) },
        location: code.location)
    }
  }

  // MARK: - Lists of ways from regimes to regimes

  private func tilts(_ draft: inout Draft) -> [RegimeLogit] {
    items("tilts", of: fields, keys: Keys.tilt, &draft.findings).map { inner in
      RegimeLogit(
        from: states("from", of: inner, &draft.findings),
        to: state("to", of: inner, &draft.findings),
        logit: draft.required(.assumption(needs.pureNumber), "logit", of: inner),
        location: inner.location)
    }
  }

  /// The mappings of a list; none when the key is missing.
  func items(_ key: String, of fields: Fields, keys: KeyTable, _ findings: inout Findings)
    -> [Fields]
  {
    guard let node = fields.value(key) else { return [] }
    guard let items = node.items else {
      fields.wrongType(
        key, node, wanted: "a list of '- {\(keys.names.joined(separator: ": ..., ")): ...}'",
        &findings)
      return []
    }
    return items.map {
      Fields($0, file: fields.file, subject: "'\(key)' of \(fields.subject)", keys: keys, &findings)
    }
  }
}
