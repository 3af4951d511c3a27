/// Text that may hold what came from outside, made fit for a terminal.
enum Printable {
  /// Longer words than this are shortened in messages; paths are seldom so long.
  private static let longestWord = 300
  private static let begin = 120

  /// The text without what a terminal would obey: control characters but line breaks and tabs, and
  /// marks that turn the direction of writing, are written as `\u{1B}`.
  ///
  /// With `keepsColours` colours stay, since the text was painted for a screen.
  static func text(_ text: String, keepsColours: Bool = false) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20...0x7E).contains(byte) || byte == 0x0A || byte == 0x09
    }
    if isPlain { return text }
    var shown = ""
    shown.unicodeScalars.reserveCapacity(text.utf8.count)
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if keepsColours, let end = endOfColour(rest) {
        shown.unicodeScalars.append(contentsOf: rest[..<end])
        rest = rest[end...]
        continue
      }
      if isCommand(scalar) {
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
      rest.removeFirst()
    }
    return shown
  }

  /// Where the setting of a colour ends that a text begins with: escape, `[`, numbers, `m`.
  private static func endOfColour(_ text: Substring.UnicodeScalarView)
    -> Substring.UnicodeScalarView.Index?
  {
    let tail = text.dropFirst(2)
    guard text.starts(with: ["\u{1B}", "["]),
      let end = tail.firstIndex(where: { !("0"..."9").contains($0) && $0 != ";" }),
      tail[end] == "m"
    else { return nil }
    return tail.index(after: end)
  }

  /// A message: its text without commands, and words of absurd length shortened.
  static func message(_ message: String) -> String {
    let shown = text(message)
    guard shown.utf8.count > longestWord else { return shown }
    return shown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false).map { word in
        word.utf8.count > longestWord
          ? "\(word.prefix(begin))... (\(word.count) characters)" : String(word)
      }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// The text in one line.
  static func line(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// A word as a shell takes it for one: in quotes where it has other signs than those of plain paths.
  static func shellWord(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "/._-+,:@%=".unicodeScalars.contains(scalar)
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  private static func isCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
