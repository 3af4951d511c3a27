import ArgumentParser
import Corridor

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What differs between two scenarios or two studies, and what it does.",
    discussion: """
      A and B are scenarios of the study, `base` for the study without one, or folders of studies:

      corridor diff base slow-border
      corridor diff Geo ../changed/Geo --format markdown

      Results are those of compare and, of the politics, the years open and the NPVs that are \
      expected. --set and --as-of hold for both. Ends with 0 unless --fail-on-change is given.
      """)

  @Argument(
    help: "A scenario, `base`, or the folder of a study.",
    completion: StudyWords.scenariosAndFolders)
  var old: String

  @Argument(help: "What it is compared with.", completion: StudyWords.scenariosAndFolders)
  var new: String

  @Flag(help: "End with 1 when anything differs.")
  var failOnChange = false

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try reporting {
      guard options.scenario == nil else {
        throw Failure.usage("diff takes its scenarios as A and B; leave --scenario out")
      }
      let diff = try ProgressLine.during("comparing") { progress in
        try StudyDiff(dated(old, progress), dated(new, progress))
      }
      let report = DiffReport(diff)
      try output.print(
        table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
        json: report.json())
      if failOnChange, !diff.isEmpty { throw ExitCode(1) }
      Output.end()
    }
  }

  /// A side; where it rests on what was not known at the date of the run, that is said of it by name.
  private func dated(_ name: String, _ progress: ProgressLine) throws -> DiffSide {
    do { return try side(name, progress) } catch {
      if let asOf = options.asOf, "\(error)".contains("after \(asOf)") {
        Output.complain(
          "note: `\(name)` rests on what was not known yet at \(asOf), a date that --as-of gives both sides; "
            + "leave it out, and each scenario keeps its own")
      }
      throw error
    }
  }

  /// A folder with a study in it, else a scenario.
  private func side(_ name: String, _ progress: ProgressLine) throws -> DiffSide {
    let isFolder = StudyOptions.isStudy(name)
    if !isFolder, name.contains("/") || name.hasPrefix(".") {
      // Says what is wrong with it.
      _ = try StudyReader.read(folder: name)
    }
    let study = try StudyReader.read(folder: isFolder ? name : options.folder)
    let scenario = isFolder ? nil : try scenario(name, of: study)
    let session = try Session(
      study: study, scenario: scenario, overrides: options.parsedOverrides(),
      asOf: options.asOf)
    let network = try session.network()
    var results: [String: ComparisonResult] = [:]
    var failures: [String: String] = [:]
    let comparisons = session.study.comparisons
    // Each is appraised and then put under politics, on both sides, which have about as many.
    let step = { progress.advance(of: 4 * comparisons.count) }
    for comparison in comparisons {
      step()
      do {
        results[comparison.id] = try session.result(of: comparison, network: network)
      } catch {
        // Only an earlier vintage may leave a comparison without its figures.
        guard session.assumptions.asOf != nil else { throw error }
        failures[comparison.id] = "\(error)"
      }
    }
    let politics = try session.regimes().map { regimes in
      (regimes: regimes, selection: try session.selection(in: regimes))
    }
    var expectedReason: String?
    do { try session.refuseCountryPremium(beside: politics?.regimes) } catch {
      expectedReason = "\(error)"
    }
    return DiffSide(
      name: name, study: session.study, assumptions: session.assumptions, network: network,
      results: results, failures: failures, politics: politics,
      expected: expectedReason == nil ? expected(results, session, politics?.regimes, step) : [:],
      expectedReason: expectedReason)
  }

  /// What politics make of the comparisons; none where they can't be played out, which is told by itself.
  private func expected(
    _ results: [String: ComparisonResult], _ session: Session, _ regimes: Regimes?,
    _ step: () -> Void
  ) -> [String: PoliticalAppraisal] {
    guard let regimes else { return [:] }
    return results.compactMapValues {
      step()
      return try? session.expectation(of: $0, regimes, session.assumptions)
    }
  }

  /// The scenario of that name; nil for `base` where the study has none of that name.
  private func scenario(_ name: String, of study: Study) throws -> Scenario? {
    let all = try StudyReader.scenarios(folder: study.folder, study: study)
    if name == "base", !all.contains(where: { $0.id == name }) { return nil }
    return try Session.scenario(name, of: study)
  }
}
