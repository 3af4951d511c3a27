/// Changes decimal numbers as text, so that no digit is lost to a binary fraction.
enum DecimalText {
  /// Appends a number rounded to so many decimals, half away from zero.
  ///
  /// A number without more decimals keeps its text. A rounded one has no zeros at its end, and zero
  /// no sign.
  static func append(
    _ text: Range<Int>, of bytes: [UInt8], decimals: Int, to output: inout [UInt8]
  ) {
    let span = bytes.span
    var point: Int?
    for index in text {
      if span[index] == UInt8(ascii: ".") { point = index }
      if span[index] | 0x20 == UInt8(ascii: "e") {
        return appendExponential(text, of: bytes, decimals: decimals, to: &output)
      }
    }
    guard let point, text.upperBound - point - 1 > decimals else {
      return output.append(contentsOf: bytes[text])
    }
    let start = output.count
    let end = point + 1 + decimals
    output.append(contentsOf: bytes[text.lowerBound..<end])
    if span[end] >= UInt8(ascii: "5") { increment(&output, from: start) }
    trim(&output, from: start)
  }

  /// Adds one to the last digit of a number.
  private static func increment(_ output: inout [UInt8], from start: Int) {
    var index = output.count - 1
    while index >= start {
      switch output[index] {
      case UInt8(ascii: "."): break
      case UInt8(ascii: "9"): output[index] = UInt8(ascii: "0")
      case 0x30...0x38:
        output[index] += 1
        return
      default:
        output.insert(UInt8(ascii: "1"), at: index + 1)
        return
      }
      index -= 1
    }
    output.insert(UInt8(ascii: "1"), at: start)
  }

  /// Takes zeros from the end of a number with a point, and the sign from zero.
  private static func trim(_ output: inout [UInt8], from start: Int) {
    while output.last == UInt8(ascii: "0") { output.removeLast() }
    if output.last == UInt8(ascii: ".") { output.removeLast() }
    if output.count == start + 2, output[start] == UInt8(ascii: "-"),
      output[start + 1] == UInt8(ascii: "0")
    {
      output.remove(at: start)
    }
  }

  private static func appendExponential(
    _ text: Range<Int>, of bytes: [UInt8], decimals: Int, to output: inout [UInt8]
  ) {
    guard let plain = plain(text, of: bytes) else {
      return output.append(contentsOf: bytes[text])
    }
    append(plain.indices, of: plain, decimals: decimals, to: &output)
  }

  /// A number without its exponent; nil where that would be very long.
  private static func plain(_ text: Range<Int>, of bytes: [UInt8]) -> [UInt8]? {
    var digits: [UInt8] = []
    var places = 0
    var index = text.lowerBound
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var hasPoint = false
    while index < text.upperBound, bytes[index] | 0x20 != UInt8(ascii: "e") {
      if bytes[index] == UInt8(ascii: ".") {
        hasPoint = true
      } else {
        digits.append(bytes[index])
        if hasPoint { places += 1 }
      }
      index += 1
    }
    if index < text.upperBound {
      let power = Int(String(decoding: bytes[(index + 1)..<text.upperBound], as: UTF8.self))
      guard let power, abs(power) < 400 else { return nil }
      places -= power
    }
    if places < 0 { digits += Array(repeating: UInt8(ascii: "0"), count: -places) }
    places = max(places, 0)
    if digits.count <= places {
      digits = Array(repeating: UInt8(ascii: "0"), count: places + 1 - digits.count) + digits
    }
    let whole = digits[..<(digits.count - places)]
    let firstDigit = whole.firstIndex { $0 != UInt8(ascii: "0") } ?? whole.endIndex - 1
    var plain: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    plain += whole[firstDigit...]
    if places > 0 { plain += [UInt8(ascii: ".")] + digits[(digits.count - places)...] }
    return plain
  }

  /// Appends a longitude moved by whole turns, exactly; decimals stay as many as they were.
  ///
  /// - Returns: False, and nothing appended, where the text has too many digits for that.
  static func append(
    _ text: Range<Int>, of bytes: [UInt8], turns: Int, to output: inout [UInt8]
  ) -> Bool {
    guard let plain = plain(text, of: bytes), plain.count <= 30 else { return false }
    var mantissa: Int128 = 0
    var decimals = 0
    var hasPoint = false
    for byte in plain where byte != UInt8(ascii: "-") {
      if byte == UInt8(ascii: ".") {
        hasPoint = true
      } else {
        mantissa = mantissa * 10 + Int128(byte - 0x30)
        if hasPoint { decimals += 1 }
      }
    }
    if plain.first == UInt8(ascii: "-") { mantissa = -mantissa }
    let scale = (0..<decimals).reduce(Int128(1)) { scale, _ in scale * 10 }
    mantissa += Int128(360 * turns) * scale
    if mantissa < 0 { output.append(UInt8(ascii: "-")) }
    let (whole, fraction) = mantissa.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
    output.append(contentsOf: String(whole).utf8)
    guard decimals > 0 else { return true }
    let digits = String(fraction).utf8
    output.append(UInt8(ascii: "."))
    output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: decimals - digits.count))
    output.append(contentsOf: digits)
    return true
  }
}
