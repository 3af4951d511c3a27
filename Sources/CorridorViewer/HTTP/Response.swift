import CorridorGeoJSON

/// An answer.
public struct Response: Hashable, Sendable {
  /// The status code.
  public var status: Int
  /// The headers beside those that the server adds.
  public var headers: [Request.Field]
  /// The body.
  public var body: [UInt8]

  /// Creates an answer of a media type.
  public init(
    _ status: Int = 200, type: String, body: [UInt8], headers: [Request.Field] = []
  ) {
    self.status = status
    self.headers = [Request.Field("Content-Type", type)] + headers
    self.body = body
  }

  /// An answer of text in UTF-8.
  init(_ status: Int = 200, type: String, text: String, headers: [Request.Field] = []) {
    self.init(status, type: type, body: Array(text.utf8), headers: headers)
  }

  /// An answer of JSON.
  ///
  /// - Throws: `JSONWriter.NotFiniteError`.
  init(
    _ status: Int = 200, json: JSONValue, type: String = "application/json",
    headers: [Request.Field] = []
  ) throws(JSONWriter.NotFiniteError) {
    self.init(
      status, type: type, body: try JSONWriter(.compact).bytes(json), headers: headers)
  }

  /// The value of a header.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// What a status is called, RFC 9110 section 15.
  static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 204: "No Content"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 411: "Length Required"
    case 413: "Content Too Large"
    case 431: "Request Header Fields Too Large"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Internal Server Error"
    }
  }

  /// Status line, headers and body as HTTP/1.1 has them.
  func message(date: String, isPersistent: Bool, withBody: Bool) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) \(Self.phrase(status))", "Date: \(date)"]
    lines += (headers + Self.always).map { "\($0.name): \($0.value)" }
    if status != 204 { lines.append("Content-Length: \(body.count)") }
    if !isPersistent { lines.append("Connection: close") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count + 1024)
    for line in lines {
      bytes += line.utf8
      bytes += [13, 10]
    }
    bytes += [13, 10]
    if withBody, status != 204 { bytes += body }
    return bytes
  }

  /// No browser guesses types, tells others of addresses, or lets other sites use an answer.
  private static let always = [
    Request.Field("X-Content-Type-Options", "nosniff"),
    Request.Field("Referrer-Policy", "no-referrer"),
    Request.Field("Cross-Origin-Resource-Policy", "same-origin"),
    Request.Field("Cache-Control", "no-cache"),
  ]
}
