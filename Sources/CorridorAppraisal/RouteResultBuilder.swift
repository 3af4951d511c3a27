import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Collects the results of one route under their keys.
struct RouteResultBuilder {
  let inputs: Inputs
  let units: ResultUnits
  let service: Service
  let market: Market
  let index: Int

  typealias Entry = (key: String, outcome: Outcome)
  private var study: Study { inputs.study }
  private var costing: RouteCosting { market.costings[index] }
  private var keys: ResultKeys {
    ResultKeys(service: service, currency: study.settings.priceBase.currency.code)
  }

  func result(unavailable: String?) throws(AppraisalError) -> RouteResult {
    let project = try ProjectOutcomes(
      inputs: inputs, units: units, keys: keys, market: market, index: index)
    let outcomes =
      try lengths() + byCountry() + times() + perLoad() + [share()] + project.entries()
      + BorderIndicators(costing: costing, service: service, inputs: inputs, units: units).entries()
    let ladder = try LadderOfPrice(
      costing: costing,
      levelised: LevelisedCost(
        inputs: inputs, units: units, comparison: market.comparison, timeline: market.timeline),
      units: units, flow: costing.sent("loads sent a year", for: market.volume),
      price: market.prices[index]
    ).ladder()
    let accounts = project.economics?.accounts ?? []
    let fees = try project.fees()
    let beside =
      ladder.steps.flatMap(\.figures) + accounts.map(\.value) + [fees].compactMap(\.self)
    let figures = outcomes.compactMap(\.outcome.figure)
    let leaves = Figure.leaves(under: figures + beside)
    try inputs.require(leaves.assumptions)
    try inputs.requireSensible(beside)
    // Outcomes that are not finite have no figure, and say why.
    try inputs.requireSensible(figures)
    return RouteResult(
      route: costing.route, ladder: ladder, capital: costing.capital, outcomes: outcomes,
      accounts: accounts, accountsReason: project.economics == nil ? project.reason : nil,
      delay: try delay(project), projectFees: fees,
      projectFeesByCountry: try project.feesByCountry(), timeline: market.timeline,
      isAvailable: unavailable == nil,
      availabilityReason: unavailable, closedReason: market.uses[index].notChosen,
      unsourcedInputs: inputs.unsourced(of: leaves), weakestClass: inputs.weakestClass(of: leaves))
  }

  private func delay(_ project: ProjectOutcomes) throws(AppraisalError) -> Figure? {
    guard let model = market.model, let flow = project.economics?.demand else { return nil }
    let unit: Unit
    do { unit = try units.millionsPerYear / .day } catch {
      throw .unit(figure: "a day of delay", found: "\(error)", expected: "money/year/day")
    }
    return try .product(
      "what a day of delay costs a year", [flow, model.meanValueOfTime], in: unit)
  }

  private func lengths() throws(AppraisalError) -> [Entry] {
    let total = try costing.lengths.total()
    let traced = try costing.lengths.traced()
    return [
      ("length_km", Outcome(total, else: "")), ("traced_km", Outcome(traced, else: "")),
      ("route_factor", Outcome(try .quotient("route factor", total, traced, in: .one), else: "")),
      ("sea_km", Outcome(try costing.lengths.inside(nil), else: "")),
    ]
  }

  /// Kilometres, revenue and transit fees by country; the last two a year, at the route's share of
  /// demand, with the loads that they are taken from and the sum of the fees.
  private func byCountry() throws(AppraisalError) -> [Entry] {
    var entries: [Entry] = []
    for country in costing.route.lengthByCountry.map(\.country) {
      let length = try costing.lengths.inside(country)
      entries.append((keys.lengthByCountry + ".\(country)", Outcome(length, else: "")))
    }
    let revenue = RevenueByCountry(costing: costing, units: units)
    let arriving = try market.arriving(on: index, units)
    var perLoad: [(country: String, revenue: Figure)] = []
    for (country, amount) in try revenue.perLoad() {
      perLoad.append((country, try costing.perArrival("revenue in \(country)", amount)))
    }
    let fees = costing.fees.map { (country: $0.country, revenue: $0.fee) }
    func add(_ key: String, _ amounts: [(country: String, revenue: Figure)]) {
      for (country, amount) in amounts {
        entries.append((key + ".\(country)", Outcome(amount, else: "")))
      }
    }
    add(keys.revenueByCountry, perLoad)
    guard let arriving else {
      let none = Outcome.missing(reason: market.shareReason(index))
      entries += [(keys.yearlyLoads, none), (keys.yearlyFees, none)]
      entries += perLoad.map { ("\(keys.yearlyRevenueByCountry).\($0.country)", none) }
      entries += fees.map { ("\(keys.yearlyFeesByCountry).\($0.country)", none) }
      return entries
    }
    let flow = try costing.sent("loads sent a year", for: arriving)
    let feesAYear = try revenue.perYear("transit fees", fees, flow: flow)
    let total = try Figure.sum(
      "transit fees a year", feesAYear.map(\.revenue), unit: units.millionsPerYear)
    entries += [
      (keys.yearlyLoads, Outcome(arriving, else: "")), (keys.yearlyFees, Outcome(total, else: "")),
    ]
    add(keys.yearlyRevenueByCountry, try revenue.perYear("revenue", perLoad, flow: arriving))
    add(keys.yearlyFeesByCountry, feesAYear)
    return entries
  }

  private func times() -> [Entry] {
    let reason = costing.ladder.timeReason ?? "a time is missing"
    let deviation = costing.deviation.inputs.isEmpty ? nil : costing.deviation
    return [
      ("time_days.line_haul", Outcome(costing.lineHaul, else: reason)),
      ("time_days.terminal_to_terminal", Outcome(costing.terminalToTerminal, else: reason)),
      ("time_days.door_to_door", Outcome(costing.doorToDoor, else: reason)),
      (
        "time_sd_days",
        Outcome(deviation, else: "no deviation of time is given for anything on this route")
      ),
    ]
  }

  private func perLoad() throws(AppraisalError) -> [Entry] {
    let emissions = try costing.emissions.map { sent throws(AppraisalError) in
      try costing.perArrival("greenhouse gases", sent)
    }
    return [
      (keys.price, Outcome(market.prices[index], else: "")),
      (
        keys.generalisedCost,
        Outcome(
          market.generalisedCosts[index],
          else: "no value of time is used for this comparison: a contract decides, not shippers")
      ),
      (
        keys.emissions,
        Outcome(emissions, else: costing.ladder.emissionsReason ?? "a factor is missing")
      ),
    ]
  }

  private func share() -> Entry {
    ("share", Outcome(market.shares[index], else: market.shareReason(index)))
  }
}
