import CorridorAppraisal
import CorridorGeoJSON
import CorridorReport
import CorridorRisk
import CorridorStudy
import Synchronization

/// The runs of many worlds, one at a time; the same run is never run twice.
///
/// A run's id follows from what it is, so that asking for it again gives the same one. A new run stops the one
/// before it: a reader who moves on wants the newest, and answers to requests come before either. Nothing is
/// worked out here: what a run needs is prepared in its turn by its own task, so that nobody waits for it.
actor Runs {
  /// How a run stands.
  enum State: Sendable {
    case running
    case done(result: JSONValue, charts: JSONValue)
    case failed(String)
    case stopped
  }

  private struct Entry {
    let id: String
    let comparison: String
    let progress: Progress
    var state: State
    let task: Task<Void, Never>
  }

  /// How many samples are done.
  final class Progress: Sendable {
    let total: UInt64
    let done = Mutex<UInt64>(0)
    init(total: UInt64) { self.total = total }
  }

  /// Runs that are kept.
  static let kept = 16
  private var entries: [Entry] = []
  /// The newest run, which the next one lets end first, whether anybody still asks for it or not.
  private var newest: Task<Void, Never>?
  private let threads: Int
  private let words: ErrorWords

  init(threads: Int, words: ErrorWords) {
    self.threads = threads
    self.words = words
  }

  /// Starts a run of an appraised comparison, or finds it; `isNew` when it was started.
  func start(
    _ bench: Workbench, _ appraisal: Appraisal, _ state: Circumstances,
    _ sampling: RiskSetup.Sampling
  ) -> (id: String, isNew: Bool) {
    let comparison = appraisal.result.comparison.id
    let id = Self.id(comparison, state, sampling)
    if let place = entries.firstIndex(where: { $0.id == id }) {
      switch entries[place].state {
      case .running, .done: return (id, false)
      case .failed, .stopped: entries.remove(at: place)
      }
    }
    makeRoom()
    let progress = Progress(total: sampling.samples)
    let task = Task(priority: .utility) { [threads, words, before = newest] in
      await before?.value
      let end = await Self.run(
        bench, appraisal, sampling, threads: threads, progress, words: words)
      self.finish(progress, end)
    }
    newest = task
    entries.append(
      Entry(id: id, comparison: comparison, progress: progress, state: .running, task: task))
    return (id, true)
  }

  /// A run as JSON; nil when there is none of that id.
  func json(_ id: String) -> JSONObject? {
    guard let entry = entries.first(where: { $0.id == id }) else { return nil }
    var object: JSONObject = [
      "id": .string(entry.id), "comparison": .string(entry.comparison),
      "samples": .number(Double(entry.progress.total)),
      "samples_done": .number(Double(entry.progress.done.withLock { $0 })),
    ]
    switch entry.state {
    case .running: object["state"] = "running"
    case .stopped: object["state"] = "stopped"
    case .failed(let reason):
      object["state"] = "failed"
      object["reason"] = .string(reason)
    case .done(let result, let charts):
      object["state"] = "done"
      object["result"] = result
      object["charts"] = charts
    }
    return object
  }

  /// Stops a run and forgets it; false when there is none of that id.
  func remove(_ id: String) -> Bool {
    guard let place = entries.firstIndex(where: { $0.id == id }) else { return false }
    entries.remove(at: place).task.cancel()
    return true
  }

  /// Stops everything.
  func stop() {
    for entry in entries { entry.task.cancel() }
    entries = []
  }

  /// Stops the run that is on its way, and forgets the oldest runs.
  private func makeRoom() {
    for place in entries.indices {
      guard case .running = entries[place].state else { continue }
      entries[place].state = .stopped
      entries[place].task.cancel()
    }
    while entries.count >= Self.kept { entries.removeFirst() }
  }

  /// Notes how a run has ended; the same id may be that of a newer one by now.
  private func finish(_ progress: Progress, _ state: State) {
    guard let place = entries.firstIndex(where: { $0.progress === progress }),
      case .running = entries[place].state
    else { return }
    entries[place].state = state
  }

  /// Prepares a run and carries it out, unless it was stopped before its turn.
  @concurrent
  private static func run(
    _ bench: Workbench, _ appraisal: Appraisal, _ sampling: RiskSetup.Sampling, threads: Int,
    _ progress: Progress, words: ErrorWords
  ) async -> State {
    do {
      try Task.checkCancellation()
      let setup = try bench.worlds(of: appraisal, sampling)
      try Task.checkCancellation()
      let found: SimulationResult
      do {
        found = try await setup.simulation.run(
          threads: threads, rankings: setup.rankings,
          progress: { done, _ in progress.done.withLock { $0 = done } })
      } catch { throw setup.explained(error) }
      guard found.isComplete else { return .stopped }
      let report = RiskReport(Part(setup.run, samples: found.covered, summary: found.summary))
      var findings = appraisal.findings
      let plain = Set(appraisal.charts.map(\.id))
      findings.risk = report
      let charts = ComparisonCharts(findings).all().filter { !plain.contains($0.id) }
      return .done(result: report.json(), charts: ChartList.json(charts))
    } catch is CancellationError {
      return .stopped
    } catch {
      return .failed(words.of(error))
    }
  }

  private static func id(
    _ comparison: String, _ state: Circumstances, _ sampling: RiskSetup.Sampling
  ) -> String {
    var print = Fingerprint()
    print.add(comparison)
    print.add(state.scenario)
    print.add(state.asOf)
    print.add(UInt64(state.changes.count))
    for text in state.changes { print.add(text) }
    print.add(sampling.seed)
    print.add(sampling.samples)
    return print.text
  }
}

/// Charts as JSON.
enum ChartList {
  /// An array of charts, each an SVG document with the data that it draws; all, or those of some ids.
  static func json(_ charts: [Chart], of ids: Set<String>? = nil) -> JSONValue {
    .array(
      charts.filter { ids?.contains($0.id) ?? true }.map { chart in
        [
          "id": .string(chart.id), "title": .string(chart.title), "svg": .string(chart.svg()),
          "csv": .string(chart.csv()),
        ]
      })
  }
}
