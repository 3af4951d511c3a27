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

  private var route: Route { lengths.route }

  func ladder() throws(AppraisalError) -> Ladder {
    var steps: [LadderStep] = []
    var slow: [String] = []
    var sooty: [String] = []
    var levelised: [String] = []
    for (index, part) in route.parts.enumerated() {
      let linkClass = try inputs.linkClass(of: part.link)
      let length = lengths.parts[index]
      if linkClass.speed == nil { slow.append(linkClass.name) }
      if linkClass.emissions[service.id] == nil { sooty.append(linkClass.name) }
      if linkClass.paysLevelisedCost { levelised.append(part.link.id) }
      steps.append(try step(along: part, linkClass, length))
      if let wait = linkClass.wait {
        steps.append(try self.wait(wait, before: part, linkClass))
      }
    }
    let happenings = nodes() + crossings() + passages() + fees() + ice()
    for (happening, chainage, subject, label) in happenings {
      if let step = try step(at: happening, chainage: chainage, subject: subject, label: label) {
        steps.append(step)
      }
    }
    return Ladder(
      steps: steps.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
        .map(\.element),
      timeReason: slow.isEmpty
        ? nil : "no speed is given for: \(Set(slow).sorted().joined(separator: ", "))",
      emissionsReason: sooty.isEmpty
        ? nil : "no emission factor is given for: \(Set(sooty).sorted().joined(separator: ", "))",
      levelisedLinks: levelised)
  }

  private func step(along part: Route.Part, _ linkClass: LinkClass, _ length: Figure)
    throws(AppraisalError) -> LadderStep
  {
    let name = part.link.names.english
    let at = linkClass.location
    var time: Figure?
    if let speed = linkClass.speed {
      time = try .quotient("line haul, \(name)", length, inputs.figure(speed, for: at), in: .day)
    }
    var costs: [Figure] = []
    if let tariff = linkClass.tariff[service.id], !linkClass.paysLevelisedCost {
      costs.append(
        try .product(
          "tariff, \(name)", [inputs.figure(tariff, for: at), length], in: units.price))
    }
    if let flat = linkClass.flat[service.id] {
      costs.append(try inputs.figure(flat, in: units.price, for: at))
    }
    var emissions: Figure?
    if let factor = linkClass.emissions[service.id] {
      emissions = try .product(
        "greenhouse gases, \(name)", [inputs.figure(factor, for: at), length], in: units.emissions)
    }
    return LadderStep(
      kind: .link, label: name, subject: part.link.id, from: part.start,
      to: part.start + part.measured.costed, time: time,
      cost: costs.count == 1
        ? costs.first : costs.isEmpty ? nil : try .sum(name, costs, unit: units.price),
      deviation: nil, emissions: emissions)
  }

  private func wait(_ id: String, before part: Route.Part, _ linkClass: LinkClass)
    throws(AppraisalError) -> LadderStep
  {
    LadderStep(
      kind: .wait, label: "waiting for \(linkClass.name)", subject: part.link.id, from: part.start,
      to: part.start, time: try inputs.figure(id, in: .day, for: linkClass.location), cost: nil,
      deviation: nil, emissions: nil)
  }
}

// MARK: - What happens on the way

extension LadderBuilder {
  private typealias Located = (Happening, Length, String, String)

  private func nodes() -> [Located] {
    var found: [Located] = []
    for node in route.nodes {
      let place = inputs.study.place(node.place)?.names.english ?? node.place
      var happening = Happening(kind: .terminal, service: service.id, place: node.place)
      let label: String
      switch node.kind {
      case .terminal(let mode):
        happening.mode = mode
        label = "terminal, \(place)"
      case .transfer(let from, let to):
        happening.kind = .transfer
        happening.modes = [from, to]
        label = "transfer \(from.rawValue) to \(to.rawValue), \(place)"
      case .gauge(let from, let to):
        happening.kind = .gauge
        happening.mode = .rail
        label = "change of gauge \(from) to \(to) mm, \(place)"
      }
      found.append((happening, node.chainage, node.place, label))
    }
    for (node, label) in [(route.nodes.first, "collection"), (route.nodes.last, "delivery")] {
      guard let node else { continue }
      let happening = Happening(kind: .door, service: service.id, place: node.place)
      found.append((happening, node.chainage, node.place, label))
    }
    return found
  }

