import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Prices links, joints and ends for a search, with the ladder that prices routes.
struct TransportPricer {
  let study: Study
  let service: Service
  let inputs: Inputs
  let units: ResultUnits
  let hazards: RouteHazards?
  /// Places that the study does not have.
  let otherPlaces: [Place]
  /// As they were, the links of the network that are in parts, by id.
  let wholes: [String: MeasuredLink]

  /// A link one way.
  func way(_ measured: MeasuredLink, number: Int, isReversed: Bool) throws(AppraisalError)
    -> TransportLink
  {
    let route = layout([(measured, isReversed)])
    let builder = try ladderBuilder(route)
    let ladder = try builder.ladder()
    let steps = ladder.steps.filter { step in
      switch step.kind {
      case .link, .wait, .border, .passage: true
      case .gauge, .transfer, .terminal, .door, .fee, .ice, .works: false
      }
    }
    var terms = RouteTerms(steps: steps)
    terms.metres = measured.costed.metres
    if ladder.timeReason != nil { terms.days = nil }
    if !ladder.levelisedLinks.isEmpty || builder.charges.contains(where: { $0.price == nil }) {
      terms.money = nil
    }
    return TransportLink(
      link: number, isReversed: isReversed, mode: measured.link.mode,
      gauges: measured.link.gaugesMillimetres, terms: terms, fees: try fees(on: route, builder),
      countries: route.stretches.map(\.country), crossings: route.crossings,
      exposures: hazards?.met(by: route) ?? 0)
  }

  /// The link that two links are together where the second goes on where the first ends, and both are parts
  /// of one; nil where they are not.
  func through(_ first: Travelled, _ second: Travelled) -> Travelled? {
    let (one, other) = (first.measured.link, second.measured.link)
    guard let whole = wholes[one.id], one.id == other.id, first.isReversed == second.isReversed,
      first.isReversed ? one.from == other.to : one.to == other.from
    else { return nil }
    return whole.part(
      from: first.isReversed ? other.from : one.from, to: first.isReversed ? one.to : other.to,
      of: study
    ).map { Travelled(measured: $0, isReversed: first.isReversed) }
  }

  /// What happens between two ways: everything that the two have together and neither has alone.
  func joint(
    _ first: (way: TransportLink, link: MeasuredLink),
    _ second: (way: TransportLink, link: MeasuredLink)
  ) throws(AppraisalError) -> TransportJoint {
    let route = layout([
      (first.link, first.way.isReversed), (second.link, second.way.isReversed),
    ])
    var known = (first.way.crossings + second.way.crossings).map { [$0.from, $0.to] }
    let crossings = route.crossings.filter { crossing in
      guard let place = known.firstIndex(of: [crossing.from, crossing.to]) else { return true }
      known.remove(at: place)
      return false
    }
    var steps: [LadderStep] = []
    let builder = try ladderBuilder(route)
    for crossing in crossings {
      let point = RoutePoint(
        happening: Happening(
          kind: .border, service: service.id, mode: crossing.mode,
          between: [crossing.from, crossing.to].sorted(), into: crossing.to,
          place: crossing.place),
        chainage: crossing.chainage, subject: "", label: "border")
      if let step = try builder.step(at: point) { steps.append(step) }
    }
    for node in route.nodes.dropFirst().dropLast() {
      guard case .transfer(let from, let to) = node.kind else { continue }
      var happening = Happening(kind: .transfer, service: service.id, place: node.place)
      happening.modes = [from, to]
      steps += try self.steps([happening] + ice(at: node.place), builder)
    }
    var terms = RouteTerms(steps: steps)
    let sides = [first, second].map {
      Travelled(measured: $0.link, isReversed: $0.way.isReversed)
    }
    if let through = self.through(sides[0], sides[1]) {
      // What the parts count twice, and the border between them.
      let whole = try way(through.measured, number: first.way.link, isReversed: through.isReversed)
      terms = whole.terms.beyond(first.way.terms + second.way.terms)
    } else if let paidTwice = try networkPrice(first.link.link, second.link.link) {
      terms.money = terms.money.map { $0 - paidTwice }
    }
    return TransportJoint(
      terms: terms, crossings: crossings,
      exposures: hazards?.met(by: route) ?? 0)
  }

