import ArgumentParser
import Corridor

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "The ledger of claims, each claim recomputed, with its verdict.",
    discussion: "Ends with 0 whatever the verdicts, unless --fail-on names one that a claim has.")

  @Option(
    help: ArgumentHelp(
      "End with 1 when a claim has this verdict. Repeatable.", valueName: "verdict"))
  var failOn: [String] = []

  @OptionGroup var options: StudyOptions

  func run() throws {
    try reporting {
      let gravest = try verdicts()
      let session = try Session(options)
      let claims = try StudyReader.claims(of: session.study)
      let borders = try StudyReader.borders(folder: options.folder)
      let network = try session.network(borders: borders)
      let quantities = Quantities(
        network: network, boundaries: borders.boundaries, assumptions: session.assumptions,
        results: try session.study.comparisons.map {
          try session.result(of: $0, network: network)
        })
      let audited = Auditor(quantities: quantities).audit(claims)
      let report = AuditReport(study: session.study, claims: audited)
      switch options.format {
      case .table: try Output.write(report.text())
      case .markdown: try Output.write(report.markdown())
      case .csv: try Output.write(report.csv())
      case .json: try Output.write(report.json())
      }
      if audited.contains(where: { gravest.contains($0.verdict) }) { throw ExitCode(1) }
    }
  }

  private func verdicts() throws -> [Verdict] {
    try failOn.map { word in
      guard let verdict = Verdict(rawValue: word) else {
        throw Failure.usage(
          "--fail-on knows no verdict `\(word)`"
            + Session.suggestion(for: word, among: Verdict.allCases.map(\.rawValue)))
      }
      return verdict
    }
  }
}