  private func crossings() -> [Located] {
    route.crossings.map { crossing in
      let happening = Happening(
        kind: .border, service: service.id, mode: crossing.mode,
        between: [crossing.from, crossing.to].sorted(), place: crossing.place)
      return (
        happening, crossing.chainage, crossing.place ?? "\(crossing.from)-\(crossing.to)",
        "border \(crossing.from) to \(crossing.to)"
      )
    }
  }

  private func passages() -> [Located] {
    route.parts.flatMap { part in
      part.link.passages.map { passage in
        (
          Happening(kind: .passage, service: service.id, mode: part.link.mode, passage: passage),
          part.start, passage, "passage \(passage)"
        )
      }
    }
  }

  private func fees() -> [Located] {
    route.lengthByCountry.map { country, _ in
      let start = route.stretches.first { $0.country == country }?.from ?? .zero
      return (
        Happening(kind: .fee, service: service.id, country: country), start, country,
        "transit fee, \(country)"
      )
    }
  }

  private func ice() -> [Located] {
    route.nodes.compactMap { node in
      guard inputs.study.place(node.place)?.iceDays != nil else { return nil }
      switch node.kind {
      case .terminal(.sea), .transfer:
        let place = inputs.study.place(node.place)?.names.english ?? node.place
        return (
          Happening(kind: .ice, service: service.id, place: node.place), node.chainage, node.place,
          "ice, \(place)"
        )
      case .terminal, .gauge: return nil
      }
    }
  }

  private func step(at happening: Happening, chainage: Length, subject: String, label: String)
    throws(AppraisalError) -> LadderStep?
  {
    guard let rule = EventRules(events: inputs.study.events).rule(for: happening) else {
      return nil
    }
    let weight = try iceShare(of: happening)
    func weighted(_ id: String?, _ what: String, in unit: Unit) throws(AppraisalError) -> Figure? {
      guard let id else { return nil }
      let figure = try inputs.figure(id, for: rule.location)
      guard let weight else { return try figure.converted(to: unit) }
      return try .product("\(what), \(label)", [figure, weight], in: unit)
    }
    guard let kind = LadderStep.Kind(rawValue: rule.kind.rawValue) else { return nil }
    return LadderStep(
      kind: kind, label: label, subject: subject, from: chainage, to: chainage,
      time: try weighted(rule.time, "time", in: .day),
      cost: try cost(of: rule, happening: happening, label: label, weight: weight),
      deviation: try weighted(rule.deviation, "deviation", in: .day),
      emissions: try weighted(rule.emissions, "greenhouse gases", in: units.emissions))
  }

  /// Money of an event: per load, or per load and kilometre inside the country.
  private func cost(of rule: Event, happening: Happening, label: String, weight: Figure?)
    throws(AppraisalError) -> Figure?
  {
    guard let id = rule.cost else { return nil }
    let figure = try inputs.figure(id, for: rule.location)
    if figure.unit.isCompatible(with: units.price) {
      guard let weight else { return try figure.converted(to: units.price) }
      return try .product("cost, \(label)", [figure, weight], in: units.price)
    }
    guard let country = happening.country else {
      return try figure.converted(to: units.price)
    }
    return try .product(label, [figure, try lengths.inside(country)], in: units.price)
  }

  /// Share of the year with ice at the place, for ice only.
  private func iceShare(of happening: Happening) throws(AppraisalError) -> Figure? {
    guard happening.kind == .ice, let place = happening.place.flatMap(inputs.study.place),
      let days = place.iceDays
    else { return nil }
    let year = Figure.constant("days in a year", 365.25, .day, because: "Julian year")
    return try .quotient(
      "share of the year with ice, \(place.names.english)",
      inputs.figure(days, in: .day, for: place.location), year, in: .one)
  }
}
