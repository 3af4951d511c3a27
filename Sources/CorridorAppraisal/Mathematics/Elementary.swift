/// Exponential, logarithm, power and their kin in plain arithmetic: the same bits on every machine.
///
/// Only +, -, ×, ÷ and bit patterns are used, which IEEE 754 rounds alike everywhere; no fused
/// multiply-add and no C library. Errors stay below 1 unit in the last place for `exp` and `log`.
package enum Elementary {
  /// ln 2 in two parts; the first has its last 21 bits 0, so that its products with exponents are exact.
  @inlinable package static var ln2: (high: Double, low: Double) {
    (0x1.62e42fee00000p-1, 0x1.a39ef35793c76p-33)
  }

  /// 1 / ln 2.
  @inlinable package static var log2e: Double { 0x1.71547652b82fep0 }
  /// 1.5 × 2^52, whose last bit is worth one.
  @inlinable package static var shift: Double { 0x1.8p52 }

  /// The exponential: 0 below about -745, infinite above about 709.8.
  package static func exp(_ x: Double) -> Double {
    guard x.magnitude < 746 else { return x.isNaN ? x : x < 0 ? 0 : .infinity }
    // Adding a number without room for a fraction rounds to the nearest.
    let shifted = x * log2e + shift
    let count = shifted - shift
    let high = x - count * ln2.high
    let low = count * ln2.low
    let r = high - low
    let value = 1 + (high - (low - r * r * tail(r)))
    // Two factors, for exponents beyond those of a normal number.
    let whole = Int64(bitPattern: shifted.bitPattern &- shift.bitPattern)
    let half = whole >> 1
    return value * powerOfTwo(half) * powerOfTwo(whole &- half)
  }

  /// The exponential less 1, precise for a small x.
  package static func expm1(_ x: Double) -> Double {
    x.magnitude < 0.35 ? x + x * x * tail(x) : exp(x) - 1
  }

  /// The natural logarithm: -infinite at 0, NaN below.
  package static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    let split = split(x)
    return logarithm(split.significand - 1, split.exponent, 0)
  }

  /// The logarithm of 1 + x, precise for a small x.
  package static func log1p(_ x: Double) -> Double {
    if x > -0.29, x < 0.41 { return logarithm(x, 0, 0) }
    let sum = 1 + x
    guard sum > 0, sum.isFinite else { return log(sum) }
    let lost = x > 1 ? 1 - (sum - x) : x - (sum - 1)
    let split = split(sum)
    return logarithm(split.significand - 1, split.exponent, lost / sum)
  }

  /// A power: NaN for a negative base, save with a whole exponent.
  ///
  /// The relative error is about that of y ln x in units of the last place of 1: 1e-14 where the power
  /// is e^100 or e^-100.
  package static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x > 0 { return exp(y * log(x)) }
    if x == 0 { return y > 0 ? 0 : .infinity }
    guard y == y.rounded() else { return .nan }
    let size = exp(y * log(-x))
    return y.truncatingRemainder(dividingBy: 2) == 0 ? size : -size
  }

  /// (exp(r) - 1 - r) / r² by its Taylor series, for |r| < 0.35.
  private static func tail(_ r: Double) -> Double {
    var sum = 1.0 / 87_178_291_200
    sum = sum * r + 1.0 / 6_227_020_800
    sum = sum * r + 1.0 / 479_001_600
    sum = sum * r + 1.0 / 39_916_800
    sum = sum * r + 1.0 / 3_628_800
    sum = sum * r + 1.0 / 362_880
    sum = sum * r + 1.0 / 40_320
    sum = sum * r + 1.0 / 5_040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    return sum * r + 0.5
  }

  /// 2 to an integer from -1022 to 1023.
  private static func powerOfTwo(_ exponent: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: exponent &+ 1023) &<< 52)
  }

  /// The significand from √½ to √2 and the exponent of a positive finite number.
  private static func split(_ x: Double) -> (significand: Double, exponent: Double) {
    let isSubnormal = x < 0x1p-1022
    let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
    let exponent = Double(Int64(bits >> 52) - 1023) - (isSubnormal ? 54 : 0)
    let significand = Double(bitPattern: (bits & 0xF_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
    return significand > 0x1.6a09e667f3bcdp0
      ? (significand / 2, exponent + 1) : (significand, exponent)
  }

  /// exponent ln 2 + ln(1 + f) + correction, for f from √½ - 1 to √2 - 1.
  ///
  /// With s = f / (2 + f): ln(1 + f) = 2 (s + s³/3 + s⁵/5 + ...), summed as
  /// f - (f²/2 - s (f²/2 + R)) so that the largest term is exact.
  private static func logarithm(
    _ f: Double, _ exponent: Double, _ correction: Double
  ) -> Double {
    let s = f / (2 + f)
    let z = s * s
    var sum = 2.0 / 25
    sum = sum * z + 2.0 / 23
    sum = sum * z + 2.0 / 21
    sum = sum * z + 2.0 / 19
    sum = sum * z + 2.0 / 17
    sum = sum * z + 2.0 / 15
    sum = sum * z + 2.0 / 13
    sum = sum * z + 2.0 / 11
    sum = sum * z + 2.0 / 9
    sum = sum * z + 2.0 / 7
    sum = sum * z + 2.0 / 5
    sum = sum * z + 2.0 / 3
    let half = f * f / 2
    let small = s * (half + z * sum) + (exponent * ln2.low + correction)
    return exponent * ln2.high + (f - (half - small))
  }
}
