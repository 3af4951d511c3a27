import CorridorRisk
import CorridorStudy
import Testing

@Suite("Marginals")
struct MarginalTests {
  /// O-53, and closed forms.
  @Test("know their mean and variance")
  func moments() throws {
    let triangle = Marginal.triangular(low: 1, mode: 2, high: 4)
    #expect((triangle.mean - 7.0 / 3).magnitude < 1e-15)
    #expect((triangle.variance - 7.0 / 18).magnitude < 1e-15)
    let pert = Marginal.pert(low: 1, mode: 2, high: 4)
    #expect((pert.mean - 13.0 / 6).magnitude < 1e-15)
    // (mean - low) (high - mean) / 7.
    #expect((pert.variance - (7.0 / 6) * (11.0 / 6) / 7).magnitude < 1e-15)
    let shapes = Marginal.beta(alpha: 7.0 / 3, beta: 11.0 / 3, low: 1, high: 4)
    #expect((shapes.quantile(0.3) - pert.quantile(0.3)).magnitude < 1e-14)
    #expect(Marginal.uniform(low: 0, high: 6).variance == 3)
    // Of a lognormal with σ = 1: √e and e (e - 1).
    let lognormal = Marginal.lognormal(median: 1, sigma: 1)
    #expect((lognormal.mean - 1.6487212707001282).magnitude < 1e-15)
    #expect((lognormal.variance - 4.670774270471606).magnitude < 4e-15)
    let coin = try Marginal.discrete(Discrete(values: [0, 10], weights: [0.75, 0.25]))
    #expect(coin.mean == 2.5)
    #expect(coin.variance == 18.75)
    let sample = try Marginal.empirical(Empirical([1, 2, 6]))
    #expect((sample.mean - 3).magnitude < 1e-15)
    #expect((sample.variance - 14.0 / 3).magnitude < 1e-14)
  }

  @Test("have moments that agree with their quantiles", arguments: Marginals.all)
  func midpoints(marginal: Marginal) {
    let count = 4000
    let values = (0..<count).map { marginal.quantile((Double($0) + 0.5) / Double(count)) }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    // The midpoint rule loses some of an infinite tail.
    let isBounded = marginal.support.upperBound < .infinity
    #expect(
      (mean - marginal.mean).magnitude <= (isBounded ? 3e-5 : 1e-3) * marginal.deviation + 1e-15)
    #expect(
      (variance - marginal.variance).magnitude <= (isBounded ? 1e-3 : 2e-2) * marginal.variance)
    #expect(marginal.isFixed == (marginal.variance == 0))
  }

  @Test("draw discrete values by their weights, lowest first")
  func discrete() throws {
    let dice = try Discrete(values: [3, 1, 2, 1], weights: [0.5, 0.125, 0.25, 0.125])
    #expect(dice.values == [1, 2, 3])
    #expect(dice.weights == [0.25, 0.25, 0.5])
    let marginal = Marginal.discrete(dice)
    #expect([0, 0.2, 0.25, 0.26, 0.5, 0.51, 1].map(marginal.quantile) == [1, 1, 1, 2, 2, 3, 3])
    #expect([0.9, 1, 1.5, 2, 3].map(marginal.cumulative) == [0, 0.25, 0.25, 0.5, 1])
  }

  @Test("draw observations with replacement")
  func empirical() throws {
    let marginal = try Marginal.empirical(Empirical([9, 1, 4, 1]))
    #expect([0, 0.5, 0.51, 0.75, 0.76, 1].map(marginal.quantile) == [1, 1, 4, 4, 9, 9])
    #expect([0.5, 1, 4, 8, 9].map(marginal.cumulative) == [0, 0.5, 0.75, 0.75, 1])
  }

  @Test("pass through two percentiles")
  func percentiles() throws {
    // V3 of the parameters: median 22.5 with 5 % above 125 gives σ = ln(125 / 22.5) / 1.64485.
    let time = try Marginal.lognormal(.init(0.5, 22.5), .init(0.95, 125))
    #expect((time.quantile(0.5) - 22.5).magnitude < 1e-13)
    #expect((time.quantile(0.95) - 125).magnitude < 1e-12)
    let height = try Marginal.normal(.init(0.1, -4), .init(0.8, 10))
    #expect((height.quantile(0.1) + 4).magnitude < 1e-14)
    #expect((height.quantile(0.8) - 10).magnitude < 1e-14)
  }

  @Test("follow the shape of an assumption")
  func shapes() throws {
    #expect(try Marginal(shape: .fixed, low: 1, base: 2, high: 3) == .fixed(2))
    #expect(
      try Marginal(shape: .uniform, low: 1, base: 2, high: 4) == .uniform(low: 1, high: 4))
    #expect(
      try Marginal(shape: .pert, low: 1, base: 2, high: 4) == .pert(low: 1, mode: 2, high: 4))
    let normal = try Marginal(shape: .normal, low: 6, base: 10, high: 14)
    #expect((normal.quantile(0.05) - 6).magnitude < 1e-14)
    #expect((normal.quantile(0.95) - 14).magnitude < 1e-14)
    let lognormal = try Marginal(shape: .lognormal, low: 5, base: 10, high: 20)
    #expect((lognormal.quantile(0.05) - 5).magnitude < 1e-14)
    #expect((lognormal.quantile(0.95) - 20).magnitude < 4e-14)
  }
}

