import Testing

@testable import CorridorAppraisal

/// Values with 50 digits by mpmath, rounded.
@Suite("Elementary functions")
struct ElementaryTests {
  @Test(
    "give the exponential",
    arguments: [
      (1.0, 2.718281828459045), (-0.3, 0.7408182206817179),
      (0.34657, 1.4142084849595797), (-20.5, 1.2501528663867426e-09),
      (300.25, 2.4941248615349213e+130), (-700.125, 8.701134010353987e-305),
      (709.5, 1.3549863193146328e+308),
    ])
  func expValues(x: Double, value: Double) {
    #expect((Elementary.exp(x) - value).magnitude <= 2.3e-16 * value.magnitude)
  }

  @Test(
    "give the exponential less 1",
    arguments: [
      (1e-10, 1.00000000005e-10), (-0.2, -0.18126924692201815),
      (0.349, 0.4176491903419861), (-0.36, -0.3023236739289689),
      (3.0, 19.085536923187668),
    ])
  func expm1(x: Double, value: Double) {
    #expect((Elementary.expm1(x) - value).magnitude <= 5e-16 * value.magnitude)
  }

  @Test(
    "give the logarithm",
    arguments: [
      (2.0, 0.6931471805599453), (0.7, -0.35667494393873245),
      (1.0000001, 9.999999505838704e-08), (0.5, -0.6931471805599453),
      (1e+300, 690.7755278982137), (0x1p-1030, -713.9415959767437),
      (1.4142135, 0.3465735461755332),
    ])
  func logValues(x: Double, value: Double) {
    #expect((Elementary.log(x) - value).magnitude <= 2.3e-16 * value.magnitude)
  }

  @Test(
    "give the logarithm of 1 + x",
    arguments: [
      (1e-12, 9.999999999995e-13), (-0.25, -0.2876820724517809),
      (0.4, 0.33647223662121295), (-0.7, -1.203972804325936),
      (10000000000.0, 23.025850930040455), (-0.999, -6.907755278982136),
    ])
  func log1p(x: Double, value: Double) {
    #expect((Elementary.log1p(x) - value).magnitude <= 2.3e-16 * value.magnitude)
  }

  @Test(
    "give the normal distribution",
    arguments: [
      (-37.0, 5.725571222524577e-300), (-10.0, 7.619853024160525e-24),
      (-3.0, 0.0013498980316300946), (-0.7, 0.24196365222307303),
      (-0.1, 0.460172162722971), (0.4, 0.6554217416103242),
      (1.5, 0.9331927987311419), (4.0, 0.9999683287581669),
    ])
  func phi(x: Double, value: Double) {
    #expect((Normal.cumulative(x) - value).magnitude <= 1e-15 * value)
  }

  @Test(
    "give powers",
    arguments: [
      (0.92, 30.0, 0.0819662035773383), (1.07, -40.0, 0.06678038101531414),
      (2.5, 0.2, 1.2011244339814313), (0.995, 11.93, 0.9419532595443687),
      (1.5, -0.25, 0.9036020036098449), (-2.0, 3.0, -8.0), (-1.5, 4.0, 5.0625),
      (0.001, -2.5, 31622.77660168379e3),
    ])
  func pow(x: Double, y: Double, value: Double) {
    #expect((Elementary.pow(x, y) - value).magnitude <= 3e-15 * value.magnitude)
  }

  @Test("know their limits")
  func limits() {
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(-746) == 0)
    #expect(Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-745) == .leastNonzeroMagnitude)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.pow(0, 0) == 1)
    #expect(Elementary.pow(0, 0.5) == 0)
    #expect(Elementary.pow(0, -1) == .infinity)
    #expect(Elementary.pow(-2, 0.5).isNaN)
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log1p(-1) == -.infinity)
    #expect(Normal.cumulative(0) == 0.5)
    #expect(Normal.cumulative(.infinity) == 1)
    #expect(Normal.cumulative(-.infinity) == 0)
    #expect(Normal.cumulative(.nan).isNaN)
    #expect(Normal.score(0) == -.infinity)
    #expect(Normal.score(1) == .infinity)
  }
}
