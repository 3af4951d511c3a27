import CorridorAppraisal
import CorridorNetwork
import CorridorStudy

/// What differs of the results of two sides, with the places of the routes.
struct ResultDiff {
  /// A result that is compared, and which of two values is better; nil where neither is.
  private struct Measure {
    let key: String
    let isLessBetter: Bool?
  }

  private let old: DiffSide
  private let new: DiffSide

  init(_ old: DiffSide, _ new: DiffSide) {
    self.old = old
    self.new = new
  }

  func results() -> [StudyDiff.Result] {
    let ids = new.study.comparisons.map(\.id)
    let removed = old.study.comparisons.map(\.id).filter { !ids.contains($0) }
    return (ids + removed).flatMap { id in
      results(of: id, old.results[id], new.results[id])
    }
  }

  private func results(
    of id: String, _ old: ComparisonResult?, _ new: ComparisonResult?
  ) -> [StudyDiff.Result] {
    guard let keys = (new ?? old)?.keys else { return [] }
    let measures = [
      Measure(key: "length_km", isLessBetter: true),
      Measure(key: "time_days.door_to_door", isLessBetter: true),
      Measure(key: keys.price, isLessBetter: true),
      Measure(key: keys.generalisedCost, isLessBetter: true),
      Measure(key: "share", isLessBetter: false), Measure(key: keys.capital, isLessBetter: true),
      Measure(key: keys.economicValue, isLessBetter: false),
      Measure(key: keys.privateValue, isLessBetter: false),
    ]
    let routes = new?.routes.map(\.route.plan.shortID) ?? []
    let gone = (old?.routes.map(\.route.plan.shortID) ?? []).filter { !routes.contains($0) }
    return (routes + gone).flatMap { route in
      measures.compactMap { difference($0, of: id, route: route, old, new) }
    }
  }

  private func difference(
    _ measure: Measure, of id: String, route: String, _ old: ComparisonResult?,
    _ new: ComparisonResult?
  ) -> StudyDiff.Result? {
    let (left, right) = (outcome(measure.key, route, old), outcome(measure.key, route, new))
    let ranks = (rank(measure, route, old), rank(measure, route, new))
    guard !Self.isSame(left?.value, right?.value) || ranks.0 != ranks.1 else { return nil }
    return StudyDiff.Result(
      comparison: id, route: route, key: measure.key, old: left?.value, new: right?.value,
      reason: right.map(\.reason) ?? "no such route on the right", oldRank: ranks.0,
      newRank: ranks.1)
  }

  /// Whether two numbers are the same but for the last bits.
  private static func isSame(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return (left == nil) == (right == nil) }
    return NumberFormat.significant(left) == NumberFormat.significant(right)
  }

  private func outcome(_ key: String, _ route: String, _ result: ComparisonResult?) -> Outcome? {
    result?.routes.first { $0.route.plan.shortID == route }?.outcome(key)
  }

  /// The place among the rivals that have a value; routes that are alike share it, and one that is
  /// closed or ends elsewhere has none.
  private func rank(_ measure: Measure, _ route: String, _ result: ComparisonResult?) -> Int? {
    guard let isLessBetter = measure.isLessBetter,
      let rivals = result?.routes.filter(\.isRival),
      let own = rivals.first(where: { $0.route.plan.shortID == route })?.outcome(measure.key)?.value
    else { return nil }
    return 1
      + rivals.compactMap { $0.outcome(measure.key)?.value }
      .count { isLessBetter ? $0 < own : $0 > own }
  }
}
