/// Reads the events of study.yaml.
struct EventReader {
  static func events(of root: Fields, needs: UnitNeeds, _ draft: inout Draft) -> [Event] {
    guard let node = root.value("events") else { return [] }
    guard let items = node.items else {
      root.wrongType("events", node, wanted: "a list of '- {kind: ...}'", &draft.findings)
      return []
    }
    return items.enumerated().compactMap { place, item in
      let fields = Fields(
        item, file: root.file, subject: "event \(place + 1)", keys: Keys.event, &draft.findings)
      return event(fields, needs, &draft)
    }
  }

  private static func event(
    _ fields: Fields, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> Event? {
    guard let kind = fields.requiredChoice("kind", Event.Kind.self, &draft.findings) else {
      return nil
    }
    let service = draft.mention(.service, "service", of: fields)
    let cost = kind == .fee ? needs.fee(of: service) : needs.price(of: service)
    let event = Event(
      kind: kind, service: service, mode: fields.choice("mode", Mode.self, &draft.findings),
      modes: modes(fields, &draft.findings),
      between: draft.countryPair("between", of: fields),
      into: draft.country("into", of: fields),
      at: draft.mention(.place, "at", of: fields),
      passage: draft.mention(.passage, "passage", of: fields),
      country: draft.country("country", of: fields),
      time: draft.mention(.assumption(needs.time), "time", of: fields),
      cost: draft.mention(.assumption(cost), "cost", of: fields),
      deviation: draft.mention(.assumption(needs.time), "deviation", of: fields),
      emissions: draft.mention(
        .assumption(needs.eventEmissions(of: service)), "emissions", of: fields),
      loss: draft.mention(.assumption(needs.pureNumber), "loss", of: fields),
      capacity: draft.mention(.assumption(needs.capacity(of: service)), "capacity", of: fields),
      location: fields.location)
    check(event, fields, &draft.findings)
    return event
  }

  private static func modes(_ fields: Fields, _ findings: inout Findings) -> [Mode] {
    let words = fields.words("modes", &findings)
    let modes = words.compactMap { word -> Mode? in
      if let mode = Mode(rawValue: word.text) { return mode }
      findings.error(
        "unknown-mode", at: word.location, "'modes' of \(fields.subject) has '\(word.text)'",
        remedy: Fields.remedy(for: word.text, among: Mode.allCases.map(\.rawValue), what: "mode"))
      return nil
    }
    // From ship to ship is the one change within a mode.
    let isPair = modes.count == 2 && (modes[0] != modes[1] || modes[0] == .sea)
    if !words.isEmpty, modes.count == words.count, !isPair {
      findings.error(
        "bad-pair", at: fields.place(of: "modes"), "'modes' of \(fields.subject) are not two",
        remedy: "write the modes before and after, such as [sea, rail]; [sea, sea] is from ship to "
          + "ship")
    }
    return modes
  }

  /// Finds conditions that an event of its kind can never meet, and rules that give nothing.
  private static func check(_ event: Event, _ fields: Fields, _ findings: inout Findings) {
    let conditions: [String: Set<Event.Kind>] = [
      "mode": [.border, .terminal, .gauge, .door], "modes": [.transfer], "between": [.border],
      "into": [.border],
      "at": [.border, .gauge, .transfer, .terminal, .ice], "passage": [.passage],
      "country": [.fee],
      "loss": [.border, .transfer, .terminal],
      "capacity": [.border, .gauge, .transfer, .terminal, .passage],
    ]
    for (key, kinds) in conditions.sorted(by: { $0.key < $1.key }) where fields.has(key) {
      guard !kinds.contains(event.kind) else { continue }
      findings.error(
        "bad-condition", at: fields.place(of: key),
        "'\(key)' has no meaning for an event of the kind '\(event.kind.rawValue)'",
        remedy: "delete '\(key)', or change the kind")
    }
    if let country = event.into, !event.between.isEmpty, !event.between.contains(country) {
      findings.error(
        "bad-condition", at: fields.place(of: "into"),
        "'into' of \(fields.subject) is \(country), which is not one of 'between'",
        remedy: "write \(event.between.joined(separator: " or ")), or delete 'between'")
    }
    let gives = [
      event.time, event.cost, event.deviation, event.emissions, event.loss, event.capacity,
    ]
    if gives.allSatisfy({ $0 == nil }) {
      findings.error(
        "empty-event", at: fields.location, "\(fields.subject) gives neither time nor money",
        remedy: "add 'time', 'cost', 'deviation', 'emissions', 'loss' or 'capacity'")
    }
  }
}
