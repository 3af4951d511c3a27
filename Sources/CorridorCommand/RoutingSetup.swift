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
    let known = PlaceFinder(study.places) { _ in true }
    // A name that the study does not have may be that of a port on the lanes.
    let isOffStudy = ends.contains { !$0.contains(",") && (try? known.named($0)) == nil }
    let seaLanes =
      options.lanes || isOffStudy || !options.opened.isEmpty
      ? try StudyReader.seaLanes(folder: study.folder) : nil
    var sea: (places: [Place], isUsed: Bool) = ([], false)
    var passages = Set(links.flatMap(\.link.passages))
    var passageCountries: [String: [String]] = [:]
    if let seaLanes {
      let ports = seaLanes.ports.map(Self.place)
      let onLanes = PlaceFinder(ports) { _ in true }
      if options.lanes || (isOffStudy && ends.contains { (try? onLanes.named($0)) != nil }) {
        sea = (ports, true)
        passages.formUnion(seaLanes.passages)
        for name in seaLanes.passages { passageCountries[name] = seaLanes.countries(of: name) }
      }
    } else if options.lanes {
      throw Failure(
        message:
          "\(study.folder)/sea/lanes.geojson: error: no such file, so there are no sea lanes",
        code: 66)
    }
    let subjects = RouteSubjects(
      study: study, links: links, passages: passages.sorted(),
      passageCountries: passageCountries, extra: sea.places, politics: politics)
    var constraints = try subjects.constraints(options, notes: &notes)
    constraints += Self.closures(of: study)
    if let seaLanes, sea.isUsed {
      let usual = seaLanes.restricted.filter { !options.opened.contains($0) }
      constraints += usual.map {
        RouteConstraint(.avoid(.passage($0)), origin: "usually closed; --open \($0) opens it")
      }
      let legs = try Self.legs(
        session, options, seaLanes, service, links: links, ends: ends, constraints, &notes)
      links += legs.links
      stranded = legs.stranded
      try Self.requireTold(constraints, links, seaLanes)
    } else if !options.opened.isEmpty, !sea.isUsed {
      throw Failure.usage("--open has nothing to open without --lanes")
    } else {
      stranded = [:]
    }
    for name in options.opened where !(seaLanes?.passages.contains(name) ?? false) {
      throw Failure.usage(
        "--open: no passage `\(name)`"
          + Session.suggestion(for: name, among: seaLanes?.passages ?? []))
    }
    let network = try TransportNetwork(
      study: study, links: links, service: service, assumptions: session.assumptions,
      hazards: politics.hazards, otherPlaces: sea.places,
      passageCountries: passageCountries)
    self.network = network
    self.constraints = constraints
    places = PlaceFinder(study.places + sea.places) { network.has(place: $0) }
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

  /// The place that somebody means; a mistake in it is one of the command line.
  func place(_ text: String) throws -> PlaceFinder.Found {
    do { return try places.place(text, limit: Length(kilometres: options.snapLimit)) } catch {
      guard case .offNetwork(let id, _) = error, let distance = stranded[id] else {
        throw Failure.usage("\(error)")
      }
      let tenths = (distance.kilometres * 10).rounded() / 10
      throw Failure.usage(
        "\(error). The nearest sea lane is \(tenths) km off, and at most \(options.snapLimit) km are "
          + "bridged; raise --snap-limit, or name that place")
    }
  }

  private static func place(_ port: SeaPort) -> Place {
    Place(
      id: port.id, names: port.names, kind: .port, country: nil, coordinate: port.coordinate,
      location: port.location)
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

  /// Refuses to ask for or against a country where a passage on the way may lie in it.
  private static func requireTold(
    _ constraints: [RouteConstraint], _ links: [MeasuredLink], _ lanes: SeaLanes
  ) throws {
    let closed = constraints.compactMap { constraint -> String? in
      if case .avoid(.passage(let name)) = constraint.demand { name } else { nil }
    }
    let sailed = Set(links.flatMap(\.link.passages))
    guard let asked = constraints.first(where: { $0.country != nil }),
      let untold = lanes.passages.first(where: {
        sailed.contains($0) && !closed.contains($0) && lanes.countries(of: $0) == nil
      })
    else { return }
    throw Failure.usage(
      "\(asked.origin): sea/lanes.geojson does not say in which countries the passage "
        + "`\(untold)` lies; give it `countries`, empty for none, or --avoid passage:\(untold)")
  }

  /// Legs over the lanes between the ports that lead on by land and the ends of the journey.
  private static func legs(
    _ session: Session, _ options: RoutingOptions, _ lanes: SeaLanes, _ service: Service,
    links: [MeasuredLink], ends: [String], _ constraints: [RouteConstraint],
    _ notes: inout [String]
  ) throws -> (links: [MeasuredLink], stranded: [String: Length]) {
    let study = session.study
    guard
      let linkClass = study.linkClasses.first(where: {
        $0.mode == .sea && $0.tariff[service.id] != nil
      })
    else {
      throw Failure.usage(
        "the sea lanes can't carry \(service.id): no link class of mode sea has a tariff for it")
    }
    let classes = study.linkClasses(carrying: service.id)
    let carrying = links.map(\.link).filter { classes.contains($0.linkClass) }
    let touched = Set(carrying.flatMap { [$0.from, $0.to] })
    let byLandOrSea = Set(carrying.filter { $0.mode == .sea }.flatMap { [$0.from, $0.to] })
    let seaPorts = lanes.ports.map(place)
    var ports = study.places.filter {
      byLandOrSea.contains($0.id) || ($0.kind == .port && touched.contains($0.id))
    }
    for end in ends {
      let finder = PlaceFinder(study.places + seaPorts) { id in
        touched.contains(id) || seaPorts.contains { $0.id == id }
      }
      // A position means the nearest of the ports and of the places that links reach.
      let limit = Length(kilometres: options.snapLimit)
      guard let meant = (try? finder.place(end, limit: limit).place) ?? (try? finder.named(end)),
        meant.kind == .port,
        !ports.contains(where: { $0.id == meant.id })
      else { continue }
      ports.append(meant)
    }
    let asked = constraints.compactMap { constraint -> String? in
      switch constraint.demand {
      case .avoid(.passage(let name)), .require(.passage(let name)): name
      default: nil
      }
    }
    let ofCountries = constraints.flatMap { constraint -> [String] in
      guard let code = constraint.country else { return [] }
      return lanes.passages.filter { lanes.countries(of: $0)?.contains(code) ?? false }
    }
    let tolled = study.events.compactMap { $0.kind == .passage ? $0.passage : nil }
    var gates: [String] = []
    for name in ofCountries + asked + tolled where !gates.contains(name) { gates.append(name) }
    let legs = SeaLegs(
      between: ports, over: SeaNetwork(lanes), gates: gates, linkClass: linkClass.id,
      limit: Length(kilometres: options.snapLimit))
    notes.append(
      "sea lanes: shortest ways between \(ports.count) ports, priced as `\(linkClass.id)`, with "
        + "straight connectors from the ports; `compare` has only the links that the study lists")
    let links = try zip(legs.links, legs.lanes).map { link, lane in
      var measured = try StudyNetwork.measured(
        link, line: .atSea(link.line), of: study, assumptions: session.assumptions)
      measured.lane = lane
      return measured
    }
    return (
      links, legs.strandedPorts.reduce(into: [:]) { $0[$1.id] = $1.distance }
    )
  }
}

