/// Reads regimes.yaml.
struct RegimeReader {
  static let file = "regimes.yaml"

  static func regimes(of root: Fields, needs: UnitNeeds, _ draft: inout Draft) -> Regimes {
    let exposures = exposures(of: root, &draft)
    let found = ServiceReader.things("processes", of: root, what: "process", &draft.findings)
    if found.isEmpty, !root.has("processes") { root.missing("processes", &draft.findings) }
    let processes = found.map { id, node in
      ProcessReader(
        id: id, node: node, file: root.file, exposures: exposures.map(\.id), needs: needs, &draft
      ).process(&draft)
    }
    checkStates(processes, &draft.findings)
    return Regimes(
      exposures: exposures, processes: processes, hosts: hosts(of: root, needs: needs, &draft),
      note: root.optionalText("note", &draft.findings))
  }

  /// Finds names of states that stand twice: a scenario names a state without its process.
  private static func checkStates(_ processes: [RegimeProcess], _ findings: inout Findings) {
    let names = processes.flatMap(\.states).flatMap { state in
      Set([state.id, state.short ?? state.id]).sorted().map {
        (id: $0, what: "name of a state", location: state.location)
      }
    }
    IDs.checkUnique(names, &findings)
  }

  // MARK: - Exposures

  private static func exposures(of root: Fields, _ draft: inout Draft) -> [Exposure] {
    let found = ServiceReader.things("exposures", of: root, what: "exposure", &draft.findings)
    return found.map { id, node in
      IDs.check(id.text, what: "exposure", at: id.location, &draft.findings)
      let fields = Fields(
        node, file: root.file, subject: "exposure '\(id.text)'", keys: Keys.exposure,
        at: id.location,
        &draft.findings)
      let conditions = ["crossings", "countries", "links", "passages"]
      if node.entries != nil, !conditions.contains(where: fields.has) {
        draft.findings.error(
          "empty-exposure", at: fields.location,
          "\(fields.subject) says of no route that it is exposed",
          remedy: "add 'crossings: [[AA, BB]]', 'countries', 'links' or 'passages'")
      }
      let countries = fields.words("countries", &draft.findings).map {
        fields.country($0, "countries", &draft.findings)
      }
      let name = fields.text("name", &draft.findings)
      let note = fields.optionalText("note", &draft.findings)
      return Exposure(
        id: id.text, name: name, crossings: crossings(fields, &draft.findings),
        countries: countries, links: draft.mentions(.link, "links", of: fields),
        passages: fields.texts("passages", &draft.findings),
        modes: modes(fields, &draft.findings), note: note, location: id.location)
    }
  }

  private static func crossings(_ fields: Fields, _ findings: inout Findings) -> [[String]] {
    guard let node = fields.value("crossings") else { return [] }
    guard let items = node.items else {
      fields.wrongType(
        "crossings", node, wanted: "a list of pairs, such as [[DE, PL]]", &findings)
      return []
    }
    return items.map { item in
      // Read as a mapping with one key, so that a pair is checked as everywhere.
      let entry = ConfigNode.Entry(
        key: "crossings", line: item.line, column: item.column, value: item)
      let pair = Fields(
        [entry], file: fields.file, subject: fields.subject, anyOf: ["crossings"],
        at: fields.place(item), &findings)
      return pair.countryPair("crossings", &findings).sorted()
    }
  }

  private static func modes(_ fields: Fields, _ findings: inout Findings) -> [Mode] {
    fields.words("modes", &findings).compactMap { word in
      if let mode = Mode(rawValue: word.text) { return mode }
      findings.error(
        "unknown-mode", at: word.location, "'modes' of \(fields.subject) has '\(word.text)'",
        remedy: Fields.remedy(for: word.text, among: Mode.allCases.map(\.rawValue), what: "mode"))
      return nil
    }
  }

  // MARK: - Hosts

  private static func hosts(
    of root: Fields, needs: UnitNeeds, _ draft: inout Draft
  ) -> [HostTerms] {
    let found = ServiceReader.things("hosts", of: root, what: "country", &draft.findings)
    return found.map { code, node in
      let fields = Fields(
        node, file: root.file, subject: "host '\(code.text)'", keys: Keys.host, at: code.location,
        &draft.findings)
      return HostTerms(
        country: fields.country(code, "hosts", &draft.findings),
        earlyHazard: draft.required(.assumption(needs.yearlyRate), "early_hazard", of: fields),
        lateHazard: draft.required(.assumption(needs.yearlyRate), "late_hazard", of: fields),
        sunkThreshold: draft.required(.assumption(needs.pureNumber), "sunk_threshold", of: fields),
        demand: draft.required(.assumption(needs.pureNumber), "demand", of: fields),
        settlement: draft.required(.assumption(needs.pureNumber), "settlement", of: fields),
        power: draft.required(.assumption(needs.pureNumber), "power", of: fields),
        stoppageChance: draft.required(
          .assumption(needs.pureNumber), "stoppage_chance", of: fields),
        stoppageYears: draft.required(.assumption(needs.years), "stoppage_years", of: fields),
        termination: draft.required(.assumption(needs.yearlyRate), "termination", of: fields),
        salvage: draft.required(.assumption(needs.pureNumber), "salvage", of: fields),
        patience: draft.required(.assumption(needs.pureNumber), "patience", of: fields),
        bargain: fields.choice("bargain", HostTerms.Bargain.self, &draft.findings) ?? .nash,
        upkeep: draft.mention(.assumption(needs.moneyPerYear), "upkeep", of: fields),
        mitigants: mitigants(of: fields, needs: needs, &draft), location: code.location)
    }
  }

  private static func mitigants(
    of host: Fields, needs: UnitNeeds, _ draft: inout Draft
  ) -> MitigantTerms {
    guard let fields = host.fields("mitigants", keys: Keys.mitigants, &draft.findings) else {
      return MitigantTerms()
    }
    let needsBoth = [
      ("in_kind_share", "in_kind_worth"), ("guarantee_share", "guarantee_premium"),
    ]
    for (one, other) in needsBoth where fields.has(one) != fields.has(other) {
      fields.missing(fields.has(one) ? other : one, &draft.findings)
    }
    let pure = Reference.Target.assumption(needs.pureNumber)
    return MitigantTerms(
      escrowYears: draft.mention(.assumption(needs.years), "escrow_years", of: fields),
      prepaidShare: draft.mention(pure, "prepaid_share", of: fields),
      inKindShare: draft.mention(pure, "in_kind_share", of: fields),
      inKindWorth: draft.mention(pure, "in_kind_worth", of: fields),
      fallbackShare: draft.mention(pure, "fallback_share", of: fields),
      staging: draft.mention(pure, "staging", of: fields),
      guaranteeShare: draft.mention(pure, "guarantee_share", of: fields),
      guaranteePremium: draft.mention(
        .assumption(needs.yearlyRate), "guarantee_premium", of: fields))
  }
}
