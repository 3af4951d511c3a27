import CorridorGeoJSON
public import CorridorRisk

/// What a run of many worlds says of the routes of a comparison: tables, JSON and CSV.
///
/// Everything comes from the kept part of the run, so that merged shards print what one run prints.
public struct RiskReport: Sendable {
  let part: Part
  /// Samples that were asked for and are not there, because the run was stopped.
  let missing: UInt64

  /// Prepares a report.
  public init(_ part: Part, missing: UInt64 = 0) {
    self.part = part
    self.missing = missing
  }

  /// One output: a route's key with its summary.
  struct Row {
    let route: String
    let key: String
    let summary: OutputSummary
  }

  /// Every output in order, split at the first slash.
  var rows: [Row] {
    zip(part.summary.names, part.summary.outputs).map { name, summary in
      let halves = name.split(separator: "/", maxSplits: 1)
      return Row(
        route: String(halves.first ?? ""), key: String(halves.last ?? ""), summary: summary)
    }
  }

  /// The keys in the order in which they come first.
  var keys: [String] {
    var seen: Set<String> = []
    return rows.map(\.key).filter { seen.insert($0).inserted }
  }

  /// Whether a key is good when it is high: what a project is worth; everything else is a cost or a time.
  static func isWorth(_ key: String) -> Bool { key.hasPrefix("npv_") }

  /// Mean of the worst 5 % of the worlds: the lowest of what is worth something, the highest of costs.
  static func tail(_ row: Row) -> Double? {
    let summary = row.summary
    if isWorth(row.key) { return summary.tailMean(0.05) }
    guard let mean = summary.mean?.value, let lower = summary.tailMean(0.95) else { return nil }
    let kept = (0.95 * Double(summary.count)).rounded(.down)
    let rest = Double(summary.count) - kept
    return rest > 0 ? (mean * Double(summary.count) - lower * kept) / rest : nil
  }

  private static let probabilities = [0.05, 0.5, 0.95]

  // MARK: - Text

  /// Text for a screen.
  public func text(on screen: Screen = .page) -> String {
    var lines = heading.flatMap { screen.wrapped($0, tone: .strong) } + [""]
    for key in keys {
      lines += table(of: key).lines(on: screen) + [""]
    }
    for ranking in part.summary.rankings where ranking.ranking.outputs.count > 1 {
      lines += screen.wrapped(title(of: ranking))
      lines += table(of: ranking).lines(on: screen) + [""]
    }
    lines += allNotes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = heading.map { "## \($0)" } + [""]
    for key in keys { lines += table(of: key).markdown() + [""] }
    for ranking in part.summary.rankings where ranking.ranking.outputs.count > 1 {
      lines += [title(of: ranking), ""] + table(of: ranking).markdown() + [""]
    }
    lines += allNotes.map { "- \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    let count = NumberFormat.table(Double(part.summary.count))
    return [
      "\(comparison): \(count) worlds, money in real \(part.run.prices)"
        + (missing > 0 ? ", PARTIAL: the run was stopped" : "")
    ]
  }

  var comparison: String { part.run.subject }

  func table(of key: String) -> TextTable {
    var columns: [(String, TextTable.Alignment)] = [
      (key, .left), ("mean", .right), ("+- s.e.", .right), ("sd", .right), ("P5", .right),
      ("P50", .right), ("P95", .right),
    ]
    if Self.isWorth(key) { columns.append(("P(> 0)", .right)) }
    columns.append(("worst 5 %", .right))
    var table = TextTable(columns.map { (title: $0.0, alignment: $0.1) })
    for row in rows where row.key == key {
      let summary = row.summary
      let quantiles = summary.quantiles(Self.probabilities).map { Self.number($0?.value) }
      var cells = [
        row.route, Self.number(summary.mean?.value), Self.number(summary.mean?.standardError),
        Self.number(summary.deviation),
      ]
      cells += quantiles
      if Self.isWorth(key) {
        cells.append(summary.positiveShare.map { NumberFormat.percent($0.value) } ?? "-")
      }
      cells.append(Self.number(Self.tail(row)))
      table.add(cells)
    }
    table.drawing = drawing(of: key)
    return table
  }

  /// The span from P5 to P95 of each route with its P50, on one scale.
  private func drawing(of key: String) -> TextTable.Drawing? {
    let quantiles = rows.filter { $0.key == key }.map { row in
      row.summary.quantiles(Self.probabilities).compactMap { $0?.value }
    }
    guard let scale = Bar.Scale(quantiles.flatMap(\.self)) else { return nil }
    return TextTable.Drawing(
      title: (Self.number(scale.low), Self.number(scale.high)),
      bars: quantiles.map {
        $0.count == 3
          ? .span(
            low: scale.place($0[0]), mark: scale.place($0[1]), high: scale.place($0[2])) : nil
      })
  }

  func title(of ranking: RankingSummary) -> String {
    let key = ranking.ranking.outputs.first.map(Self.key) ?? ""
    return "\(key), world by world: P(row beats column), P(best), mean rank, mean regret"
  }

  func table(of ranking: RankingSummary) -> TextTable {
    let outputs = ranking.ranking.outputs
    let names = outputs.map(Self.route)
    var columns: [(title: String, alignment: TextTable.Alignment)] = [("route", .left)]
    columns += names.indices.map { (title: "\($0 + 1)", alignment: .right) }
    columns += [("best", .right), ("rank", .right), ("regret", .right)]
    var table = TextTable(columns)
    for row in outputs.indices {
      var cells = ["\(row + 1) \(names[row])"]
      cells += outputs.indices.map { column in
        row == column
          ? "" : ranking.beats(row, column).map { NumberFormat.percent($0.value) } ?? "-"
      }
      let ranks = ranking.rankShares(row).enumerated().reduce(0) {
        $0 + Double($1.offset + 1) * $1.element
      }
      cells.append(ranking.best(row).map { NumberFormat.percent($0) } ?? "-")
      cells.append(NumberFormat.table(ranks, decimals: 2))
      cells.append(Self.number(ranking.meanRegret(row)))
      table.add(cells)
    }
    table.drawing = TextTable.Drawing(
      title: ("P(best)", ""), bars: outputs.indices.map { ranking.best($0).map { .share($0) } })
    return table
  }

  static func route(_ output: String) -> String {
    String(output.split(separator: "/", maxSplits: 1).first ?? "")
  }

  static func key(_ output: String) -> String {
    String(output.split(separator: "/", maxSplits: 1).last ?? "")
  }

  private static func number(_ value: Double?) -> String {
    guard let value else { return "-" }
    let decimals = value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : 2
    return NumberFormat.table(value, decimals: decimals)
  }

  var allNotes: [String] {
    let run = part.run
    var lines = run.notes
    lines.append(
      "run: corridor \(run.version), \(run.method), seed \(run.seed), samples "
        + "\(part.samples.lowerBound) to \(part.samples.upperBound - 1) of \(run.count), "
        + "\(run.precision) precision, inputs \(run.inputs)")
    lines.append(
      "worst 5 %: mean of the worst twentieth of the worlds, the lowest of an NPV, the highest of "
        + "anything else; quantiles come from bins of a width of 2^-12 of the value, means and "
        + "deviations have no such error; s.e.: standard error of the mean by sampling")
    return lines
  }
}
