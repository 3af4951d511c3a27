/// A unit of measurement: a product of powers of symbols, such as `USD/TEU-km`.
///
/// Two units are equal when they have the same factors; their order does not matter, so `USD/km-TEU`
/// equals `USD/TEU-km`, but `kt` does not equal `1000t`. To compare what is measured use
/// ``isCompatible(with:)``, to convert ``factor(to:)``.
public struct Unit: Hashable, Sendable {
  /// The symbols, as places in `UnitSymbol.all`; only the first ``count`` are used.
  var symbols = SIMD8<UInt8>()
  /// The powers; none is 0.
  var powers = SIMD8<Int8>()
  /// The whole numbers in front of the symbols.
  var multipliers = SIMD8<Int32>()
  /// The number of factors.
  var count: UInt8 = 0
  /// The currency of all money in the unit.
  var namedCurrency: Currency?
  /// The powers of the dimensions.
  var dimensions = SIMD16<Int8>()
  /// The unit in base units is ``up`` / ``down``.
  var up = 1.0
  var down = 1.0

  /// Creates the unit of a pure number.
  init() {}

  /// Creates a unit of one symbol.
  init(symbol: UInt8, multiplier: Int32 = 1, currency: Currency? = nil) {
    symbols[0] = symbol
    powers[0] = 1
    multipliers[0] = multiplier
    count = 1
    namedCurrency = currency
    measure()
  }

  /// Creates the unit of an amount in a currency.
  public init(_ currency: Currency) {
    self.init(symbol: 0, currency: currency)
  }

  /// The currency, or nil when the unit has no money.
  public var currency: Currency? { hasMoney ? namedCurrency : nil }

  /// The power of money: 1 in `USD/TEU`, -1 in `1/USD`, 0 without money.
  public var moneyPower: Int { Int(dimensions[Dimension.money.rawValue]) }

  /// Whether the unit measures money, or something per money.
  public var hasMoney: Bool { moneyPower != 0 }

  /// Whether the unit has no dimension, such as `1`, `%` or `crossing`.
  public var isPureNumber: Bool { dimensions == SIMD16<Int8>() }

  /// Whether both units measure the same thing; all currencies count as one.
  public func isCompatible(with other: Unit) -> Bool { dimensions == other.dimensions }

  /// The number by which a value in this unit is multiplied to put it in another.
  public func factor(to other: Unit) throws(UnitError) -> Double {
    guard isCompatible(with: other) else { throw .incompatible(from: self, to: other) }
    guard currency == other.currency else { throw .currencies(from: self, to: other) }
    return (up * other.down) / (down * other.up)
  }

  /// A value in this unit, put in another.
  public func convert(_ value: Double, to other: Unit) throws(UnitError) -> Double {
    try value * factor(to: other)
  }

  /// The same unit in another currency; a unit without money stays as it is.
  public func inCurrency(_ currency: Currency) -> Unit {
    var unit = self
    if namedCurrency != nil { unit.namedCurrency = currency }
    return unit
  }

  /// Whether the size of the unit is within the range of a number.
  var isMeasurable: Bool { up.isFinite && down.isFinite && up > 0 && down > 0 }

  /// Works out dimensions and size from the factors.
  mutating func measure() {
    dimensions = SIMD16<Int8>()
    up = 1
    down = 1
    for place in 0..<Int(count) {
      let symbol = UnitSymbol.all[Int(symbols[place])]
      let power = powers[place]
      dimensions &+= symbol.dimensions &* SIMD16<Int8>(repeating: power)
      let multiplier = Double(multipliers[place])
      for _ in 0..<power.magnitude {
        if power > 0 {
          up *= symbol.up * multiplier
          down *= symbol.down
        } else {
          up *= symbol.down
          down *= symbol.up * multiplier
        }
      }
    }
  }
}

extension Unit {
  /// A pure number.
  public static let one = Unit()
  /// A hundredth.
  public static let percent = Unit(symbol: UnitSymbol.percent)
  /// A metre.
  public static let metre = Unit(symbol: UnitSymbol.metre)
  /// A kilometre.
  public static let kilometre = Unit(symbol: UnitSymbol.kilometre)
  /// A second.
  public static let second = Unit(symbol: UnitSymbol.second)
  /// An hour.
  public static let hour = Unit(symbol: UnitSymbol.hour)
  /// A day.
  public static let day = Unit(symbol: UnitSymbol.day)
  /// A year of 365 days.
  public static let year = Unit(symbol: UnitSymbol.year)
  /// A tonne of cargo.
  public static let tonne = Unit(symbol: UnitSymbol.tonne)
  /// A container of twenty feet.
  public static let teu = Unit(symbol: UnitSymbol.teu)
  /// A cubic metre of gas at standard conditions.
  public static let cubicMetre = Unit(symbol: UnitSymbol.cubicMetre)
  /// A thousand cubic metres of gas at standard conditions.
  public static let thousandCubicMetres = Unit(symbol: UnitSymbol.cubicMetre, multiplier: 1000)
  /// A megawatt.
  public static let megawatt = Unit(symbol: UnitSymbol.megawatt)
  /// A megawatt hour.
  public static let megawattHour = Unit(symbol: UnitSymbol.megawattHour)
  /// A kilogram of greenhouse gases, as carbon dioxide.
  public static let kilogramCO2e = Unit(symbol: UnitSymbol.kilogramCO2e)
}
