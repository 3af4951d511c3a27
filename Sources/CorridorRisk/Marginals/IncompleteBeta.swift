import CorridorAppraisal

/// The regularised incomplete beta function I_x(a, b) and its inverse, in portable arithmetic.
///
/// x is given by its logit s = ln(x / (1 - x)), which keeps both ends of the unit interval apart.
struct IncompleteBeta {
  let a: Double
  let b: Double
  /// ln B(a, b).
  let logBeta: Double

  /// Shapes from 0.001 to 1e6.
  init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
    logBeta = GammaFunction.logarithmOfBeta(a, b)
  }

  /// The same of 1 - x.
  private init(mirrored other: IncompleteBeta) {
    a = other.b
    b = other.a
    logBeta = other.logBeta
  }

  /// The point x at which I_x(a, b) = u, and 1 - x.
  ///
  /// Newton's iteration on ln I as a function of s, which is concave: started to the left of the root, it
  /// rises to it without overshooting. The tail that u lies in is solved, so that both are precise.
  func quantile(_ u: Double) -> (x: Double, rest: Double) {
    guard u > 0 else { return (0, 1) }
    guard u < 1 else { return (1, 0) }
    if u > 0.5 {
      let mirror = IncompleteBeta(mirrored: self).quantile(1 - u)
      return (mirror.rest, mirror.x)
    }
    let target = Elementary.log(u)
    // I ≤ exp(a s) / (a B): its root lies to the left of the one sought.
    var s = (target + Elementary.log(a) + logBeta) / a
    for _ in 0..<200 {
      let value = self.value(atLogit: s)
      let step = (target - value.logProbability) * value.overSlope
      guard step.isFinite else { break }
      s += step
      if step.magnitude <= 0x1p-50 * max(1, s.magnitude) { break }
    }
    return Self.point(s)
  }

  /// I_x(a, b) at x, given with 1 - x.
  func cumulative(_ x: Double, rest: Double) -> Double {
    guard x > 0 else { return 0 }
    guard rest > 0 else { return 1 }
    return Elementary.exp(value(atLogit: Elementary.log(x / rest)).logProbability)
  }

  /// x and 1 - x of a logit.
  static func point(_ s: Double) -> (x: Double, rest: Double) {
    let ratio = Elementary.exp(-s.magnitude)
    let (small, large) = (ratio / (1 + ratio), 1 / (1 + ratio))
    return s < 0 ? (small, large) : (large, small)
  }

  /// ln I at a logit, and I over its derivative by the logit, x^a (1 - x)^b / B(a, b).
  private func value(atLogit s: Double) -> (logProbability: Double, overSlope: Double) {
    let (x, rest) = Self.point(s)
    let logSlope = self.logSlope(s, x, rest)
    if x <= (a + 1) / (a + b + 2) {
      let ratio = fraction(x, rest)
      return (logSlope + Elementary.log(ratio), ratio)
    }
    let slope = Elementary.exp(logSlope)
    let above = slope * IncompleteBeta(mirrored: self).fraction(rest, x)
    return (Elementary.log1p(-above), (1 - above) / slope)
  }

  /// ln(x^a (1 - x)^b / B(a, b)).
  ///
  /// For large shapes the exponents are taken relative to the mean, where they nearly cancel.
  private func logSlope(_ s: Double, _ x: Double, _ rest: Double) -> Double {
    if min(a, b) < 10 {
      let small = -Elementary.log1p(Elementary.exp(-s.magnitude))
      let (logX, logRest) = s < 0 ? (s + small, small) : (small, small - s)
      return a * logX + b * logRest - logBeta
    }
    let sum = a + b
    let distance = (b * x - a * rest) / sum
    let exponent =
      a * Self.excess(distance * sum / a) + b * Self.excess(-distance * sum / b)
    let corrections =
      GammaFunction.stirling(sum) - GammaFunction.stirling(a) - GammaFunction.stirling(b)
    return exponent + (corrections + Elementary.log(a / sum * b / (2 * Double.pi)) / 2)
  }

  /// ln(1 + t) - t, precise for a small t.
  private static func excess(_ t: Double) -> Double {
    guard t.magnitude < 0.1 else { return Elementary.log1p(t) - t }
    var sum = 0.0
    for term in 0..<17 { sum = 1 / Double(18 - term) - t * sum }
    return -t * t * sum
  }

  /// I over x^a (1 - x)^b / B(a, b) by a continued fraction, for x up to about the mean.
  ///
  /// The even part of the classical fraction, whose terms hold the distance from the mean and cancel little;
  /// evaluated by the modified method of Lentz.
  ///
  /// - Source: Didonato and Morris (1992), *ACM Transactions on Mathematical Software* 18(3),
  ///   equation 9, doi:10.1145/131766.131776.
  private func fraction(_ x: Double, _ rest: Double) -> Double {
    let distance = a * rest - b * x
    var ratio = guarded(a / (a + 1) * (distance + 1))
    var value = ratio
    var inverse = 0.0
    for n in stride(from: 1.0, through: 10_000, by: 1) {
      let odd = a + 2 * n - 1
      let share = n * (b - n) * x / odd
      let above = (a + n - 1) * (a + b + n - 1) * x / odd * share
      let below = n + share + (a + n) / (odd + 2) * (distance + 1 + n * (1 + rest))
      inverse = 1 / guarded(below + above * inverse)
      ratio = guarded(below + above / ratio)
      value *= ratio * inverse
      if (ratio * inverse - 1).magnitude < 0x1p-52 { break }
    }
    return 1 / value
  }

  private func guarded(_ value: Double) -> Double {
    value.magnitude < 1e-300 ? 1e-300 : value
  }
}
