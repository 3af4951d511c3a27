import CorridorGeometry
import CorridorUnits

/// Finds places that lie nowhere near their country, which is what swapped axes look like.
struct CountryCheck {
  /// The polygons of a country, with their boxes.
  private let shapes: [String: [(box: BoundingBox, polygon: Polygon)]]

  /// How far a place may lie from its country: a port before a coast that is drawn coarsely, an island
  /// that is too small to be drawn.
  private static let reach = Length(kilometres: 50)
  /// How far a field may lie from its country: 200 nautical miles, the breadth of the exclusive economic
  /// zone.
  ///
  /// - Source: United Nations Convention on the Law of the Sea, article 57.
  private static let reachAtSea = Length(kilometres: 370.4)

  init(countries: [CountryShape], of places: [Place], _ zones: [Zone] = []) {
    let wanted = Set(places.flatMap(Self.countries)).union(zones.compactMap(\.country))
    var shapes: [String: [(box: BoundingBox, polygon: Polygon)]] = [:]
    for country in countries where wanted.contains(country.code) {
      shapes[country.code] = country.polygon.polygons.map { polygon in
        (polygon.boundingBox, polygon)
      }
    }
    self.shapes = shapes
  }

  func check(_ places: [Place], _ findings: inout Findings) {
    var lost: [String: Int] = [:]
    for place in places {
      for code in Self.countries(of: place) where shapes[code] == nil {
        lost[code, default: 0] += 1
      }
    }
    for place in places {
      for code in Self.countries(of: place) {
        guard let shape = shapes[code] else {
          // A country is told once, with the first of its places.
          guard let count = lost.removeValue(forKey: code) else { continue }
          findings.error(
            "unknown-country", at: place.location,
            "place '\(place.id)'\(Self.others(count - 1)) of the country "
              + "'\(code)', which borders/countries.geojson has not",
            remedy: "add the polygon with the id \(code) there, or name another country here")
          continue
        }
        let reach = place.kind == .field ? Self.reachAtSea : Self.reach
        let isNear = { (position: Coordinate) in Self.isNear(position, to: shape, within: reach) }
        if isNear(place.coordinate) { continue }
        let turned = LinkCheck.swapped(place.coordinate).flatMap { isNear($0) ? $0 : nil }
        findings.error(
          "place-outside", at: place.location,
          "place '\(place.id)' at \(place.coordinate) lies outside its country '\(code)'",
          remedy: turned.map { "swapped axes? write longitude first: \($0)" }
            ?? "correct the coordinates or the country",
          cause: turned.map { _ in LinkCheck.axes(of: place) })
      }
    }
  }

  /// Finds zones that lie nowhere near the country that they name; without a polygon it is told elsewhere.
  func check(_ zones: [Zone], _ findings: inout Findings) {
    for zone in zones {
      guard let code = zone.country, let shape = shapes[code] else { continue }
      // Ice and what else endangers ships lies at sea.
      let reach = zone.kind == .economicZone ? Self.reach : Self.reachAtSea
      let isNear = { (position: Coordinate) in Self.isNear(position, to: shape, within: reach) }
      let position: Coordinate
      switch zone.shape {
      case .point(let coordinate):
        if isNear(coordinate) { continue }
        position = coordinate
      case .area(let area):
        let corners = area.polygons.flatMap(\.exterior)
        guard let first = corners.first, !corners.contains(where: isNear) else { continue }
        // An area may also lie around the whole country.
        let own = area.polygons.map { (box: $0.boundingBox, polygon: $0) }
        let isAround = shape.lazy.flatMap(\.polygon.exterior).contains {
          Self.isNear($0, to: own, within: reach)
        }
        if isAround { continue }
        position = first
      }
      let turned = LinkCheck.swapped(position).flatMap { isNear($0) ? $0 : nil }
      findings.error(
        "zone-outside", at: zone.location,
        "zone '\(zone.id)' at \(position) lies outside its country '\(code)'",
        remedy: turned.map { "swapped axes? write longitude first: \($0)" }
          ?? "correct the coordinates or the country")
    }
  }

  private static func isNear(
    _ position: Coordinate, to shape: [(box: BoundingBox, polygon: Polygon)], within reach: Length
  ) -> Bool {
    let around = BoundingBox(around: position, within: reach)
    return shape.contains {
      $0.box.intersects(around) && $0.polygon.isNear(position, within: reach)
    }
  }

  private static func countries(of place: Place) -> [String] {
    place.border?.between ?? [place.country].compactMap(\.self)
  }

  private static func others(_ count: Int) -> String {
    switch count {
    case 0: " is"
    case 1: " and one other are"
    default: " and \(count) others are"
    }
  }
}
