import CorridorAppraisal
import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// The page of a map: the template with everything that its script draws.
struct MapPage {
  let content: MapContent
  let words: MapWords
  let language: String

  /// Positions are written in whole units of so many metres.
  private static let unit = 10.0

  /// The whole page.
  func html(leaflet: Leaflet) throws -> String {
    Template(Resources.mapHtml).filled([
      "title": HTML(title), "language": HTML(language),
      "leafletStyle": HTML(trusted: leaflet.style),
      "style": HTML(trusted: MapStyle.properties + Resources.mapCss),
      "leafletLicence": HTML(Resources.leafletLicenceTxt),
      "data": try HTML(json: data()), "leafletScript": HTML(trusted: leaflet.script),
      "script": HTML(trusted: Resources.mapJs), "panelScript": HTML(trusted: Resources.mapPanelJs),
    ])
  }

  private var title: String {
    content.result?.comparison.title ?? content.study.settings.title
  }

  private func data() -> JSONValue {
    let settings = content.study.settings
    let box = content.box
    return [
      "study": [
        "id": .string(settings.id), "title": .string(settings.title),
        "summary": .string(settings.summary), "worldview": .string(settings.worldview),
        "attribution": .string(settings.attribution),
      ],
      "language": .string(language),
      "languages": .array(content.languages.map { .string($0) }), "words": words.all,
      "comparison": comparison.map { .object($0) } ?? .null,
      "projection": [
        "parameters": .string(EqualAreaMap.parameters(centre: content.centre)),
        "longitude": .number(content.centre.longitude),
        "latitude": .number(content.centre.latitude),
        "tolerance_m": .number(content.ground.tolerance),
      ],
      "unit_m": .number(Self.unit),
      "box_m": .array(
        [box.left, box.bottom, box.right, box.top].map { .number($0.rounded()) }),
      "dashes": .object(
        JSONObject(
          Status.allCases.map { status in
            JSONObject.Member(
              key: status.rawValue,
              value: .array(MapStyle.dash(of: status).map { .number($0) }))
          })),
      "modes": .array(Mode.allCases.map { .string($0.rawValue) }),
      "ground": ground, "graticule": graticule,
      "boundaries": .array(content.boundaries.map(line)),
      "links": .array(content.links.map(line)), "marks": .array(content.marks.map(mark)),
      "areas": .array(content.areas.map(area)), "sources": sources,
    ]
  }

  // MARK: - Shapes

  private var ground: JSONValue {
    [
      "arcs": .array(content.ground.arcs.map(Self.path)),
      "kinds": .array(content.ground.kinds.map { .integer($0.rawValue) }),
      "countries": .array(
        content.ground.countries.map { country in
          [
            "code": .string(country.code), "names": Self.names(country.names),
            "rings": .array(country.rings.map { .array($0.map { .integer($0) }) }),
          ]
        }),
    ]
  }

  private var graticule: JSONValue {
    .array(
      content.graticule.map { line in
        [
          "degree": .number(line.degree), "meridian": .bool(line.isMeridian),
          "points": Self.path(line.points),
        ]
      })
  }

  private func line(_ line: MapContent.Line) -> JSONValue {
    var object: JSONObject = [
      "id": .string(line.id), "names": Self.names(line.names), "points": Self.path(line.points),
      "properties": Self.facts(line.properties),
    ]
    if let link = line.link {
      object["mode"] = .string(link.mode.rawValue)
      object["status"] = .string(link.status.rawValue)
      object["routes"] = .array(line.routes.map { .string($0) })
    }
    return .object(object)
  }

  private func mark(_ mark: MapContent.Mark) -> JSONValue {
    [
      "id": .string(mark.id), "names": Self.names(mark.names), "kind": .string(mark.kind.rawValue),
      "point": Self.path([mark.point]), "rank": .integer(mark.rank),
      "properties": Self.facts(mark.properties),
    ]
  }

  private func area(_ area: MapContent.Area) -> JSONValue {
    [
      "id": .string(area.id), "names": Self.names(area.names),
      "rings": .array(area.rings.map(Self.path)), "properties": Self.facts(area.properties),
    ]
  }

  /// A path as `[x, y, dx, dy, ...]` in units, each position from the one before it.
  private static func path(_ points: [MapPoint]) -> JSONValue {
    var numbers: [JSONValue] = []
    numbers.reserveCapacity(2 * points.count)
    var last = (0.0, 0.0)
    for point in points {
      let next = ((point.x / unit).rounded(), (point.y / unit).rounded())
      numbers.append(.number(next.0 - last.0))
      numbers.append(.number(next.1 - last.1))
      last = next
    }
    return .array(numbers)
  }

