import CorridorGeoJSON

/// Appends pieces of CSV and JSON to bytes, for outputs of many rows.
enum FixedText {
  /// Appends a number with six decimals, half away from zero; zero has no sign.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    let scaled = (value * 1e6).rounded()
    guard abs(scaled) < 9e18 else { return append(NumberText.text(value), to: &bytes) }
    append(millionths: Int64(scaled), to: &bytes)
  }

  /// Appends so many millionths with six decimals.
  static func append(millionths: Int64, to bytes: inout [UInt8]) {
    if millionths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, fraction) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    append(String(whole), to: &bytes)
    bytes.append(UInt8(ascii: "."))
    var divisor: UInt64 = 100_000
    while divisor > 0 {
      bytes.append(0x30 + UInt8(fraction / divisor % 10))
      divisor /= 10
    }
  }

  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a cell of CSV, quoted where it must be.
  static func append(cell text: String, to bytes: inout [UInt8]) {
    append(CSV.line([text]), to: &bytes)
  }
}
