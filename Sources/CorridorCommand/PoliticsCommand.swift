import ArgumentParser
import Corridor

struct PoliticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "politics",
    abstract: "The political processes of the study, and what they make of the routes.",
    discussion: """
      corridor politics
      corridor politics COMPARISON

      The study has to have a regimes.yaml; that of `corridor new` has none. Without a comparison: regimes, chances, where they come from and where they lead. With one: \
      years open, values by regime, hold-up by hosts, and whether to build now, wait or give up. \
      Nothing is drawn; `corridor risk` draws the same politics together with everything else.
      """)

  @Argument(
    help: "Such as container:westport-eastport; leave it out for the processes alone.",
    completion: StudyWords.comparisons)
  var comparison: String?

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try reporting {
      let session = try Session(options)
      let report = try report(session)
      try output.print(
        table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
        json: report.json())
    }
  }

  private func report(_ session: Session) throws -> PoliticsReport {
    let result = try comparison.map { try session.result(of: session.comparison($0)) }
    guard let report = try session.politics(of: result) else { throw session.lacksPolitics }
    return report
  }
}

extension Session {
  /// The political processes, and what they make of a comparison; nil where the study has none.
  func politics(of result: ComparisonResult?) throws -> PoliticsReport? {
    guard let regimes = try regimes() else { return nil }
    try refuseCountryPremium(beside: regimes)
    let selection = try selection(in: regimes)
    let model = try model(of: regimes, assumptions)
    let processes = try PoliticalProcess.all(
      regimes, model: model, of: study, resolved: assumptions, selection: selection)
    let appraisal = try result.map {
      try PoliticalAppraisal(
        $0, of: study, resolved: assumptions, regimes: regimes, model: model)
    }
    var notes = [
      "politics: "
        + zip(processes, model.processes).map {
          "\($0.process.id) from \($1.chain.states[$1.start]) (\($1.matrix)"
            + ($0.isHeld ? ", held)" : ")")
        }.joined(separator: "; ")
    ]
    if let scenario { notes.append("scenario: \(scenario.id), \(scenario.name)") }
    return PoliticsReport(study: study, processes: processes, appraisal: appraisal, notes: notes)
  }
}
