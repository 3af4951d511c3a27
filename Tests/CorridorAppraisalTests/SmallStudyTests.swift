import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Foundation
import Testing

@testable import CorridorAppraisal

/// Every result of the small study against plain arithmetic.
///
/// Tolerances: 1e-12 where both sides do the same few operations, 1e-9 where the hand integrates over
/// the value of time in another way (4,000 steps against 81 nodes).
@Suite struct SmallStudyTests {
  private let small: SmallStudy
  private let result: CorridorAppraisal.ComparisonResult
  private let hand = Hand()

  init() throws {
    small = try SmallStudy()
    result = try small.appraise()
  }

  private var ways: [(id: String, way: Hand.Way)] {
    [("sea", hand.sea), ("rail", hand.rail), ("feeder", hand.feeder)]
  }

  @Test func `lengths`() throws {
    // Geodesic lengths along the equator agree with the closed form to a micrometre.
    #expect(agree(try result.value("rail", "length_km"), 2100 + hand.newLine))
    #expect(agree(try result.value("rail", "traced_km"), 24 * SmallStudy.degree))
    #expect(try result.value("rail", "sea_km") == 0)
    #expect(try result.value("sea", "sea_km") == 4800)
    #expect(agree(try result.value("feeder", "sea_km"), 2000))
    let rail = try result.route("rail").route
    let countries = Dictionary(
      uniqueKeysWithValues: rail.lengthByCountry.map { ($0.country, $0.length.kilometres) })
    #expect(agree(countries["AA"] ?? 0, 800 + hand.newLine / 3))
    #expect(agree(countries["BB"] ?? 0, hand.transit))
    #expect(agree(countries["CC"] ?? 0, 1300))
  }

  @Test func `prices, times, deviations, emissions`() throws {
    for (id, way) in ways {
      #expect(agree(try result.value(id, "price_usd_per_teu"), way.price), "\(id)")
      #expect(agree(try result.value(id, "time_days.line_haul"), way.lineHaul), "\(id)")
      #expect(agree(try result.value(id, "time_days.terminal_to_terminal"), way.terminals), "\(id)")
      #expect(agree(try result.value(id, "time_days.door_to_door"), way.door), "\(id)")
      #expect(agree(try result.value(id, "time_sd_days"), way.deviation), "\(id)")
      #expect(agree(try result.value(id, "co2e_kg_per_teu"), way.kilograms), "\(id)")
    }
  }

  @Test func `generalised cost`() throws {
    let day = 40 * exp(0.32)  // mean of the lognormal: median x exp(0.8² / 2)
    for (id, way) in ways {
      let expected = way.doorPrice + day * way.door + day * 0.8 * way.deviation
      #expect(agree(try result.value(id, "generalised_cost_usd_per_teu"), expected), "\(id)")
    }
  }

  @Test func `shares`() throws {
    let shares = Hand.choice(ways.map(\.way)).shares
    for ((id, _), share) in zip(ways, shares) {
      #expect(agree(try result.value(id, "share"), share, 1e-9), "\(id)")
    }
    let sum = try ways.reduce(0) { $0 + (try result.value($1.id, "share")) }
    #expect(agree(sum, 1))
  }

