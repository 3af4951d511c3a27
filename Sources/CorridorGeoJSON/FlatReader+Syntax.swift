/// Tokens of JSON, read from a window; the words of its errors are those of `JSONScanner`.
extension FlatReader {
  // MARK: - Errors

  func error(_ problem: GeoJSONError.Problem) -> GeoJSONError {
    GeoJSONError(problem, file: file, at: window.position)
  }

  func error(_ problem: GeoJSONError.Problem, at position: TextPosition) -> GeoJSONError {
    GeoJSONError(problem, file: file, at: position)
  }

  /// The error of a file that broke off, which the caller replaces by what the file said.
  func unread(_ failure: FileError) -> GeoJSONError {
    error(.json(.truncated(inside: "the file \(failure.path)")))
  }

  /// An error at the next byte in the words of the scanner, which sees what follows.
  mutating func failure(_ words: (JSONScanner) -> JSONError) -> GeoJSONError {
    window.need(128)
    let end = min(window.bytes.count, window.index + 128)
    let ahead = Array(window.bytes[window.index..<end])
    return error(.json(words(JSONScanner(ahead, depthLimit: Self.depthLimit)).problem))
  }

  /// An error for a value of another kind; an error of syntax if no value begins here.
  mutating func wrongKind(_ member: String, expected: String) -> GeoJSONError {
    let found: String
    switch window.byte {
    case UInt8(ascii: "\""): found = "a string"
    case UInt8(ascii: "{"): found = "an object"
    case UInt8(ascii: "["): found = "an array"
    case UInt8(ascii: "-"), 0x30...0x39: found = "a number"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): found = "a truth value"
    case UInt8(ascii: "n"): found = "null"
    default: return failure { $0.valueFailure() }
    }
    return error(.wrongKind(member: member, found: found, expected: expected))
  }

  mutating func trailing() -> GeoJSONError {
    failure { JSONError(.trailingText($0.found), at: .unknown) }
  }

  // MARK: - Arrays and objects

  /// Enters the array or object that must begin here.
  mutating func open(_ bracket: Unicode.Scalar, _ place: String) throws(GeoJSONError) {
    guard window.byte == UInt8(ascii: bracket) else {
      throw wrongKind(place, expected: bracket == "{" ? "an object" : "an array")
    }
    guard depth < Self.depthLimit else {
      throw error(.json(.tooDeep(limit: Self.depthLimit)))
    }
    depth += 1
    window.index += 1
  }

  /// Moves to the next element of the open array; false, and the array closed, after the last.
  mutating func nextElement(_ isFirst: inout Bool) throws(GeoJSONError) -> Bool {
    try nextItem(&isFirst, closing: UInt8(ascii: "]"), of: "an array")
  }

  /// Moves to the value of the next member, its key in `token`; false after the last.
  mutating func nextKey(_ isFirst: inout Bool) throws(GeoJSONError) -> Bool {
    guard try nextItem(&isFirst, closing: UInt8(ascii: "}"), of: "an object") else { return false }
    guard window.byte == UInt8(ascii: "\"") else { throw failure { $0.keyFailure() } }
    try readString(isKept: true)
    window.skipSpace()
    guard window.byte == UInt8(ascii: ":") else {
      throw failure { $0.unexpected("a colon", inside: "an object") }
    }
    window.index += 1
    window.skipSpace()
    return true
  }

  private mutating func nextItem(
    _ isFirst: inout Bool, closing: UInt8, of place: String
  ) throws(GeoJSONError) -> Bool {
    window.skipSpace()
    if window.byte == closing {
      depth -= 1
      window.index += 1
      return false
    }
    if isFirst {
      isFirst = false
      if window.isAtEnd { throw error(.json(.truncated(inside: place))) }
      return true
    }
    guard window.byte == UInt8(ascii: ",") else {
      throw failure { $0.separatorFailure(in: place) }
    }
    let comma = window.position
    window.index += 1
    window.skipSpace()
    if window.byte == closing { throw error(.json(.trailingComma(in: place)), at: comma) }
    return true
  }

  /// Passes over a value of any kind.
  mutating func skipValue() throws(GeoJSONError) {
    var isFirst = true
    switch window.byte {
    case UInt8(ascii: "\""): try readString(isKept: false)
    case UInt8(ascii: "{"):
      try open("{", "a value")
      while try nextKey(&isFirst) { try skipValue() }
    case UInt8(ascii: "["):
      try open("[", "a value")
      while try nextElement(&isFirst) { try skipValue() }
    case UInt8(ascii: "-"), 0x30...0x39: _ = try number()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: throw failure { $0.valueFailure() }
    }
  }

  private mutating func word(_ word: StaticString) throws(GeoJSONError) {
    let text = word.description.utf8
    window.need(text.count + 1)
    let (start, end) = (window.index, window.index + text.count)
    guard end <= window.bytes.count, window.bytes[start..<end].elementsEqual(text),
      end == window.bytes.count || !JSONScanner.isWordByte(window.bytes[end])
    else { throw failure { $0.valueFailure() } }
    window.index = end
  }

  // MARK: - Numbers

  /// Reads the number that begins here, correctly rounded, and gives its text's length.
  private mutating func numberToken() throws(GeoJSONError) -> (value: Double, length: Int) {
    var length = 1
    while true {
      window.need(length + 1)
      let end = window.index + length
      guard end < window.bytes.count, JSONScanner.isWordByte(window.bytes[end]) else { break }
      length += 1
    }
    let bytes = window.bytes
    var end = window.index
    let decimal = Decimal(bytes.span, at: &end)
    guard decimal.isValid, end == window.index + length else {
      throw failure { $0.numberFailure() }
    }
    if let value = decimal.fastDouble { return (value, length) }
    let text = text(length)
    guard let value = Double(text), value.isFinite else {
      throw error(.json(.numberOutOfRange(length <= 40 ? text : text.prefix(37) + "...")))
    }
    return (value, length)
  }

  private func text(_ length: Int) -> String {
    String(decoding: window.bytes[window.index..<(window.index + length)], as: UTF8.self)
  }

  /// Reads the number that begins here, correctly rounded.
  mutating func number() throws(GeoJSONError) -> Double {
    let token = try numberToken()
    window.index += token.length
    return token.value
  }

  /// Reads the number that begins here as it is written.
  mutating func numberText() throws(GeoJSONError) -> String {
    let token = try numberToken()
    defer { window.index += token.length }
    return text(token.length)
  }

  // MARK: - Strings

  /// Reads the string that must begin here.
  mutating func string(_ member: String) throws(GeoJSONError) -> String {
    guard window.byte == UInt8(ascii: "\"") else {
      throw wrongKind(member, expected: "a string")
    }
    try readString(isKept: true)
    return String(decoding: token, as: UTF8.self)
  }

  /// Reads a string, checked, into `token`, or passes over it.
  mutating func readString(isKept: Bool) throws(GeoJSONError) {
    let opening = window.position
    window.index += 1
    token.removeAll(keepingCapacity: true)
    while true {
      window.need(12)
      guard window.index < window.bytes.count else {
        throw error(.json(.truncated(inside: "the string that begins here")), at: opening)
      }
      let byte = window.bytes[window.index]
      switch byte {
      case UInt8(ascii: "\""):
        window.index += 1
        return
      case UInt8(ascii: "\\"): try escape(isKept)
      case 0..<0x20: throw error(.json(.controlCharacter(byte)))
      case 0x20..<0x80:
        if isKept { token.append(byte) }
        window.index += 1
      default: try characters(isKept)
      }
    }
  }

  /// Reads an escape, or two that make one character.
  private mutating func escape(_ isKept: Bool) throws(GeoJSONError) {
    let start = window.index
    let ahead = Array(window.bytes[start..<min(start + 12, window.bytes.count)])
    let isUnicode = ahead.count > 1 && ahead[1] == UInt8(ascii: "u")
    let isHigh =
      isUnicode && ahead.count > 3 && ahead[2] | 0x20 == UInt8(ascii: "d")
      && [0x38, 0x39, 0x61, 0x62].contains(ahead[3] | 0x20)
    let length = isHigh ? 12 : isUnicode ? 6 : 2
    let quote = [UInt8(ascii: "\"")]
    var scanner = JSONScanner(quote + ahead.prefix(length) + quote, depthLimit: 0)
    do throws(JSONError) {
      let text = try scanner.string()
      if isKept { token.append(contentsOf: text.utf8) }
    } catch {
      throw self.error(
        ahead.count < min(length, 6) && window.isFinal
          ? .json(.truncated(inside: "an escape")) : .json(error.problem))
    }
    window.index += length
  }

  /// Reads characters of several bytes each.
  private mutating func characters(_ isKept: Bool) throws(GeoJSONError) {
    var length = 1
    while true {
      window.need(length + 1)
      let end = window.index + length
      guard end < window.bytes.count, window.bytes[end] >= 0x80, length < 4096 else { break }
      length += 1
    }
    // A piece that was cut at the limit must end with a character.
    let end = window.index + length
    if length == 4096 {
      while length > 4092, window.bytes[window.index + length] & 0xC0 == 0x80 { length -= 1 }
    }
    let piece = window.bytes[window.index..<min(end, window.index + length)]
    guard let text = String(validating: piece, as: UTF8.self) else {
      throw invalid(Array(piece))
    }
    if isKept { token.append(contentsOf: piece) }
    window.pass(characters: text.unicodeScalars.count, bytes: length)
  }

  /// The error of bytes that are not UTF-8, at the first character that is at fault.
  private func invalid(_ piece: [UInt8]) -> GeoJSONError {
    var scanner = JSONScanner(piece, depthLimit: 0)
    do throws(JSONError) {
      while !scanner.isAtEnd { try scanner.skipCharacter() }
    } catch {
      return self.error(
        .json(error.problem), at: window.position(ahead: error.position.column - 1))
    }
    return error(.json(.invalidUTF8(piece[0])))
  }
}
