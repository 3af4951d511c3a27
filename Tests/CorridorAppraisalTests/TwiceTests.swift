import CorridorNetwork
import CorridorStudy
import Testing

@testable import CorridorAppraisal

/// A route that passes a link more than once.
@Suite struct TwiceTests {
  /// The railway, and the same with the new line passed there, back and there again.
  private func results() throws -> ComparisonResult {
    let small = try SmallStudy()
    let rail = try #require(small.study.routes.first { $0.shortID == "rail" })
    var plan = rail
    (plan.id, plan.shortID) = (rail.id + "-thrice", "thrice")
    let new = try #require(rail.pieces.first { $0.id == "bb" })
    plan.pieces = rail.pieces.flatMap { $0.id == "bb" ? [new, new, new] : [$0] }
    return try small.appraise(changed: small.study.with(routes: small.study.routes + [plan]))
  }

  @Test func `a link that is passed three times is built and kept up once`() throws {
    let result = try results()
    let hand = Hand()
    let route = try result.route("thrice")
    #expect(route.route.parts.map(\.link.id) == ["aa", "bb", "bb", "bb", "cc-west", "cc-east"])
    #expect(agree(try result.value("thrice", "capex_musd"), hand.capital))
    #expect(agree(try result.value("thrice", "capex_estimate_musd"), hand.estimate))
    #expect(agree(try result.value("thrice", "upkeep_musd_per_year"), hand.upkeep))
    // Builder's account, percentiles and the works in the ladder rest on the same.
    for key in ["capex_p80_musd", "capex_p50_musd"] {
      #expect(agree(try result.value("thrice", key), try result.value("rail", key)))
    }
    let flows = try #require(route.accounts.first { $0.party == .investor }).flows
    #expect(agree(flows.capital.value, hand.capital) && agree(flows.upkeep.value, hand.upkeep))
  }

  @Test func `length, time and price are of every pass`() throws {
    let result = try results()
    let hand = Hand()
    func more(_ key: String) throws -> Double {
      try result.value("thrice", key) - result.value("rail", key)
    }
    #expect(agree(try more("length_km"), 2 * hand.newLine, 1e-9))
    #expect(agree(try more("time_days.line_haul"), 2 * hand.newLine / 800, 1e-9))
    #expect(agree(try more("co2e_kg_per_teu"), 2 * hand.newLine * 0.12, 1e-9))
    #expect(try more("price_usd_per_teu") >= 2 * hand.newLine * 0.4 - 1e-9)
  }
}
