/// Root finding in a bracket.
package enum Brent {
  /// The root of a continuous function whose signs at the two ends differ.
  ///
  /// Where the function jumps from one sign to the other, the place of the jump is found. The function is
  /// evaluated at most 502 times, the ends included.
  ///
  /// - Parameters:
  ///   - function: the function; what it throws ends the search.
  ///   - start: one end.
  ///   - end: the other end.
  ///   - width: how close to the root is close enough, beyond the spacing of numbers there.
  /// - Returns: the root, where the function was evaluated.
  /// - Throws: what the function throws.
  /// - Source: Brent (1973), *Algorithms for Minimization without Derivatives*, chapter 4.
  package static func root<Failure: Error>(
    of function: (Double) throws(Failure) -> Double, from start: Double, to end: Double,
    within width: Double = 0
  ) throws(Failure) -> Double {
    var (a, b) = (start, end)
    var (valueA, valueB) = (try function(a), try function(b))
    var (c, valueC) = (a, valueA)
    var step = b - a
    var before = step
    for _ in 0..<500 {
      if (valueB > 0) == (valueC > 0) {
        (c, valueC) = (a, valueA)
        step = b - a
        before = step
      }
      if valueC.magnitude < valueB.magnitude {
        (a, b, c) = (b, c, b)
        (valueA, valueB, valueC) = (valueB, valueC, valueB)
      }
      let tolerance = max(Double.ulpOfOne * b.magnitude, width)
      let half = (c - b) / 2
      if half.magnitude <= tolerance || valueB == 0 { return b }
      if let guess = interpolation(a, b, c, valueA, valueB, valueC),
        before.magnitude >= tolerance, valueA.magnitude > valueB.magnitude,
        2 * guess.magnitude < min(3 * half.magnitude - tolerance, before.magnitude),
        guess * half > 0
      {
        before = step
        step = guess
      } else {
        step = half
        before = half
      }
      (a, valueA) = (b, valueB)
      b += step.magnitude > tolerance ? step : (half > 0 ? tolerance : -tolerance)
      if b == a { return b }
      valueB = try function(b)
    }
    return b
  }

  /// The step from b by inverse quadratic interpolation, or by the secant when two points coincide.
  private static func interpolation(
    _ a: Double, _ b: Double, _ c: Double, _ valueA: Double, _ valueB: Double, _ valueC: Double
  ) -> Double? {
    let s = valueB / valueA
    var step = (b - c) * s / (1 - s)
    if a != c {
      let r = valueB / valueC
      let t = valueA / valueC
      step =
        s * ((b - a) * (r - 1) - (c - b) * t * (t - r)) / ((t - 1) * (r - 1) * (s - 1))
    }
    return step.isFinite ? step : nil
  }
}
