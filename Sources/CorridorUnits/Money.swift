/// The currency and the year in whose prices money is stated.
public struct PriceBase: Hashable, Sendable, CustomStringConvertible {
  /// The currency.
  public var currency: Currency
  /// The year of the prices.
  public var year: Int

  /// Creates a price base.
  public init(currency: Currency, year: Int) {
    self.currency = currency
    self.year = year
  }

  /// The base in words, such as `USD of 2024`.
  public var description: String { "\(currency) of \(year)" }
}

/// An amount of money in the prices of a year.
///
/// Amounts of different currencies or price years don't add up: restate one of them first, with
/// ``Deflators``.
public struct Money: Hashable, Sendable, CustomStringConvertible {
  /// How much, in whole units of the currency.
  public var amount: Double
  /// In which currency and in the prices of which year.
  public var base: PriceBase

  /// Creates an amount of money.
  public init(_ amount: Double, _ currency: Currency, priceYear: Int) {
    self.amount = amount
    base = PriceBase(currency: currency, year: priceYear)
  }

  /// Creates an amount of money in a price base.
  public init(_ amount: Double, _ base: PriceBase) {
    self.amount = amount
    self.base = base
  }

  /// The currency.
  public var currency: Currency { base.currency }
  /// The year in whose prices the amount is stated.
  public var priceYear: Int { base.year }

  /// The sum of two amounts in the same price base.
  public static func + (left: Money, right: Money) throws(MoneyError) -> Money {
    try Money(left.amount + right.commensurate(with: left), left.base)
  }

  /// The difference of two amounts in the same price base.
  public static func - (left: Money, right: Money) throws(MoneyError) -> Money {
    try Money(left.amount - right.commensurate(with: left), left.base)
  }

  /// The ratio of two amounts in the same price base.
  public static func / (left: Money, right: Money) throws(MoneyError) -> Double {
    try left.amount / right.commensurate(with: left)
  }

  /// The amount with the other sign.
  public static prefix func - (money: Money) -> Money { Money(-money.amount, money.base) }

  /// A multiple of an amount.
  public static func * (money: Money, factor: Double) -> Money {
    Money(money.amount * factor, money.base)
  }

  /// A multiple of an amount.
  public static func * (factor: Double, money: Money) -> Money { money * factor }

  /// A part of an amount.
  public static func / (money: Money, divisor: Double) -> Money {
    Money(money.amount / divisor, money.base)
  }

  /// The amount with its base, such as `5.0 USD @2024`.
  public var description: String { "\(amount) \(currency) @\(priceYear)" }

  /// The amount, provided that the other is stated in the same price base.
  private func commensurate(with other: Money) throws(MoneyError) -> Double {
    guard currency == other.currency else {
      throw .currencies(other.base, base)
    }
    guard priceYear == other.priceYear else { throw .priceYears(other.base, base) }
    return amount
  }
}

/// Two amounts of money that do not add up.
public enum MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// They are in two currencies.
  case currencies(PriceBase, PriceBase)
  /// They are in the prices of two years.
  case priceYears(PriceBase, PriceBase)

  /// What does not fit, and the remedy.
  public var description: String {
    switch self {
    case .currencies(let first, let second):
      "\(first) and \(second) are two currencies; convert one of them in its own year first"
    case .priceYears(let first, let second):
      "\(first) and \(second) are two price years; restate one of them first"
    }
  }
}
