import CorridorGeometry
import CorridorStudy
import CorridorUnits

extension GeometryFindings {
  /// Links on land that pass places at which others end that carry the same service, and don't end there:
  /// a route can't change from one to the other.
  func passedStops(_ links: [MeasuredLink]) -> [Diagnostic] {
    var carried: [String: Set<String>] = [:]
    for service in study.services {
      for id in study.linkClasses(carrying: service.id) {
        carried[id, default: []].insert(service.id)
      }
    }
    var services: [String: Set<String>] = [:]
    for link in links.map(\.link) {
      for id in [link.from, link.to] {
        services[id, default: []].formUnion(carried[link.linkClass] ?? [])
      }
    }
    let stops = study.places.filter { services[$0.id] != nil }
      .sorted { ($0.coordinate.latitude, $0.id) < ($1.coordinate.latitude, $1.id) }
    return links.compactMap { measured in
      let link = measured.link
      guard link.mode != .sea, let own = carried[link.linkClass] else { return nil }
      let passed = Self.near(measured, among: stops)
        .filter { !(services[$0.id] ?? []).isDisjoint(with: own) }
        .compactMap { measured.stop(at: $0) }
        .sorted { ($0.chainage, $0.place.id) < ($1.chainage, $1.place.id) }
      guard !passed.isEmpty else { return nil }
      let places = passed.map { "`\($0.place.id)` (km \(Self.tenth($0.chainage)))" }
      return Diagnostic(
        .warning, code: "stop-passed", at: link.location,
        "link `\(link.id)` passes \(places.joined(separator: ", ")), where others end, and does not "
          + "end there: `route` changes there only where a journey begins, ends or has to pass",
        remedy:
          "cut it there, into links that end at the place, if loads can change; a line that only "
          + "runs by needs nothing")
    }
  }

  private static func tenth(_ length: Length) -> String {
    text((length.kilometres * 10).rounded() / 10)
  }

  /// The places, given from south to north, in whose latitudes a link has a part.
  private static func near(_ measured: MeasuredLink, among stops: [Place]) -> [Place] {
    let boxes = measured.link.line.geodesicBoxes()
    // A hundredth of a degree is more than a kilometre.
    guard let south = boxes.map(\.south).min().map({ $0 - 0.01 }),
      let north = boxes.map(\.north).max().map({ $0 + 0.01 })
    else { return [] }
    var (first, end) = (0, stops.count)
    while first < end {
      let middle = (first + end) / 2
      if stops[middle].coordinate.latitude < south { first = middle + 1 } else { end = middle }
    }
    return stops[first...].prefix { $0.coordinate.latitude <= north }.filter { place in
      let near = BoundingBox(around: place.coordinate, within: MeasuredLink.passesWithin)
      return boxes.contains { $0.intersects(near) }
    }
  }
}
