import Dispatch
import Synchronization

/// Work that goes on at the same time where there is a second core.
enum SideBySide {
  /// What two pieces of work give that do not need each other; returns when both are done.
  static func run<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, and second: @Sendable () -> Second
  ) -> (First, Second) {
    let results = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { piece in
      if piece == 0 {
        let result = first()
        results.withLock { $0.0 = result }
      } else {
        let result = second()
        results.withLock { $0.1 = result }
      }
    }
    let (firstResult, secondResult) = results.withLock { $0 }
    // Both were done; what was not would be done here.
    return (firstResult ?? first(), secondResult ?? second())
  }
}
