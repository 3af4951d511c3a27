import CorridorGeometry

/// Finds places that lie nowhere near their country, which is what swapped axes look like.
struct CountryCheck {
  private let boxes: [String: BoundingBox]

  /// Degrees by which a place may lie outside its country's bounding box: ports, fields at sea.
  private static let margin = 2.0

  init(countries: [CountryShape], of places: [Place]) {
    let wanted = Set(places.flatMap(Self.countries))
    var boxes: [String: BoundingBox] = [:]
    for country in countries where wanted.contains(country.code) {
      boxes[country.code] = country.polygon.boundingBox
    }
    self.boxes = boxes
  }

  func check(_ places: [Place], _ findings: inout Findings) {
    var lost: [String: Int] = [:]
    for place in places {
      for code in Self.countries(of: place) where boxes[code] == nil {
        lost[code, default: 0] += 1
      }
    }
    for place in places {
      for code in Self.countries(of: place) {
        guard let box = boxes[code] else {
          // A country is told once, with the first of its places.
          guard let count = lost.removeValue(forKey: code) else { continue }
          findings.error(
            "unknown-country", at: place.location,
            "place '\(place.id)'\(count > 1 ? " and \(count - 1) others are" : " is") of the country "
              + "'\(code)', which borders/countries.geojson has not",
            remedy: "add the polygon with the id \(code) there, or name another country here")
          continue
        }
        if isNear(place.coordinate, box) { continue }
        let turned = LinkCheck.swapped(place.coordinate).flatMap { isNear($0, box) ? $0 : nil }
        findings.error(
          "place-outside", at: place.location,
          "place '\(place.id)' at \(place.coordinate) lies outside its country '\(code)'",
          remedy: turned.map { "swapped axes? write longitude first: \($0)" }
            ?? "correct the coordinates or the country",
          cause: turned.map { _ in LinkCheck.axes(of: place) })
      }
    }
  }

  private static func countries(of place: Place) -> [String] {
    place.border?.between ?? [place.country].compactMap(\.self)
  }

  private func isNear(_ coordinate: Coordinate, _ box: BoundingBox) -> Bool {
    let steps = [-Self.margin, 0, Self.margin]
    return steps.contains { east in
      steps.contains { north in
        box.contains(
          Coordinate(
            longitude: coordinate.longitude + east, latitude: coordinate.latitude + north))
      }
    }
  }
}
