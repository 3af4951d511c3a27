/// How often each regime followed each, counted from a record of years.
public struct TransitionCounts: Hashable, Sendable {
  /// The regimes that are counted, in the order of rows and columns.
  public let states: [String]
  /// The number of times that the regime of a column followed that of a row.
  public let counts: [[Int]]

  /// Counts the steps from a year to the next; a gap in the record is no step.
  ///
  /// The record has each year once, up to the last that counts; steps from or to regimes that are not
  /// among those counted are left out.
  public init(
    of record: [(year: Int, state: String)], states: [String], through last: Int = .max
  ) throws(PoliticsError) {
    try RegimeChain.check(states)
    self.states = states
    let years = record.filter { $0.year <= last }.sorted { $0.year < $1.year }
    var counts = states.map { _ in [Int](repeating: 0, count: states.count) }
    for (now, next) in zip(years, years.dropFirst()) {
      guard now.year != next.year else {
        throw .states("the year \(now.year) is recorded twice; delete one of the two")
      }
      guard now.year + 1 == next.year, let from = states.firstIndex(of: now.state),
        let to = states.firstIndex(of: next.state)
      else { continue }
      counts[from][to] += 1
    }
    self.counts = counts
  }

  /// The means of the posterior chances: (n + a) / (N + k a) for k regimes and a prior of a each.
  ///
  /// The prior is a symmetric Dirichlet one: 1 is the uniform one, a half that of Jeffreys.
  ///
  /// - Source: Gelman et al., *Bayesian Data Analysis*, section 3.4.
  public func posteriorMeans(prior: Double = 1) throws(PoliticsError) -> [[Double]] {
    try PoliticsCheck.positive(prior, "the parameter of the prior")
    return counts.map { row in
      let sum = Double(row.reduce(0, +)) + prior * Double(row.count)
      return row.map { (Double($0) + prior) / sum }
    }
  }

  /// The chance a year of what was never seen in a number of years, by the prior of Jeffreys: ½ / (n + 1).
  public static func neverSeen(in years: Int) throws(PoliticsError) -> Double {
    try PoliticsCheck.years(years, "the number of years")
    return 0.5 / (Double(years) + 1)
  }

  /// The upper bound, with 95 % confidence, of the chance of what was never seen: the rule of three, 3 / n.
  public static func upperBoundNeverSeen(in years: Int) throws(PoliticsError) -> Double {
    try PoliticsCheck.years(years, "the number of years")
    try PoliticsCheck.positive(Double(years), "the number of years")
    return min(3 / Double(years), 1)
  }
}
