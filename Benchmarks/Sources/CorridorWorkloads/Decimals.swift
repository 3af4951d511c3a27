/// Numbers as text with a fixed number of decimals.
enum Decimals {
  /// The number rounded to so many decimals; for sizes below 10^14.
  static func text(_ value: Double, places: Int) -> String {
    guard value.magnitude < 1e14 else { return "\(value)" }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let whole = Int((value.magnitude * Double(scale)).rounded())
    let digits = String(whole % scale)
    let padding = String(repeating: "0", count: places - digits.count)
    return (value < 0 && whole > 0 ? "-" : "") + "\(whole / scale).\(padding)\(digits)"
  }
}
