import Corridor
import CorridorViewer
import Foundation
import Testing

/// The bundled study on the bench, read once for all tests; its lines are measured against no border,
/// which is enough for lengths that are published.
enum Bench {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let shared = Result {
    let folder = root.path + "/Geo"
    let study = try StudyReader.read(folder: folder)
    let borders = try StudyReader.borders(folder: folder)
    let bytes = try #require(try StudyReader.optionalFile(MeasureIndex.file, folder: folder))
    let countries = try #require(try StudyReader.countriesFingerprint(folder: folder))
    let lines = try #require(MeasureIndex(bytes: bytes))
      .measures(of: study.links, in: study, countries: countries)
    return Workbench(
      study: study, scenarios: try StudyReader.scenarios(folder: folder, study: study),
      lines: lines, borders: borders, zones: try StudyReader.zones(folder: folder, study: study),
      regimes: try StudyReader.regimes(folder: folder, study: study), version: "test")
  }

  static let viewer = Result { Viewer(bench: try shared.get(), leaflet: nil) }

  /// The answer to a request from this machine.
  static func ask(
    _ target: String, method: String = "GET", headers: [Request.Field] = []
  ) async throws -> Response {
    let request = try #require(
      Request(
        method: method, target: target,
        headers: [Request.Field("host", "127.0.0.1:8080")] + headers), "no target: \(target)")
    return await (try viewer.get()).respond(request)
  }

  /// The same, as another JSON reader sees it.
  static func json(
    _ target: String, method: String = "GET", headers: [Request.Field] = []
  ) async throws -> [String: Any] {
    let response = try await ask(target, method: method, headers: headers)
    #expect((200..<300).contains(response.status), "\(target): \(response.status)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any])
  }

  static let comparison = "/api/v1/comparisons/container:busan-hamburg"
}

extension Response {
  /// The code of a problem.
  var problem: String? {
    guard header("Content-Type") == "application/problem+json" else { return nil }
    let value = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
    #expect(value?["status"] as? Int == status)
    return value?["code"] as? String
  }
}