  @Test func `capital`() throws {
    #expect(agree(try result.value("rail", "capex_estimate_musd"), hand.estimate))
    #expect(agree(try result.value("rail", "capex_musd"), hand.capital))
    #expect(agree(try result.value("rail", "upkeep_musd_per_year"), hand.upkeep))
    // Lognormal of mean 1.4 and deviation 0.4; 0.8416212335729143 is the standard normal's 80th
    // percentile. The yard has no reference class and stays as estimated.
    let variance = log(1 + (0.4 / 1.4) * (0.4 / 1.4))
    let ratio = exp(log(1.4) - variance / 2 + variance.squareRoot() * 0.8416212335729143)
    let expected = (hand.estimate - 20) * ratio + 20
    #expect(agree(try result.value("rail", "capex_p80_musd"), expected))
    for id in ["sea", "feeder"] { #expect(try result.value(id, "capex_musd") == 0) }
  }

  @Test func `the accounts of the railway`() throws {
    let before = Hand.choice([hand.sea, hand.feeder])
    let after = Hand.choice([hand.sea, hand.feeder, hand.rail])
    let loads = 200_000 / 1e6  // in millions, so that dollars per load make millions
    let pv = Hand.factors(rate: 0.06)
    let change = zip(after.shares, before.shares + [0]).map { $0 - $1 }
    let rail = try result.route("rail")
    func expect(_ party: Account.Party, _ yearly: Double, fixed: Double = 0) throws {
      let expected = loads * yearly * pv.demand - fixed
      #expect(agree(try rail.account(party), expected, 1e-9), "\(party.name)")
    }
    try expect(.shippers, (after.logsum - before.logsum) / 0.002)
    try expect(
      .investor, change[2] * hand.rail.marginOnWorks,
      fixed: hand.capital * pv.capital + hand.upkeep * pv.upkeep)
    try expect(
      .carriers,
      change[0] * hand.sea.margin + change[1] * hand.feeder.margin + change[2] * hand.rail.margin)
    try expect(.host("BB"), change[2] * hand.rail.fee)
    let kilograms =
      change[0] * hand.sea.kilograms + change[1] * hand.feeder.kilograms
      + change[2] * hand.rail.kilograms
    try expect(.environment, -kilograms / 1000 * 50)
    #expect(change[0] < 0 && change[1] < 0)
    #expect(agree(try result.value("rail", "demand_teu_per_year"), 200_000 * change[2], 1e-9))
    #expect(
      agree(
        try #require(rail.projectFees).value, loads * change[2] * hand.rail.fee, 1e-9))
  }

  @Test func `loads and fees a year are at the share with every route open`() throws {
    for ((id, way), share) in zip(ways, Hand.choice(ways.map(\.way)).shares) {
      #expect(agree(try result.value(id, "loads_teu_per_year"), 200_000 * share, 1e-9), "\(id)")
      #expect(
        agree(try result.value(id, "transit_fees_musd_per_year"), 0.2 * share * way.fee, 1e-9),
        "\(id)")
    }
  }

  @Test func `what has been spent is left out of capital and not of upkeep`() throws {
    var links = small.study.links
    for place in links.indices where links[place].works == .new { links[place].spent = "spent" }
    let study = try small.study.with(links: links).adding("spent", 0.25, "1")
    let spent = try small.appraise(changed: study)
    let line = hand.newLine * 0.3 * 1.5
    #expect(agree(try spent.value("rail", "capex_estimate_musd"), 0.75 * line + 20))
    #expect(agree(try spent.value("rail", "capex_musd"), 0.75 * line * 1.4 + 20))
    #expect(agree(try spent.value("rail", "upkeep_musd_per_year"), hand.upkeep))
    let convention = try #require(spent.conventions.first { $0.subject == "capex" })
    #expect(convention.text.contains("left out as spent: 25 % of"))
  }

  @Test func `a network is paid for once, and its links share the price by length`() throws {
    let study = try small.changing(linkClass: "rail") { item in
      item.tariff = [:]
      item.networkTariff = ["container": "network"]
    }.adding("network", 300, "USD/TEU")
    let result = try small.appraise(changed: study)
    // The new line parts the railway in two runs: 800 km before it, 250 and 1,050 km after it.
    let cost = Dictionary(
      try result.route("rail").ladder.steps.filter { $0.kind == .link }
        .map { ($0.subject, $0.cost?.value ?? 0) }
    ) { $0 + $1 }
    #expect(agree(cost["aa"] ?? 0, 300))
    #expect(agree(cost["cc-west"] ?? 0, 300 * 250 / 1300))
    #expect(agree(cost["cc-east"] ?? 0, 300 * 1050 / 1300))
    let old = 800.0 + 250 + 1050
    #expect(
      agree(try result.value("rail", "price_usd_per_teu"), hand.rail.price - old * 0.3 + 600))
  }

