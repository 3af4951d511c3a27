import CorridorUnits

/// The text of a changed value: `500 km/day`, `5.0 MUSD/km @2024`, `uniform(2, 5) MUSD/km @2013` or
/// `2..3.2..5 MUSD/km @2013`.
struct OverrideText {
  /// The numbers, in the unit of the text.
  let numbers: OverrideNumbers
  /// The unit as it was written; nil for a number alone.
  let unit: Unit?
  /// The price year as it was written.
  let priceYear: Int?

  /// Reads a text; what is wrong goes to the findings.
  init?(_ override: Override, for assumption: Assumption, _ findings: inout Findings) {
    let example =
      "write a number in \(assumption.base.unit), such as '\(Self.example(assumption))'"
    func refuse(_ code: String, _ message: String, _ remedy: String) {
      findings.error(code, at: override.location, message, remedy: remedy)
    }
    let halves = override.text.split(separator: "@", omittingEmptySubsequences: false)
    let (head, tail) = Self.split(String(halves[0]))
    guard halves.count <= 2, !head.isEmpty, !tail.contains(where: \.isWhitespace) else {
      refuse("bad-value", "'\(override.text)' is no value for '\(assumption.id)'", example)
      return nil
    }
    do throws(OverrideNumbers.Failure) {
      numbers = try OverrideNumbers.read(head, shape: assumption.shape)
    } catch {
      refuse(
        "bad-value", "\(error.what) for '\(assumption.id)'",
        error.remedy ?? Self.spaced(head, year: halves.dropFirst().first) ?? example)
      return nil
    }
    do throws(UnitError) { unit = try tail.isEmpty ? nil : Unit(tail) } catch {
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
      refuse(
        "bad-value", "'@\(halves[1])' is no price year for '\(assumption.id)'",
        "write the year, such as @2024")
      return nil
    }
    priceYear = year
  }

  /// The remedy for a number and a unit in one word, such as `500km/day`, with the price year that was written.
  private static func spaced(_ word: String, year: Substring?) -> String? {
    let number = word.prefix { $0.isNumber || "+-.".contains($0) }
    let unit = String(word.dropFirst(number.count))
    guard !unit.isEmpty, case .number = NumberWord(String(number)), (try? Unit(unit)) != nil else {
      return nil
    }
    let price = year.map { " @" + Fields.trimmed(String($0)) } ?? ""
    return "write '\(number) \(unit)\(price)', with a space before the unit"
  }

  /// A value of an assumption as it is written: `3.2 MUSD/km @2013`.
  static func example(_ assumption: Assumption) -> String {
    text(RangeCheck.rounded(assumption.base.value), assumption.base.unit, assumption.base.priceYear)
  }

  /// A number with its unit and price year.
  static func text(_ number: String, _ unit: Unit, _ year: Int?) -> String {
    number + (unit == .one ? "" : " \(unit)") + (year.map { " @\($0)" } ?? "")
  }

  /// The number or distribution, and the unit behind it.
  private static func split(_ text: String) -> (head: String, tail: String) {
    let trimmed = Fields.trimmed(text)
    let end: String.Index
    if trimmed.first?.isLetter == true, let close = trimmed.lastIndex(of: ")") {
      end = trimmed.index(after: close)
    } else {
      end = trimmed.firstIndex(where: \.isWhitespace) ?? trimmed.endIndex
    }
    return (String(trimmed[..<end]), Fields.trimmed(String(trimmed[end...])))
  }
}
