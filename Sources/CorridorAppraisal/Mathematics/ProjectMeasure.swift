/// Measures of a project other than its present value and its rate of return.
public enum ProjectMeasure {
  /// The ratio of the present values of benefits and costs, both given as positive flows.
  public static func benefitCostRatio(
    benefits: [Double], costs: [Double], rate: Double
  ) throws(MathematicsError) -> Double {
    let cost = try Discounting.netPresentValue(of: costs, rate: rate)
    guard cost > 0 else {
      throw .undefined("a ratio of benefit to cost needs a cost above 0, not \(cost)")
    }
    return try Discounting.netPresentValue(of: benefits, rate: rate) / cost
  }

  /// The years until the running sum of the flows is first 0 or more, or nil when it never is.
  ///
  /// Within the year of payback the flow is spread evenly: 3.4 means four tenths into the fourth year.
  public static func payback(of flows: [Double]) throws(MathematicsError) -> Double? {
    try discountedPayback(of: flows, rate: 0)
  }

  /// The same for discounted flows.
  public static func discountedPayback(
    of flows: [Double], rate: Double
  ) throws(MathematicsError) -> Double? {
    try Check.finite(flows, "flows")
    try Check.rate(rate)
    var sum = 0.0
    var factor = 1.0
    for (year, flow) in flows.enumerated() {
      let value = flow * factor
      if sum + value >= 0 {
        return year == 0 ? 0 : Double(year - 1) - sum / value
      }
      sum += value
      factor /= 1 + rate
    }
    return nil
  }

  /// The even yearly payment that pays back 1 in `years` years.
  ///
  /// CRF = r / (1 - (1 + r)^-n); 1/n without interest.
  public static func capitalRecoveryFactor(
    rate: Double, years: Double
  ) throws(MathematicsError) -> Double {
    try Check.rate(rate)
    try Check.positive(years, "years")
    if rate == 0 { return 1 / years }
    return rate / -Elementary.expm1(-years * Elementary.log1p(rate))
  }

  /// The constant price at which the throughput pays for the costs.
  ///
  /// LC = Σ cost[t] (1 + r)^-t / Σ throughput[t] (1 + r)^-t; the net present value at this price is 0.
  public static func levelisedCost(
    costs: [Double], throughput: [Double], rate: Double
  ) throws(MathematicsError) -> Double {
    try Check.sameCount(costs, "costs", throughput, "years of throughput")
    let cost = try Discounting.netPresentValue(of: costs, rate: rate)
    let volume = try Discounting.netPresentValue(of: throughput, rate: rate)
    guard volume > 0 else {
      throw .undefined("a levelised cost needs a throughput above 0, not \(volume)")
    }
    return cost / volume
  }

  /// Capital with its interest when construction ends.
  ///
  /// K = Σ spent[t] (1 + rate)^(L - t) for spending in the years 0 to L - 1.
  ///
  /// - Returns: the capitalised cost and the part of it that is interest.
  public static func capitalised(
    spending: [Double], rate: Double
  ) throws(MathematicsError) -> (total: Double, interest: Double) {
    try Check.finite(spending, "years of spending")
    try Check.rate(rate)
    let total = Discounting.horner([0] + spending.reversed(), 1 + rate)
    return (total, total - spending.reduce(0, +))
  }
}