  @Test func `a service may go at a speed of its own`() throws {
    let study = try small.changing(linkClass: "rail") { item in
      item.serviceSpeed = ["container": "slow"]
    }.adding("slow", 500, "km/day")
    let result = try small.appraise(changed: study)
    let old = 800.0 + 250 + 1050
    #expect(
      agree(
        try result.value("rail", "time_days.line_haul"), hand.rail.lineHaul - old / 1000 + old / 500
      ))
  }

  @Test func `private value, levelised cost and rates of return`() throws {
    let share = Hand.choice([hand.sea, hand.feeder, hand.rail]).shares[2]
    let pv = Hand.factors(rate: 0.08)
    let loads = 0.2 * share
    let fixed = hand.capital * pv.capital + hand.upkeep * pv.upkeep
    let expected = loads * hand.rail.marginOnWorks * pv.demand - fixed
    #expect(agree(try result.value("rail", "npv_private_musd"), expected, 1e-9))
    // Fees of 0.05 per km of transit, running at 0.1 per km of the new line.
    let running = hand.rail.fee + hand.newLine * 0.1
    #expect(
      agree(
        try result.value("rail", "levelised_cost_usd_per_teu"),
        fixed / (loads * pv.demand) + running, 1e-9))
    let rate = try result.value("rail", "irr_per_year")
    let atRate = Hand.factors(rate: rate)
    let value =
      loads * hand.rail.marginOnWorks * atRate.demand - hand.capital * atRate.capital
      - hand.upkeep * atRate.upkeep
    #expect(value.magnitude < 1e-6 * hand.capital)
    #expect(try result.value("rail", "irr_sign_changes") == 1)
    let economic = try result.value("rail", "irr_economic_per_year")
    #expect(economic > rate)
  }

  @Test func `benefit-cost ratio is of all parties`() throws {
    let pv = Hand.factors(rate: 0.06)
    let cost = hand.capital * pv.capital + hand.upkeep * pv.upkeep
    let ratio = try result.value("rail", "benefit_cost_ratio")
    #expect(agree((ratio - 1) * cost, try result.value("rail", "npv_musd"), 1e-9))
  }

  @Test func `what is not built has no value, and says why`() throws {
    for id in ["sea", "feeder"] {
      #expect(try result.reason(id, "npv_musd").contains("nothing is built"))
      #expect(try result.route(id).accounts.isEmpty)
    }
  }

  @Test func `availability`() throws {
    #expect(try result.route("sea").isAvailable)
    #expect(try !result.route("rail").isAvailable)
    #expect(try result.route("rail").availabilityReason == "bb is proposed")
  }

  @Test func `revenue by country`() throws {
    let key = "revenue_usd_per_teu_by_country"
    let found = try result.route("rail").keys.filter { $0.hasPrefix(key) }
    #expect(found == ["AA", "BB", "CC"].map { "\(key).\($0)" })
    let expected = [
      800 * 0.3 + hand.newLine / 3 * 0.4, hand.transit * 0.45, 1300 * 0.3,
    ]
    let loads = try 200_000 * result.value("rail", "share")
    for (id, value) in zip(found, expected) {
      #expect(agree(try result.value("rail", id), value))
      let yearly = "revenue_musd_per_year_by_country." + id.suffix(2)
      #expect(agree(try result.value("rail", yearly), value * loads / 1e6))
    }
  }

  @Test func `the ladder is in the order of travel`() throws {
    let steps = try result.route("feeder").ladder.steps
    #expect(
      steps.map(\.kind) == [
        .door, .terminal, .wait, .link, .transfer, .ice, .link, .terminal, .door,
      ])
    let rail = try result.route("rail").ladder.steps
    #expect(
      rail.map(\.kind) == [
        .door, .terminal, .link, .link, .border, .fee, .gauge, .border, .link, .link, .terminal,
        .door,
      ])
    #expect(try result.route("rail").ladder.unpriced.isEmpty)
  }
}
