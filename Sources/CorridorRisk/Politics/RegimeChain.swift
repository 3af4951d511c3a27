/// A political process of yearly steps: with what chance each regime follows each.
///
/// Rows are the regime of this year, columns that of the next.
public struct RegimeChain: Hashable, Sendable {
  /// The ids of the regimes, in the order of rows and columns.
  public let states: [String]
  /// The chances of a step; every row sums to one.
  public let matrix: SquareMatrix
  /// Running sums of the rows, with infinity from the last regime that can follow.
  private let cumulative: [Double]

  /// How far the sum of a row may be from one.
  public static let tolerance = 1e-9
  /// The largest number of regimes that a chain may have.
  public static let largest = 1024

  /// Creates a chain.
  ///
  /// The ids of the regimes stand once each. A row has the chances that each regime follows: from 0 to
  /// 1, summing to one within ``tolerance``; they are then divided by their sum.
  public init(states: [String], rows: [[Double]]) throws(PoliticsError) {
    try Self.check(states)
    guard rows.count == states.count else {
      throw .size("rows of a transition matrix", found: rows.count, needed: states.count)
    }
    var normal: [[Double]] = []
    for (state, row) in zip(states, rows) {
      try PoliticsCheck.vector(row, "chances in the row of '\(state)'", count: states.count)
      for (other, chance) in zip(states, row) {
        try PoliticsCheck.share(chance, "the chance of '\(other)' after '\(state)'")
      }
      let sum = row.reduce(0, +)
      guard (sum - 1).magnitude <= Self.tolerance else {
        throw .rowSum(state: state, sum: sum, needed: 1)
      }
      normal.append(row.map { $0 / sum })
    }
    self.init(
      states: states, matrix: SquareMatrix(order: states.count, values: normal.flatMap(\.self)))
  }

  /// Creates a chain from a matrix that is known to be one of chances, up to rounding.
  init(states: [String], matrix: SquareMatrix) {
    self.states = states
    self.matrix = matrix
    var sums = matrix.values
    for row in 0..<states.count {
      var sum = 0.0
      var last = row * states.count
      for place in (row * states.count)..<((row + 1) * states.count) {
        if matrix.values[place] > 0 { last = place }
        sum += matrix.values[place]
        sums[place] = sum
      }
      for place in last..<((row + 1) * states.count) { sums[place] = .infinity }
    }
    cumulative = sums
  }

  static func check(_ states: [String]) throws(PoliticsError) {
    guard !states.isEmpty else { throw .states("there are no regimes; name at least one") }
    guard states.count <= largest else {
      throw .size("regimes", found: states.count, needed: largest)
    }
    guard Set(states).count == states.count else {
      let twice = states.first { state in states.count { $0 == state } > 1 } ?? ""
      throw .states("the regime '\(twice)' is listed twice; delete one of the two")
    }
  }

  /// The place of a regime in ``states``.
  public func index(of state: String) throws(PoliticsError) -> Int {
    guard let index = states.firstIndex(of: state) else {
      throw .states(
        "there is no regime '\(state)'; use one of: \(states.joined(separator: ", "))")
    }
    return index
  }

  func check(_ state: Int) throws(PoliticsError) {
    guard states.indices.contains(state) else {
      throw .states("there is no regime number \(state); count from 0 to \(states.count - 1)")
    }
  }

  /// The regime that follows, for a number evenly spread from 0 to 1.
  ///
  /// It is the first whose running sum of chances is above the number. `state` counts from 0 and is
  /// below the number of regimes.
  public func next(after state: Int, uniform: Double) -> Int {
    let start = state * states.count
    var place = start
    while cumulative[place] <= uniform { place += 1 }
    return place - start
  }

  /// The chances of each regime a number of years after being in one.
  public func distribution(from state: Int, after years: Int) throws(PoliticsError) -> [Double] {
    try check(state)
    try PoliticsCheck.years(years, "the number of steps")
    return matrix.power(years).rows[state]
  }

  /// The chances of each regime in every year from 0 on, after being in one in year 0.
  ///
  /// - Returns: `years + 1` rows, each of which sums to one.
  public func path(from state: Int, years: Int) throws(PoliticsError) -> [[Double]] {
    try check(state)
    try PoliticsCheck.years(years, "the number of years")
    var row = states.indices.map { $0 == state ? 1.0 : 0 }
    var path = [row]
    let steps = matrix.rows
    for _ in 0..<years {
      row = states.indices.map { next in
        states.indices.reduce(0) { $0 + row[$1] * steps[$1][next] }
      }
      path.append(row)
    }
    return path
  }

  /// The chances of a step over several years.
  public func steps(_ years: Int) throws(PoliticsError) -> RegimeChain {
    try PoliticsCheck.years(years, "the number of steps")
    return RegimeChain(states: states, matrix: matrix.power(years))
  }
}
