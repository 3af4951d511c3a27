/// A matrix as the product of a lower and an upper triangle, ready to solve equations with.
///
/// - Source: Golub and Van Loan, *Matrix Computations*, algorithm 3.4.1 (outer product, partial
///   pivoting).
public struct LinearSystem: Hashable, Sendable {
  private var factors: SquareMatrix
  private var swaps: [Int] = []

  /// Factorises a matrix; `PoliticsError.singular` when a pivot is 0 within the error of rounding.
  public init(_ matrix: SquareMatrix) throws(PoliticsError) {
    let order = matrix.order
    factors = matrix
    let least = Double(order) * Double.ulpOfOne * matrix.norm
    for pivot in 0..<order {
      let row = Self.largest(in: pivot, of: factors)
      guard factors[row, pivot].magnitude > least else { throw .singular(order: order) }
      swaps.append(row)
      if row != pivot {
        for column in 0..<order {
          let upper = factors[pivot, column]
          factors[pivot, column] = factors[row, column]
          factors[row, column] = upper
        }
      }
      for below in (pivot + 1)..<max(order, pivot + 1) {
        let factor = factors[below, pivot] / factors[pivot, pivot]
        factors[below, pivot] = factor
        if factor == 0 { continue }
        for column in (pivot + 1)..<order {
          factors[below, column] -= factor * factors[pivot, column]
        }
      }
    }
  }

  private static func largest(in column: Int, of matrix: SquareMatrix) -> Int {
    var best = column
    for row in column..<matrix.order
    where matrix[row, column].magnitude > matrix[best, column].magnitude {
      best = row
    }
    return best
  }

  /// The column x for which the matrix times x is the given column.
  public func solution(for column: [Double]) throws(PoliticsError) -> [Double] {
    try PoliticsCheck.vector(column, "numbers on the right", count: factors.order)
    return solve(column)
  }

  /// The same for a column that is known to fit.
  func solve(_ column: [Double]) -> [Double] {
    let order = factors.order
    var x = column
    for (pivot, row) in swaps.enumerated() where row != pivot { x.swapAt(pivot, row) }
    for row in 0..<order {
      for index in 0..<row { x[row] -= factors[row, index] * x[index] }
    }
    for row in (0..<order).reversed() {
      for index in (row + 1)..<max(order, row + 1) { x[row] -= factors[row, index] * x[index] }
      x[row] /= factors[row, row]
    }
    return x
  }

  /// The matrix X for which the matrix times X is the given matrix.
  func solve(_ matrix: SquareMatrix) -> SquareMatrix {
    var result = matrix
    for column in 0..<matrix.order {
      let x = solve((0..<matrix.order).map { matrix[$0, column] })
      for row in 0..<matrix.order { result[row, column] = x[row] }
    }
    return result
  }

  /// The inverse of the matrix.
  public var inverse: SquareMatrix { solve(.identity(factors.order)) }
}
