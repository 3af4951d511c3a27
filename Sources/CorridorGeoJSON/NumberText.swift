/// Writes numbers as JSON does.
public enum NumberText {
  /// The shortest text that reads back as the number, with an exponent only below 1e-6 and from
  /// 1e16 on; whole numbers have no fraction and zero no sign.
  ///
  /// Not-a-number and the infinities are spelt as Swift spells them; JSON has no word for them.
  public static func text(_ number: Double) -> String {
    var bytes: [UInt8] = []
    append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the shortest text that reads back as the number.
  static func append(_ number: Double, to bytes: inout [UInt8]) {
    guard number.isFinite else { return bytes.append(contentsOf: number.description.utf8) }
    if abs(number) < 0x1p53, let whole = Int(exactly: number) {
      return bytes.append(contentsOf: String(whole).utf8)
    }
    let (digits, exponent) = shortest(number.magnitude)
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits, pointAfter: exponent, to: &bytes)
  }

  /// The shortest digits of a positive number and where the point stands: 0.digits × 10^exponent.
  private static func shortest(_ number: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var pointAt: Int?
    var power = 0
    let text = Array(number.description.utf8)
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: ".") {
        pointAt = digits.count
      } else if byte == UInt8(ascii: "e") {
        power = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte)
      }
    }
    var exponent = (pointAt ?? digits.count) + power
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    return (digits, exponent)
  }

  private static func append(
    _ digits: [UInt8], pointAfter exponent: Int, to bytes: inout [UInt8]
  ) {
    let zero = UInt8(ascii: "0")
    let point = UInt8(ascii: ".")
    switch exponent {
    case ...16 where exponent >= digits.count:
      bytes.append(contentsOf: digits)
      bytes.append(contentsOf: repeatElement(zero, count: exponent - digits.count))
    case 1...16:
      bytes.append(contentsOf: digits[..<exponent])
      bytes.append(point)
      bytes.append(contentsOf: digits[exponent...])
    case -5...0:
      bytes.append(zero)
      bytes.append(point)
      bytes.append(contentsOf: repeatElement(zero, count: -exponent))
      bytes.append(contentsOf: digits)
    default:
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(point)
        bytes.append(contentsOf: digits[1...])
      }
      bytes.append(UInt8(ascii: "e"))
      if exponent > 0 { bytes.append(UInt8(ascii: "+")) }
      bytes.append(contentsOf: String(exponent - 1).utf8)
    }
  }
}
