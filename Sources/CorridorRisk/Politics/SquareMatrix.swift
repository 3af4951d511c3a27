/// A dense square matrix of small order.
public struct SquareMatrix: Hashable, Sendable {
  /// The number of rows, which is that of columns.
  public let order: Int
  /// Row by row.
  var values: [Double]

  /// Creates a matrix from its rows, which are as many as each is long; every number is finite.
  public init(rows: [[Double]]) throws(PoliticsError) {
    for row in rows { try PoliticsCheck.vector(row, "numbers in a row", count: rows.count) }
    self.init(order: rows.count, values: rows.flatMap(\.self))
  }

  /// Creates a matrix from `order` times `order` numbers.
  init(order: Int, values: [Double]) {
    self.order = order
    self.values = values
  }

  /// The matrix with ones on its diagonal and zeros elsewhere.
  static func identity(_ order: Int) -> SquareMatrix {
    var result = SquareMatrix(order: order, values: [Double](repeating: 0, count: order * order))
    for index in 0..<order { result[index, index] = 1 }
    return result
  }

  /// The number in a row and a column, both counted from 0 and below the order.
  public internal(set) subscript(row: Int, column: Int) -> Double {
    get { values[row * order + column] }
    set { values[row * order + column] = newValue }
  }

  /// The matrix as rows.
  public var rows: [[Double]] {
    (0..<order).map { Array(values[($0 * order)..<(($0 + 1) * order)]) }
  }

  /// The largest sum of magnitudes in a column.
  var norm: Double {
    (0..<order).map { column in
      (0..<order).reduce(0) { $0 + self[$1, column].magnitude }
    }.max() ?? 0
  }

  /// The matrix product.
  static func * (left: SquareMatrix, right: SquareMatrix) -> SquareMatrix {
    let order = left.order
    var result = SquareMatrix(order: order, values: [Double](repeating: 0, count: order * order))
    for row in 0..<order {
      for inner in 0..<order {
        let factor = left[row, inner]
        if factor == 0 { continue }
        for column in 0..<order { result[row, column] += factor * right[inner, column] }
      }
    }
    return result
  }

  static func + (left: SquareMatrix, right: SquareMatrix) -> SquareMatrix {
    SquareMatrix(order: left.order, values: zip(left.values, right.values).map { $0 + $1 })
  }

  static func - (left: SquareMatrix, right: SquareMatrix) -> SquareMatrix {
    SquareMatrix(order: left.order, values: zip(left.values, right.values).map { $0 - $1 })
  }

  static func * (factor: Double, matrix: SquareMatrix) -> SquareMatrix {
    SquareMatrix(order: matrix.order, values: matrix.values.map { factor * $0 })
  }

  /// The matrix times a column.
  static func * (matrix: SquareMatrix, column: [Double]) -> [Double] {
    (0..<matrix.order).map { row in
      var sum = 0.0
      for index in 0..<matrix.order { sum += matrix[row, index] * column[index] }
      return sum
    }
  }

  /// A row times the matrix.
  static func * (row: [Double], matrix: SquareMatrix) -> [Double] {
    (0..<matrix.order).map { column in
      var sum = 0.0
      for index in 0..<matrix.order { sum += row[index] * matrix[index, column] }
      return sum
    }
  }

  /// The product of numbers in the same place.
  func timesEach(_ other: SquareMatrix) -> SquareMatrix {
    SquareMatrix(order: order, values: zip(values, other.values).map { $0 * $1 })
  }

  /// The matrix of all products of a number of this one and a number of the other (Kronecker).
  func kronecker(_ other: SquareMatrix) -> SquareMatrix {
    let size = order * other.order
    var result = SquareMatrix(order: size, values: [Double](repeating: 0, count: size * size))
    for row in 0..<size {
      for column in 0..<size {
        result[row, column] =
          self[row / other.order, column / other.order]
          * other[row % other.order, column % other.order]
      }
    }
    return result
  }

  /// The matrix multiplied by itself, `exponent` times in all; the identity for 0.
  func power(_ exponent: Int) -> SquareMatrix {
    var result = SquareMatrix.identity(order)
    var square = self
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result = result * square }
      left >>= 1
      if left > 0 { square = square * square }
    }
    return result
  }

  /// The rows and columns of these places.
  func part(_ places: [Int]) -> SquareMatrix {
    SquareMatrix(
      order: places.count, values: places.flatMap { row in places.map { self[row, $0] } })
  }
}
