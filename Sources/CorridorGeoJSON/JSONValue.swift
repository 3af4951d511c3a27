/// A JSON value, and where it stood in the text that it was read from.
///
/// Two values are equal when their contents are; positions don't count.
public struct JSONValue: Sendable {
  /// What a value holds.
  public indirect enum Content: Hashable, Sendable {
    /// Null.
    case null
    /// True or false.
    case bool(Bool)
    /// A number.
    case number(Double)
    /// A whole number that a `Double` would change, such as 9007199254740993; every other number,
    /// whole or not, is a `number`.
    case integer(Int)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Values by key.
    case object(JSONObject)
  }

  /// What the value holds.
  public let content: Content
  /// Where it began in the text; unknown for a value that was made.
  public let position: TextPosition

  /// Creates a value.
  public init(_ content: Content, at position: TextPosition = .unknown) {
    self.content = content
    self.position = position
  }
}

// MARK: - Making values

extension JSONValue {
  /// The JSON null.
  public static let null = JSONValue(.null)

  /// Creates a boolean.
  public static func bool(_ value: Bool) -> JSONValue { JSONValue(.bool(value)) }

  /// Creates a number.
  public static func number(_ value: Double) -> JSONValue { JSONValue(.number(value)) }

  /// Creates a whole number.
  public static func integer(_ value: Int) -> JSONValue { JSONValue(Content(integer: value)) }

  /// Creates a string.
  public static func string(_ value: String) -> JSONValue { JSONValue(.string(value)) }

  /// Creates an array.
  public static func array(_ elements: [JSONValue]) -> JSONValue { JSONValue(.array(elements)) }

  /// Creates an object.
  public static func object(_ object: JSONObject) -> JSONValue { JSONValue(.object(object)) }
}

extension JSONValue.Content {
  /// A whole number, held as a `Double` where that is exact.
  init(integer: Int) {
    if let exact = Double(exactly: integer) {
      self = .number(exact)
    } else {
      self = .integer(integer)
    }
  }
}

// MARK: - Looking into values

extension JSONValue {
  /// Whether this is null.
  public var isNull: Bool { content == .null }

  /// The boolean, or nil if this is something else.
  public var bool: Bool? {
    if case .bool(let value) = content { value } else { nil }
  }

  /// The number, or nil if this is something else.
  public var number: Double? {
    switch content {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  /// The whole number, or nil if this is something else or has a fraction.
  public var integer: Int? {
    switch content {
    case .number(let value): Int(exactly: value)
    case .integer(let value): value
    default: nil
    }
  }

  /// The string, or nil if this is something else.
  public var string: String? {
    if case .string(let value) = content { value } else { nil }
  }

  /// The elements, or nil if this is not an array.
  public var array: [JSONValue]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  /// The object, or nil if this is something else.
  public var object: JSONObject? {
    if case .object(let object) = content { object } else { nil }
  }

  /// The member of that name, or nil if there is none or this is not an object.
  public subscript(key: String) -> JSONValue? { object?[key] }

  /// The element at that index, or nil if there is none or this is not an array.
  public subscript(index: Int) -> JSONValue? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }

  /// What kind of value this is, for messages: "a string", "null".
  public var kind: String {
    switch content {
    case .null: "null"
    case .bool: "a boolean"
    case .number, .integer: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONValue: Hashable {
  /// Whether two values have the same content.
  public static func == (left: Self, right: Self) -> Bool { left.content == right.content }

  /// Hashes the content.
  public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

// MARK: - Literals

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates null.
  public init(nilLiteral: ()) { self = .null }
  /// Creates a boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Creates a whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Creates a number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates an array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Creates an object of members whose keys must differ.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }
}
