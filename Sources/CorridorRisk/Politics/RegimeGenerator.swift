/// A political process in continuous time: with what hazard each regime follows each.
public struct RegimeGenerator: Hashable, Sendable {
  /// The ids of the regimes, in the order of rows and columns.
  public let states: [String]
  /// Hazards per year; the diagonal is what leaves, so that every row sums to zero.
  public let matrix: SquareMatrix

  /// A hazard per year of going from one regime to another.
  public struct Hazard: Hashable, Sendable {
    /// The regime that is left.
    public var from: String
    /// The regime that is entered.
    public var to: String
    /// Per year, 0 or more.
    public var rate: Double

    /// Creates a hazard.
    public init(from: String, to: String, rate: Double) {
      self.from = from
      self.to = to
      self.rate = rate
    }
  }

  /// Creates a generator from its rows: no negative hazard off the diagonal, and sums of zero.
  public init(states: [String], rows: [[Double]]) throws(PoliticsError) {
    try RegimeChain.check(states)
    guard rows.count == states.count else {
      throw .size("rows of a generator", found: rows.count, needed: states.count)
    }
    var hazards: [Hazard] = []
    for (place, row) in rows.enumerated() {
      try PoliticsCheck.vector(row, "hazards in a row", count: states.count)
      let sum = row.reduce(0, +)
      let size = row.reduce(1) { max($0, $1.magnitude) }
      guard sum.magnitude <= RegimeChain.tolerance * size else {
        throw .rowSum(state: states[place], sum: sum, needed: 0)
      }
      for (other, rate) in row.enumerated() where other != place {
        hazards.append(Hazard(from: states[place], to: states[other], rate: rate))
      }
    }
    try self.init(states: states, hazards: hazards)
  }

  /// Creates a generator from the hazards that are not 0; of one way there may be several, which add.
  public init(states: [String], hazards: [Hazard]) throws(PoliticsError) {
    try RegimeChain.check(states)
    self.states = states
    var matrix = 0 * SquareMatrix.identity(states.count)
    for hazard in hazards {
      try PoliticsCheck.notNegative(
        hazard.rate, "the hazard from '\(hazard.from)' to '\(hazard.to)'")
      guard let from = states.firstIndex(of: hazard.from),
        let to = states.firstIndex(of: hazard.to), from != to
      else {
        throw .states(
          "a hazard leads from '\(hazard.from)' to '\(hazard.to)'; name two of: "
            + states.joined(separator: ", "))
      }
      matrix[from, to] += hazard.rate
      matrix[from, from] -= hazard.rate
    }
    self.matrix = matrix
  }

  /// The chain of steps of some years: P(Δ) = exp(QΔ).
  public func chain(over years: Double = 1) throws(PoliticsError) -> RegimeChain {
    try PoliticsCheck.notNegative(years, "the length of a step in years")
    let steps = try (years * matrix).exponential()
    // Rounding leaves chances such as -1e-18.
    let rows = steps.rows.map { row in
      let clean = row.map { max($0, 0) }
      let sum = clean.reduce(0, +)
      return clean.map { $0 / sum }
    }
    return try RegimeChain(states: states, rows: rows)
  }

  /// What a continuous flow for ever is worth in each regime: V = (rI - Q)⁻¹π.
  ///
  /// The flows are per year, one for each regime; the rate is continuous, per year and above 0.
  public func value(of flows: [Double], rate: Double) throws(PoliticsError) -> [Double] {
    try PoliticsCheck.vector(flows, "flows, one for each regime", count: states.count)
    try PoliticsCheck.positive(rate, "the rate that regimes are valued with")
    return try LinearSystem(rate * SquareMatrix.identity(states.count) - matrix).solve(flows)
  }
}
