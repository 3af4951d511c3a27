/// A value of a YAML or JSON file with its place, which is what every reader of a study works on.
package struct ConfigNode: Hashable, Sendable {
  /// How a scalar was written, which decides what it may mean.
  package enum Style: Hashable, Sendable {
    /// Without quotes: text, a number, a truth value or nothing.
    case plain
    /// In quotes or as a block: text and nothing else.
    case quoted
    /// A number, truth value or null of JSON: never text.
    case literal
  }

  /// One key of a mapping with its value.
  package struct Entry: Hashable, Sendable {
    package var key: String
    package var line: Int
    package var column: Int
    package var value: ConfigNode
  }

  /// What the value is.
  package enum Content: Hashable, Sendable {
    case scalar(String, Style)
    case sequence([ConfigNode])
    /// Keys are unique and keep the order of the file.
    case mapping([Entry])
  }

  package var content: Content
  /// The line, counted from 1.
  package var line: Int
  /// The column in characters, counted from 1.
  package var column: Int

  /// The keys and values of a mapping; nil for everything else.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The items of a sequence; nil for everything else.
  package var items: [ConfigNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// Whether nothing was written, or the word for nothing.
  package var isNull: Bool {
    guard case .scalar(let text, let style) = content, style != .quoted else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// What the value is, in words.
  package var kind: String {
    switch content {
    case .scalar(let text, _): isNull ? "nothing" : "'\(text.prefix(40))'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
