import Testing

@testable import CorridorAppraisal

@Suite struct TransportTests {
  // O-61: speeds of rail corridors in CAREC's CPMM annual report 2020; the shares by division.
  @Test(arguments: [(42.2, 16.8, 0.6019), (45.0, 19.0, 0.5778)])
  func `share of delay from two speeds`(swod: Double, swd: Double, share: Double) throws {
    let delay = try TradeFacilitation.delayShare(speedWithoutDelay: swod, speedWithDelay: swd)
    #expect(abs(delay - share) < 5e-5)
  }

  @Test func `the share of delay is delay over all time`() throws {
    let swod = try TradeFacilitation.speedWithoutDelay(kilometres: 900, movingHours: 20)
    let swd = try TradeFacilitation.speedWithDelay(
      kilometres: 900, movingHours: 20, delayHours: 30)
    #expect(swod == 45)
    #expect(swd == 18)
    let share = try TradeFacilitation.delayShare(speedWithoutDelay: swod, speedWithDelay: swd)
    #expect(isNear(share, 30.0 / 50, 1e-15))
  }

  @Test func `costs and hours of crossings and sections`() throws {
    #expect(try TradeFacilitation.meanClearance(hours: [9.1, 23, 37.3]) == 69.4 / 3)
    #expect(try TradeFacilitation.meanClearance(costs: [100, 300]) == 200)
    // 12 tonnes over 1,000 km for 600: 300 per 500 km, 500 per 500 km and 20 tonnes.
    let cost = try TradeFacilitation.sectionCost(cost: 600, kilometres: 1000, tonnes: 12)
    #expect(isNear(cost, 500, 1e-15))
    #expect(throws: MathematicsError.self) { try TradeFacilitation.meanClearance(hours: []) }
    #expect(throws: MathematicsError.self) {
      try TradeFacilitation.sectionCost(cost: 1, kilometres: 0, tonnes: 1)
    }
    #expect(throws: MathematicsError.self) {
      try TradeFacilitation.delayShare(speedWithoutDelay: 10, speedWithDelay: 11)
    }
  }

  // By hand: two stretches of 100 km leave 0.99² = 0.9801.
  @Test func `compressors burn a part of each hundred kilometres`() throws {
    let two = try TransportLoss.gasDelivered(fuelPer100Kilometres: 0.01, kilometres: 200)
    #expect(isNear(two, 0.9801, 1e-15))
    let first = try TransportLoss.gasDelivered(fuelPer100Kilometres: 0.004, kilometres: 337)
    let second = try TransportLoss.gasDelivered(fuelPer100Kilometres: 0.004, kilometres: 810)
    let both = try TransportLoss.gasDelivered(fuelPer100Kilometres: 0.004, kilometres: 1147)
    #expect(isNear(first * second, both, 1e-14))
  }

  // By hand: 1 - 0.99² · 0.965.
  @Test func `a line loses at both ends and on the way`() throws {
    let loss = try TransportLoss.line(
      perConverter: 0.01, per1000Kilometres: 0.035, kilometres: 1000)
    #expect(isNear(loss, 1 - 0.9801 * 0.965, 1e-14))
    #expect(
      try TransportLoss.line(perConverter: 0, per1000Kilometres: 0.035, kilometres: 0) == 0)
    #expect(throws: MathematicsError.self) {
      try TransportLoss.line(perConverter: 1.1, per1000Kilometres: 0, kilometres: 1)
    }
    #expect(throws: MathematicsError.self) {
      try TransportLoss.gasDelivered(fuelPer100Kilometres: 0.1, kilometres: -1)
    }
  }
}
