/// A name in the languages that the study gives.
public struct Names: Hashable, Sendable {
  /// English, the name that tables print.
  public var english: String
  /// The name in other languages, by ISO 639-1 code.
  public var translations: [String: String]
  /// Every other spelling under which it may be looked up.
  public var aliases: [String]

  /// Creates a name.
  public init(english: String, translations: [String: String] = [:], aliases: [String] = []) {
    self.english = english
    self.translations = translations
    self.aliases = aliases
  }

  /// The translations in order of language.
  public var sortedTranslations: [(language: String, name: String)] {
    translations.sorted { $0.key < $1.key }.map { (language: $0.key, name: $0.value) }
  }
}
