/// A request, read and decoded; none here has a body.
public struct Request: Hashable, Sendable {
  /// A header, or a parameter of the query.
  public struct Field: Hashable, Sendable {
    /// Its name; of a header in lower case.
    public var name: String
    /// Its value.
    public var value: String

    /// Creates a field.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Such as `GET`.
  public var method: String
  /// The segments of the path, decoded one by one.
  public var path: [String]
  /// The parameters of the query, decoded, in order.
  public var query: [Field]
  /// The headers, in order.
  public var headers: [Field]
  /// Whether the client wants the connection kept.
  public var isPersistent: Bool

  /// Creates a request.
  public init(
    method: String = "GET", path: [String], query: [Field] = [], headers: [Field] = [],
    isPersistent: Bool = true
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.isPersistent = isPersistent
  }

  /// Creates a request for a target such as `/collections?f=json`; nil for what is none.
  public init?(method: String = "GET", target: String, headers: [Field] = []) {
    guard let (path, query) = Target.parts(of: target) else { return nil }
    self.init(method: method, path: path, query: query, headers: headers)
  }

  /// The first header of a name in lower case.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// The target of a request in origin form or absolute form, RFC 9112 sections 3.2.1 and 3.2.2.
enum Target {
  /// The host and the origin form of a target in absolute form; nil for any other.
  ///
  /// An authority without a host, or with the name of a user, is none, RFC 9110 section 4.2.
  static func absolute(_ target: String) -> (host: String, origin: String)? {
    let scheme = "http://"
    guard target.prefix(scheme.count).lowercased() == scheme else { return nil }
    let rest = target.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    guard let first = host.first, first != ":", !host.contains("@") else { return nil }
    let origin = rest.dropFirst(host.count)
    return (String(host), (origin.hasPrefix("/") ? "" : "/") + String(origin))
  }

  /// The decoded segments of the path and parameters of the query; nil for what is no such target.
  static func parts(of target: String) -> (path: [String], query: [Request.Field])? {
    guard target.utf8.first == UInt8(ascii: "/"),
      target.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path: [String] = []
    for segment in (halves.first ?? "").dropFirst().split(
      separator: "/", omittingEmptySubsequences: false)
    {
      guard let text = decoded(segment, plusIsSpace: false) else { return nil }
      path.append(text)
    }
    if path == [""] { path = [] }
    guard halves.count == 2 else { return (path, []) }
    var query: [Request.Field] = []
    for pair in halves[1].split(separator: "&", omittingEmptySubsequences: true) {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(sides[0], plusIsSpace: true),
        let value = decoded(sides.count == 2 ? sides[1] : "", plusIsSpace: true)
      else { return nil }
      query.append(Request.Field(name, value))
    }
    return (path, query)
  }

  /// A text as one segment or one value of a target: everything but unreserved characters escaped.
  static func encoded(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x3A:
        result.append(Character(Unicode.Scalar(byte)))
      default:
        result.append("%")
        result.append(hex[Int(byte >> 4)])
        result.append(hex[Int(byte & 15)])
      }
    }
    return result
  }

  /// The text of percent-encoded UTF-8; nil when an escape is broken or the bytes are no UTF-8.
  private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+"), plusIsSpace {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
