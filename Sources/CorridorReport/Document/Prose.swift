/// A sentence of a report whose figures are all computed.
///
/// The words of a template may hold no digit: a figure comes in by interpolation, from a result or from the
/// study. A literal with a digit is a mistake of the programmer and traps, so it cannot outlive a test.
struct Prose: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// Words, and what was put between them.
  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 12 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) {
      Prose.check(literal)
      text += literal
    }

    mutating func appendInterpolation(_ text: String) { self.text += text }
    mutating func appendInterpolation(_ prose: Prose) { text += prose.text }
    mutating func appendInterpolation(_ count: Int) {
      text += NumberFormat.table(Double(count))
    }
  }

  let text: String

  init(stringLiteral words: String) {
    Self.check(words)
    text = words
  }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Text of the study or of a result, as it is.
  init(_ text: String) { self.text = text }

  var description: String { text }

  private static func check(_ words: String) {
    precondition(
      !words.unicodeScalars.contains { ("0"..."9").contains($0) },
      "a figure in the words of a report has to be computed")
  }
}
