public import CorridorNetwork
public import CorridorStudy

/// Everything that an appraisal says of one route.
public struct RouteResult: Sendable {
  /// The route.
  public let route: Route
  /// Time and money along it.
  public let ladder: Ladder
  /// What has to be spent before it can be used.
  public let capital: Capital
  /// Results in the order in which they are printed; a dot in a key opens a level of JSON.
  public let outcomes: [(key: String, outcome: Outcome)]
  /// One account per party; empty when there is no project to appraise.
  public let accounts: [Account]
  /// Why there is no project to appraise; nil where there is one.
  public let accountsReason: String?
  /// What a day more for everything that moves on the project costs a year; nil where there is no
  /// project, or time has no value.
  public let delay: Figure?
  /// What countries on the way take from the project a year, at its demand; nil where there is none.
  public let projectFees: Figure?
  /// The same by country, sorted; empty where there is no project.
  public let projectFeesByCountry: [(country: String, fee: Figure)]
  /// The figures of the years: construction, operation, growth, ramp-up.
  public let timeline: [Figure]
  /// Whether every link operates and every border on the way is open today.
  public let isAvailable: Bool
  /// Why it is not available.
  public let availabilityReason: String?
  /// Why nothing can go this way in the run; nil where it can, as everything can in the if-open case.
  public let closedReason: String?
  /// What the results rest on of class memory or judgement: ids of assumptions, sorted, then series by
  /// which money was restated as `deflators.SERIES`, sorted, then declared lengths as
  /// `LINK.declared_km`, sorted.
  public let unsourcedInputs: [String]
  /// The weakest class of what the results rest on; nil where they rest on nothing that has one.
  public let weakestClass: SourceClass?

  /// Whether the run lets anything go this way.
  public var isOpen: Bool { closedReason == nil }

  /// Whether it vies with the others for what is best: it is open and leads to the comparison's
  /// destination.
  public var isRival: Bool { isOpen && route.plan.destination == nil }

  /// The outcome under a key; `accounts.PARTY` is the value of the project to that party.
  public func outcome(_ key: String) -> Outcome? {
    if let found = outcomes.first(where: { $0.key == key }) { return found.outcome }
    return accountOutcomes.first { $0.key == key }?.outcome
  }

  /// Every key that has an outcome, in order.
  public var keys: [String] { (outcomes + accountOutcomes).map(\.key) }

  /// What each party's account comes to.
  var accountOutcomes: [(key: String, outcome: Outcome)] {
    accounts.map { ("accounts.\($0.party.name)", .figure($0.value)) }
  }
}

/// A comparison with everything that an appraisal says of its routes.
public struct ComparisonResult: Sendable {
  /// The comparison.
  public let comparison: Comparison
  /// What moves.
  public let service: Service
  /// Its routes, in the study's order.
  public let routes: [RouteResult]
  /// Name of the scenario; nil for the if-open case.
  public let scenario: String?
  /// The vintage; nil for everything that is known today.
  public let asOf: String?
  /// The discount rates of the economic and of the private account.
  public let rates: (economic: Figure, private: Figure)
  /// What was changed for this run, in order.
  public let overrides: [Override]
  /// What has to be known to read the figures, by subject.
  public let conventions: [(subject: String, text: String)]
  /// Units of the results by key.
  public let keys: ResultKeys
}

/// How the keys of results end for one service.
public struct ResultKeys: Hashable, Sendable {
  /// Such as `usd_per_teu`.
  public let moneyPerLoad: String
  /// Such as `musd`.
  public let millions: String
  /// Such as `teu`.
  public let load: String

  /// Money per load from terminal to terminal.
  public var price: String { "price_\(moneyPerLoad)" }
  /// Generalised cost per load.
  public var generalisedCost: String { "generalised_cost_\(moneyPerLoad)" }
  /// Greenhouse gases per load.
  public var emissions: String { "co2e_kg_per_\(load)" }
  /// Present value of what hosts take above the stated fee once they have reopened the contract.
  public var holdUp: String { "hold_up_\(millions)" }
  /// Capital still to be spent.
  public var capital: String { "capex_\(millions)" }
  /// Economic net present value.
  public var economicValue: String { "npv_\(millions)" }
  /// Private net present value.
  public var privateValue: String { "npv_private_\(millions)" }
  /// Opens a level of costed kilometres by country.
  public var lengthByCountry: String { "length_km_by_country" }
  /// Opens a level of what is taken in from one load, by country.
  public var revenueByCountry: String { "revenue_\(moneyPerLoad)_by_country" }
  /// The same a year.
  public var yearlyRevenueByCountry: String { "revenue_\(millions)_per_year_by_country" }
  /// Loads a year at the route's share of demand, every route open.
  public var yearlyLoads: String { "loads_\(load)_per_year" }
  /// Loads that can pass in a year.
  public var capacity: String { "capacity_\(load)_per_year" }
  /// Transit fees a year of these loads.
  public var yearlyFees: String { "transit_fees_\(millions)_per_year" }
  /// Opens a level of the same by country.
  public var yearlyFeesByCountry: String { "transit_fees_\(millions)_per_year_by_country" }
  /// Levelised cost per load.
  public var levelisedCost: String { "levelised_cost_\(moneyPerLoad)" }

  /// Creates the keys of a service whose money is in a currency, by its ISO 4217 code.
  public init(service: Service, currency: String) {
    let money = currency.lowercased()
    moneyPerLoad = "\(money)_per_\(service.key)"
    millions = "m\(money)"
    load = service.key
  }
}
