import Testing

@testable import CorridorAppraisal

/// The indicators of border crossing and speed, which count road and rail only.
@Suite struct IndicatorTests {
  private let result: ComparisonResult
  private let hand = Hand()

  init() throws { result = try SmallStudy().appraise() }

  @Test func `crossings with the change of gauge at them`() throws {
    // 12 h, 24 h and 6 h for the gauge; 50, 80 and 40 dollars.
    #expect(agree(try result.value("rail", "indicators.tfi1_hours_per_crossing"), 21))
    #expect(agree(try result.value("rail", "indicators.tfi2_usd_per_teu_per_crossing"), 85))
  }

  @Test func `speeds without and with delay`() throws {
    let kilometres = 2100 + hand.newLine
    let moving = hand.rail.lineHaul * 24
    #expect(agree(try result.value("rail", "indicators.swod_km_per_h"), kilometres / moving))
    #expect(agree(try result.value("rail", "indicators.swd_km_per_h"), kilometres / (moving + 42)))
  }

  @Test func `the cost of 500 km for 20 tonnes is without ports and terminals`() throws {
    let charges = hand.rail.price - 2 * 60
    let expected = charges / 8 * 20 * 500 / (2100 + hand.newLine)
    #expect(agree(try result.value("rail", "indicators.tfi3_usd_per_20t_per_500km"), expected))
  }

  @Test func `the sea does not count`() throws {
    #expect(agree(try result.value("feeder", "indicators.swod_km_per_h"), 1000.0 / 24))
    #expect(agree(try result.value("feeder", "indicators.swd_km_per_h"), 1000.0 / 24))
    #expect(
      try result.reason("feeder", "indicators.tfi1_hours_per_crossing")
        == "the route crosses no land border by road or rail")
    #expect(
      try result.reason("sea", "indicators.swd_km_per_h").contains("road and rail"))
  }
}
