import CorridorAppraisal
import CorridorNetwork
import CorridorRisk
import CorridorStudy

/// What differs of the results of two sides, with the places of the routes.
struct ResultDiff {
  /// A result that is compared, and which of two values is better; nil where neither is.
  private struct Measure {
    let key: String
    let isLessBetter: Bool?
  }

  /// A comparison on one side: as it is appraised, and what politics make of it.
  private struct Part {
    let result: ComparisonResult
    let expected: PoliticalAppraisal?

    init?(_ id: String, of side: DiffSide) {
      guard let result = side.results[id] else { return nil }
      self.result = result
      expected = side.expected[id]
    }

    /// The result of a route, or why there is none; nil where the side has none of that key.
    func answer(_ key: String, _ route: String) -> PoliticalAnswer<Double>? {
      if let found = result.routes.first(where: { $0.route.plan.shortID == route })?.outcome(key) {
        return found.value.map { .known($0) } ?? .missing(reason: found.reason ?? "")
      }
      return expected?.routes.first { $0.id == route }?.result(key, result.keys)
    }
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
      results(of: id, Part(id, of: old), Part(id, of: new))
    }
  }

  private func results(
    of id: String, _ old: Part?, _ new: Part?
  ) -> [StudyDiff.Result] {
    guard let keys = (new ?? old)?.result.keys else { return [] }
    let measures =
      [
        Measure(key: "length_km", isLessBetter: true),
        Measure(key: "time_days.door_to_door", isLessBetter: true),
        Measure(key: keys.price, isLessBetter: true),
        Measure(key: keys.generalisedCost, isLessBetter: true),
        Measure(key: "share", isLessBetter: false), Measure(key: keys.capital, isLessBetter: true),
        Measure(key: keys.economicValue, isLessBetter: false),
        Measure(key: keys.privateValue, isLessBetter: false),
      ] + PoliticalRoute.resultKeys(keys).map { Measure(key: $0, isLessBetter: false) }
    let routes = new?.result.routes.map(\.route.plan.shortID) ?? []
    let gone = (old?.result.routes.map(\.route.plan.shortID) ?? []).filter {
      !routes.contains($0)
    }
    return (routes + gone).flatMap { route in
      measures.compactMap { difference($0, of: id, route: route, old, new) }
    }
  }

  private func difference(
    _ measure: Measure, of id: String, route: String, _ old: Part?, _ new: Part?
  ) -> StudyDiff.Result? {
    let (left, right) = (old?.answer(measure.key, route), new?.answer(measure.key, route))
    let ranks = (rank(measure, route, old), rank(measure, route, new))
    guard !Self.isSame(left?.value, right?.value) || ranks.0 != ranks.1 else { return nil }
    return StudyDiff.Result(
      comparison: id, route: route, key: measure.key, old: left?.value, new: right?.value,
      reason: right.map(\.reason) ?? Self.missing(route, new), oldRank: ranks.0,
      newRank: ranks.1)
  }

  /// Why the right has no result of that key at all.
  private static func missing(_ route: String, _ part: Part?) -> String {
    part?.result.routes.contains { $0.route.plan.shortID == route } == true
      ? "no politics are reckoned on the right" : "no such route on the right"
  }

  /// Whether two numbers are the same but for the last bits.
  private static func isSame(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return (left == nil) == (right == nil) }
    return NumberFormat.significant(left) == NumberFormat.significant(right)
  }

  /// The place among the rivals that have a value; routes that are alike share it, and one that is
  /// closed or ends elsewhere has none.
  private func rank(_ measure: Measure, _ route: String, _ part: Part?) -> Int? {
    guard let isLessBetter = measure.isLessBetter, let part else { return nil }
    let rivals = part.result.routes.filter(\.isRival).map(\.route.plan.shortID)
    guard rivals.contains(route), let own = part.answer(measure.key, route)?.value else {
      return nil
    }
    return 1
      + rivals.compactMap { part.answer(measure.key, $0)?.value }
      .count { isLessBetter ? $0 < own : $0 > own }
  }
}
