import Corridor

/// Lines of roff.
///
/// In texts a few control characters stand for what has no letter: U+0000 the dash between name and
/// purpose, U+0001 bold, U+0003 italic and U+0002 the end of both.
struct Roff {
  private(set) var lines: [String] = []

  /// Adds a request with its arguments, which hold neither quotes nor backslashes.
  mutating func request(_ name: String, _ arguments: [String] = []) {
    lines.append(
      (["." + name] + arguments.map { "\"\($0)\"" }).joined(separator: " "))
  }

  /// Adds a paragraph's text, in lines of a width that people can read.
  mutating func text(_ text: String) {
    lines += Self.editor.wrapped(Self.escaped(text)).map(Self.line)
  }

  /// Adds a line of text that stays one.
  mutating func line(_ text: String) { lines.append(Self.line(Self.escaped(text))) }

  /// The lines that source text is broken into.
  private static let editor = Screen.terminal(columns: 78, signs: .none, hasColour: false)

  /// Adds a term and what it means.
  mutating func item(_ term: String, _ text: String) {
    request("TP")
    line(term)
    self.text(text)
  }

  /// A text that roff does not take for a request.
  private static func line(_ text: String) -> String {
    text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  /// Letters that mean something to roff, and those that it would draw otherwise.
  ///
  /// - Source: groff_char(7) and man(7): a bare minus may become a hyphen, a bare quote a curly one.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{0}": result += "\\-"
      case "\u{1}": result += "\\fB"
      case "\u{2}": result += "\\fR"
      case "\u{3}": result += "\\fI"
      case "-": result += "\\-"
      case "\\": result += "\\e"
      case "`": result += "\\(ga"
      case "'": result += "\\(aq"
      case "\"": result += "\\(dq"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
