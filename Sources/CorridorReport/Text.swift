/// Text for terminals and files.
enum Text {
  /// How many columns of a terminal the text takes: two for Chinese, Japanese and Korean letters.
  ///
  /// - Source: Unicode Standard Annex 11, East Asian Width, the wide and fullwidth blocks.
  static func width(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text.utf8.count
      : text.reduce(0) { $0 + ($1.unicodeScalars.first.map(isWide) == true ? 2 : 1) }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The text with code points replaced.
  static func replacing(_ changes: [Unicode.Scalar: String], in text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let change = changes[scalar] {
        result.append(contentsOf: change.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Text broken at spaces so that no line is wider than `width`, as far as its words allow.
  static func wrapped(_ text: String, width: Int, indent: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    for word in text.utf8.split(whereSeparator: { $0 == 0x20 || 0x09...0x0D ~= $0 }) {
      let word = String(Substring(word))
      let room = width - (lines.isEmpty ? 0 : indent.utf8.count)
      let needed = self.width(word)
      if !line.isEmpty, taken + 1 + needed > room {
        lines.append((lines.isEmpty ? "" : indent) + line)
        line = word
        taken = needed
      } else {
        taken += needed + (line.isEmpty ? 0 : 1)
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    if !line.isEmpty { lines.append((lines.isEmpty ? "" : indent) + line) }
    return lines
  }

  /// Text broken at spaces, and words wider than `width` broken anywhere.
  static func broken(_ text: String, width: Int) -> [String] {
    wrapped(text, width: width, indent: "").flatMap { line -> [String] in
      guard self.width(line) > width else { return [line] }
      var pieces: [String] = []
      var piece = ""
      for character in line {
        if !piece.isEmpty, self.width(piece) + self.width(String(character)) > width {
          pieces.append(piece)
          piece = ""
        }
        piece.append(character)
      }
      return pieces + [piece]
    }
  }
}
