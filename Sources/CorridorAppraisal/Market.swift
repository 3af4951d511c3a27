import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Who moves how much on which route: the choice of shippers, or a contract.
struct Market {
  let comparison: Comparison
  let costings: [RouteCosting]
  /// Money per load that arrives, from terminal to terminal, levelised cost included.
  let prices: [Figure]
  /// Generalised cost per load; nil where time or its value is missing.
  let generalisedCosts: [Figure?]
  /// Share of each route among those that shippers choose from; nil for the others, and for all
  /// without a choice model.
  let shares: [Figure?]
  /// Loads a year that arrive in the first year of operation, before ramp-up.
  let volume: Figure
  let timeline: [Figure]
  let model: ChoiceModel?
  /// One alternative per route; empty without a choice model.
  let alternatives: [Alternative]
  /// Whether each route can be used, and may be chosen.
  let uses: [RouteUse]

  init(
    comparison: Comparison, service: Service, inputs: Inputs, units: ResultUnits,
    costings: [RouteCosting], uses: [RouteUse]
  ) throws(AppraisalError) {
    self.comparison = comparison
    self.costings = costings
    self.uses = uses
    volume = try inputs.figure(
      comparison.demand.volume, in: units.flow, .notNegative, for: comparison.location)
    timeline = try Timeline.inputs(
      for: comparison.demand, at: comparison.location, inputs: inputs)
    prices = try Self.prices(
      costings, volume: volume, timeline: timeline, inputs: inputs, units: units,
      comparison: comparison)
    guard let choice = comparison.demand.choice else {
      model = nil
      alternatives = []
      shares = costings.map { _ in nil }
      generalisedCosts = costings.map { _ in nil }
      return
    }
    let model = try ChoiceModel(
      comparison: comparison, choice: choice, service: service, inputs: inputs, units: units)
    self.model = model
    var alternatives: [Alternative] = []
    var generalised: [Figure?] = []
    for (costing, price) in zip(costings, prices) {
      let alternative = try Self.alternative(
        costing, price: price, choice: choice, service: service, inputs: inputs, units: units,
        comparison: comparison)
      alternatives.append(alternative)
      generalised.append(try model.generalisedCost(of: alternative))
    }
    self.alternatives = alternatives
    generalisedCosts = generalised
    let chosen = uses.indices.filter { uses[$0].notChosen == nil }
    let open = chosen.map { alternatives[$0] }
    let found = model.shares(of: model.choice(among: open), among: open)
    shares = uses.indices.map { index in chosen.firstIndex(of: index).map { found[$0] } }
  }

  /// Why a route has no share.
  func shareReason(_ index: Int) -> String {
    model == nil
      ? "one buyer and one contract: no choice model is given for this comparison"
      : uses[index].notChosen ?? "there is no choice"
  }

  private static func alternative(
    _ costing: RouteCosting, price: Figure, choice: Comparison.Choice, service: Service,
    inputs: Inputs, units: ResultUnits, comparison: Comparison
  ) throws(AppraisalError) -> Alternative {
    guard let time = costing.doorToDoor else {
      throw .missing(
        what: "route `\(costing.route.plan.id)` has no time, so shippers can't choose: "
          + (costing.ladder.timeReason ?? ""), location: costing.route.plan.location)
    }
    let damage = try Self.damage(service, inputs: inputs, units: units)
    let id = costing.route.plan.shortID
    return Alternative(
      id: id, nest: costing.route.plan.nest ?? id,
      price: try .sum("price, door to door", [price, costing.doorCharges], unit: units.price),
      time: time, deviation: costing.deviation, damage: damage,
      constant: try choice.constants[id].map { constant throws(AppraisalError) in
        try inputs.figure(constant, in: .one, for: comparison.location)
      } ?? .constant("constant of \(id)", 0, because: "not calibrated"))
  }

  /// Expected loss and damage on a journey, money per load.
  static func damage(_ service: Service, inputs: Inputs, units: ResultUnits)
    throws(AppraisalError) -> Figure
  {
    guard let value = service.value, let share = service.damage else {
      return .constant("loss and damage", 0, units.price, because: "the service states none")
    }
    return try .product(
      "loss and damage",
      [
        inputs.figure(value, .notNegative, for: service.location),
        inputs.figure(share, in: .one, .share, for: service.location),
      ], in: units.price)
  }

  /// Loads a year at a route's share, or by the contract, that arrive; nil where nothing can pass.
  func arriving(on index: Int, _ units: ResultUnits) throws(AppraisalError) -> Figure? {
    guard model != nil else { return uses[index].notChosen == nil ? volume : nil }
    return try shares[index].map { share throws(AppraisalError) in
      try Figure.product("loads a year", [volume, share], in: units.flow)
    }
  }

  /// Charges of the ladder, or the levelised cost with them where shippers pay for what is built.
  private static func prices(
    _ costings: [RouteCosting], volume: Figure, timeline: [Figure], inputs: Inputs,
    units: ResultUnits, comparison: Comparison
  ) throws(AppraisalError) -> [Figure] {
    var prices: [Figure] = []
    for costing in costings {
      guard !costing.ladder.levelisedLinks.isEmpty else {
        prices.append(try costing.perArrival("price", costing.charges))
        continue
      }
      // What the builder takes for its own links is in the levelised cost already.
      let perLoad = try Figure.difference(
        "charges, what is built at running cost", costing.charges, costing.margins.onWorks)
      let levelised = try LevelisedCost(
        inputs: inputs, units: units, comparison: comparison, timeline: timeline
      ).figure(
        of: costing.capital, flow: costing.sent("loads sent a year", for: volume),
        delivered: costing.delivered, perLoad: perLoad)
      prices.append(levelised.named("price, levelised"))
    }
    return prices
  }
}
