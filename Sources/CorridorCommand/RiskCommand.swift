import ArgumentParser
import Corridor
import Foundation

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
      read by numpy.load, any other is CSV.
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
    help: ArgumentHelp("Keep the part of the run here, for corridor merge.", valueName: "file"),
    completion: .file())
  var out: String?

  @Flag(help: "When -o names a part of this very run that is whole, take it instead of running it.")
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
    let session = try Session(options)
    let found = try session.comparison(comparison)
    let setup = try RiskSetup(session, found, sampling, by: by)
    if let repair = setup.model.repair { Output.complain("\(repair.finding(in: session.study))") }
    let samples = try samples(of: setup.simulation)
    if let out { try Folder.refuseUnwritable(out) }
    let kept = part(there: setup, samples)
    let part = if let kept { kept } else { try await run(setup, samples) }
    let missing = UInt64(samples.count) - UInt64(part.samples.count)
    if let out {
      guard missing == 0 else { throw Failure.stopped(kept: false) }
      if kept == nil { try AtomicFile.write(part.encoded, to: out) }
      if shard != nil {
        Output.complain(
          "\(out): samples \(samples.lowerBound) to \(samples.upperBound - 1) "
            + (kept == nil ? "kept" : "were there already"))
        return
      }
    }
    guard part.summary.count > 0 else { throw Failure.stopped(kept: false) }
    let report = RiskReport(part, missing: missing)
    try output.print(
      table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
      json: report.json())
    if missing > 0 { throw Failure.stopped(kept: true, without: worlds) }
  }

  /// The part that an earlier run left, when it is whole and what this run would give.
  private func part(there setup: RiskSetup, _ samples: Range<UInt64>) -> Part? {
    guard resume, let out, let data = FileManager.default.contents(atPath: out),
      let part = try? Part(decoding: [UInt8](data), name: out), part.run == setup.run,
      part.samples == samples, part.summary.rankings.map(\.ranking) == setup.rankings
    else { return nil }
    return part
  }

  private func run(_ setup: RiskSetup, _ samples: Range<UInt64>) async throws -> Part {
    let result = try await simulate(setup, samples)
    return Part(setup.run, samples: result.covered, summary: result.summary)
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

extension Failure {
  /// 130: stopped by the user, as shells have it; `file` was to be written and is not.
  static func stopped(kept: Bool, without file: String? = nil) -> Failure {
    Failure(
      message: "the run was stopped; "
        + (kept ? "the results above are partial" : "nothing is kept")
        + (file.map { ", and \($0) is not written" } ?? ""), code: 130)
  }
}
