import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Builds the ladder of a route from link classes and event rules.
struct LadderBuilder {
  let inputs: Inputs
  let units: ResultUnits
  let service: Service
  let lengths: RouteLengths
  let passing: Passing
  let charges: [LinkCharge]
  /// The names of places that the study does not have.
  var otherNames: [String: String] = [:]

  private var route: Route { lengths.route }

  func ladder() throws(AppraisalError) -> Ladder {
    var slow: Set<String> = []
    var sooty: Set<String> = []
    var levelised: [String] = []
    var unpriced: [String] = []
    var steps: [LadderStep] = []
    for point in points {
      if let step = try step(at: point) {
        steps.append(step)
      } else if point.isExpected, !unpriced.contains(point.label) {
        unpriced.append(point.label)
      }
    }
    for (index, part) in route.parts.enumerated() {
      let linkClass = try inputs.linkClass(of: part.link)
      if linkClass.speed(of: service.id) == nil { slow.insert(linkClass.name) }
      let isClean = linkClass.loss != nil && service.lossEmissions != nil
      if linkClass.emissions[service.id] == nil, !isClean { sooty.insert(linkClass.name) }
      if linkClass.paysLevelisedCost { levelised.append(part.link.id) }
      if let wait = linkClass.wait { steps.append(try self.wait(wait, before: part, linkClass)) }
      steps.append(try step(along: part, linkClass, lengths.parts[index], charges[index]))
    }
    let order = steps.indices.sorted {
      (steps[$0].from, steps[$0].rank, $0) < (steps[$1].from, steps[$1].rank, $1)
    }
    return Ladder(
      steps: order.map { steps[$0] },
      timeReason: slow.isEmpty
        ? nil : "no speed is given for: \(slow.sorted().joined(separator: ", "))",
      emissionsReason: sooty.isEmpty
        ? nil : "no emission factor is given for: \(sooty.sorted().joined(separator: ", "))",
      levelisedLinks: levelised, unpriced: unpriced)
  }

  private var points: [RoutePoint] {
    RoutePoints(
      route: route, study: inputs.study, service: service, otherNames: otherNames
    ).points
  }

  private func step(
    along part: Route.Part, _ linkClass: LinkClass, _ length: Figure, _ charge: LinkCharge
  ) throws(AppraisalError) -> LadderStep {
    let name = part.name
    let at = linkClass.location
    var time: Figure?
    if let speed = linkClass.speed(of: service.id) {
      time = try .quotient(
        "line haul, \(name)", length, inputs.figure(speed, .positive, for: at), in: .day)
    }
    return LadderStep(
      kind: .link, mode: part.link.mode, label: name, subject: part.link.id, from: part.start,
      to: part.start + part.measured.costed, time: time, cost: charge.price, deviation: nil,
      emissions: try emissions(along: part, linkClass, length), capacity: nil)
  }

  /// Greenhouse gases of carriage and of what is lost on the way, per load sent; nil where neither has a
  /// factor.
  private func emissions(along part: Route.Part, _ linkClass: LinkClass, _ length: Figure)
    throws(AppraisalError) -> Figure?
  {
    let label = "greenhouse gases, \(part.name)"
    let share = try passing.share(at: part.start, beforeLink: true, of: part.name)
    let reaching = share.map { [$0] } ?? []
    var terms: [Figure] = []
    if let factor = linkClass.emissions[service.id] {
      let carried = [try inputs.figure(factor, for: linkClass.location), length]
      terms.append(try .product(label, carried + reaching, in: units.emissions))
    }
    if let lost = try passing.lost(along: part) {
      terms += try emissions("of what is lost, \(part.name)", ofLost: [lost] + reaching)
    }
    return terms.count > 1 ? try .sum(label, terms, unit: units.emissions) : terms.first
  }

  /// Greenhouse gases of shares of a load that are lost; empty where the service has no factor for them.
  private func emissions(_ label: String, ofLost shares: [Figure]) throws(AppraisalError)
    -> [Figure]
  {
    guard let id = service.lossEmissions else { return [] }
    let factor = try inputs.figure(id, in: units.emissions, for: service.location)
    return [try .product("greenhouse gases \(label)", [factor] + shares, in: units.emissions)]
  }

