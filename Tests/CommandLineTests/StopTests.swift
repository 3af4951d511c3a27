import Foundation
import Testing

/// Long runs that are stopped.
@Suite struct StopTests {
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
}
