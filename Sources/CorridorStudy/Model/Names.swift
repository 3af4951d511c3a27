/// A name in the languages that the study gives.
public struct Names: Hashable, Sendable {
  /// English, the name that tables print.
  public var english: String
  /// Korean, where it has one.
  public var korean: String?
  /// Russian, where it has one.
  public var russian: String?
  /// Every other spelling under which it may be looked up.
  public var aliases: [String]

  /// Creates a name.
  public init(
    english: String, korean: String? = nil, russian: String? = nil, aliases: [String] = []
  ) {
    self.english = english
    self.korean = korean
    self.russian = russian
    self.aliases = aliases
  }
}
