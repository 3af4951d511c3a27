import CorridorStudy

/// What a reader has chosen: the scenario, the vintage and the changed assumptions.
public struct ViewState: Hashable, Sendable {
  /// Id of the scenario; nil for the if-open case.
  public var scenario: String?
  /// ISO date after which facts were not known; nil for that of the scenario, or for today.
  public var asOf: String?
  /// Changed values, `ID=VALUE`, in order.
  public var changes: [String]

  /// Creates a state.
  public init(scenario: String? = nil, asOf: String? = nil, changes: [String] = []) {
    self.scenario = scenario
    self.asOf = asOf
    self.changes = changes
  }

  /// The changes.
  ///
  /// Each text holds `=`, which the parameter's schema asks for; one that does not changes nothing.
  var overrides: [Override] {
    changes.compactMap { text in
      guard let (id, text) = Self.parts(of: text) else { return nil }
      return Override(id: id, text: text, location: SourceLocation(file: "set"))
    }
  }

  /// The id and the text of a change, which the first `=` divides, whatever mark combines with it; nil
  /// without one.
  static func parts(of change: String) -> (id: String, text: String)? {
    let scalars = change.unicodeScalars
    guard let split = scalars.firstIndex(of: "=") else { return nil }
    return (String(scalars[..<split]), String(scalars[scalars.index(after: split)...]))
  }
}
