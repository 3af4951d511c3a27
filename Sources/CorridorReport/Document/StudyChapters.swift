import CorridorAppraisal
import CorridorRisk
import CorridorStudy
import CorridorUnits

/// The sections of a report that its comparisons share: claims, assumptions, sources, limits, manifest.
struct StudyChapters {
  let report: StudyReport
  private var study: Study { report.study }

  init(_ report: StudyReport) { self.report = report }

  var sections: [Document.Section] {
    [claims, assumptions, sources, conventions, limits, manifest].filter { !$0.blocks.isEmpty }
  }

  private func section(_ id: String, _ title: String, _ blocks: [Document.Block])
    -> Document.Section
  {
    Document.Section(id: id, title: title, blocks: blocks)
  }

  // MARK: - Claims

  private var claims: Document.Section {
    guard !report.claims.isEmpty else { return section("claims", "", []) }
    let audit = AuditReport(study: study, claims: report.claims)
    return section(
      "claims", "Claims and their verdicts",
      [
        .paragraph(
          "What has been said of these corridors, each claim held against the study in the run's circumstances or in those that it names."
        ),
        .paragraph(Prose(audit.summary)), .ledger(audit.table),
      ])
  }

  // MARK: - Assumptions

  /// Ids of everything that the results rest on, in the order of the study.
  private var used: [Assumption] {
    var ids: Set<String> = []
    for findings in report.comparisons {
      let result = findings.result
      let routes = result.routes
      let accounts = routes.flatMap(\.accounts)
      var figures = routes.flatMap { $0.outcomes.compactMap(\.outcome.figure) }
      figures += routes.flatMap(\.timeline) + [result.rates.economic, result.rates.private]
      figures += accounts.map(\.value)
      ids.formUnion(Figure.assumptions(under: figures))
      for model in [findings.tornado, findings.indices].compactMap({ $0?.model }) {
        ids.formUnion(model.inputs.map(\.id))
      }
      ids.formUnion(findings.politicalAssumptions)
    }
    return study.assumptions.filter { ids.contains($0.id) }
  }

  private var assumptions: Document.Section {
    let used = used
    var table = TextTable([
      ("assumption", .left), ("what it is", .left), ("low", .right), ("value", .right),
      ("high", .right), ("unit", .left), ("class", .left), ("known since", .left),
      ("sources", .left),
    ])
    for assumption in used {
      let value = report.assumptions[assumption.id]
      let money = value?.unit.hasMoney == true ? " of \(report.assumptions.priceBase.year)" : ""
      table.add([
        assumption.id, assumption.name, Self.number(value?.low), Self.number(value?.value),
        Self.number(value?.high), value.map { "\($0.unit)\(money)" } ?? "-",
        (value?.sourceClass ?? assumption.sourceClass).rawValue, assumption.knownAt,
        assumption.sources.isEmpty ? "none" : assumption.sources.joined(separator: ", "),
      ])
    }
    let counts = SourceClass.allCases.map { kind in
      let count = used.count {
        (report.assumptions[$0.id]?.sourceClass ?? $0.sourceClass) == kind
      }
      return "\(count) \(kind.rawValue)"
    }
    return section(
      "assumptions", "Assumptions",
      [
        .paragraph(
          "Everything that the figures above rest on, with the value of this run. Sourced: read at the source; excerpt: seen in an excerpt of it; derived: by a stated formula; memory: to be verified; judgement: nobody's figure but ours."
        ),
        .paragraph("\(used.count) assumptions: \(counts.joined(separator: ", "))."),
        .ledger(table),
      ])
  }

  private static func number(_ value: Double?) -> String {
    value.map { NumberFormat.plain($0) } ?? "-"
  }

  private var sources: Document.Section {
    let keys = Set(used.flatMap(\.sources) + report.claims.map(\.claim.source))
    let cited = study.citations.filter { keys.contains($0.id) }
    return section(
      "sources", "Sources",
      [
        .list(cited.map { Prose("[\($0.id)] " + ExplainTree.words($0).joined(separator: ", ")) })
      ])
  }

