/// Finds corridors and routes that do not join, and routes that belong to no comparison.
struct StructureCheck {
  let study: Study

  func check(_ findings: inout Findings) {
    let resolver = ChainResolver(study: study)
    for corridor in study.corridors {
      _ = resolver.hops(of: corridor, &findings)
      checkBranches(of: corridor, &findings)
    }
    var counts: [String: Int] = [:]
    var lost: [RoutePlan] = []
    for route in study.routes {
      guard study.comparison(route.comparison) != nil else {
        lost.append(route)
        continue
      }
      counts[route.comparison, default: 0] += 1
      let hops = resolver.hops(of: route, &findings)
      RouteWorksCheck(study: study).check(
        route.works, along: hops, of: "route '\(route.id)'", at: route.location, &findings)
    }
    checkLost(lost, &findings)
    if study.routes.isEmpty, let first = study.comparisons.first {
      findings.error(
        "no-routes", at: SourceLocation(file: study.folder + "/" + CorridorReader.file),
        "the file has no routes, and the study has comparisons, such as '\(first.id)'",
        remedy: "add 'routes:'; the file may have been cut short")
      return
    }
    for comparison in study.comparisons { check(comparison, counts[comparison.id] ?? 0, &findings) }
  }

  /// Routes of comparisons that are not there: one message for each of these.
  private func checkLost(_ routes: [RoutePlan], _ findings: inout Findings) {
    guard let first = routes.first else { return }
    guard !study.comparisons.isEmpty else {
      findings.error(
        "no-comparisons", at: SourceLocation(file: study.folder + "/" + SettingsReader.file),
        "the file has no comparisons, and \(CorridorReader.file) has routes, such as '\(first.id)'",
        remedy: "add 'comparisons:'; the file may have been cut short")
      return
    }
    for (comparison, routes) in Dictionary(grouping: routes, by: \.comparison).sorted(by: {
      $0.key < $1.key
    }) {
      guard let route = routes.first else { continue }
      let more = routes.count > 1 ? " (and \(routes.count - 1) more of its routes)" : ""
      let remedy = Fields.remedy(
        for: comparison, among: study.comparisons.map(\.id), what: "comparison")
      findings.error(
        "unknown-comparison", at: route.location,
        "route '\(route.id)' belongs to the comparison '\(comparison)', which is not in the "
          + "study" + more, remedy: remedy,
        cause: Cause(lost: "comparison", comparison, from: SettingsReader.file, remedy: remedy))
    }
  }

  /// Finds a nest of one route that is spelt nearly like one of several.
  ///
  /// A nest of one counts like no nest at all, and naming what stands alone is no mistake.
  private func checkNests(of comparison: Comparison, _ findings: inout Findings) {
    let routes = study.routes(of: comparison.id)
    var sizes: [String: Int] = [:]
    for route in routes { if let nest = route.nest { sizes[nest, default: 0] += 1 } }
    let shared = sizes.filter { $0.value > 1 }.keys
    for route in routes {
      guard let nest = route.nest, sizes[nest] == 1 else { continue }
      let remedy = Fields.remedy(for: nest, among: shared, what: "nest")
      guard remedy.hasPrefix(Fields.guess) else { continue }
      findings.warning(
        "lonely-nest", at: route.location,
        "route '\(route.id)' is alone in its nest '\(nest)', which is then no nest",
        remedy: remedy)
    }
  }

  /// A branch leaves the corridor at a place that one of its links ends at.
  private func checkBranches(of corridor: CorridorChain, _ findings: inout Findings) {
    let places = Set(
      corridor.links.compactMap(study.link).flatMap { [$0.from, $0.to] })
    for branch in corridor.branches.compactMap(study.link) {
      if corridor.links.contains(branch.id) {
        findings.error(
          "corridor-branch", at: corridor.location,
          "corridor '\(corridor.id)' has '\(branch.id)' both as a link and as a branch",
          remedy: "delete it from 'branches'")
      } else if !places.contains(branch.from), !places.contains(branch.to), !places.isEmpty {
        findings.error(
          "corridor-branch", at: corridor.location,
          "branch '\(branch.id)' of corridor '\(corridor.id)' joins '\(branch.from)' and "
            + "'\(branch.to)', and no link of the corridor ends at either",
          remedy: "name a link that begins or ends on the way of the corridor")
      }
    }
  }

  private func check(
    _ comparison: Comparison, _ count: Int, _ findings: inout Findings
  ) {
    if count == 0 {
      findings.error(
        "no-routes", at: comparison.location, "comparison '\(comparison.id)' has no route",
        remedy: "add '\(comparison.id)/NAME' to the routes of \(CorridorReader.file)",
        cause: Cause(
          "route of '\(comparison.id)'",
          .name(home: CorridorReader.file, isMisspelt: false)))
    }
    checkNests(of: comparison, &findings)
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
