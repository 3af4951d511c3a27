extension YAMLReader {
  /// Whether a blank, a line's end or the text's end stands at an index.
  func isBlank(_ index: Int) -> Bool {
    let byte = bytes[index]
    return byte == Byte.space || byte == Byte.newline || byte == Byte.tab || byte == Byte.end
  }

  /// Whether the colon of a `key: value` stands here.
  var isColon: Bool { bytes[position] == Byte.colon && isBlank(position + 1) }

  /// Whether `---` or `...` stands here at the beginning of a line.
  var isDocumentMarker: Bool { position == lineStart && isDocumentMarker(at: position) }

  private func isDocumentMarker(at index: Int) -> Bool {
    let byte = bytes[index]
    guard byte == Byte.dash || byte == Byte.dot else { return false }
    return bytes[index + 1] == byte && bytes[index + 2] == byte && isBlank(index + 3)
  }

  /// Moves past a line's end.
  mutating func nextLine() {
    position += 1
    line += 1
    lineStart = position
  }

  /// Moves over blanks, empty lines and comments to the next token or the end.
  mutating func skipToToken() throws(YAMLError) {
    while true {
      switch bytes[position] {
      case Byte.space: position += 1
      case Byte.newline: nextLine()
      case Byte.tab:
        let before = bytes[lineStart..<position]
        if before.allSatisfy({ $0 == Byte.space || $0 == Byte.dash }) {
          throw error("a tab in the indentation", "indent with spaces")
        }
        position += 1
      case Byte.hash:
        guard position == lineStart || isBlank(position - 1) else {
          throw error("'#' right after a value", "put a space before the comment")
        }
        while bytes[position] != Byte.newline, bytes[position] != Byte.end { position += 1 }
      default: return
      }
    }
  }

  /// Moves to the end of the line, where nothing but a comment may stand.
  mutating func endOfValue() throws(YAMLError) {
    if position == lineStart { return }
    let last = line
    try skipToToken()
    guard line == last, bytes[position] != Byte.end else { return }
    throw error("text after the end of a value", "put it all in quotes, or the text on a new line")
  }

  /// Refuses what can't begin a scalar.
  mutating func checkStart() throws(YAMLError) {
    let byte = bytes[position]
    let character = Character(Unicode.Scalar(byte))
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "*"):
      throw error("'\(character)', an anchor or alias", "write the value out, or put it in quotes")
    case UInt8(ascii: "!"): throw error("'!', a tag", "delete it, or put the value in quotes")
    case UInt8(ascii: "?") where isBlank(position + 1):
      throw error("'?', a complex key", "use a word as the key")
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "?"), Byte.colon,
      Byte.comma, Byte.closeBracket, Byte.closeBrace, Byte.pipe, Byte.greater:
      throw error("'\(character)' at the beginning of a value", "put the value in quotes")
    case Byte.openBracket, Byte.openBrace:
      throw error("'\(character)' where a key is wanted", "use a word as the key")
    case Byte.dash where isBlank(position + 1):
      throw error("'- ' where a value is wanted", "indent the item more, or quote the value")
    case Byte.end:
      throw error("the end where a value is wanted", "the file may have been cut short")
    default: return
    }
  }

  /// Refuses bytes that are not UTF-8, control characters, and more than one document.
  ///
  /// Line ends of `\r\n` become `\n`.
  mutating func checkCharacters() throws(YAMLError) {
    var isSuspect = false
    var returns = 0
    for index in bytes.indices.dropLast() {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F { continue }
      if byte >= 0x80 {
        isSuspect = isSuspect || Self.mayBeControl(byte, bytes[index + 1])
      } else if byte == Byte.carriageReturn {
        returns += 1
      } else if byte != Byte.newline, byte != Byte.tab {
        throw firstBadCharacter()
      }
    }
    if String(validating: bytes.dropLast(), as: UTF8.self) == nil || (isSuspect && !hasOnlyText) {
      throw firstBadCharacter()
    }
    if returns > 0 { try replaceReturns() }
    try checkDocuments()
  }

  /// Whether a character that begins with these bytes may be one that is not text: U+0080 to U+009F,
  /// U+2028, U+2029, U+FEFF, U+FFFE, U+FFFF.
  private static func mayBeControl(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xC2: second < 0xA0
    case 0xE2: second == 0x80
    case 0xEF: second >= 0xBB
    default: false
    }
  }

  private var hasOnlyText: Bool {
    String(decoding: bytes.dropLast(), as: UTF8.self).unicodeScalars
      .dropFirst(position > 0 ? 1 : 0).allSatisfy(Self.isText)
  }

  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0xA0...0x2027, 0x202A..<0xFEFF, 0xFF00...0xFFFD,
      0x10000...:
      true
    default: false
    }
  }

  private mutating func firstBadCharacter() -> YAMLError {
    var decoder = UTF8()
    var input = bytes[position...].dropLast().makeIterator()
    while true {
      switch decoder.decode(&input) {
      case .scalarValue(let scalar) where Self.isText(scalar):
        position += UTF8.width(scalar)
        if scalar == "\n" {
          line += 1
          lineStart = position
        }
      case .scalarValue(let scalar):
        let code = String(scalar.value, radix: 16, uppercase: true)
        return error("the character U+\(code), which is not text", "delete it")
      case .error: return error("bytes that are not UTF-8", "save the file as UTF-8")
      case .emptyInput: return error("an unreadable character", "save the file as UTF-8")
      }
    }
  }

  private mutating func replaceReturns() throws(YAMLError) {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      guard byte == Byte.carriageReturn else {
        kept.append(byte)
        continue
      }
      guard bytes[index + 1] == Byte.newline else {
        position = index
        line = 1 + bytes[..<index].count { $0 == Byte.newline }
        lineStart = bytes[..<index].lastIndex(of: Byte.newline).map { $0 + 1 } ?? lineStart
        throw error("a carriage return alone", "end lines with a line feed")
      }
    }
    bytes = kept
  }

  /// Refuses `---` and `...`, but for one `---` before anything else.
  private mutating func checkDocuments() throws(YAMLError) {
    var start = position
    var number = 1
    var sawContent = false
    while bytes[start] != Byte.end {
      let first = bytes[start]
      if isDocumentMarker(at: start) {
        guard first == Byte.dash, !sawContent else {
          throw YAMLError(
            line: number, column: 1, message: "a second document in the file",
            remedy: "delete the line, or put what follows in a file of its own")
        }
        sawContent = true
      } else if first == UInt8(ascii: "%"), !sawContent {
        throw YAMLError(
          line: number, column: 1, message: "'%', a directive", remedy: "delete the line")
      } else if first != Byte.hash, first != Byte.newline {
        sawContent = true
      }
      guard let end = bytes[start...].firstIndex(of: Byte.newline) else { return }
      start = end + 1
      number += 1
    }
  }
}
