/// Reads what a scenario patches, by the form alone; whether ids are known is told with the study.
enum ScenarioPatchReader {
  // MARK: - Assumptions

  /// The changed values: a text, or a mapping of a value and where it comes from.
  static func overrides(_ fields: Fields, knownAt: String?, _ draft: inout Draft) -> [Override] {
    guard let node = fields.value("set") else { return [] }
    guard let entries = node.entries else {
      fields.wrongType("set", node, wanted: "a mapping, such as {ID: 500 km/day}", &draft.findings)
      return []
    }
    return entries.compactMap { entry in
      guard entry.value.entries != nil else {
        let inner = Fields(
          [
            ConfigNode.Entry(
              key: "value", line: entry.line, column: entry.column, value: entry.value)
          ],
          file: fields.file, subject: "'\(entry.key)'", anyOf: ["value"],
          at: fields.place(entry.value),
          &draft.findings)
        return inner.requiredWord("value", &draft.findings).map {
          Override(
            id: entry.key, text: $0.text,
            provenance: knownAt.map { Override.Provenance(knownAt: $0) }, location: $0.location)
        }
      }
      return sourced(entry, file: fields.file, knownAt: knownAt, &draft)
    }
  }

  private static func sourced(
    _ entry: ConfigNode.Entry, file: String, knownAt: String?, _ draft: inout Draft
  ) -> Override? {
    let fields = Fields(
      entry.value, file: file, subject: "'\(entry.key)' of 'set'",
      keys: Keys.setting,
      at: SourceLocation(file: file, line: entry.line, column: entry.column), &draft.findings)
    let value = fields.requiredWord("value", &draft.findings)
    let origin = ProvenanceReader.read(fields, &draft)
    let own = fields.optionalDate("known_at", &draft.findings)
    let provenance = Override.Provenance(
      sourceClass: origin.sourceClass ?? .judgement, sources: origin.sources,
      formula: origin.formula,
      knownAt: own ?? knownAt, note: fields.optionalText("note", &draft.findings))
    return value.map {
      Override(id: entry.key, text: $0.text, provenance: provenance, location: $0.location)
    }
  }

  // MARK: - Network

  /// The changed links, and those that are closed or opened.
  static func links(_ fields: Fields, _ draft: inout Draft) -> ([LinkPatch], [Opening]) {
    var patches: [LinkPatch] = []
    var openings: [Opening] = []
    let keys = Keys.linkPatch.names
    for inner in mappings("links", of: fields, what: "link", keys: Keys.linkPatch, &draft.findings)
    {
      var patch = LinkPatch(id: inner.id, location: inner.fields.location)
      let own = inner.fields
      patch.status = own.choice("status", Status.self, &draft.findings)
      patch.works = own.choice("works", Works.self, &draft.findings)
      patch.terrain = own.choice("terrain", Terrain.self, &draft.findings)
      patch.linkClass = draft.mention(.linkClass, "class", of: own)
      patch.gaugesMillimetres = LinkReader.gauges(own, &draft.findings)
      // What could not be read patches nothing, and nothing is to be said of it beside the mistake.
      let read = [
        "status": patch.status != nil, "works": patch.works != nil,
        "terrain": patch.terrain != nil, "class": patch.linkClass != nil,
        "gauge_mm": patch.gaugesMillimetres?.isEmpty == false,
      ]
      for key in keys where own.has(key) && read[key] != false {
        patch.locations[key] = own.place(of: key)
      }
      if own.has("open") || own.has("reason") {
        openings += opening(.link(inner.id), own, &draft.findings)
      }
      if keys.prefix(5).contains(where: own.has) { patches.append(patch) }
      if !keys.contains(where: own.has) { own.missing("status", &draft.findings) }
    }
    return (patches, openings)
  }

