import CorridorAppraisal
public import CorridorRisk
public import CorridorStudy
import CorridorUnits

/// The politics of a study, and what they make of the routes of a comparison: tables, JSON and CSV.
public struct PoliticsReport: Sendable {
  let study: Study
  let processes: [PoliticalProcess]
  /// What they make of a comparison; nil for the processes alone.
  let appraisal: PoliticalAppraisal?
  /// What is known of the run beside its numbers, line by line.
  let runNotes: [String]

  /// Prepares a report.
  public init(
    study: Study, processes: [PoliticalProcess], appraisal: PoliticalAppraisal? = nil,
    notes: [String] = []
  ) {
    self.study = study
    self.processes = processes
    self.appraisal = appraisal
    runNotes = notes
  }

  /// A piece of a report: a title, a table or none, and what has to be known to read it.
  struct Block {
    var title: String
    var table: TextTable?
    var notes: [String] = []
  }

  /// Text for a screen.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(heading, tone: .strong)
    for block in blocks {
      lines += [""] + screen.wrapped(block.title, indent: "  ", tone: .strong)
      lines += block.table?.lines(on: screen) ?? []
      lines += block.notes.flatMap { screen.paragraph("  ", $0, hanging: 2) }
    }
    lines += [""] + notes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = ["## \(heading)"]
    for block in blocks {
      lines += ["", "### \(block.title)", ""] + (block.table?.markdown() ?? [])
      if !block.notes.isEmpty { lines += [""] + Markdown.list(block.notes) }
    }
    lines += [""] + Markdown.list(notes)
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    appraisal.map { "\($0.result.comparison.title): what politics make of it" }
      ?? "\(study.settings.title): political processes"
  }

  private var blocks: [Block] {
    guard let appraisal else { return processes.flatMap { processBlocks($0) } }
    var blocks = [summary(appraisal)]
    for route in appraisal.routes {
      if !route.regimes.isEmpty { blocks += routeBlocks(route, appraisal) }
      guard route.project.value != nil else { continue }
      blocks += route.hosts.flatMap { hostBlocks($0, route, appraisal) }
    }
    return blocks
  }

  var notes: [String] {
    guard let appraisal else {
      return runNotes + [
        "n: coded years; rows are the regime of this year, columns that of the next; * marks the "
          + "regime in which a run begins",
        "a process ends in a regime that is never left, or once there is one, in one that lasts a year "
          + "with a chance of \(NumberFormat.percent(PoliticalProcess.endurance, decimals: 0)) or more",
      ]
    }
    return runNotes + conventions(of: appraisal)
  }

  private func conventions(of appraisal: PoliticalAppraisal) -> [String] {
    let rates = appraisal.result.rates
    return [
      "money: \(unit(appraisal)); rates a year: economic "
        + "\(NumberFormat.percent(rates.economic.value)), private "
        + "\(NumberFormat.percent(rates.private.value)), no country premium; end-of-year flows, year "
        + "0 not discounted; nothing is drawn: everything but the regimes is at the values of the run",
      "if open: as `compare`; expected: the mean over the regimes' paths; a closed year loses its flow "
        + "to the rivals; assets lost on entering a regime are rebuilt; what hosts ask above the stated "
        + "fee, the builder bears: because a regime has them, or because they reopened the contract "
        + "once the capital was sunk, as in risk; to all parties together it is a transfer",
      "held: the regime lasts for ever, other processes and raised fees left out; with others: they run "
        + "on from their start; processes are independent: none ends because another does",
      "V: the finished work, its flow going on for ever at the demand of the first full year, "
        + "(I - P/(1+r))^-1 of the flow in each regime; it counts years beyond the horizon, and in the "
        + "private account what hosts will take that have not raised their fee yet; building now also "
        + "bears what they take who raise it during construction",
    ]
  }

  /// The currency in millions, with its price year.
  func unit(_ appraisal: PoliticalAppraisal) -> String {
    "millions of \(study.settings.priceBase)"
  }

  /// A number for a table; a dash for none.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "-" }
    let decimals = value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : 2
    return NumberFormat.table(value, decimals: decimals)
  }
}
