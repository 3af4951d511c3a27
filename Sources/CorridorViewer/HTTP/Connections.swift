import Synchronization

/// The connections that are open, each with the time at which it has to be done.
final class Connections: Sendable {
  /// What a connection is at.
  enum Phase {
    case idle
    case reading
    case answering
    case sending

    /// Whether an answer is on its way.
    var isOwed: Bool { self == .answering || self == .sending }
  }

  private struct Entry {
    var phase = Phase.idle
    var deadline: ContinuousClock.Instant
    var task: Task<Void, Never>?
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    var last = 0
    var isStopping = false
  }

  private let limits: Server.Limits
  private let state = Mutex(State())

  init(limits: Server.Limits) { self.limits = limits }

  var isStopping: Bool { state.withLock(\.isStopping) }
  var count: Int { state.withLock(\.entries.count) }

  /// The number of a new connection; nil when there are too many.
  func open() -> Int? {
    state.withLock { state in
      guard state.entries.count < limits.connections else { return nil }
      state.last += 1
      state.entries[state.last] = Entry(deadline: .now + .seconds(limits.idling))
      return state.last
    }
  }

  func set(_ task: Task<Void, Never>, of id: Int) {
    state.withLock { $0.entries[id]?.task = task }
  }

  func close(_ id: Int) { state.withLock { $0.entries[id] = nil } }

  /// Notes what a connection is at from now on; false when it should end instead.
  func enter(_ phase: Phase, _ id: Int) -> Bool {
    let seconds =
      switch phase {
      case .idle: limits.idling
      case .reading: limits.reading
      // The server itself answers in time; this is for one that does not come to it.
      case .answering: limits.answering + limits.sending
      case .sending: limits.sending
      }
    return state.withLock { state in
      state.entries[id]?.phase = phase
      state.entries[id]?.deadline = .now + .seconds(seconds)
      return phase.isOwed || !state.isStopping
    }
  }

  /// Whether a connection took longer than it may.
  func isLate(_ id: Int) -> Bool {
    state.withLock { state in
      guard !state.isStopping, let entry = state.entries[id] else { return false }
      return entry.deadline < .now
    }
  }

  /// Ends connections that take too long, until the task is cancelled.
  func reap() async {
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      let now = ContinuousClock.now
      let late = state.withLock { state in
        state.entries.values.filter { $0.deadline < now }.compactMap(\.task)
      }
      for task in late { task.cancel() }
    }
  }

  /// Ends connections that wait, and after a while all others.
  func drain() async {
    let idle = state.withLock { state in
      state.isStopping = true
      return state.entries.values.filter { !$0.phase.isOwed }.compactMap(\.task)
    }
    for task in idle { task.cancel() }
    let end = ContinuousClock.now + .seconds(limits.stopping)
    // The task is cancelled already, so that it can't sleep by itself.
    await Task { [self] in
      while count > 0, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(20)) }
      let rest = state.withLock { $0.entries.values.compactMap(\.task) }
      for task in rest { task.cancel() }
    }.value
  }
}