  private static func names(_ names: Names) -> JSONValue {
    var object: JSONObject = ["en": .string(names.english)]
    for (language, name) in names.sortedTranslations { object[language] = .string(name) }
    return .object(object)
  }

  /// Properties without names and style, which the page has elsewhere.
  private static func facts(_ properties: JSONObject) -> JSONValue {
    let others = ["name", "stroke", "marker-", "fill"]
    return .object(
      JSONObject(
        properties.members.filter { member in !others.contains(where: member.key.hasPrefix) })
    )
  }

  private var sources: JSONValue {
    var object = JSONObject()
    for citation in content.citations {
      var source: JSONObject = ["title": .string(citation.title)]
      if let publisher = citation.publisher { source["publisher"] = .string(publisher) }
      if let year = citation.year { source["year"] = .integer(year) }
      if let url = citation.url { source["url"] = .string(url) }
      object[citation.id] = .object(source)
    }
    return .object(object)
  }
}

// MARK: - Figures

extension MapPage {
  /// A figure of routes: its key, the key of its word, decimals, and whether popups show it.
  private struct Column {
    let key: String
    let word: String
    var decimals = 0
    var isPercent = false
    var isShort = false
  }

  private static func columns(_ keys: ResultKeys) -> [Column] {
    [
      Column(key: "length_km", word: "length", isShort: true),
      Column(
        key: "time_days.terminal_to_terminal", word: "time", decimals: 1, isShort: true),
      Column(key: keys.price, word: "price", isShort: true),
      Column(key: keys.generalisedCost, word: "generalised_cost"),
      Column(key: keys.emissions, word: "emissions"),
      Column(key: "share", word: "share", decimals: 1, isPercent: true),
      Column(key: keys.capital, word: "capital", isShort: true),
      Column(key: keys.economicValue, word: "npv", isShort: true),
      Column(key: keys.privateValue, word: "npv_private"),
      Column(key: "benefit_cost_ratio", word: "benefit_cost_ratio", decimals: 2),
      Column(key: keys.levelisedCost, word: "levelised_cost"),
    ]
  }

  private var comparison: JSONObject? {
    guard let result = content.result else { return nil }
    let columns = Self.columns(result.keys).filter { column in
      result.routes.contains { $0.outcome(column.key)?.value != nil }
    }
    var object: JSONObject = [
      "id": .string(result.comparison.id), "title": .string(result.comparison.title),
      "question": .string(result.comparison.question),
      "scenario": .string(result.scenario ?? "if-open"),
      "price_year": .integer(content.study.settings.priceBase.year),
      "currency": .string(content.study.settings.priceBase.currency.code),
    ]
    object["as_of"] = result.asOf.map { .string($0) } ?? .null
    object["set"] = .array(result.overrides.map { .string("\($0.id)=\($0.text)") })
    object["columns"] = .array(
      columns.map { column in
        let unit = result.routes.lazy.compactMap { $0.outcome(column.key)?.figure?.unit }.first
        return [
          "word": .string(column.word),
          "unit": .string(column.isPercent ? "%" : unit.map { "\($0)" } ?? ""),
          "decimals": .integer(column.decimals), "short": .bool(column.isShort),
        ]
      })
    object["routes"] = .array(result.routes.map { route($0, columns) })
    object["conventions"] = .array(
      result.conventions.map { .string("\($0.subject): \($0.text)") })
    return object
  }

  private func route(_ route: RouteResult, _ columns: [Column]) -> JSONValue {
    let outcomes = columns.map { column in route.outcome(column.key) }
    return [
      "id": .string(route.route.plan.shortID), "names": Self.names(route.route.plan.names),
      "status": .string(route.route.status.rawValue), "open": .bool(route.isAvailable),
      "open_reason": route.availabilityReason.map { .string($0) } ?? .null,
      "values": .array(
        zip(outcomes, columns).map { outcome, column in
          outcome?.value.map {
            .number(NumberFormat.significant(column.isPercent ? $0 * 100 : $0))
          } ?? .null
        }),
      "reasons": .array(outcomes.map { $0?.reason.map { .string($0) } ?? .null }),
      "unsourced": .integer(route.unsourcedInputs.count),
      "note": route.route.plan.note.map { .string($0) } ?? .null,
    ]
  }
}
