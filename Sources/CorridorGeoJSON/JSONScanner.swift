/// Reads JSON tokens from bytes in one pass and knows line and column at each of them.
///
/// A newline can stand only between tokens and a multibyte character only inside a string, so both
/// are counted where they are met and a position costs nothing.
struct JSONScanner {
  /// The text, or the part of it that is at hand.
  private(set) var bytes: [UInt8]
  let depthLimit: Int
  /// Offset of the next byte.
  var index = 0
  /// Number of the line that `index` is on.
  private(set) var line = 1
  /// Offset at which the line would begin if each of its characters so far took one byte.
  var lineStart = 0
  /// How many arrays and objects are open.
  private(set) var depth = 0

  init(_ bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  /// A place to come back to.
  struct Mark {
    fileprivate(set) var index: Int
    fileprivate let line: Int
    fileprivate let lineStart: Int
    fileprivate let depth: Int

    var position: TextPosition { TextPosition(line: line, column: index - lineStart + 1) }
  }

  /// The place of the next byte.
  var mark: Mark { Mark(index: index, line: line, lineStart: lineStart, depth: depth) }

  /// Comes back to a place.
  mutating func rewind(to mark: Mark) {
    (index, line, lineStart, depth) = (mark.index, mark.line, mark.lineStart, mark.depth)
  }

  /// Forgets the text before the next byte and lets a step put more behind what is left.
  mutating func refill<Failure: Error, Result>(
    _ read: (inout [UInt8]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    bytes.removeSubrange(..<index)
    lineStart -= index
    index = 0
    return try read(&bytes)
  }

  /// Lets a step put more behind the text, of which nothing is forgotten.
  mutating func extend<Failure: Error, Result>(
    _ read: (inout [UInt8]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try read(&bytes)
  }

  /// The place of an offset behind a mark; the text between them must be well-formed.
  func mark(at offset: Int, after mark: Mark) -> Mark {
    var copy = self
    copy.rewind(to: mark)
    copy.skipText(upTo: offset)
    return copy.mark
  }

  /// Moves on to an offset, counting lines and characters.
  mutating func skipText(upTo offset: Int) {
    let bytes = bytes
    let span = bytes.span
    var at = index
    while at < min(offset, span.count) {
      let byte = span[at]
      at += 1
      if byte == 0x0A {
        line += 1
        lineStart = at
      } else if byte & 0xC0 == 0x80 {
        lineStart += 1
      }
    }
    index = at
  }

  /// The position of the next byte.
  var position: TextPosition { TextPosition(line: line, column: index - lineStart + 1) }

  /// The next byte; 0, which no token begins with, at the end.
  var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// Whether nothing but white space is at hand from the next byte on.
  var isBlankToEnd: Bool {
    bytes[index...].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
  }

  var isAtEnd: Bool { index >= bytes.count }

  /// Whether the text at hand ends with what was read last, and that with a digit or a letter.
  var endsInWord: Bool {
    guard index == bytes.count, let last = bytes.last else { return false }
    return (0x30...0x39).contains(last) || (0x61...0x7A).contains(last | 0x20)
      || last == UInt8(ascii: ".") || last == UInt8(ascii: "-") || last == UInt8(ascii: "+")
  }

  /// Skips white space.
  @inline(__always)
  mutating func skipSpace() {
    if index < bytes.count, bytes[index] > 0x20 { return }
    skipSpaceSlowly()
  }

  private mutating func skipSpaceSlowly() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0D: index += 1
      case 0x0A: beginLine(at: index + 1)
      default: return
      }
    }
  }

  /// Moves to a line that begins at an offset.
  mutating func beginLine(at offset: Int) {
    index = offset
    line += 1
    lineStart = offset
  }

  /// An error at the next byte, or so many bytes after it on the same line.
  func failure(_ problem: JSONError.Problem, ahead: Int = 0) -> JSONError {
    JSONError(problem, at: TextPosition(line: line, column: index + ahead - lineStart + 1))
  }
}

// MARK: - Arrays and objects

extension JSONScanner {
  /// A key of an object and where it began.
  struct Key {
    let name: String
    let position: TextPosition
  }

  /// Enters the array or object whose bracket is the next byte.
  mutating func open() throws(JSONError) {
    guard depth < depthLimit else { throw failure(.tooDeep(limit: depthLimit)) }
    depth += 1
    index += 1
  }

  private mutating func close() {
    depth -= 1
    index += 1
  }

  /// Moves to the next element of the open array; false, and the array closed, after the last.
  mutating func nextElement(isFirst: inout Bool) throws(JSONError) -> Bool {
    try nextItem(isFirst: &isFirst, closing: UInt8(ascii: "]"), of: "an array")
  }

