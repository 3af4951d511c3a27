import CorridorRisk
import Testing

@Suite("Quantiles of marginals")
struct MarginalQuantileTests {
  /// O-51; Φ⁻¹ to 16 digits, and far tails by inverting erfc with 40 digits.
  @Test(
    "of the normal distribution are those of the tables",
    arguments: [
      (0.8, 0.8416212335729143), (0.9, 1.2815515655446004), (0.95, 1.6448536269514722),
      (0.975, 1.959963984540054), (0.99, 2.3263478740408408), (0.999, 3.090232306167813),
      (1e-9, -5.997807015007687), (1e-12, -7.034483825301132),
    ])
  func normal(u: Double, z: Double) {
    let value = Marginal.normal(mean: 0, deviation: 1).quantile(u)
    #expect((value - z).magnitude <= 1e-15 * z.magnitude)
    #expect(Marginal.normal(mean: -3, deviation: 2).quantile(u) == -3 + 2 * value)
  }

  /// O-55: overruns of railways with mean 1.447 and standard deviation 0.384 (model.md, section 6).
  @Test(
    "of the reference class of railways",
    arguments: [
      (0.1, 1.001), (0.5, 1.399), (0.6, 1.494), (0.7, 1.604), (0.8, 1.742), (0.9, 1.954),
      (0.95, 2.148),
    ])
  func referenceClass(u: Double, ratio: Double) throws {
    let overrun = try Marginal.lognormal(mean: 1.447, deviation: 0.384)
    guard case .lognormal(let median, let sigma) = overrun else {
      Issue.record("not lognormal")
      return
    }
    #expect((sigma - 0.2608745739046357).magnitude < 1e-16)
    #expect((median - 1.3985901255087256).magnitude < 1e-15)
    #expect((overrun.quantile(u) - ratio).magnitude < 6e-4)
    #expect((overrun.mean - 1.447).magnitude < 1e-14)
    #expect((overrun.deviation - 0.384).magnitude < 1e-14)
  }

  /// Roots of I_x(α, β) = u by mpmath with 40 digits; α, β, u, and x for u ≤ ½, else 1 - x.
  @Test(
    "of beta distributions are those found with 40 digits",
    arguments: [
      (2, 5, 1e-09, 8.165054699768936e-06), (2, 5, 0.05, 0.06284989170835438),
      (2, 5, 0.4, 0.22258353361542385), (5, 2, 1e-09, 0.011096260926849797),
      (5, 2, 0.05, 0.4181965907479741), (5, 2, 0.4, 0.6905555724546856),
      (2.3333333333333335, 3.6666666666666665, 1e-09, 5.018466998972962e-05),
      (2.3333333333333335, 3.6666666666666665, 0.05, 0.10949905866499444),
      (2.3333333333333335, 3.6666666666666665, 0.4, 0.3248050633545289),
      (1, 5, 1e-09, 2.0000000008e-10), (1, 5, 0.05, 0.010206218313011496),
      (1, 5, 0.4, 0.09711954855256572), (5, 1.5, 1e-09, 0.013000931501256086),
      (5, 1.5, 0.05, 0.4733773869510874), (5, 1.5, 0.4, 0.7547030229520953),
      (0.5, 0.5, 1e-09, 2.46740110027234e-18), (0.5, 0.5, 0.05, 0.006155829702431137),
      (0.5, 0.5, 0.4, 0.34549150281252633), (0.3, 4, 1e-09, 1.9049653209186653e-31),
      (0.3, 4, 0.05, 8.772617902751653e-06), (0.3, 4, 0.4, 0.009174807855391392),
      (12, 12, 1e-09, 0.05765215603887998), (12, 12, 0.05, 0.335147647471543),
      (12, 12, 0.4, 0.47389008469618976), (40, 7, 1e-09, 0.432919943337187),
      (40, 7, 0.05, 0.7587016900902365), (40, 7, 0.4, 0.842724858818262),
      (7, 40, 1e-09, 0.004159286075208726), (7, 40, 0.05, 0.07366525691598655),
      (7, 40, 0.4, 0.13126312036379192), (500, 900, 1e-09, 0.2831588184707909),
      (500, 900, 0.05, 0.3362019485761622), (500, 900, 0.4, 0.3538344302210705),
    ])
  func beta(alpha: Double, beta: Double, u: Double, value: Double) {
    let marginal = Marginal.beta(alpha: alpha, beta: beta, low: 0, high: 1)
    let mirror = Marginal.beta(alpha: beta, beta: alpha, low: 0, high: 1)
    let found = u <= 0.5 ? marginal.quantile(u) : mirror.quantile(1 - u)
    #expect((found - value).magnitude <= 2e-14 * value)
  }

