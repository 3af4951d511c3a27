import Foundation
import Testing

/// Long runs that are stopped.
@Suite struct StopTests {
  /// What shells have for the two signals.
  @Test(arguments: [("INT", 130), ("TERM", 143)])
  func `a sensitivity that is stopped says so and ends with its code`(signal: String, code: Int32)
    async throws
  {
    let outcome = try await Command.shell(
      """
      "$0" sensitivity gas:vladivostok-seoul --method sobol --independent --samples 1e7 &
      sleep 3; kill -\(signal) $!; wait $!
      """)
    #expect(outcome.code == code && outcome.output.isEmpty, "\(outcome.complaint)")
    #expect(outcome.complaint.contains("the run was stopped"))
  }

  /// The signals of Ctrl-C and of schedulers.
  @Test(arguments: ["INT", "TERM"])
  func `a run that is stopped prints what it has, and leaves nothing half written`(
    signal: String
  ) async throws {
    try await Command.withFolder { folder in
      let file = folder.appending(path: "worlds.npy").path
      // As soon as worlds are written there are some.
      let outcome = try await Command.shell(
        """
        "$0" risk gas:vladivostok-seoul --samples 1e9 --threads 1 --worlds '\(file)' &
        until [ "$(cat '\(folder.path)'/.*.part* 2>/dev/null | wc -c)" -gt 4096 ]; do sleep 0.1; done
        kill -\(signal) $!; wait $!
        """)
      #expect(outcome.code == 130, "\(outcome.complaint)")
      #expect(outcome.output.contains("PARTIAL: the run was stopped"))
      #expect(outcome.output.contains("\nrun: "))
      #expect(outcome.complaint.contains("the results above are partial"))
      #expect(outcome.complaint.contains("worlds.npy is not written"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }

  /// The file itself stays as it was: nothing that looks whole is left by a run that was not.
  @Test(arguments: [[], ["--shard", "1/2"]])
  func `a run that is to keep its part keeps what is done beside it`(options: [String]) async throws
  {
    try await Command.withFolder { folder in
      let (part, worlds) = (folder.appending(path: "part"), folder.appending(path: "worlds.npy"))
      try Data("old".utf8).write(to: part)
      let outcome = try await Command.shell(
        """
        "$0" risk gas:vladivostok-seoul --samples 1e9 --threads 1 \(options.joined(separator: " ")) \
          -o '\(part.path)' --worlds '\(worlds.path)' &
        until [ "$(cat '\(folder.path)'/.*.part* 2>/dev/null | wc -c)" -gt 4096 ]; do sleep 0.1; done
        kill -INT $!; wait $!
        """)
      #expect(outcome.code == 130, "\(outcome.complaint)")
      #expect(outcome.output.contains("PARTIAL: the run was stopped") == options.isEmpty)
      #expect(outcome.complaint.contains("the run was stopped; "))
      #expect(outcome.complaint.contains("worlds.npy are not written"), "\(outcome.complaint)")
      #expect(outcome.complaint.contains("part.partial has samples 0 to "))
      #expect(try Data(contentsOf: part) == Data("old".utf8))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          == ["part", "part.partial"])
      let merged = try await Command.run("merge", part.path + ".partial")
      merged.expectFailure(65, says: ["of 1000000000 samples ", " to 999999999 are in no part"])
    }
  }
}
