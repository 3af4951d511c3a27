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

  @Test func `places of one id are told once, with how many there are`() async throws {
    try await Command.withStudy { _, study in
      let url = study.appending(path: "places.geojson")
      let text = try String(contentsOf: url, encoding: .utf8)
      var lines = text.components(separatedBy: "\n")
      let place = try #require(lines.first { $0.contains("\"id\": \"mohe\"") })
      lines.insert(
        contentsOf: Array(repeating: place.hasSuffix(",") ? place : place + ",", count: 20_000),
        at: 1)
      try Data(lines.joined(separator: "\n").utf8).write(to: url)
      let errors = try await errors(of: study)
      #expect(errors.count == 1, "\(errors.prefix(3))")
      #expect(errors.first?.contains("the place 'mohe' has the id of the place at") == true)
      #expect(errors.first?.contains("(and 19999 more times)") == true)
    }
  }

  @Test(arguments: [
    ("country: KP, from: RU", "country: KQ, from: RU", "`KQ`; did you mean `KP`?"),
    ("tkr-west], country: KP", "tkr-west], country: NK", "the country `NK`; name one of: "),
    (
      "present, corridors: [", "present, corridors: [rajin-spurr, ",
      "`rajin-spurr`; did you mean `rajin-spur`?"
    ),
  ])
  func `a misspelt country or corridor of a claim is a mistake and no verdict`(
    old: String, new: String, says: String
  ) async throws {
    try await Command.withStudy { _, study in
      let url = study.appending(path: "claims.yaml")
      let text = try String(contentsOf: url, encoding: .utf8)
      let place = try #require(text.range(of: old))
      try Data(text.replacingCharacters(in: place, with: new).utf8).write(to: url)
      let errors = try await errors(of: study)
      #expect(errors.count == 1 && errors.first?.contains(says) == true, "\(errors)")
      let audit = try await Command.run("audit", "--study", study.path)
      audit.expectFailure(65, says: [says])
    }
  }

  @Test func `a misspelt series of a link is told once`() async throws {
    try await Command.withStudy { _, study in
      func warnings() async throws -> Set<String> {
        let lines = try await Command.run("check", "--study", study.path, "--format", "csv").output
        return Set(lines.split(separator: "\n").map { String($0.drop { $0 != "," }) })
      }
      let before = try await warnings()
      let url = study.appending(path: "links.geojson")
      let text = try String(contentsOf: url, encoding: .utf8)
      let place = try #require(text.range(of: "TSR actual km via Yaroslavl"))
      try Data(
        text.replacingCharacters(in: place, with: "TSR actual km via Yaroslval").utf8
      ).write(to: url)
      let new = try await warnings().subtracting(before)
      #expect(new.contains { $0.contains("unknown-series") && $0.contains("Yaroslavl'?") })
      #expect(!new.contains { $0.contains("post-place-far") }, "\(new)")
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
