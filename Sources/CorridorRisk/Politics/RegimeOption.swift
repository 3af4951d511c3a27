/// The right to build later: in each regime build now, pay to keep the chance, or give up.
///
/// F(s) = max{ Σ (βP)ᴸ V - K, -m + β Σ P F, 0 }, with a lag of L years between the decision and the
/// first flow.
///
/// - Source: Dixit and Pindyck (1994), *Investment under Uncertainty*, chapters 4 and 7; solved by the
///   iteration over policies of Howard (1960), *Dynamic Programming and Markov Processes*.
public struct RegimeOption: Hashable, Sendable {
  /// The largest number of regimes for which an option is solved.
  public static let largest = 128

  /// What is best in a regime.
  public enum Decision: String, Hashable, Sendable, CaseIterable {
    /// Build now.
    case build
    /// Keep the chance to build.
    case wait
    /// Give the chance up.
    case giveUp = "give up"
  }

  /// The politics.
  public let chain: RegimeChain
  /// What the finished work is worth in each regime, before capital.
  public let values: [Double]
  /// The years from the decision to the first flow.
  public let lag: Int
  /// What keeping the chance costs in a year.
  public let upkeep: Double
  /// The discount rate of a year.
  public let rate: Double
  /// What the work is worth at the decision: Σ (βP)ᴸ V, less what is given up of it.
  public let lagged: [Double]

  /// What is known of one regime.
  public struct Outcome: Hashable, Sendable {
    /// The regime.
    public let state: String
    /// What is best.
    public let decision: Decision
    /// What the right is worth, 0 or more.
    public let value: Double
    /// What building now is worth.
    public let buildNow: Double
    /// The right's value beyond the better of building now and never: F - max(NPV, 0).
    public let optionValue: Double
    /// The highest capital at which building now is best here; nil when there is none above 0.
    public let criticalCost: Double?
    /// What the work must be worth for each unit of capital; nil without a critical cost.
    public let hurdle: Double?
  }

  /// Creates an option.
  ///
  /// The values are what the finished work is worth in each regime, as ``RegimeChain`` values flows;
  /// `less` is what is taken of it in each regime of the decision, at its worth then, whatever the capital.
  /// The lag and the upkeep of a year are 0 or more; the rate is above 0.
  public init(
    chain: RegimeChain, values: [Double], lag: Int, less taken: [Double]? = nil,
    upkeep: Double = 0, rate: Double
  ) throws(PoliticsError) {
    try PoliticsCheck.vector(
      values, "values, one for each regime", count: chain.states.count)
    guard chain.states.count <= Self.largest else {
      throw .size("regimes of an option", found: chain.states.count, needed: Self.largest)
    }
    try PoliticsCheck.years(lag, "the lag of building in years")
    try PoliticsCheck.notNegative(upkeep, "the upkeep of the option")
    try PoliticsCheck.positive(rate, "the rate that regimes are valued with")
    self.chain = chain
    self.values = values
    self.lag = lag
    self.upkeep = upkeep
    self.rate = rate
    var lagged = chain.matrix.power(lag) * values
    for _ in 0..<lag { lagged = lagged.map { $0 / (1 + rate) } }
    if let taken {
      try PoliticsCheck.vector(
        taken, "what is taken, one for each regime", count: chain.states.count)
      lagged = zip(lagged, taken).map { $0 - $1 }
    }
    self.lagged = lagged
  }

  /// What is best in each regime for an amount of capital.
  public func outcomes(capital: Double) throws(PoliticsError) -> [Outcome] {
    try PoliticsCheck.notNegative(capital, "the capital")
    let waiting = try waiting(capital: capital).worth
    var outcomes: [Outcome] = []
    for (place, state) in chain.states.enumerated() {
      let now = lagged[place] - capital
      let value = max(now, waiting[place], 0)
      let decision: Decision =
        now > 0 && now >= waiting[place] ? .build : waiting[place] > 0 ? .wait : .giveUp
      let cost = try criticalCost(in: place)
      outcomes.append(
        Outcome(
          state: state, decision: decision, value: value, buildNow: now,
          optionValue: value - max(now, 0), criticalCost: cost,
          hurdle: cost.map { lagged[place] / $0 }))
    }
    return outcomes
  }

  /// What waiting is worth in each regime when the best is done from the next year on, and by how much
  /// that changes with each unit of capital.
  private func waiting(capital: Double) throws(PoliticsError) -> (worth: [Double], slope: [Double])
  {
    let stop = lagged.map { max($0 - capital, 0) }
    let stopSlope = lagged.map { $0 > capital ? -1.0 : 0.0 }
    var waits = chain.states.map { _ in false }
    var values = stop
    var slopes = stopSlope
    // Regimes only ever join those in which waiting is best, hence the loop ends.
    for _ in chain.states {
      let next = afterYear(values, less: upkeep)
      let joining = waits.indices.filter {
        !waits[$0] && next[$0] > stop[$0] + 1e-13 * max(stop[$0], 1)
      }
      if joining.isEmpty { break }
      for place in joining { waits[place] = true }
      let system = try system(waits)
      values = system.solve(
        zip(waits, stop).map { $0 ? -upkeep * (1 + rate) : $1 })
      slopes = system.solve(zip(waits, stopSlope).map { $0 ? 0 : $1 })
    }
    return (afterYear(values, less: upkeep), afterYear(slopes, less: 0))
  }

  private func afterYear(_ values: [Double], less upkeep: Double) -> [Double] {
    (chain.matrix * values).map { $0 / (1 + rate) - upkeep }
  }

  /// The equations for the value in each regime, once it is decided where one waits.
  private func system(_ waits: [Bool]) throws(PoliticsError) -> LinearSystem {
    var matrix = SquareMatrix.identity(waits.count)
    for row in waits.indices where waits[row] {
      for column in waits.indices {
        matrix[row, column] = (row == column ? 1 + rate : 0) - chain.matrix[row, column]
      }
    }
    return try LinearSystem(matrix)
  }

  /// The highest capital at which building now is best in a regime, by the method of Newton.
  ///
  /// The gain of building now over waiting and giving up falls with capital and is made of straight
  /// pieces, each steeper than the last: after the first step the root is approached from above, and
  /// on the last piece it is met.
  private func criticalCost(in place: Int) throws(PoliticsError) -> Double? {
    let noise = 1e-12 * max(lagged[place].magnitude, 1)
    var capital = 0.0
    for step in 0..<100 {
      let (worth, slope) = try waiting(capital: capital)
      let isWorthWaiting = worth[place] > 0
      let gain = lagged[place] - capital - (isWorthWaiting ? worth[place] : 0)
      if step == 0, gain <= noise { return nil }
      if step > 0, gain.magnitude <= noise { break }
      capital += gain / (1 + (isWorthWaiting ? slope[place] : 0))
    }
    return capital
  }
}
