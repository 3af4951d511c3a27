/// What came of a run.
public struct SimulationResult: Sendable {
  /// The samples that were asked for.
  public let asked: Range<UInt64>
  /// The samples that the summary covers: all of them unless the run was cancelled.
  public let covered: Range<UInt64>
  /// The summary.
  public let summary: WorldSummary

  /// Whether all samples were run; otherwise the results are partial and must be called so.
  public var isComplete: Bool { asked == covered }
}

extension Simulation {
  /// Told how many samples are done, of how many; called from any thread, one call at a time.
  public typealias Progress = @Sendable (_ done: UInt64, _ total: UInt64) -> Void

  /// Samples that a thread takes at once.
  static let chunk: UInt64 = 16 * UInt64(Block.samples)

  /// Runs samples and keeps their summary; memory does not depend on their number.
  ///
  /// When the task is cancelled the samples that are done make a result that says so.
  ///
  /// - Parameters:
  ///   - samples: which samples of the run; all of them unless a part is wanted.
  ///   - threads: the number of tasks that share the work.
  ///   - rankings: which outputs are set against each other.
  ///   - progress: told now and then how far the run is.
  /// - Returns: the summary and the samples that it covers.
  /// - Throws: `SimulationError`: `.notFinite` names the first sample whose result is not a number.
  public func run(
    samples: Range<UInt64>? = nil, threads: Int = 1, rankings: [Ranking] = [],
    progress: Progress? = nil
  ) async throws(SimulationError) -> SimulationResult {
    let samples = samples ?? 0..<count
    try check(samples)
    let empty = try WorldSummary(outputs: world.outputs.map(\.name), rankings: rankings)
    let queue = WorkQueue(samples, progress: progress)
    let merged = await withTaskGroup(of: WorldSummary.self) { group in
      for _ in 0..<Swift.max(1, Swift.min(threads, 1024)) {
        group.addTask { await self.work(queue, empty) }
      }
      var merged: WorldSummary?
      for await part in group {
        if merged == nil { merged = part } else { merged?.merge(part) }
      }
      return merged ?? empty
    }
    if let failure = queue.failure { throw failure }
    return SimulationResult(
      asked: samples, covered: samples.lowerBound..<queue.next, summary: merged)
  }

  /// What one task does: chunk after chunk until there are none.
  private func work(_ queue: WorkQueue, _ empty: WorldSummary) async -> WorldSummary {
    var summary = empty
    var engine = engine(program)
    while !Task.isCancelled, let chunk = queue.take() {
      do {
        summary.add(try columns(&engine, chunk))
        queue.finish(chunk)
      } catch {
        queue.fail(error, at: chunk.lowerBound)
      }
      // Whoever waits for a thread of the pool, to cancel the run for one, gets a turn.
      await Task.yield()
    }
    return summary
  }

  /// Runs samples and hands their results over in their order.
  ///
  /// A few chunks for each thread are in memory at a time: a slow consumer slows the run down.
  ///
  /// - Parameters:
  ///   - samples: which samples of the run; all of them unless a part is wanted.
  ///   - threads: the number of tasks that share the work.
  ///   - rankings: which outputs are set against each other.
  ///   - progress: told now and then how far the run is.
  ///   - consumer: given the first sample of a stretch and a column for each output; what it throws
  ///     ends the run.
  /// - Returns: the summary and the samples that were handed over.
  /// - Throws: `SimulationError`, or what the consumer throws.
  public func deliver(
    samples: Range<UInt64>? = nil, threads: Int = 1, rankings: [Ranking] = [],
    progress: Progress? = nil,
    to consumer: (_ firstSample: UInt64, _ columns: [[Double]]) throws -> Void
  ) async throws -> SimulationResult {
    let samples = samples ?? 0..<count
    try check(samples)
    var summary = try WorldSummary(outputs: world.outputs.map(\.name), rankings: rankings)
    let queue = WorkQueue(samples, progress: progress)
    var due = samples.lowerBound
    try await withThrowingTaskGroup(of: (Range<UInt64>, [[Double]]).self) { group in
      var waiting: [UInt64: (Range<UInt64>, [[Double]])] = [:]
      func start() {
        guard !Task.isCancelled, let chunk = queue.take() else { return }
        group.addTask {
          var engine = self.engine(self.program)
          return (chunk, try self.columns(&engine, chunk))
        }
      }
      for _ in 0..<Swift.max(1, Swift.min(threads, 1024)) { start() }
      while let part = try await group.next() {
        waiting[part.0.lowerBound] = part
        while let (chunk, columns) = waiting.removeValue(forKey: due) {
          try consumer(chunk.lowerBound, columns)
          summary.add(columns)
          due = chunk.upperBound
          queue.finish(chunk)
          start()
        }
      }
    }
    return SimulationResult(
      asked: samples, covered: samples.lowerBound..<due, summary: summary)
  }
}
