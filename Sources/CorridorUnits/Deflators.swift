/// Price indices and exchange rates by year, which restate money from one price base in another.
///
/// A series named like a currency is a price index of that currency, on any base year. A series named
/// like `RUB/USD` is an exchange rate: units of the first currency for one of the second, average of
/// the year.
public struct Deflators: Hashable, Sendable {
  /// One value of one series.
  public struct Row: Hashable, Sendable {
    /// The name, such as `USD` or `RUB/USD`.
    public var series: String
    /// The year.
    public var year: Int
    /// The value.
    public var value: Double

    /// Creates a row.
    public init(series: String, year: Int, value: Double) {
      self.series = series
      self.year = year
      self.value = value
    }
  }

  /// The currencies of a series: one for an index, two for a rate.
  struct Key: Hashable {
    var first: Currency
    var second: Currency?
  }

  private var values: [Key: [Int: Double]] = [:]

  /// Creates an empty table, which restates only what is in its price base already.
  public init() {}

  /// Creates a table from rows, in any order.
  public init(rows: some Sequence<Row>) throws(DeflatorError) {
    var last: (series: String, key: Key)?
    for (place, row) in rows.enumerated() {
      let known = last?.series == row.series ? last?.key : nil
      guard let key = known ?? Deflators.key(row.series) else {
        throw .badSeries(series: row.series, row: place)
      }
      last = (row.series, key)
      guard row.value > 0, row.value.isFinite else {
        throw .badValue(series: row.series, year: row.year, value: row.value, row: place)
      }
      guard values[key, default: [:]].updateValue(row.value, forKey: row.year) == nil else {
        throw .duplicate(series: row.series, year: row.year, row: place)
      }
    }
  }

  /// Puts a value in the currency and the prices of another base.
  ///
  /// Exchange comes first, at the rate of the value's own price year; then the result is deflated with
  /// the index of the base's currency. In a unit such as `1/USD` both go the other way. A unit without
  /// money is returned as it is.
  public func restate(
    _ value: Double, unit: Unit, priceYear: Int, to base: PriceBase
  ) throws(DeflatorError) -> (value: Double, unit: Unit) {
    guard let currency = unit.currency else { return (value, unit) }
    guard abs(unit.moneyPower) == 1 else { throw .power(unit: unit) }
    let factor = try factor(from: PriceBase(currency: currency, year: priceYear), to: base)
    return (
      unit.moneyPower == 1 ? value * factor : value / factor, unit.inCurrency(base.currency)
    )
  }

  /// Puts an amount of money in another price base.
  public func restate(_ money: Money, to base: PriceBase) throws(DeflatorError) -> Money {
    try Money(money.amount * factor(from: money.base, to: base), base)
  }

  /// The worth of one unit of money of a price base in another.
  public func factor(from: PriceBase, to: PriceBase) throws(DeflatorError) -> Double {
    let exchanged = try exchange(from: from.currency, to: to.currency, year: from.year)
    if from.year == to.year { return exchanged }
    let start = try index(of: to.currency, year: from.year)
    let end = try index(of: to.currency, year: to.year)
    return exchanged * end / start
  }

  /// The values with which money of a price base is restated in another; none where it is in that base
  /// already.
  ///
  /// - Returns: the rates of the exchange, one or two by a joint currency, and the price indices of the
  ///   year that it comes from and of the year that it is restated to.
  public func rows(from: PriceBase, to: PriceBase) throws(DeflatorError)
    -> (exchange: [Row], indices: [Row])
  {
    var exchange: [Row] = []
    if from.currency != to.currency {
      exchange = quoted(from.currency, to.currency, from.year).map { [$0] } ?? []
      for joint in exchange.isEmpty ? joints : [] {
        guard let first = quoted(from.currency, joint, from.year),
          let second = quoted(joint, to.currency, from.year)
        else { continue }
        exchange = [first, second]
        break
      }
    }
    var indices: [Row] = []
    for year in from.year == to.year ? [] : [from.year, to.year] {
      indices.append(
        Row(series: to.currency.code, year: year, value: try index(of: to.currency, year: year)))
    }
    return (exchange, indices)
  }

  /// The price index of a currency in a year.
  public func index(of currency: Currency, year: Int) throws(DeflatorError) -> Double {
    let series = values[Key(first: currency)] ?? [:]
    guard let value = series[year] else {
      throw .noIndex(
        currency: currency, year: year, nearest: Deflators.nearest(to: year, in: series))
    }
    return value
  }

  /// The units of the second currency that one unit of the first buys in a year.
  ///
  /// Without a series for the pair, a currency against which both are quoted joins them.
  public func exchange(
    from: Currency, to: Currency, year: Int
  ) throws(DeflatorError) -> Double {
    if from == to { return 1 }
    if let rate = quote(from, to, year) { return rate }
    for joint in joints {
      if let first = quote(from, joint, year), let second = quote(joint, to, year) {
        return first * second
      }
    }
    let pair = (values[Key(first: from, second: to)] ?? [:])
      .merging(values[Key(first: to, second: from)] ?? [:]) { first, _ in first }
    throw .noRate(
      from: from, to: to, year: year, nearest: Deflators.nearest(to: year, in: pair))
  }

  /// Every currency that may join two others, in order of codes.
  private var joints: [Currency] {
    Set(values.keys.flatMap { [$0.first, $0.second ?? $0.first] }).sorted()
  }

  /// The units of the second currency for one of the first, from a series of the pair in either order.
  private func quote(_ from: Currency, _ to: Currency, _ year: Int) -> Double? {
    if let rate = values[Key(first: to, second: from)]?[year] { return rate }
    if let rate = values[Key(first: from, second: to)]?[year] { return 1 / rate }
    return nil
  }

  /// The value of the series from which ``quote(_:_:_:)`` takes its rate.
  private func quoted(_ from: Currency, _ to: Currency, _ year: Int) -> Row? {
    for (first, second) in [(to, from), (from, to)] {
      guard let rate = values[Key(first: first, second: second)]?[year] else { continue }
      return Row(series: first.code + "/" + second.code, year: year, value: rate)
    }
    return nil
  }

  private static func key(_ series: String) -> Key? {
    let parts = series.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = Currency(String(parts[0])) else { return nil }
    if parts.count == 1 { return Key(first: first) }
    guard let second = Currency(String(parts[1])), second != first else { return nil }
    return Key(first: first, second: second)
  }

  /// The last year before and the first year after the one that is missing.
  private static func nearest(to year: Int, in series: [Int: Double]) -> [Int] {
    [series.keys.filter { $0 < year }.max(), series.keys.filter { $0 > year }.min()]
      .compactMap { $0 }
  }
}
