import Corridor
import Testing

@Suite struct NumberFormatTests {
  @Test(
    arguments: [
      (0.0, 0, "0"), (-0.0, 0, "0"), (-0.4, 0, "0"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"),
      (-2.5, 0, "-3"), (999, 0, "999"), (999.5, 0, "1,000"), (1000, 0, "1,000"),
      (1_234_567, 0, "1,234,567"), (-1_234_567.89, 1, "-1,234,567.9"), (0.05, 2, "0.05"),
      (3.999, 2, "4.00"), (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (7, 3, "7.000"),
      (1e12, 0, "1,000,000,000,000"), (999_999_999_999_999, 0, "999,999,999,999,999"),
      (1e15, 0, "1000000000000000"), (1e16, 0, "1e+16"), (1e300, 2, "1e+300"),
      (-1e300, 0, "-1e+300"), (1e14, 6, "100000000000000"),
      (.infinity, 0, "inf"), (-.infinity, 1, "-inf"), (.nan, 1, "nan"),
    ] as [(Double, Int, String)])
  func `numbers of tables are grouped by thousands and rounded half away from zero`(
    value: Double, decimals: Int, text: String
  ) {
    #expect(NumberFormat.table(value, decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (0.0, "0.0%"), (0.5425, "54.3%"), (1, "100.0%"), (-0.0312, "-3.1%"), (12.5, "1,250.0%"),
      (0.0004, "0.0%"),
    ] as [(Double, String)])
  func `shares are percentages`(value: Double, text: String) {
    #expect(NumberFormat.percent(value) == text)
  }

  @Test(
    arguments: [
      (0.0, "0"), (5, "5"), (-5, "-5"), (0.25, "0.25"), (1.5, "1.5"), (3.14159, "3.142"),
      (99.9996, "100"), (123.456, "123.5"), (9_999.96, "10,000"), (12_345.678, "12,346"),
      (-12_345.678, "-12,346"), (0.001234, "0.001234"), (0.000_123_456, "0.00012346"),
      (1.2344e-5, "0.00001234"), (1.2344e-7, "1.234e-7"), (1.23456e9, "1,235,000,000"),
      (-2e20, "-2e+20"), (.infinity, "inf"),
    ] as [(Double, String)])
  func `plain numbers keep three digits at any size`(value: Double, text: String) {
    let shown = NumberFormat.plain(value)
    #expect(shown == text)
  }

  @Test(
    arguments: [
      (0.0, 0.0), (123.456_789_123, 123.456_789), (-123.456_789_123, -123.456_789),
      (0.000_123_456_789_123, 0.000_123_456_789), (98_765_432_109, 98_765_432_100),
      (1.234_567_894e15, 1.234_567_89e15), (2, 2), (1e-300, 1e-300),
    ] as [(Double, Double)])
  func `data have nine significant digits`(value: Double, rounded: Double) {
    #expect(NumberFormat.significant(value) == rounded)
  }

  @Test(arguments: [
    1e308, -1e308, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .leastNormalMagnitude, 1e16,
  ])
  func `the largest and the smallest numbers stay finite`(value: Double) {
    let rounded = NumberFormat.significant(value)
    #expect(rounded.isFinite)
    #expect((rounded - value).magnitude <= 1e-8 * value.magnitude)
    #expect(NumberFormat.decimals(value, 6).isFinite)
  }

  @Test func `what is not a number stays so`() {
    #expect(NumberFormat.significant(.nan).isNaN)
    #expect(NumberFormat.significant(-.infinity) == -.infinity)
  }

  @Test(
    arguments: [
      (1.005, 1, 1.0), (130.645_349_9, 6, 130.645_35), (-0.000_000_1, 6, 0), (-1.25, 1, -1.3),
      (1e300, 6, 1e300),
    ] as [(Double, Int, Double)])
  func `decimals are rounded and zero has no sign`(value: Double, count: Int, rounded: Double) {
    let result = NumberFormat.decimals(value, count)
    #expect(result == rounded)
    #expect(result != 0 || result.sign == .plus)
  }

  @Test(
    arguments: [
      (0.0, 0, "0"), (12_345.6, 0, "12,346"), (99_999_999, 0, "99,999,999"),
      (99_999_999.6, 0, "1.000e+08"), (-123_456_789, 0, "-1.235e+08"), (9.9996e11, 2, "1.000e+12"),
      (1e15, 0, "1.000e+15"),
    ] as [(Double, Int, String)])
  func `numbers of narrow columns have an exponent before they grow wide`(
    value: Double, decimals: Int, text: String
  ) {
    #expect(NumberFormat.cell(value, decimals: decimals) == text)
  }
}
