/// By how much a corridor that operates makes one regime likelier after another.
public struct RegimeTilt: Hashable, Sendable {
  /// The regime of this year, by its place in the chain.
  public var from: Int
  /// The regime of the next, by its place in the chain.
  public var to: Int
  /// What is added to the logit of the chance, where the row has no other tilt; 0 for nothing, of either sign.
  public var logit: Double

  /// Creates a tilt.
  public init(from: Int, to: Int, logit: Double) {
    self.from = from
    self.to = to
    self.logit = logit
  }
}

extension RegimeChain {
  /// The chain while a corridor operates: chances in proportion to p exp(η), with η = 0 where nothing is tilted.
  ///
  /// Of a row with one tilt that adds η to the logit of its chance, and the others keep their proportions;
  /// of one with several, η of one less η of the other to the logarithm of the odds between any two. What is impossible or certain stays so.
  public func tilted(_ tilts: [RegimeTilt]) throws(PoliticsError) -> RegimeChain {
    if tilts.allSatisfy({ $0.logit == 0 }) { return self }
    for tilt in tilts {
      try check(tilt.from)
      try check(tilt.to)
      guard tilt.logit.isFinite, tilt.logit.magnitude <= 50 else {
        throw .number("a tilt", tilt.logit, allowed: "a number from -50 to 50")
      }
    }
    let rows = Self.tilted(matrix.rows, tilts.map { ($0.from, $0.to, $0.logit) })
    return try RegimeChain(states: states, rows: rows)
  }

  /// The same of rows of chances, in numbers of one run or of every world.
  static func tilted<Number: ChanceNumber>(
    _ rows: [[Number]], _ tilts: [(from: Int, to: Int, logit: Number)]
  ) -> [[Number]] {
    var rows = rows
    for tilt in tilts {
      rows[tilt.from][tilt.to] = rows[tilt.from][tilt.to] * tilt.logit.exponential
    }
    return rows.map { row in
      let sum = row.reduce(Number(0)) { $0 + $1 }
      return row.map { $0 / sum }
    }
  }
}
