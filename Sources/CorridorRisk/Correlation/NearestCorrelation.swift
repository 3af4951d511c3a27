extension SymmetricMatrix {
  /// Whether no eigenvalue is below 0, but for rounding.
  var isPositiveSemidefinite: Bool {
    (Eigensystem(self).values.min() ?? 0) >= -1e-12
  }

  /// The correlation matrix (positive semidefinite, ones on the diagonal) that is nearest in the sense
  /// of the sum of squared differences.
  ///
  /// Alternating projections with Dykstra's correction until a round moves no entry by more than 1e-12,
  /// at most 2,000 rounds; then what is left below 0 is cut and the diagonal restored exactly.
  ///
  /// - Source: Higham (2002), *IMA Journal of Numerical Analysis* 22(3), algorithm 3.3,
  ///   doi:10.1093/imanum/22.3.329.
  var nearestCorrelation: SymmetricMatrix {
    var matrix = self
    var correction = Array(repeating: 0.0, count: entries.count)
    for _ in 0..<2000 {
      let corrected = matrix.subtracting(correction)
      let projected = corrected.mapped { max($0, 0) }
      correction = zip(projected.entries, corrected.entries).map { $0 - $1 }
      let next = projected.withUnitDiagonal
      let change = next.distance(to: matrix)
      matrix = next
      if change <= 1e-12 { break }
    }
    return matrix.mapped { max($0, 0) }.scaledToUnitDiagonal
  }

  private func subtracting(_ other: [Double]) -> SymmetricMatrix {
    var result = self
    for row in 0..<size {
      for column in 0...row { result[row, column] -= other[row * size + column] }
    }
    return result
  }

  private var withUnitDiagonal: SymmetricMatrix {
    var result = self
    for place in 0..<size { result[place, place] = 1 }
    return result
  }

  private var scaledToUnitDiagonal: SymmetricMatrix {
    var result = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0..<row {
        let scale = (self[row, row] * self[column, column]).squareRoot()
        result[row, column] = scale > 0 ? min(max(self[row, column] / scale, -1), 1) : 0
      }
    }
    return result
  }
}
