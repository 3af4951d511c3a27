import ArgumentParser
import Corridor
import Foundation

/// How the sensitivity of results is measured.
enum SensitivityMethod: String, ExpressibleByArgument, CaseIterable {
  case tornado
  case sobol
  case shapley
  case morris

  /// Samples, or trajectories, that are taken unless told otherwise.
  var samples: Int {
    switch self {
    case .tornado: 1
    case .sobol: 16_384
    case .shapley: 4096
    case .morris: 64
    }
  }

  /// The most samples, or trajectories.
  var mostSamples: Int { self == .morris ? 1_000_000 : 1 << 31 }
}

struct SensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Which assumptions a result depends on, and how much of its spread is unsourced.",
    discussion: """
      corridor sensitivity container:westport-eastport
      corridor sensitivity container:westport-eastport --route rail \\
        --method shapley

      tornado: every assumption at its low and its high end, the others as they are.
      sobol: shares of the variance, first order and total; for independent assumptions.
      shapley: shares that sum to one, with the correlations of the study.
      morris: a cheap screening of many assumptions.

      A tornado's ends are what `compare --set` says with these values. Politics are left out, as in \
      compare; with --politics on, net present values are the mean over all paths of the regimes \
      and over the years in which hosts raise their fees, whose chances are then assumptions like \
      any other; sobol and shapley also tell what the paths themselves add to the spread.
      """)

  @Argument(help: "Such as container:westport-eastport.", completion: StudyWords.comparisons)
  var comparison: String

  @Option(help: "tornado, sobol, shapley or morris.")
  var method: SensitivityMethod = .tornado

  @Option(
    help: ArgumentHelp(
      "A key of `compare --format json`; default: NPV, else generalised cost.", valueName: "key"),
    completion: StudyWords.keys)
  var key: String?

  @Option(
    name: .customLong("route"), parsing: .singleValue,
    help: ArgumentHelp("A route; repeatable, default: all that have the key.", valueName: "id"),
    completion: StudyWords.routes)
  var routes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Samples; trajectories of morris. Default: 16384, shapley 4096, morris 64.", valueName: "n"),
    transform: SamplingOptions.count)
  var samples: UInt64?

  @Option(help: "The same seed gives the same samples.")
  var seed: UInt64 = 42

  @Option(help: "The number of threads of sobol; as many as there are cores without it.")
  var threads: Int?

  @Option(help: "The mean over the politics of the study: on or none.")
  var politics: Politics = .none

  @Flag(help: "Leave out the correlations of the study.")
  var independent = false

  @Flag(help: "Show all assumptions, not the first 15.")
  var all = false

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    do { try await analyse() } catch let code as ExitCode { throw code } catch {
      throw Failure(error)
    }
  }

  private func analyse() async throws {
    let samples = try sampleCount()
    let threads = try threadCount()
    let session = try Session(options)
    let setup = try FunctionSetup(
      session, session.comparison(comparison), politics: politics)
    let routes = try setup.routes(routes)
    let model = try setup.model(keys: [key ?? setup.defaultKey(routes)], routes: routes)
    guard !model.inputs.isEmpty else {
      throw Failure.usage("no assumption with a range stands behind this result")
    }
    if takesCorrelations, let repair = model.repair {
      Output.complain("\(repair.finding(in: session.study))")
    }
    let findings: SensitivityFindings
    do {
      findings = try await ProgressLine.during(method.rawValue) { progress in
        try await self.findings(model, samples: samples, threads: threads) { more, total in
          progress.advance(by: more, of: total)
        }
      }
    } catch {
      guard let cause = error as? SensitivityError else { throw error }
      throw SensitivityError.model(model.explanation(of: cause))
    }
    let isShare = method == .sobol || method == .shapley
    let report = try SensitivityReport(
      setup.heading, model: model, findings: findings,
      paths: isShare ? await setup.paths(samples: samples, seed: seed, threads: threads) : [],
      showsAll: all,
      notes: setup.notes(model, isAlone: method == .tornado) + notes(model, samples: samples))
    try output.print(
      table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
      json: report.json())
    Output.end()
  }

  private func findings(
    _ model: SensitivityModel, samples: Int, threads: Int,
    _ progress: @escaping SensitivityModel.Progress
  ) async throws -> SensitivityFindings {
    switch method {
    case .tornado: return try model.tornado()
    case .sobol:
      let correlated = model.correlatedInputs.map { model.inputs[$0].id }
      guard independent || correlated.isEmpty else {
        throw Failure.usage(
          "Sobol' indices need independent assumptions, and these are correlated: "
            + correlated.joined(separator: ", ")
            + "; use --method shapley, or --independent to leave the correlations out")
      }
      return try await model.sobol(
        samples: samples, seed: seed, threads: threads, isIndependent: independent,
        progress: progress)
    case .shapley:
      return try model.shapley(
        samples: samples, seed: seed, isIndependent: independent, progress: progress)
    case .morris:
      return try model.morris(trajectories: samples, seed: seed, progress: progress)
    }
  }

  /// Whether the method goes by the correlations of the study; what it tells of them is as repaired.
  private var takesCorrelations: Bool {
    method == .tornado || method == .shapley && !independent
  }

  private func notes(_ model: SensitivityModel, samples: Int) -> [String] {
    var notes: [String] = []
    if method == .sobol || method == .shapley, samples < Self.fewSamples {
      notes.append(
        "FEW SAMPLES: with \(samples) the shares are mostly noise; take \(Self.fewSamples) or more"
      )
    }
    if !model.correlations.isEmpty {
      let list = model.correlations.words
      if takesCorrelations {
        notes.append("together: \(list) (rank correlations)")
        if let repair = model.repair { notes.append("REPAIRED: \(repair)") }
      } else {
        notes.append("CORRELATIONS LEFT OUT: \(list)")
      }
    }
    if method != .tornado { notes.append("seed: \(seed)") }
    return notes
  }

  /// With fewer, shares of the variance are mostly noise.
  private static let fewSamples = 1024

  private func sampleCount() throws -> Int {
    guard let samples else { return method.samples }
    guard method != .tornado else {
      throw Failure.usage("a tornado draws no samples; leave out --samples, or name a --method")
    }
    // One sample has no variance to share out, and one trajectory no spread.
    let least: UInt64 = 2
    guard (least...UInt64(method.mostSamples)).contains(samples) else {
      throw Failure.usage("--samples is \(samples); give \(least) to \(method.mostSamples)")
    }
    return Int(samples)
  }

  private func threadCount() throws -> Int {
    guard let threads else { return max(1, ProcessInfo.processInfo.activeProcessorCount) }
    guard (1...1024).contains(threads) else {
      throw Failure.usage("--threads is \(threads); give 1 to 1024")
    }
    return threads
  }
}
