import Dispatch
import Foundation

/// Calls something instead of ending the process when the user presses Ctrl-C, the terminal goes away or the
/// system asks for an end, as schedulers of jobs do before they kill.
struct Interrupt {
  /// What `nohup` makes a program outlive, it outlives.
  private static let signals = [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP])
  private let sources: [any DispatchSourceSignal]
  /// A queue of its own gets a thread of its own: the global ones wait while work takes every core.
  private static let queue = DispatchQueue(label: "interrupt", qos: .userInteractive)

  /// Begins to listen.
  ///
  /// - Parameter body: gets the code to exit with where it ends the process: 129, 130 or 143, as
  ///   shells have it.
  init(_ body: @escaping @Sendable (_ code: Int32) -> Void) {
    sources = Self.signals.map { number in
      // Without this the system ends the process before anything is called.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: Self.queue)
      source.setEventHandler { body(128 + number) }
      source.resume()
      return source
    }
  }

  /// Whether the process was begun with a signal ignored, as far as the system tells.
  private static func isIgnored(_ number: Int32) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("SigIgn:") }),
      let mask = line.split(whereSeparator: \.isWhitespace).last.flatMap({ UInt64($0, radix: 16) })
    else { return false }
    return mask >> UInt64(number - 1) & 1 == 1
  }

  /// Gives the signals their usual meaning back.
  func end() {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }

  /// Makes it a failure of writing, and not the end of the process, that a program takes no more.
  static func outliveBrokenPipe() { signal(SIGPIPE, SIG_IGN) }

  /// Makes it a failure of writing, and not the end of the process, that a file may grow no further
  /// (`ulimit -f`): what was begun is cleared away and told then.
  static func outliveFileLimit() { signal(SIGXFSZ, SIG_IGN) }
}
