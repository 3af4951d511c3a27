import Dispatch
import Foundation

/// Calls something instead of ending the process when a signal comes, such as Ctrl-C.
struct Interrupt {
  private let source: any DispatchSourceSignal
  private let number: Int32

  init(_ number: Int32 = SIGINT, _ body: @escaping @Sendable () -> Void) {
    self.number = number
    // Without this the system ends the process before anything is called.
    signal(number, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: body)
    source.resume()
  }

  /// Gives the signal its usual meaning back.
  func end() {
    source.cancel()
    signal(number, SIG_DFL)
  }
}
