/// A study as a scenario leaves it, and what the scenario changed.
public struct PatchedStudy: Sendable {
  /// One thing that a scenario changed.
  public struct Change: Hashable, Sendable {
    /// What was changed, in words: "link 'westport-midtown'".
    public var subject: String
    /// Which property of it, as its file names it: `status`, `open`.
    public var key: String
    /// The text before.
    public var old: String
    /// The text now.
    public var new: String
    /// Where the scenario says so.
    public var location: SourceLocation
  }

  /// The study with the scenario's links, borders and closures; values of assumptions are those of
  /// ``Study/resolved(overrides:scenario:asOf:)``.
  public let study: Study
  /// What was changed of the network, in the order of the scenario.
  public let changes: [Change]
  /// Patches that change nothing.
  public let warnings: [Diagnostic]
}

extension Study {
  /// The study as a scenario leaves it: links, borders, and what may be used.
  ///
  /// - Parameters:
  ///   - scenario: A scenario with what it inherits, as `StudyReader.scenarios` gives it.
  ///   - asOf: An ISO date after which nothing was known yet; nil for the scenario's own.
  /// - Returns: The study and what was changed.
  /// - Throws: `StudyError.invalid` with every patch of something that the study does not have, or that was
  ///   known only later.
  public func patched(by scenario: Scenario, asOf: String? = nil) throws(StudyError)
    -> PatchedStudy
  {
    var patcher = StudyPatcher(study: self, scenario: scenario, asOf: asOf)
    let patched = patcher.patched()
    try patcher.findings.check()
    return PatchedStudy(
      study: patched, changes: patcher.changes, warnings: patcher.findings.sorted)
  }

  /// The study with other places, links and routes under the same ids.
  func with(places: [Place], links: [Link], routes: [RoutePlan], openness: Openness) -> Study {
    var changed = Study(
      folder: folder, settings: settings, places: places, links: links, corridors: corridors,
      routes: routes, comparisons: comparisons, services: services, linkClasses: linkClasses,
      events: events, assumptions: assumptions, citations: citations, deflators: deflators,
      warnings: warnings)
    changed.references = references
    changed.correlations = correlations
    changed.priceFacts = priceFacts
    changed.openness = openness
    return changed
  }
}
