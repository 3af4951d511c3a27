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
    markup = Text.replacing(
      ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"], in: text)
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
