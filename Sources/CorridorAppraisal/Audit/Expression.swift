/// Arithmetic on numbers and on quantities of a study, as claims state it.
///
/// Grammar: `+ - * /`, parentheses, numbers, the functions of `Functions` such as `min(a, b, ...)`, and
/// references in braces such as `{corridor:coast-to-coast traced_km}`.
struct Expression {
  typealias Failure = QuantityFailure

  /// Parentheses nest no deeper, so that no text exhausts the stack.
  private static let deepest = 64

  private let whole: String
  private var text: Substring
  private var depth = 0
  private let reference: (String) throws(Failure) -> Double

  /// Whether the text is only read, with 1 for whatever has no value.
  private let isReadOnly: Bool

  private init(
    _ text: String, isReadOnly: Bool, _ reference: @escaping (String) throws(Failure) -> Double
  ) {
    whole = text
    self.text = text[...]
    self.isReadOnly = isReadOnly
    self.reference = reference
  }

  /// The value of an expression; `reference` gives the value of what stands in braces.
  static func value(of text: String, _ reference: @escaping (String) throws(Failure) -> Double)
    throws(Failure) -> Double
  {
    var reader = Expression(text, isReadOnly: false, reference)
    return try reader.all()
  }

  /// Refuses an expression that is not written as it should be.
  ///
  /// `reference` refuses what stands in braces and is not there; that something has no value is no mistake.
  static func check(_ text: String, _ reference: @escaping (String) throws(Failure) -> Void)
    throws(Failure)
  {
    var reader = Expression(text, isReadOnly: true) { name throws(Failure) in
      do throws(Failure) { try reference(name) } catch {
        guard case .unavailable = error else { throw error }
      }
      return 1
    }
    _ = try reader.all()
  }

  private mutating func all() throws(Failure) -> Double {
    skipBlanks()
    let value = try sum()
    guard text.isEmpty else { throw wrong("the end is expected") }
    return value
  }

  private mutating func sum() throws(Failure) -> Double {
    var value = try product()
    while let sign = take(anyOf: "+-") {
      let next = try product()
      value = try finite(sign == "+" ? value + next : value - next)
    }
    return value
  }

  private mutating func product() throws(Failure) -> Double {
    var value = try factor()
    while let sign = take(anyOf: "*/") {
      let next = try factor()
      if sign == "/", next == 0, !isReadOnly { throw .unavailable("`\(whole)` divides by zero") }
      value = try finite(sign == "*" ? value * next : value / next)
    }
    return value
  }

  private mutating func factor() throws(Failure) -> Double {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw wrong("it is nested too deeply") }
    if take(anyOf: "-") != nil { return try -factor() }
    if take(anyOf: "(") != nil {
      let value = try sum()
      try expect(")")
      return value
    }
    if text.first == "{" { return try braces() }
    let word = text.prefix { $0.isLetter || $0 == "_" }
    if !word.isEmpty {
      text = text.dropFirst(word.count)
      skipBlanks()
      return try call(String(word))
    }
    return try number()
  }

  private mutating func braces() throws(Failure) -> Double {
    guard let end = text.firstIndex(of: "}") else { throw wrong("a `{` is never closed") }
    let name = String(text[..<end].dropFirst())
    text = text[text.index(after: end)...]
    skipBlanks()
    return try finite(try reference(name))
  }

  private mutating func number() throws(Failure) -> Double {
    var digits = text.prefix { $0.isNumber || $0 == "." }
    let tail = text[digits.endIndex...]
    if let mark = tail.first, mark == "e" || mark == "E" {
      let power = tail.dropFirst()
      let sign = power.prefix { $0 == "-" || $0 == "+" }
      let exponent = power[sign.endIndex...].prefix { $0.isNumber }
      digits = text[..<exponent.endIndex]
    }
    guard let number = Double(String(digits)), number.isFinite else {
      throw wrong("a number is expected")
    }
    text = text[digits.endIndex...]
    skipBlanks()
    return number
  }

  private mutating func call(_ name: String) throws(Failure) -> Double {
    try expect("(")
    var arguments = [try sum()]
    while take(anyOf: ",") != nil { arguments.append(try sum()) }
    try expect(")")
    let found: Double?
    do throws(Failure) { found = try Functions.value(of: name, arguments) } catch {
      guard isReadOnly, case .unavailable = error else { throw error }
      found = 1
    }
    guard let value = found else {
      throw .wrong(
        "`\(whole)`: `\(name)` of \(arguments.count) is unknown", remedy: Functions.remedy)
    }
    return try finite(value)
  }

  private func finite(_ value: Double) throws(Failure) -> Double {
    if isReadOnly { return 1 }
    guard value.isFinite else { throw .unavailable("`\(whole)` is not a finite number") }
    return value
  }

  private func wrong(_ what: String) -> Failure {
    .wrong(
      "`\(whole)`: " + what + (text.isEmpty ? " at its end" : " before `\(text.prefix(16))`"),
      remedy: "write numbers, references in braces, + - * / and parentheses")
  }

  private mutating func skipBlanks() { text = text.drop { $0.isWhitespace } }

  private mutating func take(anyOf characters: String) -> Character? {
    guard let next = text.first, characters.contains(next) else { return nil }
    text = text.dropFirst()
    skipBlanks()
    return next
  }

  private mutating func expect(_ character: Character) throws(Failure) {
    guard take(anyOf: String(character)) != nil else { throw wrong("`\(character)` is expected") }
  }
}
