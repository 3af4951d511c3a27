import Testing

@testable import CorridorAppraisal

@Suite struct SurplusTests {
  private let costs = [1500.0, 1900, 2600, 2500]
  private let days = [35.0, 44, 19, 17]

  private func choice(_ theta: Double, _ valueOfTime: Double) throws(MathematicsError) -> Choice {
    let utilities = zip(costs, days).map { -theta * ($0 + valueOfTime * $1) }
    return try Logit.nested(utilities, nests: [0, 0, 1, 1], lambdas: [0.6, 0.6])
  }

  private func expected(_ theta: Double, over valueOfTime: Lognormal) throws -> ExpectedChoice {
    try ExpectedChoice(
      over: valueOfTime, constants: costs.map { -theta * $0 }, slopes: days.map { -theta * $0 },
      nests: [0, 0, 1, 1], lambda: 0.6)
  }

  // Reference: 3,000 Gauss-Legendre nodes over ten standard deviations, in numpy.
  @Test(arguments: [
    (
      0.0013, [0.36150061942974987, 0.08180130258338877, 0.19215779551802792, 0.36454028246872927],
      -4.006617016739085, 1e-12
    ),
    (
      0.005, [0.5394936516479425, 0.004230881595616874, 0.038214076954737684, 0.418061389801599],
      -17.42725221853991, 1e-6
    ),
  ])
  func `choice over a lognormal value of time`(
    theta: Double, shares: [Double], logsum: Double, tolerance: Double
  ) throws {
    let valueOfTime = try Lognormal(median: 45, sigma: 1.0425)
    let expected = try expected(theta, over: valueOfTime)
    expect(expected.shares, shares, within: tolerance)
    #expect(abs(expected.logsum - logsum) < tolerance * 20)
    #expect(abs(expected.shares.reduce(0, +) - 1) < 1e-14)
    #expect(expected.error >= tolerance / 10)
    #expect(expected.error < 1e-3)
  }

  @Test func `without spread it is the choice at the median`() throws {
    let expected = try expected(0.0013, over: Lognormal(median: 45, sigma: 0))
    expect(expected.shares, try choice(0.0013, 45).shares, within: 1e-13)
    #expect(expected.error < 1e-13)
  }

  @Test func `numbers that allow no choice are errors`() throws {
    let valueOfTime = try Lognormal(median: 45, sigma: 1)
    for (constants, slopes, nests, lambda) in [
      ([], [], [], 0.5), ([1], [1, 2], [0], 0.5), ([1], [1], [0, 0], 0.5), ([1], [1], [1], 0.5),
      ([1], [1], [0], 0), ([1], [1], [0], 1.5), ([.nan], [1], [0], 0.5), ([1], [.infinity], [0], 1),
    ] as [([Double], [Double], [Int], Double)] {
      #expect(throws: MathematicsError.self) {
        try ExpectedChoice(
          over: valueOfTime, constants: constants, slopes: slopes, nests: nests, lambda: lambda)
      }
    }
  }

  // The mean of a lognormal has a closed form.
  @Test(arguments: [0.2, 0.8, 1.0425, 1.5])
  func `the rule integrates the mean of the value of time`(sigma: Double) throws {
    let valueOfTime = try Lognormal(median: 45, sigma: sigma)
    let expected = try ExpectedChoice(
      over: valueOfTime, constants: [0], slopes: [1], nests: [0], lambda: 1)
    #expect(isNear(expected.logsum, valueOfTime.mean, 1e-12))
  }

  // By hand: the choosers gain the same money when every cost falls by 10.
  @Test func `a fall of every cost is worth itself`() throws {
    let theta = 0.0013
    let before = try Logit.multinomial(costs.map { -theta * $0 }).logsum
    let after = try Logit.multinomial(costs.map { -theta * ($0 - 10) }).logsum
    let gain = try ConsumerSurplus.change(
      volume: 1000, costWeight: theta, before: before, after: after)
    #expect(isNear(gain, 10000, 1e-10))
  }

  @Test func `for a small change the rule of a half agrees`() throws {
    let theta = 0.0013
    let before = try Logit.multinomial(costs.map { -theta * $0 })
    var cheaper = costs
    cheaper[2] -= 5
    let after = try Logit.multinomial(cheaper.map { -theta * $0 })
    let exact = try ConsumerSurplus.change(
      volume: 1000, costWeight: theta, before: before.logsum, after: after.logsum)
    let half = ConsumerSurplus.ruleOfHalf(
      volumeBefore: 1000 * before.shares[2], volumeAfter: 1000 * after.shares[2],
      costBefore: costs[2], costAfter: cheaper[2])
    #expect(isNear(half, exact, 1e-5))
  }

  // In the multinomial logit, doing without an alternative of share P costs -ln(1 - P) / θ each.
  @Test func `the worth of an alternative by its share`() throws {
    let theta = 0.0013
    let utilities = costs.map { -theta * $0 }
    let share = try Logit.multinomial(utilities).shares[2]
    let worth = try ConsumerSurplus.worth(
      of: 2, utilities: utilities, nests: [0, 0, 0, 0], lambdas: [1], volume: 1000,
      costWeight: theta)
    #expect(isNear(worth, -1000 / theta * Elementary.log(1 - share), 1e-12))
    for alternative in 0..<4 {
      let value = try ConsumerSurplus.worth(
        of: alternative, utilities: utilities, nests: [0, 0, 1, 1], lambdas: [0.6, 0.3],
        volume: 1, costWeight: theta)
      #expect(value > 0)
    }
  }

  @Test func `what has no finite worth is a typed error`() {
    #expect(throws: MathematicsError.self) {
      try ConsumerSurplus.change(volume: 1, costWeight: 1, before: -.infinity, after: 0)
    }
    #expect(throws: MathematicsError.self) {
      try ConsumerSurplus.change(volume: 1, costWeight: 0, before: 0, after: 1)
    }
    #expect(throws: MathematicsError.self) {
      try ConsumerSurplus.worth(
        of: 0, utilities: [1], nests: [0], lambdas: [1], volume: 1, costWeight: 1)
    }
    #expect(throws: MathematicsError.self) {
      try ConsumerSurplus.worth(
        of: 5, utilities: [1], nests: [0], lambdas: [1], volume: 1, costWeight: 1)
    }
  }
}
