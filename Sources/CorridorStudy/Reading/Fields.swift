import CorridorUnits

/// The keys of one mapping, read one by one; what is wrong goes to the findings.
///
/// A required key that is missing or wrong yields an empty value, so that reading goes on and everything
/// else that is wrong is found too; nobody sees such a value, since a finding stops the study.
struct Fields {
  /// A text with its place.
  struct Word {
    var text: String
    var location: SourceLocation
  }

  /// The file as messages name it.
  let file: String
  /// What the mapping describes: "assumption 'rail.speed'".
  let subject: String
  /// Where the mapping is.
  let location: SourceLocation
  private let entries: [ConfigNode.Entry]
  /// Whether there is no mapping at all, which has been told.
  private var isNone = false
  /// Keys that are not there under their own name, which has been told.
  private var misspelt: Set<String> = []

  /// Reads a mapping that may have the keys of a table and no others.
  ///
  /// Something that is no mapping is a finding, and like a mapping without keys.
  init(
    _ node: ConfigNode, file: String, subject: String, keys: KeyTable,
    at location: SourceLocation? = nil, _ findings: inout Findings
  ) {
    self.init(
      node, file: file, subject: subject, anyOf: keys.names, at: location, &findings)
  }

  /// Reads a mapping whose keys depend on the study, such as the states of a process.
  init(
    _ node: ConfigNode, file: String, subject: String, anyOf keys: [String],
    at location: SourceLocation? = nil, _ findings: inout Findings
  ) {
    self.init(
      node.entries ?? [], file: file, subject: subject, anyOf: keys,
      at: location ?? SourceLocation(file: file, line: node.line, column: node.column), &findings)
    if node.entries == nil {
      isNone = true
      findings.error(
        "wrong-type", at: SourceLocation(file: file, line: node.line, column: node.column),
        "\(subject) is \(node.kind) and not a mapping",
        remedy: "write 'key: value', with keys such as \(keys.prefix(3).joined(separator: ", "))")
    }
  }

  /// Reads entries that may have these keys and no others.
  init(
    _ entries: [ConfigNode.Entry], file: String, subject: String, anyOf keys: [String],
    at location: SourceLocation, _ findings: inout Findings
  ) {
    self.file = file
    self.subject = subject
    self.location = location
    self.entries = entries
    var next = 0
    for index in entries.indices where !Self.allows(entries[index].key, in: keys, from: &next) {
      let entry = entries[index]
      if let meant = Spelling.nearest(to: entry.key, in: keys) { misspelt.insert(meant) }
      findings.error(
        "unknown-key", at: place(entry), "\(subject) has no key '\(entry.key)'",
        remedy: Self.remedy(forKey: entry.key, among: keys))
    }
  }

  /// Whether a key is known, or is a translation where there are such.
  private static func allows(_ key: String, in keys: [String], from next: inout Int) -> Bool {
    if language(of: key) != nil { return keys.contains(translationKey) }
    return key != translationKey && finds(key, in: keys, from: &next)
  }

  /// Whether a key is listed; the search goes on from the last one found, since files keep an order.
  private static func finds(_ key: String, in keys: [String], from next: inout Int) -> Bool {
    for step in keys.indices {
      let index = next + step < keys.count ? next + step : next + step - keys.count
      if keys[index] == key {
        next = index + 1
        return true
      }
    }
    return false
  }

  /// How advice begins where a word comes near another.
  static let guess = "did you mean"

  /// Advice on a word that is not among those that are known.
  static func remedy(for word: String, among known: some Collection<String>, what: String) -> String
  {
    if let near = Spelling.nearest(to: word, in: known) { return "\(guess) '\(near)'?" }
    guard !known.isEmpty else { return "there is no \(what) to choose from" }
    guard known.count <= 16 else { return "use one of those that there are, or add this \(what)" }
    return "use one of: \(known.sorted().joined(separator: ", "))"
  }

  /// Advice on an id that is not among those that are known: of several that go on from it the first few.
  static func remedy(forID id: String, among known: some Collection<String>, what: String) -> String
  {
    let longer = Spelling.continuations(of: id, in: known)
    guard !longer.isEmpty else { return remedy(for: id, among: known, what: what) }
    let more = longer.count > 12 ? " or one of \(longer.count - 12) more" : ""
    return "\(guess) " + longer.prefix(12).map { "'\($0)'" }.joined(separator: " or ") + more + "?"
  }

