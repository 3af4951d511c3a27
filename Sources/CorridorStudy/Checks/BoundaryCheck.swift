import CorridorGeometry

/// Finds boundary lines that the polygons of their two countries do not share.
///
/// Polygons are patched where a boundary is drawn better, so every vertex of the line is one of both.
struct BoundaryCheck {
  let countries: [CountryShape]

  func check(_ boundaries: [Boundary], _ findings: inout Findings) {
    for boundary in boundaries {
      for code in boundary.between {
        guard let country = countries.first(where: { $0.code == code }) else { continue }
        // Boundaries are short and coasts long: the polygon's vertices are taken off the boundary's.
        var missing = Set(boundary.line.coordinates)
        let latitudes = missing.map(\.latitude)
        let south = latitudes.min() ?? 0
        let north = latitudes.max() ?? 0
        for polygon in country.polygon.polygons {
          for ring in polygon.rings {
            for vertex in ring where vertex.latitude >= south && vertex.latitude <= north {
              missing.remove(vertex)
            }
          }
        }
        let lost = boundary.line.coordinates.filter { missing.contains($0) }
        guard let first = lost.first else { continue }
        findings.warning(
          "boundary-off", at: boundary.location,
          "\(lost.count) of the \(boundary.line.coordinates.count) vertices of boundary "
            + "'\(boundary.id)' are none of the polygon of '\(code)', the first at \(first)",
          remedy: "cut the polygons along the line, so that polygon, line and crossing agree")
      }
    }
  }
}
