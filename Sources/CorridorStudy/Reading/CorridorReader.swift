/// Reads corridors.yaml.
struct CorridorReader {
  static let file = "corridors.yaml"

  static func corridors(of root: Fields, _ draft: inout Draft) -> [CorridorChain] {
    let found = ServiceReader.things("corridors", of: root, what: "corridor", &draft.findings)
    return found.map { id, node in
      IDs.check(id.text, what: "corridor", at: id.location, &draft.findings)
      let fields = Fields(
        node, file: root.file, subject: "corridor '\(id.text)'", keys: Keys.chain, at: id.location,
        &draft.findings)
      let names = fields.names(&draft.findings)
      let note = fields.optionalText("note", &draft.findings)
      let links = draft.mentions(.link, "links", of: fields)
      if links.isEmpty, !draft.findings.hasErrors || !fields.has("links") {
        draft.findings.error(
          "missing-key", at: fields.place(of: "links"), "\(fields.subject) has no links",
          remedy: "add 'links: [ID, ...]' in order of travel")
      }
      return CorridorChain(
        id: id.text, names: names, links: links,
        branches: draft.mentions(.link, "branches", of: fields),
        declared: fields.value("declared").flatMap {
          LinkReader.length($0, of: fields, &draft)
        }, note: note,
        sources: draft.mentions(.source, "sources", of: fields), location: id.location)
    }
  }

  static func routes(of root: Fields, needs: UnitNeeds, _ draft: inout Draft) -> [RoutePlan] {
    let found = ServiceReader.things("routes", of: root, what: "route", &draft.findings)
    return found.compactMap { id, node -> RoutePlan? in
      IDs.check(id.text, what: "route", allowing: ":/", at: id.location, &draft.findings)
      let halves = id.text.split(separator: "/", omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
        draft.findings.error(
          "bad-id", at: id.location, "'\(id.text)' does not say of which comparison the route is",
          remedy: "write 'COMPARISON/ROUTE', such as container:here-there/by-rail")
        return nil
      }
      let fields = Fields(
        node, file: root.file, subject: "route '\(id.text)'", keys: Keys.route, at: id.location,
        &draft.findings)
      let names = fields.names(&draft.findings)
      let nest = fields.optionalText("nest", &draft.findings)
      let note = fields.optionalText("note", &draft.findings)
      return RoutePlan(
        shortID: String(halves[1]), comparison: String(halves[0]), names: names, nest: nest,
        pieces: pieces(fields, &draft),
        destination: draft.mention(.place, "destination", of: fields),
        works: works(fields, needs, &draft), note: note, location: id.location)
    }
  }

  private static func pieces(_ fields: Fields, _ draft: inout Draft) -> [RoutePlan.Piece] {
    guard let node = fields.value("pieces"), let items = node.items, !items.isEmpty else {
      if let node = fields.value("pieces") {
        fields.wrongType("pieces", node, wanted: "a list of corridors and links", &draft.findings)
      } else {
        fields.missing("pieces", &draft.findings)
      }
      return []
    }
    return items.compactMap { item -> RoutePlan.Piece? in
      let location = fields.place(item)
      if case .scalar(let text, let style) = item.content, !item.isNull, style != .literal {
        let word = Fields.Word(text: text, location: location)
        draft.mention(.piece, word, key: "pieces", of: fields.subject)
        return RoutePlan.Piece(id: text, location: location)
      }
      let inner = Fields(
        item, file: fields.file, subject: "a piece of \(fields.subject)",
        keys: Keys.piece, &draft.findings)
      if item.entries == nil { return nil }
      return RoutePlan.Piece(
        id: draft.required(.piece, "id", of: inner), from: draft.mention(.place, "from", of: inner),
        to: draft.mention(.place, "to", of: inner), location: location)
    }
  }

  /// What has to be built at places, from the key `works`.
  static func works(
    _ fields: Fields, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> [RoutePlan.NodeWorks] {
    guard let node = fields.value("works") else { return [] }
    guard let items = node.items else {
      fields.wrongType("works", node, wanted: "a list of {name, at, capex}", &draft.findings)
      return []
    }
    return items.map { item in
      let inner = Fields(
        item, file: fields.file, subject: "works of \(fields.subject)",
        keys: Keys.nodeWorks, &draft.findings)
      let name = inner.text("name", &draft.findings)
      return RoutePlan.NodeWorks(
        name: name, at: draft.required(.place, "at", of: inner),
        capex: draft.required(.assumption(needs.nodeCapital), "capex", of: inner),
        upkeep: draft.mention(.assumption(needs.yearlyRate), "upkeep", of: inner),
        overrun: ServiceReader.overrun(inner, needs, &draft))
    }
  }
}
