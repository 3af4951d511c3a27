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
  /// Standard deviation, where the text says one in place of low and high.
  var deviation: Double?
  var shape: Assumption.Shape
  /// What the base is of a distribution, in a word; nil for a number alone.
  var role: String?

  /// Reads `5`, `fixed(5)`, `uniform(2, 5)`, `triangular(2, 3, 5)`, `pert(2, 3, 5)`, `normal(3, 1)`,
  /// `lognormal(3, 1)` or `2..3..5`; the last has the shape of the assumption.
  static func read(_ text: String, shape: Assumption.Shape) throws(Failure) -> OverrideNumbers {
    if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
      let inside = text[text.index(after: open)...].dropLast()
      return try distribution(
        Fields.trimmed(String(text[..<open])),
        numbers(inside.split(separator: ",", omittingEmptySubsequences: false)))
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

  private static func distribution(
    _ name: String, _ numbers: [Double]
  ) throws(Failure) -> OverrideNumbers {
    guard let shape = Assumption.Shape(rawValue: name) else {
      throw Failure(
        what: "'\(name)' is no distribution",
        remedy: Fields.remedy(
          for: name, among: Assumption.Shape.allCases.map(\.rawValue), what: "distribution"))
    }
    let form = form(of: shape)
    guard numbers.count == form.count else {
      throw Failure(
        what: "\(name) has \(numbers.count) numbers and needs \(form.count)",
        remedy: "write \(form.text)")
    }
    let text = name + "(" + numbers.map(RangeCheck.rounded).joined(separator: ", ") + ")"
    switch shape {
    case .fixed: return OverrideNumbers(base: numbers[0], shape: shape)
    case .uniform:
      let read = OverrideNumbers(
        base: numbers[0] / 2 + numbers[1] / 2, low: numbers[0], high: numbers[1], shape: shape,
        role: "midpoint")
      try read.checkOrder(text)
      return read
    case .triangular, .pert:
      let read = OverrideNumbers(
        base: numbers[1], low: numbers[0], high: numbers[2], shape: shape, role: "mode")
      try read.checkOrder(text)
      return read
    case .normal, .lognormal:
      guard numbers[1] > 0 else {
        throw Failure(
          what: "\(text) has a standard deviation that is not above 0",
          remedy: "write \(form.text) with a deviation above 0, or a number alone")
      }
      guard shape == .normal || numbers[0] > 0 else {
        throw Failure(
          what: "\(text) has a mean that is not above 0",
          remedy: "write a mean above 0, or normal(mean, deviation)")
      }
      return OverrideNumbers(
        base: numbers[0], deviation: numbers[1], shape: shape, role: "mean")
    }
  }

  private static func form(of shape: Assumption.Shape) -> (text: String, count: Int) {
    switch shape {
    case .fixed: ("fixed(value)", 1)
    case .uniform: ("uniform(low, high)", 2)
    case .triangular, .pert: ("\(shape.rawValue)(low, mode, high)", 3)
    case .normal, .lognormal: ("\(shape.rawValue)(mean, deviation)", 2)
    }
  }

  private func checkOrder(_ text: String) throws(Failure) {
    guard let low, let high, !(low <= base && base <= high && low < high) else { return }
    throw Failure(
      what: "the numbers of '\(text)' are not in order", remedy: "write the lowest first")
  }

  private static func numbers(_ texts: [Substring]) throws(Failure) -> [Double] {
    var found: [Double] = []
    for text in texts { found.append(try number(Fields.trimmed(String(text)))) }
    return found
  }

  private static func number(_ text: String) throws(Failure) -> Double {
    guard case .number(let value) = NumberWord(text) else {
      throw Failure(what: "'\(text)' is not a finite number")
    }
    return value
  }
}
