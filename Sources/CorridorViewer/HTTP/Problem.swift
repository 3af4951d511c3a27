import CorridorGeoJSON

/// Why a request was refused, as problem details after RFC 9457.
public struct Problem: Error, Hashable, Sendable {
  /// The status code.
  public var status: Int
  /// A stable name, such as `unknown-parameter`.
  public var code: String
  /// What is wrong and the remedy.
  public var detail: String
  /// Headers that the status asks for.
  public var headers: [Request.Field]

  /// Creates a problem.
  public init(_ status: Int, _ code: String, _ detail: String, headers: [Request.Field] = []) {
    self.status = status
    self.code = code
    self.detail = detail
    self.headers = headers
  }

  /// The media type of problem details.
  static let type = "application/problem+json"

  /// The problem as an answer.
  public var response: Response {
    let value: JSONValue = [
      "type": "about:blank", "title": .string(Response.phrase(status)),
      "status": .integer(status), "detail": .string(detail), "code": .string(code),
    ]
    // Text and whole numbers can always be written.
    let body = (try? JSONWriter(.compact).bytes(value)) ?? []
    return Response(status, type: Self.type, body: body, headers: headers)
  }
}
