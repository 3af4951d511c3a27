import Corridor

/// The sea of a study for a search: its passages, which are always known, and its lanes, which are sailed
/// when they are asked for or one end of the journey is only on them.
struct SeaWays {
  /// The lanes; nil when the study has none.
  private let lanes: SeaLanes?
  /// Whether ships sail over the lanes, and not only along the links of the study.
  let isSailed: Bool
  /// The ports of the lanes, as places of the network; none when they are not sailed.
  let ports: [Place]
  /// Every passage of the study's links and of its lanes, sorted.
  let passages: [String]
  /// The passages that links of the study take.
  let linked: Set<String>
  /// The countries in which passages lie, where that is said.
  let countries: [String: [String]]

  /// Reads the sea of a study for a journey between `ends`.
  init(_ session: Session, _ options: RoutingOptions, ends: [String], links: [MeasuredLink]) throws
  {
    let study = session.study
    let lanes = try StudyReader.seaLanes(folder: study.folder)
    self.lanes = lanes
    if lanes == nil, options.lanes {
      throw Failure(
        message:
          "\(study.folder)/sea/lanes.geojson: error: no such file, so there are no sea lanes",
        code: 66)
    }
    let known = PlaceFinder(study.places) { _ in true }
    // A name that the study does not have may be that of a port on the lanes.
    let foreign = ends.filter { !$0.contains(",") && (try? known.named($0)) == nil }
    let all = (lanes?.ports ?? []).map(Self.place)
    let onLanes = PlaceFinder(all) { _ in true }
    isSailed = options.lanes || foreign.contains { (try? onLanes.named($0)) != nil }
    ports = isSailed ? all : []
    linked = Set(links.flatMap(\.link.passages))
    passages = linked.union(lanes?.passages ?? []).sorted()
    countries = (lanes?.passages ?? []).reduce(into: [:]) { countries, name in
      countries[name] = lanes?.countries(of: name)
    }
    for name in options.opened {
      guard passages.contains(name) else {
        throw Failure.usage(
          "--open: no passage `\(name)`" + Session.suggestion(for: name, among: passages))
      }
      let closed = lanes?.restricted ?? []
      guard closed.contains(name) else {
        throw Failure.usage(
          "--open \(name): it is open unless it is avoided; closed are "
            + (closed.isEmpty ? "none" : closed.joined(separator: ", ")))
      }
      guard isSailed || linked.contains(name) else {
        throw Failure.usage("--open \(name) has nothing to open without --lanes")
      }
    }
  }

  private static func place(_ port: SeaPort) -> Place {
    Place(
      id: port.id, names: port.names, kind: .port, country: nil, coordinate: port.coordinate,
      location: port.location)
  }

  /// What is closed unless somebody opens it, as far as a ship of this network might come there.
  func usualClosures(_ options: RoutingOptions) -> [RouteConstraint] {
    (lanes?.restricted ?? [])
      .filter { !options.opened.contains($0) && (isSailed || linked.contains($0)) }
      .map {
        RouteConstraint(.avoid(.passage($0)), origin: "usually closed; --open \($0) opens it")
      }
  }

  /// Closes, where countries are asked for or against, the passages of which the lanes don't say where they
  /// lie: ships have ways by every passage, and such a way could lie in the country.
  ///
  /// - Throws: a failure where such a passage is itself required.
  func unplaced(_ constraints: [RouteConstraint]) throws -> [RouteConstraint] {
    guard isSailed, let asked = constraints.first(where: { $0.country != nil }) else { return [] }
    let named = try constraints.compactMap { constraint -> String? in
      switch constraint.demand {
      case .avoid(.passage(let name)): return name
      case .require(.passage(let name)):
        if lanes?.passages.contains(name) ?? false, countries[name] == nil {
          throw Self.untold(name, asked)
        }
        return name
      default: return nil
      }
    }
    return (lanes?.passages ?? []).filter { countries[$0] == nil && !named.contains($0) }.map {
      RouteConstraint(
        .avoid(.passage($0)),
        origin: "sea/lanes.geojson does not say in which countries it lies, as \(asked.origin) asks"
      )
    }
  }

  /// Says of countries that are asked for or against what can't be said of passages on the way.
  ///
  /// - Throws: a failure where a passage of the lanes may lie in such a country, which they should say.
  func untold(_ constraints: [RouteConstraint], _ links: [MeasuredLink]) throws -> [String] {
    let closed = constraints.compactMap { constraint -> String? in
      if case .avoid(.passage(let name)) = constraint.demand { name } else { nil }
    }
    let sailed = Set(links.flatMap(\.link.passages)).subtracting(closed)
    guard let asked = constraints.first(where: { $0.country != nil }) else { return [] }
    let untold = sailed.filter { countries[$0] == nil }.sorted()
    if let name = untold.first(where: { lanes?.passages.contains($0) ?? false }) {
      throw Self.untold(name, asked)
    }
    return untold.map {
      "passage \($0): it is on no lane of sea/lanes.geojson, which would say in which countries it lies; "
        + "for \(asked.origin) only the land counts that its line crosses"
    }
  }

