/// A named patch over the assumptions, with inheritance.
public struct Scenario: Hashable, Sendable, Identifiable {
  /// The name of its file, without its ending.
  public var id: String
  /// What it supposes, in a few words.
  public var name: String
  /// Id of the scenario that it patches; nil for the study itself.
  public var inherits: String?
  /// Values by assumption id, as text with a unit, such as `500 km/day`.
  public var set: [Override]
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a scenario.
  public init(
    id: String, name: String, inherits: String? = nil, set: [Override] = [], note: String? = nil,
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.inherits = inherits
    self.set = set
    self.note = note
    self.location = location
  }
}

/// A changed value of one assumption.
public struct Override: Hashable, Sendable {
  /// Id of the assumption.
  public var id: String
  /// The value with its unit and, for money, its price year: `5.0 MUSD/km @2024`.
  public var text: String
  /// Where it stands in its file, or the option that said it.
  public var location: SourceLocation

  /// Creates an override.
  public init(id: String, text: String, location: SourceLocation) {
    self.id = id
    self.text = text
    self.location = location
  }
}
