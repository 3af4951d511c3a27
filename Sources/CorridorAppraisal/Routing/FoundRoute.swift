public import CorridorNetwork
import CorridorStudy
public import CorridorUnits

/// A route that a search found, laid out and priced as a comparison prices its routes.
public struct FoundRoute: Sendable {
  /// The route.
  public let route: Route
  /// Time and money along it.
  public let ladder: Ladder
  /// Days from door to door.
  public let time: Outcome
  /// Money per load that arrives, from terminal to terminal.
  public let price: Outcome
  /// Generalised cost per load from door to door.
  public let generalisedCost: Outcome
  /// Greenhouse gases per load that arrives.
  public let emissions: Outcome
  /// Share of a year in which politics close it, from 0 to 1.
  public let closedShare: Outcome
  /// Ids of the assumptions that these figures rest on, sorted.
  public let assumptions: [String]
  /// Why it can't be used as the study and its scenario have it; nil when it can.
  public let unavailable: String?

  /// Costed length.
  public var length: Length { route.length }

  /// Named passages of sea lanes in order.
  public var passages: [String] {
    route.parts.flatMap { part in
      part.isReversed ? part.link.passages.reversed() : part.link.passages
    }
  }

  /// What the objective counts; the reason where there is none.
  public func outcome(by objective: RouteObjective) -> Outcome {
    switch objective {
    case .distance:
      .figure(
        Figure(
          "length", length.kilometres, .kilometre,
          origin: .length(of: route.plan.id, basis: "costed", sources: [])))
    case .time: time
    case .cost: price
    case .generalised: generalisedCost
    case .risk: closedShare
    }
  }

  /// Share of its length that lies on the way of another of the same network, from 0 to 1.
  ///
  /// See `CommonWay`, which many such questions should share.
  public func share(sharedWith other: FoundRoute) -> Double {
    var ways = CommonWay((route.parts + other.route.parts).map(\.measured))
    return ways.share(of: route, with: other.route)
  }
}

extension TransportNetwork {
  /// Lays out and prices ways in order of travel.
  func priced(_ ways: [Int], valueOfTime: Double?) throws(AppraisalError) -> FoundRoute {
    let parts = travelled(ways)
    let route = pricer.layout(
      parts.map { ($0.measured, $0.isReversed) },
      id: parts.map { $0.measured.link.id + ($0.isReversed ? "-" : "") }.joined(separator: "+"))
    let builder = try pricer.ladderBuilder(route)
    let ladder = try builder.ladder()
    let steps = ladder.steps
    let missing = builder.charges.indices.first { builder.charges[$0].price == nil }
    let charges = try Figure.sum(
      "charges", steps.filter { !$0.isBeyondTerminals }.compactMap(\.cost), unit: units.price)
    let delivered = try builder.passing.delivered()
    let price = Outcome(
      ladder.levelisedLinks.isEmpty && missing == nil
        ? try perArrival("price", charges, delivered) : nil,
      else: ladder.levelisedLinks.isEmpty
        ? "no price for \(service.id) on: \(missing.map { route.parts[$0].link.names.english } ?? "")"
        : "what is built charges its levelised cost, which only the demand of a comparison gives: "
          + ladder.levelisedLinks.joined(separator: ", "))
    let time = Outcome(
      ladder.timeReason == nil
        ? try .sum("door-to-door time", steps.compactMap(\.time), unit: .day) : nil,
      else: ladder.timeReason ?? "")
    let emissions = Outcome(
      ladder.emissionsReason == nil
        ? try perArrival(
          "greenhouse gases",
          .sum("greenhouse gases", steps.compactMap(\.emissions), unit: units.emissions), delivered)
        : nil, else: ladder.emissionsReason ?? "")
    let generalised = try generalisedCost(
      price: price, time: time, steps: steps, valueOfTime: valueOfTime)
    let figures = [time, price, generalised, emissions].compactMap(\.figure)
    let assumptions = Figure.assumptions(under: figures)
    try inputs.require(assumptions)
    try inputs.requireSensible(figures)
    return FoundRoute(
      route: route, ladder: try ladder.perArrival(delivered), time: time, price: price,
      generalisedCost: generalised,
      emissions: emissions, closedShare: closedShare(of: route), assumptions: assumptions,
      unavailable: RouteUse(of: route, in: study).unavailable)
  }

  private func perArrival(_ label: String, _ amount: Figure, _ delivered: Figure)
    throws(AppraisalError) -> Figure
  {
    delivered.inputs.isEmpty
      ? amount.named(label) : try .quotient(label, amount, delivered, in: amount.unit)
  }

  private func generalisedCost(
    price: Outcome, time: Outcome, steps: [LadderStep], valueOfTime: Double?
  ) throws(AppraisalError) -> Outcome {
    guard service.valueOfTime != nil, service.reliabilityRatio != nil else {
      return .missing(reason: "service \(service.id) has no value of time: contracts carry it")
    }
    guard let price = price.figure else { return .missing(reason: price.reason ?? "no price") }
    guard let time = time.figure else { return .missing(reason: time.reason ?? "no time") }
    let value = try ValueOfTime(of: service, inputs: inputs, units: units)
    let unit = try ValueOfTime.unit(units)
    let doors = try Figure.sum(
      "collection and delivery", steps.filter(\.isBeyondTerminals).compactMap(\.cost),
      unit: units.price)
    let deviation = Figure(
      "standard deviation of time", unit: .day,
      .formula("square root of the sum of squares, independent events") {
        $0.reduce(0) { $0 + $1 * $1 }.squareRoot()
      }, of: steps.compactMap(\.deviation))
    return Outcome(
      try value.generalisedCost(
        price: .sum("price, door to door", [price, doors], unit: units.price), time: time,
        deviation: deviation, damage: Market.damage(service, inputs: inputs, units: units),
        in: units.price,
        value: valueOfTime.map {
          .constant("value of time", $0, unit, because: "stated for this request")
        }), else: "")
  }

  private func closedShare(of route: Route) -> Outcome {
    guard let hazards else {
      return .missing(reason: "the study has no regimes.yaml, so nothing is known of politics")
    }
    return .figure(
      .constant(
        "share of the year closed", hazards.closedShare(hazards.met(by: route)),
        because: "regimes of the run"))
  }

  /// The mean value of a day per load, in the study's money; 0 where the service has none.
  public func meanValueOfTime() throws(AppraisalError) -> Double {
    guard service.valueOfTime != nil, service.reliabilityRatio != nil else { return 0 }
    return try ValueOfTime(of: service, inputs: inputs, units: units).mean.value
  }
}
