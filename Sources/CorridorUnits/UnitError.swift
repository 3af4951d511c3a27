/// What is wrong with a unit, or with putting one in place of another.
public enum UnitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no text.
  case empty
  /// No unit has this symbol; `meant` is what was perhaps meant.
  case unknownSymbol(text: String, symbol: String, meant: String?)
  /// The text does not follow the grammar; `reason` says where.
  case malformed(text: String, reason: String)
  /// The unit names two currencies.
  case twoCurrencies(text: String)
  /// The unit has more than eight different factors, or a power beyond nine.
  case tooLong(text: String)
  /// The units measure different things.
  case incompatible(from: Unit, to: Unit)
  /// The units are in different currencies, which only an exchange rate can join.
  case currencies(from: Unit, to: Unit)

  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .empty:
      return "the unit is missing; write 1 for a pure number"
    case .unknownSymbol(let text, let symbol, let meant):
      let place = text == symbol ? "" : " in '\(text)'"
      let remedy =
        meant.map { "; did you mean '\($0)'?" }
        ?? "; docs/study-format.md lists the units"
      return "'\(symbol)'\(place) is not a unit\(remedy)"
    case .malformed(let text, let reason):
      return "'\(text)' is not a unit: \(reason)"
    case .twoCurrencies(let text):
      return "'\(text)' has two currencies; exchange rates belong in deflators.csv"
    case .tooLong(let text):
      return "'\(text)' is too long: a unit has at most eight factors, and no power beyond 9"
    case .incompatible(let from, let to):
      return
        "'\(from)' (\(from.dimensionDescription)) cannot be put in '\(to)' "
        + "(\(to.dimensionDescription))"
    case .currencies(let from, let to):
      return "'\(from)' and '\(to)' are in two currencies; restate one of them first"
    }
  }
}
