import Corridor

/// The network of a session as one service can travel it, and what is asked of routes.
struct RoutingSetup {
  let session: Session
  let options: RoutingOptions
  let service: Service
  let network: TransportNetwork
  let places: PlaceFinder
  /// What everybody asks: options, scenario, passages that are usually closed.
  let constraints: [RouteConstraint]
  /// What a reader has to know of the network.
  private(set) var notes: [String]
  /// How far ports are from the nearest lane that are too far from it, by id.
  private let stranded: [String: Length]

  /// An exposure is shut in a regime that leaves less than this share of the year open.
  static let shutBelow = 0.5

  /// Prepares a network; sea lanes join it when they are asked for, or one of `ends` is only on them.
  init(_ session: Session, _ options: RoutingOptions, service id: String?, ends: [String]) throws {
    self.session = session
    self.options = options
    let study = session.study
    guard let first = study.services.first else {
      throw Failure(message: "\(study.folder)/study.yaml: error: no services to carry", code: 65)
    }
    if let id = options.service ?? id {
      guard let found = study.service(id) else {
        throw Failure.usage(
          "no service `\(id)`" + Session.suggestion(for: id, among: study.services.map(\.id)))
      }
      service = found
    } else {
      service = first
    }
    notes = []
    let politics = try RoutePolitics(session)
    var links = try session.network().links
    for link in links.map(\.link).filter(session.assumptions.isLater) {
      notes.append(
        "left out: \(link.id), which operates since \(link.opened ?? 0), after "
          + (session.assumptions.asOf ?? ""))
    }
    links.removeAll { session.assumptions.isLater($0.link) }
    let sea = try SeaWays(session, options, ends: ends, links: links)
    let subjects = RouteSubjects(
      study: study, links: links, sea: sea, politics: politics,
      borders: { try StudyReader.borders(folder: study.folder).countries })
    var constraints = try subjects.constraints(options, notes: &notes)
    constraints += Self.closures(of: study) + sea.usualClosures(options)
    constraints += try sea.unplaced(constraints)
    let limit = Length(kilometres: options.snapLimit)
    let journey: JourneyEnds
    do {
      journey = try JourneyEnds(
        ends, required: constraints.compactMap(\.requiredPlace), in: study, links: links,
        service: service, ports: sea.ports, limit: limit)
    } catch let error as PlaceError {
      throw Failure.usage("\(error)")
    }
    let parted = links.parted(at: journey.passed, classes: journey.classes, of: study)
    links = parted.links
    notes += parted.stops.map { Self.words($0, isChange: journey.changes.contains($0.place.id)) }
    notes += Self.words(unparted: journey.unparted)
    let legs = try sea.legs(session, options, service, links: links, ends: ends, constraints)
    links += legs.links
    try subjects.requireLegs(constraints, among: links)
    stranded = legs.stranded
    notes += legs.notes
    let located = try sea.located(session, legs.links, constraints)
    notes += located.notes + subjects.elsewhere(constraints, located.ports)
    notes += try sea.untold(constraints, links) + Self.narrow(session, service, options.flow)
    let network = try TransportNetwork(
      study: study, links: links, service: service, assumptions: session.assumptions,
      hazards: politics.hazards, otherPlaces: located.ports, passageCountries: sea.countries,
      wholes: parted.wholes)
    self.network = network
    self.constraints = constraints
    places = PlaceFinder(study.places + sea.ports) { network.has(place: $0) }
  }

  /// Where on a link a journey begins or ends, or loads may change.
  private static func words(_ stop: PassedStop, isChange: Bool) -> String {
    func text(_ length: Length) -> String { NumberFormat.table(length.kilometres, decimals: 1) }
    return "\(stop.place.id): link \(stop.link) passes it, \(text(stop.distance)) km off, and does "
      + "not end there; "
      + (isChange
        ? "for this journey loads may change there, and the link is parted at km "
        : "the journey takes a part of the link, which is parted at km ")
      + "\(text(stop.chainage)) of \(text(stop.length))"
  }