  /// What is met along links in order of travel of what politics close.
  func exposures(along links: [(measured: MeasuredLink, isReversed: Bool)]) -> UInt64 {
    hazards?.met(by: layout(links)) ?? 0
  }

  /// The price of the network that two links in a row are in, which each of them alone asks in full;
  /// nil where they are not in one.
  private func networkPrice(_ first: Link, _ second: Link) throws(AppraisalError) -> Double? {
    let classes = (try inputs.linkClass(of: first), try inputs.linkClass(of: second))
    guard !classes.0.paysLevelisedCost, !classes.1.paysLevelisedCost,
      let id = classes.0.networkTariff[service.id], classes.1.networkTariff[service.id] == id
    else { return nil }
    return try inputs.figure(id, in: units.price, .price, for: classes.0.location).value
  }

  /// What a change of gauge at a place takes.
  func gaugeChange(at place: String, along link: MeasuredLink) throws(AppraisalError) -> RouteTerms
  {
    let builder = try ladderBuilder(layout([(link, false)]))
    let happening = Happening(kind: .gauge, service: service.id, mode: .rail, place: place)
    return RouteTerms(steps: try steps([happening], builder))
  }

  /// What loading or unloading takes where a route begins or ends with a way, doors and ice included.
  func terminal(at place: String, along link: MeasuredLink) throws(AppraisalError) -> RouteTerms {
    let builder = try ladderBuilder(layout([(link, false)]))
    let mode = link.link.mode
    let happenings = [Event.Kind.terminal, .door].map {
      Happening(kind: $0, service: service.id, mode: mode, place: place)
    }
    return RouteTerms(
      steps: try steps(happenings + (mode == .sea ? ice(at: place) : []), builder))
  }

  private func ice(at place: String) -> [Happening] {
    study.place(place)?.iceDays == nil
      ? [] : [Happening(kind: .ice, service: service.id, place: place)]
  }

  private func steps(_ happenings: [Happening], _ builder: LadderBuilder) throws(AppraisalError)
    -> [LadderStep]
  {
    var steps: [LadderStep] = []
    for happening in happenings {
      let point = RoutePoint(
        happening: happening, chainage: .zero, subject: happening.place ?? "", label: "")
      if let step = try builder.step(at: point) { steps.append(step) }
    }
    return steps
  }

  private func fees(on route: Route, _ builder: LadderBuilder) throws(AppraisalError)
    -> [TransportLink.Fee]
  {
    var fees: [TransportLink.Fee] = []
    for (country, _) in route.lengthByCountry {
      let happening = Happening(kind: .fee, service: service.id, country: country)
      let point = RoutePoint(
        happening: happening, chainage: .zero, subject: country, label: "transit fee, \(country)")
      guard let money = try builder.step(at: point)?.cost?.value,
        let rule = EventRules(events: study.events).rule(for: happening), let id = rule.cost
      else { continue }
      let isFlat = try inputs.figure(id, for: rule.location).unit.isCompatible(with: units.price)
      fees.append(TransportLink.Fee(country: country, money: money, isFlat: isFlat))
    }
    return fees
  }

  func ladderBuilder(_ route: Route) throws(AppraisalError) -> LadderBuilder {
    let lengths = try RouteLengths(route: route, inputs: inputs)
    let passing = try Passing(lengths, service: service, inputs: inputs)
    return LadderBuilder(
      inputs: inputs, units: units, service: service, lengths: lengths, passing: passing,
      charges: try LinkCharge.along(
        lengths, passing, service: service, inputs: inputs, units: units),
      otherNames: otherPlaces.reduce(into: [:]) { $0[$1.id] = $1.names.english })
  }

  /// Links in order of travel, laid out as comparisons lay out theirs.
  func layout(_ links: [(measured: MeasuredLink, isReversed: Bool)], id: String = "route") -> Route
  {
    let place = SourceLocation(file: study.folder)
    let plan = RoutePlan(
      shortID: id, comparison: "found", names: Names(english: id),
      pieces: links.map { RoutePlan.Piece(id: $0.measured.link.id, location: place) },
      location: place)
    return RouteBuilder(study: study).route(plan, along: links)
  }
}
