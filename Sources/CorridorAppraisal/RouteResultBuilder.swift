import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Collects the results of one route under their keys.
struct RouteResultBuilder {
  let study: Study
  let inputs: Inputs
  let units: ResultUnits
  let service: Service
  let market: Market
  let index: Int

  private typealias Entry = (key: String, outcome: Outcome)
  private var costing: RouteCosting { market.costings[index] }
  private var keys: ResultKeys {
    ResultKeys(service: service, currency: study.settings.priceBase.currency.code)
  }

  func result(unavailable: String?) throws(AppraisalError) -> RouteResult {
    let project = try project()
    let outcomes =
      try lengths() + times() + perLoad() + [try share()] + money(project: project)
      + BorderIndicators(costing: costing, units: units).entries()
    let figures = outcomes.compactMap(\.outcome.figure)
    let unsourced = Figure.assumptions(under: figures).filter {
      study.assumption($0)?.sourceClass.isUnsourced ?? false
    }
    return RouteResult(
      route: costing.route, ladder: costing.ladder, capital: costing.capital, outcomes: outcomes,
      accounts: project.economics?.accounts ?? [], timeline: market.timeline,
      isAvailable: unavailable == nil, availabilityReason: unavailable,
      revenueByCountry: try RevenueByCountry(
        costing: costing, service: service, inputs: inputs, units: units
      ).entries(),
      unsourcedInputs: unsourced)
  }

  private func lengths() throws(AppraisalError) -> [Entry] {
    let total = try costing.lengths.total()
    let traced = try costing.lengths.traced()
    let sea = Figure(
      "length at sea", unit: .kilometre, .sum,
      of: [
        .constant(
          "length outside every country", costing.route.seaLength.kilometres, .kilometre,
          because: "geometry against the study's borders")
      ])
    return [
      ("length_km", .figure(total)), ("traced_km", .figure(traced)),
      ("route_factor", Outcome(try .quotient("route factor", total, traced, in: .one), else: "")),
      ("sea_km", .figure(sea)),
    ]
  }

  private func times() -> [Entry] {
    let reason = costing.ladder.timeReason ?? "a time is missing"
    return [
      ("time_days.line_haul", Outcome(costing.lineHaul, else: reason)),
      ("time_days.terminal_to_terminal", Outcome(costing.terminalToTerminal, else: reason)),
      ("time_days.door_to_door", Outcome(costing.doorToDoor, else: reason)),
      ("time_sd_days", Outcome(costing.deviation, else: reason)),
    ]
  }

  private func perLoad() -> [Entry] {
    [
      (keys.price, .figure(market.prices[index])),
      (
        keys.generalisedCost,
        Outcome(
          market.generalisedCosts[index],
          else: "no value of time is used for this comparison: a contract decides, not shippers")
      ),
      (
        keys.emissions,
        Outcome(costing.emissions, else: costing.ladder.emissionsReason ?? "a factor is missing")
      ),
    ]
  }

  private func share() throws(AppraisalError) -> Entry {
    ("share", Outcome(market.shares?[index], else: market.sharesReason ?? ""))
  }
}

// MARK: - The project

extension RouteResultBuilder {
  /// The accounts of building the route, or why there are none.
  private struct Project {
    var economics: ProjectEconomics?
    var flow: Figure?
    var reason: String
  }

  private func project() throws(AppraisalError) -> Project {
    let builds = !costing.capital.items.isEmpty
    if market.model != nil, !builds {
      return Project(
        reason: "nothing is built for this route, so there is no project to hold against doing "
          + "nothing")
    }
    let flows = PartyFlowsBuilder(inputs: inputs, units: units, market: market, index: index)
    let accounts = AccountBuilder(
      inputs: inputs, units: units, comparison: market.comparison, timeline: market.timeline)
    return Project(
      economics: try accounts.economics(flows.amounts(), capital: costing.capital),
      flow: try flows.flow(), reason: "")
  }

  private func money(project: Project) throws(AppraisalError) -> [Entry] {
    guard let economics = project.economics, let flow = project.flow else {
      return try capital() + valueKeys.map { ($0, .missing(reason: project.reason)) }
    }
    let settings = study.settings.appraisal
    let location = market.comparison.location
    let perYear = try ResultUnits.perYear()
    let privateRate = try inputs.figure(settings.privateRate, in: perYear, for: location)
    let economicRate = try inputs.figure(settings.economicRate, in: perYear, for: location)
    let reinvestment = try inputs.figure(settings.reinvestmentRate, in: perYear, for: location)
    let returns = Returns(
      flows: economics.investor, timeline: market.timeline, perYear: perYear)
    let economicReturns = Returns(
      flows: economics.total, timeline: market.timeline, perYear: perYear)
    let builds = !costing.capital.items.isEmpty
    let levelised = try LevelisedCost(
      inputs: inputs, units: units, comparison: market.comparison, timeline: market.timeline
    ).figure(
      of: costing.capital, flow: flow, delivered: costing.delivered,
      perLoad: market.model == nil ? costing.charges : costing.totalFees(units))
    let values: [Outcome] = [
      .figure(economics.economic), .figure(economics.economicWithoutCarbon),
      .figure(
        economics.investor.presentValue(
          "private NPV", rate: privateRate, timeline: market.timeline)),
      returns.internalRate(), economicReturns.internalRate(),
      returns.modifiedRate(finance: privateRate, reinvestment: reinvestment),
      economicReturns.benefitCostRatio(rate: economicRate),
      returns.payback(), returns.discountedPayback(rate: privateRate),
      builds
        ? Outcome(levelised, else: "")
        : .missing(reason: "nothing is built for this route, so there is no capital to levelise"),
      .figure(flow),
      .figure(
        try .product(
          "transit fees a year", [flow, costing.totalFees(units)], in: units.millionsPerYear)),
    ]
    return try capital() + zip(valueKeys, values).map { ($0, $1) }
  }

  private var valueKeys: [String] {
    [
      keys.economicValue, "npv_without_carbon_\(keys.millions)", keys.privateValue, "irr_per_year",
      "irr_economic_per_year", "mirr_per_year", "benefit_cost_ratio", "payback_years",
      "payback_discounted_years", keys.levelisedCost, "demand_\(keys.load)_per_year",
      "transit_fees_\(keys.millions)_per_year",
    ]
  }

  private func capital() throws(AppraisalError) -> [Entry] {
    let capital = costing.capital
    let within =
      capital.items.isEmpty && costing.route.status != .operating
      ? "what has to be built is paid within the price per load; no separate capital is stated"
      : nil
    func entry(_ key: String, _ figure: Figure) -> Entry {
      (key, within.map { Outcome.missing(reason: $0) } ?? .figure(figure))
    }
    return [
      entry(keys.capital, capital.expected),
      entry("capex_estimate_\(keys.millions)", capital.estimate),
      entry("capex_p50_\(keys.millions)", try capital.percentile(0.5)),
      entry("capex_p80_\(keys.millions)", try capital.percentile(0.8)),
      entry("capex_p95_\(keys.millions)", try capital.percentile(0.95)),
      entry("upkeep_\(keys.millions)_per_year", capital.upkeep),
    ]
  }
}
