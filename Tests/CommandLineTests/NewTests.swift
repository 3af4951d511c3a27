import Foundation
import Testing

/// `new`, then what a user does next.
@Suite struct NewTests {
  @Test func `a new study is sound and compares`() async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "deep/mine").path
      let made = try await Command.run("new", study)
      made.expectSuccess()
      let check = try await Command.run("check", "--study", study)
      check.expectSuccess()
      #expect(check.output.contains("\n0 errors, "))
      // Nothing but what is made up and the next step, a reference class: no warning of another kind.
      let warnings = check.output.split(separator: "\n").filter { $0.contains(": warning: ") }
      #expect(
        warnings.allSatisfy { warning in
          ["is a judgement", "have no source", "has no 'overrun'"].contains { warning.contains($0) }
        },
        "\(check.output)")
      let list = try await Command.run("compare", "--study", study)
      #expect(list.output.contains("container:westport-eastport"))
      let compared = try await Command.run(
        "compare", "--study", study, "container:westport-eastport", "--format", "json")
      compared.expectSuccess()
      let object = try JSONSerialization.jsonObject(with: Data(compared.output.utf8))
      let routes = try #require((object as? [String: Any])?["routes"] as? [[String: Any]])
      #expect(routes.compactMap { $0["id"] as? String }.sorted() == ["rail", "sea"])
      for scenario in ["base", "slow-border"] {
        try await Command.run(
          "compare", "--study", study, "container:westport-eastport", "--scenario", scenario
        ).expectSuccess()
      }
    }
  }

  @Test(arguments: ["my first study", "it's \"mine\" $HOME", "plain-1"])
  func `what it says to run next runs as it stands`(name: String) async throws {
    try await Command.withFolder { folder in
      let made = try await Command.run(["new", name], in: folder)
      made.expectSuccess()
      let next = try #require(made.output.split(separator: "\n").first { $0.contains("check") })
      let words = String(next).replacing("  corridor ", with: "\"$0\" ")
      try await Command.shell(words, in: folder).expectSuccess()
    }
  }

  @Test func `a folder that holds something is refused and kept`() async throws {
    try await Command.withFolder { folder in
      let note = folder.appending(path: "note.txt")
      try Data("mine".utf8).write(to: note)
      let outcome = try await Command.run("new", folder.path)
      outcome.expectFailure(73, says: ["not empty", "note.txt"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["note.txt"])
      try await Command.run("new", note.path).expectFailure(73, says: ["a file of that name"])
    }
  }

  @Test func `an empty folder is taken`() async throws {
    try await Command.withFolder { folder in
      try await Command.run("new", folder.path).expectSuccess()
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "study.yaml").path))
    }
  }

  @Test func `each change that is missing something is told what to add`() async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "mine")
      try await Command.run("new", study.path).expectSuccess()
      let file = study.appending(path: "corridors.yaml")
      let old = try String(contentsOf: file, encoding: .utf8)
      try Data((old + "  container:westport-eastport/air:\n    name: By air\n").utf8).write(
        to: file)
      let outcome = try await Command.run("check", "--study", study.path)
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("has no 'pieces'; add 'pieces'"))
    }
  }

  @Test func `a schema is printed, and a wrong name told`() async throws {
    let schema = try await Command.run("check", "--schema", "study.yaml")
    schema.expectSuccess()
    let value = try JSONSerialization.jsonObject(with: Data(schema.output.utf8))
    let object = try #require(value as? [String: Any])
    #expect((object["required"] as? [String])?.contains("money") == true)
    try await Command.run("check", "--schema", "studi.yaml")
      .expectFailure(64, says: ["did you mean `study.yaml`?"])
  }
}
