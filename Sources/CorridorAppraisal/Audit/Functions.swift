/// The functions that an expression of the audit can call.
enum Functions {
  /// What a reader may write.
  static let remedy =
    "use min, max, power(a, b), log(a), exp(a), normal_share(z), lognormal_share(x, mean, deviation), "
    + "lognormal_quantile(share, mean, deviation), annuity_rate(share, years), "
    + "annuity(rate, years, after), "
    + "logit_share(share, change), jeffreys(events, trials)"

  /// The value of a function; nil for one that is not known.
  static func value(of name: String, _ arguments: [Double]) throws(QuantityFailure) -> Double? {
    switch (name, arguments.count) {
    case ("min", 2...): arguments.dropFirst().reduce(arguments[0], Swift.min)
    case ("max", 2...): arguments.dropFirst().reduce(arguments[0], Swift.max)
    case ("power", 2): Elementary.pow(arguments[0], arguments[1])
    case ("log", 1): Elementary.log(arguments[0])
    case ("exp", 1): Elementary.exp(arguments[0])
    case ("normal_share", 1): Normal.cumulative(arguments[0])
    case ("lognormal_share", 3):
      try lognormal(arguments[1], arguments[2]).cumulative(arguments[0])
    case ("lognormal_quantile", 3): try quantile(arguments)
    case ("annuity_rate", 2): try annuityRate(arguments[0], years: arguments[1])
    case ("annuity", 3): try annuity(arguments[0], years: arguments[1], after: arguments[2])
    case ("logit_share", 2): try logitShare(arguments[0], change: arguments[1])
    case ("jeffreys", 2): try jeffreys(arguments[0], trials: arguments[1])
    default: nil
    }
  }

  private static func lognormal(_ mean: Double, _ deviation: Double) throws(QuantityFailure)
    -> Lognormal
  {
    do throws(MathematicsError) { return try Lognormal(mean: mean, deviation: deviation) } catch {
      throw .unavailable("\(error)")
    }
  }

  private static func quantile(_ arguments: [Double]) throws(QuantityFailure) -> Double {
    let distribution = try lognormal(arguments[1], arguments[2])
    do throws(MathematicsError) { return try distribution.quantile(arguments[0]) } catch {
      throw .unavailable("\(error)")
    }
  }

  /// The rate at which a yearly payment of that share of a loan repays it: r / (1 - (1 + r)⁻ⁿ) = share.
  ///
  /// The payment must repay more than the loan within the years, so that the rate is above 0.
  private static func annuityRate(_ share: Double, years: Double) throws(QuantityFailure) -> Double
  {
    guard years >= 1, years <= 1000, share * years > 1, share <= 100 else {
      throw .unavailable("no rate above 0 repays a loan with \(share) of it in \(years) years")
    }
    let factor = { (rate: Double) in rate / -Elementary.expm1(-years * Elementary.log1p(rate)) }
    // It rises with the rate, from 1 / n at 0, and is above the rate itself.
    var (low, high) = (0.0, share)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if factor(middle) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The present value of one a year for some years, the first at the end of the year after `after` others.
  private static func annuity(_ rate: Double, years: Double, after: Double)
    throws(QuantityFailure) -> Double
  {
    guard rate > -1, years >= 0, years <= 1000, after >= 0, after <= 1000 else {
      throw .unavailable("\(years) years from year \(after) on at a rate of \(rate) are no annuity")
    }
    let growth = Elementary.log1p(rate)
    let sum = rate == 0 ? years : -Elementary.expm1(-years * growth) / rate
    return sum * Elementary.exp(-after * growth)
  }

  /// A share of a logit choice after its utility has changed: p eᵘ / (1 - p + p eᵘ).
  private static func logitShare(_ share: Double, change: Double) throws(QuantityFailure) -> Double
  {
    guard share >= 0, share <= 1 else { throw .unavailable("\(share) is no share from 0 to 1") }
    let odds = share * Elementary.exp(change)
    return odds / (1 - share + odds)
  }

  /// The mean chance of an event in a trial, after Jeffreys' prior: (k + 1/2) / (n + 1).
  private static func jeffreys(_ events: Double, trials: Double) throws(QuantityFailure) -> Double {
    guard events >= 0, trials >= events else {
      throw .unavailable("\(events) events in \(trials) trials make no chance")
    }
    return (events + 0.5) / (trials + 1)
  }
}
