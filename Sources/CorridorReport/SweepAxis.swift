import CorridorAppraisal
import CorridorGeoJSON
public import CorridorStudy
import CorridorUnits

/// An assumption that is swept: `ID=from:to:n`, a unit and a price year behind it as for a value.
public struct SweepAxis: Hashable, Sendable {
  /// Why an axis can't be swept; the text says what is wrong and the remedy.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and the remedy.
    public let description: String
  }

  /// How the values are spaced.
  public enum Spacing: String, Hashable, Sendable {
    /// Equal differences.
    case linear
    /// Equal ratios.
    case log
  }

  /// The most values that a sweep may have in all.
  public static let limit = 10_000

  /// Id of the assumption.
  public let id: String
  /// The range as it was written.
  public let text: String
  /// The values, in order, in the unit that was written.
  public let values: [Double]
  /// The unit and price year as they were written, such as `MUSD/km @2013`.
  public let unit: String
  /// How the values are spaced.
  public let spacing: Spacing

  /// Reads `rail.speed=500:1300:9 km/day`, or `...:9:log` for equal ratios.
  ///
  /// - Throws: `Failure` when the text is no range. Whether id and unit fit is told by resolving
  ///   ``override(_:)``.
  public init(_ text: String) throws(Failure) {
    func refuse(_ what: String) -> Failure {
      Failure(
        description: "`\(text)` \(what); write ID=FROM:TO:N UNIT, such as "
          + "'rail.speed=500:1300:9 km/day'")
    }
    guard let split = text.firstIndex(of: "="), split > text.startIndex else {
      throw refuse("names no assumption to sweep")
    }
    self.text = text
    id = String(text[..<split])
    let rest = text[text.index(after: split)...].drop { $0.isWhitespace }
    let head = rest.prefix { !$0.isWhitespace && $0 != "@" }
    unit = rest[head.endIndex...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var parts = head.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 4, let word = Spacing(rawValue: parts[3]) {
      spacing = word
      parts.removeLast()
    } else {
      spacing = .linear
    }
    guard parts.count == 3 else { throw refuse("is no range") }
    guard let from = Double(parts[0]), let to = Double(parts[1]), from.isFinite, to.isFinite else {
      throw refuse("has an end that is not a finite number")
    }
    guard let count = Int(parts[2]), (1...Self.limit).contains(count) else {
      throw refuse("has not 1 to \(Self.limit) values")
    }
    guard count > 1 || from == to else { throw refuse("has one value and two ends") }
    guard spacing == .linear || (from > 0 && to > 0) else {
      throw refuse("is spaced by ratios and has an end that is not above 0")
    }
    values = Self.values(from: from, to: to, count: count, spacing)
  }

  private static func values(
    from: Double, to: Double, count: Int, _ spacing: Spacing
  ) -> [Double] {
    (0..<count).map { index in
      // The ends are exact, and every value is written with few digits.
      if index == 0 { return from }
      if index == count - 1 { return to }
      let step = Double(index) / Double(count - 1)
      switch spacing {
      case .linear:
        return NumberFormat.significant(from * (1 - step) + to * step, digits: 12)
      case .log:
        let power = Elementary.log(from) * (1 - step) + Elementary.log(to) * step
        return NumberFormat.significant(Elementary.exp(power), digits: 12)
      }
    }
  }

  /// The range as it has to be written for this unit and price year, such as
  /// `rail.capex=1:2:3 MUSD/km @2013`.
  ///
  /// What is written already of the two stays, unless it is a unit that does not fit.
  public func written(for assumption: Assumption, base: Int) -> String {
    let own = assumption.base.unit
    let parts = unit.split(separator: "@", omittingEmptySubsequences: false).map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let stated = parts.first.flatMap { $0.isEmpty ? nil : try? Unit($0) }
    let fitting = stated.flatMap { $0.isCompatible(with: own) ? $0 : nil }
    let asked = parts.count == 2 ? Int(parts[1]) : nil
    let prices = own.hasMoney ? asked ?? base : nil
    let range =
      ([values.first, values.last].map { NumberText.text($0 ?? 0) } + ["\(values.count)"])
      .joined(separator: ":") + (spacing == .log ? ":log" : "")
    let words = fitting.map { "\($0)" } ?? (own == .one ? "" : "\(own)")
    return "\(id)=\(range)" + (words.isEmpty ? "" : " " + words) + (prices.map { " @\($0)" } ?? "")
  }

  /// The change of the assumption to one of the values.
  public func override(_ index: Int) -> Override {
    Override(
      id: id, text: NumberText.text(values[index]) + (unit.isEmpty ? "" : " \(unit)"),
      location: SourceLocation(file: Self.heading + self.text))
  }

  /// What stands before the range where something is wrong with a value of it: as of all that was typed, its
  /// location begins with dashes.
  public static let heading = "--range "
}
