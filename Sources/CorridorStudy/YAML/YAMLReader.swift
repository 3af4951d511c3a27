/// Reads the part of YAML that study files use, and refuses the rest with a clear message.
///
/// Block and flow collections, plain and quoted scalars, `|` and `>` blocks and comments are read as
/// YAML 1.2 says. Anchors, aliases, tags, directives, merge keys, complex keys and several documents in
/// one file are refused, and so is a key that stands twice in one mapping. Values stay text: whether
/// `2018` is a year or a name is for the reader of a field to say.
///
/// Linear in the length of the text. The tests hold it against an independent reader.
package struct YAMLReader {
  /// The text, with one `Byte.end` after it, so that every look ahead by one byte is within bounds.
  var bytes: [UInt8]
  var position = 0
  var line = 1
  var lineStart = 0
  var depth = 0
  /// Where the column was last counted, and what it was there.
  private var counted = (position: 0, column: 1)

  /// Collections inside collections beyond this are a mistake, or meant to exhaust the stack.
  private static let greatestDepth = 64

  /// The tree of a text, or nil when it holds nothing but comments.
  package static func read(_ text: [UInt8]) throws(YAMLError) -> ConfigNode? {
    var reader = YAMLReader(bytes: text)
    try reader.checkCharacters()
    return try reader.document()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    self.bytes.append(Byte.end)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
  }

  private mutating func document() throws(YAMLError) -> ConfigNode? {
    try skipToToken()
    if isDocumentMarker {
      position += 3
      try endOfValue()
      try skipToToken()
    }
    guard bytes[position] != Byte.end else { return nil }
    let node = try blockNode(parent: -1)
    try skipToToken()
    guard bytes[position] == Byte.end else {
      throw error("text that belongs to nothing", "indent it like the lines above it")
    }
    return node
  }

  /// The node that begins at the current token of a block, which is indented more than `parent`.
  ///
  /// After `key:` on the same line no mapping and no sequence can begin: `inline` says so.
  mutating func blockNode(parent: Int, inline: Bool = false) throws(YAMLError) -> ConfigNode {
    try enter()
    defer { depth -= 1 }
    let indent = position - lineStart
    let start = mark()
    switch bytes[position] {
    case Byte.dash where isBlank(position + 1):
      guard !inline else {
        throw error("a list that begins on the line of its key", "begin the list on a new line")
      }
      return try blockSequence(indent: indent, at: start)
    case Byte.openBracket, Byte.openBrace:
      let node = try flowNode()
      try endOfValue()
      return node
    case Byte.pipe, Byte.greater:
      return try blockScalar(parent: parent, at: start)
    default:
      try checkStart()
      let key = try scalar(parent: parent, inFlow: false)
      guard isColon else {
        try endOfValue()
        return key
      }
      guard !inline else {
        throw error("a second ': ' on one line", "quote the value, or put the key on a new line")
      }
      return try blockMapping(indent: indent, first: key)
    }
  }

  private mutating func blockSequence(
    indent: Int, at start: (line: Int, column: Int)
  ) throws(YAMLError) -> ConfigNode {
    var items: [ConfigNode] = []
    while bytes[position] == Byte.dash, isBlank(position + 1), position - lineStart == indent {
      let dash = mark()
      position += 1
      let dashLine = line
      try skipToToken()
      let isItem = line == dashLine || position - lineStart > indent
      if isItem, bytes[position] != Byte.end {
        items.append(try blockNode(parent: indent))
      } else {
        items.append(.null(at: dash))
      }
      try skipToToken()
    }
    try checkIndentation(indent)
    return ConfigNode(content: .sequence(items), line: start.line, column: start.column)
  }

  private mutating func blockMapping(
    indent: Int, first: ConfigNode
  ) throws(YAMLError) -> ConfigNode {
    var entries = UniqueEntries()
    var key = first
    while true {
      let name = try entries.name(of: key)
      position += 1
      let value = try blockValue(indent: indent, key: key)
      entries.append(name, key, value)
      try skipToToken()
      guard bytes[position] != Byte.end, position - lineStart == indent else { break }
      try checkStart()
      key = try scalar(parent: indent, inFlow: false)
      guard isColon else {
        throw YAMLError(
          line: key.line, column: key.column, message: "\(key.kind) where a key is wanted",
          remedy: "write 'key: value'")
      }
    }
    try checkIndentation(indent)
    return ConfigNode(content: .mapping(entries.entries), line: first.line, column: first.column)
  }

  /// What stands after the colon of a block mapping whose keys stand at `indent`.
  private mutating func blockValue(
    indent: Int, key: ConfigNode
  ) throws(YAMLError) -> ConfigNode {
    let colon = mark()
    try skipToToken()
    if line == colon.line {
      return bytes[position] == Byte.end
        ? .null(at: colon) : try blockNode(parent: indent, inline: true)
    }
    let column = position - lineStart
    let isSequence = bytes[position] == Byte.dash && isBlank(position + 1)
    guard bytes[position] != Byte.end, column > indent || (column == indent && isSequence) else {
      return .null(at: colon)
    }
    return try blockNode(parent: column == indent ? indent - 1 : indent)
  }

  /// Refuses a line that is indented more than the block that it follows.
  private mutating func checkIndentation(_ indent: Int) throws(YAMLError) {
    if bytes[position] != Byte.end, position - lineStart > indent {
      throw error("a line that is indented more than the one it follows", "indent both alike")
    }
  }

  /// Counts a level of nesting.
  mutating func enter() throws(YAMLError) {
    depth += 1
    if depth > Self.greatestDepth {
      throw error("more than \(Self.greatestDepth) levels of nesting", "nest less deeply")
    }
  }

  /// The line and column of the current position.
  mutating func mark() -> (line: Int, column: Int) {
    if counted.position < lineStart || counted.position > position { counted = (lineStart, 1) }
    while counted.position < position {
      if bytes[counted.position] & 0xC0 != 0x80 { counted.column += 1 }
      counted.position += 1
    }
    return (line, counted.column)
  }

  /// An error at the current position.
  mutating func error(_ message: String, _ remedy: String) -> YAMLError {
    let mark = mark()
    return YAMLError(line: mark.line, column: mark.column, message: message, remedy: remedy)
  }
}

extension ConfigNode {
  /// A value that was not written.
  static func null(at mark: (line: Int, column: Int)) -> ConfigNode {
    ConfigNode(content: .scalar("", .plain), line: mark.line, column: mark.column)
  }
}
