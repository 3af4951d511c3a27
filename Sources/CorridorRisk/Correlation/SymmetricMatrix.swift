/// A small symmetric matrix of numbers, stored whole by rows.
struct SymmetricMatrix: Hashable, Sendable {
  let size: Int
  private(set) var entries: [Double]

  /// The identity.
  init(size: Int) {
    self.size = size
    entries = Array(repeating: 0, count: size * size)
    for place in 0..<size { entries[place * size + place] = 1 }
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * size + column] }
    set {
      entries[row * size + column] = newValue
      entries[column * size + row] = newValue
    }
  }

  /// The largest difference of two entries at the same place.
  func distance(to other: SymmetricMatrix) -> Double {
    zip(entries, other.entries).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  /// Σ over eigenvalues of function(eigenvalue) times its projection.
  func mapped(_ function: (Double) -> Double) -> SymmetricMatrix {
    let eigen = Eigensystem(self)
    let values = eigen.values.map(function)
    var result = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0...row {
        var sum = 0.0
        for (place, value) in values.enumerated() where value != 0 {
          sum += value * eigen.vectors[row][place] * eigen.vectors[column][place]
        }
        result[row, column] = sum
      }
    }
    return result
  }

  /// The lower triangular factor of a positive semidefinite matrix with ones on its diagonal.
  ///
  /// A pivot of 0 gives a column of 0; rows are scaled to length 1, so that every row keeps variance 1.
  var choleskyFactor: [[Double]] {
    var factor: [[Double]] = []
    for row in 0..<size {
      var values = Array(repeating: 0.0, count: size)
      for column in 0..<row where factor[column][column] > 0 {
        var rest = self[row, column]
        for place in 0..<column { rest -= values[place] * factor[column][place] }
        values[column] = rest / factor[column][column]
      }
      let used = values.reduce(0) { $0 + $1 * $1 }
      values[row] = 1 - used > 1e-14 * Double(size) ? (1 - used).squareRoot() : 0
      let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      factor.append(length > 0 && length != 1 ? values.map { $0 / length } : values)
    }
    return factor
  }
}

/// The eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations.
///
/// - Source: Golub and Van Loan, *Matrix Computations*, section 8.5.
struct Eigensystem {
  /// The eigenvalues, in no order.
  private(set) var values: [Double]
  /// By row: entry [i][k] is coordinate i of the vector of eigenvalue k.
  private(set) var vectors: [[Double]]

  init(_ matrix: SymmetricMatrix) {
    let size = matrix.size
    var a = (0..<size).map { row in (0..<size).map { matrix[row, $0] } }
    vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1 : 0 } }
    values = []
    for _ in 0..<60 {
      var largest = 0.0
      for row in 0..<size {
        for column in 0..<row { largest = max(largest, a[row][column].magnitude) }
      }
      if largest < 1e-17 * Double(size) { break }
      for p in 0..<size {
        for q in (p + 1)..<max(size, p + 1) where a[p][q] != 0 { rotate(&a, p, q) }
      }
    }
    values = (0..<size).map { a[$0][$0] }
  }

  /// Turns the plane of two coordinates so that their entry becomes 0.
  private mutating func rotate(_ a: inout [[Double]], _ p: Int, _ q: Int) {
    let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
    let t =
      theta.magnitude > 1e150
      ? 1 / (2 * theta)
      : (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
    let cosine = 1 / (t * t + 1).squareRoot()
    let sine = t * cosine
    for k in a.indices {
      let (one, other) = (a[k][p], a[k][q])
      a[k][p] = cosine * one - sine * other
      a[k][q] = sine * one + cosine * other
    }
    for k in a.indices {
      let (one, other) = (a[p][k], a[q][k])
      a[p][k] = cosine * one - sine * other
      a[q][k] = sine * one + cosine * other
    }
    for k in a.indices {
      let (one, other) = (vectors[k][p], vectors[k][q])
      vectors[k][p] = cosine * one - sine * other
      vectors[k][q] = sine * one + cosine * other
    }
  }
}
