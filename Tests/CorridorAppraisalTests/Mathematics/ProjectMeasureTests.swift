import Testing

@testable import CorridorAppraisal

@Suite struct ProjectMeasureTests {
  // O-23: the closed form r / (1 - (1 + r)^-n), evaluated in Python.
  @Test(arguments: [
    (0.08, 30, 0.08882743338727227), (0.10, 20, 0.11745962477254576),
    (0.05, 40, 0.05827816116603498), (0, 25, 0.04),
  ])
  func `capital recovery factor`(rate: Double, years: Double, expected: Double) throws {
    let factor = try ProjectMeasure.capitalRecoveryFactor(rate: rate, years: years)
    #expect(isNear(factor, expected, 1e-14))
  }

  @Test func `a small rate gives nearly the factor without interest`() throws {
    let factor = try ProjectMeasure.capitalRecoveryFactor(rate: 1e-12, years: 30)
    #expect(isNear(factor, 1 / 30 + 1e-12 * 31 / 60, 1e-14))
  }

  @Test func `an annuity by the factor is worth its capital`() throws {
    let payment = try ProjectMeasure.capitalRecoveryFactor(rate: 0.08, years: 30)
    let value = try Discounting.netPresentValue(
      of: [-1] + [Double](repeating: payment, count: 30), rate: 0.08)
    #expect(abs(value) < 1e-14)
  }

  @Test(arguments: [0.0, 0.035, 0.08, 0.12, 0.25])
  func `at the levelised cost the net present value is 0`(rate: Double) throws {
    let costs = [4.2e9, 1.1e9] + (0..<30).map { 3e7 * (1 + 0.01 * Double($0)) }
    let throughput = [0, 0] + (0..<30).map { 8e4 * min(1, 0.3 + 0.25 * Double($0)) }
    let price = try ProjectMeasure.levelisedCost(costs: costs, throughput: throughput, rate: rate)
    let flows = zip(costs, throughput).map { $1 * price - $0 }
    let value = try Discounting.netPresentValue(of: flows, rate: rate)
    let size = try Discounting.netPresentValue(of: costs, rate: rate)
    #expect(abs(value) <= 1e-9 * size)
  }

  @Test func `a steady project costs the capital recovery factor per unit`() throws {
    let cost = try ProjectMeasure.levelisedCost(
      costs: [1000] + [Double](repeating: 7, count: 20),
      throughput: [0] + [Double](repeating: 1, count: 20), rate: 0.1)
    #expect(isNear(cost, 1000 * 0.11745962477254576 + 7, 1e-13))
  }

  @Test func `a ratio of 1 is a net present value of 0`() throws {
    let ratio = try ProjectMeasure.benefitCostRatio(
      benefits: [0, 110], costs: [100, 0], rate: 0.1)
    #expect(isNear(ratio, 1, 1e-15))
  }

  // By hand: -100 + 39 + 59 leaves -2 of the 55 in year 3.
  @Test func `payback counts the part of a year`() throws {
    let flows = [-100.0, 39, 59, 55, 20]
    #expect(isNear(try #require(try ProjectMeasure.payback(of: flows)), 2 + 2.0 / 55, 1e-14))
    #expect(try ProjectMeasure.payback(of: [-100, 50]) == nil)
    #expect(try ProjectMeasure.payback(of: [-100, 100]) == 1)
    #expect(try ProjectMeasure.payback(of: [0, 5]) == 0)
    // Discounted at 10 %: -100 + 55/1.1 + 60.5/1.21 = 0 at the end of year 2.
    let discounted = try ProjectMeasure.discountedPayback(of: [-100, 55, 60.5, 9], rate: 0.1)
    #expect(isNear(try #require(discounted), 2, 1e-14))
  }

  // By hand: 100 (1.1)² + 200 (1.1) = 341.
  @Test func `interest during construction runs to its end`() throws {
    let capital = try ProjectMeasure.capitalised(spending: [100, 200], rate: 0.1)
    #expect(isNear(capital.total, 341, 1e-14))
    #expect(isNear(capital.interest, 41, 1e-13))
  }

  @Test func `what cannot be had is a typed error`() {
    #expect(throws: MathematicsError.self) {
      try ProjectMeasure.levelisedCost(costs: [1, 2], throughput: [0, 0], rate: 0.1)
    }
    #expect(throws: MathematicsError.sizes("costs", 2, "years of throughput", 1)) {
      try ProjectMeasure.levelisedCost(costs: [1, 2], throughput: [1], rate: 0.1)
    }
    #expect(throws: MathematicsError.self) {
      try ProjectMeasure.benefitCostRatio(benefits: [1], costs: [0], rate: 0.1)
    }
    #expect(throws: MathematicsError.self) {
      try ProjectMeasure.capitalRecoveryFactor(rate: 0.1, years: 0)
    }
    #expect(throws: MathematicsError.empty("flows")) { try ProjectMeasure.payback(of: []) }
    #expect(throws: MathematicsError.self) { try ProjectMeasure.capitalised(spending: [], rate: 0) }
  }
}
