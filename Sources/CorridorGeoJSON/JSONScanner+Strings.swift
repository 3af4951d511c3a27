extension JSONScanner {
  /// Where the contents of a string lie, and whether there are escapes in it.
  struct StringExtent {
    let start: Int
    let end: Int
    let hasEscapes: Bool
  }

  /// Reads the string whose quote is the next byte.
  mutating func string() throws(JSONError) -> String {
    text(of: try stringExtent())
  }

  /// The text of a string that has been checked.
  func text(of extent: StringExtent) -> String {
    let raw = bytes[extent.start..<extent.end]
    return extent.hasEscapes ? Self.unescaped(raw) : String(decoding: raw, as: UTF8.self)
  }

  /// Checks the string whose quote is the next byte and moves behind it.
  mutating func stringExtent() throws(JSONError) -> StringExtent {
    let opening = position
    index += 1
    let start = index
    var hasEscapes = false
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return StringExtent(start: start, end: index - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try skipEscape()
      case 0..<0x20: throw failure(.controlCharacter(bytes[index]))
      case 0x20..<0x80: index += 1
      default: try skipCharacter()
      }
    }
    throw JSONError(.truncated(inside: "the string that begins here"), at: opening)
  }

  /// Moves over one multibyte character, which must be well-formed (The Unicode Standard, table
  /// 3-7).
  mutating func skipCharacter() throws(JSONError) {
    let first = bytes[index]
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw failure(.invalidUTF8(first))
    }
    guard index + length <= bytes.count else { throw failure(.truncated(inside: "a character")) }
    guard second.contains(bytes[index + 1]) else { throw failure(.invalidUTF8(first)) }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 {
      throw failure(.invalidUTF8(first))
    }
    index += length
    lineStart += length - 1
  }

  private mutating func skipEscape() throws(JSONError) {
    guard index + 1 < bytes.count else { throw failure(.truncated(inside: "an escape")) }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 2
    case UInt8(ascii: "u"): try skipUnicodeEscape()
    default: throw failure(.invalidEscape(escapeAhead(2)))
    }
  }

  private mutating func skipUnicodeEscape() throws(JSONError) {
    guard let unit = Self.hexadecimal(bytes, at: index + 2) else {
      if index + 6 > bytes.count { throw failure(.truncated(inside: "an escape")) }
      throw failure(.invalidEscape(escapeAhead(6)))
    }
    switch unit {
    case 0xD800...0xDBFF:
      guard index + 7 < bytes.count, bytes[index + 6] == UInt8(ascii: "\\"),
        bytes[index + 7] == UInt8(ascii: "u"),
        let low = Self.hexadecimal(bytes, at: index + 8), (0xDC00...0xDFFF).contains(low)
      else { throw failure(.loneSurrogate(escapeAhead(6))) }
      index += 12
    case 0xDC00...0xDFFF: throw failure(.loneSurrogate(escapeAhead(6)))
    default: index += 6
    }
  }

  private func escapeAhead(_ length: Int) -> String {
    var end = index + 1
    while end < min(index + length, bytes.count), bytes[end] > 0x20, bytes[end] != 0x22 { end += 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: bytes[index..<end], as: UTF8.self)
  }

  /// The value of four hexadecimal digits at an offset.
  private static func hexadecimal(_ bytes: [UInt8], at offset: Int) -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[offset..<(offset + 4)] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }

  /// The text of the contents of a string that has been checked.
  private static func unescaped(_ raw: ArraySlice<UInt8>) -> String {
    let bytes = Array(raw)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        text.append(bytes[index])
        index += 1
        continue
      }
      let kind = bytes[index + 1]
      guard kind == UInt8(ascii: "u") else {
        text.append(character(ofEscape: kind))
        index += 2
        continue
      }
      var code = hexadecimal(bytes, at: index + 2) ?? 0xFFFD
      index += 6
      if (0xD800...0xDBFF).contains(code) {
        let low = hexadecimal(bytes, at: index + 2) ?? 0xDC00
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        index += 6
      }
      text.append(contentsOf: String(UnicodeScalar(code) ?? "\u{FFFD}").utf8)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func character(ofEscape kind: UInt8) -> UInt8 {
    switch kind {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: kind
    }
  }
}
