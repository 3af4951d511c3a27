import ArgumentParser
import Corridor
import Synchronization

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a study: files, ids, units, sources, lengths, crossings.",
    discussion: """
      corridor check
      corridor check --study DIR --format csv
      corridor check --schema study.yaml

      Ends with 1 when there are errors; warnings alone end with 0.

      --schema FILE prints the JSON Schema of study.yaml, assumptions.yaml, corridors.yaml, \
      scenario.yaml, regimes.yaml, claims.yaml or backcasts.yaml, with which editors complete and \
      check as one types: name it in the file's first line, \
      `# yaml-language-server: $schema=study.schema.json`.
      """)

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  @Flag(
    help: ArgumentHelp(
      "Keep the countries' edges, and what links measure, in borders/.",
      discussion: """
        Writes borders/countries.index and borders/measures.json. Runs then need not read the countries' \
        text as long as neither it nor a link changes.
        """))
  var writeIndex = false

  @Option(
    help: ArgumentHelp("Print the JSON Schema of a YAML file and end.", valueName: "file"),
    completion: .list(StudySchema.files))
  var schema: String?

  func run() throws {
    try reporting {
      if let schema { return try printSchema(of: schema) }
      let findings: [Diagnostic]
      do {
        let measures = Mutex<[String: LineMeasure]?>(nil)
        let whole = try StudyReader.everything(folder: options.folder) {
          study throws(StudyError) in
          let kept = try MeasureIndex.kept(of: study.links, in: study)
          measures.withLock { $0 = kept }
          return kept?.isEmpty == false
        }
        let session = try Session(options, study: whole.study)
        if writeIndex { try session.writeIndex(borders: whole.borders) }
        let kept =
          try writeIndex
          ? session.keptMeasures(of: whole.study.links) : measures.withLock { $0 }
        let vouched = measures.withLock { $0 }?.isEmpty == false
        // Of countries that are vouched for outlines are not followed again.
        let overlaps =
          try vouched
          ? whole.borders.findings(of: MeasureIndex.keptOverlaps(in: whole.study)) : []
        findings = try (whole.warnings + overlaps + measured(whole, session, kept: kept)).toldOnce
      } catch StudyError.invalid(let diagnostics) where !Self.isUsage(diagnostics) {
        findings = diagnostics
      }
      let report = CheckReport(findings: findings)
      try output.print(
        table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
        json: report.json())
      if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }
  }

  private func printSchema(of file: String) throws {
    guard let schema = StudySchema.schema(of: file) else {
      throw Failure.usage(
        "--schema '\(file)' is no file that has a schema"
          + Session.suggestion(for: file, among: StudySchema.files))
    }
    try Output.write(schema)
  }

  /// Whether the options are at fault and not the study.
  private static func isUsage(_ diagnostics: [Diagnostic]) -> Bool {
    diagnostics.allSatisfy { $0.severity != .error || $0.location.file.hasPrefix("--") }
  }

  /// What only measuring and appraising show.
  private func measured(
    _ whole: WholeStudy, _ session: Session, kept: [String: LineMeasure]?
  ) throws -> [Diagnostic] {
    let network: StudyNetwork
    do { network = try session.network(borders: whole.borders, kept: kept) } catch {
      guard let error = error as? NetworkError, let location = error.location else { throw error }
      return [Self.finding(error, at: location)]
    }
    let ranges = StatedRanges(
      of: session.study, resolved: session.assumptions, scenarios: whole.scenarios)
    let (appraised, geometry) = SideBySide.run {
      SideBySide.map(whole.study.comparisons) { comparison in
        Self.appraisal(of: comparison, session, network, ranges)
      }
    } and: {
      GeometryFindings(study: whole.study, lanes: whole.lanes).findings(on: network.links)
        + Self.staleIndex(whole.study)
    }
    var findings = geometry
    findings += SeaLandCheck(study: whole.study, lanes: whole.lanes).findings(on: network.links)
    if let kept { findings += stale(whole.study.links.filter { kept[$0.id] == nil }, whole.study) }
    findings +=
      Self.badRanges(session) + [session.study.correlationFinding].compactMap(\.self)
      + session.study.idleCorrelations + session.study.fallingRamps(under: session.assumptions)
    var results: [ComparisonResult] = []
    var missing: [String: String] = [:]
    var outside = whole.regimes.map { ranges.findings(in: $0) } ?? []
    for (comparison, (outcome, found)) in zip(whole.study.comparisons, appraised) {
      outside += found
      do { results.append(try outcome.get()) } catch {
        missing[comparison.id] = "\(error)"
        findings.append(
          Diagnostic(
            .error, code: "appraisal", at: comparison.location,
            "comparison '\(comparison.id)' can't be appraised: \(Self.bare(error))",
            remedy: "mend the assumption that is named, or --set it for this run",
            cause: Cause("\(error)")))
      }
    }
    var told: Set<Diagnostic> = []
    findings += outside.filter { told.insert($0).inserted }
    let quantities = Quantities(
      network: network, boundaries: whole.borders.boundaries, zones: whole.zones,
      assumptions: session.assumptions, results: results, missing: missing)
    return try findings + ledger(whole, session, quantities)
  }

  /// A comparison as the study has it, with the ranges that reach beyond what its assumptions can be.
  private static func appraisal(
    of comparison: Comparison, _ session: Session, _ network: StudyNetwork, _ ranges: StatedRanges
  ) -> (result: Result<ComparisonResult, any Error>, outside: [Diagnostic]) {
    var ranges = ranges
    var outside: [Diagnostic] = []
    while true {
      do {
        let result = try session.result(
          of: comparison, network: network, drawn: ranges.extremes)
        return (.success(result), outside)
      } catch AppraisalError.drawn(let id, let bounds, let allowed, _) {
        outside += ranges.remove(id, outside: bounds, allowed: allowed)
      } catch {
        return (.failure(error), outside)
      }
    }
  }

  /// What is not written as it should be in claims and backcasts, or names what the study does not have.
  private func ledger(_ whole: WholeStudy, _ session: Session, _ quantities: Quantities) throws
    -> [Diagnostic]
  {
    if whole.claims.isEmpty, whole.backcasts.isEmpty { return [] }
    // Of politics the ids are looked up; what they make of routes would take long to reckon.
    let politics: any QuantitySource =
      try whole.regimes.map { regimes in
        PoliticalQuantities(
          results: [], of: session.study, resolved: session.assumptions, regimes: regimes,
          selection: try session.selection(in: regimes), asOf: session.assumptions.asOf)
      } ?? AbsentPolitics()
    let worlds = WorldQuantities([:], of: session.study)
    return Auditor(quantities: quantities.adding(politics).adding(worlds)).mistakes(
      in: whole.claims, whole.backcasts, scenarios: whole.scenarios.map(\.id))
  }

  /// An error in words that stand within a sentence.
  private static func bare(_ error: any Error) -> String {
    let text = "\(error)"
    return text.hasPrefix("error: ") ? String(text.dropFirst("error: ".count)) : text
  }

  /// A link that no network can be made of, as a finding.
  private static func finding(_ error: NetworkError, at location: SourceLocation) -> Diagnostic {
    let halves = "\(error)".split(separator: "error: ", maxSplits: 1).last ?? ""
    let parts = halves.split(separator: "; ", maxSplits: 1).map(String.init)
    return Diagnostic(
      .error, code: "bad-link", at: location, parts.first ?? "the link can't be used",
      remedy: parts.count > 1 ? parts[1] : "mend the link or its line")
  }

  /// Ranges that make no distribution, which a run that draws them would stop at.
  private static func badRanges(_ session: Session) -> [Diagnostic] {
    session.study.assumptions.compactMap { assumption in
      guard let value = session.assumptions[assumption.id] else { return nil }
      do throws(RiskError) {
        _ = try Marginal(value)
        return nil
      } catch {
        let halves = error.description.split(separator: ";", maxSplits: 1).map(String.init)
        return Diagnostic(
          .warning, code: "bad-range",
          at: session.study.location(of: assumption.id, in: session.assumptions),
          "the range of '\(assumption.id)' makes no distribution: \(halves[0])",
          remedy: halves.count > 1
            ? String(halves[1].drop { $0 == " " }) : "mend low, base, high or shape")
      }
    }
  }

  /// That the countries' edges are kept and are not theirs any more.
  private static func staleIndex(_ study: Study) -> [Diagnostic] {
    guard case .stale? = try? BorderIndexFile.kept(in: study.folder) else { return [] }
    return [
      Diagnostic(
        .warning, code: "stale-index",
        at: SourceLocation(file: study.folder + "/" + BorderIndexFile.file),
        "the kept edges are of other countries, or the file is cut off or damaged",
        remedy: "run corridor check --write-index; until then the countries' text is read")
    ]
  }

  /// What the kept measures have lost track of.
  private func stale(_ links: [Link], _ study: Study) -> [Diagnostic] {
    guard !links.isEmpty else { return [] }
    let what =
      links.count == study.links.count
      ? "no kept measure holds: the file is empty, cut off, damaged or made for another study"
      : "the kept measure of " + links.map { "'\($0.id)'" }.joined(separator: ", ")
        + " is missing or does not hold any more"
    return [
      Diagnostic(
        .warning, code: "stale-index",
        at: SourceLocation(file: study.folder + "/" + MeasureIndex.file),
        what,
        remedy: "run corridor check --write-index; until then every run measures anew")
    ]
  }
}
