import Foundation
import Testing

/// Results never take the place of the files that a study is read from.
@Suite struct OwnFilesTests {
  private static func bytes(of study: URL) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: study.path) {
      found[name] = FileManager.default.contents(atPath: study.appending(path: name).path)
    }
    return found
  }

  /// Two new studies, `mine` and `other`, and a link `alias` to the first.
  private func inStudies(_ body: (_ parent: URL, _ mine: URL) async throws -> Void) async throws {
    try await Command.withFolder { parent in
      for name in ["mine", "other"] {
        #expect(try await Command.run(["new", name], in: parent).code == 0)
      }
      let mine = parent.appending(path: "mine")
      try FileManager.default.createSymbolicLink(
        at: parent.appending(path: "alias"), withDestinationURL: mine)
      try await body(parent, mine)
    }
  }

  @Test(arguments: ["mine", "alias", "alias/", "mine/../mine", "other"])
  func `an export into a folder with a study is refused`(folder: String) async throws {
    try await inStudies { parent, mine in
      let before = try Self.bytes(of: parent)
      let outcome = try await Command.run(["export", folder, "--study", "mine"], in: parent)
      outcome.expectFailure(73, says: [folder, "holds a study", "name another"])
      #expect(try Self.bytes(of: parent) == before)
    }
  }

  @Test func `so is one into the folder where one is`() async throws {
    try await inStudies { _, mine in
      let before = try Self.bytes(of: mine)
      let outcome = try await Command.run(["export", ".", "--study", "."], in: mine)
      outcome.expectFailure(73, says: ["holds a study"])
      #expect(try Self.bytes(of: mine) == before)
      let beside = try await Command.run(["export", "exports", "--study", "."], in: mine)
      #expect(beside.code == 0, "\(beside.complaint)")
      let after = try Self.bytes(of: mine).filter { !$0.key.hasPrefix("exports") }
      #expect(after == before)
    }
  }

  @Test(arguments: [
    ["risk", "-o", "mine/assumptions.yaml"], ["risk", "-o", "alias/claims.yaml"],
    ["risk", "-o", "mine/scenarios/base.yaml"], ["risk", "-o", "mine/./links.geojson"],
    ["risk", "-o", "other/sources.json"], ["risk", "--worlds", "mine/deflators.csv"],
    ["risk", "-o", "leading"],
  ])
  func `no part and no worlds take the place of a study's file`(words: [String]) async throws {
    try await inStudies { parent, mine in
      try FileManager.default.createSymbolicLink(
        at: parent.appending(path: "leading"),
        withDestinationURL: mine.appending(path: "study.yaml"))
      let before = try Self.bytes(of: parent)
      let outcome = try await Command.run(
        words + ["container:westport-eastport", "--study", "mine", "--samples", "16"], in: parent)
      outcome.expectFailure(73, says: ["is read from a file of this name", "name another"])
      #expect(try Self.bytes(of: parent) == before)
    }
  }

  @Test func `what is no file of the study may lie beside its files`() async throws {
    try await inStudies { parent, _ in
      let run = [
        "risk", "container:westport-eastport", "--study", "mine", "--samples", "16", "-o",
        "mine/run.json",
      ]
      for _ in 0..<2 { #expect(try await Command.run(run, in: parent).code == 0) }
      let merged = try await Command.run(
        ["merge", "mine/run.json", "-o", "mine/corridors.yaml"], in: parent)
      merged.expectFailure(73, says: ["mine/corridors.yaml", "name another"])
    }
  }
}
