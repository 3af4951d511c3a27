import CorridorStudy
import Foundation
import Testing

@testable import CorridorAppraisal

/// Gas and power: one buyer and one contract.
@Suite struct ContractTests {
  private let small: SmallStudy
  private let gas = "gas:alpha-omega"
  private let power = "power:alpha-omega"
  private let kilometres = 24 * SmallStudy.degree * 1.1

  init() throws { small = try SmallStudy() }

  /// 10 bcm are 10 million units of 1,000 m3; so many arrive, and more is sent.
  private let loads = 10.0
  private var delivered: Double { pow(1 - 0.004, kilometres / 100) }
  /// 1 USD per 100 km of the 4 degrees in BB, on what reaches BB after 9 of the 24 degrees.
  private var fee: Double {
    4 * SmallStudy.degree * 1.1 / 100 * pow(1 - 0.004, kilometres * 9 / 2400)
  }
  private func factors(_ rate: Double) -> (capital: Double, upkeep: Double, demand: Double) {
    Hand.factors(rate: rate, growth: 0, ramp: [0.5])
  }

  @Test func `the pipeline by hand`() throws {
    let result = try small.appraise(gas)
    let capital = 2 * kilometres
    let (economic, own) = (factors(0.06), factors(0.08))
    let sent = loads / delivered
    let yearly = loads * 400 - sent * (200 + fee)
    func value(_ pv: (capital: Double, upkeep: Double, demand: Double)) -> Double {
      yearly * pv.demand - capital * pv.capital - 0.03 * capital * pv.upkeep
    }
    #expect(agree(try result.value("pipe", "npv_private_musd"), value(own), 1e-9))
    #expect(agree(try result.route("pipe").account(.investor), value(economic), 1e-9))
    #expect(
      agree(
        try result.route("pipe").account(.host("BB")), sent * fee * economic.demand, 1e-9))
    #expect(agree(try result.value("pipe", "transit_fees_musd_per_year"), sent * fee, 1e-9))
    #expect(agree(try result.value("pipe", "demand_1000m3_per_year"), loads * 1e6, 1e-9))
    let tonnes = sent * 0.05 * kilometres  // kilograms a unit make thousands of tonnes a million
    #expect(
      agree(
        try result.route("pipe").account(.environment), -tonnes * 50 / 1000 * economic.demand,
        1e-9))
    #expect(
      agree(
        try result.value("pipe", "co2e_kg_per_1000m3"), 0.05 * kilometres / delivered))
  }

  @Test func `at the levelised cost and the price at the origin the pipeline earns nothing`() throws
  {
    let base = try small.appraise(gas)
    let levelised = try base.value("pipe", "levelised_cost_usd_per_1000m3")
    #expect(agree(levelised, try base.value("pipe", "price_usd_per_1000m3")))
    let value = levelised + 200 / delivered
    let even = try small.appraise(gas, ["gas.value": "\(value) USD/1000m3 @2024"])
    // Relative to what is spent: 1e-9 of some 6,000 million.
    #expect(
      try even.value("pipe", "npv_private_musd").magnitude
        < 1e-9 * even.value("pipe", "capex_musd"))
    // Neither does it lose: its rate of return is the rate of its account.
    #expect(agree(try even.value("pipe", "irr_per_year"), 0.08, 1e-9))
  }

  @Test func `a builder that pays itself a tariff pays nobody`() throws {
    // The same line with a tariff instead of the levelised cost: its own tariff cancels, its running
    // cost does not.
    let study = small.changing(linkClass: "pipe") { item in
      item.paysLevelisedCost = false
      item.tariff = ["gas": "fee.gas"]
      item.avoidable = ["gas": "pipe.tariffless"]
    }
    let zero = try study.adding("pipe.tariffless", 0, "USD/1000m3-km")
    let result = try small.appraise(gas, changed: zero)
    let base = try small.appraise(gas)
    for key in ["npv_private_musd", "npv_musd", "levelised_cost_usd_per_1000m3"] {
      #expect(agree(try result.value("pipe", key), try base.value("pipe", key), 1e-9), "\(key)")
    }
    // 1 USD per 1,000 m3 and 100 km of tariff over the whole line, beside the fee in BB.
    let charges = kilometres / 100 + fee
    #expect(agree(try result.value("pipe", "price_usd_per_1000m3"), charges / delivered))
  }

  @Test func `the ship's trade is valued without capital`() throws {
    let result = try small.appraise(gas)
    #expect(try result.value("lng", "capex_musd") == 0)
    let expected = loads * (400 - 200 - 90) * factors(0.06).demand
    #expect(agree(try result.route("lng").account(.investor), expected, 1e-9))
    #expect(
      agree(
        try result.value("lng", "levelised_cost_usd_per_1000m3"),
        try result.value("lng", "price_usd_per_1000m3")))
    let convention = result.conventions.first { $0.subject == "npv without works" }
    #expect(try #require(convention).text.contains("worth of the trade itself"))
    #expect(try result.reason("lng", "share").contains("one contract"))
  }

  @Test func `capital per power is of the power that the line is built for`() throws {
    let result = try small.appraise(power)
    let length = 24 * SmallStudy.degree
    // 1,000 MW at 500 USD/MW-km, and 150,000 USD/MW of converters.
    let capital = 1000 * (500 * length + 150_000) / 1e6
    #expect(agree(try result.value("wire", "capex_musd"), capital))
    #expect(agree(try result.value("wire", "upkeep_musd_per_year"), capital * 0.02))
    let delivered = pow(0.97, length / 1000)
    let pv = Hand.factors(rate: 0.08, growth: 0, ramp: [])
    let fixed = capital * pv.capital + 0.02 * capital * pv.upkeep
    // 6 TWh arrive, and the fee of 2 is asked for what reaches BB, after 9 of the 24 degrees.
    let price = fixed / (6 * pv.demand) + 2 * pow(0.97, length * 9 / 24_000) / delivered
    #expect(agree(try result.value("wire", "price_usd_per_mwh"), price, 1e-9))
    #expect(try result.reason("wire", "time_days.line_haul").contains("no speed"))
    #expect(
      try result.reason("wire", "time_sd_days")
        == "no deviation of time is given for anything on this route")
  }

  @Test func `what no rule covers is said`() throws {
    let result = try small.appraise(gas)
    let text = try #require(result.conventions.first { $0.subject == "not priced" }).text
    for part in ["border AA to BB", "border BB to CC", "terminal, alpha"] {
      #expect(text.contains(part))
    }
  }

  /// A load that is carried for nothing makes its route the best for no reason.
  @Test func `a link without any price is refused, and one whose price is 0 is not`() throws {
    let bare = small.changing(linkClass: "pipe") { $0.paysLevelisedCost = false }
    let error = #expect(throws: AppraisalError.self) { try small.appraise(gas, changed: bare) }
    let words = error?.description ?? ""
    for part in ["link `pipe` has no price for `gas`", "its class `pipe`", "`pays_levelised_cost`"]
    {
      #expect(words.contains(part), "\(words)")
    }
    let free = small.changing(linkClass: "pipe") {
      $0.paysLevelisedCost = false
      $0.flat = ["gas": "free"]
    }
    let result = try small.appraise(gas, changed: free.adding("free", 0, "USD/1000m3"))
    // What is left is the fee in BB.
    #expect(agree(try result.value("pipe", "price_usd_per_1000m3"), fee / delivered))
  }

  @Test func `works without upkeep or overrun are said to have none`() throws {
    func told(_ change: (inout LinkClass) -> Void) throws -> [String] {
      let study = try small.changing(linkClass: "pipe", change).adding("one", 1, "1")
      return try small.appraise(gas, changed: study).conventions
        .filter { $0.subject == "not counted" }.map(\.text)
    }
    let stated = LinkClass.Overrun(mean: "one", deviation: "one")
    let unkept = try told { ($0.upkeep, $0.overrun) = (nil, stated) }
    #expect(unkept.count == 1 && unkept[0].hasPrefix("no upkeep is given for: new, "), "\(unkept)")
    #expect(!unkept[0].contains("reference class"))
    let unclassed = try told { ($0.upkeep, $0.overrun) = ("pipe.upkeep", nil) }
    #expect(
      unclassed.count == 1 && unclassed[0].hasPrefix("no reference class of overruns for: new, "),
      "\(unclassed)")
  }

  /// 1,000 MW are 8.76 TWh a year, and of what is sent 0.97 to the power of the length over 1,000 km arrives.
  @Test func `a contract beyond what the line is built for is told`() throws {
    func told(_ demand: String, _ comparison: String) throws -> [String] {
      try small.appraise(comparison, ["demand.power": "\(demand) MWh/year"]).conventions
        .filter { $0.subject == "OVER CAPACITY" }.map(\.text)
    }
    let delivered = pow(0.97, 24 * SmallStudy.degree / 1000)
    #expect(8e6 / delivered < 8.76e6)
    #expect(try told("8000000", power) == [])
    let share = (8.2e6 / delivered / 8.76e6 * 1000).rounded() / 10
    let found = try told("8200000", power)
    #expect(found.count == 1 && found[0].contains("power.capacity (1000 MW"), "\(found)")
    #expect(found.first?.contains("would have to be sent: wire \(share) %") == true, "\(found)")
    #expect(try told("8200000", gas) == [])
  }
}
