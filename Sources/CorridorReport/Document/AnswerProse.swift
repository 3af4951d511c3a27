import CorridorAppraisal
import CorridorNetwork
import CorridorRisk
import CorridorStudy

/// What came out of a comparison, in sentences whose figures are looked up in the results.
struct AnswerProse {
  let findings: ComparisonFindings

  private var result: ComparisonResult { findings.result }
  private var keys: ResultKeys { findings.result.keys }

  var sentences: [Prose] {
    [
      least(keys.generalisedCost, of: "generalised cost per load"),
      least(keys.price, of: "price per load"), fastest, favourite, worth(keys.economicValue),
      worth(keys.privateValue), certainty, best, unsourced, closed,
    ].compactMap(\.self)
  }

  /// Open routes to the destination of the comparison; others are no rivals.
  private var rivals: [(id: String, route: RouteResult)] {
    result.routes.filter(\.isRival).map { ($0.shortID, $0) }
  }

  private func values(_ key: String) -> [(id: String, value: Double)] {
    rivals.compactMap { rival in rival.route.outcome(key)?.value.map { (rival.id, $0) } }
  }

  private func number(_ value: Double) -> String { SensitivityReport.number(value) }

  private func least(_ key: String, of what: Prose) -> Prose? {
    let sorted = values(key).enumerated().sorted {
      ($0.element.value, $0.offset) < ($1.element.value, $1.offset)
    }.map(\.element)
    guard let first = sorted.first, sorted.count > 1 else { return nil }
    let next = sorted[1]
    return
      "Least \(what): \(first.id), \(number(first.value)) \(findings.moneyPerLoad), then \(next.id), \(number(next.value))."
  }

  private var fastest: Prose? {
    let sorted = values("time_days.door_to_door").enumerated().sorted {
      ($0.element.value, $0.offset) < ($1.element.value, $1.offset)
    }.map(\.element)
    guard let first = sorted.first, let last = sorted.last, sorted.count > 1 else { return nil }
    return
      "Fastest from door to door: \(first.id), \(number(first.value)) days; slowest: \(last.id), \(number(last.value)) days."
  }

  private var favourite: Prose? {
    let shares = values("share")
    guard let most = shares.max(by: { $0.value < $1.value }) else { return nil }
    return "The largest share of loads would go by \(most.id): \(NumberFormat.percent(most.value))."
  }

  private func worth(_ key: String) -> Prose? {
    let found = result.routes.compactMap { route in
      route.outcome(key)?.value.map { (id: route.shortID, value: $0) }
    }
    guard !found.isEmpty else { return nil }
    let list = found.map { "\($0.id) \(number($0.value))" }.joined(separator: ", ")
    let positive = found.count { $0.value > 0 }
    let name = findings.quantity(key).name
    return
      "\(name) against doing nothing, \(findings.millions): \(list); above zero for \(positive) of \(found.count)."
  }

  private var certainty: Prose? {
    guard let risk = findings.risk else { return nil }
    let rows = risk.rows.filter { $0.key == keys.economicValue }
    let list = rows.compactMap { row -> String? in
      let quantiles = row.summary.quantiles([0.05, 0.95])
      guard let low = quantiles[0]?.value, let high = quantiles[1]?.value,
        let share = row.summary.positiveShare?.value
      else { return nil }
      return
        ("\(row.route) from \(number(low)) to \(number(high)), above zero in \(NumberFormat.percent(share)) of worlds"
        as Prose).text
    }
    guard !list.isEmpty, let count = rows.first?.summary.count else { return nil }
    return
      "In \(NumberFormat.table(Double(count))) worlds, nine tenths of economic net present values lie within, \(findings.millions): \(list.joined(separator: "; "))."
  }

  private var best: Prose? {
    guard let ranking = findings.risk?.part.summary.rankings.first else { return nil }
    let outputs = ranking.ranking.outputs
    let chances = outputs.indices.compactMap { place in
      ranking.best(place).map {
        (id: RiskReport.route(outputs[place]), chance: $0.value)
      }
    }
    guard let first = chances.max(by: { $0.chance < $1.chance }), chances.count > 1 else {
      return nil
    }
    let key = outputs.first.map(RiskReport.key) ?? ""
    let name = ComparisonCharts.lowered(findings.quantity(key).name)
    return
      "\(first.id) is the best by \(name) in \(NumberFormat.percent(first.chance)) of the worlds."
  }

  private var unsourced: Prose? {
    let all = Set(result.routes.flatMap(\.unsourcedInputs))
    guard !all.isEmpty else { return nil }
    return
      "\(all.count) of the assumptions, exchange rates and declared lengths under these figures have no source: they are a memory or a judgement, and the table of assumptions marks its own."
  }

  private var closed: Prose? {
    let closed = result.routes.filter { !$0.isAvailable }.map(\.shortID)
    guard !closed.isEmpty else { return nil }
    return "Not open \(CaseWords.open(in: result.scenario)): \(closed.joined(separator: ", "))."
  }
}
