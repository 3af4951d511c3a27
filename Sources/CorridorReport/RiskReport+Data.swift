public import CorridorGeoJSON
import CorridorRisk
import CorridorStudy
import CorridorUnits

extension RiskReport {
  /// The report as JSON; the form is documented in docs/json.md.
  public func json() -> JSONValue {
    let run = part.run
    var object: JSONObject = [
      "comparison": .string(comparison),
      "scenario": run.circumstances.scenario.map { .string($0) } ?? .null,
      "as_of": run.circumstances.asOf.map { .string($0) } ?? .null,
      "set": .array(run.circumstances.changes.map { .string($0) }),
      "politics": .string(run.hasPolitics ? "drawn" : "none"),
      "currency": .string(run.prices.currency.code),
      "price_year": .integer(run.prices.year),
      "samples": .number(Double(part.summary.count)),
      "complete": .bool(isComplete),
      "run": .object([
        "version": .string(run.version), "method": .string(run.method),
        "precision": .string(run.precision), "seed": .string(String(run.seed)),
        "samples": .number(Double(run.count)),
        "first_sample": .number(Double(part.samples.lowerBound)),
        "end_sample": .number(Double(part.samples.upperBound)),
        "inputs": .string(run.inputs),
        "quantile_error_relative": .number(OutputSummary.relativeWidth),
        "share_beyond_extremes": Self.number(
          OutputSummary.shareBeyondExtremes(of: part.summary.count)),
      ]),
    ]
    if let reason = OutputSummary.errorsReason(of: part.summary.count) {
      object["sampling_errors_reason"] = .string(reason)
    }
    var routes: [String: JSONObject] = [:]
    var order: [String] = []
    for row in rows {
      if routes[row.route] == nil { order.append(row.route) }
      routes[row.route, default: JSONObject()][row.key] = .object(Self.summary(of: row))
    }
    object["routes"] = .array(
      order.map { id in
        var route: JSONObject = ["id": .string(id)]
        for member in (routes[id] ?? JSONObject()).members { route[member.key] = member.value }
        return .object(route)
      })
    object["rankings"] = .array(part.summary.rankings.map { .object(Self.ranking($0)) })
    object["notes"] = .array(run.notes.map { .string($0) })
    return .object(object)
  }

  private static func summary(of row: Row) -> JSONObject {
    let summary = row.summary
    var object: JSONObject = [
      "mean": number(summary.mean?.value),
      "mean_standard_error": number(summary.mean?.standardError),
      "sd": number(summary.deviation), "sd_standard_error": number(summary.deviationError),
    ]
    let quantiles = summary.quantiles([0.05, 0.5, 0.95])
    for (name, quantile) in zip(["p5", "p50", "p95"], quantiles) {
      object[name] = number(quantile?.value)
      object[name + "_interval"] = interval(quantile)
    }
    object["lowest"] = number(summary.lowest)
    object["highest"] = number(summary.highest)
    if isWorth(row.key) {
      object["share_above_0"] = number(summary.positiveShare?.value)
      object["share_above_0_interval"] = interval(summary.positiveShare)
    }
    let tail = tail(row)
    object["worst_5_percent_mean"] = number(tail?.value)
    object["worst_5_percent_mean_standard_error"] = number(tail?.standardError)
    object["worst_5_percent_mean_interval"] = interval(tail)
    return object
  }

  private static func ranking(_ ranking: RankingSummary) -> JSONObject {
    let outputs = ranking.ranking.outputs
    var routes: [JSONValue] = []
    for row in outputs.indices {
      var (beats, intervals) = (JSONObject(), JSONObject())
      for column in outputs.indices where column != row {
        let share = ranking.beats(row, column)
        beats[route(outputs[column])] = number(share?.value)
        intervals[route(outputs[column])] = interval(share)
      }
      let (best, rank) = (ranking.best(row), ranking.meanRank(row))
      let (shares, regret) = (ranking.rankShares(row), ranking.meanRegret(row))
      routes.append(
        .object([
          "id": .string(route(outputs[row])), "beats": .object(beats),
          "beats_intervals": .object(intervals),
          "best": number(best?.value), "best_standard_error": number(best?.standardError),
          "best_interval": interval(best),
          "ranks": .array(shares.map { number($0.value) }),
          "ranks_intervals": .array(shares.map { interval($0) }),
          "mean_rank": number(rank?.value),
          "mean_rank_standard_error": number(rank?.standardError),
          "mean_regret": number(regret?.value),
          "mean_regret_standard_error": number(regret?.standardError),
          "worst_regret": number(ranking.worstRegret(row)),
        ]))
    }
    return [
      "key": .string(outputs.first.map(key) ?? ""),
      "better": .string(ranking.ranking.higherIsBetter ? "higher" : "lower"),
      "routes": .array(routes),
    ]
  }

