import CorridorStudy
import Testing

@testable import CorridorAppraisal

/// Identities of the accounts that hold whatever the numbers.
@Suite struct AccountTests {
  private let small: SmallStudy

  init() throws { small = try SmallStudy() }

  private let container = "container:alpha-omega"
  private let gas = "gas:alpha-omega"

  @Test
  func `accounts sum to the economic value, and without the environment to that without carbon`()
    throws
  {
    for (comparison, route) in [(container, "rail"), (gas, "pipe"), (gas, "lng")] {
      let result = try small.appraise(comparison)
      let accounts = try result.route(route).accounts
      let sum = accounts.reduce(0) { $0 + $1.value.value }
      #expect(agree(sum, try result.value(route, "npv_musd"), 1e-9))
      let clean = accounts.filter { $0.party != .environment }.reduce(0) { $0 + $1.value.value }
      #expect(agree(clean, try result.value(route, "npv_without_carbon_musd"), 1e-9))
    }
  }

  @Test func `a carbon price of 0 makes no difference, a higher one costs in proportion`() throws {
    let free = try small.appraise(gas, ["carbon.price": "0 USD/tCO2e @2024"])
    #expect(
      try free.value("pipe", "npv_musd") == free.value("pipe", "npv_without_carbon_musd"))
    let dear = try small.appraise(gas, ["carbon.price": "100 USD/tCO2e @2024"])
    let base = try small.appraise(gas)
    let damage = try base.route("pipe").account(.environment)
    #expect(damage < 0)
    #expect(agree(try dear.route("pipe").account(.environment), 2 * damage))
  }

  @Test func `a transit fee moves money and no value in a contract`() throws {
    let base = try small.appraise(gas)
    let dear = try small.appraise(gas, ["fee.gas": "5 USD/1000m3/100km @2024"])
    #expect(agree(try dear.value("pipe", "npv_musd"), try base.value("pipe", "npv_musd"), 1e-9))
    let gained =
      try dear.route("pipe").account(.host("BB")) - base.route("pipe").account(.host("BB"))
    let lost = try dear.route("pipe").account(.investor) - base.route("pipe").account(.investor)
    #expect(gained > 0)
    #expect(agree(gained, -lost, 1e-9))
  }

  @Test func `the fee that a rival stops paying is lost to its country`() throws {
    // An operating railway through BB already pays; a second project takes traffic from it.
    let result = try small.appraise(changed: small.withOperatingTransit())
    let hand = Hand()
    let old = Hand.choice([hand.sea, hand.feeder, hand.rail])
    let project = try result.route("bypass")
    #expect(try result.route("rail").isAvailable)
    let change = try result.value("bypass", "demand_teu_per_year") / 200_000
    #expect(change > 0)
    let host = try project.account(.host("BB"))
    // The project pays the same fee on each of its loads and rail loses part of its own: the country
    // gains, and less than the project pays.
    let paid =
      try #require(project.projectFees).value
      * Hand.factors(rate: 0.06).demand
    #expect(host > 0 && host < 0.9 * paid)
    #expect(old.shares[2] > 0)
  }

  @Test func `another way never takes from shippers`() throws {
    for price in ["0.01", "0.4", "5", "1000"] {
      let result = try small.appraise(
        container, ["rail-new.tariff": "\(price) USD/TEU-km @2024"])
      #expect(try result.route("rail").account(.shippers) >= 0)
    }
  }

  @Test func `a tariff on the new line is no cost of the economy`() throws {
    // Shares stay when the choice does not look at money, so that only the transfer is left.
    let blind = ["choice.weight": "1e-9 TEU/USD @2024"]
    let base = try small.appraise(container, blind)
    let dear = try small.appraise(
      container, blind.merging(["rail-new.tariff": "0.8 USD/TEU-km @2024"]) { $1 })
    let gain = try dear.route("rail").account(.investor) - base.route("rail").account(.investor)
    let loss = try dear.route("rail").account(.shippers) - base.route("rail").account(.shippers)
    #expect(gain > 0)
    // To the first order in the weight of money, which leaves a relative 1e-6.
    #expect(agree(gain, -loss, 1e-5))
  }

  @Test func `no rival, no finite gain`() throws {
    let alone = try small.appraise(container, without: ["sea", "feeder"])
    #expect(try alone.reason("rail", "npv_musd").contains("no other route can be used,"))
    #expect(try alone.value("rail", "share") == 1)
  }

  @Test func `without a factor of emissions the value is only without carbon`() throws {
    let result = try small.appraise(gas, changed: small.withoutEmissions(of: "pipe"))
    #expect(
      try result.reason("pipe", "npv_musd")
        == "not all greenhouse gases are known: no emission factor is given for: pipe")
    #expect(try result.value("pipe", "npv_without_carbon_musd") != 0)
    #expect(try result.reason("pipe", "co2e_kg_per_1000m3").contains("pipe"))
  }
}
