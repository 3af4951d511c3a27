import CorridorUnits

/// What is known of the unit of a number: what it measures, in which size, and in prices of which year.
struct Measure: Hashable {
  /// Of what a number is known.
  enum Kind: Hashable {
    /// It is made of numbers that stand in the expression; its value, where it is known.
    case bare(Double?)
    /// It has a unit, with the powers of the deflators in it by year.
    case known(Unit, deflators: [Int: Int])
    /// Nothing is known of it.
    case unknown
  }

  let kind: Kind

  /// A pure number.
  static let pure = Measure(.one)
  /// Of which nothing is known.
  static let unknown = Measure(kind: .unknown)

  init(kind: Kind) { self.kind = kind }

  /// The measure of a quantity; money is in the study's price year.
  init(_ unit: Unit) { kind = .known(unit, deflators: [:]) }

  /// The measure of money of another year than the study's.
  init(_ unit: Unit, pricesOf year: Int) {
    kind = .known(unit, deflators: [year: -unit.moneyPower])
  }

  /// What a price of a year is multiplied with to reach the study's price year.
  init(deflator year: Int) { kind = .known(.one, deflators: [year: 1]) }

  /// The unit; nil where it is not known, or a number stands there.
  var unit: Unit? {
    if case .known(let unit, _) = kind { return unit }
    return nil
  }

  /// Whether it is made of numbers that stand in the expression.
  var isBare: Bool {
    if case .bare = kind { return true }
    return false
  }

  /// The year of the prices of money, given the study's own; nil for what is no money, or not known.
  func year(base: Int) -> Year? {
    guard case .known(let unit, let deflators) = kind, unit.hasMoney else { return nil }
    guard let only = deflators.first else { return .single(base) }
    return deflators.count == 1 && only.value == -unit.moneyPower ? .single(only.key) : .mixed
  }

  /// The year of prices.
  enum Year: Hashable {
    case single(Int)
    /// Deflators that do not lead from the study's price year to another.
    case mixed
  }

  /// What tells two measures apart.
  enum Difference: Hashable {
    /// They measure different things.
    case dimension
    /// They are in two currencies.
    case currency
    /// One unit is so many of the other.
    case size(Double)
    /// Money is of two years.
    case prices
  }

  /// What tells it apart from another; nil where nothing does, or one of them is not known.
  func difference(from other: Measure) -> Difference? {
    guard case .known(let unit, let deflators) = asNumber.kind,
      case .known(let otherUnit, let others) = other.asNumber.kind
    else { return nil }
    guard unit.isCompatible(with: otherUnit) else { return .dimension }
    guard let factor = try? unit.factor(to: otherUnit) else { return .currency }
    if abs(factor - 1) > Self.rounding { return .size(factor) }
    return unit.hasMoney && deflators != others ? .prices : nil
  }

  /// So far apart are two sizes that come from rounding alone.
  private static let rounding = 1e-9

  /// A number that stands in the expression as a pure number with a unit.
  private var asNumber: Measure { isBare ? .pure : self }
}

extension Measure: ExpressionTerm {
  init(literal: Double) { kind = .bare(literal) }

  static func combined(_ left: Measure, _ sign: Character, _ right: Measure, in whole: String)
    throws(QuantityFailure) -> Measure
  {
    if case .bare(let first) = left.kind, case .bare(let second) = right.kind {
      guard let first, let second else { return Measure(kind: .bare(nil)) }
      let value = Arithmetic.value(first, sign, second)
      return Measure(kind: .bare(value.isFinite ? value : nil))
    }
    return sign == "*" || sign == "/"
      ? try left.times(right, sign == "*" ? 1 : -1, in: whole)
      : try left.sum(with: right, in: whole)
  }

