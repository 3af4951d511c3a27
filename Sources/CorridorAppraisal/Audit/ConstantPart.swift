import CorridorUnits

/// What an expression comes to whatever stands in its braces; nil where that decides.
///
/// A part that can't be reckoned without them never can.
struct ConstantPart: Hashable {
  let number: Double?

  /// Refuses what divides by zero, or is no number, whatever stands in braces.
  static func check(_ expression: String) throws(QuantityFailure) {
    _ = try Expression<ConstantPart>.value(of: expression) { _ in ConstantPart(number: nil) }
  }
}

extension ConstantPart: ExpressionTerm {
  init(literal: Double) { number = literal }

  static func combined(
    _ left: ConstantPart, _ sign: Character, _ right: ConstantPart, in whole: String
  ) throws(QuantityFailure) -> ConstantPart {
    if sign == "/", right.number == 0 {
      throw .wrong("`\(whole)` divides by zero", remedy: "correct what it is divided by")
    }
    guard let one = left.number, let other = right.number else { return ConstantPart(number: nil) }
    return try finite(Arithmetic.value(one, sign, other), in: whole)
  }

  static func converted(_ term: ConstantPart, to unit: Unit, in whole: String)
    throws(QuantityFailure) -> ConstantPart
  {
    // A number without a unit stays what it is where it is put in units.
    ConstantPart(number: term.number == 0 ? 0 : nil)
  }

  static func called(_ name: String, _ arguments: [ConstantPart], in whole: String)
    throws(QuantityFailure) -> ConstantPart?
  {
    let numbers = arguments.compactMap(\.number)
    guard numbers.count == arguments.count else { return ConstantPart(number: nil) }
    do throws(QuantityFailure) {
      guard let value = try Functions.value(of: name, numbers) else { return nil }
      return try finite(value, in: whole)
    } catch {
      guard case .unavailable(let reason) = error else { throw error }
      throw .wrong("`\(whole)`: \(reason)", remedy: "correct the numbers in it")
    }
  }

  private static func finite(_ number: Double, in whole: String) throws(QuantityFailure)
    -> ConstantPart
  {
    guard number.isFinite else {
      throw .wrong("`\(whole)` is not a finite number", remedy: "correct the numbers in it")
    }
    return ConstantPart(number: number)
  }
}
