/// Finds corridors and routes that do not join, and routes that belong to no comparison.
struct StructureCheck {
  let study: Study

  func check(_ findings: inout Findings) {
    let resolver = ChainResolver(study: study)
    for corridor in study.corridors { _ = resolver.hops(of: corridor, &findings) }
    var counts: [String: Int] = [:]
    for route in study.routes {
      guard study.comparison(route.comparison) != nil else {
        findings.error(
          "unknown-comparison", at: route.location,
          "route '\(route.id)' belongs to the comparison '\(route.comparison)', which is not in the "
            + "study",
          remedy: Fields.remedy(
            for: route.comparison, among: study.comparisons.map(\.id), what: "comparison"))
        continue
      }
      counts[route.comparison, default: 0] += 1
      _ = resolver.hops(of: route, &findings)
    }
    for comparison in study.comparisons { check(comparison, counts[comparison.id] ?? 0, &findings) }
  }

  private func check(
    _ comparison: Comparison, _ count: Int, _ findings: inout Findings
  ) {
    if count == 0 {
      findings.error(
        "no-routes", at: comparison.location, "comparison '\(comparison.id)' has no route",
        remedy: "add '\(comparison.id)/NAME' to the routes of corridors.yaml")
    }
    guard let constants = comparison.demand.choice?.constants else { return }
    let known = study.routes(of: comparison.id).map(\.shortID)
    for route in constants.keys.sorted() where !known.contains(route) {
      findings.error(
        "unknown-route", at: comparison.location,
        "'constants' of comparison '\(comparison.id)' names the route '\(route)', which it has not",
        remedy: Fields.remedy(for: route, among: known, what: "route"))
    }
  }
}
