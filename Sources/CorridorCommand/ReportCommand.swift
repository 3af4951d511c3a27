import ArgumentParser
import Corridor
import Foundation

/// How a report is written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case html
  case markdown

  /// What the ending of a file's name stands for; nil when it stands for neither.
  init?(ending name: String) {
    switch URL(filePath: name).pathExtension.lowercased() {
    case "html", "htm": self = .html
    case "md", "markdown": self = .markdown
    default: return nil
    }
  }
}

/// The options of the part of a report that draws samples.
struct ReportSampling: ParsableArguments {
  @Option(help: "The number of worlds; a sixteenth of it are the samples of the indices.")
  var samples: UInt64 = 8192

  @Option(help: "The same seed gives the same report.")
  var seed: UInt64 = 42

  @Option(help: "The number of threads; as many as there are cores without it.")
  var threads: Int?

  @Option(help: "Play out the politics of the study: on or none.")
  var politics: Politics = .on

  /// Samples of the indices: a power of two, as their points like it.
  var indexSamples: Int {
    var count = 128
    while count < 16_384, UInt64(count * 2) <= samples / 16 { count *= 2 }
    return count
  }

  /// The same as options of `risk`.
  func options() throws -> SamplingOptions {
    var options = try SamplingOptions.parse([
      "--samples", "\(samples)", "--seed", "\(seed)", "--politics", politics.rawValue,
    ])
    options.threads = threads
    return options
  }
}

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "One document of a comparison: table, charts, claims, assumptions, manifest.",
    discussion: """
      corridor report container:westport-eastport -o report.html
      corridor report container:westport-eastport -o report.md
      corridor report container:westport-eastport --charts svg   charts alone

      The HTML is one file that asks no network for anything and prints well. --charts writes each \
      chart as SVG with its data as CSV beside it, and no document unless -o or --format asks for one. \
      Without a comparison the report is of all of them.
      """)

  @Argument(
    help: "Such as container:westport-eastport; default: all.", completion: StudyWords.comparisons)
  var comparison: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; default: standard output.", valueName: "file"),
    completion: .file())
  var out: String?

  @Option(
    help: ArgumentHelp(
      "html or markdown.", discussion: "Default: what the file's ending says, else html."))
  var format: ReportFormat?

  private var chosenFormat: ReportFormat {
    format ?? out.flatMap(ReportFormat.init(ending:)) ?? .html
  }

  @Option(
    help: ArgumentHelp(
      "Write every chart into this folder, SVG with CSV beside it.", valueName: "folder"),
    completion: .directory)
  var charts: String?

  @OptionGroup var sampling: ReportSampling
  @OptionGroup var options: StudyOptions

  func validate() throws {
    if out?.isEmpty == true {
      throw ValidationError("-o names no file; name one, or leave it out.")
    }
    if charts?.isEmpty == true {
      throw ValidationError("--charts names no folder; name one, or leave it out.")
    }
  }

  func run() async throws {
    do { try await write() } catch let code as ExitCode { throw code } catch {
      throw Failure(error)
    }
  }

  private func write() async throws {
    _ = try sampling.options().threadCount()
    let isDocument = charts == nil || format != nil
    if out == nil, isDocument, chosenFormat == .html, Terminal.isStandardOutput {
      throw Failure.usage(
        "a page of HTML is nothing for a terminal; name a file, such as -o report.html, or say "
          + "--format markdown")
    }
    if let out {
      try refuseEnding(of: out)
      try Folder.refuseUnwritable(out)
    }
    if let charts { try Folder.check(charts) }
    let session = try Session(options)
    let wanted = try comparison.map { [try session.comparison($0)] } ?? session.study.comparisons
    let setup = try ReportSetup(session, sampling)
    let (findings, claims) = try await ProgressLine.during("reporting") { progress in
      var findings: [ComparisonFindings] = []
      for comparison in wanted {
        findings.append(try await setup.findings(comparison))
        // The claims take about as long as a comparison.
        progress.advance(of: wanted.count + 1)
      }
      guard StudyReader.hasClaims(session.study) else { return (findings, [AuditedClaim]()) }
      return (findings, try await AuditCases.claims(session, options, nil))
    }
    let report = StudyReport(
      study: session.study, assumptions: session.assumptions, comparisons: findings,
      claims: claims,
      manifest: ReportManifest(
        version: CorridorCommand.configuration.version, scenario: session.scenario?.id,
        changes: session.overrides.map(\.change),
        hasPolitics: sampling.politics == .on, files: try session.fileHashes()))
    if let charts { try write(report.chartFiles(), into: charts) }
    // Who asks for charts alone gets no document; who names its format does, too.
    guard out != nil || charts == nil || format != nil else { return }
    let text =
      chosenFormat == .html ? report.html() : report.markdown(charts: charts.map(link))
    guard let out else { return try Output.write(text) }
    try AtomicFile.write(Array(text.utf8), to: out)
  }

  /// Refuses a file whose name says that it is something else than what would be in it.
  private func refuseEnding(of out: String) throws {
    if let complaint = Folder.complaint(ofFile: out, suchAs: "report.html") {
      throw Failure.usage(complaint)
    }
    guard !URL(filePath: out).pathExtension.isEmpty else { return }
    guard let ending = ReportFormat(ending: out) else {
      throw Failure.usage(
        "-o '\(out)' ends like neither HTML nor Markdown; end the name in .html or .md. A browser "
          + "prints the HTML as PDF.")
    }
    if let format, ending != format {
      throw Failure.usage(
        "-o '\(out)' ends like \(ending.rawValue), and --format is \(format.rawValue); leave "
          + "--format out, or end the name otherwise.")
    }
  }

  private func write(_ files: [(name: String, bytes: [UInt8])], into folder: String) throws {
    try Folder.make(folder)
    try Folder.checkRoom(in: folder, for: files.map { ($0.name, $0.bytes.count) })
    for file in files { try AtomicFile.write(file.bytes, to: folder + "/" + file.name) }
  }

  /// The folder of the charts as seen from the report.
  private func link(_ charts: String) -> String {
    guard let out else { return charts }
    let from = URL(filePath: out).standardizedFileURL.deletingLastPathComponent().pathComponents
    let to = URL(filePath: charts).standardizedFileURL.pathComponents
    let common = zip(from, to).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: from.count - common) + to.dropFirst(common)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }
}
