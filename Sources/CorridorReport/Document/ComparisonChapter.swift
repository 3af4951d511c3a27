import CorridorAppraisal
import CorridorNetwork
import CorridorRisk
import CorridorStudy

/// The sections of a report on one comparison.
struct ComparisonChapter {
  let findings: ComparisonFindings
  let prefix: String

  var result: ComparisonResult { findings.result }
  private var charts: ComparisonCharts { ComparisonCharts(findings, prefix: prefix) }

  var sections: [Document.Section] {
    [
      question, answer, map, comparison, way, choice, building, certainty, drivers, turning,
      politics,
    ].compactMap(\.self).filter { !$0.blocks.isEmpty }
  }

  func section(_ id: String, _ title: String, _ blocks: [Document.Block]) -> Document.Section {
    Document.Section(id: prefix + id, title: title, blocks: blocks)
  }

  private func blocks(_ charts: [Chart?]) -> [Document.Block] {
    charts.compactMap { $0.map { .chart($0) } }
  }

  // MARK: - What is asked

  private var question: Document.Section {
    let comparison = result.comparison
    func place(_ id: String) -> String { findings.study.place(id)?.names.english ?? id }
    let rivals = result.routes.filter { $0.route.plan.destination == nil }
    let others = result.routes.compactMap { route in
      route.route.plan.destination.map { "\(route.shortID) to \(place($0))" }
    }
    let ways: Prose = rivals.count == 1 ? "one route" : "\(rivals.count) routes"
    var blocks: [Document.Block] = [
      .question(Prose(comparison.question)),
      .paragraph(
        "What moves: \(result.service.name), counted in \("\(result.service.unit)"), from \(place(comparison.origin)) to \(place(comparison.destination)), by \(ways): \(rivals.map(\.shortID).joined(separator: ", "))."
      ),
    ]
    if !others.isEmpty {
      blocks.append(
        .paragraph(
          "Told beside them, and no rival of theirs since it ends elsewhere: \(others.joined(separator: ", "))."
        ))
    }
    if let note = comparison.note { blocks.append(.paragraph(Prose(note))) }
    return section("question", "The question", blocks)
  }

  // MARK: - What came out

  private var answer: Document.Section {
    section(
      "answer", "In brief",
      [.list(AnswerProse(findings: findings).sentences)])
  }

  private var map: Document.Section? {
    guard let map = findings.map else { return nil }
    return section(
      "map", "The map",
      [
        .picture(map, title: "Map: \(result.comparison.title)"),
        .paragraph("Borders: \(findings.study.settings.worldview)"),
      ])
  }

  private var comparison: Document.Section {
    let table = ComparisonTable(study: findings.study, result: result)
    return section(
      "comparison", "The routes side by side",
      [
        .paragraph(
          "What a load meets on its way. A star marks the best of a column, a dash a figure that does not exist; the reasons stand below."
        ),
        .table(table.load),
        .paragraph("What building brings, and whom it costs what."), .table(table.money),
        .list(table.remarks.map { Prose($0) }),
      ])
  }

  private var way: Document.Section {
    section(
      "way", "Time and cost on the way",
      [
        .paragraph(
          "Each ladder climbs with time or with money as the load moves on. A steep stretch is slow or dear carriage; an upright step is a stop."
        )
      ] + blocks([charts.timeLadders(), charts.costLadders(), charts.borders()]))
  }

  private var choice: Document.Section? {
    guard let chart = charts.shares() else { return nil }
    return section("choice", "Who would go which way", [.chart(chart)])
  }

  private var building: Document.Section? {
    let drawn = blocks([charts.cashFlows(), charts.accounts()])
    guard !drawn.isEmpty else { return nil }
    return section(
      "building", "What building brings, and whom",
      [
        .paragraph(
          "The private account is that of who builds and owns what is built. The economic account is that of everybody: what one pays and another takes cancels."
        )
      ] + drawn)
  }

  // MARK: - How sure

  private var certainty: Document.Section? {
    guard let risk = findings.risk else { return nil }
    var blocks: [Document.Block] = [
      .paragraph(
        risk.part.run.hasPolitics
          ? "Every assumption that has a range was drawn, the politics of the study were played out, and all routes were reckoned in the same worlds."
          : "Every assumption that has a range was drawn, and all routes were reckoned in the same worlds. No politics were played out: no regime closes a route, and no host takes more than the study states."
      )
    ]
    blocks += self.blocks([charts.distribution(), charts.beats()])
    let wanted = [
      result.keys.generalisedCost, result.keys.price, result.keys.economicValue,
      result.keys.privateValue, result.keys.holdUp,
    ]
    for key in risk.keys where wanted.contains(key) {
      let quantity = findings.quantity(key)
      blocks.append(.heading("\(quantity.name), \(quantity.unit)"))
      blocks.append(.table(risk.table(of: key)))
    }
    blocks.append(.list(risk.allNotes.map { Prose($0) }))
    return section("certainty", "How sure", blocks)
  }

  private var drivers: Document.Section? {
    let drawn = blocks([charts.tornado(), charts.indices()])
    guard !drawn.isEmpty else { return nil }
    var blocks: [Document.Block] = [
      .paragraph(
        "Which assumptions a result rests on. A tornado moves one at a time; indices divide the spread of the result among all that vary at once."
      )
    ]
    blocks += drawn
    for report in [findings.tornado, findings.indices].compactMap(\.self) {
      let shares = report.sections.compactMap { section in
        section.byClass.map { Prose("\(section.output.route): " + SensitivityReport.sentence($0)) }
      }
      blocks.append(.list(shares))
    }
    return section("drivers", "What drives it", blocks)
  }

  private var turning: Document.Section? {
    guard let report = findings.breakEven else { return nil }
    var blocks: [Document.Block] = [
      .paragraph(
        "For each decision: the value of one assumption, all others as they are, at which a project pays for itself or two routes change places. What lies beyond the range of an assumption would have to be more than the study thinks possible."
      )
    ]
    if findings.politics != nil {
      blocks.append(
        .paragraph(
          "Politics have no part in these values: every route is open. The command corridor breakeven \(result.comparison.id) --politics on reckons them with the chances of regimes and the terms of hosts, which takes several times as long and is left out here for that."
        ))
    }
    if let chart = charts.frontier() { blocks.append(.chart(chart)) }
    for (target, found) in report.findings.targets {
      let shown = report.shown(found)
      blocks.append(.heading(BreakEvenReport.title(target)))
      if !shown.isEmpty { blocks.append(.table(report.table(of: shown, target))) }
      blocks.append(
        .list(report.remarks(found, target, shown: shown.count).map { Prose($0) }))
    }
    blocks.append(.list(report.allNotes.map { Prose($0) }))
    return section("turning", "What would have to be true", blocks)
  }

  private var politics: Document.Section? {
    guard let report = findings.politics, let appraisal = report.appraisal else { return nil }
    let summary = report.summary(appraisal)
    var blocks: [Document.Block] = [
      .paragraph(
        "Each political process moves from regime to regime with yearly chances. A route is exposed to those that it meets on its way; while a regime closes it, its load goes elsewhere."
      )
    ]
    blocks += self.blocks(charts.regimes())
    blocks += [.heading(summary.title)] + (summary.table.map { [.table($0)] } ?? [])
    blocks.append(.list((summary.notes + report.notes).map { Prose($0) }))
    return section("politics", "Politics", blocks)
  }
}
