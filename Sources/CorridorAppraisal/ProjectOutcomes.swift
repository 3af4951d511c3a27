import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What building a route brings, as results under their keys, or why there is no project.
struct ProjectOutcomes {
  let inputs: Inputs
  let units: ResultUnits
  let keys: ResultKeys
  let market: Market
  let index: Int
  /// The accounts; nil when there is no project.
  let economics: ProjectEconomics?
  /// Why there is no project; empty when there is one.
  let reason: String

  init(
    inputs: Inputs, units: ResultUnits, keys: ResultKeys, market: Market, index: Int
  ) throws(AppraisalError) {
    self.inputs = inputs
    self.units = units
    self.keys = keys
    self.market = market
    self.index = index
    let flows = PartyFlowsBuilder(inputs: inputs, units: units, market: market, index: index)
    let capital = market.costings[index].capital
    if let closed = market.uses[index].closed {
      economics = nil
      reason = "closed in this scenario, so nothing can pass: \(closed)"
    } else if market.model != nil, capital.items.isEmpty {
      economics = nil
      reason =
        "nothing is built for this route, so there is no project to hold against doing nothing"
    } else if market.model != nil, flows.rivals.isEmpty {
      economics = nil
      reason =
        "no other route can be used, and a gain against no way at all has no finite worth"
    } else {
      let accounts = AccountBuilder(
        inputs: inputs, units: units, comparison: market.comparison, timeline: market.timeline)
      economics = try accounts.economics(flows.amounts(), capital: capital)
      reason = ""
    }
  }

  private var costing: RouteCosting { market.costings[index] }

  func entries() throws(AppraisalError) -> [RouteResultBuilder.Entry] {
    guard let economics else {
      return try capital() + valueKeys.map { ($0, .missing(reason: reason)) }
    }
    return try capital() + zip(valueKeys, values(of: economics)).map { ($0, $1) }
  }

  private var valueKeys: [String] {
    [
      keys.economicValue, "npv_without_carbon_\(keys.millions)", keys.privateValue, "irr_per_year",
      "irr_sign_changes", "irr_economic_per_year", "mirr_per_year", "benefit_cost_ratio",
      "payback_years", "payback_discounted_years", keys.levelisedCost,
      "demand_\(keys.load)_per_year",
    ]
  }

  private func values(of economics: ProjectEconomics) throws(AppraisalError) -> [Outcome] {
    let settings = inputs.study.settings.appraisal
    let privateRate = try inputs.privateRate(for: market.comparison.location)
    let economicRate = try inputs.economicRate(for: market.comparison.location)
    let perYear = try ResultUnits.perYear()
    let returns = Returns(
      flows: economics.investor, timeline: market.timeline, perYear: perYear)
    let whole = Returns(flows: economics.total, timeline: market.timeline, perYear: perYear)
    let sooty = economics.economic == nil ? "not all greenhouse gases are known: " : nil
    let unknown = sooty.map {
      Outcome.missing(reason: $0 + (costing.ladder.emissionsReason ?? "a rival lacks a factor"))
    }
    return [
      unknown ?? Outcome(economics.economic, else: ""),
      Outcome(economics.economicWithoutCarbon, else: ""),
      Outcome(
        economics.investor.presentValue(
          "private NPV", rate: privateRate, timeline: market.timeline), else: ""),
      returns.internalRate(), returns.signChanges(), unknown ?? whole.internalRate(),
      returns.modifiedRate(
        finance: privateRate, reinvestment: try rate(settings.reinvestmentRate)),
      unknown ?? whole.benefitCostRatio(rate: economicRate),
      returns.payback(), returns.discountedPayback(rate: privateRate),
      try levelised(flow: economics.flow), Outcome(economics.demand, else: ""),
    ]
  }

  /// What countries on the way take from the project a year, at its demand; nil without a project.
  func fees() throws(AppraisalError) -> Figure? {
    try economics.map { economics throws(AppraisalError) in
      try Figure.product(
        "transit fees of the project a year", [economics.flow, costing.totalFees(units)],
        in: units.millionsPerYear)
    }
  }

  /// The same by country, sorted; empty without a project.
  func feesByCountry() throws(AppraisalError) -> [(country: String, fee: Figure)] {
    guard let flow = economics?.flow else { return [] }
    var entries: [(country: String, fee: Figure)] = []
    for (country, fee) in costing.fees {
      let label = "transit fees of the project a year, \(country)"
      entries.append((country, try .product(label, [flow, fee], in: units.millionsPerYear)))
    }
    return entries
  }

  private func rate(_ id: String) throws(AppraisalError) -> Figure {
    try inputs.figure(id, in: ResultUnits.perYear(), .rate, for: market.comparison.location)
  }

  /// In a contract everything on the way, else what the builder has to take for its own links.
  ///
  /// Where a contract's way stands already it is what is charged on it.
  private func levelised(flow: Figure) throws(AppraisalError) -> Outcome {
    if market.model != nil, costing.capital.items.isEmpty {
      return .missing(reason: "nothing is built for this route, so there is no capital to levelise")
    }
    let margins = costing.margins
    let perLoad =
      try market.model == nil
      ? Figure.difference(
        "charges, what is built at running cost", costing.charges, margins.onWorks)
      : Figure.sum(
        "transit fees and running cost of what is built",
        [costing.totalFees(units), margins.runningOnWorks()], unit: units.price)
    return Outcome(
      try LevelisedCost(
        inputs: inputs, units: units, comparison: market.comparison, timeline: market.timeline
      ).figure(of: costing.capital, flow: flow, delivered: costing.delivered, perLoad: perLoad),
      else: "")
  }

  private func capital() throws(AppraisalError) -> [RouteResultBuilder.Entry] {
    let capital = costing.capital
    // What is dormant stands and waits; what is proposed or being built has to be paid for somehow.
    let unbuilt = costing.route.parts.first {
      [.proposed, .building].contains($0.link.status) && $0.link.works == .none
    }
    let unknown =
      capital.items.isEmpty
      ? unbuilt.map {
        "\($0.link.names.english) is \($0.link.status.rawValue) and the study states no works for it: "
          + "what has to be spent is paid within the price per load, or not known"
      } : nil
    func entry(_ key: String, _ figure: Figure) -> RouteResultBuilder.Entry {
      (key, unknown.map { .missing(reason: $0) } ?? Outcome(figure, else: ""))
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
