import Foundation
import Synchronization

/// A line on a terminal's standard error that says how far a run is and how long it still takes.
final class ProgressLine: Sendable {
  private let begun = ContinuousClock.now
  private let shown = Mutex<ContinuousClock.Instant?>(nil)
  private let isTerminal = Terminal.isStandardError

  /// Shows how much is done; nothing in the first half second, and then ten times a second at most.
  func show(_ done: UInt64, of total: UInt64) {
    guard isTerminal, done > 0, done <= total else { return }
    let now = ContinuousClock.now
    let passed = (now - begun) / .seconds(1)
    guard passed > 0.5 else { return }
    shown.withLock { last in
      if let last, now - last < .milliseconds(100) { return }
      last = now
      let left = passed * Double(total - done) / Double(done)
      let percent = Int(100 * Double(done) / Double(total))
      write("\r\(percent) % of \(total) samples, \(Int(left.rounded(.up))) s left ")
    }
  }

  /// Wipes the line.
  func clear() {
    shown.withLock { last in
      guard last != nil else { return }
      last = nil
      write("\r" + String(repeating: " ", count: 60) + "\r")
    }
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
