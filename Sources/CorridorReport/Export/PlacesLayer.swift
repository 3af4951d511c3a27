import CorridorGeoJSON
import CorridorStudy

/// One feature per place.
struct PlacesLayer {
  let exporter: StudyExporter

  func features() -> [Feature] {
    exporter.study.places.map { place in
      Feature(
        id: place.id, geometry: .point(place.coordinate), properties: properties(of: place))
    }
  }

  private func properties(of place: Place) -> JSONObject {
    var properties = JSONObject()
    properties.setNames(place.names)
    if !place.names.aliases.isEmpty {
      properties["aliases"] = .array(place.names.aliases.map { .string($0) })
    }
    properties["kind"] = .string(place.kind.rawValue)
    properties.set("country", place.country)
    if let border = place.border {
      properties["between"] = .array(border.between.map { .string($0) })
      for (country, gauge) in border.gaugeMillimetres.sorted(by: { $0.key < $1.key }) {
        properties["gauge_mm_\(country)"] = .integer(gauge)
      }
      properties["open"] = .bool(border.open)
      properties.set("reason", border.reason)
    }
    if let id = place.iceDays, let days = exporter.assumptions[id] {
      properties["ice_days_per_year"] = .number(NumberFormat.decimals(days.value, 1))
      properties["ice_days_assumption"] = .string(id)
      if let assumption = exporter.study.assumption(id) {
        properties["ice_days_class"] = .string(assumption.sourceClass.rawValue)
      }
    }
    properties.set("provenance", place.provenance)
    properties.set(place.sourceClass, else: "nobody has said how well the position is sourced")
    properties["sources"] = .array(place.sources.map { .string($0) })
    properties.set("note", place.note)
    Simplestyle.marker(&properties, colour: colour(of: place.kind))
    return properties
  }

  private func colour(of kind: Place.Kind) -> String {
    switch kind {
    case .port, .landing: "#0072b2"
    case .borderCrossing: "#d55e00"
    case .field, .terminal: "#009e73"
    case .zone: "#cc79a7"
    case .station, .junction, .city: "#7f7f7f"
    }
  }
}
