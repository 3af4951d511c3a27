/// Reads requests of HTTP/1.1 from bytes as they come, within bounds.
///
/// - Source: RFC 9112. Stricter than it has to be: lines end in CR LF, no folded headers, no body in chunks.
public struct RequestReader: Sendable {
  /// What a request may be at most.
  public struct Limits: Hashable, Sendable {
    /// Bytes of the request line and all headers.
    public var head = 32_768
    /// Headers.
    public var headers = 64
    /// Bytes of a body, which is read and left aside.
    public var body = 65_536

    /// The usual bounds.
    public init() {}
  }

  private let limits: Limits
  private var buffer: [UInt8] = []
  /// Bytes of the buffer that hold no end of a head.
  private var searched = 0

  /// Creates a reader.
  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Whether a request has begun and is not whole.
  public var isInsideRequest: Bool { !buffer.isEmpty }

  /// Takes in bytes of the connection.
  public mutating func take(_ bytes: [UInt8]) { buffer += bytes }

  /// The next whole request; nil when more bytes are needed.
  ///
  /// - Throws: `Problem` for what is no request or beyond the bounds; the connection can't be used further.
  public mutating func next() throws(Problem) -> Request? {
    guard let end = endOfHead() else {
      guard buffer.count <= limits.head else { throw Self.tooLarge(limits) }
      return nil
    }
    guard end <= limits.head else { throw Self.tooLarge(limits) }
    let (request, length) = try head(buffer[..<(end - 4)])
    guard length <= limits.body else {
      throw Problem(
        413, "too-large",
        "the body has more than \(limits.body) bytes; nothing here takes a body, leave it out")
    }
    guard buffer.count >= end + length else { return nil }
    buffer.removeFirst(end + length)
    searched = 0
    return request
  }

  private static func tooLarge(_ limits: Limits) -> Problem {
    Problem(
      431, "too-large",
      "the request line and the headers have more than \(limits.head) bytes; send less")
  }

  private mutating func endOfHead() -> Int? {
    var index = max(0, searched - 3)
    while index + 3 < buffer.count {
      if buffer[index] == 13, buffer[index + 1] == 10, buffer[index + 2] == 13,
        buffer[index + 3] == 10
      {
        return index + 4
      }
      index += 1
    }
    searched = buffer.count
    return nil
  }

  private func head(_ bytes: ArraySlice<UInt8>) throws(Problem) -> (Request, Int) {
    guard let text = String(validating: bytes, as: UTF8.self),
      !bytes.contains(where: { $0 == 0 })
    else { throw Self.bad("the head is not UTF-8 text") }
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
    // An empty line before a request is passed over, RFC 9112 section 2.2.
    if lines.first == "" { lines = lines.dropFirst() }
    guard let line = lines.popFirst() else { throw Self.bad("there is no request line") }
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[0].utf8.allSatisfy(Self.isToken) else {
      throw Self.bad("the request line is not METHOD TARGET VERSION")
    }
    guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
      throw Problem(505, "bad-version", "the version of HTTP is not 1.1 or 1.0")
    }
    let absolute = Target.absolute(String(words[1]))
    guard let (path, query) = Target.parts(of: absolute?.origin ?? String(words[1])) else {
      throw Self.bad("the target is not a path with well-formed escapes of UTF-8")
    }
    var headers = try headers(lines)
    // The host of a target in absolute form is the one that counts; there has to be a header all the same.
    if let absolute, let place = headers.firstIndex(where: { $0.name == "host" }) {
      headers[place].value = absolute.host
    }
    var request = Request(
      method: String(words[0]), path: path, query: query, headers: headers)
    let connection = request.header("connection")?.lowercased() ?? ""
    request.isPersistent =
      words[2] == "HTTP/1.1"
      && !connection.split(separator: ",").contains { Self.trimmed($0) == "close" }
    return (request, try length(of: request))
  }

  private func headers(_ lines: ArraySlice<Substring>) throws(Problem) -> [Request.Field] {
    guard lines.count <= limits.headers else {
      throw Problem(431, "too-large", "there are more than \(limits.headers) headers")
    }
    var headers: [Request.Field] = []
    for line in lines {
      let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, sides[0].utf8.allSatisfy(Self.isToken),
        !sides[1].utf8.contains(where: { $0 == 13 || $0 == 10 })
      else { throw Self.bad("a header is not NAME: VALUE") }
      headers.append(Request.Field(sides[0].lowercased(), Self.trimmed(sides[1])))
    }
    for name in ["host", "content-length", "origin"]
    where headers.count(where: { $0.name == name }) > 1 {
      throw Self.bad("there is more than one header \(name)")
    }
    return headers
  }

  private func length(of request: Request) throws(Problem) -> Int {
    guard request.header("transfer-encoding") == nil else {
      throw Problem(411, "length-required", "a body in chunks is not taken; leave it out")
    }
    guard let text = request.header("content-length") else { return 0 }
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw Self.bad("content-length is no number")
    }
    return Int(text) ?? .max
  }

  private static func bad(_ detail: String) -> Problem { Problem(400, "bad-request", detail) }

  /// The characters of a token, RFC 9110 section 5.6.2.
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
