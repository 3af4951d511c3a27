/// Applies a scenario to the network of a study; what does not fit goes to the findings.
struct StudyPatcher {
  let study: Study
  let scenario: Scenario
  /// The ISO date after which nothing was known yet; nil for no limit.
  let asOf: String?
  /// Ids of things that are there and could not be read.
  var broken: Set<String> = []
  private(set) var findings = Findings()
  private(set) var changes: [PatchedStudy.Change] = []

  init(study: Study, scenario: Scenario, asOf: String? = nil, broken: Set<String> = []) {
    self.study = study
    self.scenario = scenario
    self.asOf = asOf ?? scenario.asOf
    self.broken = broken
  }

  /// Finds everything that is wrong with a scenario, its values included.
  mutating func check() {
    _ = parts()
    VintageCheck.check(scenario, citations: study.citations, &findings)
    var resolver = OverrideResolver(study: study)
    for override in scenario.set where !broken.contains(override.id) {
      guard let value = resolver.value(override, origin: .scenario(scenario.id)),
        let own = study.assumption(override.id)
      else { continue }
      var ignored = Findings()
      let before = study.value(of: own, value.origin, &ignored)
      let isSame =
        before?.value == value.value && before?.low == value.low && before?.high == value.high
        && value.spread == nil
      if isSame, scenario.inherits == nil, override.provenance == nil {
        changesNothing("'\(override.id)' has this value", at: override.location)
      }
    }
    findings.add(resolver.findings)
  }

  /// The study as the scenario leaves it.
  mutating func patched() -> Study {
    let parts = parts()
    return study.with(
      places: parts.places, links: parts.links, routes: parts.routes, openness: parts.openness)
  }

  /// What of the study a scenario changes, as it leaves it.
  private mutating func parts() -> (
    places: [Place], links: [Link], routes: [RoutePlan], openness: Openness
  ) {
    var links = study.links
    for patch in scenario.links where !broken.contains(patch.id) {
      guard let index = study.linkIndex(patch.id) else {
        unknown(
          "link", patch.id, of: LinkReader.file, among: study.links.map(\.id), at: patch.location)
        continue
      }
      requireKnown("link '\(patch.id)'", patch.knownAt, at: patch.location)
      apply(patch, to: &links[index])
    }
    var places = study.places
    var closures: [Opening] = []
    for opening in scenario.openings where isKnown(opening) {
      requireKnown(opening.subject.words, opening.knownAt, at: opening.location)
      apply(opening, to: &places)
      if opening.isOpen == false {
        closures.append(opening)
        note(opening, old: "open", new: "closed: \(opening.reason ?? "")")
      }
    }
    return (
      places, links, routes(), Openness(choice: scenario.choice ?? .ifOpen, closures: closures)
    )
  }

  // MARK: - Works at places

  private mutating func routes() -> [RoutePlan] {
    var routes = study.routes
    for patch in scenario.works where !broken.contains(patch.route) {
      guard let index = routes.firstIndex(where: { $0.id == patch.route }) else {
        unknown(
          "route", patch.route, of: CorridorReader.file, among: routes.map(\.id),
          at: patch.location)
        continue
      }
      requireKnown("works of route '\(patch.route)'", patch.knownAt, at: patch.location)
      // What does not join is a mistake of the study.
      var ignored = Findings()
      let hops = ChainResolver(study: study).hops(of: routes[index], &ignored)
      RouteWorksCheck(study: study).check(
        patch.works, along: hops, of: "route '\(patch.route)'", at: patch.location, &findings)
      let (old, new) = (Self.text(of: routes[index].works), Self.text(of: patch.works))
      if routes[index].works == patch.works {
        if scenario.inherits == nil {
          changesNothing("'works' of route '\(patch.route)' is \(new)", at: patch.location)
        }
        continue
      }
      routes[index].works = patch.works
      changes.append(
        PatchedStudy.Change(
          subject: "route '\(patch.route)'", key: "works", old: old, new: new,
          location: patch.location))
    }
    return routes
  }

  private static func text(of works: [RoutePlan.NodeWorks]) -> String {
    works.isEmpty ? "none" : works.map { "\($0.name) at \($0.at)" }.joined(separator: ", ")
  }

  // MARK: - Links

