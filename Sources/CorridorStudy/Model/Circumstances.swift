/// The circumstances in which a study is taken: a scenario, a vintage, and what is set beside.
public struct Circumstances: Hashable, Sendable {
  /// Id of the scenario; nil for none, or for that of the run where there is one.
  public var scenario: String?
  /// The ISO date after which nothing may be known; nil for that of the scenario or of the run.
  public var asOf: String?
  /// What is set beside, in order.
  public var overrides: [Override]

  /// Creates circumstances; without anything they are those of the study itself, or of the run.
  public init(scenario: String? = nil, asOf: String? = nil, overrides: [Override] = []) {
    self.scenario = scenario
    self.asOf = asOf
    self.overrides = overrides
  }

  /// Creates circumstances with changes as `ID=VALUE`; a text without `=` changes nothing.
  public init(scenario: String?, asOf: String?, changes: [String]) {
    let location = SourceLocation(file: "set")
    self.init(
      scenario: scenario, asOf: asOf,
      overrides: changes.compactMap { Override(change: $0, at: location) })
  }

  /// What is set beside, as `ID=VALUE`, in order.
  public var changes: [String] { overrides.map(\.change) }

  /// Whether nothing is said.
  public var isEmpty: Bool { scenario == nil && asOf == nil && overrides.isEmpty }

  /// They in words; nil where nothing is said.
  public var words: String? {
    var parts = [scenario.map { "scenario \($0)" }, asOf.map { "as of \($0)" }].compactMap(\.self)
    parts += overrides.map { "\($0.id) = \($0.text)" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension Override {
  /// Reads a change as `ID=VALUE`, which the first `=` divides, whatever mark combines with it; nil without
  /// one.
  public init?(change: String, at location: SourceLocation) {
    let scalars = change.unicodeScalars
    guard let split = scalars.firstIndex(of: "=") else { return nil }
    self.init(
      id: String(scalars[..<split]), text: String(scalars[scalars.index(after: split)...]),
      location: location)
  }

  /// It as `ID=VALUE`.
  public var change: String { "\(id)=\(text)" }
}
