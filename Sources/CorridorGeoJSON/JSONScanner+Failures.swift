/// Finds the words for what is wrong at the next byte.
extension JSONScanner {
  /// An error for something else than what should be here.
  func unexpected(_ expected: String, inside place: String) -> JSONError {
    if isAtEnd { return failure(.truncated(inside: place)) }
    return encodingFailure() ?? failure(.unexpected(found: found, expected: expected))
  }

  /// An error for a byte that begins no value.
  func valueFailure() -> JSONError {
    if isAtEnd { return failure(.truncated(inside: depth == 0 ? "a value" : "an array or object")) }
    switch byte {
    case UInt8(ascii: "/"): return failure(.comment)
    case UInt8(ascii: "#"): return failure(.comment)
    case UInt8(ascii: "'"): return failure(.singleQuote)
    case UInt8(ascii: "+"), UInt8(ascii: "."):
      let text = wordAhead
      let reason = byte == UInt8(ascii: "+") ? "it begins with a plus" : "it begins with a point"
      return failure(
        Self.isNotFinite(text) ? .notFinite(text) : .malformedNumber(text, reason: reason))
    default: break
    }
    let word = wordAhead
    if Self.isNotFinite(word) { return failure(.notFinite(word)) }
    if !word.isEmpty { return failure(.unknownWord(word)) }
    return unexpected("a value", inside: "a value")
  }

  /// An error for a byte that begins no key.
  func keyFailure() -> JSONError {
    switch byte {
    case UInt8(ascii: "'"): return failure(.singleQuote)
    case UInt8(ascii: "/"), UInt8(ascii: "#"): return failure(.comment)
    default: break
    }
    let word = wordAhead
    return word.isEmpty
      ? unexpected("a key in double quotes", inside: "an object") : failure(.unquotedKey(word))
  }

  /// An error for a byte that neither separates items nor ends them.
  func separatorFailure(in place: String) -> JSONError {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), 0x30...0x39,
      UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      failure(.missingComma(in: place))
    case UInt8(ascii: "/"), UInt8(ascii: "#"): failure(.comment)
    default:
      unexpected(place == "an array" ? "a comma or ]" : "a comma or }", inside: place)
    }
  }

  /// The next byte in words.
  var found: String {
    guard !isAtEnd else { return "the end of the text" }
    switch byte {
    case 0x21...0x7E: return String(UnicodeScalar(byte))
    case 0x80...:
      let end = min(index + 4, bytes.count)
      return String(String(decoding: bytes[index..<end], as: UTF8.self).prefix(1))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      return "the byte 0x" + (digits.count < 2 ? "0" : "") + digits
    }
  }

  /// The word or number that begins here, at most 40 bytes of it.
  var wordAhead: String { word(from: index) }

  /// The word or number that begins at an offset, at most 40 bytes of it.
  func word(from start: Int) -> String {
    var end = start
    while end < bytes.count, end - start < 40, Self.isWordByte(bytes[end]) { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Whether a word stands for infinity or for not-a-number in some language.
  static func isNotFinite(_ word: String) -> Bool {
    var bare = word.lowercased()
    if bare.hasPrefix("-") || bare.hasPrefix("+") { bare.removeFirst() }
    return ["nan", "inf", "infinity", "1.#inf", "1.#qnan", "1.#ind"].contains(bare)
  }

  private func encodingFailure() -> JSONError? {
    guard byte >= 0x80 else { return nil }
    var copy = self
    do throws(JSONError) {
      _ = try copy.skipCharacter()
      return nil
    } catch {
      return error
    }
  }
}
