/// The dependence of inputs by a Gaussian copula: normal scores with a correlation matrix.
public struct GaussianDependence: Hashable, Sendable {
  /// The correlations of the normal scores, row by row; positive semi-definite.
  public let correlation: [[Double]]
  /// Places of the inputs that are correlated with any other.
  public let correlated: [Int]

  /// The greatest error that entries may have from rounding or from a repair.
  static let tolerance = 1e-8

  /// Creates a dependence from the correlations of the normal scores (not rank correlations).
  ///
  /// - Throws: `SensitivityError.correlation` unless the matrix is square and symmetric with a diagonal of
  ///   1, has entries from -1 to 1, and is positive semi-definite.
  public init(correlation: [[Double]]) throws(SensitivityError) {
    for (row, entries) in correlation.enumerated() {
      guard entries.count == correlation.count else {
        throw .correlation("has \(correlation.count) rows, but row \(row) has \(entries.count)")
      }
      for (column, entry) in entries.enumerated() {
        let other = correlation[column].indices.contains(row) ? correlation[column][row] : .nan
        let expected = row == column ? 1 : other
        guard entry.magnitude <= 1 + Self.tolerance,
          (entry - expected).magnitude <= Self.tolerance
        else {
          throw .correlation("has \(entry) in row \(row), column \(column), where \(expected) fits")
        }
      }
    }
    self.correlation = correlation
    correlated = correlation.indices.filter { row in
      correlation[row].enumerated().contains { $0 != row && $1 != 0 }
    }
    guard matrix(correlated).isPositiveSemidefinite else {
      throw .correlation("is not positive semi-definite; repair it first")
    }
  }

  /// Creates the dependence that a copula gives to variables, of which there are `count`.
  ///
  /// - Throws: `SensitivityError.index` when a variable of the copula is none of them.
  public init(_ copula: Copula, variables count: Int) throws(SensitivityError) {
    var correlation = (0..<max(0, count)).map { row in
      (0..<count).map { $0 == row ? 1.0 : 0 }
    }
    for place in copula.variables where !correlation.indices.contains(place) {
      throw .index("variable", place, count: count)
    }
    // Rows of the copula are those of a factor L of the correlations L Lᵀ.
    let rows = copula.rows.map { terms in
      terms.reduce(into: [Double](repeating: 0, count: copula.variables.count)) {
        $0[$1.member] += $1.weight
      }
    }
    for (one, first) in zip(copula.variables, rows) {
      for (other, second) in zip(copula.variables, rows) where one != other {
        correlation[one][other] = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    try self.init(correlation: correlation)
  }

  func check(inputs: Int) throws(SensitivityError) {
    guard correlation.count == inputs else {
      throw .sizes("rows of correlations", correlation.count, "inputs", inputs)
    }
  }

  /// The lower triangular factor of the correlations of some inputs in an order.
  ///
  /// Since scores are factor x innovations, keeping the first innovations and drawing the others anew draws
  /// the last scores given the first.
  func factor(_ order: [Int]) -> [[Double]] {
    matrix(order).choleskyFactor.enumerated().map { Array($1.prefix($0 + 1)) }
  }

  private func matrix(_ order: [Int]) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(size: order.count)
    for (row, one) in order.enumerated() {
      for column in 0..<row { matrix[row, column] = correlation[one][order[column]] }
    }
    return matrix
  }
}
