import CorridorGeoJSON

/// Text that is safe to put into an HTML page.
///
/// The only ways to one escape what they are given, but for `init(trusted:)`, which is for markup of
/// our own. It is made from no literal by itself, because `HTML("<")` would then be one and not escaped.
struct HTML: Hashable, Sendable {
  /// The markup.
  let markup: String

  /// Markup that is right as it is.
  init(trusted markup: String) { self.markup = markup }

  /// Text of any origin, for an element or for an attribute in quotes.
  init(_ text: String) {
    // Nearly every text is right as it is; most are numbers of a chart.
    guard text.utf8.contains(where: Self.isMarkup) else {
      markup = text
      return
    }
    markup = Text.replacing(
      ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"], in: text)
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// A value for a script element of type `application/json`.
  ///
  /// Whatever could end the element, begin a comment or end a line of a script is written as an
  /// escape, which JSON reads as the same character.
  ///
  /// - Throws: `JSONWriter.NotFiniteError` for a number that JSON can't express.
  init(json value: JSONValue) throws(JSONWriter.NotFiniteError) {
    markup = Text.replacing(
      [
        "<": #"\u003c"#, ">": #"\u003e"#, "&": #"\u0026"#, "\u{2028}": #"\u2028"#,
        "\u{2029}": #"\u2029"#,
      ], in: try JSONWriter(.compact).text(value))
  }
}
