import CorridorGeometry
import CorridorStudy
import CorridorUnits

extension GeometryFindings {
  /// Railways of different gauges that meet where the study says of no such change, and crossings of two
  /// gauges of which the railways there have one only.
  func gaugeBreaks(_ links: [MeasuredLink]) -> [Diagnostic] {
    let railways = links.map(\.link).filter { !$0.gaugesMillimetres.isEmpty }
    return meetings(of: railways) + crossings(without: railways)
  }

  private func meetings(of railways: [Link]) -> [Diagnostic] {
    var meeting: [String: [Link]] = [:]
    var order: [String] = []
    for link in railways {
      for id in [link.from, link.to] {
        if meeting[id] == nil { order.append(id) }
        meeting[id, default: []].append(link)
      }
    }
    let works = study.routes.flatMap(\.works).map(\.at)
    let events = study.events.filter { $0.kind == .gauge }.compactMap(\.at)
    let stated = Set(works + events)
    return order.compactMap { id in
      let links = meeting[id] ?? []
      guard !stated.contains(id), let (one, other) = Self.breaking(links),
        !isNearBorder(id, of: one, other)
      else { return nil }
      let sides = [one, other].map { "\(Self.gauges($0)) mm (`\($0.id)`)" }
      return Diagnostic(
        .warning, code: "gauge-break", at: other.location,
        "railways of \(sides.joined(separator: " and ")) meet at `\(id)`, which is no declared "
          + "place to change gauge: no border crossing of these gauges lies within \(reach), and "
          + "no works and no event of the kind gauge are there",
        remedy: "correct 'gauge_mm' of a link; where loads do change gauge there, say what it "
          + "takes by an event {kind: gauge, at: \(id)}")
    }
  }

  /// The first two links that share no gauge.
  private static func breaking(_ links: [Link]) -> (Link, Link)? {
    for (index, one) in links.enumerated() {
      for other in links.dropFirst(index + 1)
      where !one.gaugesMillimetres.contains(where: other.gaugesMillimetres.contains) {
        return (one, other)
      }
    }
    return nil
  }

  private func isNearBorder(_ id: String, of one: Link, _ other: Link) -> Bool {
    guard let place = study.place(id) else { return true }
    return borders.contains { border in
      let gauges = border.gauges
      return one.gaugesMillimetres.contains(where: gauges.contains)
        && other.gaugesMillimetres.contains(where: gauges.contains) && isNear(place, border.place)
    }
  }

  private func crossings(without railways: [Link]) -> [Diagnostic] {
    borders.compactMap { place, gauges in
      let passing = railways.filter { $0.crossings.contains(place.id) && !ends($0, at: place) }
      let ending = railways.filter { ends($0, at: place) }
      // A line that ends at the crossing says nothing of the other side.
      guard !passing.isEmpty || ending.count > 1 else { return nil }
      let around = railways.filter { link in
        [link.from, link.to].compactMap(study.place).contains { isNear($0, place) }
      }
      let there = Set((passing + around).flatMap(\.gaugesMillimetres))
      let missing = gauges.subtracting(there).sorted()
      guard !missing.isEmpty, let border = place.border else { return nil }
      let sides = border.gaugeMillimetres.sorted { $0.key < $1.key }
        .map { "\($0.value) mm in \($0.key)" }
      return Diagnostic(
        .warning, code: "gauge-break-not-shown", at: place.location,
        "border crossing `\(place.id)` has \(sides.joined(separator: " and ")), and no railway that "
          + "passes it or ends within \(reach) of it has \(Self.text(missing)) mm",
        remedy: "correct 'gauge_mm' of the crossing or of a link, or end the link where its gauge "
          + "does")
    }
  }

  /// The border crossings where two gauges meet, in the order of the study.
  private var borders: [(place: Place, gauges: Set<Int>)] {
    study.places.compactMap { place in
      let gauges = Set((place.border?.gaugeMillimetres ?? [:]).values)
      return gauges.count > 1 ? (place, gauges) : nil
    }
  }

  private func ends(_ link: Link, at place: Place) -> Bool { isAtAnEnd(place.id, of: link) }

  private func isNear(_ one: Place, _ other: Place) -> Bool {
    Geodesic.distance(from: one.coordinate, to: other.coordinate)
      <= study.settings.geometry.stationWithin
  }

  private var reach: String { "\(Self.text(study.settings.geometry.stationWithin.kilometres)) km" }

  private static func gauges(_ link: Link) -> String { text(link.gaugesMillimetres) }

  private static func text(_ gauges: [Int]) -> String {
    gauges.map(String.init).joined(separator: " and ")
  }
}
