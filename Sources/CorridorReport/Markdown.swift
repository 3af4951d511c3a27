/// Text as Markdown that shows what the text says: nothing in it is markup but code between backticks.
///
/// - Source: CommonMark 0.31, sections 2.4 (backslash escapes), 5.2 and 5.3 (list items), 6.2 (emphasis).
enum Markdown {
  /// Text inside a line: of a paragraph, a heading or a cell.
  static func plain(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    return pieces.enumerated().map { place, piece in
      let piece = Text.replacing(["\n": " ", "\r": " "], in: String(piece))
      // Of an odd number of backticks the last begins nothing.
      let isCode = place % 2 == 1 && place < pieces.count - 1
      let isAlone = place % 2 == 1 && !isCode
      return (place == 0 ? "" : isAlone ? "\\`" : "`") + (isCode ? piece : escaped(piece))
    }.joined()
  }

  /// Text that begins a line, which is no item of a list, no quotation and no heading by its first signs.
  static func line(_ text: String) -> String {
    let plain = plain(text)
    let digits = plain.prefix { $0.isASCII && $0.isNumber }
    let rest = plain.dropFirst(digits.count)
    guard let sign = rest.first else { return plain }
    // Any other sign behind it, such as a figure behind a minus, makes it one of a word.
    let next = rest.dropFirst().first ?? " "
    let begins =
      digits.isEmpty
      ? sign == ">" || "-+#=~".contains(sign) && [" ", sign].contains(next)
      : ".)".contains(sign) && next == " "
    return begins ? "\(digits)\\\(rest)" : plain
  }

  /// A list with an item for each text.
  static func list(_ items: [String]) -> [String] { items.map { "- " + line($0) } }

  /// Underscores inside of words, as ids have them, are no markup.
  private static func escaped(_ text: String) -> String {
    let text = Text.replacing(
      ["<": "&lt;", "&": "&amp;", "[": "\\[", "]": "\\]", "*": "\\*", "\\": "\\\\"], in: text)
    guard text.contains("_") else { return text }
    let letters = Array(text)
    func isInWord(_ place: Int) -> Bool {
      letters.indices.contains(place) && (letters[place].isLetter || letters[place].isNumber)
    }
    return letters.enumerated().map { place, letter in
      letter == "_" && !(isInWord(place - 1) && isInWord(place + 1)) ? "\\_" : String(letter)
    }.joined()
  }
}
