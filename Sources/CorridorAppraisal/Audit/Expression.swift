import CorridorUnits

/// Arithmetic on numbers and on quantities of a study, as claims state it.
///
/// Grammar: `+ - * /`, parentheses, numbers, `min(a, b)`, `max(a, b)`, `power(a, b)`, `log(a)`, and
/// references in braces such as `{corridor:tsr traced_km}`.
struct Expression {
  /// Why an expression has no value.
  enum Failure: Error, Hashable {
    /// It is not written as the grammar asks; the text says what is wrong.
    case syntax(String)
    /// A quantity that it refers to has no value; the text says why.
    case unavailable(String)
  }

  private var text: Substring
  private let reference: (String) throws(Failure) -> Double

  private init(_ text: String, _ reference: @escaping (String) throws(Failure) -> Double) {
    self.text = text[...]
    self.reference = reference
  }

  /// The value of an expression; `reference` gives the value of what stands in braces.
  static func value(of text: String, _ reference: @escaping (String) throws(Failure) -> Double)
    throws(Failure) -> Double
  {
    var reader = Expression(text, reference)
    let value = try reader.sum()
    reader.skipBlanks()
    guard reader.text.isEmpty else {
      throw .syntax("`\(text)`: `\(reader.text.prefix(12))` is left over")
    }
    guard value.isFinite else { throw .unavailable("`\(text)` is not a finite number") }
    return value
  }

  private mutating func sum() throws(Failure) -> Double {
    var value = try product()
    while let sign = take(anyOf: "+-") {
      let next = try product()
      value = sign == "+" ? value + next : value - next
    }
    return value
  }

  private mutating func product() throws(Failure) -> Double {
    var value = try factor()
    while let sign = take(anyOf: "*/") {
      let next = try factor()
      value = sign == "*" ? value * next : value / next
    }
    return value
  }

  private mutating func factor() throws(Failure) -> Double {
    if take(anyOf: "-") != nil { return try -factor() }
    if take(anyOf: "(") != nil {
      let value = try sum()
      try expect(")")
      return value
    }
    if take(anyOf: "{") != nil {
      guard let end = text.firstIndex(of: "}") else {
        throw .syntax("a `{` is never closed")
      }
      let name = String(text[..<end])
      text = text[text.index(after: end)...]
      return try reference(name)
    }
    let word = text.prefix { $0.isLetter }
    if !word.isEmpty {
      text = text.dropFirst(word.count)
      return try call(String(word))
    }
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "e" }
    guard let number = Double(String(digits)) else {
      throw .syntax("a number is expected before `\(text.prefix(12))`")
    }
    text = text.dropFirst(digits.count)
    return number
  }

  private mutating func call(_ name: String) throws(Failure) -> Double {
    try expect("(")
    var arguments = [try sum()]
    while take(anyOf: ",") != nil { arguments.append(try sum()) }
    try expect(")")
    switch (name, arguments.count) {
    case ("min", 2): return min(arguments[0], arguments[1])
    case ("max", 2): return max(arguments[0], arguments[1])
    case ("power", 2): return Elementary.pow(arguments[0], arguments[1])
    case ("log", 1): return Elementary.log(arguments[0])
    default:
      throw .syntax("`\(name)` with \(arguments.count) arguments is unknown; use min, max, power, log")
    }
  }

  private mutating func skipBlanks() { text = text.drop { $0 == " " || $0 == "\n" } }

  private mutating func take(anyOf characters: String) -> Character? {
    skipBlanks()
    guard let next = text.first, characters.contains(next) else { return nil }
    text = text.dropFirst()
    skipBlanks()
    return next
  }

  private mutating func expect(_ character: Character) throws(Failure) {
    guard take(anyOf: String(character)) != nil else {
      throw .syntax("`\(character)` is expected before `\(text.prefix(12))`")
    }
  }
}
