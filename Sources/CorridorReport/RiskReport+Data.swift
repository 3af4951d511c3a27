public import CorridorGeoJSON
import CorridorRisk
import CorridorUnits

extension RiskReport {
  /// The report as JSON; the form is documented in docs/json.md.
  public func json() -> JSONValue {
    let run = part.run
    var object: JSONObject = [
      "comparison": .string(comparison),
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
      ]),
    ]
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
      "sd": number(summary.deviation),
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
    object["worst_5_percent_mean"] = number(tail(row))
    return object
  }

  private static func ranking(_ ranking: RankingSummary) -> JSONObject {
    let outputs = ranking.ranking.outputs
    var routes: [JSONValue] = []
    for row in outputs.indices {
      var beats = JSONObject()
      for column in outputs.indices where column != row {
        beats[route(outputs[column])] = number(ranking.beats(row, column)?.value)
      }
      routes.append(
        .object([
          "id": .string(route(outputs[row])), "beats": .object(beats),
          "best": number(ranking.best(row)),
          "ranks": .array(ranking.rankShares(row).map { number($0) }),
          "mean_regret": number(ranking.meanRegret(row)),
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
        ("best", ranking.best(row)), ("mean_regret", ranking.meanRegret(row)),
        ("worst_regret", ranking.worstRegret(row)),
      ]
      for column in outputs.indices where column != row {
        found.append(("beats " + route(outputs[column]), ranking.beats(row, column)?.value))
      }
      for (place, share) in ranking.rankShares(row).enumerated() {
        found.append(("rank_\(place + 1)", share))
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