  private static func untold(_ passage: String, _ asked: RouteConstraint) -> Failure {
    Failure.usage(
      "\(asked.origin): sea/lanes.geojson does not say in which countries the passage "
        + "`\(passage)` lies; give it `countries`, empty for none, or --avoid passage:\(passage)")
  }

  /// Legs over the lanes between the ports that lead on by land and the ends of the journey, and how far
  /// ports are from the nearest lane that are too far from it; nothing when no lanes are sailed.
  func legs(
    _ session: Session, _ options: RoutingOptions, _ service: Service, links: [MeasuredLink],
    ends: [String], _ constraints: [RouteConstraint]
  ) throws -> (links: [MeasuredLink], stranded: [String: Length], notes: [String]) {
    guard isSailed, let lanes else { return ([], [:], []) }
    let study = session.study
    guard
      let linkClass = study.linkClasses.first(where: {
        $0.mode == .sea && $0.tariff[service.id] != nil
      })
    else {
      throw Failure.usage(
        "the sea lanes can't carry \(service.id): no link class of mode sea has a tariff for it")
    }
    let limit = Length(kilometres: options.snapLimit)
    let wanted = try inRequiredCountries(session, constraints)
    let called = called(
      study, service, links: links,
      ends: ends + constraints.compactMap(\.requiredPlace) + wanted.ids, limit: limit)
    let legs = SeaLegs(
      between: called, over: SeaNetwork(lanes), gates: gates(study, constraints),
      required: try groups(constraints), linkClass: linkClass.id, limit: limit)
    let measured = try zip(legs.links, legs.lanes).map { link, lane in
      var measured = try StudyNetwork.measured(
        link, line: .atSea(link.line), of: study, assumptions: session.assumptions)
      measured.lane = lane
      return measured
    }
    return (
      measured, legs.strandedPorts.reduce(into: [:]) { $0[$1.id] = $1.distance },
      wanted.notes + [
        "sea lanes: shortest ways between \(called.count) ports, priced as `\(linkClass.id)`, with "
          + "straight connectors from the ports; `compare` has only the links that the study lists",
        "between two ports ships have the shortest way for each choice of passages to keep closed; "
          + "answers are complete among these ways"
          + (legs.isCut
            ? ", of which not all were looked at: there are more than \(SeaLegs.mostChoices) choices"
            : ""),
      ]
    )
  }

  /// The ports between which ships sail: those of the study's network, and the ends of the journey.
  private func called(
    _ study: Study, _ service: Service, links: [MeasuredLink], ends: [String], limit: Length
  ) -> [Place] {
    let classes = study.linkClasses(carrying: service.id)
    let carrying = links.map(\.link).filter { classes.contains($0.linkClass) }
    let touched = Set(carrying.flatMap { [$0.from, $0.to] })
    let bySea = Set(carrying.filter { $0.mode == .sea }.flatMap { [$0.from, $0.to] })
    var called = study.places.filter {
      bySea.contains($0.id) || ($0.kind == .port && touched.contains($0.id))
    }
    for end in ends {
      let finder = PlaceFinder(study.places + ports) { id in
        touched.contains(id) || ports.contains { $0.id == id }
      }
      // A position means the nearest of the ports and of the places that links reach.
      guard let meant = (try? finder.place(end, limit: limit).place) ?? (try? finder.named(end)),
        meant.kind == .port, !called.contains(where: { $0.id == meant.id })
      else { continue }
      called.append(meant)
    }
    return called
  }

  /// The passages that are required, and those of each country that is required.
  private func groups(_ constraints: [RouteConstraint]) throws -> [Set<String>] {
    var groups: [Set<String>] = []
    for constraint in constraints {
      let group: Set<String>
      switch constraint.demand {
      case .require(.passage(let name)): group = [name]
      case .require(.country(let code)):
        group = Set(passages.filter { countries[$0]?.contains(code) ?? false })
      default: continue
      }
      let sailed = group.intersection(lanes?.passages ?? [])
      if !sailed.isEmpty, !groups.contains(sailed) { groups.append(sailed) }
    }
    guard groups.count <= SeaLegs.mostRequired else {
      throw Failure.usage(
        "--require: \(groups.count) passages of the sea lanes, and countries in which some lie; ways over "
          + "the lanes are sought by at most \(SeaLegs.mostRequired) of them at once, so leave some out"
      )
    }
    return groups
  }

  /// The passages that somebody may want open or closed, or that cost something.
  private func gates(_ study: Study, _ constraints: [RouteConstraint]) -> [String] {
    let ofCountries = constraints.flatMap { constraint in
      constraint.country.map { code in
        passages.filter { countries[$0]?.contains(code) ?? false }
      } ?? []
    }
    let asked = constraints.compactMap { constraint -> String? in
      switch constraint.demand {
      case .avoid(.passage(let name)), .require(.passage(let name)): name
      default: nil
      }
    }
    let tolled = study.events.compactMap { $0.kind == .passage ? $0.passage : nil }
    var gates: [String] = []
    for name in ofCountries + asked + tolled where !gates.contains(name) { gates.append(name) }
    return gates
  }
}
