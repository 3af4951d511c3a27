import CorridorGeometry
import CorridorStudy

extension GeometryFindings {
  /// Railways of another gauge than the border has that they come to.
  ///
  /// A link that ends at a crossing has the gauge of the side on which it lies; one that passes over it
  /// has that of either side.
  func gauges(_ measured: MeasuredLink) -> [Diagnostic] {
    let link = measured.link
    guard !link.gaugesMillimetres.isEmpty else { return [] }
    let countries = measured.stretches.compactMap(\.country)
    let ends = [(link.from, countries.first), (link.to, countries.last)]
    let passed = link.crossings.filter { !isAtAnEnd($0, of: link) }.map { ($0, String?.none) }
    return (ends + passed).compactMap { id, country in
      guard let border = study.place(id)?.border, !border.gaugeMillimetres.isEmpty else {
        return nil
      }
      let side = country.flatMap { code in border.gaugeMillimetres[code].map { [code: $0] } }
      let allowed = side ?? border.gaugeMillimetres
      if link.gaugesMillimetres.contains(where: allowed.values.contains) { return nil }
      let sides = allowed.sorted { $0.key < $1.key }.map { "\($0.value) mm in \($0.key)" }
      return Diagnostic(
        .warning, code: "gauge-mismatch", at: link.location,
        "link `\(link.id)` has a gauge of "
          + link.gaugesMillimetres.map(String.init).joined(separator: " and ")
          + " mm, and the border crossing `\(id)` has \(sides.joined(separator: " and "))",
        remedy: "correct 'gauge_mm' of the link or of the crossing")
    }
  }
}
