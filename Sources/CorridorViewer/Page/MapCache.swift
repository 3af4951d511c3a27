import CorridorStudy

/// Maps that were drawn, the newest few.
actor MapCache {
  /// What a map depends on.
  struct Key: Hashable, Sendable {
    let comparison: String
    let state: Circumstances
    let language: String
    let isPicture: Bool
  }

  private static let most = 8
  private var kept: [(key: Key, bytes: [UInt8])] = []

  /// A map that was drawn before, or a new one.
  ///
  /// One is drawn at a time: it takes long enough that two clients who ask for the same had better wait.
  func map(_ key: Key, draw: @Sendable () throws -> [UInt8]) throws -> [UInt8] {
    if let found = kept.first(where: { $0.key == key }) { return found.bytes }
    let bytes = try draw()
    if kept.count == Self.most { kept.removeFirst() }
    kept.append((key, bytes))
    return bytes
  }
}
