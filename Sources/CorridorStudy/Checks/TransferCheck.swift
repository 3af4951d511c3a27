/// Finds places where loads could change from one mode, or one kind of ship, to another and no event says
/// what that takes: a search for routes has it there for nothing.
struct TransferCheck {
  private let study: Study
  /// The classes of the links that end at a place, each once.
  private let classes: [String: [LinkClass]]

  /// Two modes that meet, in the order of modes.
  private struct Pair: Hashable {
    let one: Mode
    let other: Mode

    var modes: Set<Mode> { [one, other] }
  }

  init(study: Study) {
    self.study = study
    let byID = study.linkClasses.reduce(into: [:]) { $0[$1.id] = $1 }
    var classes: [String: [LinkClass]] = [:]
    for link in study.links {
      guard let found = byID[link.linkClass] else { continue }
      for end in [link.from, link.to]
      where !(classes[end] ?? []).contains(where: { $0.id == found.id }) {
        classes[end, default: []].append(found)
      }
    }
    self.classes = classes
  }

  func check(_ findings: inout Findings) {
    for service in study.services {
      var places: [Pair: [Place]] = [:]
      for place in study.places {
        for pair in pairs(at: place, of: service) where !hasEvent(pair, at: place, of: service) {
          places[pair, default: []].append(place)
        }
      }
      for one in Mode.allCases {
        for other in Mode.allCases {
          guard let found = places[Pair(one: one, other: other)] else { continue }
          tell(Pair(one: one, other: other), found, of: service, &findings)
        }
      }
    }
  }

  /// What meets at a place that carries a service: two modes, or ships of two classes.
  private func pairs(at place: Place, of service: Service) -> Set<Pair> {
    let carrying = (classes[place.id] ?? []).filter { $0.prices(service.id) }
    let modes = Mode.allCases.filter { mode in carrying.contains { $0.mode == mode } }
    var pairs: Set<Pair> = []
    for (index, one) in modes.enumerated() {
      for other in modes[(index + 1)...] { pairs.insert(Pair(one: one, other: other)) }
    }
    if carrying.count(where: { $0.mode == .sea }) > 1 {
      pairs.insert(Pair(one: .sea, other: .sea))
    }
    return pairs
  }

  private func hasEvent(_ pair: Pair, at place: Place, of service: Service) -> Bool {
    study.events.contains { event in
      event.kind == .transfer && (event.service ?? service.id) == service.id
        && (event.modes.isEmpty || Set(event.modes) == pair.modes)
        && (event.at ?? place.id) == place.id
    }
  }

  private func tell(
    _ pair: Pair, _ places: [Place], of service: Service, _ findings: inout Findings
  ) {
    let what =
      pair.one == pair.other
      ? "a change of ship" : "a transfer between \(pair.one.rawValue) and \(pair.other.rawValue)"
    let names = places.prefix(5).map { "'\($0.id)'" }
    let more = places.count > 5 ? " and \(places.count - 5) more" : ""
    findings.warning(
      "unpriced-transfer", at: places[0].location,
      "no event gives time or money to \(what) of '\(service.id)' at "
        + names.joined(separator: ", ") + more + ": routes have it there for nothing",
      remedy: "add {kind: transfer, modes: [\(pair.one.rawValue), \(pair.other.rawValue)], "
        + "service: \(service.id), time: ID, cost: ID} to 'events' of study.yaml")
  }
}

extension LinkClass {
  /// Whether something is known of what a service costs or emits on links of the class.
  package func prices(_ service: String) -> Bool {
    [tariff, networkTariff, flat, avoidable, emissions].contains { $0[service] != nil }
  }
}
