import Synchronization

/// The newest few results by key, shared by everybody who asks.
///
/// Two who ask for the same at once may both work it out: they get the same, and nobody waits for the other.
final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let most: Int
  private let entries = Mutex<[(key: Key, value: Value)]>([])

  /// Keeps nothing yet.
  ///
  /// - Parameter most: how many are kept; one more takes the place of the one that was asked for longest ago.
  init(most: Int) { self.most = most }

  /// A result that is kept, or a new one; what throws is not kept.
  func value<Failure: Error>(
    _ key: Key, make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let found = find(key) { return found }
    let value = try make()
    entries.withLock { entries in
      entries.removeAll { $0.key == key }
      if entries.count == most { entries.removeFirst() }
      entries.append((key, value))
    }
    return value
  }

  private func find(_ key: Key) -> Value? {
    entries.withLock { entries in
      guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = entries.remove(at: place)
      entries.append(entry)
      return entry.value
    }
  }
}
