import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Works out what a project brings each party a year, at the stated demand.
struct PartyFlowsBuilder {
  let inputs: Inputs
  let units: ResultUnits
  let market: Market
  /// Which route is the project.
  let index: Int

  private var costing: RouteCosting { market.costings[index] }

  /// Loads a year on the project in its first year of operation, before ramp-up.
  ///
  /// With a choice model the project competes with the routes that can be used today and with no
  /// other project.
  func flow() throws(AppraisalError) -> Figure {
    guard let share = projectShare() else { return market.volume }
    return try .product("demand of the route", [market.volume, share], in: units.flow)
  }

  func amounts() throws(AppraisalError) -> PartyFlows {
    let flow = try flow()
    return market.model == nil ? try contract(flow) : try choice(flow)
  }

  /// The routes that can be used today, and the project last.
  private var rivals: [Int] { market.isAvailable.indices.filter { market.isAvailable[$0] && $0 != index } }

  private func projectShare() -> Figure? {
    guard let model = market.model else { return nil }
    let set = (rivals + [index]).map { market.alternatives[$0] }
    return model.shares(among: set).last?.named("share against the routes that can be used today")
  }

  private func choice(_ flow: Figure) throws(AppraisalError) -> PartyFlows {
    guard let model = market.model else { return try contract(flow) }
    let rivals = rivals
    let before = rivals.map { market.alternatives[$0] }
    let after = before + [market.alternatives[index]]
    let shippers = try yearly(
      "gain of shippers", [market.volume, model.surplus(ofAddingLastOf: after)])
    let sharesBefore = model.shares(among: before)
    let sharesAfter = model.shares(among: after)
    var carriers = [try yearly("margin on other links", [flow, costing.marginElsewhere])]
    var gases: [Figure?] = [try tonnes([flow, costing.emissions])]
    for (position, rival) in rivals.enumerated() {
      let other = market.costings[rival]
      let change = try Figure.difference(
        "change of share, \(other.route.plan.shortID)", sharesAfter[position],
        sharesBefore[position])
      let lost = try Figure.product(
        "change of loads, \(other.route.plan.shortID)", [market.volume, change], in: units.flow)
      let margin = try Figure.sum(
        "margins", [other.marginElsewhere, other.marginOnWorks], unit: units.price)
      carriers.append(try yearly("margin on \(other.route.plan.shortID)", [lost, margin]))
      gases.append(try tonnes([lost, other.emissions]))
    }
    return PartyFlows(
      shippers: shippers,
      investor: try yearly("margin on what is built", [flow, costing.marginOnWorks]),
      carriers: try .sum("margins of carriers", carriers, unit: units.millionsPerYear),
      hosts: try hosts(flow),
      emissions: try total(gases))
  }

  /// A contract: the investor buys at the origin, sells at the destination and pays the way.
  private func contract(_ flow: Figure) throws(AppraisalError) -> PartyFlows {
    let demand = market.comparison.demand
    let at = market.comparison.location
    guard let value = demand.value, let supply = demand.supplyCost else {
      throw .missing(
        what: "comparison `\(market.comparison.id)` has no choice model and needs `value` and "
          + "`supply_cost`", location: at)
    }
    let sold = try yearly(
      "sales at the destination",
      [flow, costing.delivered, inputs.figure(value, for: at)])
    let paid = try yearly(
      "purchases and charges on the way",
      [
        flow,
        .sum(
          "supply cost and charges",
          [inputs.figure(supply, in: units.price, for: at), costing.charges], unit: units.price),
      ])
    return PartyFlows(
      shippers: .constant(
        "gain of buyers", 0, units.millionsPerYear,
        because: "they pay the stated value at the destination"),
      investor: try .difference("sales less costs", sold, paid),
      carriers: try yearly("margins of carriers", [flow, costing.marginElsewhere]),
      hosts: try hosts(flow), emissions: try tonnes([flow, costing.emissions]))
  }

  private func hosts(_ flow: Figure) throws(AppraisalError) -> [(country: String, fee: Figure)] {
    var hosts: [(country: String, fee: Figure)] = []
    for (country, fee) in costing.fees {
      hosts.append((country, try yearly("transit fees, \(country)", [flow, fee])))
    }
    return hosts
  }

  private func yearly(_ label: String, _ factors: [Figure]) throws(AppraisalError) -> Figure {
    try .product(label, factors, in: units.millionsPerYear)
  }

  private func tonnes(_ factors: [Figure?]) throws(AppraisalError) -> Figure? {
    let known = factors.compactMap(\.self)
    guard known.count == factors.count else { return nil }
    let perYear: Unit
    do { perYear = try units.tonneCO2e / .year } catch {
      throw .unit(figure: "greenhouse gases", found: "\(error)", expected: "tCO2e/year")
    }
    return try .product("greenhouse gases a year", known, in: perYear)
  }

  private func total(_ gases: [Figure?]) throws(AppraisalError) -> Figure? {
    let known = gases.compactMap(\.self)
    guard known.count == gases.count, let first = known.first else { return nil }
    return try .sum("greenhouse gases a year, net", known, unit: first.unit)
  }
}
