package import CorridorUnits

/// A mention of one thing of a study by another.
package struct Reference: Hashable, Sendable {
  /// What is mentioned.
  package enum Target: Hashable, Sendable {
    case place
    /// A place of the kind border crossing.
    case crossing
    case link
    /// A corridor or a link.
    case piece
    case service
    case linkClass
    case source
    /// A country, by its code.
    case country
    /// A named passage of sea lanes.
    case passage
    /// An assumption whose unit must fit its use.
    case assumption(UnitNeed)
  }

  package var target: Target
  package var id: String
  /// The key that mentions it, and what has that key: 'speed' and "link class 'rail-1520'".
  package var key: String
  package var subject: String
  package var location: SourceLocation

  /// Whether borders or lanes declare it, which files beside the study's own hold.
  var isOfGrounds: Bool { target == .country || target == .passage }

  /// What mentions it, in words: "'speed' of link class 'rail-1520'".
  package var use: String { "'\(key)' of \(subject)" }
}

/// What an assumption's unit must measure: the same as one of a few examples; without any, anything.
package struct UnitNeed: Hashable, Sendable {
  package var examples: [Unit]

  package init(_ examples: [Unit]) { self.examples = examples }

  /// Whether a unit serves.
  package func accepts(_ unit: Unit) -> Bool {
    examples.isEmpty || examples.contains { $0.isCompatible(with: unit) }
  }

  /// The examples in words: "USD/km or USD".
  package var words: String {
    examples.map(\.description).joined(separator: " or ")
  }
}

/// What has been collected of a study while it is read.
struct Draft {
  var findings = Findings()
  var references: [Reference] = []
  /// Ids of things that are there and could not be read; mentions of them are no further mistakes.
  var broken: Set<String> = []

  /// Adds what was found elsewhere.
  mutating func add(_ draft: Draft) {
    findings.add(draft.findings)
    references += draft.references
    broken.formUnion(draft.broken)
  }

  /// Notes that one thing mentions another.
  mutating func mention(
    _ target: Reference.Target, _ word: Fields.Word, key: String, of subject: String
  ) {
    references.append(
      Reference(
        target: target, id: word.text, key: key, subject: subject, location: word.location))
  }

  /// The id of something that a key mentions, or nil when the key is missing.
  mutating func mention(_ target: Reference.Target, _ key: String, of fields: Fields) -> String? {
    guard let word = fields.word(key, &findings) else { return nil }
    mention(target, word, key: key, of: fields.subject)
    return word.text
  }

  /// The id of something that a key must mention.
  mutating func required(_ target: Reference.Target, _ key: String, of fields: Fields) -> String {
    if !fields.has(key) { fields.missing(key, &findings) }
    return mention(target, key, of: fields) ?? ""
  }

  /// The ids of what the list of a key mentions.
  mutating func mentions(_ target: Reference.Target, _ key: String, of fields: Fields) -> [String] {
    fields.words(key, &findings).map { word in
      mention(target, word, key: key, of: fields.subject)
      return word.text
    }
  }

  /// The code of a country that a key mentions, or nil when the key is missing.
  mutating func country(_ key: String, of fields: Fields) -> String? {
    guard let word = fields.word(key, &findings) else { return nil }
    return country(word, key, of: fields)
  }

  /// The codes of the two countries that a key mentions; none when the key is missing.
  mutating func countryPair(_ key: String, of fields: Fields) -> [String] {
    let codes = fields.countryPair(key, &findings)
    guard codes.count == 2 else { return codes }
    // The same words again, which have been told where they are none.
    var ignored = Findings()
    for word in fields.words(key, &ignored) where Fields.isCountry(word.text) {
      mention(.country, word, key: key, of: fields.subject)
    }
    return codes
  }

  private mutating func country(_ word: Fields.Word, _ key: String, of fields: Fields) -> String {
    // What is no code at all is one mistake, not two.
    if Fields.isCountry(word.text) { mention(.country, word, key: key, of: fields.subject) }
    return fields.country(word, key, &findings)
  }

  /// The ids of assumptions by service.
  mutating func byService(
    _ key: String, of fields: Fields, _ need: (String) -> UnitNeed
  ) -> [String: String] {
    var found: [String: String] = [:]
    for (service, id) in fields.pairs(key, &findings) {
      mention(.service, service, key: key, of: fields.subject)
      mention(.assumption(need(service.text)), id, key: key, of: fields.subject)
      found[service.text] = id.text
    }
    return found
  }
}
