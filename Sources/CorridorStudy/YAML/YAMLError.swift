/// Why a text is not the YAML that study files are written in.
package struct YAMLError: Error, Hashable {
  /// The line, counted from 1.
  package var line: Int
  /// The column in characters, counted from 1.
  package var column: Int
  /// What is wrong, as one sentence without a full stop.
  package var message: String
  /// What to do about it, as one sentence without a full stop.
  package var remedy: String
}

/// The bytes that mean something in YAML.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let hash = UInt8(ascii: "#")
  static let comma = UInt8(ascii: ",")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let pipe = UInt8(ascii: "|")
  static let greater = UInt8(ascii: ">")
  /// What stands after the last byte of a text; it can't be part of one.
  static let end: UInt8 = 0
}
