import CorridorGeoJSON

/// Reads places.geojson.
struct PlaceReader {
  static let file = "places.geojson"
  private static let keys =
    Fields.nameKeys + [
      "kind", "country", "between", "gauge_mm", "open", "reason", "provenance", "source_class",
      "ice_days", "note", "sources",
    ]

  static func place(
    _ item: FeatureFile.Item, of file: FeatureFile, needs: UnitNeeds, _ draft: inout Draft
  ) -> Place? {
    IDs.check(item.id, what: "place", at: item.location, &draft.findings)
    let fields = file.fields(item, what: "place", keys: keys, &draft.findings)
    guard case .point(let coordinate) = item.feature.geometry else {
      file.wrongGeometry(item, what: "place", wanted: "a Point", &draft.findings)
      draft.broken.insert(item.id)
      return nil
    }
    let kind = fields.requiredChoice("kind", Place.Kind.self, &draft.findings)
    let border = border(fields, isCrossing: kind == .borderCrossing, &draft.findings)
    let names = fields.names(&draft.findings)
    let country = fields.country("country", &draft.findings)
    let provenance = fields.text("provenance", &draft.findings)
    let note = fields.optionalText("note", &draft.findings)
    if let kind { checkCountry(fields, kind, &draft.findings) }
    return Place(
      id: item.id, names: names, kind: kind ?? .city, country: country, coordinate: coordinate,
      provenance: provenance, border: border,
      iceDays: draft.mention(.assumption(needs.time), "ice_days", of: fields),
      sourceClass: fields.choice("source_class", SourceClass.self, &draft.findings), note: note,
      sources: sources(fields, &draft), location: item.location)
  }

  /// The sources of a feature, of which there must be one.
  static func sources(_ fields: Fields, _ draft: inout Draft) -> [String] {
    if !fields.has("sources") { fields.missing("sources", &draft.findings) }
    let sources = draft.mentions(.source, "sources", of: fields)
    if let node = fields.value("sources"), node.items?.isEmpty == true {
      draft.findings.error(
        "missing-source", at: fields.place(node), "\(fields.subject) names no source",
        remedy: "add the key of a source of sources.json")
    }
    return sources
  }

  private static func checkCountry(
    _ fields: Fields, _ kind: Place.Kind, _ findings: inout Findings
  ) {
    if kind == .borderCrossing {
      for key in ["country", "ice_days"] where fields.has(key) {
        findings.error(
          "bad-condition", at: fields.place(of: key),
          "\(fields.subject) is a border crossing and has '\(key)'",
          remedy: key == "country" ? "write 'between' instead" : "delete it, or change 'kind'")
      }
      return
    }
    if !fields.has("country") { fields.missing("country", &findings) }
    for key in ["between", "gauge_mm", "open", "reason"] where fields.has(key) {
      findings.error(
        "bad-condition", at: fields.place(of: key),
        "\(fields.subject) is no border crossing and has '\(key)'",
        remedy: "delete it, or write \"kind\": \"border_crossing\"")
    }
  }

  private static func border(
    _ fields: Fields, isCrossing: Bool, _ findings: inout Findings
  ) -> Place.Border? {
    guard isCrossing else { return nil }
    let between = fields.countryPair("between", &findings)
    let open = fields.flag("open", &findings)
    let reason = fields.optionalText("reason", &findings)
    if !fields.has("between") { fields.missing("between", &findings) }
    if !fields.has("open") { fields.missing("open", &findings) }
    if open == false, !fields.has("reason") {
      findings.error(
        "missing-key", at: fields.location, "\(fields.subject) is closed and has no 'reason'",
        remedy: "add 'reason', which says why and since when")
    }
    var gauges: [String: Int] = [:]
    if let inner = fields.fields("gauge_mm", anyOf: between, &findings) {
      for country in between {
        if !inner.has(country) { inner.missing(country, &findings) }
        gauges[country] = inner.optionalInteger(country, in: 500...2200, &findings)
      }
    }
    return Place.Border(
      between: between, gaugeMillimetres: gauges, open: open ?? true, reason: reason)
  }
}
