import ArgumentParser
import Corridor

struct RiskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract:
      "Distributions of what routes cost and are worth: assumptions drawn, politics played.",
    discussion: """
      corridor risk container:westport-eastport
      corridor risk container:westport-eastport --by price_usd_per_teu
      corridor risk container:westport-eastport --shard 3/8 -o 3.part
      corridor risk container:westport-eastport --worlds worlds.npy

      Every sample is one world that all routes share. Results have the same bits for any number of \
      threads and shards. --worlds writes every world: a file that ends in .npy holds doubles and is \
      read by numpy.load, any other is CSV. Ctrl-C prints what is done, and says that it is partial.
      """)

  @Argument(help: "Such as container:westport-eastport.", completion: StudyWords.comparisons)
  var comparison: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption
  @OptionGroup var sampling: SamplingOptions

  @Option(
    help: ArgumentHelp("Which routes are better, by this key.", valueName: "key"),
    completion: StudyWords.keys)
  var by: String?

  @Option(
    help: ArgumentHelp("Run one of so many equal parts, such as 3/8; needs -o.", valueName: "i/n"))
  var shard: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Keep the part of the run here, for corridor merge.",
      discussion: "Of a run that is stopped, what is done is kept in FILE.partial.",
      valueName: "file"),
    completion: .file())
  var out: String?

  @Flag(
    help: "Take what -o names and is whole instead of running it, or go on with its FILE.partial.")
  var resume = false

  @Option(
    help: ArgumentHelp("Write every world here, .npy or .csv.", valueName: "file"),
    completion: .file())
  var worlds: String?

  func validate() throws {
    if shard != nil, out == nil {
      throw ValidationError("--shard needs -o FILE, where its part is kept for corridor merge.")
    }
    if resume, out == nil {
      throw ValidationError("--resume needs -o FILE, the part that may be there already.")
    }
    if resume, worlds != nil {
      throw ValidationError(
        "--resume can't be with --worlds: a part keeps no single world; leave one out.")
    }
  }

  func run() async throws {
    do { try await simulate() } catch let code as ExitCode { throw code } catch {
      throw Failure(error)
    }
  }

  private func simulate() async throws {
    try refuseOneFile()
    let session = try Session(options)
    let found = try session.comparison(comparison)
    let setup = try RiskSetup(session, found, sampling, by: by)
    if let repair = setup.model.repair { Output.complain("\(repair.finding(in: session.study))") }
    let samples = try samples(of: setup.simulation)
    if let out { try Folder.refuseUnwritable(out) }
    if let worlds { try Folder.refuseStudyFile(worlds) }
    let kept = resume ? out.flatMap { Self.part(at: $0, of: setup, samples) } : nil
    let part = if let kept { kept } else { try await run(setup, samples) }
    let missing = UInt64(samples.count) - UInt64(part.samples.count)
    if let out {
      if missing > 0 {
        try keepPartial(part, beside: out)
        if shard != nil { throw stopped(part, isPrinted: false) }
      } else if kept == nil {
        try AtomicFile.write(part.encoded, to: out)
        removePartial(of: setup, beside: out)
      }
      if shard != nil {
        Output.complain(
          "\(out): \(Self.words(samples)) "
            + (kept == nil ? "kept" : "were there already"))
        return
      }
    }
    guard part.summary.count > 0 else { throw stopped(part, isPrinted: false) }
    let report = RiskReport(part, missing: missing)
    try output.print(
      table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
      json: report.json())
    if missing > 0 { throw stopped(part, isPrinted: true) }
  }

  /// Runs the samples, or those that an earlier run has not done.
  private func run(_ setup: RiskSetup, _ samples: Range<UInt64>) async throws -> Part {
    guard resume, let out, let begun = Self.begun(beside: out, setup, samples) else {
      tellLeftOut(setup, samples)
      let result = try await simulate(setup, samples)
      return Part(setup.run, samples: result.covered, summary: result.summary)
    }
    Output.complain("\(Self.partial(out)): \(Self.words(begun.samples)) were there already")
    let result = try await simulate(setup, begun.samples.upperBound..<samples.upperBound)
    return begun.continued(by: result)
  }

  private func simulate(_ setup: RiskSetup, _ samples: Range<UInt64>) async throws
    -> SimulationResult
  {
    let threads = try sampling.threadCount()
    let progress = ProgressLine("sampling")
    let task = Task {
      guard let worlds else {
        return try await setup.simulation.run(
          samples: samples, threads: threads, rankings: setup.rankings,
          progress: { progress.show($0, of: $1) })
      }
      let file = try WorldFile(
        path: worlds, columns: setup.simulation.world.outputs.map(\.name), samples: samples)
      let result = try await setup.simulation.deliver(
        samples: samples, threads: threads, rankings: setup.rankings,
        progress: { progress.show($0, of: $1) },
        to: { first, columns in try file.write(first, columns) })
      try file.close(isComplete: result.isComplete)
      return result
    }
    let interrupt = Interrupt { _ in task.cancel() }
    defer {
      interrupt.end()
      progress.clear()
    }
    do { return try await task.value } catch let error as SimulationError {
      throw setup.explained(error)
    }
  }

  private func samples(of simulation: Simulation) throws -> Range<UInt64> {
    guard let shard else { return 0..<simulation.count }
    let halves = shard.split(separator: "/").map { Int($0) }
    guard halves.count == 2, let index = halves[0], let count = halves[1],
      let samples = Part.samples(ofShard: index, of: count, count: simulation.count)
    else {
      throw Failure.usage("--shard '\(shard)' is no part; write such as 3/8, from 1/8 to 8/8")
    }
    guard !samples.isEmpty else {
      throw Failure.usage(
        "--shard \(shard) of \(simulation.count) samples is empty; use fewer shards")
    }
    return samples
  }
}
