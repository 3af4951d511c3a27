import Dispatch
import Synchronization

/// Work that goes on at the same time where there is a second core.
package enum SideBySide {
  /// What the same work gives for each item, in the order of the items; returns when all is done.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @Sendable (Item) -> Result
  ) -> [Result] {
    let results = Mutex<[Result?]>(Array(repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: items.count) { place in
      let result = work(items[place])
      results.withLock { $0[place] = result }
    }
    // Every one was done; what was not would be done here.
    return zip(items, results.withLock { $0 }).map { item, result in result ?? work(item) }
  }

  /// What two pieces of work give that do not need each other; returns when both are done.
  package static func run<First: Sendable, Second: Sendable>(
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
