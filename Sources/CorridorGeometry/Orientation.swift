/// On which side of a line a point lies, decided without rounding error.
///
/// - Source: J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric
///   predicates, Discrete Comput. Geom. 18, 305-363 (1997), doi:10.1007/PL00009321: the error bound
///   of the first stage and the expansion sums; what the first stage leaves open is computed exactly.
enum Orientation {
  /// Positive where `c` lies left of the line from `a` to `b`, negative right of it, 0 on it.
  ///
  /// The sign is exact; the value is near to twice the area of the triangle.
  @inline(__always)
  static func sign(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
    let left = (a.longitude - c.longitude) * (b.latitude - c.latitude)
    let right = (a.latitude - c.latitude) * (b.longitude - c.longitude)
    let determinant = left - right
    let bound = 3.3306690738754716e-16 * (abs(left) + abs(right))
    if abs(determinant) > bound { return determinant }
    return left == 0 && right == 0 ? 0 : exact(a, b, c)
  }

  /// The determinant `ax by - ax cy - cx by - ay bx + ay cx + cy bx` as an exact sum.
  @inline(never)
  private static func exact(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
    var sum = Expansion()
    sum.add(product: a.longitude, b.latitude)
    sum.add(product: -a.longitude, c.latitude)
    sum.add(product: -c.longitude, b.latitude)
    sum.add(product: -a.latitude, b.longitude)
    sum.add(product: a.latitude, c.longitude)
    sum.add(product: c.latitude, b.longitude)
    return sum.largest
  }
}

/// An exact sum of doubles, kept as components that don't overlap, the smallest first.
private struct Expansion {
  private var components: [Double] = []

  /// Adds a product without rounding.
  mutating func add(product left: Double, _ right: Double) {
    let high = left * right
    add((-high).addingProduct(left, right))
    add(high)
  }

  /// Shewchuk's Grow-Expansion.
  private mutating func add(_ value: Double) {
    var carry = value
    for index in components.indices {
      let sum = carry + components[index]
      let virtual = sum - carry
      components[index] = (carry - (sum - virtual)) + (components[index] - virtual)
      carry = sum
    }
    components.append(carry)
  }

  /// The largest component that is not zero, which has the sign of the sum.
  var largest: Double { components.last { $0 != 0 } ?? 0 }
}
