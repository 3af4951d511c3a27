import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy
import CorridorUnits

/// One feature per country, and one per boundary line that is digitised better.
struct BordersLayer {
  let borders: Borders
  let study: Study

  func features() -> [Feature] {
    borders.countries.map(country) + boundaries()
  }

  /// The lines alone.
  func boundaries() -> [Feature] { borders.boundaries.map(boundary) }

  private func country(_ shape: CountryShape) -> Feature {
    var properties = JSONObject()
    properties.setNames(shape.names)
    properties["kind"] = "country"
    // A country with a boundary that is digitised better was patched along it.
    let patches = borders.boundaries.filter { $0.between.contains(shape.code) }
    let added = patches.flatMap(\.sources).filter { !shape.sources.contains($0) }
    properties["source_class"] = .string(
      (patches.isEmpty ? SourceClass.sourced : .derived).rawValue)
    if !patches.isEmpty {
      properties["patched_along"] = .array(patches.map { .string($0.id) })
    }
    properties["sources"] = .array(
      (shape.sources + added.removingRepeats()).map { .string($0) })
    Simplestyle.area(&properties, colour: "#7f7f7f", opacity: 0.1)
    return Feature(
      id: shape.code, geometry: .multiPolygon(shape.polygon.polygons.map(\.rings)),
      properties: properties)
  }

  private func boundary(_ line: Boundary) -> Feature {
    var properties = JSONObject()
    properties.setNames(line.names)
    properties["kind"] = "boundary"
    properties["between"] = .array(line.between.map { .string($0) })
    properties.set(
      "declared_km", line.declaredKilometres, decimals: 3, else: "no length is published")
    if line.declaredKilometres != nil {
      properties.set(
        line.declaredClass, as: "declared_class",
        else: "nobody has said how well the length is sourced")
    }
    properties.set("traced_km", line.line.length.kilometres, decimals: 3, else: "")
    properties.set("provenance", line.provenance)
    properties.set(line.sourceClass, else: "nobody has said how well the line is sourced")
    properties["sources"] = .array(line.sources.map { .string($0) })
    properties.set("note", line.note)
    properties["stroke"] = "#7f7f7f"
    properties["stroke-width"] = 2
    properties["stroke-opacity"] = 1
    return Feature(
      id: line.id, geometry: .lineString(line.line.coordinates), properties: properties)
  }
}
