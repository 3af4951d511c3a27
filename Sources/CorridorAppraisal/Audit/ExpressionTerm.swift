import CorridorStudy

/// What an expression is reckoned in.
protocol ExpressionTerm {
  /// A number that stands in the expression.
  init(literal: Double)

  /// Two terms joined by `+`, `-`, `*` or `/`; `whole` is the expression, for messages.
  static func combined(_ left: Self, _ sign: Character, _ right: Self, in whole: String)
    throws(QuantityFailure) -> Self

  /// What a function makes of terms; nil for one that is not known.
  static func called(_ name: String, _ arguments: [Self], in whole: String)
    throws(QuantityFailure) -> Self?
}

extension Double: ExpressionTerm {
  init(literal: Double) { self = literal }

  static func combined(_ left: Double, _ sign: Character, _ right: Double, in whole: String)
    throws(QuantityFailure) -> Double
  {
    if sign == "/", right == 0 { throw .unavailable("`\(whole)` divides by zero") }
    let value =
      switch sign {
      case "+": left + right
      case "-": left - right
      case "*": left * right
      default: left / right
      }
    return try value.finite(in: whole)
  }

  static func called(_ name: String, _ arguments: [Double], in whole: String)
    throws(QuantityFailure) -> Double?
  {
    try Functions.value(of: name, arguments)?.finite(in: whole)
  }

  private func finite(in whole: String) throws(QuantityFailure) -> Double {
    guard isFinite else { throw .unavailable("`\(whole)` is not a finite number") }
    return self
  }
}

/// What is known of the prices of a number: how often it is money, and of which years.
struct Prices: Hashable {
  /// Of what a number is known.
  enum Kind: Hashable {
    /// It stands in the expression, and may be anything.
    case literal
    /// It is the power of money, 0 for what is none, with the powers of the deflators in it by year.
    case known(power: Int, deflators: [Int: Int])
    /// Nothing is known of it.
    case unknown
  }

  let kind: Kind

  /// What is no money.
  static let pure = Prices(power: 0)
  /// Of which nothing is known.
  static let unknown = Prices(kind: .unknown)

  private init(kind: Kind) { self.kind = kind }

  /// The prices of a quantity in the study's price year, by the power of money in its unit.
  init(power: Int) { kind = .known(power: power, deflators: [:]) }

  /// What a price of a year is multiplied with to reach the study's price year.
  init(deflator year: Int) { kind = .known(power: 0, deflators: [year: 1]) }

  /// The year of the prices of money, given the study's own; nil for what is no money, or not known.
  func year(base: Int) -> Year? {
    guard case .known(1, let deflators) = kind else { return nil }
    guard let only = deflators.first else { return .single(base) }
    return deflators.count == 1 && only.value == -1 ? .single(only.key) : .mixed
  }

  /// The year of prices.
  enum Year: Hashable {
    case single(Int)
    /// Deflators that do not lead from the study's price year to another.
    case mixed
  }
}

extension Prices: ExpressionTerm {
  init(literal: Double) { kind = .literal }

  static func combined(_ left: Prices, _ sign: Character, _ right: Prices, in whole: String)
    throws(QuantityFailure) -> Prices
  {
    switch (left.kind, right.kind) {
    case (.literal, _): return sign == "/" ? left.divided(by: right) : right
    case (_, .literal): return left
    case (.unknown, _), (_, .unknown): return .unknown
    case (.known, .known):
      guard sign == "+" || sign == "-" else {
        return sign == "*" ? left.times(right, 1) : left.divided(by: right)
      }
      guard left == right else {
        throw .wrong(
          "`\(whole)` adds what is not of the same money and price year",
          remedy: "divide money by {deflator:YEAR} of one year throughout")
      }
      return left
    }
  }

  private func divided(by other: Prices) -> Prices {
    switch (kind, other.kind) {
    case (.literal, .known): Prices.pure.times(other, -1)
    case (.known, .known): times(other, -1)
    default: kind == .literal ? other : .unknown
    }
  }

  /// The product with a power of another.
  private func times(_ other: Prices, _ sign: Int) -> Prices {
    guard case .known(let power, let deflators) = kind,
      case .known(let otherPower, let others) = other.kind
    else { return .unknown }
    let sum = deflators.merging(others.mapValues { $0 * sign }) { $0 + $1 }
    return Prices(
      kind: .known(power: power + sign * otherPower, deflators: sum.filter { $0.value != 0 }))
  }

  static func called(_ name: String, _ arguments: [Prices], in whole: String)
    throws(QuantityFailure) -> Prices?
  {
    // Whether there is such a function; what it makes of ones is of no interest.
    do throws(QuantityFailure) {
      guard try Functions.value(of: name, arguments.map { _ in 1 }) != nil else { return nil }
    } catch {
      guard case .unavailable = error else { throw error }
    }
    if Functions.keepsUnits(name) {
      var sum = Prices(literal: 0)
      for argument in arguments { sum = try combined(sum, "+", argument, in: whole) }
      return sum
    }
    return arguments.allSatisfy { $0 == .pure || $0.kind == .literal } ? .pure : .unknown
  }
}
