@testable import CorridorRisk
import Testing

/// Values with 50 digits by mpmath, rounded.
@Suite("Portable functions")
struct PortableTests {
  @Test(
    "give the exponential",
    arguments: [
      (1.0, 2.718281828459045), (-0.3, 0.7408182206817179),
      (0.34657, 1.4142084849595797), (-20.5, 1.2501528663867426e-09),
      (300.25, 2.4941248615349213e+130), (-700.125, 8.701134010353987e-305),
      (709.5, 1.3549863193146328e+308),
    ])
  func expValues(x: Double, value: Double) {
    #expect((Portable.exp(x) - value).magnitude <= 2.3e-16 * value.magnitude)
  }

  @Test(
    "give the exponential less 1",
    arguments: [
      (1e-10, 1.00000000005e-10), (-0.2, -0.18126924692201815),
      (0.349, 0.4176491903419861), (-0.36, -0.3023236739289689),
      (3.0, 19.085536923187668),
    ])
  func expm1(x: Double, value: Double) {
    #expect((Portable.expm1(x) - value).magnitude <= 5e-16 * value.magnitude)
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
    #expect((Portable.log(x) - value).magnitude <= 2.3e-16 * value.magnitude)
  }

  @Test(
    "give the logarithm of 1 + x",
    arguments: [
      (1e-12, 9.999999999995e-13), (-0.25, -0.2876820724517809),
      (0.4, 0.33647223662121295), (-0.7, -1.203972804325936),
      (10000000000.0, 23.025850930040455), (-0.999, -6.907755278982136),
    ])
  func log1p(x: Double, value: Double) {
    #expect((Portable.log1p(x) - value).magnitude <= 2.3e-16 * value.magnitude)
  }

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

  @Test(
    "give the normal distribution",
    arguments: [
      (-37.0, 5.725571222524577e-300), (-10.0, 7.619853024160525e-24),
      (-3.0, 0.0013498980316300946), (-0.7, 0.24196365222307303),
      (-0.1, 0.460172162722971), (0.4, 0.6554217416103242),
      (1.5, 0.9331927987311419), (4.0, 0.9999683287581669),
    ])
  func phi(x: Double, value: Double) {
    #expect((StandardNormal.cumulative(x) - value).magnitude <= 1e-15 * value)
  }

  @Test("know their limits")
  func limits() {
    #expect(Portable.exp(0) == 1)
    #expect(Portable.exp(-.infinity) == 0)
    #expect(Portable.exp(-746) == 0)
    #expect(Portable.exp(710) == .infinity)
    #expect(Portable.exp(-745) == .leastNonzeroMagnitude)
    #expect(Portable.exp(.nan).isNaN)
    #expect(Portable.log(1) == 0)
    #expect(Portable.log(0) == -.infinity)
    #expect(Portable.log(.infinity) == .infinity)
    #expect(Portable.log(-1).isNaN)
    #expect(Portable.log1p(-1) == -.infinity)
    #expect(StandardNormal.cumulative(0) == 0.5)
    #expect(StandardNormal.cumulative(.infinity) == 1)
    #expect(StandardNormal.cumulative(-.infinity) == 0)
    #expect(StandardNormal.cumulative(.nan).isNaN)
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
  }
}
