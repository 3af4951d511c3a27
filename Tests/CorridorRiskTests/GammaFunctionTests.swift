import Testing

@testable import CorridorRisk

/// Values with 50 digits by mpmath, rounded.
@Suite("Gamma function")
struct GammaFunctionTests {
  @Test(
    "give the logarithm of the gamma function",
    arguments: [
      (0.001, 6.907178885383853), (0.5, 0.5723649429247001),
      (1.3, -0.10817480950786047), (2.4, 0.21685932244884157),
      (7.5, 7.534364236758733), (12.0, 17.502307845873887),
      (100000.0, 1051287.7089736569),
    ])
  func lgamma(x: Double, value: Double) {
    #expect((GammaFunction.logarithm(x) - value).magnitude <= 1e-15 * max(value.magnitude, 1))
  }
}
