import CorridorUnits

/// Arithmetic on numbers and on quantities of a study, as claims state it.
///
/// Grammar: `+ - * /`, parentheses, numbers, the functions of `Functions` such as `min(a, b, ...)`, and
/// references in braces such as `{corridor:coast-to-coast traced_km}`. At the end of the whole, of what
/// stands in parentheses and of an argument ` in UNIT` converts all that stands before it there.
///
/// It is reckoned in numbers with their units, or in units alone, which tells mistakes without numbers.
struct Expression<Term: ExpressionTerm> {
  typealias Failure = QuantityFailure

  private let whole: String
  private var text: Substring
  private var depth = 0
  private let reference: (String) throws(Failure) -> Term

  private init(_ text: String, _ reference: @escaping (String) throws(Failure) -> Term) {
    whole = text
    self.text = text[...]
    self.reference = reference
  }

  /// What an expression comes to; `reference` gives what stands in braces.
  static func value(of text: String, _ reference: @escaping (String) throws(Failure) -> Term)
    throws(Failure) -> Term
  {
    var reader = Expression(text, reference)
    return try reader.all()
  }

  private mutating func all() throws(Failure) -> Term {
    skipBlanks()
    let value = try converted()
    guard text.isEmpty else { throw wrong("the end is expected") }
    return value
  }

  /// A sum, in the unit that is named behind it.
  private mutating func converted() throws(Failure) -> Term {
    let value = try sum()
    guard text.prefix(while: \.isLetter) == "in" else { return value }
    text = text.dropFirst(2)
    skipBlanks()
    let word = text.prefix { !$0.isWhitespace && !"(),{}".contains($0) }
    text = text.dropFirst(word.count)
    skipBlanks()
    let unit: Unit
    do { unit = try Unit(String(word)) } catch {
      throw .wrong("`\(whole)`: \(error)", remedy: "name a unit behind `in`")
    }
    return try .converted(value, to: unit, in: whole)
  }

  private mutating func sum() throws(Failure) -> Term {
    var value = try product()
    while let sign = take(anyOf: "+-") {
      value = try .combined(value, sign, product(), in: whole)
    }
    return value
  }

  private mutating func product() throws(Failure) -> Term {
    var value = try factor()
    while let sign = take(anyOf: "*/") {
      value = try .combined(value, sign, factor(), in: whole)
    }
    return value
  }

  private mutating func factor() throws(Failure) -> Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionLimits.deepest else { throw wrong("it is nested too deeply") }
    if take(anyOf: "-") != nil { return try .combined(Term(literal: 0), "-", factor(), in: whole) }
    if take(anyOf: "(") != nil {
      let value = try converted()
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

  private mutating func braces() throws(Failure) -> Term {
    guard let end = text.firstIndex(of: "}") else { throw wrong("a `{` is never closed") }
    let name = String(text[..<end].dropFirst())
    text = text[text.index(after: end)...]
    skipBlanks()
    return try .combined(Term(literal: 1), "*", reference(name), in: whole)
  }

  private mutating func number() throws(Failure) -> Term {
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
    return Term(literal: number)
  }

  private mutating func call(_ name: String) throws(Failure) -> Term {
    try expect("(")
    var arguments = [try converted()]
    while take(anyOf: ",") != nil { arguments.append(try converted()) }
    try expect(")")
    guard let value = try Term.called(name, arguments, in: whole) else {
      throw .wrong(
        "`\(whole)`: `\(name)` of \(arguments.count) is unknown", remedy: Functions.remedy)
    }
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

/// Bounds of expressions.
private enum ExpressionLimits {
  /// Parentheses nest no deeper, so that no text exhausts the stack.
  static let deepest = 64
}
