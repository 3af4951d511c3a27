extension Scenario {
  /// The changes of which the scenario does not say since when they could be known, in words: a run of any date
  /// takes them as suppositions, whenever they came true.
  ///
  /// - Parameter overrides: changes for the run, in whose place the scenario's have no effect.
  /// - Returns: what is changed, in the order of the kinds of changes.
  func suppositions(under overrides: [Override]) -> [String] {
    let replaced = Set(overrides.map(\.id))
    return self.set.filter { $0.provenance?.knownAt == nil && !replaced.contains($0.id) }
      .map { "'\($0.id)'" }
      + links.filter { $0.knownAt == nil }.map { "link '\($0.id)'" }
      + openings.filter { $0.knownAt == nil }.map(\.subject.words)
      + works.filter { $0.knownAt == nil }.map { "works of route '\($0.route)'" }
  }

  /// Adds what a run of a date says of its suppositions, where there are any.
  func tell(_ suppositions: [String], asOf: String, _ findings: inout Findings) {
    guard let first = suppositions.first else { return }
    let others = suppositions.count == 1 ? "" : " and \(suppositions.count - 1) more"
    findings.warning(
      "supposition", at: location,
      "scenario '\(id)' does not say since when it could be known what it says of \(first)"
        + "\(others): in this run of \(asOf) it counts as a supposition",
      remedy: "write 'known_at' where it is a fact")
  }
}
