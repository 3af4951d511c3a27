import CorridorGeoJSON

/// Numbers as text, the same on every machine and in every locale.
public enum NumberFormat {
  /// The number with so many significant digits, for data files: 9 are far more than any input deserves
  /// and hide the last bits, in which mathematical libraries differ.
  public static func significant(_ value: Double, digits: Int = 9) -> Double {
    guard value.isFinite, value != 0 else { return value == 0 ? 0 : value }
    // So near to zero the powers of ten are no longer exact enough.
    guard value.magnitude > 1e-280 else { return value }
    var scale = 1.0
    var magnitude = value.magnitude
    let limit = power(10, digits)
    while magnitude < limit / 10 {
      magnitude *= 10
      scale *= 10
    }
    guard scale == 1 else { return (value * scale).rounded() / scale }
    while magnitude >= limit {
      magnitude /= 10
      scale *= 10
    }
    let rounded = (value / scale).rounded() * scale
    return rounded.isFinite ? rounded : value
  }

  /// The number rounded to so many decimals, half away from zero; zero never has a sign.
  public static func decimals(_ value: Double, _ count: Int) -> Double {
    let scale = power(10, count)
    let scaled = (value * scale).rounded()
    guard scaled.isFinite else { return value }
    return scaled == 0 ? 0 : scaled / scale
  }

  /// A number for a table: thousands grouped by commas, so many decimals.
  ///
  /// From 10^15 on nothing is grouped, and from 10^16 on there is an exponent.
  public static func table(_ value: Double, decimals: Int = 0) -> String {
    let scale = power(10, decimals)
    guard value.isFinite, value.magnitude < 1e15, value.magnitude * scale < 9e18 else {
      return NumberText.text(value)
    }
    let scaled = Int64((value.magnitude * scale).rounded())
    let whole = scaled / Int64(scale)
    let fraction = scaled % Int64(scale)
    var digits = String(whole)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    groups.insert(digits, at: 0)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let tail = String(fraction)
    let decimalPart =
      decimals > 0
      ? "." + String(repeating: "0", count: decimals - tail.count) + tail : ""
    return sign + groups.joined(separator: ",") + decimalPart
  }

  /// A number for a narrow column: as in a table, and from 10^8 on with an exponent, such as `1.234e+08`.
  public static func cell(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite, value.magnitude >= 99_999_999.5 else {
      return table(value, decimals: decimals)
    }
    var exponent = 0
    var mantissa = value.magnitude
    while mantissa >= 9.9995 {
      mantissa /= 10
      exponent += 1
    }
    let digits = exponent < 10 ? "0\(exponent)" : "\(exponent)"
    return (value < 0 ? "-" : "") + table(mantissa, decimals: 3) + "e+" + digits
  }

  /// A share of one as a percentage.
  public static func percent(_ value: Double, decimals: Int = 1) -> String {
    cell(value * 100, decimals: decimals) + "%"
  }

  /// A number of any size with three significant digits or more, for trees and notes.
  public static func plain(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let size = value.magnitude
    if size == 0 { return "0" }
    if size >= 1e9 { return table(significant(value, digits: 4)) }
    if size < 1e-4 { return NumberText.text(significant(value, digits: 4)) }
    let decimals = size >= 10_000 ? 0 : size >= 100 ? 1 : size >= 1 ? 3 : size >= 1e-2 ? 6 : 8
    var text = table(value, decimals: decimals)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
