/// A sum of powers Σ a[i] x^e[i] with rising exponents that need not be whole, for x from 0 to 1.
///
/// The first exponent is 0 and no coefficient is 0.
struct PowerSum {
  private let coefficients: [Double]
  private let exponents: [Double]

  /// Creates a sum from at least one term; terms with coefficient 0 are left out.
  init(_ terms: [(coefficient: Double, exponent: Double)]) {
    let kept = terms.filter { $0.coefficient != 0 }
    let first = kept.first?.exponent ?? 0
    coefficients = kept.map(\.coefficient)
    exponents = kept.map { $0.exponent - first }
  }

  /// How often the sign changes from a coefficient to the next.
  var signChanges: Int {
    zip(coefficients, coefficients.dropFirst()).count { ($0 < 0) != ($1 < 0) }
  }

  /// All roots above 0 and up to 1, in rising order; a multiple root is listed once.
  ///
  /// Descartes' rule of signs, which holds for real exponents too, says when there is no root and when
  /// there is at most one. Otherwise the roots of the derivative cut the range into pieces on which
  /// the sum is monotone (Rolle), so that none is missed. With the lowest power divided out first, each
  /// derivative has one term less, hence the recursion ends.
  func roots() -> [Double] {
    let changes = signChanges
    if changes == 0 { return [] }
    let nodes = [0] + (changes == 1 ? [] : derivative.roots().filter { $0 < 1 }) + [1]
    var roots: [Double] = []
    var start = value(at: 0)
    for (left, right) in zip(nodes, nodes.dropFirst()) {
      let end = value(at: right)
      if end.isZero {
        roots.append(right)
      } else if !start.isZero, (start.sum < 0) != (end.sum < 0) {
        roots.append(Brent.root(of: { value(at: $0).sum }, from: left, to: right))
      }
      start = end
    }
    return roots
  }

  /// The derivative, without a power of x and a constant that do not move its roots.
  private var derivative: PowerSum {
    let scale = exponents.last ?? 1
    return PowerSum(
      zip(coefficients, exponents).dropFirst().map { ($0 * ($1 / scale), $1) })
  }

  /// The sum, and whether it is 0 within the error of rounding.
  private func value(at x: Double) -> (sum: Double, isZero: Bool) {
    var sum = 0.0
    var size = 0.0
    var above = exponents.last ?? 0
    for place in coefficients.indices.reversed() {
      let gap = above - exponents[place]
      let power = gap == 1 ? x : gap == 0 ? 1 : Elementary.pow(x, gap)
      sum = sum * power + coefficients[place]
      size = size * power + coefficients[place].magnitude
      above = exponents[place]
    }
    let noise = 4 * Double(coefficients.count) * Double.ulpOfOne * size
    return (sum, sum.magnitude <= noise)
  }
}
