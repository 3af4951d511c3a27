import CorridorStudy
import CorridorUnits

/// The accounts of building one route against doing nothing.
struct ProjectEconomics {
  let accounts: [Account]
  /// What the builder pays and earns, for the private account.
  let investor: Flows
  /// Loads a year that arrive by the project in its first year of operation, before ramp-up.
  let demand: Figure
  /// Loads a year that are sent for them.
  let flow: Figure
  /// Sum of the accounts at the economic rate, millions; nil when a factor of emissions is missing.
  let economic: Figure?
  /// The same without greenhouse gases, millions.
  let economicWithoutCarbon: Figure
  /// Flows of all accounts together.
  let total: Flows
}

/// The yearly amounts of a project for every party.
struct PartyFlows {
  /// Loads a year that arrive by the project in its first year of operation, before ramp-up.
  var demand: Figure
  /// Loads a year that are sent for them.
  var flow: Figure
  var shippers: Figure
  var investor: Figure
  var carriers: Figure
  var hosts: [(country: String, fee: Figure)]
  /// Tonnes of greenhouse gases added a year; nil when a factor is missing.
  var emissions: Figure?
}

/// Turns yearly amounts into accounts.
struct AccountBuilder {
  let inputs: Inputs
  let units: ResultUnits
  let comparison: Comparison
  let timeline: [Figure]

  func economics(_ amounts: PartyFlows, capital: Capital) throws(AppraisalError)
    -> ProjectEconomics
  {
    let rate = try inputs.economicRate(for: comparison.location)
    let nothing = Figure.constant("nothing", 0, units.millions, because: "this party spends none")
    let idle = Figure.constant(
      "nothing", 0, units.millionsPerYear, because: "this party keeps nothing up")
    var parties: [(Account.Party, Flows)] = [
      (.shippers, Flows(capital: nothing, upkeep: idle, variable: amounts.shippers)),
      (
        .investor,
        Flows(capital: capital.expected, upkeep: capital.upkeep, variable: amounts.investor)
      ),
      (.carriers, Flows(capital: nothing, upkeep: idle, variable: amounts.carriers)),
    ]
    for host in amounts.hosts {
      parties.append(
        (.host(host.country), Flows(capital: nothing, upkeep: idle, variable: host.fee)))
    }
    if let emissions = amounts.emissions {
      parties.append(
        (
          .environment,
          Flows(capital: nothing, upkeep: idle, variable: try damage(of: emissions))
        ))
    }
    let accounts = parties.map { party, flows in
      Account(
        party: party, flows: flows,
        value: flows.presentValue("value to \(party.name)", rate: rate, timeline: timeline))
    }
    let economic = try Figure.sum(
      "economic NPV", accounts.map(\.value), unit: units.millions)
    return ProjectEconomics(
      accounts: accounts, investor: accounts[1].flows, demand: amounts.demand,
      flow: amounts.flow,
      economic: amounts.emissions == nil ? nil : economic,
      economicWithoutCarbon: try .sum(
        "economic NPV without carbon",
        accounts.filter { $0.party != .environment }.map(\.value), unit: units.millions),
      total: Flows(
        capital: capital.expected, upkeep: capital.upkeep,
        variable: try .sum(
          "yearly amounts of all parties", accounts.map(\.flows.variable),
          unit: units.millionsPerYear)))
  }

  private func damage(of emissions: Figure) throws(AppraisalError) -> Figure {
    let price = try inputs.figure(
      inputs.study.settings.appraisal.carbonPrice, for: comparison.location)
    let minus = Figure.constant("sign", -1, because: "emissions are a cost")
    return try .product(
      "damage by greenhouse gases", [emissions, price, minus], in: units.millionsPerYear)
  }
}
