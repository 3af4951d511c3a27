extension YAMLReader {
  /// The node that begins at the current token inside brackets, or with them.
  mutating func flowNode() throws(YAMLError) -> ConfigNode {
    try enter()
    defer { depth -= 1 }
    switch bytes[position] {
    case Byte.openBracket: return try flowSequence()
    case Byte.openBrace: return try flowMapping()
    default:
      try checkStart()
      return try scalar(parent: -1, inFlow: true)
    }
  }

  private mutating func flowSequence() throws(YAMLError) -> ConfigNode {
    let start = mark()
    var items: [ConfigNode] = []
    position += 1
    try skipToToken()
    while bytes[position] != Byte.closeBracket {
      if bytes[position] == Byte.end { throw unclosed("[", at: start) }
      items.append(try flowNode())
      try skipToToken()
      if isColon {
        throw error("a key inside a list", "put the mapping in braces, as in [{a: 1}]")
      }
      try nextOfFlow(closing: Byte.closeBracket, "[", at: start)
    }
    position += 1
    return ConfigNode(content: .sequence(items), line: start.line, column: start.column)
  }

  private mutating func flowMapping() throws(YAMLError) -> ConfigNode {
    let start = mark()
    var entries = UniqueEntries()
    position += 1
    try skipToToken()
    while bytes[position] != Byte.closeBrace {
      if bytes[position] == Byte.end { throw unclosed("{", at: start) }
      let key = try flowNode()
      let keyLine = line
      try skipToToken()
      if bytes[position] == Byte.end { throw unclosed("{", at: start) }
      guard bytes[position] == Byte.colon, line == keyLine else {
        throw YAMLError(
          line: key.line, column: key.column, message: "\(key.kind) without a value",
          remedy: "write 'key: value', or use [] for a list")
      }
      let name = try entries.name(of: key)
      let colon = mark()
      position += 1
      try skipToToken()
      let isEmpty = bytes[position] == Byte.comma || bytes[position] == Byte.closeBrace
      let value: ConfigNode = isEmpty ? .null(at: colon) : try flowNode()
      entries.append(name, key, value)
      try skipToToken()
      try nextOfFlow(closing: Byte.closeBrace, "{", at: start)
    }
    position += 1
    return ConfigNode(content: .mapping(entries.entries), line: start.line, column: start.column)
  }

  /// Moves over a comma to the next item, or stays at the closing bracket.
  private mutating func nextOfFlow(
    closing: UInt8, _ opening: String, at start: (line: Int, column: Int)
  ) throws(YAMLError) {
    switch bytes[position] {
    case closing: return
    case Byte.comma:
      position += 1
      try skipToToken()
      if bytes[position] == Byte.end { throw unclosed(opening, at: start) }
    case Byte.end: throw unclosed(opening, at: start)
    default: throw error("text between an item and the next", "put a comma between them")
    }
  }

  private func unclosed(_ opening: String, at start: (line: Int, column: Int)) -> YAMLError {
    YAMLError(
      line: start.line, column: start.column, message: "'\(opening)' is never closed",
      remedy: "close it; the file may have been cut short")
  }
}

/// The entries of a mapping; refuses a key that stands twice.
struct UniqueEntries {
  private(set) var entries: [ConfigNode.Entry] = []
  private var keys: Set<String> = []

  /// The name of a key that may stand in the mapping.
  mutating func name(of key: ConfigNode) throws(YAMLError) -> String {
    guard case .scalar(let name, let style) = key.content else {
      throw error(key, "\(key.kind) as a key", "use a word as the key")
    }
    guard name != "<<" || style == .quoted else {
      throw error(key, "a merge key", "write the keys out")
    }
    guard !name.isEmpty, name.utf8.count <= 1024 else {
      throw error(key, "a key of no or over 1024 characters", "use a word as the key")
    }
    if entries.count > 12 {
      if keys.isEmpty { keys = Set(entries.map(\.key)) }
      guard keys.insert(name).inserted else { throw duplicate(key, name) }
    } else {
      for index in entries.indices where entries[index].key == name { throw duplicate(key, name) }
    }
    return name
  }

  /// Adds an entry whose name was asked for.
  mutating func append(_ name: String, _ key: ConfigNode, _ value: ConfigNode) {
    entries.append(.init(key: name, line: key.line, column: key.column, value: value))
  }

  private func duplicate(_ key: ConfigNode, _ name: String) -> YAMLError {
    error(key, "the key '\(name)' stands twice", "delete one of the two")
  }

  private func error(_ key: ConfigNode, _ message: String, _ remedy: String) -> YAMLError {
    YAMLError(line: key.line, column: key.column, message: message, remedy: remedy)
  }
}
