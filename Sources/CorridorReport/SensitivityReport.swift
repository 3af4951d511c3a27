import CorridorGeoJSON
public import CorridorRisk
import CorridorStudy

/// A sensitivity analysis of a comparison as tables, CSV and JSON.
public struct SensitivityReport: Sendable {
  /// What the analysis is of, beside its numbers.
  public struct Heading: Sendable {
    /// The id of the study.
    public var study: String
    /// The id of the comparison, and its title.
    public var comparison: (id: String, title: String)
    /// The id of the scenario; nil for the if-open case.
    public var scenario: String?
    /// The currency and the price year of money.
    public var money: (currency: String, year: Int)
    /// Whether results are the mean over the paths of the regimes.
    public var hasPolitics: Bool

    /// Creates a heading.
    public init(
      study: String, comparison: (id: String, title: String), scenario: String?,
      money: (currency: String, year: Int), hasPolitics: Bool = false
    ) {
      self.study = study
      self.comparison = comparison
      self.scenario = scenario
      self.money = money
      self.hasPolitics = hasPolitics
    }

    /// The members of JSON that name what an analysis is of.
    var json: JSONObject {
      [
        "study": .string(study), "comparison": .string(comparison.id),
        "scenario": .string(scenario ?? "if-open"), "price_year": .integer(money.year),
        "currency": .string(money.currency),
        "politics": .string(hasPolitics ? "expected" : "none"),
      ]
    }
  }

  /// Rows of a table that are shown unless all are asked for.
  static let shownRows = 15

  let heading: Heading
  let model: SensitivityModel
  let findings: SensitivityFindings
  let sections: [SensitivitySection]
  /// What the paths of the politics add to the spread; none where they are left out.
  let paths: [PathSpread]
  /// What is known of the run beside its numbers, line by line.
  let notes: [String]
  private let showsAll: Bool

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - heading: what the analysis is of.
  ///   - model: what was varied.
  ///   - findings: what was found.
  ///   - paths: what the paths of the politics add to the spread of what was analysed.
  ///   - showsAll: whether tables have all rows, not the first 15.
  ///   - notes: what is to be known beside the numbers, line by line.
  /// - Throws: `SensitivityError` for findings of another model.
  public init(
    _ heading: Heading, model: SensitivityModel, findings: SensitivityFindings,
    paths: [PathSpread] = [], showsAll: Bool = false, notes: [String] = []
  ) throws(SensitivityError) {
    self.heading = heading
    self.paths = paths
    self.model = model
    self.findings = findings
    self.showsAll = showsAll
    self.notes = notes
    sections = try SensitivitySection.sections(of: findings, model)
  }

  // MARK: - Text

  /// Text for a screen: a table for each route and key.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(heading.comparison.title, tone: .strong)
    for section in sections {
      lines += [""] + screen.wrapped(section.title, indent: "  ")
      if let reason = section.reason {
        lines += screen.wrapped("none: " + reason, indent: "  ")
      } else {
        lines += table(of: section).lines(on: screen)
      }
      for remark in remarks(on: section) { lines += screen.wrapped(remark, indent: "  ") }
    }
    lines += [""] + allNotes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = ["## \(heading.comparison.title)"]
    for section in sections {
      lines += ["", "### \(section.title)", ""]
      lines += section.reason.map { ["none: " + $0] } ?? table(of: section).markdown()
      lines += [""] + Markdown.list(remarks(on: section))
    }
    lines += [""] + Markdown.list(allNotes)
    return lines.joined(separator: "\n") + "\n"
  }

  func rows(of section: SensitivitySection) -> [SensitivitySection.Row] {
    showsAll
      ? section.rows
      : Array(section.rows.filter { !$0.isIdle }.prefix(Self.shownRows))
  }

  func table(of section: SensitivitySection) -> TextTable {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      ("assumption", .left), ("class", .left),
    ]
    columns += section.columns.map { (title: $0, alignment: .right) }
    var table = TextTable(columns)
    for row in rows(of: section) {
      table.add([row.label ?? row.name, row.sourceClass ?? "-"] + row.cells)
    }
    table.drawing = section.drawing(of: rows(of: section))
    return table
  }

  /// What a reader should see in a table, sentence by sentence.
  func remarks(on section: SensitivitySection) -> [String] {
    var lines: [String] = []
    if let share = section.byClass {
      lines.append(Self.sentence(share))
      if let path = path(of: section) { lines.append(Self.sentence(path, share)) }
    }
    let hidden = section.rows.count - rows(of: section).count
    if hidden > 0 {
      let idle = section.rows.filter(\.isIdle).count
      lines.append(
        "not shown: \(hidden) smaller ones" + (idle > 0 ? ", \(idle) of them without effect" : "")
          + "; --all shows them")
    }
    return lines + section.remarks
  }

  static func sentence(_ share: VarianceByClass) -> String {
    let basis =
      switch share.basis {
      case .shapley: "Shapley effects, which leave nothing to interactions"
      case .firstOrder: "first-order indices"
      case .totalNormalised: "total indices divided by their sum"
      case .squaredSwings: "by squared swings, as if everything were linear and independent"
      case .squaredEffects: "by squared mean effects, a first impression"
      }
    let classes = share.shares.map { part in
      "\(part.sourceClass?.rawValue ?? "no figure") \(NumberFormat.percent(part.share)) of "
        + "\(part.inputs)"
    }
    let rest = share.interactions.map { "; interactions \(NumberFormat.percent($0)), of no class" }
    return "\(NumberFormat.percent(share.unsourced, decimals: 0)) of this spread comes from "
      + "figures nobody has sourced (\(basis): " + classes.joined(separator: ", ")
      + (rest ?? "") + ")"
  }

  /// What the paths add to the spread of a section's result.
  func path(of section: SensitivitySection) -> PathSpread? {
    paths.first { $0.route == section.output.route && $0.key == section.output.key }
  }

  static func sentence(_ path: PathSpread, _ share: VarianceByClass) -> String {
    let error = path.share.standardError.map { " (s.e. \(NumberFormat.percent($0)))" } ?? ""
    return "in worlds its sd is \(number(path.deviation)), and "
      + "\(NumberFormat.percent(path.share.value))\(error) of that variance comes from the paths of regimes and hosts, whose chances are "
      + "\(path.sourceClass.rawValue); so "
      + "\(NumberFormat.percent(path.unsourced(share.unsourced), decimals: 0)) of the spread that "
      + "`risk` shows comes from figures nobody has sourced"
  }

  /// The method and what was varied, for under a chart.
  var indexNotes: [String] { allNotes }

  var allNotes: [String] {
    [SensitivitySection.method(of: findings)] + notes + [
      "money: real \(heading.money.currency) of \(heading.money.year)"
    ]
  }

  static func number(_ value: Double?) -> String {
    guard let value else { return "-" }
    let size = value.magnitude
    let decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
    return size > 0 && size < 0.01 || size >= 1e9
      ? NumberText.text(NumberFormat.significant(value, digits: 3))
      : NumberFormat.table(value, decimals: decimals)
  }
}
