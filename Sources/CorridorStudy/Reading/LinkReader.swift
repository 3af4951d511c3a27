import CorridorGeoJSON
import CorridorGeometry

/// Reads links.geojson.
struct LinkReader {
  static let file = "links.geojson"
  private static let keys =
    Fields.nameKeys + [
      "from", "to", "mode", "class", "gauge_mm", "status", "opened", "works", "spent", "terrain",
      "declared_km", "series", "declared_source", "declared_class", "other_lengths", "alignment",
      "proposal", "crossings", "passages", "route_factor_reason", "note", "sources",
    ]

  static func link(
    _ item: FeatureFile.Item, of file: FeatureFile, needs: UnitNeeds, _ draft: inout Draft
  ) -> Link? {
    IDs.check(item.id, what: "link", at: item.location, &draft.findings)
    let fields = file.fields(item, what: "link", keys: keys, &draft.findings)
    let line = line(item, of: file, &draft.findings)
    let names = fields.names(&draft.findings)
    let mode = fields.requiredChoice("mode", Mode.self, &draft.findings)
    let status = fields.requiredChoice("status", Status.self, &draft.findings)
    let alignment = fields.text("alignment", &draft.findings)
    let from = draft.required(.place, "from", of: fields)
    let to = draft.required(.place, "to", of: fields)
    if !from.isEmpty, from == to {
      draft.findings.error(
        "bad-pair", at: fields.place(of: "to"),
        "\(fields.subject) ends where it begins, at '\(to)'",
        remedy: "name two places, and divide a loop in two links")
    }
    let opened = fields.optionalInteger("opened", in: 1800...2200, &draft.findings)
    let works = fields.choice("works", Works.self, &draft.findings)
    let terrain = fields.choice("terrain", Terrain.self, &draft.findings)
    let isProposal = fields.flag("proposal", &draft.findings)
    let gauges = gauges(fields, mode: mode, &draft.findings)
    let note = fields.optionalText("note", &draft.findings)
    let reason = fields.optionalText("route_factor_reason", &draft.findings)
    let passages = draft.mentions(.passage, "passages", of: fields)
    let declared = declared(fields, &draft)
    let others = otherLengths(fields, &draft)
    guard let line, let mode, let status else {
      draft.broken.insert(item.id)
      return nil
    }
    return Link(
      id: item.id, names: names, from: from, to: to, mode: mode,
      linkClass: draft.required(.linkClass, "class", of: fields), gaugesMillimetres: gauges,
      status: status, opened: opened, works: works ?? .none,
      spent: draft.mention(.assumption(needs.pureNumber), "spent", of: fields),
      terrain: terrain ?? .flat,
      declared: declared, otherLengths: others, line: line, alignment: alignment,
      isProposal: isProposal ?? false,
      crossings: crossings(fields, &draft), passages: passages,
      note: note, routeFactorReason: reason, sources: PlaceReader.sources(fields, &draft),
      location: item.location)
  }

  /// The border crossings that the link passes; a line passes each once.
  private static func crossings(_ fields: Fields, _ draft: inout Draft) -> [String] {
    let words = fields.words("crossings", &draft.findings)
    var seen: Set<String> = []
    for word in words {
      draft.mention(.crossing, word, key: "crossings", of: fields.subject)
      guard !seen.insert(word.text).inserted else { continue }
      draft.findings.error(
        "duplicate-crossing", at: word.location,
        "'crossings' of \(fields.subject) has '\(word.text)' twice",
        remedy: "delete one of the two, or name the other crossing that the line passes")
    }
    return words.map(\.text)
  }

  private static func line(
    _ item: FeatureFile.Item, of file: FeatureFile, _ findings: inout Findings
  ) -> LineString? {
    guard case .lineString(let coordinates) = item.feature.geometry else {
      file.wrongGeometry(item, what: "link", wanted: "a LineString", &findings)
      return nil
    }
    do throws(GeometryError) { return try LineString(coordinates) } catch {
      findings.error(
        "geojson", at: item.location, what: "link '\(item.id)'", error.description,
        remedy: "draw the line anew")
      return nil
    }
  }

  private static func gauges(
    _ fields: Fields, mode: Mode?, _ findings: inout Findings
  ) -> [Int] {
    guard let node = fields.value("gauge_mm") else {
      if mode == .rail { fields.missing("gauge_mm", &findings) }
      return []
    }
    if let mode, mode != .rail {
      findings.error(
        "bad-condition", at: fields.place(node),
        "\(fields.subject) is no railway and has a gauge",
        remedy: "delete 'gauge_mm', or write \"mode\": \"rail\"")
    }
    return gauges(fields, node, &findings)
  }

  /// The gauges of a patch, whose link may be anything; nil when it names none.
  static func gauges(_ fields: Fields, _ findings: inout Findings) -> [Int]? {
    fields.value("gauge_mm").map { gauges(fields, $0, &findings) }
  }

  private static func gauges(
    _ fields: Fields, _ node: ConfigNode, _ findings: inout Findings
  ) -> [Int] {
    let found = (node.items ?? [node]).compactMap {
      fields.integer(of: $0, "gauge_mm", in: 500...2200, &findings)
    }
    if Set(found).count != found.count || found.count > 2 || node.items?.isEmpty == true {
      findings.error(
        "bad-pair", at: fields.place(node), "'gauge_mm' of \(fields.subject) is not one or two",
        remedy: "write a gauge such as 1520, or two for mixed gauge: [1435, 1520]")
    }
    return found
  }

  /// Kilometres that a published length may have: no link or corridor is longer than the equator.
  private static let lengths = 0.001...40_075

  private static func declared(_ fields: Fields, _ draft: inout Draft) -> Link.DeclaredLength? {
    let group = ["declared_km", "series", "declared_source", "declared_class"]
    let missing = group.filter { fields.value($0) == nil }
    guard missing.count < group.count else { return nil }
    for key in missing { fields.missing(key, &draft.findings) }
    guard missing.isEmpty else { return nil }
    let kilometres = fields.number("declared_km", in: lengths, &draft.findings)
    let series = fields.text("series", &draft.findings)
    let sourceClass = fields.choice("declared_class", SourceClass.self, &draft.findings)
    let source = draft.required(.source, "declared_source", of: fields)
    return sourceClass.map {
      Link.DeclaredLength(kilometres: kilometres, series: series, source: source, sourceClass: $0)
    }
  }

  private static func otherLengths(
    _ fields: Fields, _ draft: inout Draft
  ) -> [Link.DeclaredLength] {
    guard let node = fields.value("other_lengths") else { return [] }
    guard let items = node.items else {
      fields.wrongType(
        "other_lengths", node, wanted: "a list of {km, series, source, class}", &draft.findings)
      return []
    }
    return items.compactMap { length($0, of: fields, &draft) }
  }

  /// A published length, `{km, series, source, class}`; nil, with a finding, when it has no class.
  static func length(
    _ node: ConfigNode, of fields: Fields, _ draft: inout Draft
  ) -> Link.DeclaredLength? {
    let inner = Fields(
      node, file: fields.file, subject: "a length of \(fields.subject)",
      keys: Keys.length, &draft.findings)
    guard node.entries != nil else { return nil }
    let kilometres = inner.number("km", in: lengths, &draft.findings)
    let series = inner.text("series", &draft.findings)
    let sourceClass = inner.requiredChoice("class", SourceClass.self, &draft.findings)
    let source = draft.required(.source, "source", of: inner)
    return sourceClass.map {
      Link.DeclaredLength(kilometres: kilometres, series: series, source: source, sourceClass: $0)
    }
  }
}
