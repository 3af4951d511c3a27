import CorridorGeoJSON
import Testing

/// Texts in the spirit of the accept and reject cases of RFC 8259.
@Suite struct JSONParserTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-0", "\"\"", "[]", "{}", " [ ] ", "\t{\r\n}\n", "[[],[[]]]",
    "[1,2]", "[ 1 , 2 ]", "[1\n]", "[null,true,false]", "{\"a\":{\"b\":{}}}", "{\"\":0}",
    "{\"a\":1,\"A\":2}", "[\"\\u0000\"]", "[\"\u{7f}\"]", "[\"\u{2028}\"]", "[\"\\/\"]",
    "[\"\\ud83d\\ude00\"]", "[\"😀\"]", "[\"\u{feff}\"]", "[1E+2]", "[1e2]", "[0e1]", "[-1.5e-3]",
    "[1e-400]", "[\"\\uDBFF\\uDFFF\"]", "[\"\\uFFFF\"]", "{\"a\":\"\",\"b\":[]}",
  ])
  func `a valid text is read`(text: String) throws {
    _ = try JSONParser().parse(text)
  }

  struct Rejection: CustomTestStringConvertible {
    let text: String
    let problem: JSONError.Problem
    let column: Int
    var testDescription: String { text }

    init(_ text: String, _ problem: JSONError.Problem, _ column: Int) {
      self.text = text
      self.problem = problem
      self.column = column
    }
  }

  static let structure: [Rejection] = [
    Rejection("", .empty, 1),
    Rejection("   ", .empty, 4),
    Rejection("\u{feff}{}", .byteOrderMark, 1),
    Rejection("[", .truncated(inside: "an array"), 2),
    Rejection("[1", .truncated(inside: "an array"), 3),
    Rejection("[1,", .truncated(inside: "an array or object"), 4),
    Rejection("{", .truncated(inside: "an object"), 2),
    Rejection("{\"a\"", .truncated(inside: "an object"), 5),
    Rejection("{\"a\":", .truncated(inside: "an array or object"), 6),
    Rejection("{\"a\":1", .truncated(inside: "an object"), 7),
    Rejection("[\"ab", .truncated(inside: "the string that begins here"), 2),
    Rejection("[1,]", .trailingComma(in: "an array"), 3),
    Rejection("{\"a\":1 , }", .trailingComma(in: "an object"), 8),
    Rejection("[,1]", .unexpected(found: ",", expected: "a value"), 2),
    Rejection("[1,,2]", .unexpected(found: ",", expected: "a value"), 4),
    Rejection("[1 2]", .missingComma(in: "an array"), 4),
    Rejection("{\"a\":1 \"b\":2}", .missingComma(in: "an object"), 8),
    Rejection("{\"a\" 1}", .unexpected(found: "1", expected: "a colon"), 6),
    Rejection("{a:1}", .unquotedKey("a"), 2),
    Rejection("{'a':1}", .singleQuote, 2),
    Rejection("{1:1}", .unquotedKey("1"), 2),
    Rejection("['a']", .singleQuote, 2),
    Rejection("{\"a\":1,\"a\":2}", .duplicateKey("a", first: TextPosition(line: 1, column: 2)), 8),
    Rejection(
      "{\"a\":1,\"\\u0061\":2}", .duplicateKey("a", first: TextPosition(line: 1, column: 2)), 8),
    Rejection("[1}", .unexpected(found: "}", expected: "a comma or ]"), 3),
    Rejection("{\"a\":1]", .unexpected(found: "]", expected: "a comma or }"), 7),
    Rejection("[1]]", .trailingText("]"), 4),
    Rejection("1 2", .trailingText("2"), 3),
    Rejection("[1] // one", .trailingText("/"), 5),
    Rejection("[/* one */1]", .comment, 2),
    Rejection("[1] \u{0}", .trailingText("the byte 0x00"), 5),
  ]

  static let scalars: [Rejection] = [
    Rejection("[NaN]", .notFinite("NaN"), 2),
    Rejection("[-Infinity]", .notFinite("-Infinity"), 2),
    Rejection("[Infinity]", .notFinite("Infinity"), 2),
    Rejection("[nan]", .notFinite("nan"), 2),
    Rejection("[True]", .unknownWord("True"), 2),
    Rejection("[nul]", .unknownWord("nul"), 2),
    Rejection("[truefalse]", .unknownWord("truefalse"), 2),
    Rejection("[undefined]", .unknownWord("undefined"), 2),
    Rejection("[01]", .malformedNumber("01", reason: "it begins with a zero"), 2),
    Rejection("[-01]", .malformedNumber("-01", reason: "it begins with a zero"), 2),
    Rejection("[+1]", .malformedNumber("+1", reason: "it begins with a plus"), 2),
    Rejection("[.5]", .malformedNumber(".5", reason: "it begins with a point"), 2),
    Rejection("[1.]", .malformedNumber("1.", reason: "no digit follows the point"), 2),
    Rejection("[1.e2]", .malformedNumber("1.e2", reason: "no digit follows the point"), 2),
    Rejection("[1e]", .malformedNumber("1e", reason: "no digit follows the exponent"), 2),
    Rejection("[1e+]", .malformedNumber("1e+", reason: "no digit follows the exponent"), 2),
    Rejection("[-]", .malformedNumber("-", reason: "a minus alone"), 2),
    Rejection("[-a]", .malformedNumber("-a", reason: "no digit follows the minus"), 2),
    Rejection("[0x1F]", .malformedNumber("0x1F", reason: "it is hexadecimal"), 2),
    Rejection("[1.2.3]", .malformedNumber("1.2.3", reason: "it goes on with something else"), 2),
    Rejection("[1_000]", .malformedNumber("1_000", reason: "it goes on with something else"), 2),
    Rejection("1e999", .numberOutOfRange("1e999"), 1),
    Rejection("[0,-1e309]", .numberOutOfRange("-1e309"), 4),
    Rejection("12.", .truncated(inside: "the number 12."), 1),
    Rejection("[\"a\tb\"]", .controlCharacter(0x09), 4),
    Rejection("[\"a\nb\"]", .controlCharacter(0x0A), 4),
    Rejection("[\"\\x\"]", .invalidEscape("\\x"), 3),
    Rejection("[\"\\u12G4\"]", .invalidEscape("\\u12G4"), 3),
    Rejection("[\"\\ud800\"]", .loneSurrogate("\\ud800"), 3),
    Rejection("[\"\\udc00\"]", .loneSurrogate("\\udc00"), 3),
    Rejection("[\"\\ud800\\u0041\"]", .loneSurrogate("\\ud800"), 3),
    Rejection("[\"\\ud83d\\ud83d\"]", .loneSurrogate("\\ud83d"), 3),
  ]

  @Test(arguments: structure + scalars)
  func `an invalid text is refused with its place`(_ rejection: Rejection) {
    let expected = JSONError(
      rejection.problem, at: TextPosition(line: 1, column: rejection.column))
    #expect(throws: expected) { try JSONParser().parse(rejection.text) }
  }

  /// Ill-formed sequences of The Unicode Standard, section 3.9: overlong, surrogate, beyond the
  /// last code point, stray and missing continuation.
  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
      [0xC3, 0x28], [0xE2, 0x82, 0x28], [0xF0, 0x9F, 0x98, 0x28],
    ] as [[UInt8]])
  func `ill-formed UTF-8 is refused`(sequence: [UInt8]) {
    let bytes = Array("[\"é".utf8) + sequence + Array("\"]".utf8)
    let expected = JSONError(.invalidUTF8(sequence[0]), at: TextPosition(line: 1, column: 4))
    #expect(throws: expected) { try JSONParser().parse(bytes) }
  }

  @Test(
    arguments: [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0x7B, 0], [0, 0x7B]] as [[UInt8]])
  func `UTF-16 is named`(bytes: [UInt8]) {
    #expect(throws: JSONError(.encoding("UTF-16"), at: TextPosition(line: 1, column: 1))) {
      try JSONParser().parse(bytes)
    }
  }

  @Test(arguments: ["{\u{0}\"a\":1}", "\u{0}{}\n", "[\u{0}1,2]"])
  func `a zero byte is told as that`(text: String) {
    let error = #expect(throws: JSONError.self) { try JSONParser().parse(Array(text.utf8)) }
    #expect(error?.description.contains("0x00") == true, "\(String(describing: error))")
  }

  @Test func `nesting is limited`() throws {
    let deep = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONParser().parse(deep(256))
    #expect(throws: JSONError(.tooDeep(limit: 256), at: TextPosition(line: 1, column: 257))) {
      try JSONParser().parse(deep(257))
    }
    #expect(throws: JSONError.self) { try JSONParser().parse(deep(100_000)) }
  }

  @Test func `a text that ends anywhere is refused`() throws {
    let text = #"{"a":[1,-2.5e-3,true,null],"b":{"c":"x\n\ud83d\ude00é"}}"#
    let bytes = Array(text.utf8)
    for count in bytes.indices {
      #expect(throws: JSONError.self) { try JSONParser().parse(Array(bytes[..<count])) }
    }
    _ = try JSONParser().parse(bytes)
  }

  @Test func `positions count characters and lines`() throws {
    let text = "{\n  \"이름\": \"하산 😀\", \"b\": [1,\r\n    {\"c\": null}]\n}"
    let value = try JSONParser().parse(text)
    let object = try #require(value.object)
    #expect(value.position == TextPosition(line: 1, column: 1))
    #expect(object.member("이름")?.position == TextPosition(line: 2, column: 3))
    #expect(object["이름"]?.position == TextPosition(line: 2, column: 9))
    #expect(object.member("b")?.position == TextPosition(line: 2, column: 17))
    #expect(value["b"]?[1]?.position == TextPosition(line: 3, column: 5))
    #expect(value["b"]?[1]?["c"]?.position == TextPosition(line: 3, column: 11))
  }

  @Test func `an error after characters of several bytes has its column`() {
    let expected = JSONError(.notFinite("NaN"), at: TextPosition(line: 2, column: 9))
    #expect(throws: expected) { try JSONParser().parse("[\n \"하산😀\", NaN]") }
  }

  @Test func `a message says what is wrong and what to do`() {
    let error = JSONError(.trailingComma(in: "an array"), at: TextPosition(line: 3, column: 7))
    #expect(
      error.description == "3:7: error: a comma after the last item of an array; remove the comma")
    let control = JSONError(.controlCharacter(0x1B), at: TextPosition(line: 1, column: 2))
    #expect(
      control.description
        == "1:2: error: an unescaped control character, 0x1B; write it as \\u001B")
  }

  @Test func `escapes are read`() throws {
    let text = #""\" \\ \/ \b \f \n \r \t \u0041 \u00e9 \uD558 \ud83d\ude00""#
    #expect(
      try JSONParser().parse(text).string
        == "\" \\ / \u{8} \u{c} \n \r \t A é 하 😀")
  }

  @Test func `the order of members stays`() throws {
    let keys = (0..<40).map { "key\(($0 * 17) % 40)" }
    let text = "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    #expect(try JSONParser().parse(text).object?.keys == keys)
  }

  @Test func `a repeated key of a large object is found`() {
    let members = (0..<40).map { "\"k\($0)\":0" }.joined(separator: ",")
    let expected = JSONError(
      .duplicateKey("k7", first: TextPosition(line: 1, column: 2 + 7 * 7)),
      at: TextPosition(line: 2, column: 1))
    #expect(throws: expected) { try JSONParser().parse("{\(members),\n\"k7\":0}") }
  }
}
