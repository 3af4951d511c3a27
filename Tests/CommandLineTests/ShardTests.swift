import Foundation
import Testing

/// Runs cut into shards, and shards that are taken up again.
@Suite struct ShardTests {
  private static func run(_ options: String...) async throws -> Command.Outcome {
    try await Command.run(RiskParts.run + options)
  }

  @Test(arguments: ["0/3", "4/3", "-1/3", "x", "1/", "/3", "1/0", "1/2/3", "1.5/3", "/"])
  func `a shard that is none is refused`(shard: String) async throws {
    let outcome = try await Self.run("--shard=\(shard)", "-o", "/nonexistent/part")
    outcome.expectFailure(64, says: ["--shard '\(shard)' is no part", "3/8"])
  }

  @Test func `more shards than samples leave one empty`() async throws {
    let outcome = try await Self.run("--shard", "1/1001", "-o", "/nonexistent/part")
    outcome.expectFailure(64, says: ["--shard 1/1001 of 1000 samples is empty", "fewer shards"])
    let huge = try await Self.run("--shard", "1/\(Int.max)", "-o", "/nonexistent/part")
    huge.expectFailure(64, says: ["is empty"])
  }

  @Test(arguments: [
    Refusal(["--shard", "1/3"], 64, "--shard needs -o FILE"),
    Refusal(["--resume"], 64, "--resume needs -o FILE"),
    Refusal(["--resume", "-o", "part", "--worlds", "worlds.npy"], 64, "leave one out"),
  ])
  func `options that do not go together show the usage`(refusal: Refusal) async throws {
    let outcome = try await Command.run(RiskParts.run + refusal.arguments)
    #expect(outcome.code == refusal.code && outcome.output.isEmpty)
    for word in refusal.words { #expect(outcome.complaint.contains(word)) }
    outcome.expectNoTrace()
  }

  /// Where there is a /proc and a /sys, they refuse new files even to root.
  @Test(arguments: ["/nonexistent/part", "/proc/part", "/sys/part"])
  func `a part that can't be kept is refused and nothing is left`(path: String) async throws {
    try await Self.run("--shard", "1/3", "-o", path).expectFailure(73, says: ["\(path): error:"])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: ["/nonexistent/part", "LICENSE/part"])
  func `a part that can't be kept is told before the run`(path: String) async throws {
    // So many samples would take a minute at least.
    let outcome = try await Command.run(
      "risk", "gas:vladivostok-seoul", "--samples", "10000000", "--shard", "1/2", "-o", path)
    outcome.expectFailure(73, says: ["\(path): error:"])
  }

  @Test func `a folder in the place of a part stays`() async throws {
    try await Command.withFolder { folder in
      let outcome = try await Self.run("--shard", "1/3", "-o", folder.path)
      outcome.expectFailure(73, says: ["there is a folder of that name"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `a folder in the place of the worlds stays with what is in it`() async throws {
    try await Command.withFolder { folder in
      let kept = folder.appending(path: "kept")
      try Data("kept".utf8).write(to: kept)
      let outcome = try await Self.run("--worlds", folder.path)
      outcome.expectFailure(73, says: ["there is a folder of that name"])
      #expect(try Data(contentsOf: kept) == Data("kept".utf8))
    }
  }

  @Test(arguments: ["worlds.npy", "worlds.csv"])
  func `the worlds of a second run take the place of the first`(name: String) async throws {
    try await Command.withFolder { folder in
      let path = folder.appending(path: name).path
      for _ in 1...2 {
        let outcome = try await Self.run("--worlds", path)
        #expect(outcome.code == 0 && outcome.output.contains("pipeline"))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
      let rows = try Data(contentsOf: URL(filePath: path))
      #expect(name.hasSuffix("csv") ? rows.count { $0 == 0x0A } == 1001 : rows.starts(with: [0x93]))
    }
  }

  @Test(arguments: ["both", "./both", "link/both", "both.partial"])
  func `a part and the worlds are not written over each other`(worlds: String) async throws {
    try await Command.withFolder { folder in
      // The link leads to the folder itself, and neither file is there yet.
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "link").path,
        withDestinationPath: ".")
      let outcome = try await Command.run(
        RiskParts.run + [
          "--study", Command.root.appending(path: "Geo").path, "-o", "both", "--worlds", worlds,
        ], in: folder)
      outcome.expectFailure(64, says: ["write over each other", "name two files"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["link"])
    }
  }

  @Test func `a full disk is told`() async throws {
    try await Self.run("--shard", "1/3", "-o", "/dev/full").expectFailure(
      74, says: ["/dev/full: error: the disk is full"])
  }

  @Test func `a part that is there and whole is taken as it is`() async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { folder in
      let file = folder.appending(path: "part")
      try all.thirds[1].write(to: file)
      let before = try Self.inode(file)
      let outcome = try await Self.run("--shard", "2/3", "--resume", "-o", file.path)
      #expect(outcome.code == 0 && outcome.complaint.contains("333 to 665 were there already"))
      #expect(try Self.inode(file) == before)
      // Without --resume it is run again, to the same bits.
      let again = try await Self.run("--shard", "2/3", "-o", file.path)
      #expect(again.code == 0 && again.complaint.contains("333 to 665 kept"))
      #expect(try Self.inode(file) != before)
      #expect(try Data(contentsOf: file) == all.thirds[1])
    }
  }

  @Test func `a whole run that is there is printed`() async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { folder in
      let file = folder.appending(path: "whole")
      try all.whole.write(to: file)
      let before = try Self.inode(file)
      let outcome = try await Self.run("--resume", "-o", file.path, "--format", "json")
      outcome.expectSuccess()
      #expect(outcome.output == all.printed["json"])
      #expect(try Self.inode(file) == before)
    }
  }

  /// Shard 1/3 is what a run of all that was stopped after 333 samples leaves.
  @Test func `a run that was stopped goes on from what it has left`() async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { folder in
      let file = folder.appending(path: "whole")
      let partial = folder.appending(path: "whole.partial")
      try all.thirds[0].write(to: partial)
      let outcome = try await Self.run("--resume", "-o", file.path, "--format", "json")
      #expect(outcome.code == 0 && outcome.output == all.printed["json"])
      #expect(outcome.complaint.contains("whole.partial: samples 0 to 332 were there already"))
      #expect(try Data(contentsOf: file) == all.whole)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["whole"])
      // Without --resume all is run; what a run of another kind has left is neither taken nor deleted.
      let leftOut = "whole.partial: not taken by --resume, "
      for (left, options, told) in [
        (all.thirds[0], [], nil),
        (
          all.thirds[1], ["--resume"],
          leftOut + "it has samples 333 to 665 and not samples 0 to 999"
        ),
        (all.otherSeed, ["--resume"], leftOut + "it is of another run (there and here: seed: "),
        (all.whole.prefix(400), ["--resume"], leftOut + "it is cut off or has been changed"),
        (Data("text".utf8), ["--resume"], leftOut + "it is no part of a run; all samples are run"),
      ] as [(Data, [String], String?)] {
        try left.write(to: partial)
        try? FileManager.default.removeItem(at: file)
        let again = try await Command.run(
          RiskParts.run + ["-o", file.path, "--format", "json"] + options)
        #expect(again.code == 0 && again.output == all.printed["json"])
        #expect(told.map { again.complaint.contains($0) } ?? !again.complaint.contains("--resume"))
        #expect(try Data(contentsOf: file) == all.whole)
        let isOfThisRun = left == all.thirds[0] || left == all.thirds[1]
        #expect(FileManager.default.fileExists(atPath: partial.path) != isOfThisRun)
      }
    }
  }

  @Test func `what is there and not this part is run anew`() async throws {
    let all = try await RiskParts.all
    var spoilt = all.thirds[1]
    spoilt[spoilt.startIndex + spoilt.count / 2] ^= 1
    for bytes in [
      spoilt, spoilt.prefix(100), Data(), all.thirds[0], all.otherSeed, all.otherValue,
    ] {
      try await Command.withFolder { folder in
        let file = folder.appending(path: "part")
        try bytes.write(to: file)
        let outcome = try await Self.run("--shard", "2/3", "--resume", "-o", file.path)
        #expect(outcome.code == 0 && outcome.complaint.contains("333 to 665 kept"))
        #expect(outcome.complaint.contains("part: not taken by --resume, it "))
        #expect(try Data(contentsOf: file) == all.thirds[1])
      }
    }
  }

  @Test func `a part of another ranking is run anew`() async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { folder in
      let file = folder.appending(path: "part")
      try all.thirds[1].write(to: file)
      let outcome = try await Self.run(
        "--by", "time_days.door_to_door", "--shard", "2/3", "--resume", "-o", file.path)
      #expect(outcome.code == 0 && outcome.complaint.contains("333 to 665 kept"))
      #expect(outcome.complaint.contains("it is of another run (rankings)"))
      #expect(try Data(contentsOf: file) != all.thirds[1])
    }
  }

  @Test func `a run that is killed leaves the old part whole`() async throws {
    let all = try await RiskParts.all
    try await Command.withFolder { folder in
      let file = folder.appending(path: "part")
      try all.thirds[0].write(to: file)
      let begun = ContinuousClock.now
      try await Command.runUntil(
        [
          "risk", "gas:vladivostok-seoul", "--samples", "400000000", "--threads", "1", "--shard",
          "1/3", "-o", file.path,
        ]
      ) { ContinuousClock.now - begun > .seconds(2) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["part"])
      #expect(try Data(contentsOf: file) == all.thirds[0])
    }
  }

  private static func inode(_ file: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
  }
}