/// The politics of a session as far as routes are concerned.
struct RoutePolitics {
  let regimes: Regimes?
  let model: RegimeModel?
  let hazards: RouteHazards?

  init(_ session: Session) throws {
    guard let regimes = try session.regimes() else {
      (self.regimes, model, hazards) = (nil, nil, nil)
      return
    }
    let assumptions = session.assumptions
    let model = try RegimeModel(
      regimes, values: RegimeValues(regimes, of: session.study, resolved: assumptions),
      selection: session.selection(in: regimes), asOf: assumptions.asOf)
    self.regimes = regimes
    self.model = model
    guard regimes.exposures.count <= RouteHazards.limit else {
      hazards = nil
      return
    }
    let places = regimes.exposures.map(\.id)
    hazards = RouteHazards(
      exposures: regimes.exposures,
      processes: model.processes.map { process in
        RouteHazards.Process(
          id: process.id, regime: process.chain.states[process.start],
          effects: process.effects.compactMap { effect in
            places.firstIndex(of: effect.exposure).map {
              RouteHazards.Effect(exposure: $0, availability: effect.availability[process.start])
            }
          })
      })
  }

  /// The exposures that a regime keeps shut for most of the year; nil for no such regime.
  func shut(in name: String) -> (id: String, exposures: [Int])? {
    guard let regimes, let model, let (process, place) = regimes.state(name),
      let found = model.processes.first(where: { $0.id == process.id })
    else { return nil }
    let shut = found.effects.filter { $0.availability[place] < RoutingSetup.shutBelow }
    return (
      process.states[place].id,
      shut.compactMap { effect in regimes.exposures.firstIndex { $0.id == effect.exposure } }
    )
  }

  /// The names of all regimes.
  var names: [String] { regimes?.processes.flatMap { $0.states.map(\.id) } ?? [] }
}
