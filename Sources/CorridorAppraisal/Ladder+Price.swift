import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension Ladder {
  /// The same with money and greenhouse gases per load that arrives.
  func perArrival(_ delivered: Figure) throws(AppraisalError) -> Ladder {
    if delivered.inputs.isEmpty { return self }
    func arriving(_ amount: Figure?) throws(AppraisalError) -> Figure? {
      guard let amount else { return nil }
      return try .quotient(amount.label, amount, delivered, in: amount.unit)
    }
    var arrived: [LadderStep] = []
    for step in steps {
      arrived.append(
        step.with(cost: try arriving(step.cost), emissions: try arriving(step.emissions)))
    }
    return with(arrived)
  }

  fileprivate func with(_ steps: [LadderStep]) -> Ladder {
    Ladder(
      steps: steps, timeReason: timeReason, emissionsReason: emissionsReason,
      levelisedLinks: levelisedLinks, unpriced: unpriced)
  }
}

extension LadderStep {
  fileprivate func with(cost: Figure?, emissions: Figure?) -> LadderStep {
    LadderStep(
      kind: kind, mode: mode, label: label, subject: subject, from: from, to: to, time: time,
      cost: cost, deviation: deviation, emissions: emissions, capacity: capacity)
  }
}

/// Turns the ladder of a route into that of its price: what a load that arrives has paid at each step.
///
/// Where loads pay for what is built, capital and upkeep stand with the link or at the place that they
/// are spent on, at the private rate over the horizon, so that the last step ends at the price.
struct LadderOfPrice {
  let costing: RouteCosting
  let levelised: LevelisedCost
  let units: ResultUnits
  /// Loads a year that are sent.
  let flow: Figure
  /// The price; without loads that pay capital it is not finite, and the ladder is that of the charges.
  let price: Figure

  func ladder() throws(AppraisalError) -> Ladder {
    guard !costing.ladder.levelisedLinks.isEmpty, price.value.isFinite else {
      return try costing.ladder.perArrival(costing.delivered)
    }
    var steps = costing.ladder.steps
    // What the builder takes for its own links is in the levelised cost already.
    for (part, charge) in zip(costing.route.parts, costing.linkCharges) {
      guard part.link.works != .none, let margin = charge.margin else { continue }
      try add([margin], sign: -1, toLink: part.link.id, &steps)
    }
    for item in costing.capital.items {
      let charge = try levelised.charge(for: item, flow: flow)
      if try add([charge], sign: 1, toLink: item.subject, &steps) { continue }
      let at = chainage(of: item.subject)
      let step = LadderStep(
        kind: .works, mode: nil, label: item.label, subject: item.subject, from: at, to: at,
        time: nil, cost: charge, deviation: nil, emissions: nil, capacity: nil)
      steps.insert(
        step, at: steps.firstIndex { ($0.from, $0.rank) > (at, step.rank) } ?? steps.count)
    }
    return try costing.ladder.with(steps).perArrival(costing.delivered)
  }

  /// Adds to the money of a link's step, or takes from it; whether the link is on the way.
  @discardableResult private func add(
    _ amounts: [Figure], sign: Double, toLink id: String, _ steps: inout [LadderStep]
  ) throws(AppraisalError) -> Bool {
    guard let place = steps.firstIndex(where: { $0.kind == .link && $0.subject == id }) else {
      return false
    }
    let step = steps[place]
    let before = step.cost.map { [$0] } ?? []
    let cost =
      sign < 0
      ? try Figure.difference(
        "running cost, \(step.label)", .sum(step.label, before, unit: units.price), amounts[0])
      : try Figure.sum("price, \(step.label)", before + amounts, unit: units.price)
    steps[place] = step.with(cost: cost, emissions: step.emissions)
    return true
  }

  /// Where on the route a place is; its end when it is no node of it.
  private func chainage(of place: String) -> Length {
    costing.route.nodes.first { $0.place == place }?.chainage ?? costing.route.length
  }
}
