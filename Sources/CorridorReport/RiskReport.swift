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
  static func tail(_ row: Row) -> Estimate? {
    row.summary.tail(0.05, isUpper: !isWorth(row.key))
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
      lines += table(of: ranking).lines(on: screen)
      lines += screen.wrapped(errors(of: ranking), indent: "  ") + [""]
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
      lines += [errors(of: ranking), ""]
    }
    lines += Markdown.list(allNotes)
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    let count = NumberFormat.table(Double(part.summary.count))
    return [
      "\(comparison): \(count) world\(part.summary.count == 1 ? "" : "s"), money in real \(part.run.prices)"
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
    columns += [("worst 5 %", .right), ("+- s.e.", .right)]
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
      let tail = Self.tail(row)
      cells += [Self.number(tail?.value), Self.number(tail?.standardError)]
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

  /// The largest sampling errors of a ranking's probabilities and ranks, for which its table has no room.
  func errors(of ranking: RankingSummary) -> String {
    let places = ranking.ranking.outputs.indices
    let shares = places.flatMap { row in
      places.filter { $0 != row }.map { ranking.beats(row, $0) } + [ranking.best(row)]
        + ranking.rankShares(row)
    }
    let share = shares.compactMap { $0?.standardError }.max()
    let rank = places.compactMap { ranking.meanRank($0)?.standardError }.max()
    guard let share, let rank else { return "too few worlds for sampling errors" }
    return "by sampling the probabilities have standard errors of at most "
      + "\(NumberFormat.percent(share, decimals: 2)), mean ranks of at most "
      + "\(NumberFormat.table(rank, decimals: 3))"
  }

  func table(of ranking: RankingSummary) -> TextTable {
    let outputs = ranking.ranking.outputs
    let names = outputs.map(Self.route)
    var columns: [(title: String, alignment: TextTable.Alignment)] = [("route", .left)]
    columns += names.indices.map { (title: "\($0 + 1)", alignment: .right) }
    columns += [
      ("best", .right), ("rank", .right), ("regret", .right), ("+- s.e.", .right),
    ]
    var table = TextTable(columns)
    for row in outputs.indices {
      var cells = ["\(row + 1) \(names[row])"]
      cells += outputs.indices.map { column in
        row == column
          ? "" : ranking.beats(row, column).map { NumberFormat.percent($0.value) } ?? "-"
      }
      let regret = ranking.meanRegret(row)
      cells.append(ranking.best(row).map { NumberFormat.percent($0.value) } ?? "-")
      cells.append(ranking.meanRank(row).map { NumberFormat.table($0.value, decimals: 2) } ?? "-")
      cells += [Self.number(regret?.value), Self.number(regret?.standardError)]
      table.add(cells)
    }
    table.drawing = TextTable.Drawing(
      title: ("P(best)", ""),
      bars: outputs.indices.map { ranking.best($0).map { .share($0.value) } })
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
        + "deviations have no such error; s.e.: standard error by sampling")
    if let reason = OutputSummary.errorsReason(of: part.summary.count) { lines.append(reason) }
    if let beyond = OutputSummary.shareBeyondExtremes(of: part.summary.count) {
      lines.append(
        "of the extremes that --format json and csv tell: with a confidence of 95 % at most "
          + "\(NumberFormat.percent(beyond, decimals: 3)) of all worlds lie beyond each")
    }
    return lines
  }
}
