/// What is wrong with a JSON text, where, and what to do about it.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of fault.
  public enum Problem: Hashable, Sendable {
    /// There is no value.
    case empty
    /// The text begins with a byte-order mark.
    case byteOrderMark
    /// The text is in another encoding, such as UTF-16.
    case encoding(String)
    /// The text ends inside the named thing.
    case truncated(inside: String)
    /// Something stands where something else is expected.
    case unexpected(found: String, expected: String)
    /// A comment, which JSON has not.
    case comment
    /// A text in single quotes.
    case singleQuote
    /// A key without quotes.
    case unquotedKey(String)
    /// A comma behind the last item.
    case trailingComma(in: String)
    /// No comma between two items.
    case missingComma(in: String)
    /// A key that the object has already.
    case duplicateKey(String, first: TextPosition)
    /// NaN, Infinity and their spellings.
    case notFinite(String)
    /// A number that is written as JSON does not allow.
    case malformedNumber(String, reason: String)
    /// A number that a double can't hold.
    case numberOutOfRange(String)
    /// A word that is no value.
    case unknownWord(String)
    /// A control character that is not escaped.
    case controlCharacter(UInt8)
    /// An escape that JSON has not.
    case invalidEscape(String)
    /// Half of a surrogate pair.
    case loneSurrogate(String)
    /// A byte that is not UTF-8 where it stands.
    case invalidUTF8(UInt8)
    /// Arrays and objects nested deeper than is allowed.
    case tooDeep(limit: Int)
    /// Text behind the value.
    case trailingText(String)
  }

  /// What is wrong.
  public let problem: Problem
  /// Where it is.
  public let position: TextPosition

  /// Creates an error.
  public init(_ problem: Problem, at position: TextPosition) {
    self.problem = problem
    self.position = position
  }

  /// The position, what is wrong and the remedy, in one line.
  public var description: String {
    "\(position): error: \(problem.message); \(problem.remedy)"
  }
}

extension JSONError.Problem {
  /// What is wrong, as one sentence without a full stop.
  public var message: String {
    switch self {
    case .empty: "there is no JSON value"
    case .byteOrderMark: "the text begins with a byte-order mark"
    case .encoding(let name): "the text is in \(name)"
    case .truncated(let inside): "the text ends inside \(inside)"
    case .unexpected(let found, let expected): "\(found) where \(expected) should be"
    case .comment: "JSON has no comments"
    case .singleQuote: "a string in single quotes"
    case .unquotedKey(let key): "the key \(key) has no quotes"
    case .trailingComma(let place): "a comma after the last item of \(place)"
    case .missingComma(let place): "no comma between two items of \(place)"
    case .duplicateKey(let key, let first): "the key \"\(key)\" stands already at \(first)"
    case .notFinite(let text): "\(text) is not a JSON number"
    case .malformedNumber(let text, let reason): "\(text) is not a JSON number: \(reason)"
    case .numberOutOfRange(let text): "the number \(text) is too large"
    case .unknownWord(let word): "\(word) is not a JSON value"
    case .controlCharacter(let byte): "an unescaped control character, \(hexadecimal(byte))"
    case .invalidEscape(let text): "\(text) is not a JSON escape"
    case .loneSurrogate(let text): "\(text) is half of a surrogate pair"
    case .invalidUTF8(let byte): "the byte \(hexadecimal(byte)) is not valid UTF-8 here"
    case .tooDeep(let limit): "more than \(limit) arrays and objects inside each other"
    case .trailingText(let found): "\(found) after the end of the JSON value"
    }
  }

  /// What to do about it, as one sentence without a full stop.
  public var remedy: String {
    switch self {
    case .empty: "check that the right file is given and that it was written completely"
    case .byteOrderMark: "save the file as UTF-8 without a byte-order mark"
    case .encoding, .invalidUTF8: "save the file as UTF-8"
    case .truncated: "the file was probably cut short: fetch or write it again"
    case .unexpected(_, let expected): "write \(expected) here"
    case .comment: "remove the comment, or keep the note as a member"
    case .singleQuote: "use double quotes"
    case .unquotedKey(let key): "write \"\(key)\""
    case .trailingComma: "remove the comma"
    case .missingComma: "put a comma between them"
    case .duplicateKey: "remove or rename one of the two"
    case .notFinite: "write null, or leave the member out"
    case .malformedNumber: "write it as in 0.5, -12 or 1.5e-3"
    case .numberOutOfRange: "numbers reach to 1.7976931348623157e308"
    case .unknownWord(let word): wordRemedy(word)
    case .controlCharacter(let byte): "write it as \(escape(byte))"
    case .invalidEscape: #"use \" \\ \/ \b \f \n \r \t or \u and four hexadecimal digits"#
    case .loneSurrogate: "write both halves, or the character itself in UTF-8"
    case .tooDeep: "flatten the document"
    case .trailingText: "a file holds one value: remove the rest, or join the values in an array"
    }
  }

  private func wordRemedy(_ word: String) -> String {
    switch word.lowercased() {
    case "true", "false", "null": "write \(word.lowercased())"
    case "none", "nil", "undefined", "na", "n/a": "write null"
    default: "put text in double quotes"
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
  }

  private func escape(_ byte: UInt8) -> String {
    switch byte {
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    default: "\\u00" + hexadecimal(byte).dropFirst(2)
    }
  }
}
