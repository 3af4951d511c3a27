/// Puts into each scenario what it inherits.
enum ScenarioInheritance {
  static func resolved(
    _ scenarios: [Scenario], known: Set<String>, _ findings: inout Findings
  ) -> [Scenario] {
    let byID = Dictionary(scenarios.map { ($0.id, $0) }) { first, _ in first }
    return scenarios.map { scenario in
      var chain = [scenario]
      while let last = chain.last, let parent = last.inherits {
        if let start = chain.firstIndex(where: { $0.id == parent }) {
          // Each scenario of a cycle would tell of it: the first in the alphabet does.
          let cycle = chain[start...].map(\.id)
          if start == 0, scenario.id == cycle.min() {
            findings.error(
              "scenario-cycle", at: scenario.location,
              "scenario '\(scenario.id)' inherits from itself: "
                + (cycle + [scenario.id]).joined(separator: " -> "),
              remedy: "delete 'inherits' from one of them")
          }
          break
        }
        guard let next = byID[parent] else {
          if chain.count == 1, !known.contains(parent) {
            findings.error(
              "unknown-scenario", at: scenario.location,
              "scenario '\(scenario.id)' inherits from '\(parent)', which is not in the study",
              remedy: Fields.remedy(for: parent, among: known, what: "scenario"),
              cause: Cause("scenario '\(parent)'"))
          }
          break
        }
        chain.append(next)
      }
      return chain.dropFirst().reduce(scenario) { $0.over($1) }
    }
  }
}

extension Scenario {
  /// This scenario with everything that only a parent says.
  fileprivate func over(_ parent: Scenario) -> Scenario {
    var merged = self
    merged.set =
      parent.set.filter { old in !set.contains { $0.id == old.id } } + set
    merged.links =
      parent.links.filter { old in !links.contains { $0.id == old.id } }
      + links.map { link in
        parent.links.first { $0.id == link.id }.map { link.over($0) } ?? link
      }
    merged.openings =
      parent.openings.filter { old in !openings.contains { $0.subject == old.subject } } + openings
    merged.works =
      parent.works.filter { old in !works.contains { $0.route == old.route } } + works
    merged.choice = choice ?? parent.choice
    merged.asOf = asOf ?? parent.asOf
    merged.regimes = regimes.map { $0.over(parent.regimes) } ?? parent.regimes
    return merged
  }
}

extension LinkPatch {
  fileprivate func over(_ parent: LinkPatch) -> LinkPatch {
    var merged = self
    merged.status = status ?? parent.status
    merged.works = works ?? parent.works
    merged.gaugesMillimetres = gaugesMillimetres ?? parent.gaugesMillimetres
    merged.linkClass = linkClass ?? parent.linkClass
    merged.terrain = terrain ?? parent.terrain
    merged.locations = parent.locations.merging(locations) { $1 }
    let isLeft =
      (status == nil && parent.status != nil) || (works == nil && parent.works != nil)
      || (gaugesMillimetres == nil && parent.gaugesMillimetres != nil)
      || (linkClass == nil && parent.linkClass != nil) || (terrain == nil && parent.terrain != nil)
    // The later of the two where something of both is left, else its own.
    merged.knownAt = isLeft ? [knownAt, parent.knownAt].compactMap(\.self).max() : knownAt
    return merged
  }
}

extension RegimePatch {
  fileprivate func over(_ parent: RegimePatch?) -> RegimePatch {
    var merged = self
    merged.matrix = matrix ?? parent?.matrix
    if starts.isEmpty {
      merged.starts = parent?.starts ?? []
      if held == .none { merged.held = parent?.held ?? .none }
    }
    return merged
  }
}
