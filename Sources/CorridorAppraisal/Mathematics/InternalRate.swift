/// The rates at which the net present value of flows is 0, with the tests of whether they mean anything.
public struct InternalRates: Hashable, Sendable {
  /// All real rates above -1, in rising order.
  public var roots: [Double]
  /// How often the sign changes from one flow to the next, zeros left out.
  ///
  /// By Descartes' rule the number of roots is this or less by an even number.
  public var signChanges: Int
  /// Whether Norstrøm's test proves that there is exactly one rate above 0.
  ///
  /// The test: the running sum of the flows changes sign exactly once, and does not end at 0.
  ///
  /// - Source: Norstrøm (1972), *Journal of Financial and Quantitative Analysis* 7(3).
  public var passesNorstrom: Bool

  /// The rate, when there is exactly one.
  public var only: Double? { roots.count == 1 ? roots.first : nil }

  /// The root nearest to 0, which spreadsheets tend to show; misleading when there are several.
  public var nearestToZero: Double? {
    roots.min { $0.magnitude < $1.magnitude }
  }

  /// Why there is no single rate, or nil when there is one.
  public var reason: String? {
    switch roots.count {
    case 0:
      signChanges == 0
        ? "the flows never change sign" : "no rate above -100 % makes the net present value 0"
    case 1: nil
    default: "the flows change sign \(signChanges) times and have \(roots.count) rates"
    }
  }

  /// Finds all internal rates of return of yearly flows.
  ///
  /// Rates from 0 up are the roots in x = 1 / (1 + r) from 0 to 1, those below 0 the roots in
  /// y = 1 + r; both polynomials are bounded there, so that long horizons do no harm. Rates are precise to
  /// a few units in the last place of 1 + r, save multiple roots, which rounding blurs.
  public init(of flows: [Double]) throws(MathematicsError) {
    try Check.finite(flows, "flows")
    self.init(terms: flows.enumerated().map { ($1, Double($0)) })
    var sum = 0.0
    let sums = flows.map { (flow: Double) -> Double in
      sum += flow
      return sum
    }
    let series = PowerSum(sums.map { ($0, 0) })
    passesNorstrom = series.signChanges == 1 && sum != 0
  }

  /// Finds the rates of flows at any times, in years.
  init(terms: [(coefficient: Double, exponent: Double)]) {
    let forward = PowerSum(terms)
    let backward = PowerSum(terms.reversed().map { ($0.coefficient, -$0.exponent) })
    signChanges = forward.signChanges
    passesNorstrom = false
    let below = backward.roots().filter { $0 < 1 }.map { $0 - 1 }
    // The two halves meet at rate 0, which the forward half owns.
    let above = forward.roots().reversed().map { (1 - $0) / $0 }
    roots = below.filter { rate in !above.contains { ($0 - rate).magnitude < 1e-14 } } + above
  }

  /// The modified internal rate of return of yearly flows.
  ///
  /// MIRR = (FV(inflows, reinvestment) / -PV(outflows, finance))^(1/n) - 1, with n years from first to
  /// last flow.
  ///
  /// - Source: Lin (1976), *The Engineering Economist* 21(4); as MIRR in spreadsheets.
  public static func modified(
    _ flows: [Double], finance: Double, reinvestment: Double
  ) throws(MathematicsError) -> Double {
    try Check.rate(reinvestment)
    let inflows = flows.map { max($0, 0) }
    let outflows = flows.map { min($0, 0) }
    try Check.finite(flows, "flows")
    let spent = try -Discounting.netPresentValue(of: outflows, rate: finance)
    let earned = Discounting.horner(inflows.reversed(), 1 + reinvestment)
    guard flows.count > 1, spent > 0, earned > 0 else {
      throw .undefined("a modified internal rate of return needs money spent and money earned")
    }
    return Elementary.pow(earned / spent, 1 / Double(flows.count - 1)) - 1
  }
}
