import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// One feature per corridor, and one per crossing of a border that a corridor makes.
struct CorridorsLayer {
  let exporter: StudyExporter

  func features() throws -> (lines: [Feature], crossings: [Feature]) {
    var lines: [Feature] = []
    var crossings: [Feature] = []
    for chain in exporter.study.corridors {
      let route = try exporter.network.corridor(chain)
      let branches = try exporter.network.branches(of: chain)
      let parts = ([route] + branches).flatMap(\.parts)
      lines.append(
        Feature(
          id: chain.id, geometry: try StudyExporter.geometry(of: parts),
          properties: properties(of: chain, [route] + branches)))
      crossings += self.crossings(of: chain.id, route)
    }
    return (lines, crossings)
  }

  /// The properties of a corridor, given from end to end and then by each of its branches.
  private func properties(of chain: CorridorChain, _ routes: [Route]) -> JSONObject {
    var properties = JSONObject()
    properties.setNames(chain.names)
    guard let route = routes.first else { return properties }
    let whole = CorridorWhole(routes: routes)
    let links = whole.parts.map(\.link)
    let mode = route.modes.first ?? .rail
    properties["mode"] = .string(mode.rawValue)
    properties["status"] = .string(route.status.rawValue)
    let lengths = CorridorLengths(chain: chain, parts: whole.parts)
    properties.set(
      "declared_km", lengths.declared?.kilometres, decimals: 3,
      else: "no length is published for: " + lengths.undeclared.joined(separator: ", "))
    properties.set("traced_km", whole.traced.kilometres, decimals: 3, else: "")
    // Where nothing is published, what is costed over what is traced: the factor of its class.
    properties.set(
      "route_factor", lengths.factor ?? whole.costed / whole.traced, decimals: 4,
      else: "the line has no length")
    properties["route_factor_basis"] = .string(lengths.basis)
    properties.set("costed_km", whole.costed.kilometres, decimals: 3, else: "")
    properties["length_basis"] = .string(ComparisonJSON.basis(of: whole.parts))
    for (country, length) in whole.lengthByCountry {
      properties["km_\(country)"] = .number(NumberFormat.decimals(length.kilometres, 3))
    }
    properties["km_at_sea"] = .number(NumberFormat.decimals(whole.seaLength.kilometres, 3))
    properties["links"] = .array(chain.links.map { .string($0) })
    if !chain.branches.isEmpty {
      properties["branches"] = .array(chain.branches.map { .string($0) })
    }
    properties["series"] = .array(lengths.series.map { .string($0) })
    let classes =
      whole.parts.map { $0.measured.sourceClass(in: exporter.assumptions) }
      + [chain.declared?.sourceClass].compactMap(\.self)
    properties.set(SourceClass.weakest(of: classes), else: "it has no links")
    properties["proposal"] = .bool(links.contains(where: \.isProposal))
    let keys = StudyExporter.sources(of: links).array ?? []
    let own = (chain.sources + [chain.declared?.source].compactMap(\.self)).removingRepeats()
      .map { JSONValue.string($0) }
    properties["sources"] = .array(own + keys.filter { !own.contains($0) })
    properties.set("note", chain.note)
    Simplestyle.style(&properties, mode: mode, status: route.status)
    return properties
  }

  /// The two countries of a crossing that has no name of its own, in every language in which both have one.
  private func names(of crossing: Route.Crossing) -> Names {
    let countries = [crossing.from, crossing.to].map { code in
      exporter.borders.countries.first { $0.code == code }?.names ?? Names(english: code)
    }
    let translations = countries[0].translations.compactMap { language, name in
      countries[1].translations[language].map { (language, "\(name)-\($0)") }
    }
    return Names(
      english: countries.map(\.english).joined(separator: "-"),
      translations: Dictionary(translations) { first, _ in first })
  }

  /// The crossings that a corridor or a route makes, in order.
  func crossings(of id: String, _ route: Route) -> [Feature] {
    route.crossings.enumerated().map { index, crossing in
      let place = crossing.place.flatMap(exporter.study.place)
      // What is known of a crossing of railways is known of trains; a pipe beside it shares the place only.
      let isOwn = [.rail, .road].contains(crossing.mode) || place?.border?.gaugeMillimetres == [:]
      let border = isOwn ? place?.border : nil
      var properties = JSONObject()
      properties.setNames(isOwn ? place?.names ?? names(of: crossing) : names(of: crossing))
      properties["corridor"] = .string(id)
      properties["mode"] = .string(crossing.mode.rawValue)
      properties["from"] = .string(crossing.from)
      properties["to"] = .string(crossing.to)
      properties.set("chainage_km", crossing.chainage.kilometres, decimals: 3, else: "")
      properties["place"] = place.map { .string($0.id) } ?? .null
      if place == nil { properties["place_reason"] = "no declared crossing lies near enough" }
      ComparisonJSON.setGaugeBreak(of: crossing, in: &properties)
      let gauges = (border?.gaugeMillimetres ?? [:]).sorted { $0.key < $1.key }
      for (country, gauge) in gauges { properties["gauge_mm_\(country)"] = .integer(gauge) }
      if !crossing.breaksGauge, Set(gauges.map(\.value)).count > 1 {
        properties["gauge_note"] = "the line that crosses keeps its gauge; the countries have two"
      }
      if let border {
        properties["open"] = .bool(border.open)
        properties.set("reason", border.reason)
        properties.set("note", place?.note)
      } else {
        properties["open"] = .null
        properties["open_reason"] = .string(
          place?.border == nil
            ? "no declared crossing lies near enough"
            : "whether the declared crossing is open is known of trains and not of this line")
      }
      let line = route.parts.last { $0.start <= crossing.chainage }?.link
      properties["sources"] =
        isOwn
        ? .array((place?.sources ?? []).map { .string($0) })
        : StudyExporter.sources(of: line.map { [$0] } ?? [])
      properties["source_class"] = .string(SourceClass.derived.rawValue)
      Simplestyle.marker(&properties, colour: border?.open == false ? "#d55e00" : "#009e73")
      return Feature(
        id: "\(id):\(index + 1)-\(crossing.from)-\(crossing.to)",
        geometry: .point(crossing.coordinate), properties: properties)
    }
  }
}
