extension RegimeChain {
  /// The chances of each regime in the long run, which no start matters for.
  ///
  /// - Throws: `PoliticsError.severalLongRuns` when it depends on chance where the chain settles, and
  ///   `PoliticsError.periodic` when it depends on the year in which of its regimes the chain is.
  /// - Source: Grassmann, Taksar and Heyman (1985), *Operations Research* 33(5): elimination without
  ///   subtraction, hence exact to rounding.
  public func stationary() throws(PoliticsError) -> [Double] {
    let classes = closedClasses()
    guard classes.count == 1, let places = classes.first else {
      throw .severalLongRuns(classes.map { $0.map { states[$0] } })
    }
    let period = period(of: places)
    guard period == 1 else { throw .periodic(places.map { states[$0] }, years: period) }
    var part = matrix.part(places)
    let count = places.count
    for last in (1..<max(count, 1)).reversed() {
      let out = (0..<last).reduce(0) { $0 + part[last, $1] }
      for row in 0..<last { part[row, last] /= out }
      for row in 0..<last {
        for column in 0..<last { part[row, column] += part[row, last] * part[last, column] }
      }
    }
    var weights = [1.0]
    for place in 1..<max(count, 1) {
      weights.append((0..<place).reduce(0) { $0 + weights[$1] * part[$1, place] })
    }
    let sum = weights.reduce(0, +)
    var result = [Double](repeating: 0, count: states.count)
    for (place, weight) in zip(places, weights) { result[place] = weight / sum }
    return result
  }

  /// The years after whose multiples alone the chain can be where it was, within regimes that are never left.
  private func period(of places: [Int]) -> Int {
    guard let first = places.first else { return 1 }
    var years = [first: 0]
    var open = [first]
    var period = 0
    while let row = open.popLast() {
      for column in places where matrix[row, column] > 0 {
        let next = (years[row] ?? 0) + 1
        if let known = years[column] {
          var (one, other) = (period, (next - known).magnitude)
          while other != 0 { (one, other) = (Int(other), UInt(one % Int(other))) }
          period = one
        } else {
          years[column] = next
          open.append(column)
        }
      }
    }
    return period
  }

  /// The regimes that can ever follow one, itself included.
  func reachable(from state: Int) -> Set<Int> {
    var found: Set<Int> = [state]
    var open = [state]
    while let row = open.popLast() {
      for column in states.indices where matrix[row, column] > 0 && found.insert(column).inserted {
        open.append(column)
      }
    }
    return found
  }

  /// The sets of regimes that are never left, each in order.
  func closedClasses() -> [[Int]] {
    let reach = states.indices.map { reachable(from: $0) }
    var classes: [[Int]] = []
    for state in states.indices where reach[state].allSatisfy({ reach[$0].contains(state) }) {
      let members = reach[state].sorted()
      if members.first == state { classes.append(members) }
    }
    return classes
  }

  /// The regimes that are never left once they are there.
  public var absorbing: [Int] {
    states.indices.filter { state in
      states.indices.allSatisfy { $0 == state || matrix[state, $0] == 0 }
    }
  }

  /// What happens until an absorbing regime is entered.
  ///
  /// - Throws: `PoliticsError.neverAbsorbed` when that is not certain.
  public func absorption() throws(PoliticsError) -> RegimeAbsorption {
    let ends = absorbing
    let rest = states.indices.filter { !ends.contains($0) }
    for state in rest where reachable(from: state).isDisjoint(with: ends) {
      throw .neverAbsorbed(state: states[state])
    }
    let inner = matrix.part(rest)
    let fundamental = try LinearSystem(.identity(rest.count) - inner).inverse
    let probabilities = (0..<rest.count).map { row in
      ends.map { end in
        rest.indices.reduce(0) { $0 + fundamental[row, $1] * matrix[rest[$1], end] }
      }
    }
    return RegimeAbsorption(
      transient: rest.map { states[$0] }, absorbing: ends.map { states[$0] },
      fundamental: fundamental.rows, steps: fundamental.rows.map { $0.reduce(0, +) },
      probabilities: probabilities)
  }
}

/// What happens to a chain until an absorbing regime is entered.
///
/// - Source: Kemeny and Snell (1960), *Finite Markov Chains*, chapter 3: N = (I - Q)⁻¹, t = N1, B = NR.
public struct RegimeAbsorption: Hashable, Sendable {
  /// The regimes that are left for good, in the order of the chain.
  public let transient: [String]
  /// The regimes that are never left, in the order of the chain.
  public let absorbing: [String]
  /// The expected years in each transient regime (columns) for a start in each (rows).
  public let fundamental: [[Double]]
  /// The expected years until absorption for a start in each transient regime.
  public let steps: [Double]
  /// The chance of each absorbing regime (columns) for a start in each transient one (rows).
  public let probabilities: [[Double]]
}
