import Testing

@testable import CorridorAppraisal

@Suite struct DistributionTests {
  // O-51, and further rows from Python's statistics.NormalDist.
  @Test(arguments: [
    (0.8, 0.8416212335729143), (0.9, 1.2815515655446004), (0.95, 1.6448536269514722),
    (0.975, 1.959963984540054), (0.99, 2.3263478740408408), (0.999, 3.090232306167813),
    (1e-300, -37.0470962993612), (1e-20, -9.262340089798405), (1e-10, -6.361340902404056),
    (1e-5, -4.2648907939228256), (0.07, -1.4757910281791702), (0.3, -0.5244005127080407),
    (0.5, 0),
  ])
  func `normal quantile`(probability: Double, expected: Double) throws {
    #expect(abs(try Normal.quantile(probability) - expected) <= 1e-15 * max(1, abs(expected)) * 4)
  }

  // With 40 digits by mpmath, rounded.
  @Test(arguments: [
    (-30, 4.9067139271481871e-198), (-8, 6.2209605742717841e-16), (-1, 0.15865525393145707),
    (0.5, 0.6914624612740131), (3, 0.9986501019683699),
  ])
  func `normal cumulative`(x: Double, expected: Double) {
    #expect(isNear(Normal.cumulative(x), expected, 1e-15))
  }

  @Test(arguments: [-6.0, -2.5, -0.3, 0, 1.1, 4])
  func `quantile undoes cumulative`(x: Double) throws {
    #expect(abs(try Normal.quantile(Normal.cumulative(x)) - x) < 1e-11)
  }

  // O-55: mean 1.447 and deviation 0.384 of rail cost overruns (Flyvbjerg et al. 2003); quantiles from
  // Python's statistics.NormalDist.
  @Test func `reference class of rail`() throws {
    let rail = try Lognormal(mean: 1.447, deviation: 0.384)
    #expect(abs(rail.mu - 0.3354646759943843) < 1e-15)
    #expect(abs(rail.sigma - 0.2608745739046356) < 1e-15)
    #expect(isNear(rail.mean, 1.447, 1e-14))
    #expect(isNear(rail.deviation, 0.384, 1e-13))
    #expect(abs(1 - rail.cumulative(1) - 0.9007650730801628) < 1e-14)
    let expected = [
      (0.1, 1.001141107964946), (0.5, 1.3985901255087259), (0.6, 1.4941485212371335),
      (0.7, 1.6036261942441963), (0.8, 1.741979755049176), (0.9, 1.9538248141130201),
      (0.95, 2.1480601199550837),
    ]
    for (probability, ratio) in expected {
      #expect(isNear(try ReferenceClass.lognormal(rail).ratio(at: probability), ratio, 1e-14))
      #expect(abs(rail.cumulative(ratio) - probability) < 1e-14)
    }
  }

  // Uplifts of the United Kingdom's Department for Transport (2004) for rail, as an example of a table.
  @Test func `a table of percentiles is joined by lines`() throws {
    let table = ReferenceClass.percentiles([
      .init(0.5, ratio: 1.40), .init(0.6, ratio: 1.45), .init(0.8, ratio: 1.57),
    ])
    #expect(try table.ratio(at: 0.5) == 1.40)
    #expect(isNear(try table.ratio(at: 0.55), 1.425, 1e-15))
    #expect(isNear(try table.ratio(at: 0.7), 1.51, 1e-15))
    #expect(try table.ratio(at: 0.2) == 1.40)
    #expect(try table.ratio(at: 0.99) == 1.57)
    #expect(throws: MathematicsError.self) { try ReferenceClass.percentiles([]).ratio(at: 0.5) }
    let unordered = ReferenceClass.percentiles([.init(0.5, ratio: 1), .init(0.4, ratio: 2)])
    #expect(throws: MathematicsError.self) { try unordered.ratio(at: 0.6) }
  }

  // Model section 3: a median of 45 per day and 5 % above 250 give σ = 1.0425 and mean 77.5.
  @Test func `sigma is calibrated from a quantile`() throws {
    let value = try Lognormal(median: 45, threshold: 250, shareAbove: 0.05)
    #expect(abs(value.sigma - 1.0425234197100497) < 1e-13)
    #expect(isNear(value.mean, 77.48543863243542, 1e-13))
    #expect(abs(1 - value.cumulative(250) - 0.05) < 1e-14)
    #expect(throws: MathematicsError.self) {
      try Lognormal(median: 45, threshold: 30, shareAbove: 0.05)
    }
    #expect(throws: MathematicsError.self) {
      try Lognormal(median: 45, threshold: 60, shareAbove: 0.5)
    }
  }

  @Test func `one observation moves the distribution halfway when it weighs as much`() throws {
    let prior = try Lognormal(median: 1, sigma: 0.3)
    let posterior = try prior.updated(observed: 4, spread: 0.3)
    #expect(isNear(posterior.median, 2, 1e-14))
    #expect(isNear(posterior.sigma, 0.3 / 2.0.squareRoot(), 1e-14))
  }

  @Test func `bad parameters are typed errors`() {
    #expect(throws: MathematicsError.self) { try Lognormal(mean: 0, deviation: 1) }
    #expect(throws: MathematicsError.self) { try Lognormal(mean: 1, deviation: -1) }
    #expect(throws: MathematicsError.self) { try Lognormal(median: -1, sigma: 1) }
    for probability in [0, 1, -0.1, .nan] {
      #expect(throws: MathematicsError.self) { try Normal.quantile(probability) }
    }
  }
}
