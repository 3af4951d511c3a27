import CorridorGeoJSON
import CorridorGeometry

/// Reads the files of borders/ and zones.geojson.
struct BorderReader {
  static let countriesFile = "borders/countries.geojson"
  static let boundariesFile = "borders/boundaries.geojson"
  static let zonesFile = "zones.geojson"

  static func countries(_ file: FeatureFile, _ draft: inout Draft) -> [CountryShape] {
    file.items.compactMap { item in
      let fields = file.fields(
        item, what: "country", keys: Fields.nameKeys + ["sources"], &draft.findings)
      let word = Fields.Word(text: item.id, location: item.location)
      let code = fields.country(word, "id", &draft.findings)
      let names = fields.names(&draft.findings)
      guard let area = area(item, &draft.findings) else {
        file.wrongGeometry(
          item, what: "country", wanted: "a Polygon or MultiPolygon", &draft.findings)
        return nil
      }
      checkBox(of: item, around: area, &draft.findings)
      return CountryShape(
        code: code, names: names, polygon: area,
        sources: draft.mentions(.source, "sources", of: fields), location: item.location)
    }
  }

  /// A box that does not hold its country would let a run pass over it.
  private static func checkBox(
    of item: FeatureFile.Item, around area: MultiPolygon, _ findings: inout Findings
  ) {
    guard let numbers = item.feature.bbox, numbers.count == 4 else { return }
    let box = BoundingBox(
      west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    let outside = area.polygons.lazy.flatMap(\.exterior).first { !box.contains($0) }
    guard let outside else { return }
    findings.error(
      "wrong-bbox", at: item.location,
      "the bbox of country '\(item.id)' does not hold its vertex \(outside)",
      remedy: "correct the bbox, or delete it")
  }

  static func boundaries(_ file: FeatureFile, _ draft: inout Draft) -> [Boundary] {
    let keys =
      Fields.nameKeys + [
        "between", "declared_km", "declared_class", "provenance", "source_class", "note", "sources",
      ]
    return file.items.compactMap { item in
      IDs.check(item.id, what: "boundary", at: item.location, &draft.findings)
      let fields = file.fields(item, what: "boundary", keys: keys, &draft.findings)
      if !fields.has("between") { fields.missing("between", &draft.findings) }
      let names = fields.names(&draft.findings)
      let between = draft.countryPair("between", of: fields)
      let declared = fields.optionalNumber("declared_km", &draft.findings)
      let declaredClass = fields.choice("declared_class", SourceClass.self, &draft.findings)
      if declaredClass != nil, !fields.has("declared_km") {
        fields.missing("declared_km", &draft.findings)
      }
      let provenance = fields.text("provenance", &draft.findings)
      let note = fields.optionalText("note", &draft.findings)
      guard case .lineString(let coordinates) = item.feature.geometry,
        let line = try? LineString(coordinates)
      else {
        file.wrongGeometry(item, what: "boundary", wanted: "a LineString", &draft.findings)
        return nil
      }
      return Boundary(
        id: item.id, names: names, between: between, line: line,
        declaredKilometres: declared, declaredClass: declaredClass, provenance: provenance,
        sourceClass: fields.choice("source_class", SourceClass.self, &draft.findings), note: note,
        sources: PlaceReader.sources(fields, &draft),
        location: item.location)
    }
  }

  static func zones(_ file: FeatureFile, _ draft: inout Draft) -> [Zone] {
    let keys =
      Fields.nameKeys + [
        "kind", "country", "since", "since_class", "source_class", "note", "sources",
      ]
    return file.items.compactMap { item in
      IDs.check(item.id, what: "zone", at: item.location, &draft.findings)
      let fields = file.fields(item, what: "zone", keys: keys, &draft.findings)
      let kind = fields.requiredChoice("kind", Zone.Kind.self, &draft.findings)
      let names = fields.names(&draft.findings)
      let country = draft.country("country", of: fields)
      let since = fields.optionalInteger("since", in: 1800...2200, &draft.findings)
      let sinceClass = fields.choice("since_class", SourceClass.self, &draft.findings)
      if sinceClass != nil, !fields.has("since") { fields.missing("since", &draft.findings) }
      let note = fields.optionalText("note", &draft.findings)
      let shape: Zone.Shape
      if case .point(let coordinate) = item.feature.geometry {
        shape = .point(coordinate)
      } else if let area = area(item, &draft.findings) {
        shape = .area(area)
      } else {
        file.wrongGeometry(item, what: "zone", wanted: "a Point or a Polygon", &draft.findings)
        return nil
      }
      return kind.map {
        Zone(
          id: item.id, names: names, kind: $0, country: country, since: since,
          sinceClass: sinceClass, shape: shape,
          sourceClass: fields.choice("source_class", SourceClass.self, &draft.findings),
          note: note, sources: PlaceReader.sources(fields, &draft), location: item.location)
      }
    }
  }

  /// The area of a feature; nil when it is drawn as something else.
  private static func area(_ item: FeatureFile.Item, _ findings: inout Findings) -> MultiPolygon? {
    guard let rings = item.feature.geometry?.polygons, !rings.isEmpty else { return nil }
    var polygons: [Polygon] = []
    for polygon in rings {
      do throws(GeometryError) {
        guard let exterior = polygon.first else { continue }
        polygons.append(try Polygon(exterior: exterior, holes: Array(polygon.dropFirst())))
      } catch {
        findings.error(
          "geojson", at: item.location, what: "'\(item.id)'", error.description,
          remedy: "draw the area anew")
      }
    }
    return MultiPolygon(polygons)
  }
}
