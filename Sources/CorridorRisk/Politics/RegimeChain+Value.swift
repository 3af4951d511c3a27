extension RegimeChain {
  /// What a flow for ever is worth in each regime: V = (I - βP)⁻¹π with β = 1 / (1 + rate).
  ///
  /// - Parameters:
  ///   - flows: The flow of a year in each regime, received in the current year.
  ///   - rate: The discount rate of a year, above 0. No country premium belongs in it: the chain is
  ///     the politics.
  ///   - entryLosses: The share of what is left that is lost on entering each regime from another.
  /// - Returns: The value in each regime, in the unit of the flows.
  /// - Throws: `PoliticsError` for lists of the wrong length, rates of 0 or less and losses that are no
  ///   shares.
  public func value(
    of flows: [Double], rate: Double, entryLosses: [Double]? = nil
  ) throws(PoliticsError) -> [Double] {
    try value(of: flows, rate: rate, kept: kept(entryLosses))
  }

  /// The same for flows that are received at the end of the year, in the regime then: V' = βPV.
  public func valueAtYearEnd(
    of flows: [Double], rate: Double, entryLosses: [Double]? = nil
  ) throws(PoliticsError) -> [Double] {
    let kept = try kept(entryLosses)
    let value = try value(of: flows, rate: rate, kept: kept)
    return (kept * value).map { $0 / (1 + rate) }
  }

  /// The value with a matrix of chances from which the losses are taken.
  func value(
    of flows: [Double], rate: Double, kept: SquareMatrix
  ) throws(PoliticsError) -> [Double] {
    try PoliticsCheck.vector(flows, "flows, one for each regime", count: states.count)
    try PoliticsCheck.positive(rate, "the rate that regimes are valued with")
    // Multiplied by 1 + r, so that no rounding of β enters.
    let system = try LinearSystem((1 + rate) * SquareMatrix.identity(states.count) - kept)
    return system.solve(flows.map { $0 * (1 + rate) })
  }

  /// How much what a flow for ever is worth differs from path to path: its standard deviation in each regime.
  ///
  /// Of W = π + βW' the variance is β² times the mean of the variance in the regime that follows and the
  /// variance of its value V: (I - β²P) var = β² w with w = P V² - (P V)².
  ///
  /// - Parameters: as of ``value(of:rate:entryLosses:)``.
  /// - Source: Sobel (1982), *Journal of Applied Probability* 19(4), doi:10.2307/3213832.
  public func deviation(of flows: [Double], rate: Double) throws(PoliticsError) -> [Double] {
    let value = try value(of: flows, rate: rate)
    let means = matrix * value
    let next = states.indices.map { row in
      states.indices.reduce(0.0) { sum, column in
        let off = value[column] - means[row]
        return sum + matrix[row, column] * off * off
      }
    }
    // Multiplied by (1 + r)², so that no rounding of β enters.
    let growth = (1 + rate) * (1 + rate)
    let system = try LinearSystem(growth * SquareMatrix.identity(states.count) - matrix)
    return system.solve(next).map { max($0, 0).squareRoot() }
  }

  private func kept(_ losses: [Double]?) throws(PoliticsError) -> SquareMatrix {
    guard let losses else { return matrix }
    try PoliticsCheck.vector(losses, "losses on entry, one for each regime", count: states.count)
    for (state, loss) in zip(states, losses) {
      try PoliticsCheck.share(loss, "the share lost on entering '\(state)'")
    }
    return matrix.timesEach(Self.survival(losses))
  }

  /// The share of the assets that survives each step.
  static func survival(_ losses: [Double]) -> SquareMatrix {
    var result = SquareMatrix.identity(losses.count)
    for row in losses.indices {
      for column in losses.indices where row != column { result[row, column] = 1 - losses[column] }
    }
    return result
  }

  /// The expected sum of weights over the coming years, the current one included.
  ///
  /// With the availability of a route as weights these are the years that it is expected to be open.
  ///
  /// - Returns: The sum for a start in each regime.
  public func expectedYears(_ weights: [Double], within years: Int) throws(PoliticsError)
    -> [Double]
  {
    try PoliticsCheck.vector(weights, "weights, one for each regime", count: states.count)
    try PoliticsCheck.years(years, "the number of years")
    var sum = [Double](repeating: 0, count: states.count)
    for _ in 0..<years { sum = zip(weights, matrix * sum).map { $0 + $1 } }
    return sum
  }

  /// The expected sum of weights until one of a set of regimes is entered; 0 for a start in it.
  ///
  /// - Throws: `PoliticsError.neverAbsorbed` when the set may never be entered.
  public func expectedYears(_ weights: [Double], until end: Set<Int>) throws(PoliticsError)
    -> [Double]
  {
    try PoliticsCheck.vector(weights, "weights, one for each regime", count: states.count)
    for state in end.sorted() { try check(state) }
    let places = states.indices.filter { !end.contains($0) }
    var result = [Double](repeating: 0, count: states.count)
    if places.isEmpty { return result }
    if let place = places.first(where: { reachable(from: $0).isDisjoint(with: end) }) {
      throw .neverAbsorbed(state: states[place])
    }
    let rest = matrix.part(places)
    let system = try LinearSystem(.identity(places.count) - rest)
    for (place, years) in zip(places, system.solve(places.map { weights[$0] })) {
      result[place] = years
    }
    return result
  }
}
