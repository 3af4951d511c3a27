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
  @OptionGroup var output: FormatOption

  func run() throws {
    try reporting {
      let gravest = try verdicts()
      let session = try Session(options)
      let claims = try StudyReader.claims(of: session.study)
      let borders = try StudyReader.borders(folder: options.folder)
      let zones = try StudyReader.zones(folder: options.folder)
      var scenarios: [String: Quantities] = [:]
      let named = Set(claims.flatMap { $0.checks.compactMap(\.scenario) })
      // A name that no scenario has is told by the auditor, with its place.
      let known = try named.isEmpty ? [] : StudyReader.scenarios(folder: options.folder).map(\.id)
      for name in named.sorted() where known.contains(name) {
        var patched = options
        patched.scenario = name
        scenarios[name] = try quantities(
          of: Session(patched, study: session.original), borders: borders, zones: zones)
      }
      let audited = try Auditor(
        quantities: quantities(of: session, borders: borders, zones: zones), scenarios: scenarios
      ).audit(claims)
      let report = AuditReport(study: session.study, claims: audited)
      try output.print(
        table: report.text(), markdown: report.markdown(), csv: report.csv(), json: report.json())
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

  private func quantities(of session: Session, borders: Borders, zones: [Zone]) throws
    -> Quantities
  {
    let network = try session.network(borders: borders)
    var results: [ComparisonResult] = []
    var missing: [String: String] = [:]
    for comparison in session.study.comparisons {
      do { results.append(try session.result(of: comparison, network: network)) } catch {
        // Only an earlier vintage may leave a comparison without its figures.
        guard session.assumptions.asOf != nil else { throw error }
        missing[comparison.id] = "\(error)"
      }
    }
    return Quantities(
      network: network, boundaries: borders.boundaries, zones: zones,
      assumptions: session.assumptions, results: results, missing: missing)
  }
}
