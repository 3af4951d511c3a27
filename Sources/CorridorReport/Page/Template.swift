/// A text with marks such as `{{title}}` that are filled in.
struct Template {
  private let text: String

  /// A template of `Resources`.
  init(_ text: String) { self.text = text }

  /// The text with every mark replaced; what is put in is not looked through for marks.
  ///
  /// A mark without a value and a value without a mark are mistakes of the programmer and trap.
  func filled(_ values: [String: HTML]) -> String {
    var result = ""
    var used: Set<String> = []
    var rest = text[...]
    while let start = Self.position(of: "{{", in: rest) {
      result += rest[..<start]
      let inner = rest[start...].dropFirst(2)
      guard let end = Self.position(of: "}}", in: inner) else {
        preconditionFailure("a mark of the template has no end")
      }
      let name = String(inner[..<end])
      guard let value = values[name] else {
        preconditionFailure("the template's mark \(name) has no value")
      }
      result += value.markup
      used.insert(name)
      rest = inner[end...].dropFirst(2)
    }
    precondition(used.count == values.count, "a value has no mark in the template")
    return result + rest
  }

  private static func position(of mark: String, in text: Substring) -> Substring.Index? {
    var rest = text
    while let first = rest.firstIndex(of: mark.first ?? "{") {
      if rest[first...].hasPrefix(mark) { return first }
      rest = rest[rest.index(after: first)...]
    }
    return nil
  }
}
