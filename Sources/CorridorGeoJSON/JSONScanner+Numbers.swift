/// A decimal number as it stands in a text: ± mantissa × 10^exponent.
struct Decimal {
  var mantissa: UInt64 = 0
  var exponent = 0
  var isNegative = false
  /// Whether there was neither a fraction nor an exponent.
  var isWhole = true
  /// How many digits stand behind the point, once an exponent has moved it.
  var decimals = 0
  /// Whether there was an exponent.
  var hasExponent = false
  /// How many digits there were; beyond 19 the mantissa is not to be trusted.
  var digits = 0
  /// Whether the text follows the grammar.
  var isValid = true
}

extension Decimal {
  /// Reads a number by the grammar of RFC 8259 and moves behind it.
  @inline(__always)
  init(_ bytes: borrowing Span<UInt8>, at index: inout Int) {
    self.init()
    let count = bytes.count
    var i = index
    if i < count, bytes[i] == UInt8(ascii: "-") {
      isNegative = true
      i += 1
    }
    let first = i
    while i < count {
      let digit = bytes[i] &- 0x30
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      i += 1
    }
    digits = i - first
    if digits == 0 || (digits > 1 && bytes[first] == 0x30) { isValid = false }
    if i < count, bytes[i] == UInt8(ascii: ".") {
      i += 1
      let start = i
      while i < count {
        let digit = bytes[i] &- 0x30
        guard digit < 10 else { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        i += 1
      }
      isWhole = false
      exponent = start - i
      decimals = i - start
      digits += i - start
      if i == start { isValid = false }
    }
    if i < count, bytes[i] | 0x20 == UInt8(ascii: "e") { readExponent(bytes, at: &i) }
    index = i
  }

  /// An exponent beyond this, either way, counts as this one.
  static let mostPower = 1_000_000

  private mutating func readExponent(_ bytes: borrowing Span<UInt8>, at i: inout Int) {
    isWhole = false
    hasExponent = true
    i += 1
    var isDown = false
    if i < bytes.count, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
      isDown = bytes[i] == UInt8(ascii: "-")
      i += 1
    }
    let start = i
    var power = 0
    while i < bytes.count {
      let digit = bytes[i] &- 0x30
      guard digit < 10 else { break }
      power = min(power * 10 + Int(digit), Self.mostPower)
      i += 1
    }
    if i == start { isValid = false }
    exponent += isDown ? -power : power
    decimals = max(0, -exponent)
  }

  /// The nearest double, or nil where the fast ways can't tell.
  ///
  /// With both factors exact one rounding remains (W. D. Clinger, "How to read floating point
  /// numbers accurately", PLDI 1990, doi:10.1145/93542.93557). A longer mantissa over a power of
  /// ten that fits a word is divided exactly and rounded once.
  @inline(__always)
  var fastDouble: Double? {
    guard digits <= 19 else { return nil }
    let magnitude: Double
    if exponent == 0 {
      magnitude = Double(mantissa)
    } else if mantissa <= 1 << 53, exponent >= -22, exponent < 0 {
      magnitude = Double(mantissa) / Self.powers[-exponent]
    } else if mantissa <= 1 << 53, exponent > 0, exponent <= 22 {
      magnitude = Double(mantissa) * Self.powers[exponent]
    } else if exponent >= -19, exponent < 0 {
      magnitude = quotient(by: Self.wholePowers[-exponent])
    } else {
      return nil
    }
    return isNegative ? -magnitude : magnitude
  }

  /// The mantissa over a divisor, correctly rounded; neither is zero.
  private func quotient(by divisor: UInt64) -> Double {
    let shift = mantissa.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let numerator = mantissa << shift
    let division = (divisor << divisorShift)
      .dividingFullWidth((numerator >> 1, numerator << 63))
    // At least 63 bits: the last one, far below the rounding, stands for all that follow.
    let bits = division.quotient | (division.remainder == 0 ? 0 : 1)
    return Double(
      sign: .plus, exponent: divisorShift - shift - 63, significand: Double(bits))
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static let wholePowers: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]
}

extension JSONScanner {
  /// Reads the number that begins here, correctly rounded.
  mutating func number() throws(JSONError) -> Double {
    try numberAndText().value
  }

  /// Reads the number that begins here, correctly rounded, and how it is written.
  mutating func numberAndText() throws(JSONError) -> (value: Double, text: Decimal) {
    let start = index
    let decimal = try decimal()
    return (try double(of: decimal, from: start), decimal)
  }

  /// Reads the number that begins here as the content of a value.
  mutating func numberContent() throws(JSONError) -> JSONValue.Content {
    let start = index
    let decimal = try decimal()
    if decimal.isWhole, decimal.mantissa > 1 << 53, decimal.digits <= 19,
      let magnitude = Int(exactly: decimal.mantissa)
    {
      return JSONValue.Content(integer: decimal.isNegative ? -magnitude : magnitude)
    }
    return .number(try double(of: decimal, from: start))
  }

  private mutating func decimal() throws(JSONError) -> Decimal {
    let start = index
    let bytes = bytes
    let decimal = Decimal(bytes.span, at: &index)
    guard decimal.isValid, index == bytes.count || !Self.isWordByte(bytes[index]) else {
      index = start
      throw numberFailure()
    }
    return decimal
  }

  private mutating func double(of decimal: Decimal, from start: Int) throws(JSONError) -> Double {
    if let value = decimal.fastDouble { return value }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      index = start
      throw failure(.numberOutOfRange(shortened(text)))
    }
    return value
  }

  private func shortened(_ text: String) -> String {
    text.utf8.count <= 40 ? text : text.prefix(37) + "..."
  }

  /// An error for the malformed number that begins here.
  func numberFailure() -> JSONError {
    let text = wordAhead
    if Self.isNotFinite(text) { return failure(.notFinite(text)) }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let isCut = digits.isEmpty || "+-.eE".contains(digits.last ?? " ")
    if isCut, index + text.utf8.count == bytes.count {
      return failure(.truncated(inside: "the number \(text)"))
    }
    let reason: String
    if digits.isEmpty {
      reason = "a minus alone"
    } else if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      reason = "it is hexadecimal"
    } else if digits.first == "0", digits.dropFirst().first?.isNumber == true {
      reason = "it begins with a zero"
    } else if digits.first?.isNumber != true {
      reason = "no digit follows the minus"
    } else if digits.last == "." || digits.contains(".e") || digits.contains(".E") {
      reason = "no digit follows the point"
    } else if let last = digits.last, "eE+-".contains(last) {
      reason = "no digit follows the exponent"
    } else {
      reason = "it goes on with something else"
    }
    return failure(.malformedNumber(text, reason: reason))
  }
}
