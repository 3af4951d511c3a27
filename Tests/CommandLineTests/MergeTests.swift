import Foundation
import Testing

/// Parts of a run put together, and parts that must be refused.
@Suite struct MergeTests {
  @Test(arguments: ["json", "table", "csv"])
  func `merged shards print what one run prints`(format: String) async throws {
    let all = try await RiskParts.all
    for order in [[0, 1, 2], [2, 0, 1]] {
      let outcome = try await RiskParts.merge(
        order.map { ("part-\($0 + 1)", all.thirds[$0]) }, "--format", format)
      outcome.expectSuccess()
      #expect(outcome.output == all.printed[format])
    }
  }

  @Test func `the merged part is that of one run, byte for byte`() async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { folder in
      for place in all.thirds.indices {
        try all.thirds[place].write(to: folder.appending(path: "part-\(place)"))
      }
      // In two steps would leave samples out: a merge is of everything or nothing.
      let outcome = try await Command.run(
        ["merge", "part-2", "part-0", "part-1", "-o", "merged"], in: folder)
      outcome.expectSuccess()
      #expect(try Data(contentsOf: folder.appending(path: "merged")) == all.whole)
      #expect(
        try await Command.run(["merge", "merged", "--format", "json"], in: folder).output
          == all.printed["json"])
    }
  }

  @Test(arguments: ["part-1", "./part-1", "link", "../here/part-1"])
  func `a part is not written over by its merge`(out: String) async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { parent in
      let folder = parent.appending(path: "here")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let names = all.thirds.indices.map { "part-\($0)" }
      for (name, part) in zip(names, all.thirds) {
        try part.write(to: folder.appending(path: name))
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "link").path, withDestinationPath: "part-1")
      let outcome = try await Command.run(["merge"] + names + ["-o", out], in: folder)
      outcome.expectFailure(64, says: ["-o '\(out)' is the part part-1", "name another file"])
      #expect(try Data(contentsOf: folder.appending(path: "part-1")) == all.thirds[1])
    }
  }

  @Test func `missing samples are told, from first to last`() async throws {
    let parts = try await RiskParts.all.thirds
    // 1000 in three parts: 333, 333 and 334.
    for (kept, words) in [
      ([0, 2], "of 1000 samples 333 to 665 are in no part"),
      ([1], "of 1000 samples 0 to 332, 666 to 999 are in no part"),
      ([0, 1], "666 to 999"),
    ] {
      let outcome = try await RiskParts.merge(kept.map { ("part-\($0 + 1)", parts[$0]) })
      outcome.expectFailure(65, says: [words, "run the missing shards"])
    }
  }

  @Test func `parts that overlap are named with their samples`() async throws {
    let all = try await RiskParts.all
    let half = try await RiskParts.merge([
      ("third", all.thirds[0]), ("half", all.half), ("second", all.thirds[1]),
    ])
    half.expectFailure(65, says: ["third and half both cover samples 0 to 332", "leave one out"])
    let twice = try await RiskParts.merge([
      ("a", all.thirds[0]), ("b", all.thirds[1]), ("c", all.thirds[2]), ("d", all.thirds[1]),
    ])
    twice.expectFailure(65, says: ["b and d both cover samples 333 to 665"])
  }

  @Test func `parts of different runs are named with what differs`() async throws {
    let all = try await RiskParts.all
    let seed = try await RiskParts.merge([
      ("a", all.thirds[0]), ("b", all.otherSeed), ("c", all.thirds[2]),
    ])
    seed.expectFailure(65, says: ["a and b belong to different runs (seed: 42, 43)"])
    let value = try await RiskParts.merge([
      ("a", all.thirds[0]), ("b", all.otherValue), ("c", all.thirds[2]),
    ])
    value.expectFailure(
      65, says: ["a and b belong to different runs (inputs: "])
  }

  @Test func `one turned bit anywhere is found`() async throws {
    let all = try await RiskParts.all
    let size = all.thirds[1].count
    for offset in [0, 7, 8, 12, 20, size / 3, size / 2, size - 9, size - 8, size - 1] {
      var bytes = all.thirds[1]
      bytes[bytes.startIndex + offset] ^= 1
      let outcome = try await RiskParts.merge([
        ("first", all.thirds[0]), ("second", bytes), ("third", all.thirds[2]),
      ])
      let words = offset < 8 ? "no part of a run" : offset < 12 ? "format" : "checksum"
      outcome.expectFailure(65, says: ["second", words])
    }
  }

  @Test func `a part that is cut off or has more than its end is found`() async throws {
    let all = try await RiskParts.all
    let size = all.thirds[1].count
    for length in [0, 7, 8, 11, 12, 40, size / 2, size - 8, size - 1] {
      let outcome = try await RiskParts.merge([
        ("first", all.thirds[0]), ("second", all.thirds[1].prefix(length)),
        ("third", all.thirds[2]),
      ])
      outcome.expectFailure(65, says: ["second", length < 8 ? "no part of a run" : "cut off"])
    }
    let longer = try await RiskParts.merge([("longer", all.whole + [0])])
    longer.expectFailure(65, says: ["longer is cut off or has been changed"])
  }

  @Test func `what is no part, or not there, is named`() async throws {
    let all = try await RiskParts.all
    let other = try await RiskParts.merge([
      ("first", all.thirds[0]), ("notes.txt", Data("CORRIDOR\n".utf8)),
    ])
    other.expectFailure(65, says: ["notes.txt is no part of a run", "--shard"])
    try await Command.run("merge", "/nonexistent/part").expectFailure(
      66, says: ["/nonexistent/part: error: there is no such file"])
    try await Command.run("merge", "Sources").expectFailure(66, says: ["Sources: error:"])
  }

  @Test func `a refused merge keeps nothing`() async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { folder in
      try all.thirds[0].write(to: folder.appending(path: "part"))
      let outcome = try await Command.run(["merge", "part", "-o", "merged"], in: folder)
      outcome.expectFailure(65, says: ["333 to 999"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["part"])
    }
  }
}
