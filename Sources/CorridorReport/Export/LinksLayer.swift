import CorridorGeoJSON
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// One feature per link.
struct LinksLayer {
  let exporter: StudyExporter

  func features() throws -> [Feature] {
    try exporter.network.links.map { measured in
      let part = Route.Part(measured: measured, isReversed: false, start: .zero)
      return Feature(
        id: measured.link.id, geometry: try StudyExporter.geometry(of: [part]),
        properties: properties(of: measured))
    }
  }

  private func properties(of measured: MeasuredLink) -> JSONObject {
    let link = measured.link
    var properties = JSONObject()
    properties.setNames(link.names)
    properties["mode"] = .string(link.mode.rawValue)
    properties["class"] = .string(link.linkClass)
    properties["status"] = .string(link.status.rawValue)
    if !link.gaugesMillimetres.isEmpty {
      properties["gauge_mm"] = .array(link.gaugesMillimetres.map { .integer($0) })
    }
    if let opened = link.opened { properties["opened"] = .integer(opened) }
    properties["works"] = .string(link.works.rawValue)
    properties["terrain"] = .string(link.terrain.rawValue)
    properties["from"] = .string(link.from)
    properties["to"] = .string(link.to)
    let none = "no length is published for this link"
    properties.set("declared_km", link.declared?.kilometres, decimals: 3, else: none)
    if let declared = link.declared {
      properties["series"] = .string(declared.series)
      properties["declared_source"] = .string(declared.source)
    }
    properties["source_class"] = .string(measured.sourceClass(in: exporter.assumptions).rawValue)
    properties.set("traced_km", measured.traced.kilometres, decimals: 3, else: "")
    properties.set("route_factor", measured.routeFactor, decimals: 4, else: none)
    properties.set("route_factor_reason", link.routeFactorReason)
    properties.set("costed_km", measured.costed.kilometres, decimals: 3, else: "")
    properties["length_basis"] = .string(measured.basis.word)
    properties["alignment"] = .string(link.alignment)
    properties["proposal"] = .bool(link.isProposal)
    properties["sources"] = StudyExporter.sources(of: [link])
    properties.set("note", link.note)
    Simplestyle.style(&properties, mode: link.mode, status: link.status)
    return properties
  }
}
