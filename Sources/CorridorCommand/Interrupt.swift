import Dispatch
import Foundation

/// Calls something instead of ending the process when the user presses Ctrl-C.
struct Interrupt {
  private let source: any DispatchSourceSignal

  init(_ body: @escaping @Sendable () -> Void) {
    // Without this the system ends the process before anything is called.
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler(handler: body)
    source.resume()
  }

  /// Gives Ctrl-C its usual meaning back.
  func end() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}

/// What is known of the terminal.
enum Terminal {
  /// Whether standard error is one.
  static var isStandardError: Bool { isatty(2) == 1 }
}
