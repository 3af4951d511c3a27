import CorridorUnits

/// What an expression is reckoned in.
protocol ExpressionTerm {
  /// A number that stands in the expression.
  init(literal: Double)

  /// Two terms joined by `+`, `-`, `*` or `/`; `whole` is the expression, for messages.
  static func combined(_ left: Self, _ sign: Character, _ right: Self, in whole: String)
    throws(QuantityFailure) -> Self

  /// A term in another unit.
  static func converted(_ term: Self, to unit: Unit, in whole: String) throws(QuantityFailure)
    -> Self

  /// What a function makes of terms; nil for one that is not known.
  static func called(_ name: String, _ arguments: [Self], in whole: String)
    throws(QuantityFailure) -> Self?
}

/// A number with what is known of its unit.
struct Measured: Hashable {
  let number: Double
  let measure: Measure
}

extension Measured: ExpressionTerm {
  init(literal: Double) { self.init(number: literal, measure: Measure(literal: literal)) }

  static func combined(_ left: Measured, _ sign: Character, _ right: Measured, in whole: String)
    throws(QuantityFailure) -> Measured
  {
    let measure = try Measure.combined(left.measure, sign, right.measure, in: whole)
    if sign == "/", right.number == 0 { throw .unavailable("`\(whole)` divides by zero") }
    return try Measured(
      finite: Arithmetic.value(left.number, sign, right.number), measure, in: whole)
  }

  static func converted(_ term: Measured, to unit: Unit, in whole: String) throws(QuantityFailure)
    -> Measured
  {
    let measure = try Measure.converted(term.measure, to: unit, in: whole)
    let own = term.measure.isBare ? .one : term.measure.unit
    guard let factor = try? own?.factor(to: unit) else {
      throw .unavailable("the unit of what `\(whole)` puts in \(unit) is not known")
    }
    return try Measured(finite: term.number * factor, measure, in: whole)
  }

  static func called(_ name: String, _ arguments: [Measured], in whole: String)
    throws(QuantityFailure) -> Measured?
  {
    guard let measure = try Measure.called(name, arguments.map(\.measure), in: whole),
      let number = try Functions.value(of: name, arguments.map(\.number))
    else { return nil }
    return try Measured(finite: number, measure, in: whole)
  }

  private init(finite number: Double, _ measure: Measure, in whole: String) throws(QuantityFailure)
  {
    guard number.isFinite else { throw .unavailable("`\(whole)` is not a finite number") }
    self.init(number: number, measure: measure)
  }
}

/// The four operations.
enum Arithmetic {
  static func value(_ left: Double, _ sign: Character, _ right: Double) -> Double {
    switch sign {
    case "+": left + right
    case "-": left - right
    case "*": left * right
    default: left / right
    }
  }
}
