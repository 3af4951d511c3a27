import Corridor
import Foundation
import Synchronization

/// A line on a terminal's standard error that says how far something is and how long it still takes.
///
/// Nothing is shown in the first half second, nor where standard error is no terminal. The line is drawn
/// ten times a second by a thread of its own, so that it moves on while the work tells nothing.
final class ProgressLine: Sendable {
  private struct State {
    var done: UInt64 = 0
    /// How much there is; 0 when nobody knows.
    var total: UInt64 = 0
    var isShown = false
    var hasEnded = false
  }

  private let begun = ContinuousClock.now
  private let state = Mutex(State())
  private let what: String
  private let screen: Screen
  private let isIdle: Bool

  private static let patience = 0.5
  private static let pause = 0.1
  private static let barWidth = 20

  /// Begins; `what` is being done, such as "sampling".
  ///
  /// With `beside` results are written meanwhile, which say enough where they go to a terminal.
  init(_ what: String, beside results: Bool = false) {
    self.what = what
    screen = .complaints
    isIdle = !Terminal.isStandardError || (results && Terminal.isStandardOutput)
    guard !isIdle else { return }
    Thread.detachNewThread { [self] in
      Thread.sleep(forTimeInterval: Self.patience)
      while draw() { Thread.sleep(forTimeInterval: Self.pause) }
    }
  }

  /// Does something with a line that is gone when it has ended, or when the user presses Ctrl-C, which ends the
  /// process with 130 as a run of `risk`.
  static func during<Result>(
    _ what: String, beside results: Bool = false, _ body: (ProgressLine) throws -> Result
  ) rethrows -> Result {
    let progress = ProgressLine(what, beside: results)
    let interrupt = progress.interrupt()
    defer {
      interrupt.end()
      progress.clear()
    }
    return try body(progress)
  }

  /// The same for what waits.
  static func during<Result>(
    _ what: String, _ body: (ProgressLine) async throws -> Result
  ) async rethrows -> Result {
    let progress = ProgressLine(what)
    let interrupt = progress.interrupt()
    defer {
      interrupt.end()
      progress.clear()
    }
    return try await body(progress)
  }

  /// Wipes the line on Ctrl-C and the like, and ends the process with the code that shells have for it.
  private func interrupt() -> Interrupt {
    Interrupt { [self] code in
      clear()
      Output.complain("the run was stopped")
      // Whatever else runs is left as it is: nothing waits for it.
      _exit(code)
    }
  }

  /// Says how much is done.
  func show(_ done: UInt64, of total: UInt64) {
    state.withLock { state in
      state.done = min(done, total)
      state.total = total
    }
  }

  /// Says that so much more is done of a total.
  func advance(by count: Int = 1, of total: Int) {
    state.withLock { state in
      state.total = UInt64(clamping: total)
      state.done = min(state.total, state.done + UInt64(clamping: count))
    }
  }

  /// What to call with the bytes that are read of some files, of all of which the size is known.
  func reading(_ paths: [String]) -> @Sendable (Int) -> Void {
    let sizes = paths.map { path in
      (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    }
    guard !isIdle, !sizes.contains(nil) else { return { _ in } }
    let total = sizes.reduce(0) { $0 + ($1 ?? 0) }
    return { [self] in advance(by: $0, of: total) }
  }

  /// Wipes the line, for good.
  func clear() {
    state.withLock { state in
      state.hasEnded = true
      if state.isShown { wipe() }
      state.isShown = false
    }
  }

  /// Draws the line; whether there is any more to draw.
  private func draw() -> Bool {
    state.withLock { state in
      guard !state.hasEnded else { return false }
      state.isShown = true
      wipe()
      write(text(state))
      return true
    }
  }

  private func text(_ state: State) -> String {
    let passed = (ContinuousClock.now - begun) / .seconds(1)
    // What follows when all is counted takes its time too.
    guard state.done > 0, state.done < state.total else { return "\(what), \(Int(passed)) s" }
    let share = Double(state.done) / Double(state.total)
    let left = Int((passed / share - passed).rounded(.up))
    return
      "\(what) \(screen.bar(share, width: Self.barWidth)) \(Int(100 * share)) %, \(left) s left"
  }

  private func wipe() {
    // A terminal that knows nothing else knows the return of the carriage.
    write("\r" + String(repeating: " ", count: min(screen.width, 79) - 1) + "\r")
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
