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
      "script": HTML(trusted: Resources.mapJs),
      // One script, since each part calls functions of those behind it.
      "panelScript": HTML(
        trusted: Resources.mapNamesJs + Resources.mapPopupsJs + Resources.mapPanelJs),
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
      "scenario": content.scenario.map { .string($0) } ?? .null,
      "comparison": content.result.map {
        ComparisonFigures(study: content.study, result: $0, words: words).json
      } ?? .null,
      "projection": [
        "parameters": .string(EqualAreaMap.parameters(centre: content.centre)),
        "longitude": .number(content.centre.longitude),
        "latitude": .number(content.centre.latitude),
        "tolerance_m": .number(content.ground.tolerance),
      ],
      "unit_m": .number(Self.unit),
      "box_m": .array(
        [box.left, box.bottom, box.right, box.top].map { .number($0.rounded()) }),
      "dashes": dashes,
      "modes": .array(Mode.allCases.map { .string($0.rawValue) }),
      "ground": ground, "graticule": graticule,
      "boundaries": .array(content.boundaries.map(line)),
      "links": .array(content.links.map(line)), "marks": .array(content.marks.map(mark)),
      "areas": .array(content.areas.map(area)), "sources": sources,
    ]
  }

  /// Dashes by status, and those of what the scenario closes.
  private var dashes: JSONValue {
    var object = JSONObject()
    for status in Status.allCases {
      object[status.rawValue] = .array(MapStyle.dash(of: status).map { .number($0) })
    }
    object["closed"] = .array(MapStyle.closedDash.map { .number($0) })
    return .object(object)
  }

  // MARK: - Shapes

  private var ground: JSONValue {
    [
      "arcs": .array(content.ground.arcs.map(Self.path)),
      "kinds": .array(content.ground.kinds.map { .integer($0.rawValue) }),
      "countries": .array(
        content.ground.countries.map { country in
          [
            "code": .string(country.code), "names": ComparisonFigures.names(country.names),
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
      "id": .string(line.id), "names": ComparisonFigures.names(line.names),
      "points": Self.path(line.points),
      "properties": Self.facts(line.properties),
    ]
    if let link = line.link {
      object["mode"] = .string(link.mode.rawValue)
      object["status"] = .string(link.status.rawValue)
      object["routes"] = .array(line.routes.map { .string($0) })
      if let reason = line.closed { object["closed"] = .string(reason) }
    }
    return .object(object)
  }

  private func mark(_ mark: MapContent.Mark) -> JSONValue {
    [
      "id": .string(mark.id), "names": ComparisonFigures.names(mark.names),
      "kind": .string(mark.kind.rawValue),
      "point": Self.path([mark.point]), "rank": .integer(mark.rank),
      "properties": Self.facts(mark.properties),
    ]
  }

  private func area(_ area: MapContent.Area) -> JSONValue {
    [
      "id": .string(area.id), "names": ComparisonFigures.names(area.names),
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
