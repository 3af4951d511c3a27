import CorridorGeoJSON
import CorridorStudy

/// One operation of the server: what it takes, what it gives, and how it works the answer out.
///
/// The router checks requests against it and the OpenAPI description is made from it, so that both agree.
struct Endpoint: Sendable {
  /// What an operation may answer.
  struct Answer: Sendable {
    let status: Int
    let text: String
    /// Media types with their schemas; none for an answer without a body.
    var content: [(type: String, schema: JSONValue)] = []
    /// Names of headers with what they say.
    var headers: [(name: String, text: String)] = []
  }

  let method: String
  /// Such as `/api/v1/runs/{run}`.
  let path: String
  let id: String
  let summary: String
  let tag: String
  var parameters: [Parameter] = []
  let answers: [Answer]
  /// Codes of the problems that it may give beside those of every operation.
  var problems: [Int] = []
  let respond: @Sendable (Call) async throws -> Response

  /// The segments of the path.
  var segments: [Substring] { path.split(separator: "/") }

  /// The values of the parameters in the path; nil when the path is another.
  func match(_ path: [String]) -> [String: [String]]? {
    let own = segments
    guard own.count == path.count else { return nil }
    var values: [String: [String]] = [:]
    for (pattern, segment) in zip(own, path) {
      if pattern.hasPrefix("{"), pattern.hasSuffix("}") {
        values[String(pattern.dropFirst().dropLast())] = [segment]
      } else if pattern != segment {
        return nil
      }
    }
    return values
  }
}

/// A request with its parameters checked.
struct Call: Sendable {
  let request: Request
  /// The values by name of parameter.
  let values: [String: [String]]

  /// The first value of a parameter; empty where there is none.
  func text(_ name: String) -> String { values[name]?.first ?? "" }

  /// The first value of a parameter; nil where there is none.
  func optional(_ name: String) -> String? { values[name]?.first }

  /// The ids of a list; nil where there is none.
  func ids(_ name: String) -> Set<String>? {
    optional(name).flatMap(Parameter.ids).map { Set($0) }
  }

  /// A whole number, at most `limit`; numbers beyond are taken as that.
  func integer(_ name: String, default standard: Int, limit: Int) -> Int {
    guard let text = optional(name) else { return standard }
    return min(limit, Int(text) ?? limit)
  }

  /// The state that the parameters tell.
  var state: Circumstances {
    Circumstances(
      scenario: optional("scenario"), asOf: optional("as_of"), changes: values["set"] ?? [])
  }

  /// Where the server is, as the client sees it, without a slash at its end.
  var base: String { "http://" + (request.header("host") ?? "localhost") }
}
