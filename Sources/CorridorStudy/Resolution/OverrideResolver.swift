import CorridorUnits

extension Study {
  /// What a change makes of its assumption; nil where it is a mistake.
  public func value(of override: Override, in scenario: Scenario) -> ResolvedAssumptions.Value? {
    var resolver = OverrideResolver(study: self)
    return resolver.value(override, origin: .scenario(scenario.id))
  }

  /// What is wrong with changed values: ids that are unknown, units that do not fit, texts that are none.
  public func mistakes(in overrides: [Override]) -> [Diagnostic] {
    var resolver = OverrideResolver(study: self)
    for override in overrides { _ = resolver.value(override, origin: .override) }
    return resolver.findings.sorted.filter { $0.severity == .error }
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
      let remedy = Fields.remedy(
        forID: override.id, among: study.assumptions.map(\.id), what: "assumption")
      findings.error(
        "unknown-assumption", at: override.location,
        "'\(override.id)' is set, and the study has no such assumption", remedy: remedy,
        cause: Cause(
          lost: "assumption", override.id, from: AssumptionReader.file, remedy: remedy))
      return nil
    }
    guard let text = OverrideText(override, for: assumption, &findings),
      let stated = stated(text, override, assumption)
    else { return nil }
    guard var value = study.value(of: stated, origin, &findings, at: override.location) else {
      return nil
    }
    value.provenance = override.provenance ?? Override.Provenance()
    value.location = override.location
    if origin == .override, let role = text.numbers.role {
      findings.warning(
        "distribution", at: override.location,
        "'\(override.id)' is a distribution; where nothing is sampled its \(role) is taken, "
          + OverrideText.text(
            RangeCheck.rounded(text.numbers.base), stated.base.unit, stated.base.priceYear)
          + rounding(of: value, override.id),
        remedy: "write one number to fix it")
    }
    return value
  }

  /// That the centre of years is rounded, as draws are; empty for anything else.
  private func rounding(of value: ResolvedAssumptions.Value, _ id: String) -> String {
    let settings = study.settings.appraisal
    guard [settings.constructionYears, settings.operationYears].contains(id),
      let years = try? value.unit.convert(value.value, to: .year), years != years.rounded()
    else { return "" }
    return ", which is rounded to \(RangeCheck.rounded(years.rounded())) year as draws are"
  }

  /// The assumption with the numbers of the text in place of its own; nil, with a finding, when the
  /// unit or the price year is missing or does not fit.
  private mutating func stated(
    _ text: OverrideText, _ override: Override, _ assumption: Assumption
  ) -> Assumption? {
    let own = assumption.base.unit
    guard let unit = text.unit ?? (own == .one ? own : nil) else {
      let first = override.text.split(separator: "@").first.map(String.init) ?? ""
      let year = text.priceYear ?? (own.hasMoney ? study.settings.priceBase.year : nil)
      findings.error(
        "missing-unit", at: override.location, "'\(override.id)' is set without a unit",
        remedy: "write '\(OverrideText.text(Fields.trimmed(first), own, year))'")
      return nil
    }
    guard unit.isCompatible(with: own) else {
      findings.error(
        "unit-mismatch", at: override.location,
        "'\(override.id)' is set in \(unit) (\(unit.dimensionDescription))",
        remedy: "give it in \(own) (\(own.dimensionDescription))")
      return nil
    }
    if !unit.hasMoney, let year = text.priceYear {
      findings.error(
        "superfluous-price-year", at: override.location,
        "'\(override.id)' is set with a price year, and \(unit) has no money",
        remedy: "delete '@\(year)'")
      return nil
    }
    if unit.hasMoney, text.priceYear == nil {
      findings.error(
        "missing-price-year", at: override.location,
        "'\(override.id)' is money (\(unit)) without a price year",
        remedy:
          "write '\(Fields.trimmed(override.text)) @\(study.settings.priceBase.year)', or the "
          + "year in whose prices it is stated")
      return nil
    }
    func stated(_ value: Double) -> Assumption.Stated {
      Assumption.Stated(value: value, unit: unit, priceYear: text.priceYear)
    }
    var changed = assumption
    changed.base = stated(text.numbers.base)
    changed.low = text.numbers.low.map(stated)
    changed.high = text.numbers.high.map(stated)
    changed.shape = text.numbers.shape
    changed.spread = text.numbers.spread
    return changed
  }
}
