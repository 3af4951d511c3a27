import Testing

@testable import CorridorAppraisal

@Suite struct ExpressionTests {
  private func value(_ text: String) throws(QuantityFailure) -> Double {
    try Expression<Measured>.value(of: text) { name throws(QuantityFailure) in
      let number: Double
      switch name {
      case "a": number = 6
      case "b": number = -4
      case "zero": number = 0
      case "huge": number = .infinity
      default: throw .unavailable("nobody knows \(name)")
      }
      return Measured(number: number, measure: .unknown)
    }.number
  }

  private func failure(_ text: String) -> QuantityFailure? {
    do throws(QuantityFailure) {
      _ = try value(text)
      return nil
    } catch { return error }
  }

  private func isWrong(_ text: String) -> Bool {
    if case .wrong = failure(text) { return true }
    return false
  }

  private func isUnavailable(_ text: String) -> Bool {
    if case .unavailable = failure(text) { return true }
    return false
  }

  // Worked out by hand.
  @Test(arguments: [
    ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9.0), ("10 - 4 - 3", 3.0), ("100 / 5 / 2", 10.0),
    ("2 * 3 + 4 * 5", 26.0), ("-2 * 3", -6.0), ("2 - -3", 5.0), ("--5", 5.0), ("-(1 + 2)", -3.0),
    ("8 / 4 * 2", 4.0), ("1.5e3", 1500.0), ("2e-3 * 1000", 2.0), ("1E2", 100.0), ("  7  ", 7.0),
    ("{a} * {b}", -24.0), ("{a}/{b}", -1.5), ("min({a}, {b})", -4.0), ("max(1, 2, 3)", 3.0),
    ("min(3, 1, 2)", 1.0), ("power(2, 10)", 1024.0), ("power(9, 0.5)", 3.0), ("log(1)", 0.0),
    ("exp(0)", 1.0), ("1344 - 889", 455.0), ("140 / 4500 * 100", 28.0 / 9),
    ("max(1, min(5, {a}) * 2) - 1", 9.0),
  ])
  func `numbers, signs and precedence`(_ text: String, _ expected: Double) throws {
    #expect(abs(try value(text) - expected) <= 1e-12 * max(1, abs(expected)))
  }

  @Test func `a logarithm undoes an exponential`() throws {
    #expect(abs(try value("log(exp(2.5))") - 2.5) < 1e-15)
  }

  @Test(arguments: [
    "", "   ", "1 +", "* 2", "(1", "1)", "1 2", "{a", "a", "a}", "()", "1,2", "min(1)", "max()",
    "power(2)", "power(1, 2, 3)", "log(1, 2)", "sqrt(4)", "1..2", "1e", "+1", "2 ^ 3", "½", "1e999",
  ])
  func `what is not written as the grammar asks`(_ text: String) { #expect(isWrong(text)) }

  @Test(arguments: [
    "1 / 0", "1 / {zero}", "1 / (1 / {zero})", "0 / 0", "{a} / ({a} - 6)", "log(0)", "log(-1)",
    "power(-1, 0.5)", "exp(1000)", "1e308 * 10", "1e308 + 1e308", "{huge}", "min(1, {huge})",
    "{nothing} + 1",
  ])
  func `what has no finite value`(_ text: String) { #expect(isUnavailable(text)) }

  // Capital recovery factors of 8 % in 30 years, 10 % in 20 and 5 % in 40, from the closed form; the
  // lognormal of railways (mean 1.447, deviation 0.384) after numpy: P10 1.001, P50 1.399, P90 1.954 and
  // P(X > 1) = 0.9008; the normal at 1.96; Jeffreys' 0.5 / 77; odds of 1/4 doubled.
  @Test(arguments: [
    ("annuity_rate(0.08882743338727227, 30)", 0.08, 1e-12),
    ("annuity_rate(0.11745962477254576, 20)", 0.10, 1e-12),
    ("annuity_rate(0.05827816116603498, 40)", 0.05, 1e-12),
    ("annuity_rate(1.1, 1)", 0.1, 1e-12),
    ("1 / annuity(0.08, 30, 0)", 0.08882743338727227, 1e-15),
    ("annuity(0.1, 2, 1)", 1 / 1.21 + 1 / 1.331, 1e-15), ("annuity(0, 7, 3)", 7.0, 0.0),
    ("annuity(0.1, 0, 3)", 0.0, 0.0),
    ("lognormal_quantile(0.1, 1.447, 0.384)", 1.001, 5e-4),
    ("lognormal_quantile(0.5, 1.447, 0.384)", 1.399, 5e-4),
    ("lognormal_quantile(0.9, 1.447, 0.384)", 1.954, 5e-4),
    ("1 - lognormal_share(1, 1.447, 0.384)", 0.9008, 5e-5),
    ("normal_share(1.959963984540054)", 0.975, 1e-12), ("normal_share(0)", 0.5, 1e-15),
    ("jeffreys(0, 76)", 0.5 / 77, 1e-15), ("logit_share(0.2, log(2))", 1.0 / 3, 1e-15),
    ("logit_share(0, 5)", 0.0, 0.0), ("logit_share(1, -5)", 1.0, 0.0),
  ])
  func `functions`(_ text: String, _ expected: Double, _ tolerance: Double) throws {
    #expect(abs(try value(text) - expected) <= tolerance)
  }

  @Test(arguments: [
    "annuity_rate(0.03, 30)", "annuity_rate(-1, 30)", "annuity_rate(0.1, 0)",
    "annuity(-1, 3, 0)", "annuity(0.1, -1, 0)", "annuity(0.1, 3, -1)", "annuity(0.1, 2000, 0)",
    "lognormal_share(1, -1, 1)", "lognormal_quantile(0, 1, 1)", "lognormal_quantile(2, 1, 1)",
    "logit_share(2, 0)", "logit_share(0.5, 1000)", "jeffreys(3, 2)", "jeffreys(-1, 2)",
  ])
  func `functions out of their range`(_ text: String) { #expect(isUnavailable(text)) }

  @Test func `messages quote the expression and the place`() throws {
    guard case .wrong(let what, let remedy) = failure("1 + (2 * ]3)") else {
      Issue.record("it is taken for right")
      return
    }
    #expect(what == "`1 + (2 * ]3)`: a number is expected before `]3)`")
    #expect(remedy.contains("braces"))
    #expect(failure("{nothing}") == .unavailable("nobody knows nothing"))
    #expect(failure("3 / {zero}") == .unavailable("`3 / {zero}` divides by zero"))
  }

  @Test func `parentheses without end are refused and not followed`() {
    #expect(isWrong(String(repeating: "(", count: 100_000)))
    #expect(isWrong(String(repeating: "-", count: 100_000) + "1"))
    #expect(throws: Never.self) {
      try value(String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60))
    }
  }

  // Reading alone finds what is not written as it should be, and nothing else.
  @Test(arguments: [
    ("1 + 2", true), ("1 / {zero}", true), ("{huge}", true), ("{nobody}", true),
    ("log(0 - 1)", true),
    ("annuity_rate(0, 3)", true), ("1 * (", false), ("1 +", false), ("{a", false),
    ("{wrong} + 1", false), ("max(1)", false), ("nothing(1)", false), ("1 2", false), ("", false),
  ])
  func `an expression is read without its value`(_ text: String, _ isFine: Bool) {
    var failure: QuantityFailure?
    do throws(QuantityFailure) {
      _ = try Expression<Measure>.value(of: text) { name throws(QuantityFailure) in
        if name == "wrong" { throw .wrong("there is none", remedy: "none") }
        return .pure
      }
    } catch { failure = error }
    #expect((failure == nil) == isFine, "\(String(describing: failure))")
    if case .unavailable = failure { Issue.record("a missing value is no mistake") }
  }
}
