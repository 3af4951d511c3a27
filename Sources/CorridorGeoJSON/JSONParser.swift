/// Reads JSON texts strictly by RFC 8259, with positions.
///
/// Refused are also duplicate keys, numbers beyond the range of `Double`, lone surrogates and a
/// byte-order mark, which the standard leaves to the reader.
public struct JSONParser: Sendable {
  /// How many arrays and objects may stand inside each other.
  public var depthLimit: Int

  /// Creates a parser.
  public init(depthLimit: Int = 256) {
    self.depthLimit = depthLimit
  }

  /// Reads the one value of a text.
  public func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var scanner = JSONScanner(bytes, depthLimit: depthLimit)
    try scanner.begin()
    let value = try scanner.value()
    try scanner.end()
    return value
  }

  /// Reads the one value of a text.
  public func parse(_ text: String) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8))
  }
}

extension JSONScanner {
  /// Moves to the value of the text, of which there must be one.
  mutating func begin() throws(JSONError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure(.byteOrderMark) }
    try checkEncoding()
    skipSpace()
    if isAtEnd { throw failure(.empty) }
  }

  /// Refuses a text that is in another encoding than UTF-8.
  func checkEncoding() throws(JSONError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw failure(.encoding("UTF-16"))
    }
    // Every other byte of ASCII text is zero then; a single one is none of that.
    let zeros = bytes.prefix(4).map { $0 == 0 }
    if zeros.count > 1, zip(zeros, zeros.dropFirst()).allSatisfy({ $0 != $1 }) {
      throw failure(.encoding("UTF-16"))
    }
  }

  /// Checks that nothing follows the value of the text.
  mutating func end() throws(JSONError) {
    skipSpace()
    guard isAtEnd else { throw failure(.trailingText(found)) }
  }
}
