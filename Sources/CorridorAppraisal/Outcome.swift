/// A result, or why there is none.
public enum Outcome: Sendable {
  /// A finite figure.
  case figure(Figure)
  /// None, and why; the reason is never empty.
  case missing(reason: String)

  /// The figure, where there is one.
  public var figure: Figure? {
    if case .figure(let figure) = self { return figure }
    return nil
  }

  /// The value, where there is one.
  public var value: Double? { figure?.value }

  /// Why there is no figure.
  public var reason: String? {
    if case .missing(let reason) = self { return reason }
    return nil
  }

  /// The figure, or the reason for its absence.
  init(_ figure: Figure?, else reason: @autoclosure () -> String) {
    guard let figure else {
      self = .missing(reason: reason())
      return
    }
    self =
      figure.value.isFinite
      ? .figure(figure)
      : .missing(reason: "\(figure.label) has no finite value with these assumptions")
  }
}