  // MARK: - How to read it

  private var conventions: Document.Section {
    var blocks: [Document.Block] = []
    for findings in report.comparisons {
      if report.comparisons.count > 1 {
        blocks.append(.heading(findings.result.comparison.title))
      }
      blocks.append(
        .list(findings.result.conventions.map { Prose("\($0.subject): \($0.text)") }))
    }
    return section("conventions", "Conventions", blocks)
  }

  private var limits: Document.Section {
    var items: [Prose] = [
      "These are results of a model, not forecasts: they say what follows from the assumptions, whoever holds them.",
      "A route is compared as if it were built and open unless a scenario says otherwise; whether it can be used \(CaseWords.open(in: report.manifest.scenario)) stands beside it.",
      "Ranges are those that the study states. Where it states none a figure is taken as certain, and the spread of results is too narrow by that much.",
      "Volumes and networks answer to no prices but those of the comparison: there are no limits of capacity and no other markets.",
    ]
    let unsourced = used.filter {
      (report.assumptions[$0.id]?.sourceClass ?? $0.sourceClass).isUnsourced
    }.count
    items.append(
      "\(unsourced) of \(used.count) assumptions have no source. What they drive stands under what drives it."
    )
    if report.comparisons.contains(where: { $0.politics != nil }) {
      items.append(
        "Political processes are taken as independent of each other, and their chances are counts of few years or judgements."
      )
    }
    let supposed = report.assumptions.suppositions
    if !supposed.isEmpty {
      items.append(
        "The run has a date, and its scenario does not say since when it could be known what it says of \(supposed.joined(separator: ", ")): these are suppositions, taken whatever was known then."
      )
    }
    if report.claims.isEmpty {
      items.append(
        "The study has no ledger of claims (claims.yaml): nothing that is said of these corridors is held against it."
      )
    }
    items.append("Borders: \(study.settings.worldview)")
    return section("limits", "Limits", [.list(items)])
  }

  /// What a date does not hold for, in words.
  private var vintageRemark: String {
    let count = report.assumptions.suppositions.count
    return count == 0
      ? "" : ", but for \(count) change\(count == 1 ? "" : "s") of the scenario without a date"
  }

  private var manifest: Document.Section {
    var items: [Prose] = [
      "Program: corridor \(report.manifest.version).",
      "Study: \(study.settings.id); money in real \("\(study.settings.priceBase)").",
      "Scenario: \(report.manifest.scenario ?? "none, the if-open case"); vintage: \(report.assumptions.asOf ?? "everything known today")\(vintageRemark).",
      "Set for this run: \(report.manifest.changes.isEmpty ? "nothing" : report.manifest.changes.joined(separator: "; ")).",
    ]
    switch report.manifest.hasPolitics {
    case nil: break
    case false?: items.append("Politics: none are played out (--politics none).")
    case true?:
      let isPlayed = report.comparisons.contains { $0.risk?.part.run.hasPolitics ?? false }
      items.append(
        isPlayed
          ? "Politics: played out (--politics on)."
          : "Politics: none are played out, since the study has none (--politics on).")
    }
    for findings in report.comparisons {
      guard let run = findings.risk?.part.run else { continue }
      items.append(
        "Worlds of \(findings.result.comparison.id): \(NumberFormat.table(Double(run.count))), \(run.method), seed \("\(run.seed)"), \(run.precision) precision, hash of inputs \(run.inputs)."
      )
    }
    var table = TextTable([("file of the study", .left), ("hash (XXH64)", .left)])
    for file in report.manifest.files {
      table.add([file.name, Fingerprint.text(of: file.hash)])
    }
    return section(
      "manifest", "Manifest",
      [
        .paragraph(
          "The same program with the same files, settings and seed gives this document again, byte for byte."
        ),
        .list(items), .ledger(table), .paragraph(Prose(study.settings.attribution)),
      ])
  }
}
