import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What one load pays, waits and emits on a route, before anything is asked of demand or capital.
struct RouteCosting {
  let route: Route
  let lengths: RouteLengths
  let ladder: Ladder
  let capital: Capital
  /// Days: running along links; nil when a speed is missing.
  let lineHaul: Figure?
  /// Days: line haul, waits and everything at terminals, borders and changes of gauge.
  let terminalToTerminal: Figure?
  /// Days: the same with collection and delivery.
  let doorToDoor: Figure?
  /// Standard deviation of the door-to-door time, days.
  let deviation: Figure
  /// Money per load from terminal to terminal, without links that pay their levelised cost.
  let charges: Figure
  /// Money per load beyond the terminals.
  let doorCharges: Figure
  /// Greenhouse gases per load; nil when a factor is missing.
  let emissions: Figure?
  /// What each country asks for transit, money per load, sorted by country.
  let fees: [(country: String, fee: Figure)]
  /// Tariff less avoidable cost of links that are to be built, money per load.
  let marginOnWorks: Figure
  /// Tariff less avoidable cost of every other link, money per load.
  let marginElsewhere: Figure
  /// Share of the load that arrives.
  let delivered: Figure

  init(
    route: Route, service: Service, inputs: Inputs, units: ResultUnits, capacity: Figure?
  ) throws(AppraisalError) {
    self.route = route
    lengths = try RouteLengths(route: route, inputs: inputs)
    ladder = try LadderBuilder(inputs: inputs, units: units, service: service, lengths: lengths)
      .ladder()
    capital = try CapitalBuilder(
      inputs: inputs, units: units, lengths: lengths, capacity: capacity
    ).capital()
    let steps = ladder.steps
    let within = steps.filter { !$0.isBeyondTerminals }
    if ladder.timeReason == nil {
      lineHaul = try .sum(
        "line-haul time", steps.filter { $0.kind == .link }.compactMap(\.time), unit: .day)
      terminalToTerminal = try .sum(
        "terminal-to-terminal time", within.compactMap(\.time), unit: .day)
      doorToDoor = try .sum("door-to-door time", steps.compactMap(\.time), unit: .day)
    } else {
      (lineHaul, terminalToTerminal, doorToDoor) = (nil, nil, nil)
    }
    deviation = Figure(
      "standard deviation of time", unit: .day,
      .formula("square root of the sum of squares, independent events") {
        $0.reduce(0) { $0 + $1 * $1 }.squareRoot()
      }, of: steps.compactMap(\.deviation))
    charges = try .sum("charges", within.compactMap(\.cost), unit: units.price)
    doorCharges = try .sum(
      "collection and delivery", steps.filter(\.isBeyondTerminals).compactMap(\.cost),
      unit: units.price)
    emissions =
      ladder.emissionsReason == nil
      ? try .sum("greenhouse gases", steps.compactMap(\.emissions), unit: units.emissions) : nil
    fees = steps.compactMap { step in
      step.kind == .fee ? step.cost.map { (country: step.subject, fee: $0) } : nil
    }.sorted { $0.country < $1.country }
    let margins = try Margins(
      route: route, lengths: lengths, service: service, inputs: inputs, units: units)
    marginOnWorks = margins.onWorks
    marginElsewhere = margins.elsewhere
    delivered = try Self.delivered(lengths: lengths, inputs: inputs)
  }

  /// Fees of all countries, money per load.
  func totalFees(_ units: ResultUnits) throws(AppraisalError) -> Figure {
    try .sum("transit fees", fees.map(\.fee), unit: units.price)
  }

  /// Share that arrives after losses compounded along each link.
  ///
  /// - Source: V_out = V_in (1 - a)^(D / 100 km) for fuel gas, (1 - l)^(D / 1000 km) for power.
  private static func delivered(lengths: RouteLengths, inputs: Inputs) throws(AppraisalError)
    -> Figure
  {
    var shares: [Figure] = []
    for (part, length) in zip(lengths.route.parts, lengths.parts) {
      let linkClass = try inputs.linkClass(of: part.link)
      guard let id = linkClass.loss else { continue }
      let step = part.link.mode == .powerLine ? 1000.0 : 100.0
      let unit: Unit
      do { unit = try Unit("%/\(Int(step))km") } catch {
        throw .unit(figure: id, found: "\(error)", expected: "%/km")
      }
      shares.append(
        Figure(
          "share that arrives, \(part.link.names.english)", unit: .one,
          .formula("(1 - loss)^(distance / \(Int(step)) km)") {
            Elementary.pow(1 - $0[0] / 100, $0[1] / step)
          },
          of: [
            try inputs.figure(id, in: unit, for: linkClass.location),
            try length.converted(to: .kilometre),
          ]))
    }
    return try .product("share that arrives", shares, in: .one)
  }
}

/// What carriers earn above what they would save without the load.
private struct Margins {
  let onWorks: Figure
  let elsewhere: Figure

  init(
    route: Route, lengths: RouteLengths, service: Service, inputs: Inputs, units: ResultUnits
  ) throws(AppraisalError) {
    var works: [Figure] = []
    var others: [Figure] = []
    for (part, length) in zip(route.parts, lengths.parts) {
      let linkClass = try inputs.linkClass(of: part.link)
      guard let tariff = linkClass.tariff[service.id],
        let avoidable = linkClass.avoidable[service.id], !linkClass.paysLevelisedCost
      else { continue }
      let margin = try Figure.difference(
        "tariff less avoidable cost, \(linkClass.name)",
        inputs.figure(tariff, for: linkClass.location),
        inputs.figure(avoidable, for: linkClass.location))
      let earned = try Figure.product(
        "margin, \(part.link.names.english)", [margin, length], in: units.price)
      if part.link.works == .none { others.append(earned) } else { works.append(earned) }
    }
    onWorks = try .sum("margin on what is built", works, unit: units.price)
    elsewhere = try .sum("margin on other links", others, unit: units.price)
  }
}