  private static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(NumberFormat.significant(value))
  }

  private static func interval(_ estimate: Estimate?) -> JSONValue {
    guard let interval = estimate?.interval else { return .null }
    return .array([number(interval.lowerBound), number(interval.upperBound)])
  }

  /// One row per route, key and statistic: of the run first, then of routes, then of routes against others.
  public func csv() -> String {
    let run = part.run
    var table: [(route: String, key: String, statistic: String, value: String)] = [
      ("", "run", "samples", String(part.summary.count)),
      ("", "run", "complete", String(isComplete)), ("", "run", "seed", String(run.seed)),
      ("", "run", "method", run.method), ("", "run", "inputs", run.inputs),
      ("", "run", "currency", run.prices.currency.code),
      ("", "run", "price_year", String(run.prices.year)),
    ]
    if let reason = OutputSummary.errorsReason(of: part.summary.count) {
      table.append(("", "run", "sampling_errors_reason", reason))
    }
    for row in rows {
      for member in Self.summary(of: row).members {
        for (statistic, value) in Self.numbers(member.key, member.value) {
          table.append((row.route, row.key, statistic, value))
        }
      }
    }
    for ranking in part.summary.rankings {
      let key = ranking.ranking.outputs.first.map(Self.key) ?? ""
      table += Self.comparisons(ranking).map { ($0.route, key, $0.statistic, $0.value) }
    }
    let lines = table.map { CSV.line([comparison, $0.route, $0.key, $0.statistic, $0.value]) }
    let header = CSV.line(["comparison", "route", "key", "statistic", "value"])
    return ([header] + lines).joined(separator: "\n") + "\n"
  }

  /// A number, or the two ends of an interval; nothing where there is none.
  private static func numbers(_ key: String, _ value: JSONValue) -> [(String, String)] {
    if let number = value.number { return [(key, NumberText.text(number))] }
    let ends = (value.array ?? []).compactMap(\.number)
    guard ends.count == 2, key.hasSuffix("_interval") else { return [] }
    let stem = key.dropLast("_interval".count)
    return [(stem + "_low", NumberText.text(ends[0])), (stem + "_high", NumberText.text(ends[1]))]
  }

  /// What sets one route against the others.
  private static func comparisons(_ ranking: RankingSummary) -> [(
    route: String, statistic: String, value: String
  )] {
    let outputs = ranking.ranking.outputs
    return outputs.indices.flatMap { row -> [(route: String, statistic: String, value: String)] in
      var found: [(statistic: String, value: Double?)] = [
        ("worst_regret", ranking.worstRegret(row))
      ]
      func add(_ statistic: String, _ estimate: Estimate?, hasInterval: Bool = true) {
        found.append((statistic, estimate?.value))
        found.append((statistic + "_standard_error", estimate?.standardError))
        guard hasInterval else { return }
        found.append((statistic + "_low", estimate?.interval?.lowerBound))
        found.append((statistic + "_high", estimate?.interval?.upperBound))
      }
      add("best", ranking.best(row))
      add("mean_rank", ranking.meanRank(row), hasInterval: false)
      add("mean_regret", ranking.meanRegret(row), hasInterval: false)
      for column in outputs.indices where column != row {
        add("beats " + route(outputs[column]), ranking.beats(row, column))
      }
      for (place, share) in ranking.rankShares(row).enumerated() {
        add("rank_\(place + 1)", share)
      }
      return found.compactMap { statistic, value in
        guard let number = number(value).number else { return nil }
        return (route(outputs[row]), statistic, NumberText.text(number))
      }
    }
  }

  /// Whether the report is of every sample of its run.
  private var isComplete: Bool { missing == 0 && part.samples == 0..<part.run.count }
}