  /// A text without blanks at its ends.
  static func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let tail = text.drop(while: isBlank)
    guard let last = tail.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(tail[...last])
  }

  /// The keys that are there, known or not, in the order of the file.
  var keys: some Sequence<String> { entries.lazy.map(\.key) }

  /// The value of a key, or nil when it is missing or empty.
  func value(_ key: String) -> ConfigNode? { index(of: key).map { entries[$0].value } }

  /// Whether a key has a value.
  func has(_ key: String) -> Bool { index(of: key) != nil }

  private func index(of key: String) -> Int? {
    for index in entries.indices where entries[index].key == key {
      return entries[index].value.isNull ? nil : index
    }
    return nil
  }

  /// Where the value of a key is; the mapping's place when there is none.
  func place(of key: String) -> SourceLocation {
    guard let entry = entries.first(where: { $0.key == key }) else { return location }
    return place(entry.value)
  }

  func place(_ node: ConfigNode) -> SourceLocation {
    SourceLocation(file: file, line: node.line, column: node.column)
  }

  private func place(_ entry: ConfigNode.Entry) -> SourceLocation {
    SourceLocation(file: file, line: entry.line, column: entry.column)
  }

  /// Notes that a key is required.
  func missing(_ key: String, _ findings: inout Findings) {
    if isNone || misspelt.contains(key) { return }
    guard !entries.contains(where: { $0.key == key }) else {
      findings.error(
        "missing-key", at: place(of: key), "'\(key)' of \(subject) has no value",
        remedy: "write a value after '\(key):'")
      return
    }
    findings.error(
      "missing-key", at: location, "\(subject) has no '\(key)'", remedy: "add '\(key)'",
      cause: absence(of: key))
  }

  /// What a missing key follows from, so that all keys which a mapping lacks are told together.
  func absence(of key: String) -> Cause { Cause(key, .key(of: subject, at: location)) }

  func wrongType(_ key: String, _ node: ConfigNode, wanted: String, _ findings: inout Findings) {
    findings.error(
      "wrong-type", at: place(node), "'\(key)' of \(subject) is \(node.kind)",
      remedy: "write \(wanted)")
  }

  // MARK: - Text

  /// A text, or nil when the key is missing.
  func optionalText(_ key: String, _ findings: inout Findings) -> String? {
    index(of: key).flatMap { text(of: entries[$0].value, key, &findings) }
  }

  /// A text that must be there.
  func text(_ key: String, _ findings: inout Findings) -> String {
    guard let index = index(of: key) else {
      missing(key, &findings)
      return ""
    }
    return text(of: entries[index].value, key, &findings) ?? ""
  }

  private func text(of node: ConfigNode, _ key: String, _ findings: inout Findings) -> String? {
    guard case .scalar(let text, let style) = node.content, style != .literal else {
      wrongType(key, node, wanted: "a text", &findings)
      return nil
    }
    guard !text.isEmpty, text.utf8.contains(where: { $0 > 0x20 }) else {
      findings.error(
        "missing-key", at: place(node), "'\(key)' of \(subject) is empty",
        remedy: "write a text, or delete the key where it is optional")
      return nil
    }
    return text
  }

  /// A text with its place, or nil when the key is missing.
  func word(_ key: String, _ findings: inout Findings) -> Word? {
    guard let index = index(of: key), let text = text(of: entries[index].value, key, &findings)
    else { return nil }
    return Word(text: text, location: place(entries[index].value))
  }

  /// A text that must be there, with its place.
  func requiredWord(_ key: String, _ findings: inout Findings) -> Word? {
    if !has(key) { missing(key, &findings) }
    return word(key, &findings)
  }

  /// A list of texts; none when the key is missing.
  func words(_ key: String, _ findings: inout Findings) -> [Word] {
    guard let node = value(key) else { return [] }
    guard let items = node.items else {
      wrongType(key, node, wanted: "a list, such as [one, two]", &findings)
      return []
    }
    return items.compactMap { item in
      text(of: item, key, &findings).map { Word(text: $0, location: place(item)) }
    }
  }

  /// A text alone or a list of texts; none when the key is missing.
  func oneOrMore(_ key: String, _ findings: inout Findings) -> [String] {
    guard let node = value(key), node.items == nil else { return texts(key, &findings) }
    return text(of: node, key, &findings).map { [$0] } ?? []
  }

  /// A list of texts without their places.
  func texts(_ key: String, _ findings: inout Findings) -> [String] {
    words(key, &findings).map(\.text)
  }

  /// Texts by key; none when the key is missing.
  func pairs(_ key: String, _ findings: inout Findings) -> [(key: Word, value: Word)] {
    guard let node = value(key) else { return [] }
    guard let entries = node.entries else {
      wrongType(key, node, wanted: "a mapping, such as {key: value}", &findings)
      return []
    }
    return entries.compactMap { entry in
      text(of: entry.value, "\(key).\(entry.key)", &findings).map {
        (
          key: Word(text: entry.key, location: place(entry)),
          value: Word(text: $0, location: place(entry.value))
        )
      }
    }
  }

  /// A nested mapping that may have the keys of a table; nil when the key is missing.
  func fields(_ key: String, keys: KeyTable, _ findings: inout Findings) -> Fields? {
    fields(key, anyOf: keys.names, &findings)
  }

  /// A nested mapping whose keys depend on the study; nil when the key is missing.
  func fields(_ key: String, anyOf keys: [String], _ findings: inout Findings) -> Fields? {
    value(key).map {
      Fields($0, file: file, subject: "'\(key)' of \(subject)", anyOf: keys, &findings)
    }
  }
}
