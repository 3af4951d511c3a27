/// Present values of yearly flows.
///
/// Flows come at the end of their year and year 0 is undiscounted, unless a name says otherwise. Real
/// rates go with real flows.
public enum Discounting {
  /// The net present value of flows in years 0, 1, 2 and so on.
  ///
  /// NPV = Σ flow[t] / (1 + rate)^t.
  public static func netPresentValue(
    of flows: [Double], rate: Double
  ) throws(MathematicsError) -> Double {
    try Check.finite(flows, "flows")
    try Check.rate(rate)
    return horner(flows, 1 / (1 + rate))
  }

  /// The present value of flows when already the first comes at the end of year 1.
  ///
  /// Σ flow[t] / (1 + rate)^(t + 1): what spreadsheets call NPV.
  public static func presentValueFromYearOne(
    of flows: [Double], rate: Double
  ) throws(MathematicsError) -> Double {
    try netPresentValue(of: flows, rate: rate) / (1 + rate)
  }

  /// The present value of flows that come in the middle of their year.
  ///
  /// Σ flow[t] / (1 + rate)^(t + 1/2): each year's flow is half a year later than at its start.
  public static func presentValueMidYear(
    of flows: [Double], rate: Double
  ) throws(MathematicsError) -> Double {
    try netPresentValue(of: flows, rate: rate) / (1 + rate).squareRoot()
  }

  /// The present value of flows under given discount factors, such as those of a declining rate.
  public static func presentValue(
    of flows: [Double], factors: [Double]
  ) throws(MathematicsError) -> Double {
    try Check.finite(flows, "flows")
    try Check.finite(factors, "factors")
    try Check.sameCount(flows, "flows", factors, "factors")
    return zip(flows, factors).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The discount factors 1 / (1 + rate)^t of the years 0 to `years`.
  public static func factors(rate: Double, years: Int) throws(MathematicsError) -> [Double] {
    try Check.rate(rate)
    try Check.notNegative(Double(years), "years")
    var factors = [1.0]
    for _ in 0..<years { factors.append((factors.last ?? 1) / (1 + rate)) }
    return factors
  }

  /// The real rate that goes with a nominal one: (1 + nominal) / (1 + inflation) - 1.
  ///
  /// - Source: Fisher (1930), *The Theory of Interest*.
  public static func realRate(
    nominal: Double, inflation: Double
  ) throws(MathematicsError) -> Double {
    try Check.rate(nominal)
    try Check.rate(inflation)
    return (nominal - inflation) / (1 + inflation)
  }

  /// The sum Σ coefficient[t] x^t.
  static func horner(_ coefficients: [Double], _ x: Double) -> Double {
    var sum = 0.0
    for coefficient in coefficients.reversed() { sum = sum * x + coefficient }
    return sum
  }
}

/// A discount rate that falls with time, in steps.
public struct DecliningRate: Hashable, Sendable {
  /// A rate and the last year in which it holds; nil for ever.
  public struct Step: Hashable, Sendable {
    /// The last year in which the rate holds, nil for ever.
    public var lastYear: Int?
    /// The rate of a year.
    public var rate: Double

    /// Creates a step.
    public init(until lastYear: Int?, rate: Double) {
      self.lastYear = lastYear
      self.rate = rate
    }
  }

  /// The steps, by time.
  public var steps: [Step]

  /// Creates a declining rate; the steps go up in time and the last holds for ever.
  public init(_ steps: [Step]) throws(MathematicsError) {
    guard let last = steps.last else { throw .empty("steps") }
    var previous = 0
    for step in steps {
      try Check.rate(step.rate)
      guard let year = step.lastYear else { continue }
      guard year > previous else {
        throw .outside("last year of a step", Double(year), range: "above \(previous)")
      }
      previous = year
    }
    guard last.lastYear == nil, steps.dropLast().allSatisfy({ $0.lastYear != nil }) else {
      throw .undefined("the last step of a declining rate, and no other, must hold for ever")
    }
    self.steps = steps
  }

  private init(checked steps: [Step]) {
    self.steps = steps
  }

  /// The standard social rates of the United Kingdom.
  ///
  /// - Source: HM Treasury, *The Green Book*, annex on discounting: 3.5 % in the years 0 to 30, 3.0 % to
  ///   75, 2.5 % to 125. The annex goes on with 2.0 % to 200, 1.5 % to 300 and 1.0 % after.
  public static let greenBook = DecliningRate(checked: [
    Step(until: 30, rate: 0.035), Step(until: 75, rate: 0.03), Step(until: 125, rate: 0.025),
    Step(until: 200, rate: 0.02), Step(until: 300, rate: 0.015), Step(until: nil, rate: 0.01),
  ])

  /// The discount factors of the years 0 to `years`: each year divides by 1 and its own rate.
  public func factors(years: Int) throws(MathematicsError) -> [Double] {
    try Check.notNegative(Double(years), "years")
    var factors = [1.0]
    var step = 0
    for year in 0..<years {
      while let last = steps[step].lastYear, year + 1 > last { step += 1 }
      factors.append(factors[year] / (1 + steps[step].rate))
    }
    return factors
  }
}
