public import CorridorGeometry

extension Borders {
  /// Two countries may have a square kilometre in common, as rounding along a border makes it.
  private static let leastOverlap = 1e6

  /// Ground that is drawn as land of two countries; none where a polygon can't be cut, which is told elsewhere.
  public func overlaps() -> [AreaOverlap] {
    let areas = countries.map { (name: $0.code, area: $0.polygon) }
    return (try? AreaOverlap.all(among: areas, above: Self.leastOverlap)) ?? []
  }

  /// Overlaps as findings, where the second of the two countries stands.
  public func findings(of overlaps: [AreaOverlap]) -> [Diagnostic] {
    overlaps.compactMap { overlap in
      guard let country = countries.first(where: { $0.code == overlap.second }) else { return nil }
      let (east, north) = (overlap.coordinate.longitude, overlap.coordinate.latitude)
      let size = Int((overlap.squareMetres / 1e6).rounded())
      return Diagnostic(
        .warning, code: "countries-overlap", at: country.location,
        "the countries '\(overlap.first)' and '\(overlap.second)' overlap by \(size) km2, most of it "
          + "round \(Coordinate(longitude: Self.hundredths(east), latitude: Self.hundredths(north))); "
          + "what lies there counts to '\(overlap.first)', which stands first in the file",
        remedy: "cut one of the two along the other")
    }
  }

  private static func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
