import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy

/// One feature per zone.
struct ZonesLayer {
  let zones: [Zone]

  func features() -> [Feature] {
    zones.map { zone in
      var properties = JSONObject()
      properties.setNames(zone.names)
      properties["kind"] = .string(zone.kind.rawValue)
      properties.set("country", zone.country)
      if let since = zone.since {
        properties["since"] = .integer(since)
        properties.set(
          zone.sinceClass, as: "since_class", else: "nobody has said how well the year is sourced")
      }
      properties.set(zone.sourceClass, else: "nobody has said how well the zone is sourced")
      properties["sources"] = .array(zone.sources.map { .string($0) })
      properties.set("note", zone.note)
      switch zone.shape {
      case .point(let coordinate):
        Simplestyle.marker(&properties, colour: "#cc79a7", size: "medium")
        return Feature(id: zone.id, geometry: .point(coordinate), properties: properties)
      case .area(let area):
        Simplestyle.area(&properties, colour: "#cc79a7", opacity: 0.2)
        return Feature(
          id: zone.id, geometry: .multiPolygon(area.polygons.map(\.rings)), properties: properties)
      }
    }
  }
}
