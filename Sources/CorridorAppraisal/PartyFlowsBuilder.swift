import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Works out what a project brings each party a year, at the stated demand.
///
/// With a choice model the project competes with the routes that can be used today and with no
/// other project. What shippers pay is in their surplus, so everything that somebody takes above the
/// cost of carriage is counted with whoever takes it, on the project and, lost, on its rivals:
/// margins of carriers, transit fees, emissions. Payments cancel, costs of carriage stay.
struct PartyFlowsBuilder {
  let inputs: Inputs
  let units: ResultUnits
  let market: Market
  /// Which route is the project.
  let index: Int

  private var costing: RouteCosting { market.costings[index] }

  /// The routes that can be used today, without the project.
  var rivals: [Int] {
    market.uses.indices.filter { market.uses[$0].unavailable == nil && $0 != index }
  }

  /// The yearly amounts; without a choice model those of a contract.
  func amounts() throws(AppraisalError) -> PartyFlows {
    guard let model = market.model else { return try contract() }
    return try choice(model)
  }

  private func choice(_ model: ChoiceModel) throws(AppraisalError) -> PartyFlows {
    let rivals = rivals
    let before = rivals.map { market.alternatives[$0] }
    let after = before + [market.alternatives[index]]
    let choiceBefore = model.choice(among: before)
    let choiceAfter = model.choice(among: after)
    let sharesBefore = model.shares(of: choiceBefore, among: before)
    let sharesAfter = model.shares(of: choiceAfter, among: after)
    let share = sharesAfter[rivals.count].named("share against the routes that can be used")
    let demand = try Figure.product("demand of the route", [market.volume, share], in: units.flow)
    let flow = try costing.sent("loads sent a year", for: demand)
    var changes = Changes()
    try changes.add(costing, loads: flow, builder: self)
    for (position, rival) in rivals.enumerated() {
      let other = market.costings[rival]
      let change = try Figure.difference(
        "change of share, \(other.route.plan.shortID)", sharesAfter[position],
        sharesBefore[position])
      let label = "change of loads, \(other.route.plan.shortID)"
      let loads = try Figure.product(label, [market.volume, change], in: units.flow)
      try changes.add(other, loads: other.sent(label, for: loads), builder: self)
    }
    return PartyFlows(
      demand: demand, flow: flow,
      shippers: try yearly(
        "gain of shippers", [market.volume, model.surplus(of: choiceAfter, against: choiceBefore)]),
      investor: try yearly("margin on what is built", [flow, investorMargin()]),
      carriers: try .sum("margins of carriers", changes.margins, unit: units.millionsPerYear),
      hosts: try hosts(changes.fees), emissions: try total(changes.gases))
  }

  /// What the builder keeps of a load: the margin on its links, and the price above all charges
  /// where shippers pay the levelised cost.
  private func investorMargin() throws(AppraisalError) -> Figure {
    let onWorks = costing.margins.onWorks
    guard !costing.ladder.levelisedLinks.isEmpty else { return onWorks }
    let received = try Figure.product(
      "price of what arrives", [market.prices[index], costing.delivered], in: units.price)
    return try .sum(
      "margin of the builder",
      [try .difference("price above charges", received, costing.charges), onWorks],
      unit: units.price)
  }

  /// A contract: the investor buys at the origin, sells at the destination and pays the way; for
  /// the links that it builds it pays itself.
  private func contract() throws(AppraisalError) -> PartyFlows {
    let flow = try costing.sent("loads sent a year", for: market.volume)
    let demand = market.comparison.demand
    let at = market.comparison.location
    guard let value = demand.value, let supply = demand.supplyCost else {
      throw .missing(
        what: "comparison `\(market.comparison.id)` has no choice model and needs `value` and "
          + "`supply_cost`", location: at)
    }
    let sold = try yearly(
      "sales at the destination", [market.volume, inputs.figure(value, for: at)])
    let perLoad = try Figure.difference(
      "supply cost and charges, what is built at running cost",
      .sum(
        "supply cost and charges",
        [inputs.figure(supply, in: units.price, for: at), costing.charges], unit: units.price),
      costing.margins.onWorks)
    let paid = try yearly("purchases and charges on the way", [flow, perLoad])
    var changes = Changes()
    try changes.add(costing, loads: flow, builder: self)
    return PartyFlows(
      demand: market.volume, flow: flow,
      shippers: .constant(
        "gain of buyers", 0, units.millionsPerYear,
        because: "they pay the stated value at the destination"),
      investor: try .difference("sales less costs", sold, paid),
      carriers: try .sum("margins of carriers", changes.margins, unit: units.millionsPerYear),
      hosts: try hosts(changes.fees), emissions: try total(changes.gases))
  }

  /// What a change of loads means for those who take a share of the price, route by route.
  private struct Changes {
    var margins: [Figure] = []
    var fees: [String: [Figure]] = [:]
    var gases: [Figure?] = []

    mutating func add(_ costing: RouteCosting, loads: Figure, builder: PartyFlowsBuilder)
      throws(AppraisalError)
    {
      let name = costing.route.plan.shortID
      margins.append(
        try builder.yearly("margin on \(name)", [loads, costing.margins.elsewhere]))
      for (country, fee) in costing.fees {
        fees[country, default: []].append(
          try builder.yearly("transit fees, \(country), \(name)", [loads, fee]))
      }
      gases.append(
        try builder.tonnes("greenhouse gases a year, \(name)", loads, costing.emissions))
    }
  }

  private func hosts(_ fees: [String: [Figure]]) throws(AppraisalError)
    -> [(country: String, fee: Figure)]
  {
    var hosts: [(country: String, fee: Figure)] = []
    for (country, amounts) in fees.sorted(by: { $0.key < $1.key }) {
      hosts.append(
        (
          country,
          try .sum("transit fees, \(country)", amounts, unit: units.millionsPerYear)
        ))
    }
    return hosts
  }

  private func yearly(_ label: String, _ factors: [Figure]) throws(AppraisalError) -> Figure {
    try .product(label, factors, in: units.millionsPerYear)
  }

  private func tonnes(_ label: String, _ loads: Figure, _ emissions: Figure?)
    throws(AppraisalError) -> Figure?
  {
    guard let emissions else { return nil }
    let perYear: Unit
    do { perYear = try units.tonneCO2e / .year } catch {
      throw .unit(figure: "greenhouse gases", found: "\(error)", expected: "tCO2e/year")
    }
    return try .product(label, [loads, emissions], in: perYear)
  }

  private func total(_ gases: [Figure?]) throws(AppraisalError) -> Figure? {
    let known = gases.compactMap(\.self)
    guard known.count == gases.count, let first = known.first else { return nil }
    return try .sum("greenhouse gases a year, net", known, unit: first.unit)
  }
}
