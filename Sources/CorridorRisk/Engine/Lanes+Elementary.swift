import CorridorAppraisal

/// The exponential and the logarithm of `Elementary`, eight numbers at a time: the same steps in the same
/// order, so that every lane has the bits that `Elementary` gives.
enum ElementaryLanes {
  typealias Eight = SIMD8<Double>
  private typealias Words = SIMD8<UInt64>

  /// The exponentials.
  @inline(__always)
  static func exponential(_ x: Eight) -> Eight {
    let limit = Eight(repeating: 746)
    let isInside = x .< limit .& (x .> -limit)
    let inside = Eight(repeating: 0).replacing(with: x, where: isInside)
    let shift = Eight(repeating: Elementary.shift)
    let shifted = inside * Elementary.log2e + shift
    let count = shifted - shift
    let high = inside - count * Elementary.ln2.high
    let low = count * Elementary.ln2.low
    let r = high - low
    let value = 1 + (high - (low - r * r * tail(r)))
    // 1024 more than the half, which is then never negative.
    let whole = bits(shifted) &- bits(shift)
    let half = (whole &+ 2048) &>> 1
    let first = number((half &- 1) &<< 52)
    let second = number((whole &+ 2047 &- half) &<< 52)
    var result = value * first * second
    result.replace(with: 0, where: x .<= -limit)
    result.replace(with: .infinity, where: x .>= limit)
    result.replace(with: x, where: x .!= x)
    return result
  }

  /// The natural logarithms.
  @inline(__always)
  static func logarithm(_ x: Eight) -> Eight {
    let isSubnormal = x .< Eight(repeating: 0x1p-1022)
    let scaled = bits(x.replacing(with: x * 0x1p54, where: isSubnormal))
    // A whole number below 2^52 behind the bits of 2^52.
    let biased = number((scaled &>> 52) | Words(repeating: 0x4330_0000_0000_0000)) - 0x1p52
    var exponent = biased - 1023
    exponent.replace(with: exponent - 54, where: isSubnormal)
    let fraction = scaled & Words(repeating: 0xF_FFFF_FFFF_FFFF)
    var significand = number(fraction | Words(repeating: 0x3FF0_0000_0000_0000))
    let isLarge = significand .> Eight(repeating: 0x1.6a09e667f3bcdp0)
    significand.replace(with: significand / 2, where: isLarge)
    exponent.replace(with: exponent + 1, where: isLarge)
    var result = series(significand - 1, exponent)
    let zero = Eight(repeating: 0)
    result.replace(with: .nan, where: .!(x .>= zero))
    result.replace(with: -.infinity, where: x .== zero)
    result.replace(with: x, where: x .== Eight(repeating: .infinity))
    return result
  }

  /// (exp(r) - 1 - r) / r² by its Taylor series, for |r| < 0.35.
  @inline(__always)
  private static func tail(_ r: Eight) -> Eight {
    var sum = Eight(repeating: 1.0 / 87_178_291_200)
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

  /// exponent ln 2 + ln(1 + f), for f from √½ - 1 to √2 - 1.
  @inline(__always)
  private static func series(_ f: Eight, _ exponent: Eight) -> Eight {
    let s = f / (2 + f)
    let z = s * s
    var sum = Eight(repeating: 2.0 / 25)
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
    let small = s * (half + z * sum) + exponent * Elementary.ln2.low
    return exponent * Elementary.ln2.high + (f - (half - small))
  }

  // Lane by lane in the text; what is made of it is a plain vector.

  @inline(__always)
  private static func bits(_ x: Eight) -> Words {
    Words(
      x[0].bitPattern, x[1].bitPattern, x[2].bitPattern, x[3].bitPattern, x[4].bitPattern,
      x[5].bitPattern, x[6].bitPattern, x[7].bitPattern)
  }

  @inline(__always)
  private static func number(_ words: Words) -> Eight {
    Eight(
      Double(bitPattern: words[0]), Double(bitPattern: words[1]), Double(bitPattern: words[2]),
      Double(bitPattern: words[3]), Double(bitPattern: words[4]), Double(bitPattern: words[5]),
      Double(bitPattern: words[6]), Double(bitPattern: words[7]))
  }
}

extension DoubleLanes {
  @inline(__always)
  var exponential: Self {
    Self(
      SIMD16(
        lowHalf: ElementaryLanes.exponential(values.lowHalf),
        highHalf: ElementaryLanes.exponential(values.highHalf)))
  }

  @inline(__always)
  var logarithm: Self {
    Self(
      SIMD16(
        lowHalf: ElementaryLanes.logarithm(values.lowHalf),
        highHalf: ElementaryLanes.logarithm(values.highHalf)))
  }
}

extension SingleLanes {
  @inline(__always)
  var exponential: Self { inDouble { ElementaryLanes.exponential($0) } }
  @inline(__always)
  var logarithm: Self { inDouble { ElementaryLanes.logarithm($0) } }

  @inline(__always)
  private func inDouble(_ body: (SIMD8<Double>) -> SIMD8<Double>) -> Self {
    let low = SIMD8<Float>(body(SIMD8<Double>(values.lowHalf)))
    let high = SIMD8<Float>(body(SIMD8<Double>(values.highHalf)))
    return Self(SIMD16(lowHalf: low, highHalf: high))
  }
}
