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
        var vertices: Set<Coordinate> = []
        for polygon in country.polygon.polygons {
          vertices.formUnion(polygon.exterior)
          for hole in polygon.holes { vertices.formUnion(hole) }
        }
        let lost = boundary.line.coordinates.filter { !vertices.contains($0) }
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
