import CorridorUnits

extension Study {
  /// The value of every assumption for one run.
  ///
  /// The scenario's values come over the study's, and the overrides over both. A value is written as
  /// `500 km/day` or `5.0 MUSD/km @2024`; a number alone is in the assumption's own unit. Money without
  /// a price year is in the prices of the study's price year, and a note says so. An assumption that was
  /// known only after `asOf` has no value, unless one is set; ``ResolvedAssumptions/require(_:of:)``
  /// refuses a run that needs it.
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
    var notYetKnown: [String: String] = [:]
    values.reserveCapacity(assumptions.count)
    for assumption in assumptions {
      if let asOf, assumption.knownAt > asOf {
        notYetKnown[assumption.id] = assumption.knownAt
      } else {
        values[assumption.id] = value(of: assumption, assumption.base, .study, &findings)
      }
    }
    var resolver = OverrideResolver(study: self, findings: findings)
    for override in scenario?.set ?? [] {
      guard let value = resolver.value(override, origin: .scenario(scenario?.id ?? "")) else {
        continue
      }
      values[override.id] = value
      notYetKnown[override.id] = nil
    }
    for override in overrides {
      guard let value = resolver.value(override, origin: .override) else { continue }
      values[override.id] = value
      notYetKnown[override.id] = nil
    }
    try resolver.findings.check()
    return ResolvedAssumptions(
      priceBase: settings.priceBase, asOf: asOf, overrides: (scenario?.set ?? []) + overrides,
      notes: resolver.findings.sorted, values: values, notYetKnown: notYetKnown)
  }

  /// A stated value in the unit of the assumption and the study's price base.
  func value(
    of assumption: Assumption, _ stated: Assumption.Stated, _ origin: ResolvedAssumptions.Origin,
    _ findings: inout Findings, at location: SourceLocation? = nil
  ) -> ResolvedAssumptions.Value? {
    let unit = assumption.base.unit.inCurrency(settings.priceBase.currency)
    do throws(RestatementError) {
      let value = try stated.value(in: unit, of: settings.priceBase, with: deflators)
      return ResolvedAssumptions.Value(value, unit: unit, origin: origin)
    } catch {
      findings.error(
        "cannot-restate", at: location ?? assumption.location, what: "'\(assumption.id)'",
        error.description, remedy: "state it in \(unit) of \(settings.priceBase.year)")
      return nil
    }
  }
}

/// Turns changed values into values of the study.
struct OverrideResolver {
  let study: Study
  var findings = Findings()

  /// The value; nil, with a finding, when the id is unknown or the text is no value of it.
  mutating func value(
    _ override: Override, origin: ResolvedAssumptions.Origin
  ) -> ResolvedAssumptions.Value? {
    guard let assumption = study.assumption(override.id) else {
      findings.error(
        "unknown-assumption", at: override.location,
        "'\(override.id)' is set, and the study has no such assumption",
        remedy: Fields.remedy(
          for: override.id, among: study.assumptions.map(\.id), what: "assumption"))
      return nil
    }
    guard let text = OverrideText(override, for: assumption, &findings) else { return nil }
    let own = assumption.base.unit
    let unit = text.unit ?? own
    guard unit.isCompatible(with: own) else {
      findings.error(
        "unit-mismatch", at: override.location,
        "'\(override.id)' is set in \(unit) (\(unit.dimensionDescription))",
        remedy: "give it in \(own) (\(own.dimensionDescription))")
      return nil
    }
    if !unit.hasMoney, text.priceYear != nil {
      findings.error(
        "superfluous-price-year", at: override.location,
        "'\(override.id)' is set with a price year, and \(unit) has no money",
        remedy: "delete '@\(text.priceYear ?? 0)'")
      return nil
    }
    let base = study.settings.priceBase
    if unit.hasMoney, text.priceYear == nil {
      findings.warning(
        "assumed-price-year", at: override.location,
        "'\(override.id)' is set without a price year and taken as of \(base.year)",
        remedy: "write '\(override.text) @YEAR' for another one")
    }
    let stated = Assumption.Stated(
      value: text.value, unit: unit,
      priceYear: unit.hasMoney ? text.priceYear ?? base.year : nil)
    return study.value(of: assumption, stated, origin, &findings, at: override.location)
  }
}
