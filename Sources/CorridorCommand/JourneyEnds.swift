import Corridor

/// The places that the ends of a journey mean, and those that it has to pass, before anything is searched:
/// stops, where a link of the study ends or a ship may call, and places that links pass without ending
/// there.
struct JourneyEnds {
  /// The places that links pass without ending there, each once, the ends before what is required.
  ///
  /// Others may end there: loads change between them and those that pass.
  let passed: [Place]
  /// Ids of those of them that are stops all the same, or not the ends of the journey.
  let changes: Set<String>
  /// Where else links pass places at which others end: loads can't change there for this journey.
  let unparted: [PassedStop]
  /// Ids of the link classes that carry the service: links of others are no matter.
  let classes: Set<String>

  /// Reads the ends of a journey.
  ///
  /// - Parameters:
  ///   - ends: what names the ends.
  ///   - required: ids of the places that are required.
  ///   - study: the study.
  ///   - links: its links, measured.
  ///   - service: what moves.
  ///   - ports: places that the study does not have.
  ///   - limit: how far a position may be from its place.
  /// - Throws: `PlaceError` for a name that nobody has or that several have, and for a position that none is,
  ///   or that is too far from every place that could be meant.
  init(
    _ ends: [String], required: [String], in study: Study, links: [MeasuredLink], service: Service,
    ports: [Place], limit: Length
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
    var (passed, changes): ([Place], Set<String>) = ([], [])
    for end in ends {
      guard let place = try Self.place(end, known, all, limit), isPassed(place.id),
        !passed.contains(where: { $0.id == place.id })
      else { continue }
      passed.append(place)
      if stops.contains(place.id) { changes.insert(place.id) }
    }
    for id in required where isPassed(id) && !passed.contains(where: { $0.id == id }) {
      passed += [study.place(id)].compactMap(\.self)
      changes.insert(id)
    }
    (self.passed, self.changes, self.classes) = (passed, changes, classes)
    let parted = Set(passed.map(\.id))
    let others = study.places.filter { stops.contains($0.id) && !parted.contains($0.id) }
    unparted = carrying.filter { $0.link.mode != .sea }.flatMap { link in
      Self.near(link, among: others).compactMap { link.stop(at: $0) }
    }
  }

  /// The places in the latitudes of a link, and some more: finding the nearest point of a line takes longer.
  private static func near(_ measured: MeasuredLink, among places: [Place]) -> [Place] {
    let latitudes = measured.link.line.coordinates.map(\.latitude)
    guard let south = latitudes.min(), let north = latitudes.max() else { return [] }
    return places.filter { (south - 1...north + 1).contains($0.coordinate.latitude) }
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
