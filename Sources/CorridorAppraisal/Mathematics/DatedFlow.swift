/// A flow of money on a day.
public struct DatedFlow: Hashable, Sendable {
  /// The day, counted from any fixed day.
  public var day: Int
  /// The amount.
  public var amount: Double

  /// Creates a flow on a numbered day.
  public init(day: Int, amount: Double) {
    self.day = day
    self.amount = amount
  }

  /// Creates a flow on a day of the Gregorian calendar.
  public init(year: Int, month: Int, day: Int, amount: Double) throws(MathematicsError) {
    guard (1...12).contains(month) else {
      throw .outside("month", Double(month), range: "from 1 to 12")
    }
    let length =
      DatedFlow.number(year + month / 12, month % 12 + 1, 1)
      - DatedFlow.number(year, month, 1)
    guard (1...length).contains(day) else {
      throw .outside("day", Double(day), range: "from 1 to \(length)")
    }
    self.day = DatedFlow.number(year, month, day)
    self.amount = amount
  }

  /// The present value of dated flows on the day of the first.
  ///
  /// XNPV = Σ amount[i] / (1 + rate)^((day[i] - day[0]) / 365).
  public static func netPresentValue(
    of flows: [DatedFlow], rate: Double
  ) throws(MathematicsError) -> Double {
    try Check.finite(flows.map(\.amount), "flows")
    try Check.rate(rate)
    let growth = Elementary.log1p(rate)
    let first = flows.first?.day ?? 0
    return flows.reduce(0) {
      $0 + $1.amount * Elementary.exp(-growth * Double($1.day - first) / 365)
    }
  }

  /// All internal rates of return of dated flows, a year counted as 365 days.
  ///
  /// Norstrøm's test is made for yearly flows and reported as not passed.
  public static func internalRates(
    of flows: [DatedFlow]
  ) throws(MathematicsError) -> InternalRates {
    try Check.finite(flows.map(\.amount), "flows")
    var byDay: [Int: Double] = [:]
    for flow in flows { byDay[flow.day, default: 0] += flow.amount }
    let first = byDay.keys.min() ?? 0
    return InternalRates(
      terms: byDay.sorted { $0.key < $1.key }.map { ($0.value, Double($0.key - first) / 365) })
  }

  /// The number of days since 1 March of year 0 in the Gregorian calendar.
  ///
  /// Years begin in March, so that the leap day is the last; 153 days make five months from then on.
  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthsFromMarch = (month + 9) % 12
    func floorDivided(_ divisor: Int) -> Int {
      (shifted - ((shifted % divisor) + divisor) % divisor) / divisor
    }
    return 365 * shifted + floorDivided(4) - floorDivided(100) + floorDivided(400)
      + (153 * monthsFromMarch + 2) / 5 + day - 1
  }
}
