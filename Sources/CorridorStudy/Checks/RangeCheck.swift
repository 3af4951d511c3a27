import CorridorUnits

/// Finds assumptions that can't be restated, or whose range is out of order once it is.
enum RangeCheck {
  static func check(
    _ assumptions: [Assumption], priceBase: PriceBase, deflators: Deflators,
    _ findings: inout Findings
  ) {
    for assumption in assumptions where !assumption.lacksPriceYear {
      do throws(RestatementError) {
        let values = try assumption.restated(to: priceBase, with: deflators)
        guard let low = values.low, let high = values.high else { continue }
        check(assumption, values, low, high, isRestated: isMixed(assumption), &findings)
      } catch {
        findings.error(
          "cannot-restate", at: assumption.location, what: "assumption '\(assumption.id)'",
          error.description, remedy: "state it in another unit or price year", cause: error.cause)
      }
    }
  }

  private static func isMixed(_ assumption: Assumption) -> Bool {
    let years = [assumption.low, assumption.base, assumption.high].compactMap { $0?.priceYear }
    return Set(years).count > 1
  }

  private static func check(
    _ assumption: Assumption, _ values: Assumption.Restated, _ low: Double, _ high: Double,
    isRestated: Bool, _ findings: inout Findings
  ) {
    let wrong =
      low > values.base
      ? "low (\(rounded(low))) is above base (\(rounded(values.base)))"
      : values.base > high
        ? "base (\(rounded(values.base))) is above high (\(rounded(high)))" : nil
    if let wrong {
      findings.error(
        "range-order", at: assumption.location,
        "assumption '\(assumption.id)': \(wrong) \(values.unit)"
          + (isRestated ? ", after restating them to one price year" : ""),
        remedy: "put low, base and high in order")
    }
    let isUnfit = assumption.shape == .lognormal && assumption.spread == nil && low <= 0
    if isUnfit {
      findings.error(
        "range-order", at: assumption.location,
        "assumption '\(assumption.id)' is lognormal and its low is not above 0",
        remedy: "write a low above 0, or another shape")
    }
  }

  /// A number with four digits, which is enough to see what is wrong.
  static func rounded(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    var scale = 1.0
    while abs(value) * scale < 1000, scale < 1e12 { scale *= 10 }
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Assumption {
  /// Whether a value is money of no year, which has been told.
  fileprivate var lacksPriceYear: Bool {
    [low, base, high].contains { $0.map { $0.unit.hasMoney && $0.priceYear == nil } ?? false }
  }
}
