/// By how much a corridor that operates makes one regime likelier after another.
public struct RegimeTilt: Hashable, Sendable {
  /// The regime of this year, by its place in the chain.
  public var from: Int
  /// The regime of the next, by its place in the chain.
  public var to: Int
  /// What is added to the logit of the chance; 0 for nothing, of either sign.
  public var logit: Double

  /// Creates a tilt.
  public init(from: Int, to: Int, logit: Double) {
    self.from = from
    self.to = to
    self.logit = logit
  }
}

extension RegimeChain {
  /// The chain while a corridor operates: logit p + η where it is tilted, and rows then made to sum to one.
  ///
  /// What is impossible or certain stays so.
  public func tilted(_ tilts: [RegimeTilt]) throws(PoliticsError) -> RegimeChain {
    if tilts.allSatisfy({ $0.logit == 0 }) { return self }
    var rows = matrix.rows
    for tilt in tilts {
      try check(tilt.from)
      try check(tilt.to)
      guard tilt.logit.isFinite, tilt.logit.magnitude <= 50 else {
        throw .number("a tilt", tilt.logit, allowed: "a number from -50 to 50")
      }
      let chance = rows[tilt.from][tilt.to]
      if chance >= 1 { continue }
      let factor = try SquareMatrix(order: 1, values: [tilt.logit]).exponential()[0, 0]
      let odds = chance / (1 - chance) * factor
      rows[tilt.from][tilt.to] = odds / (1 + odds)
    }
    let normal = rows.map { row in
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
    return try RegimeChain(states: states, rows: normal)
  }
}
