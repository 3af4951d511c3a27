/// A result, or why there is none.
public enum PoliticalAnswer<Value: Sendable>: Sendable {
  /// The result.
  case known(Value)
  /// None, and why; the reason is never empty.
  case missing(reason: String)

  /// The result, where there is one.
  public var value: Value? {
    if case .known(let value) = self { return value }
    return nil
  }

  /// Why there is none.
  public var reason: String? {
    if case .missing(let reason) = self { return reason }
    return nil
  }

  /// Part of the result, or something that follows from it.
  func map<Other>(_ body: (Value) throws(PoliticsError) -> Other) throws(PoliticsError)
    -> PoliticalAnswer<Other>
  {
    switch self {
    case .known(let value): .known(try body(value))
    case .missing(let reason): .missing(reason: reason)
    }
  }
}