  /// What the scenario says of borders, passages and routes.
  static func openings(_ fields: Fields, _ findings: inout Findings) -> [Opening] {
    let keys = Keys.opening
    var openings: [Opening] = []
    for inner in mappings("borders", of: fields, what: "border", keys: keys, &findings) {
      let subject = pair(inner.id).map { Opening.Subject.border($0.0, $0.1) }
      openings += opening(subject ?? .crossing(inner.id), inner.fields, &findings)
    }
    for inner in mappings("passages", of: fields, what: "passage", keys: keys, &findings) {
      openings += opening(.passage(inner.id), inner.fields, &findings)
    }
    for inner in mappings("routes", of: fields, what: "route", keys: Keys.routePatch, &findings)
    where inner.fields.has("open") || inner.fields.has("reason") || !inner.fields.has("works") {
      openings += opening(.route(inner.id), inner.fields, &findings)
    }
    return openings
  }

  /// What has to be built at places of routes.
  static func works(_ fields: Fields, _ needs: UnitNeeds, _ draft: inout Draft) -> [RouteWorks] {
    var ignored = Findings()
    return mappings("routes", of: fields, what: "route", keys: Keys.routePatch, &ignored)
      .filter { $0.fields.has("works") }.map { inner in
        RouteWorks(
          route: inner.id, works: CorridorReader.works(inner.fields, needs, &draft),
          location: inner.fields.place(of: "works"))
      }
  }

  /// Two different countries as `DE-PL`, sorted; nil for what is no pair.
  private static func pair(_ text: String) -> (String, String)? {
    let codes = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard codes.count == 2, codes[0] != codes[1],
      codes.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } })
    else { return nil }
    return (min(codes[0], codes[1]), max(codes[0], codes[1]))
  }

  private static func opening(
    _ subject: Opening.Subject, _ fields: Fields, _ findings: inout Findings
  ) -> [Opening] {
    let reason = fields.optionalText("reason", &findings)
    let isOpen = fields.flag("open", &findings)
    if !fields.has("open"), reason == nil || !subject.isBorder {
      fields.missing("open", &findings)
    }
    guard isOpen != nil || reason != nil else { return [] }
    if isOpen == false, reason == nil {
      findings.error(
        "missing-reason", at: fields.location, "\(fields.subject) is closed and has no reason",
        remedy: "add 'reason', in a few words")
    }
    return [
      Opening(
        subject: subject, isOpen: isOpen, reason: reason,
        location: fields.place(of: isOpen == nil ? "reason" : "open"))
    ]
  }

  private static func mappings(
    _ key: String, of fields: Fields, what: String, keys: KeyTable, _ findings: inout Findings
  ) -> [(id: String, fields: Fields)] {
    guard let node = fields.value(key) else { return [] }
    guard let entries = node.entries else {
      fields.wrongType(
        key, node, wanted: "a mapping by id, such as {ID: {\(keys.names[0]): ...}}", &findings)
      return []
    }
    return entries.map { entry in
      (
        entry.key,
        Fields(
          entry.value, file: fields.file, subject: "\(what) '\(entry.key)'", keys: keys,
          at: SourceLocation(file: fields.file, line: entry.line, column: entry.column), &findings)
      )
    }
  }

  // MARK: - Regimes

  static func regimes(_ fields: Fields, _ findings: inout Findings) -> RegimePatch? {
    guard let own = fields.fields("regimes", keys: Keys.regimePatch, &findings) else {
      return nil
    }
    let matrix = own.optionalText("matrix", &findings)
    let starts = own.oneOrMore("start", &findings)
    let held: RegimePatch.Held =
      if own.value("held")?.items != nil {
        .states(own.texts("held", &findings))
      } else {
        own.flag("held", &findings) == true ? .named : .none
      }
    if held == .named, starts.isEmpty, fields.value("inherits") == nil {
      findings.error(
        "missing-key", at: own.place(of: "held"), "the process is held, and in no state",
        remedy: "add 'start', the state in which it stays")
    }
    return RegimePatch(matrix: matrix, starts: starts, held: held, location: own.location)
  }
}

extension Opening.Subject {
  /// Whether the study itself says if it is open.
  fileprivate var isBorder: Bool {
    switch self {
    case .crossing, .border: true
    case .link, .passage, .route: false
    }
  }
}
