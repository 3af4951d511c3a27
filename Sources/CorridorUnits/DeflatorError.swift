/// Why an amount of money cannot be restated, or a table of indices cannot be used.
public enum DeflatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The currency has no price index for the year; `nearest` are the nearest years that it has.
  case noIndex(currency: Currency, year: Int, nearest: [Int])
  /// There is no exchange rate between the currencies for the year.
  case noRate(from: Currency, to: Currency, year: Int, nearest: [Int])
  /// Money stands in the unit to a power other than 1 or -1.
  case power(unit: Unit)
  /// A series is named neither like `USD` nor like `EUR/USD`; `row` counts from 0.
  case badSeries(series: String, row: Int)
  /// A value is not a positive number; `row` counts from 0.
  case badValue(series: String, year: Int, value: Double, row: Int)
  /// A series has two values for one year; `row` counts from 0.
  case duplicate(series: String, year: Int, row: Int)

  /// The row that is wrong, counted from 0, when the error is one of the table.
  public var row: Int? {
    switch self {
    case .badSeries(_, let row), .badValue(_, _, _, let row), .duplicate(_, _, let row): row
    default: nil
    }
  }

  /// The series that lacks a row, and the year when it has others: `EUR/USD` or `USD of 2013`; nil when
  /// no row is lacking.
  public var lack: String? {
    switch self {
    case .noIndex(let currency, let year, let nearest):
      currency.code + (nearest.isEmpty ? "" : " of \(year)")
    case .noRate(let from, let to, let year, let nearest):
      "\(from)/\(to)" + (nearest.isEmpty ? "" : " of \(year)")
    default: nil
    }
  }

  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .noIndex(let currency, let year, let nearest):
      return "there is no price index of \(currency) for \(year)"
        + Self.remedy(nearest, currency.code)
    case .noRate(let from, let to, let year, let nearest):
      return "there is no exchange rate \(from)/\(to) for \(year)"
        + Self.remedy(nearest, "\(from)/\(to)")
    case .power(let unit):
      return "'\(unit)' has money to the power \(unit.moneyPower), which cannot be restated"
    case .badSeries(let series, _):
      return "'\(series)' is not a series; write a currency (USD) or two (EUR/USD)"
    case .badValue(let series, let year, let value, _):
      return "\(series) of \(year) is \(value); an index or a rate is a positive number"
    case .duplicate(let series, let year, _):
      return "\(series) has two values for \(year); keep one of them"
    }
  }

  private static func remedy(_ nearest: [Int], _ series: String) -> String {
    let known = nearest.map(String.init).joined(separator: " and ")
    return "; add a row for \(series) to deflators.csv"
      + (nearest.isEmpty ? "" : " (the nearest it has: \(known))")
  }
}
