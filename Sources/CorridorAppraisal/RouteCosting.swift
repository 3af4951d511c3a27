import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What one load pays, waits and emits on a route, before anything is asked of demand or capital.
struct RouteCosting {
  let route: Route
  let lengths: RouteLengths
  /// What each link charges, in order of travel.
  let linkCharges: [LinkCharge]
  /// Time and money along it, per load sent and without the capital of what is built.
  let ladder: Ladder
  let capital: Capital
  /// Days: running along links; nil when a speed is missing.
  let lineHaul: Figure?
  /// Days: line haul, waits and everything at terminals, borders and changes of gauge.
  let terminalToTerminal: Figure?
  /// Days: the same with collection and delivery.
  let doorToDoor: Figure?
  /// Standard deviation of the door-to-door time, days; 0 where no event states one.
  let deviation: Figure
  /// Money per load sent from terminal to terminal, without links that pay their levelised cost.
  let charges: Figure
  /// Money per load beyond the terminals.
  let doorCharges: Figure
  /// Greenhouse gases per load sent; nil when a factor is missing.
  let emissions: Figure?
  /// What each country asks for transit, money per load, sorted by country.
  let fees: [(country: String, fee: Figure)]
  let margins: Margins
  /// Share of the load that arrives.
  let delivered: Figure

  init(
    route: Route, service: Service, inputs: Inputs, units: ResultUnits, capacity: Figure?
  ) throws(AppraisalError) {
    self.route = route
    let lengths = try RouteLengths(route: route, inputs: inputs)
    self.lengths = lengths
    let passing = try Passing(lengths, service: service, inputs: inputs)
    linkCharges = try LinkCharge.along(
      lengths, passing, service: service, inputs: inputs, units: units)
    try LinkCharge.requirePrices(linkCharges, on: route, service: service, inputs: inputs)
    ladder = try LadderBuilder(
      inputs: inputs, units: units, service: service, lengths: lengths, passing: passing,
      charges: linkCharges
    ).ladder()
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
    margins = try Margins(parts: route.parts, charges: linkCharges, units: units)
    delivered = try passing.delivered()
  }

  /// Fees of all countries, money per load.
  func totalFees(_ units: ResultUnits) throws(AppraisalError) -> Figure {
    try .sum("transit fees", fees.map(\.fee), unit: units.price)
  }

  /// Loads that have to be sent for a number of them to arrive.
  func sent(_ label: String, for arriving: Figure) throws(AppraisalError) -> Figure {
    delivered.inputs.isEmpty
      ? arriving.named(label) : try .quotient(label, arriving, delivered, in: arriving.unit)
  }

  /// An amount per load sent, as an amount per load that arrives.
  func perArrival(_ label: String, _ amount: Figure) throws(AppraisalError) -> Figure {
    delivered.inputs.isEmpty
      ? amount.named(label) : try .quotient(label, amount, delivered, in: amount.unit)
  }
}
