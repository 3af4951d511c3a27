import Foundation
import Testing

/// One mistake of a study is one error of `check`, with what is to be done about it.
@Suite struct OneMistakeTests {
  @Test(arguments: [
    ("regimes.yaml", "the study has no politics, and"),
    ("zones.geojson", "the study has no zones, and"),
    ("borders/boundaries.geojson", "the study has no boundaries, and"),
    ("scenarios", "the study has no scenarios, and"),
  ])
  func `a part that claims ask for is missed once, by the name of its file`(
    part: String, says: String
  ) async throws {
    try await Command.withStudy { _, study in
      try FileManager.default.removeItem(at: study.appending(path: part))
      let errors = try await errors(of: study)
      let only = try #require(errors.first)
      #expect(errors.count == 1, "\(errors.joined(separator: "\n"))")
      #expect(only.hasPrefix(study.appending(path: part).path))
      #expect(only.contains(says) && only.contains("; restore "))
    }
  }

  @Test(arguments: [
    ("sources.json", "\"id\": \"LANKOV10\"", "the source 'LANKOV10'"),
    ("deflators.csv", "EUR/USD,", "there is no exchange rate EUR/USD"),
  ])
  func `a row that much hangs on is missed once`(file: String, row: String, says: String)
    async throws
  {
    try await Command.withStudy { _, study in
      let url = study.appending(path: file)
      let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
      let kept = lines.filter { !$0.contains(row) }
      #expect(kept.count < lines.count)
      try Data(kept.joined(separator: "\n").utf8).write(to: url)
      let errors = try await errors(of: study)
      #expect(errors.count == 1, "\(errors.joined(separator: "\n"))")
      #expect(errors.first?.contains(says) == true)
      #expect(errors.first?.contains("more times)") == true)
    }
  }

  @Test func `lanes without ports are told, and a study without both is not`() async throws {
    try await Command.withStudy { _, study in
      let without = try await Command.run("check", "--study", study.path)
      #expect(without.code == 0 && !without.output.contains("sea/"))
      try FileManager.default.createDirectory(
        at: study.appending(path: "sea"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Command.root.appending(path: "Geo/sea/lanes.geojson"),
        to: study.appending(path: "sea/lanes.geojson"))
      let outcome = try await Command.run("check", "--study", study.path)
      outcome.expectSuccess()
      #expect(outcome.output.contains("sea/ports.geojson: warning: there is no such file"))
    }
  }

  private func errors(of study: URL) async throws -> [String] {
    let outcome = try await Command.run("check", "--study", study.path)
    #expect(outcome.code == 1)
    return outcome.output.components(separatedBy: "\n").filter { $0.contains(": error: ") }
  }
}
