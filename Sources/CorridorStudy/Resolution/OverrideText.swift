import CorridorUnits

/// The text of a changed value: `500 km/day`, `5.0 MUSD/km @2024`, or a number alone.
struct OverrideText {
  let value: Double
  /// The unit as it was written; nil for a number alone.
  let unit: Unit?
  /// The price year as it was written.
  let priceYear: Int?

  /// Reads a text; what is wrong goes to the findings.
  init?(_ override: Override, for assumption: Assumption, _ findings: inout Findings) {
    let example =
      "write a number in \(assumption.base.unit), such as "
      + "'\(RangeCheck.rounded(assumption.base.value)) \(assumption.base.unit)'"
    let halves = override.text.split(separator: "@", omittingEmptySubsequences: false)
    let words = halves[0].split(whereSeparator: \.isWhitespace).map(String.init)
    guard halves.count <= 2, let first = words.first, words.count <= 2 else {
      findings.error(
        "bad-value", at: override.location,
        "'\(override.text)' is no value for '\(assumption.id)'", remedy: example)
      return nil
    }
    guard case .number(let value) = NumberWord(first) else {
      findings.error(
        "bad-value", at: override.location,
        "'\(first)' is not a finite number for '\(assumption.id)'", remedy: example)
      return nil
    }
    self.value = value
    do throws(UnitError) { unit = try words.count == 2 ? Unit(words[1]) : nil } catch {
      findings.error(
        "bad-unit", at: override.location, what: "value of '\(assumption.id)'", error.description,
        remedy: example)
      return nil
    }
    guard halves.count == 2 else {
      priceYear = nil
      return
    }
    let year = Int(Fields.trimmed(String(halves[1])))
    guard let year, (1800...2200).contains(year) else {
      findings.error(
        "bad-value", at: override.location,
        "'@\(halves[1])' is no price year for '\(assumption.id)'",
        remedy: "write the year, such as @2024")
      return nil
    }
    priceYear = year
  }
}
