import Corridor

/// The places that the ends of a journey mean, before anything is searched: stops, where a link of the study
/// ends or a ship may call, and places that links pass without ending there.
struct JourneyEnds {
  /// The ends that are no stops and that links pass, each once.
  let passed: [Place]

  /// Reads the ends of a journey.
  ///
  /// - Throws: `PlaceError` for a name that nobody has or that several have, and for a position that none is,
  ///   or that is too far from every place that could be meant.
  init(
    _ ends: [String], in study: Study, links: [MeasuredLink], service: Service, ports: [Place],
    limit: Length
  ) throws {
    let classes = study.linkClasses(carrying: service.id)
    let carrying = links.filter { classes.contains($0.link.linkClass) }
    let stops = Set(carrying.flatMap { [$0.link.from, $0.link.to] } + ports.map(\.id))
    let places = study.places + ports
    let isPassed = { @Sendable (id: String) -> Bool in
      guard let place = study.place(id) else { return false }
      return carrying.contains { $0.stop(at: place) != nil }
    }
    let known = PlaceFinder(places) { stops.contains($0) }
    let all = PlaceFinder(places) { stops.contains($0) || isPassed($0) }
    var passed: [Place] = []
    for end in ends {
      guard let place = try Self.place(end, known, all, limit), !stops.contains(place.id),
        isPassed(place.id), !passed.contains(where: { $0.id == place.id })
      else { continue }
      passed.append(place)
    }
    self.passed = passed
  }

  /// The place that a text means; nil for one that is not in the network, of which more is told once the
  /// network is known.
  private static func place(
    _ text: String, _ stops: PlaceFinder, _ all: PlaceFinder, _ limit: Length
  ) throws -> Place? {
    do {
      // A position means the nearest of all, a name a stop before what is only passed.
      return try PlaceFinder.isPosition(text)
        ? all.place(text, limit: limit).place : stops.named(text)
    } catch PlaceError.ambiguous(let text, let ids) {
      if let place = try? all.place(text, limit: limit).place { return place }
      throw PlaceError.ambiguous(text, ids: ids)
    }
  }
}