  @Test("of beta distributions whose function is a power are the root")
  func power() {
    for u in [1e-9, 0.001, 0.3, 0.7, 1 - 0x1p-33] {
      let square = Marginal.beta(alpha: 2, beta: 1, low: 0, high: 1)
      #expect((square.quantile(u) - u.squareRoot()).magnitude <= 4e-15 * u.squareRoot())
    }
    // I(½, ½) = (2 / π) asin √x, which is ⅓ at ¼ and ¼ at (2 - √2) / 4.
    let arcsine = Marginal.beta(alpha: 0.5, beta: 0.5, low: 0, high: 1)
    #expect((arcsine.quantile(1.0 / 3) - 0.25).magnitude <= 4e-15)
    #expect((arcsine.quantile(0.25) - (2 - 2.0.squareRoot()) / 4).magnitude <= 4e-15)
  }

  /// O-53, and the corners of the density: F(2) = (2 - 1) / (4 - 1).
  @Test("of the triangular distribution")
  func triangular() {
    let triangle = Marginal.triangular(low: 1, mode: 2, high: 4)
    #expect((triangle.quantile(1.0 / 3) - 2).magnitude < 1e-15)
    #expect(triangle.quantile(0) == 1)
    #expect(triangle.quantile(1) == 4)
    #expect((triangle.quantile(1e-9) - 1 - 3e-9.squareRoot()).magnitude < 1e-15)
    // The median: 4 - √(½ · 3 · 2).
    #expect((triangle.quantile(0.5) - (4 - 3.0.squareRoot())).magnitude < 1e-15)
    // The square of its width is beyond all numbers: 1e200 (1 - √½) when the mode is as good as the low end.
    let wide = Marginal.triangular(low: 0, mode: 1, high: 1e200)
    #expect((wide.quantile(0.5) / 1e200 - (1 - 0.5.squareRoot())).magnitude < 1e-15)
  }

  @Test("rise with u and stay within the bounds", arguments: Marginals.all)
  func monotone(marginal: Marginal) {
    var before = -Double.infinity
    for word in stride(from: UInt32.min, to: .max - 4_000_000, by: 4_000_037) {
      let value = marginal.quantile(Philox.uniform(word))
      #expect(value >= before)
      #expect(marginal.support.contains(value))
      before = value
    }
    #expect(marginal.quantile(-1) == marginal.support.lowerBound)
    #expect(marginal.quantile(2) == marginal.support.upperBound)
    #expect(marginal.quantile(.nan).isNaN)
  }

  @Test("undo the cumulative distribution", arguments: Marginals.continuous)
  func inverse(marginal: Marginal) {
    for u in [1e-9, 1e-4, 0.05, 0.37, 0.5, 0.81, 0.95, 0.9999] {
      let found = marginal.cumulative(marginal.quantile(u))
      // The second term is the rounding of a value far from 0 compared with its distance from the end.
      #expect((found - u).magnitude <= 1e-13 * u + 4e-16)
    }
  }
}

/// One of each shape.
enum Marginals {
  static let continuous: [Marginal] = [
    .uniform(low: -2, high: 5), .triangular(low: 0, mode: 0, high: 4),
    .triangular(low: 1, mode: 2, high: 4), .triangular(low: -3, mode: 1, high: 1),
    .pert(low: 0, mode: 2, high: 4), .pert(low: 0, mode: 0, high: 1),
    .normal(mean: 0, deviation: 3), .lognormal(median: 5, sigma: 0.7),
    .beta(alpha: 2, beta: 5, low: 0, high: 1), .beta(alpha: 0.5, beta: 0.7, low: 0, high: 10),
    .beta(alpha: 300, beta: 40, low: 0, high: 1),
  ]
  static let all =
    continuous
    + [
      .fixed(3), .uniform(low: 1, high: 1), .pert(low: 2, mode: 2, high: 2),
      discrete([3, 1, 2], [0.5, 0.25, 0.25]), empirical([4, 1, 1, 9]),
    ].compactMap(\.self)

  static func discrete(_ values: [Double], _ weights: [Double]) -> Marginal? {
    (try? Discrete(values: values, weights: weights)).map { .discrete($0) }
  }

  static func empirical(_ values: [Double]) -> Marginal? {
    (try? Empirical(values)).map { .empirical($0) }
  }
}
