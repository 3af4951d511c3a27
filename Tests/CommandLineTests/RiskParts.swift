import Foundation
import Testing

/// Parts of one small risk run, made once and kept as bytes.
struct RiskParts: Sendable {
  static let samples = 1000
  /// The run, without its seed and what is kept of it.
  static let run = [
    "risk", "gas:vladivostok-seoul", "--samples", String(samples), "--threads", "1",
  ]

  /// Shards 1/3, 2/3 and 3/3.
  let thirds: [Data]
  /// Shard 1/2 of the same run.
  let half: Data
  /// Shard 2/3 with another seed, and with another value of an assumption.
  let otherSeed: Data
  let otherValue: Data
  /// The part of the run in one go, and what it prints by format.
  let whole: Data
  let printed: [String: String]

  private static let made = Task { try await make() }

  /// The parts.
  static var all: RiskParts {
    get async throws { try await made.value }
  }

  private static func make() async throws -> RiskParts {
    try await Command.withFolder { folder in
      var thirds: [Data] = []
      for shard in 1...3 { thirds.append(try await part(folder, "\(shard)/3")) }
      let whole = folder.appending(path: "whole").path
      let outcome = try await Command.run(
        run.dropLast() + ["2", "-o", whole, "--format", "json"])
      outcome.expectSuccess()
      var printed = ["json": outcome.output]
      for format in ["table", "csv"] {
        printed[format] = try await Command.run(run + ["--format", format]).output
      }
      return RiskParts(
        thirds: thirds, half: try await part(folder, "1/2"),
        otherSeed: try await part(folder, "2/3", ["--seed", "43"]),
        otherValue: try await part(
          folder, "2/3", ["--set", "horizon.construction=9 year"]),
        whole: try Data(contentsOf: URL(filePath: whole)), printed: printed)
    }
  }

  private static func part(_ folder: URL, _ shard: String, _ options: [String] = []) async throws
    -> Data
  {
    let file = folder.appending(path: "part")
    try? FileManager.default.removeItem(at: file)
    let outcome = try await Command.run(run + options + ["--shard", shard, "-o", file.path])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    #expect(outcome.output.isEmpty, "a shard keeps its part and prints no results")
    return try Data(contentsOf: file)
  }

  /// Writes parts into a folder of their own and merges them there.
  static func merge(
    _ parts: [(name: String, bytes: Data)], _ options: String...
  ) async throws -> Command.Outcome {
    try await Command.withFolder { folder in
      for part in parts { try part.bytes.write(to: folder.appending(path: part.name)) }
      return try await Command.run(["merge"] + parts.map(\.name) + options, in: folder)
    }
  }
}