  /// Where loads don't change though links meet, in one line; nothing where there is no such place.
  private static func words(unparted stops: [PassedStop]) -> [String] {
    var ids: [String] = []
    for stop in stops where !ids.contains(stop.place.id) { ids.append(stop.place.id) }
    guard let first = ids.first else { return [] }
    let more = ids.count > 5 ? " and \(ids.count - 5) more" : ""
    return [
      "links pass \(ids.prefix(5).joined(separator: ", "))\(more), where others end, and do not end "
        + "there: loads change there only where a journey begins, ends or has to pass, as with --require "
        + first
    ]
  }

  /// The objective that is asked for, or the one that shippers of the service follow.
  var objective: RouteObjective {
    options.by
      ?? (service.valueOfTime != nil && service.reliabilityRatio != nil ? .generalised : .cost)
  }

  func request(from origin: String, to destination: String) -> RouteRequest {
    RouteRequest(
      from: origin, to: destination, by: objective, constraints: constraints,
      valueOfTime: options.valueOfTime)
  }

  /// The two ends of a journey, which are two places; a mistake in them is one of the command line.
  func ends(_ origin: String, _ destination: String) throws -> (
    PlaceFinder.Found, PlaceFinder.Found
  ) {
    let (start, end) = (try place(origin), try place(destination))
    guard start.place.id != end.place.id else {
      throw Failure.usage("both ends are `\(start.place.id)`; name two places")
    }
    return (start, end)
  }

  private func place(_ text: String) throws -> PlaceFinder.Found {
    do { return try places.place(text, limit: Length(kilometres: options.snapLimit)) } catch {
      guard case .offNetwork(let id, _) = error else { throw Failure.usage("\(error)") }
      guard let distance = stranded[id] else {
        throw Failure.usage(try passedBorder(id) ?? "\(error)")
      }
      let tenths = (distance.kilometres * 10).rounded() / 10
      throw Failure.usage(
        "\(error). The nearest sea lane is \(tenths) km off, and at most \(options.snapLimit) km are "
          + "bridged; raise --snap-limit, or name that place")
    }
  }

  /// Why no journey begins or ends at a border crossing that links pass; nil where none passes it.
  private func passedBorder(_ id: String) throws -> String? {
    guard let place = session.study.place(id), place.kind == .borderCrossing,
      let link = network.links.first(where: { $0.link.crossings.contains(id) })
    else { return nil }
    let stops = places.nearest(to: place, count: 2).map {
      "`\($0.place.id)`, \(NumberFormat.table($0.distance.kilometres, decimals: 1)) km"
    }
    return "`\(id)` is a border crossing, which link `\(link.link.id)` passes: it is passed, not a "
      + "stop. The nearest stops: " + stops.joined(separator: "; ")
  }

  /// What rules of the study have to say to a flow: those that let less pass, or that none says anything.
  private static func narrow(_ session: Session, _ service: Service, _ flow: Double?) -> [String] {
    guard let flow else { return [] }
    let unit = "\(service.unit) a year"
    let asked = "--flow: \(NumberFormat.table(flow)) \(unit)"
    let rules = session.study.events.filter { $0.service == nil || $0.service == service.id }
    var stated: [(id: String, loads: Double)] = []
    for id in rules.compactMap(\.capacity) where !stated.contains(where: { $0.id == id }) {
      guard let value = session.assumptions[id],
        let loads = try? value.unit.convert(value.value, to: service.unit / .year)
      else { continue }
      stated.append((id, loads))
    }
    if stated.isEmpty {
      return ["\(asked) close nothing: no rule of the study states a capacity for \(service.id)"]
    }
    let narrow = stated.filter { $0.loads < flow }
    return [
      narrow.isEmpty
        ? "\(asked) pass wherever a rule states a capacity"
        : "\(asked) are more than these let pass: "
          + narrow.map { "\($0.id) (\(NumberFormat.table($0.loads)))" }.joined(separator: ", ")
    ]
  }

  /// What the scenario closes.
  private static func closures(of study: Study) -> [RouteConstraint] {
    study.openness.closures.compactMap { closure in
      let subject: RouteConstraint.Subject
      switch closure.subject {
      case .link(let id): subject = .link(id)
      case .crossing(let id): subject = .place(id)
      case .border(let one, let other): subject = .border(one, other)
      case .passage(let name): subject = .passage(name)
      case .route: return nil
      }
      return RouteConstraint(.avoid(subject), origin: "the scenario closes it")
    }
  }
}
