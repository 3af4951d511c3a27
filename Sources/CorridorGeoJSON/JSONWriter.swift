/// Writes JSON values as text: the same value always gives the same bytes.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Style: Hashable, Sendable {
    /// No white space.
    case compact
    /// Two spaces a level; arrays of scalars and empty containers on one line.
    case pretty
  }

  /// A number that JSON can't express.
  public struct NotFiniteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where it stands in the value, such as `routes[2].cost`.
    public let path: String
    /// The number.
    public let number: Double

    /// Creates an error.
    public init(path: String, number: Double) {
      self.path = path
      self.number = number
    }

    /// Where, what is wrong and the remedy, in one line.
    public var description: String {
      "\(path.isEmpty ? "the value" : path) is \(number), which JSON can't express;"
        + " give null and a reason beside it"
    }
  }

  /// How the text is laid out.
  public var style: Style

  /// Creates a writer.
  public init(_ style: Style = .pretty) {
    self.style = style
  }

  /// The text of a value in UTF-8; the pretty style ends in a newline.
  public func bytes(_ value: JSONValue) throws(NotFiniteError) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(value, to: &bytes)
    if style == .pretty { bytes.append(UInt8(ascii: "\n")) }
    return bytes
  }

  /// The text of a value; the pretty style ends in a newline.
  public func text(_ value: JSONValue) throws(NotFiniteError) -> String {
    String(decoding: try bytes(value), as: UTF8.self)
  }

  /// Appends the text of a value.
  public func append(_ value: JSONValue, to bytes: inout [UInt8]) throws(NotFiniteError) {
    do throws(BadNumber) {
      try append(value, level: 0, to: &bytes)
    } catch {
      throw NotFiniteError(path: error.path, number: error.number)
    }
  }

  /// A number that is not finite, and the way to it from the inside out.
  private struct BadNumber: Error {
    let number: Double
    var steps: [String] = []

    var path: String {
      let joined = steps.reversed().joined()
      return joined.hasPrefix(".") ? String(joined.dropFirst()) : joined
    }

    func inside(_ step: String) -> Self {
      var copy = self
      copy.steps.append(step)
      return copy
    }
  }

  private func append(
    _ value: JSONValue, level: Int, to bytes: inout [UInt8]
  ) throws(BadNumber) {
    switch value.content {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .number(let number):
      guard number.isFinite else { throw BadNumber(number: number) }
      NumberText.append(number, to: &bytes)
    case .string(let text): Self.append(text, to: &bytes)
    case .array(let elements): try append(elements, level: level, to: &bytes)
    case .object(let object): try append(object, level: level, to: &bytes)
    }
  }

  private func append(
    _ elements: [JSONValue], level: Int, to bytes: inout [UInt8]
  ) throws(BadNumber) {
    let isInline = style == .compact || elements.allSatisfy { $0.array == nil && $0.object == nil }
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 {
        bytes.append(UInt8(ascii: ","))
        if isInline, style == .pretty { bytes.append(0x20) }
      }
      if !isInline { breakLine(level + 1, in: &bytes) }
      do throws(BadNumber) {
        try append(element, level: level + 1, to: &bytes)
      } catch {
        throw error.inside("[\(index)]")
      }
    }
    if !isInline { breakLine(level, in: &bytes) }
    bytes.append(UInt8(ascii: "]"))
  }

  private func append(
    _ object: JSONObject, level: Int, to bytes: inout [UInt8]
  ) throws(BadNumber) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if style == .pretty { breakLine(level + 1, in: &bytes) }
      Self.append(member.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      if style == .pretty { bytes.append(0x20) }
      do throws(BadNumber) {
        try append(member.value, level: level + 1, to: &bytes)
      } catch {
        throw error.inside("." + member.key)
      }
    }
    if style == .pretty, !object.isEmpty { breakLine(level, in: &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  private func breakLine(_ level: Int, in bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * level))
  }

  /// Appends a string in quotes, escaping no more than JSON asks.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
      case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
      case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
      case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
      case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
      case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
      case 0..<0x20:
        bytes.append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
