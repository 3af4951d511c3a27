/// The numbers of a changed value, without their unit.
struct OverrideNumbers {
  /// What is wrong, and the remedy where an example is none.
  struct Failure: Error {
    let what: String
    var remedy: String?
  }

  /// What a run takes that samples nothing.
  var base: Double
  var low: Double?
  var high: Double?
  /// What the text says of the shape beside low, base and high.
  var spread: Spread?
  var shape: Assumption.Shape
  /// What the base is of a distribution, in a word; nil for a number alone.
  var role: String?

  /// Reads `5`, a distribution such as `uniform(2, 5)`, or `2..3..5`, which has the shape of the
  /// assumption.
  static func read(_ text: String, shape: Assumption.Shape) throws(Failure) -> OverrideNumbers {
    if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
      let inside = text[text.index(after: open)...].dropLast()
      return try distribution(
        Fields.trimmed(String(text[..<open])),
        inside.split(separator: ",", omittingEmptySubsequences: false))
    }
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      return OverrideNumbers(base: try number(text), shape: .fixed)
    }
    let found = try numbers(parts)
    let read = OverrideNumbers(
      base: found[1], low: found[0], high: found[2],
      shape: shape == .fixed ? .triangular : shape, role: "base")
    try read.checkOrder(text)
    if read.shape == .lognormal, found[0] <= 0 {
      throw Failure(
        what: "'\(text)' is lognormal and its low is not above 0",
        remedy: "write a low above 0, or another shape such as triangular(...)")
    }
    return read
  }

  func checkOrder(_ text: String) throws(Failure) {
    guard let low, let high, !(low <= base && base <= high && low < high) else { return }
    if low == high, low == base {
      throw Failure(
        what: "the numbers of '\(text)' are all the same",
        remedy: "write one number alone to fix it, or a low below the high")
    }
    throw Failure(
      what: "the numbers of '\(text)' are not in order", remedy: "write the lowest first")
  }

  static func numbers(_ texts: [Substring]) throws(Failure) -> [Double] {
    var found: [Double] = []
    for text in texts { found.append(try number(Fields.trimmed(String(text)))) }
    return found
  }

  static func number(_ text: String) throws(Failure) -> Double {
    guard case .number(let value) = NumberWord(text) else {
      throw Failure(what: "'\(text)' is not a finite number")
    }
    return value
  }
}
