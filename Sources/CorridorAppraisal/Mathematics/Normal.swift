/// The standard normal distribution.
public enum Normal {
  /// The density at x.
  public static func density(_ x: Double) -> Double {
    Elementary.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  /// The value that is not exceeded with a probability; relative error below 1e-15.
  ///
  /// - Throws: `MathematicsError` unless the probability lies between 0 and 1.
  public static func quantile(_ probability: Double) throws(MathematicsError) -> Double {
    try Check.probability(probability)
    return score(probability)
  }

  /// The quantile, -infinite at 0 and below, infinite at 1 and above.
  ///
  /// - Source: Wichura (1988), algorithm AS 241 (PPND16), *Applied Statistics* 37(3),
  ///   doi:10.2307/2347330.
  package static func score(_ u: Double) -> Double {
    let q = u - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(r, centreAbove) / polynomial(r, centreBelow)
    }
    guard u > 0, u < 1 else { return u.isNaN ? u : u <= 0 ? -.infinity : .infinity }
    let tail = (-Elementary.log(min(u, 1 - u))).squareRoot()
    let value =
      tail <= 5
      ? polynomial(tail - 1.6, nearAbove) / polynomial(tail - 1.6, nearBelow)
      : polynomial(tail - 5, farAbove) / polynomial(tail - 5, farBelow)
    return q < 0 ? -value : value
  }

  /// The probability of a value up to x; relative error below 1e-15 in both tails.
  ///
  /// - Source: the rational approximations of erf and erfc in Cody (1969), *Mathematics of
  ///   Computation* 23(107), doi:10.1090/S0025-5718-1969-0247736-4.
  public static func cumulative(_ x: Double) -> Double {
    let y = x.magnitude * 0.5.squareRoot()
    if y <= 0.46875 { return 0.5 + 0.5 * (x < 0 ? -1 : 1) * erf(y) }
    let upper = 0.5 * erfc(y, x.magnitude)
    return x < 0 ? upper : x > 0 ? 1 - upper : x
  }

  /// erf(y) for 0 ≤ y ≤ 0.46875.
  private static func erf(_ y: Double) -> Double {
    let z = y * y
    let above = SIMD4(
      3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3)
    let below = SIMD4(
      2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3)
    var numerator = 1.85777706184603153e-1
    var denominator = 1.0
    for place in 0..<4 {
      numerator = numerator * z + above[place]
      denominator = denominator * z + below[place]
    }
    return y * numerator / denominator
  }

  /// erfc(y) for y = x / √2 above 0.46875; exp(-y²) comes from x, whose square is split exactly.
  private static func erfc(_ y: Double, _ x: Double) -> Double {
    guard x < 39 else { return 0 }
    let rounded = (x * 16).rounded(.down) / 16
    let density =
      Elementary.exp(-rounded * rounded / 2) * Elementary.exp(-(x - rounded) * (x + rounded) / 2)
    if y <= 4 {
      let eighth = y * y * (y * y) * (y * y * (y * y))
      return density * (polynomial(y, middleAbove) + 2.15311535474403846e-8 * eighth)
        / (polynomial(y, middleBelow) + eighth)
    }
    let z = 1 / (y * y)
    let correction = z * polynomial(z, outerAbove) / polynomial(z, outerBelow)
    return density * (0.56418958354775628695 - correction) / y
  }

  /// A polynomial of degree 7, its coefficients given from the constant upward.
  private static func polynomial(_ r: Double, _ c: SIMD8<Double>) -> Double {
    ((((((c[7] * r + c[6]) * r + c[5]) * r + c[4]) * r + c[3]) * r + c[2]) * r + c[1]) * r + c[0]
  }

  private static var centreAbove: SIMD8<Double> {
    SIMD8(
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
      3.3430575583588128105e4, 2.5090809287301226727e3)
  }
  private static var centreBelow: SIMD8<Double> {
    SIMD8(
      1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
      5.2264952788528545610e3)
  }
  private static var nearAbove: SIMD8<Double> {
    SIMD8(
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
      3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4)
  }
  private static var nearBelow: SIMD8<Double> {
    SIMD8(
      1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
      1.05075007164441684324e-9)
  }
  private static var farAbove: SIMD8<Double> {
    SIMD8(
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7)
  }
  private static var farBelow: SIMD8<Double> {
    SIMD8(
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
      2.04426310338993978564e-15)
  }
  private static var outerAbove: SIMD8<Double> {
    SIMD8(
      6.58749161529837803e-4, 1.60837851487422766e-2, 1.25781726111229246e-1,
      3.60344899949804439e-1, 3.05326634961232344e-1, 1.63153871373020978e-2, 0, 0)
  }
  private static var outerBelow: SIMD8<Double> {
    SIMD8(
      2.33520497626869185e-3, 6.05183413124413191e-2, 5.27905102951428412e-1, 1.87295284992346725e0,
      2.56852019228982242e0, 1, 0, 0)
  }
  /// Without the highest coefficient, 2.15311535474403846e-8.
  private static var middleAbove: SIMD8<Double> {
    SIMD8(
      1.23033935479799725e3, 2.05107837782607147e3, 1.71204761263407058e3, 8.81952221241769090e2,
      2.98635138197400131e2, 6.61191906371416295e1, 8.88314979438837594e0, 5.64188496988670089e-1)
  }
  /// Without the highest coefficient, 1.
  private static var middleBelow: SIMD8<Double> {
    SIMD8(
      1.23033935480374942e3, 3.43936767414372164e3, 4.36261909014324716e3, 3.29079923573345963e3,
      1.62138957456669019e3, 5.37181101862009858e2, 1.17693950891312499e2, 1.57449261107098347e1)
  }
}