  /// Moves to the value of the next member of the open object; nil, and the object closed, after
  /// the last.
  mutating func nextMember(isFirst: inout Bool) throws(JSONError) -> Key? {
    try nextKey(isFirst: &isFirst).map { Key(name: text(of: $0.extent), position: $0.position) }
  }

  /// Moves to the value of the next member of the open object, as `nextMember` does, and leaves its
  /// key in the text.
  mutating func nextKey(
    isFirst: inout Bool
  ) throws(JSONError) -> (extent: StringExtent, position: TextPosition)? {
    guard try nextItem(isFirst: &isFirst, closing: UInt8(ascii: "}"), of: "an object") else {
      return nil
    }
    let position = position
    guard byte == UInt8(ascii: "\"") else { throw keyFailure() }
    let extent = try stringExtent()
    skipSpace()
    guard byte == UInt8(ascii: ":") else { throw unexpected("a colon", inside: "an object") }
    index += 1
    skipSpace()
    return (extent, position)
  }

  @inline(__always)
  private mutating func nextItem(
    isFirst: inout Bool, closing: UInt8, of place: String
  ) throws(JSONError) -> Bool {
    skipSpace()
    if byte == closing {
      close()
      return false
    }
    if isFirst {
      isFirst = false
      if isAtEnd { throw failure(.truncated(inside: place)) }
      return true
    }
    guard byte == UInt8(ascii: ",") else { throw separatorFailure(in: place) }
    let comma = position
    index += 1
    skipSpace()
    if byte == closing { throw JSONError(.trailingComma(in: place), at: comma) }
    return true
  }

  /// Reads a value of any kind.
  mutating func value() throws(JSONError) -> JSONValue {
    let position = position
    switch byte {
    case UInt8(ascii: "\""): return JSONValue(.string(try string()), at: position)
    case UInt8(ascii: "{"): return JSONValue(.object(try object()), at: position)
    case UInt8(ascii: "["): return JSONValue(.array(try array()), at: position)
    case UInt8(ascii: "-"), 0x30...0x39: return JSONValue(try numberContent(), at: position)
    default: return JSONValue(try word(), at: position)
    }
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    try open()
    var elements: [JSONValue] = []
    var isFirst = true
    while try nextElement(isFirst: &isFirst) { elements.append(try value()) }
    return elements
  }

  /// Reads the object whose brace is the next byte.
  mutating func object() throws(JSONError) -> JSONObject {
    try open()
    var object = JSONObject()
    var isFirst = true
    while let key = try nextMember(isFirst: &isFirst) {
      try append(key, to: &object)
    }
    return object
  }

  /// Reads the value of a key into an object that must not have it yet.
  mutating func append(_ key: Key, to object: inout JSONObject) throws(JSONError) {
    if let first = object.member(key.name) {
      throw JSONError(.duplicateKey(key.name, first: first.position), at: key.position)
    }
    object.append(JSONObject.Member(key: key.name, value: try value(), at: key.position))
  }

  /// Passes over a value of any kind, checking its syntax but not its keys.
  mutating func skipValue() throws(JSONError) {
    var isFirst = true
    switch byte {
    case UInt8(ascii: "\""): _ = try stringExtent()
    case UInt8(ascii: "{"):
      try open()
      while try nextMember(isFirst: &isFirst) != nil { try skipValue() }
    case UInt8(ascii: "["):
      try open()
      while try nextElement(isFirst: &isFirst) { try skipValue() }
    case UInt8(ascii: "-"), 0x30...0x39: _ = try number()
    default: _ = try word()
    }
  }

  /// Passes over an object or array by its brackets and quotes alone.
  mutating func skipBrackets() throws(JSONError) {
    var depth = 0
    repeat {
      index = Self.nextStructure(in: bytes.span, from: index)
      guard index < bytes.count else { throw valueFailure() }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        _ = try stringExtent()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      default: depth -= 1
      }
      index += 1
    } while depth > 0
  }

  /// Where the next bracket, brace or quote stands, or the end.
  private static func nextStructure(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      // Brackets differ from braces in one bit only.
      let byte = bytes[index]
      let brace = byte | 0x20
      if brace == UInt8(ascii: "{") || brace == UInt8(ascii: "}") || byte == UInt8(ascii: "\"") {
        return index
      }
      index += 1
    }
    return index
  }

  /// Reads true, false or null.
  mutating func word() throws(JSONError) -> JSONValue.Content {
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    if take("null") { return .null }
    throw valueFailure()
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let text = word.description.utf8
    let end = index + text.count
    guard end <= bytes.count, bytes[index..<end].elementsEqual(text),
      end == bytes.count || !Self.isWordByte(bytes[end])
    else { return false }
    index = end
    return true
  }

  /// Whether a byte can belong to a word or a number.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
