/// A sum of numbers without any rounding: the same bits in every order and grouping.
///
/// The sum is a fixed-point number wide enough for every finite double and its square, kept in digits
/// of 32 bits with room for carries. Its value is rounded once, when it is asked for.
struct ExactSum: Hashable, Sendable {
  /// The weight of the lowest bit is 2 to the power of -2176.
  static let lowest = 2176
  static let digitCount = 136
  /// After so many additions carries must be passed on.
  private static let room = 1 << 30

  private(set) var digits = [Int128](repeating: 0, count: digitCount)
  private var additions = 0

  init() {}

  /// Creates a sum from digits, the lowest first; nil unless they are those of a sum.
  init?(digits: [Int128]) {
    guard digits.count == Self.digitCount else { return nil }
    self.digits = digits
    for digit in digits.dropLast() where digit < 0 || digit >> 32 != 0 { return nil }
    guard let top = digits.last, top.magnitude >> 64 == 0 else { return nil }
  }

  /// Adds finite numbers.
  mutating func add(_ values: [Double]) {
    makeRoom(values.count)
    var digits = digits.mutableSpan
    for value in values {
      let (mantissa, exponent) = Self.split(value)
      let offset = exponent &+ Self.lowest
      let part = Int128(mantissa) &<< Int128(offset & 31)
      digits[offset &>> 5] &+= value < 0 ? 0 &- part : part
    }
  }

  /// Adds the squares of finite numbers, which are not rounded either.
  mutating func addSquares(_ values: [Double]) {
    makeRoom(values.count)
    var digits = digits.mutableSpan
    for value in values {
      let (mantissa, exponent) = Self.split(value)
      let square = mantissa.multipliedFullWidth(by: mantissa)
      let offset = 2 &* exponent &+ Self.lowest
      let (digit, shift) = (offset &>> 5, Int128(offset & 31))
      digits[digit] &+= Int128(square.low) &<< shift
      digits[digit &+ 2] &+= Int128(square.high) &<< shift
    }
  }

  /// Adds another sum.
  mutating func merge(_ other: ExactSum) {
    let other = other.settled
    self = settled
    for digit in digits.indices { digits[digit] += other.digits[digit] }
    self = settled
  }

  @inline(__always)
  private static func split(_ value: Double) -> (UInt64, Int) {
    let bits = value.bitPattern
    let exponent = Int(truncatingIfNeeded: (bits &>> 52) & 0x7ff)
    let fraction = bits & 0xf_ffff_ffff_ffff
    if exponent == 0 { return (fraction, -1074) }
    return (fraction | 0x10_0000_0000_0000, exponent &- 1075)
  }

  /// Passes carries on before so many more numbers could make a digit overflow.
  private mutating func makeRoom(_ count: Int) {
    if additions + count > Self.room { self = settled }
    additions += count
  }

  /// The same sum with carries passed on: every digit but the highest from 0 to 2^32 - 1.
  var settled: ExactSum {
    var sum = self
    sum.additions = 0
    var carry: Int128 = 0
    for digit in sum.digits.indices.dropLast() {
      let value = sum.digits[digit] + carry
      carry = value >> 32
      sum.digits[digit] = value & 0xffff_ffff
    }
    sum.digits[Self.digitCount - 1] += carry
    return sum
  }

  static func == (left: ExactSum, right: ExactSum) -> Bool {
    left.settled.digits == right.settled.digits
  }

  func hash(into hasher: inout Hasher) { hasher.combine(settled.digits) }
}

extension ExactSum {
  /// The sum as high + low, times 2 to the power of an exponent; correct to about 2^-96.
  struct Parts {
    var high: Double
    var low: Double
    var exponent: Int
  }

  /// The sum in two parts of floating point.
  var parts: Parts {
    let settled = settled
    guard (settled.digits.last ?? 0) >= 0 else {
      var negated = ExactSum()
      for digit in digits.indices { negated.digits[digit] = -settled.digits[digit] }
      let parts = negated.settled.parts
      return Parts(high: -parts.high, low: -parts.low, exponent: parts.exponent)
    }
    guard let top = settled.digits.lastIndex(where: { $0 != 0 }) else {
      return Parts(high: 0, low: 0, exponent: 0)
    }
    // The highest digit may have more than 32 bits, so that three digits beside it always fit.
    let bottom = Swift.max(0, top - 2)
    var whole: UInt128 = 0
    for digit in stride(from: top, through: bottom, by: -1) {
      whole = whole << 32 | UInt128(truncatingIfNeeded: settled.digits[digit])
    }
    var exponent = 32 * bottom - Self.lowest
    if bottom > 0, whole >> 96 == 0 {
      whole = whole << 32 | UInt128(truncatingIfNeeded: settled.digits[bottom - 1])
      exponent -= 32
    }
    let high = Double(whole)
    let rounded = UInt128(high)
    let low = whole >= rounded ? Double(whole - rounded) : -Double(rounded - whole)
    return Parts(high: high, low: low, exponent: exponent)
  }

  /// The sum, rounded.
  var value: Double {
    let parts = parts
    return Double(sign: .plus, exponent: parts.exponent, significand: parts.high + parts.low)
  }

  /// The sum divided by a number.
  func mean(of count: UInt64) -> Double {
    let parts = parts
    let quotient = (parts.high + parts.low) / Double(count)
    return Double(sign: .plus, exponent: parts.exponent, significand: quotient)
  }

  /// The standard deviation of numbers whose sum and sum of squares are known, with N - 1.
  ///
  /// The difference of the two large sums is taken in about 96 bits, so that a mean far from 0 does not
  /// wash it out.
  static func deviation(sum: ExactSum, squares: ExactSum, count: UInt64) -> Double {
    guard count > 1 else { return 0 }
    let (total, square) = (sum.parts, squares.parts)
    // (Σx)² / N in two parts, at the exponent of Σx².
    let product = total.high * total.high
    let rest = (-product).addingProduct(total.high, total.high) + 2 * total.high * total.low
    let quotient = product / Double(count)
    let remainder = (product.addingProduct(-quotient, Double(count)) + rest) / Double(count)
    let shift = 2 * total.exponent - square.exponent
    let scaled = Double(sign: .plus, exponent: shift, significand: quotient)
    let scaledRest = Double(sign: .plus, exponent: shift, significand: remainder)
    let spread = Swift.max(0, (square.high - scaled) + (square.low - scaledRest))
    let variance = spread / Double(count - 1)
    let even = square.exponent & ~1
    let root = (square.exponent == even ? variance : 2 * variance).squareRoot()
    return Double(sign: .plus, exponent: even / 2, significand: root)
  }
}