@Suite("Marginals refuse")
struct MarginalErrorTests {
  @Test(
    "parameters that make no distribution",
    arguments: [
      (Marginal.triangular(low: 3, mode: 1, high: 4), "rising order"),
      (.uniform(low: 2, high: 1), "rising order"),
      (.pert(low: 0, mode: 9, high: 4), "not 0.0, 9.0"),
      (.normal(mean: 1, deviation: 0), "above 0"), (.normal(mean: 1, deviation: -2), "-2.0"),
      (.normal(mean: .nan, deviation: 1), "mean is nan"),
      (.lognormal(median: 0, sigma: 1), "median"),
      (.lognormal(median: 1, sigma: .infinity), "sigma is inf"), (.fixed(.nan), "nan"),
      (.beta(alpha: 0, beta: 1, low: 0, high: 1), "alpha is 0.0"),
      (.beta(alpha: 1, beta: 1e9, low: 0, high: 1), "beta"),
      (.uniform(low: -1e308, high: 1e308), "high is"),
    ])
  func parameters(marginal: Marginal, text: String) {
    let error = #expect(throws: RiskError.self) { try marginal.checked() }
    #expect(error?.description.contains(text) == true, "\(error?.description ?? "none")")
    // Unchecked, it still neither traps nor hangs.
    for u in [0, 0.3, 1] { _ = marginal.quantile(u) }
    _ = (marginal.cumulative(0.5), marginal.mean, marginal.variance)
  }

  @Test("weights that are not a distribution")
  func weights() {
    #expect(throws: RiskError.weights(sum: 0.75)) {
      try Discrete(values: [1, 2], weights: [0.5, 0.25])
    }
    #expect(throws: RiskError.self) { try Discrete(values: [1, 2], weights: [1.5, -0.5]) }
    #expect(throws: RiskError.sizes("values", 2, "weights", 1)) {
      try Discrete(values: [1, 2], weights: [1])
    }
    #expect(throws: RiskError.self) { try Discrete(values: [], weights: []) }
    #expect(throws: RiskError.self) { try Discrete(values: [.nan], weights: [1]) }
    #expect(throws: RiskError.self) { try Empirical([]) }
    #expect(throws: RiskError.self) { try Empirical([1, .infinity]) }
  }

  @Test("shapes whose three figures do not fit")
  func shapes() {
    #expect(throws: RiskError.noRange(shape: "normal")) {
      try Marginal(shape: .normal, low: nil, base: 2, high: nil)
    }
    #expect(throws: RiskError.lopsided(shape: "normal", low: 1, base: 2, high: 9)) {
      try Marginal(shape: .normal, low: 1, base: 2, high: 9)
    }
    #expect(throws: RiskError.lopsided(shape: "lognormal", low: 1, base: 5, high: 9)) {
      try Marginal(shape: .lognormal, low: 1, base: 5, high: 9)
    }
    #expect(throws: RiskError.self) {
      try Marginal(shape: .lognormal, low: -1, base: 5, high: 9)
    }
    #expect(throws: RiskError.self) {
      try Marginal(shape: .triangular, low: 6, base: 5, high: 9)
    }
    #expect(throws: RiskError.self) { try Marginal(shape: .normal, low: 1, base: 1, high: 1) }
    #expect(throws: RiskError.self) { try Marginal.lognormal(mean: -1, deviation: 1) }
    #expect(throws: RiskError.self) { try Marginal.normal(.init(0.5, 1), .init(0.5, 2)) }
    #expect(throws: RiskError.self) { try Marginal.normal(.init(0, 1), .init(0.5, 2)) }
  }
}
