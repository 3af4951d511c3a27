extension YAMLReader {
  /// What a block scalar does with the line ends after its last line.
  private enum Chomping {
    case clip
    case strip
    case keep
  }

  /// A `|` or `>` block, whose lines are indented more than `parent`.
  mutating func blockScalar(
    parent: Int, at start: (line: Int, column: Int)
  ) throws(YAMLError) -> ConfigNode {
    let isFolded = bytes[position] == Byte.greater
    position += 1
    let (chomping, given) = try blockHeader()
    var indent = given.map { max(parent, 0) + $0 } ?? 0
    var text: [UInt8] = []
    var trailing = try blankLines(indent: &indent, parent: parent)
    var hasBreak = false
    var wasBlank = false
    while position - lineStart == indent, bytes[position] != Byte.end {
      let isBlankLine = bytes[position] == Byte.space || bytes[position] == Byte.tab
      if hasBreak {
        if isFolded, !wasBlank, !isBlankLine {
          if trailing == 0 { text.append(Byte.space) }
        } else {
          text.append(Byte.newline)
        }
      }
      text.append(contentsOf: repeatElement(Byte.newline, count: trailing))
      wasBlank = isBlankLine
      let from = position
      while bytes[position] != Byte.newline, bytes[position] != Byte.end { position += 1 }
      text.append(contentsOf: bytes[from..<position])
      hasBreak = bytes[position] == Byte.newline
      if hasBreak { nextLine() }
      trailing = try blankLines(indent: &indent, parent: parent)
    }
    if chomping != .strip, hasBreak { text.append(Byte.newline) }
    if chomping == .keep { text.append(contentsOf: repeatElement(Byte.newline, count: trailing)) }
    let value = String(decoding: text, as: UTF8.self)
    return ConfigNode(content: .scalar(value, .quoted), line: start.line, column: start.column)
  }

  /// The indicators after `|` or `>`; leaves the position at the beginning of the next line.
  private mutating func blockHeader() throws(YAMLError) -> (Chomping, indent: Int?) {
    var chomping = Chomping.clip
    var indent: Int?
    while !isBlank(position) {
      switch bytes[position] {
      case UInt8(ascii: "+") where chomping == .clip: chomping = .keep
      case Byte.dash where chomping == .clip: chomping = .strip
      case UInt8(ascii: "1")...UInt8(ascii: "9") where indent == nil:
        indent = Int(bytes[position] - UInt8(ascii: "0"))
      default: throw error("text after a block's mark", "begin the block on the next line")
      }
      position += 1
    }
    try skipRestOfHeader()
    return (chomping, indent)
  }

  private mutating func skipRestOfHeader() throws(YAMLError) {
    while bytes[position] == Byte.space || bytes[position] == Byte.tab { position += 1 }
    if bytes[position] == Byte.hash {
      while bytes[position] != Byte.newline, bytes[position] != Byte.end { position += 1 }
    }
    switch bytes[position] {
    case Byte.newline: nextLine()
    case Byte.end: break
    default: throw error("text after a block's mark", "begin the block on the next line")
    }
  }

  /// Moves over empty lines and indentation to the block's next line; how many lines were empty.
  ///
  /// An `indent` of 0 is found out: it is the one of the first line that is not empty.
  private mutating func blankLines(indent: inout Int, parent: Int) throws(YAMLError) -> Int {
    var count = 0
    var deepest = 0
    while true {
      while indent == 0 || position - lineStart < indent, bytes[position] == Byte.space {
        position += 1
      }
      deepest = max(deepest, position - lineStart)
      if indent == 0 || position - lineStart < indent, bytes[position] == Byte.tab {
        throw error("a tab in the indentation", "indent with spaces")
      }
      guard bytes[position] == Byte.newline else { break }
      nextLine()
      count += 1
    }
    if indent == 0 { indent = max(deepest, parent + 1, 1) }
    return count
  }
}
