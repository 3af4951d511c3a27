import CorridorAppraisal
import CorridorNetwork
import CorridorReport
import CorridorRisk
import CorridorStudy

/// Finds the operation that a request asks for, checks its parameters and turns errors into problems.
struct Router: Sendable {
  let endpoints: [Endpoint]
  /// Puts errors into words for clients.
  let words: ErrorWords

  func respond(_ request: Request) async -> Response {
    do {
      return try await dispatch(request)
    } catch {
      return problem(error).response
    }
  }

  private func dispatch(_ request: Request) async throws -> Response {
    let matches = endpoints.compactMap { endpoint in
      endpoint.match(request.path).map { (endpoint: endpoint, values: $0) }
    }
    guard !matches.isEmpty else {
      throw Problem(
        404, "not-found", "there is nothing here; /api/v1/openapi.json lists what there is")
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (endpoint, path) = matches.first(where: { $0.endpoint.method == method }) else {
      let methods = matches.map(\.endpoint.method)
      let allowed = (methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted()
      throw Problem(
        405, "bad-method",
        "\(request.method) is not for this; use \(allowed.joined(separator: ", "))",
        headers: [Request.Field("Allow", allowed.joined(separator: ", "))])
    }
    return try await endpoint.respond(
      Call(request: request, values: try Self.checked(endpoint, path, request.query)))
  }

  /// The values by name of parameter.
  private static func checked(
    _ endpoint: Endpoint, _ path: [String: [String]], _ query: [Request.Field]
  ) throws(Problem) -> [String: [String]] {
    var values = path
    let known = endpoint.parameters.filter { $0.place == .query }.map(\.name)
    for field in query {
      guard known.contains(field.name) else {
        throw Problem(
          400, "unknown-parameter",
          "'\(field.name)' is no parameter of this; "
            + (known.isEmpty ? "it takes none" : "there are: " + known.joined(separator: ", ")))
      }
      values[field.name, default: []].append(field.value)
    }
    for parameter in endpoint.parameters { try parameter.check(values[parameter.name] ?? []) }
    return values
  }

  /// What an error amounts to: refused by the study, or a mistake of the program.
  func problem(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case is StudyError, is NetworkError, is AppraisalError, is RiskModelError, is PoliticsError,
      is SimulationError, is RankingKeyError, is MapError:
      Problem(409, "refused", words.of(error))
    default: Problem(500, "internal", "this could not be worked out: \(words.of(error))")
    }
  }
}

/// Puts errors into words that clients may read: files are named as in the study, and not where its folder lies.
struct ErrorWords: Sendable {
  private let folder: String
  private let name: String

  /// Words for errors of the study in a folder.
  init(folder: String) {
    let parts = folder.split(separator: "/")
    // Nobody learns where a relative folder lies.
    guard folder.hasPrefix("/"), let last = parts.last else {
      (self.folder, name) = ("", "")
      return
    }
    self.folder = "/" + parts.joined(separator: "/") + "/"
    name = last + "/"
  }

  /// An error in words.
  func of(_ error: any Error) -> String {
    let text = "\(error)"
    return folder.isEmpty
      ? text
      : text.split(separator: folder, omittingEmptySubsequences: false).joined(separator: name)
  }
}
