import Synchronization

/// The samples of a run that no task has taken yet; chunks are taken in their order.
///
/// A reference, because all tasks of a run take from one queue.
final class WorkQueue: Sendable {
  private struct State {
    var next: UInt64
    var done: UInt64 = 0
    var failure: (sample: UInt64, error: SimulationError)?
  }

  private let samples: Range<UInt64>
  private let progress: Simulation.Progress?
  private let state: Mutex<State>

  init(_ samples: Range<UInt64>, progress: Simulation.Progress?) {
    self.samples = samples
    self.progress = progress
    state = Mutex(State(next: samples.lowerBound))
  }

  /// The next chunk; nil when there are none or a chunk has failed.
  func take() -> Range<UInt64>? {
    state.withLock { state in
      guard state.failure == nil, state.next < samples.upperBound else { return nil }
      let first = state.next
      // Chunks end at multiples of their size, whatever the first sample is.
      let end = (first / Simulation.chunk + 1) * Simulation.chunk
      state.next = Swift.min(end, samples.upperBound)
      return first..<state.next
    }
  }

  /// Says that a chunk is done.
  func finish(_ chunk: Range<UInt64>) {
    state.withLock { state in
      state.done += UInt64(chunk.count)
      progress?(state.done, UInt64(samples.count))
    }
  }

  /// Says that a chunk has failed; the failure of the lowest sample stands.
  func fail(_ error: SimulationError, at sample: UInt64) {
    state.withLock { state in
      if sample < state.failure?.sample ?? .max { state.failure = (sample, error) }
    }
  }

  /// The first sample that no task has taken.
  var next: UInt64 { state.withLock { $0.next } }
  /// The failure of the lowest sample.
  var failure: SimulationError? { state.withLock { $0.failure?.error } }
}
