import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension Auditor {
  /// Finds what is held against a figure of another unit or price year; returns whether there is some.
  @discardableResult
  func checkUnits(of check: Claim.Check, for claim: Claim, _ found: inout [Diagnostic]) -> Bool {
    let before = found.count
    for held in check.everywhere {
      noting("bad-check", of: "claim '\(claim.id)'", at: check.location, in: &found) {
        () throws(QuantityFailure) in
        switch held.rule {
        case .figure(let expression, _, _), .arithmetic(let expression, _):
          if let stated = check.states ?? claim.stated {
            let told = Told(stated, "is held against a figure")
            try require(measure(in: expression), told, expression)
          }
        case .relation(let left, _, let right, let unit):
          try require((measure(in: left), left), beside: (measure(in: right), right), unit)
        case .comparable, .separates, .passes, .present: break
        }
      }
    }
    return found.count > before
  }

  /// Finds what is told, or limited, in another unit or price year than it has; returns whether there is some.
  @discardableResult
  func checkUnits(of backcast: Backcast, _ found: inout [Diagnostic]) -> Bool {
    let before = found.count
    var happened: [String: Measure] = [:]
    for outcome in backcast.outcomes {
      // What is wrong with the outcome itself is told with its value.
      happened[outcome.name] = (try? measure(in: outcome.quantity, beside: happened)) ?? .unknown
    }
    for figure in backcast.figures {
      let told = Told(figure.unit, "is told")
      for expression in figure.expressions {
        noting("bad-backcast", of: "backcast '\(backcast.id)'", at: figure.location, in: &found) {
          () throws(QuantityFailure) in
          try require(measure(in: expression, beside: happened), told, expression)
        }
      }
    }
    return found.count > before
  }

  /// Adds the mistake that work on a row of the ledger ends in, where the row is to blame.
  private func noting(
    _ code: String, of row: String, at location: SourceLocation, in found: inout [Diagnostic],
    _ work: () throws(QuantityFailure) -> Void
  ) {
    do throws(QuantityFailure) { try work() } catch {
      let mistake = error.mistake(
        code, of: row, at: location, in: quantities.network.study.folder)
      if let mistake { found.append(mistake) }
    }
  }

  private func measure(in expression: String, beside happened: [String: Measure] = [:])
    throws(QuantityFailure) -> Measure
  {
    try Expression<Measure>.value(of: expression) { name throws(QuantityFailure) in
      if name.hasPrefix("happened:") {
        return happened[String(name.dropFirst("happened:".count))] ?? .unknown
      }
      let words = name.split(separator: " ", maxSplits: 1).map(String.init)
      return quantities.measure(
        of: words.count == 2 && words[0].hasPrefix("scenario:") ? words[1] : name)
    }
  }

  /// In which unit and prices a number is told.
  private struct Told {
    let unit: ToldUnit
    let priceYear: Int?
    /// What is done with the number, as `is held against a figure`.
    let verb: String
    /// Whether the year stands beside the unit and not in its words.
    let hasOwnYear: Bool

    init(_ stated: Claim.Stated, _ verb: String) {
      unit = ToldUnit(stated.unit)
      priceYear = stated.priceYear
      self.verb = verb
      hasOwnYear = true
    }

    init(_ text: String, _ verb: String) {
      unit = ToldUnit(text)
      priceYear = unit.priceYear
      self.verb = verb
      hasOwnYear = false
    }
  }

  /// Two sides are of one unit, which is the one that they are told in, where there is such.
  private func require(
    _ left: (measure: Measure, text: String), beside right: (measure: Measure, text: String),
    _ unit: String?
  ) throws(QuantityFailure) {
    guard let unit else {
      _ = try left.measure.sum(with: right.measure, in: "\(left.text) - (\(right.text))")
      return
    }
    let told = Told(unit, "is told")
    for side in [left, right] { try require(side.measure, told, side.text) }
  }

  /// A quantity has the unit that it is told in; numbers alone are in that unit.
  private func require(_ measure: Measure, _ told: Told, _ expression: String)
    throws(QuantityFailure)
  {
    guard let unit = measure.unit else { return }
    let base = quantities.network.study.settings.priceBase
    let text = told.unit.text
    switch measure.difference(from: Measure(told.unit.unit)) {
    case .dimension where unit.hasMoney && !told.unit.unit.hasMoney:
      throw .wrong(
        "money in \(unit) \(told.verb) in '\(text)'",
        remedy: told.hasOwnYear
          ? "state the figure in money, or take the money out of the quantity"
          : "write its currency and year, as '\(unit) of \(base.year)'")
    case .dimension:
      let meant = told.unit.meant.map { "did you mean '\($0)'?" }
      throw .wrong(
        "`\(expression)` is \(Self.words(unit)) and \(told.verb) in '\(text)', "
          + Self.words(told.unit.unit),
        remedy: meant
          ?? "write a unit of \(unit.dimensionDescription), as '\(unit)', or mend the quantity")
    case .currency:
      throw .wrong(
        "money in \(unit) \(told.verb) in '\(text)'", remedy: "state both in \(base.currency)")
    case .size(let factor):
      throw .wrong(
        "`\(expression)` is in \(unit) and \(told.verb) in '\(text)': "
          + "1 of the first is \(Text.number(factor)) of the second",
        remedy: "write ` in \(told.unit.unit)` behind the quantity, or tell it in '\(unit)'")
    case .prices, nil: break
    }
    guard let year = measure.year(base: base.year) else { return }
    guard let wanted = told.priceYear else {
      throw told.hasOwnYear
        ? .wrong("money is held against a figure without a price year", remedy: "add 'price_year'")
        : .wrong(
          "money in prices \(Self.words(year)) is told in '\(text)'",
          remedy: "write its currency and year, as '\(unit) of \(base.year)'")
    }
    guard year != .single(wanted) else { return }
    throw told.hasOwnYear
      ? .wrong(
        "money in prices \(Self.words(year)) is held against a figure in prices of \(wanted)",
        remedy: "divide it once by {deflator:\(wanted)}")
      : .wrong(
        "money in prices \(Self.words(year)) is told in '\(text)'",
        remedy: "divide it once by {deflator:\(wanted)}, or tell its own year")
  }

  /// A unit and what it measures, in words.
  private static func words(_ unit: Unit) -> String {
    unit.isPureNumber ? "a pure number" : "\(unit) (\(unit.dimensionDescription))"
  }

  private static func words(_ year: Measure.Year) -> String {
    if case .single(let year) = year { "of \(year)" } else { "of no one year" }
  }
}
