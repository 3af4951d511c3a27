/// Changes decimal numbers as text, so that no digit is lost to a binary fraction.
enum DecimalText {
  /// Appends a number rounded to so many decimals, half away from zero.
  ///
  /// A number without more decimals keeps its text. A rounded one has no zeros at its end, and zero
  /// no sign.
  static func append(
    _ text: Range<Int>, of bytes: [UInt8], decimals: Int, to output: inout [UInt8]
  ) {
    guard bytes[text].contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return appendRounding(text, of: bytes, decimals: decimals, to: &output)
    }
    guard let plain = plain(text, of: bytes) else {
      return output.append(contentsOf: bytes[text])
    }
    appendRounding(plain.indices, of: plain, decimals: decimals, to: &output)
  }

  /// Appends a text with every number in it rounded, as a single one is; none may have an exponent.
  static func appendRounding(
    _ text: Range<Int>, of bytes: [UInt8], decimals: Int, to output: inout [UInt8]
  ) {
    let source = bytes.span
    var end = output.count
    // A number without an exponent is never longer rounded.
    output.append(contentsOf: repeatElement(0, count: text.count))
    var target = output.mutableSpan
    var index = text.lowerBound
    while index < text.upperBound {
      let start = end
      var places = -1
      while index < text.upperBound {
        let byte = source[index]
        guard byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else {
          break
        }
        if places == decimals, byte != UInt8(ascii: "-") {
          let roundsUp = byte >= UInt8(ascii: "5")
          repeat { index += 1 } while index < text.upperBound && source[index] &- 0x30 < 10
          if roundsUp { increment(&target, from: start, to: &end) }
          trim(&target, from: start, to: &end)
          break
        }
        if places >= 0 { places += 1 }
        if byte == UInt8(ascii: ".") { places = 0 }
        target[end] = byte
        end += 1
        index += 1
      }
      guard index < text.upperBound else { break }
      target[end] = source[index]
      end += 1
      index += 1
    }
    output.removeLast(output.count - end)
  }

  /// Adds one to the last digit of a number that cutting has shortened.
  private static func increment(
    _ target: inout MutableSpan<UInt8>, from start: Int, to end: inout Int
  ) {
    var index = end - 1
    while index >= start, target[index] != UInt8(ascii: "-") {
      let digit = target[index]
      if digit == UInt8(ascii: "9") {
        target[index] = UInt8(ascii: "0")
      } else if digit != UInt8(ascii: ".") {
        target[index] = digit + 1
        return
      }
      index -= 1
    }
    // All were nines: there is room for one more digit, since at least one was cut off.
    var place = end
    while place > index + 1 {
      target[place] = target[place - 1]
      place -= 1
    }
    target[index + 1] = UInt8(ascii: "1")
    end += 1
  }

  /// Takes zeros from the end of a number with a point, and the sign from zero.
  private static func trim(
    _ target: inout MutableSpan<UInt8>, from start: Int, to end: inout Int
  ) {
    while target[end - 1] == UInt8(ascii: "0") { end -= 1 }
    if target[end - 1] == UInt8(ascii: ".") { end -= 1 }
    if end == start + 2, target[start] == UInt8(ascii: "-"),
      target[start + 1] == UInt8(ascii: "0")
    {
      target[start] = UInt8(ascii: "0")
      end -= 1
    }
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