  private func wait(_ id: String, before part: Route.Part, _ linkClass: LinkClass)
    throws(AppraisalError) -> LadderStep
  {
    LadderStep(
      kind: .wait, mode: part.link.mode, label: "waiting for \(linkClass.name)",
      subject: part.link.id, from: part.start, to: part.start,
      time: try inputs.figure(id, in: .day, .notNegative, for: linkClass.location), cost: nil,
      deviation: nil, emissions: nil, capacity: nil)
  }
}

// MARK: - What happens at points

extension LadderBuilder {
  /// What happens at a point of the route; nil where no rule says anything.
  func step(at point: RoutePoint) throws(AppraisalError) -> LadderStep? {
    let happening = point.happening
    guard let rule = EventRules(events: inputs.study.events).rule(for: happening),
      let kind = LadderStep.Kind(rawValue: rule.kind.rawValue)
    else { return nil }
    let ice = try iceShare(of: happening).map { [$0] } ?? []
    // What was lost before pays nothing there, and what is left takes no less time.
    let passes = try passing.share(at: point.chainage, of: point.label).map { [$0] } ?? []
    func weighted(
      _ id: String?, _ what: String, in unit: Unit, _ allowed: Allowed, by weights: [Figure]
    ) throws(AppraisalError) -> Figure? {
      guard let id else { return nil }
      let figure = try inputs.figure(id, in: unit, allowed, for: rule.location)
      if weights.isEmpty { return figure }
      return try .product("\(what), \(point.label)", [figure] + weights, in: unit)
    }
    var emissions =
      try weighted(
        rule.emissions, "greenhouse gases", in: units.emissions, .any, by: ice + passes
      ).map { [$0] } ?? []
    if let loss = rule.loss {
      let lost = try inputs.figure(loss, in: .one, .loss, for: rule.location)
      emissions += try self.emissions("of what is lost, \(point.label)", ofLost: [lost] + passes)
    }
    return LadderStep(
      kind: kind, mode: kind == .border || kind == .gauge ? happening.mode : nil,
      label: point.label, subject: point.subject, from: point.chainage, to: point.chainage,
      time: try weighted(rule.time, "time", in: .day, .notNegative, by: ice),
      cost: try cost(of: rule, at: point, weights: ice + passes),
      deviation: try weighted(rule.deviation, "deviation", in: .day, .notNegative, by: ice),
      emissions: emissions.count > 1
        ? try .sum("greenhouse gases, \(point.label)", emissions, unit: units.emissions)
        : emissions.first,
      capacity: try rule.capacity.map { id throws(AppraisalError) in
        try inputs.figure(id, in: units.flow, .positive, for: rule.location)
      })
  }

  /// Money of an event: per load, or per load and kilometre inside the country.
  private func cost(of rule: Event, at point: RoutePoint, weights: [Figure]) throws(AppraisalError)
    -> Figure?
  {
    guard let id = rule.cost else { return nil }
    let figure = try inputs.figure(id, for: rule.location)
    if figure.unit.isCompatible(with: units.price) {
      if weights.isEmpty { return try figure.converted(to: units.price) }
      return try .product("cost, \(point.label)", [figure] + weights, in: units.price)
    }
    guard let country = point.happening.country else {
      return try figure.converted(to: units.price)
    }
    return try .product(
      point.label, [figure, try lengths.inside(country)] + weights, in: units.price)
  }

  /// Share of the year with ice at the place, for ice only.
  private func iceShare(of happening: Happening) throws(AppraisalError) -> Figure? {
    guard happening.kind == .ice, let place = happening.place.flatMap(inputs.study.place),
      let days = place.iceDays
    else { return nil }
    let year = Figure.constant("days in a year", 365, .day, because: "a year of 365 days")
    let figure = try inputs.figure(days, in: .day, .daysOfYear, for: place.location)
    return try .quotient(
      "share of the year with ice, \(place.names.english)", figure, year, in: .one)
  }
}
