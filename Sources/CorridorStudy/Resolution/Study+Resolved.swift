import CorridorUnits

extension Study {
  /// The value of every assumption for one run.
  ///
  /// The scenario's values come over the study's, and the overrides over both. A value is written as
  /// `500 km/day`, `5.0 MUSD/km @2024` or a distribution such as `triangular(2, 3.2, 5) MUSD/km @2013`;
  /// a unit and, for money, a price year are never taken for granted. An assumption that was known only
  /// after `asOf` has no value, unless one is set that was known, or of which nothing is said;
  /// ``ResolvedAssumptions/require(_:of:)`` refuses a run that needs it.
  ///
  /// - Parameters:
  ///   - overrides: Changes for this run, in order; the last one of an assumption counts.
  ///   - scenario: A scenario with what it inherits, as `StudyReader.scenarios` gives it.
  ///   - asOf: An ISO date after which facts were not known yet.
  /// - Returns: The values.
  /// - Throws: `StudyError.invalid` with every unknown id, unit that does not fit and text that is no
  ///   value.
  public func resolved(
    overrides: [Override] = [], scenario: Scenario? = nil, asOf: String? = nil
  ) throws(StudyError) -> ResolvedAssumptions {
    var findings = Findings()
    if let asOf, !ISODate.isValid(asOf) {
      findings.error(
        "bad-date", at: SourceLocation(file: "--as-of"), "'\(asOf)' is not a date",
        remedy: "write a day as 2018-12-31")
    }
    var values: [String: ResolvedAssumptions.Value] = [:]
    var notYetKnown: [String: ResolvedAssumptions.LaterFact] = [:]
    values.reserveCapacity(assumptions.count)
    for assumption in assumptions {
      if let asOf, assumption.knownAt > asOf {
        notYetKnown[assumption.id] = ResolvedAssumptions.LaterFact(
          knownAt: assumption.knownAt, location: assumption.location)
      } else {
        values[assumption.id] = value(of: assumption, .study, &findings)
      }
    }
    var resolver = OverrideResolver(study: self, findings: findings)
    let patches = (scenario?.set ?? []).map { ($0, origin: Self.origin(of: scenario)) }
    for (override, origin) in patches + overrides.map({ ($0, origin: .override) }) {
      guard let value = resolver.value(override, origin: origin) else { continue }
      if let asOf, let knownAt = override.provenance?.knownAt, knownAt > asOf {
        values[override.id] = nil
        notYetKnown[override.id] = ResolvedAssumptions.LaterFact(
          knownAt: knownAt, location: override.location)
      } else {
        values[override.id] = value
        notYetKnown[override.id] = nil
      }
    }
    let suppositions = asOf == nil ? [] : scenario?.suppositions(under: overrides) ?? []
    try resolver.findings.check()
    // It stands before what is said of single values.
    var notes = Findings()
    if let asOf { scenario?.tell(suppositions, asOf: asOf, &notes) }
    return ResolvedAssumptions(
      priceBase: settings.priceBase, asOf: asOf,
      overrides: Self.effective((scenario?.set ?? []) + overrides), suppositions: suppositions,
      notes: notes.all + resolver.findings.sorted, values: values, notYetKnown: notYetKnown)
  }

  /// Of two changes of one assumption the later.
  private static func effective(_ changes: [Override]) -> [Override] {
    let last = Dictionary(
      changes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: max)
    return changes.enumerated().filter { last[$0.element.id] == $0.offset }.map(\.element)
  }

  private static func origin(of scenario: Scenario?) -> ResolvedAssumptions.Origin {
    .scenario(scenario?.id ?? "")
  }

  /// The values of an assumption in the unit of its base and the study's price base.
  ///
  /// `location` is where the values were stated, when that is not the assumption's own place.
  func value(
    of assumption: Assumption, _ origin: ResolvedAssumptions.Origin, _ findings: inout Findings,
    at location: SourceLocation? = nil
  ) -> ResolvedAssumptions.Value? {
    let own = self.assumption(assumption.id)?.base.unit ?? assumption.base.unit
    let unit = own.inCurrency(settings.priceBase.currency)
    func restated(_ stated: Assumption.Stated) throws(RestatementError) -> Double {
      try stated.value(in: unit, of: settings.priceBase, with: deflators)
    }
    do throws(RestatementError) {
      return ResolvedAssumptions.Value(
        try restated(assumption.base), unit: unit, origin: origin,
        low: try assumption.low.map(restated), high: try assumption.high.map(restated),
        spread: try assumption.spread.map { spread throws(RestatementError) in
          try spread.converted { number throws(RestatementError) in
            var stated = assumption.base
            stated.value = number
            return try restated(stated)
          }
        }, shape: assumption.shape, provenance: assumption.provenance,
        location: location ?? assumption.location, stated: assumption.base)
    } catch {
      findings.error(
        "cannot-restate", at: location ?? assumption.location, what: "'\(assumption.id)'",
        error.description, remedy: "state it in \(unit) of \(settings.priceBase.year)",
        cause: error.cause)
      return nil
    }
  }
}
