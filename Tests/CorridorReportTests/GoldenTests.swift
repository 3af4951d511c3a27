import Corridor
import Foundation
import Testing

/// Output that is kept, byte for byte; `make goldens` records it again.
@Suite struct GoldenTests {
  @Test func `the comparison of containers to Hamburg is the one that was kept`() throws {
    let bundled = try Bundled.shared.get()
    let result = try bundled.result("container:busan-hamburg")
    try expectGolden(
      ComparisonTable(study: bundled.study, result: result).text(),
      "compare-busan-hamburg.txt")
  }

  private func expectGolden(_ text: String, _ name: String) throws {
    let file = Bundled.root.appending(path: "Tests/Goldens/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("\(name) was recorded: read it, commit it, and list what changed in CHANGELOG")
      return
    }
    guard let kept = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("there is no Tests/Goldens/\(name): run `make goldens`")
      return
    }
    let (before, now) = (lines(of: kept), lines(of: text))
    let first = zip(before, now).enumerated().first { $0.element.0 != $0.element.1 }
    let place = first?.offset ?? min(before.count, now.count)
    #expect(
      kept == text,
      """
      line \(place + 1) of \(name) is not as it was kept:
      \(place < before.count ? before[place] : "(none)")
      \(place < now.count ? now[place] : "(none)")
      """)
  }
}
