extension Fields {
  /// The keys of everything that has a name; the second stands for every `name_` with a language.
  static let nameKeys = Keys.names.names
  /// What stands for the keys of translations among known keys, and in messages.
  static let translationKey = "name_XX"

  private static let translationPrefix = "name_"

  /// The language that a key such as `name_pt` ends with; nil when it is another key.
  static func language(of key: String) -> String? {
    guard key.utf8.count == translationPrefix.utf8.count + 2, key.hasPrefix(translationPrefix),
      key.utf8.suffix(2).allSatisfy({ (0x61...0x7A).contains($0) })
    else { return nil }
    return String(key.dropFirst(translationPrefix.count))
  }

  /// Advice on a key that these keys don't have.
  static func remedy(forKey key: String, among keys: [String]) -> String {
    guard keys.contains(translationKey), key.lowercased().hasPrefix(translationPrefix) else {
      return remedy(for: key, among: keys, what: "key")
    }
    return "write 'name_' and the two lower-case letters of the language's ISO 639-1 code, "
      + "such as name_fr"
  }

  /// The names that a feature or a mapping gives.
  func names(_ findings: inout Findings) -> Names {
    var names = Names(english: text("name", &findings))
    for key in keys {
      if let language = Self.language(of: key) {
        names.translations[language] = optionalText(key, &findings)
      }
    }
    names.aliases = texts("aliases", &findings)
    return names
  }
}