  /// The measure of a sum; 0 has any unit, other numbers that stand there are pure ones.
  func sum(with other: Measure, in whole: String) throws(QuantityFailure) -> Measure {
    if kind == .unknown || other.kind == .unknown { return .unknown }
    if kind == .bare(0) { return other }
    if other.kind == .bare(0) { return self }
    guard let difference = difference(from: other) else { return asNumber }
    throw .wrong(
      "`\(whole)` " + words(for: difference, from: other),
      remedy: remedy(for: difference, from: other))
  }

  /// The product with a power of another.
  private func times(_ other: Measure, _ power: Int, in whole: String) throws(QuantityFailure)
    -> Measure
  {
    guard case .known(let unit, let deflators) = asNumber.kind,
      case .known(let otherUnit, let others) = other.asNumber.kind
    else { return .unknown }
    let years = deflators.merging(others.mapValues { $0 * power }) { $0 + $1 }
      .filter { $0.value != 0 }
    do {
      let product = power > 0 ? try unit * otherUnit : try unit / otherUnit
      return Measure(kind: .known(product, deflators: years))
    } catch {
      if case .twoCurrencies = error {
        throw .wrong(
          "`\(whole)` has money of two currencies", remedy: "write all of it in the study's")
      }
      return .unknown
    }
  }

  /// The measure of one divided by it.
  func inverse(in whole: String) throws(QuantityFailure) -> Measure {
    try Measure.pure.times(self, -1, in: whole)
  }

  /// The measure of a power; of a broken one only where it is a pure number.
  func raised(to exponent: Double?) -> Measure {
    guard case .known(let unit, let deflators) = asNumber.kind else { return .unknown }
    if (try? unit.factor(to: .one)) == 1 { return .pure }
    guard let exponent, let power = Int(exactly: exponent),
      let raised = try? unit.raised(to: power)
    else { return .unknown }
    return Measure(
      kind: .known(raised, deflators: deflators.mapValues { $0 * power }.filter { $0.value != 0 }))
  }

  static func converted(_ term: Measure, to unit: Unit, in whole: String) throws(QuantityFailure)
    -> Measure
  {
    guard case .known(let own, let deflators) = term.asNumber.kind else { return Measure(unit) }
    do { _ = try own.factor(to: unit) } catch {
      throw .wrong(
        "`\(whole)`: \(error)",
        remedy: term.isBare
          ? "a number with a unit is written as {3 \(unit)}" : "name a unit that fits")
    }
    return Measure(kind: .known(unit, deflators: deflators))
  }

  static func called(_ name: String, _ arguments: [Measure], in whole: String)
    throws(QuantityFailure) -> Measure?
  {
    // Whether there is such a function; what it makes of ones is of no interest.
    do throws(QuantityFailure) {
      guard try Functions.value(of: name, arguments.map { _ in 1 }) != nil else { return nil }
    } catch {
      guard case .unavailable = error else { throw error }
    }
    return try Functions.measure(of: name, arguments, in: whole)
  }
}

extension Measure {
  /// The difference from another in words that go on after an expression.
  private func words(for difference: Difference, from other: Measure) -> String {
    switch difference {
    case .dimension, .currency, .size: "joins \(self) with \(other) in one sum"
    case .prices: "adds what is not of the same money and price year"
    }
  }

  private func remedy(for difference: Difference, from other: Measure) -> String {
    switch difference {
    case _ where isBare || other.isBare:
      return "write numbers with their units, as {3 \(unit ?? other.unit ?? .kilometre)}"
    case .dimension: return "join what is of one unit"
    case .currency: return "write all of it in the study's currency"
    case .size: return "write ` in \(unit ?? .one)` behind the other, within its braces"
    case .prices: return "divide money by {deflator:YEAR} of one year throughout"
    }
  }
}

extension Measure: CustomStringConvertible {
  /// What it is, for messages.
  var description: String {
    switch kind {
    case .bare: "a number without a unit"
    case .unknown: "something"
    case .known(let unit, _) where unit == .one: "a pure number"
    case .known(let unit, _): "\(unit)"
    }
  }
}