  private mutating func apply(_ patch: LinkPatch, to link: inout Link) {
    let subject = "link '\(link.id)'"
    let keys = ["status", "works", "class", "terrain", "gauge_mm"]
    let old = Self.texts(of: link)
    if let gauges = patch.gaugesMillimetres, link.mode == .rail {
      link.gaugesMillimetres = gauges
    } else if patch.gaugesMillimetres != nil {
      findings.error(
        "bad-condition", at: patch.locations["gauge_mm"] ?? patch.location,
        "\(subject) is no railway and has a gauge", remedy: "delete 'gauge_mm'")
    }
    if let id = patch.linkClass, let linkClass = study.linkClass(id), linkClass.mode != link.mode {
      findings.error(
        "bad-condition", at: patch.locations["class"] ?? patch.location,
        "\(subject) is of mode \(link.mode.rawValue), and the class '\(id)' is not",
        remedy: "name a class of the mode \(link.mode.rawValue)")
    } else if let id = patch.linkClass {
      link.linkClass = id
    }
    link.status = patch.status ?? link.status
    // The year is that of the study's own state.
    if patch.status != nil { link.opened = nil }
    link.works = patch.works ?? link.works
    link.terrain = patch.terrain ?? link.terrain
    let new = Self.texts(of: link)
    for (index, key) in keys.enumerated() {
      guard let location = patch.locations[key] else { continue }
      guard old[index] != new[index] else {
        if scenario.inherits == nil {
          changesNothing("'\(key)' of \(subject) is \(new[index])", at: location)
        }
        continue
      }
      changes.append(
        PatchedStudy.Change(
          subject: subject, key: key, old: old[index], new: new[index], location: location))
    }
  }

  private static func texts(of link: Link) -> [String] {
    [
      link.status.rawValue, link.works.rawValue, link.linkClass, link.terrain.rawValue,
      link.gaugesMillimetres.map { "\($0)" }.joined(separator: " and "),
    ]
  }

  // MARK: - What is open

  private mutating func isKnown(_ opening: Opening) -> Bool {
    let at = opening.location
    switch opening.subject {
    case .link(let id):
      if study.link(id) != nil || broken.contains(id) { return true }
      unknown("link", id, of: LinkReader.file, among: study.links.map(\.id), at: at)
    case .crossing(let id):
      if study.place(id)?.border != nil || broken.contains(id) { return true }
      let crossings = study.places.filter { $0.border != nil }
      unknown(
        "border", id, of: PlaceReader.file,
        among: crossings.map(\.id) + crossings.compactMap { Self.pair(of: $0) }, at: at)
    case .border(let one, let other):
      let pairs = study.places.compactMap { Self.pair(of: $0) }
      if pairs.contains("\(one)-\(other)") { return true }
      unknown(
        "border", "\(one)-\(other)", of: PlaceReader.file, among: Array(Set(pairs)).sorted(), at: at
      )
    case .passage(let name):
      let names = Set(study.links.flatMap(\.passages))
      if names.contains(name) { return true }
      unknown("passage", name, of: LinkReader.file, among: names.sorted(), at: at)
    case .route(let id):
      if study.route(id) != nil || broken.contains(id) { return true }
      unknown("route", id, of: CorridorReader.file, among: study.routes.map(\.id), at: at)
    }
    return false
  }

  private static func pair(of place: Place) -> String? {
    place.border.map { $0.between.joined(separator: "-") }
  }

  /// Sets what a border's places say of it; the rest is told by the closures alone.
  private mutating func apply(_ opening: Opening, to places: inout [Place]) {
    var isChanged = false
    var isBorder = true
    for index in places.indices {
      guard let border = places[index].border else { continue }
      switch opening.subject {
      case .crossing(let id): guard places[index].id == id else { continue }
      case .border(let one, let other): guard border.between == [one, other] else { continue }
      case .link, .passage, .route:
        isBorder = false
        continue
      }
      let isOpen = opening.isOpen ?? border.open
      if border.open != isOpen {
        isChanged = true
        if isOpen { note(opening, old: "closed: \(border.reason ?? "")", new: "open") }
      }
      places[index].border?.open = isOpen
      // The study's reason is of another state.
      places[index].border?.reason =
        opening.reason ?? (border.open == isOpen ? border.reason : nil)
    }
    if opening.isOpen == true, !isChanged || !isBorder, scenario.inherits == nil {
      changesNothing("\(opening.subject.words) is open", at: opening.location)
    }
  }

  // MARK: - Findings

  /// Refuses a patch that was known only after the date of the run.
  private mutating func requireKnown(
    _ what: String, _ knownAt: String?, at location: SourceLocation
  ) {
    guard let asOf, let knownAt, knownAt > asOf else { return }
    findings.error(
      "not-known-yet", at: location,
      "scenario '\(scenario.id)' patches the \(what) by what is known since \(knownAt), which is after "
        + asOf, remedy: "choose a later date, or a scenario of that time")
  }

  private mutating func note(_ opening: Opening, old: String, new: String) {
    changes.append(
      PatchedStudy.Change(
        subject: opening.subject.words, key: "open", old: old, new: new,
        location: opening.location))
  }

  private mutating func changesNothing(_ what: String, at location: SourceLocation) {
    findings.warning(
      "changes-nothing", at: location,
      "scenario '\(scenario.id)' changes nothing here: \(what) in the study already",
      remedy: "delete it, or write what the scenario supposes")
  }

  private mutating func unknown(
    _ what: String, _ id: String, of home: String, among known: [String],
    at location: SourceLocation
  ) {
    let remedy = Fields.remedy(for: id, among: known, what: what)
    findings.error(
      "unknown-\(what)", at: location,
      "scenario '\(scenario.id)' patches the \(what) '\(id)', which is not in the study",
      remedy: remedy, cause: Cause(lost: what, id, from: home, remedy: remedy))
  }
}
