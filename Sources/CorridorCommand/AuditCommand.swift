import ArgumentParser
import Corridor

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "The ledger of claims, each claim recomputed, with its verdict.",
    discussion: """
      corridor audit
      corridor audit --backcast --format markdown
      corridor audit --fail-on contradicted

      Ends with 0 whatever the verdicts, unless --fail-on names one that a claim has.
      With --backcast: what the model says when it is fed with what was known in the past, against what \
      happened then.
      """)

  @Flag(help: "The cases of the past in place of the claims.")
  var backcast = false

  @Option(
    help: ArgumentHelp(
      "End with 1 when a claim, or with --backcast a case, has this verdict. Repeatable.",
      valueName: "verdict"),
    completion: .list(Verdict.allCases.map(\.rawValue) + [BackcastVerdict.miss.rawValue]))
  var failOn: [String] = []

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    do {
      let failed = try await backcast ? auditBackcasts() : auditClaims()
      if failed { throw ExitCode(1) }
    } catch let code as ExitCode { throw code } catch { throw Failure(error) }
  }

  /// Prints the claims; whether one has a verdict that was named.
  private func auditClaims() async throws -> Bool {
    let gravest: [Verdict] = try verdicts()
    let session = try Session(options)
    let audited = try await ProgressLine.during("auditing") { progress in
      try await AuditCases.claims(session, options, progress)
    }
    let report = AuditReport(study: session.study, claims: audited)
    try output.print(
      table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
      json: report.json())
    return audited.contains { gravest.contains($0.verdict) }
  }

  /// Prints the backcasts; whether one has a verdict that was named.
  private func auditBackcasts() async throws -> Bool {
    let gravest: [BackcastVerdict] = try verdicts()
    let session = try Session(options)
    let backcasts = try StudyReader.backcasts(of: session.study)
    let wanted = backcasts.flatMap { backcast in
      [
        (when: backcast.when, expressions: backcast.figures.flatMap(\.expressions)),
        (when: Circumstances(), expressions: backcast.outcomes.map(\.quantity)),
      ]
    }
    let audited = try await ProgressLine.during("auditing") { progress in
      try await AuditCases(session, options).auditor(wanted, progress).audit(backcasts)
    }
    let report = BackcastReport(study: session.study, backcasts: audited)
    try output.print(
      table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
      json: report.json())
    return audited.contains { gravest.contains($0.verdict) }
  }

  private func verdicts<Word: RawRepresentable & CaseIterable>() throws -> [Word]
  where Word.RawValue == String {
    try failOn.map { text in
      guard let verdict = Word(rawValue: text) else {
        throw Failure.usage(
          "--fail-on knows no verdict `\(text)`"
            + Session.suggestion(for: text, among: Word.allCases.map(\.rawValue)))
      }
      return verdict
    }
  }
}
