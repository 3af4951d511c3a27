extension YAMLReader {
  /// The scalar that begins here; leaves the position at the colon after it when it is a key.
  ///
  /// A plain scalar goes on over lines that are indented more than `parent`.
  mutating func scalar(parent: Int, inFlow: Bool) throws(YAMLError) -> ConfigNode {
    let start = mark()
    let node: ConfigNode
    if bytes[position] == Byte.quote || bytes[position] == Byte.apostrophe {
      let text = try quoted(at: start)
      node = ConfigNode(content: .scalar(text, .quoted), line: start.line, column: start.column)
      let after = position
      while bytes[position] == Byte.space || bytes[position] == Byte.tab { position += 1 }
      if !isColon { position = after }
    } else {
      let text = try plain(parent: parent, inFlow: inFlow)
      node = ConfigNode(content: .scalar(text, .plain), line: start.line, column: start.column)
    }
    if isColon, line != start.line {
      throw error("a key that goes over several lines", "put the key on one line")
    }
    return node
  }

  private mutating func plain(parent: Int, inFlow: Bool) throws(YAMLError) -> String {
    let start = position
    var end = try plainLine(inFlow: inFlow)
    guard bytes[position] == Byte.newline else {
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    var text: [UInt8] = []
    while true {
      let here = (position: position, line: line, lineStart: lineStart)
      while isBlank(position), bytes[position] != Byte.end {
        if bytes[position] == Byte.newline {
          nextLine()
        } else {
          if bytes[position] == Byte.tab, line > here.line {
            throw error("a tab in the indentation", "indent with spaces")
          }
          position += 1
        }
      }
      let goesOn = bytes[position] != Byte.hash && bytes[position] != Byte.end
      let isWithin = inFlow ? !isFlowIndicator(bytes[position]) : position - lineStart > parent
      guard goesOn, isWithin, !(inFlow && isColon) else {
        (position, line, lineStart) = here
        break
      }
      if text.isEmpty { text.append(contentsOf: bytes[start..<end]) }
      let breaks = line - here.line
      text += breaks == 1 ? [Byte.space] : Array(repeating: Byte.newline, count: breaks - 1)
      let next = position
      end = try plainLine(inFlow: inFlow)
      text.append(contentsOf: bytes[next..<end])
      if isColon {
        throw error(
          "': ' inside a value of several lines",
          inFlow ? "close the bracket before it, or quote the value" : "put the value in quotes")
      }
      guard bytes[position] == Byte.newline else { break }
    }
    return text.isEmpty
      ? String(decoding: bytes[start..<end], as: UTF8.self) : String(decoding: text, as: UTF8.self)
  }

  /// Moves over a plain scalar's part on this line to what ends it; where its last character ends.
  private mutating func plainLine(inFlow: Bool) throws(YAMLError) -> Int {
    var end = position
    while true {
      let byte = bytes[position]
      switch byte {
      case Byte.newline, Byte.end: return end
      case Byte.space, Byte.tab: position += 1
      case Byte.hash where isBlank(position - 1): return end
      case Byte.colon where isBlank(position + 1): return end
      case Byte.colon where inFlow && isUnclear(bytes[position + 1]):
        let next = Unicode.Scalar(bytes[position + 1])
        throw error("':' right before '\(next)'", "put the value in quotes")
      default:
        if inFlow, isFlowIndicator(byte) { return end }
        position += 1
        end = position
      }
    }
  }

  private func isUnclear(_ byte: UInt8) -> Bool {
    isFlowIndicator(byte) || byte == UInt8(ascii: "?")
  }

  private func isFlowIndicator(_ byte: UInt8) -> Bool {
    byte == Byte.comma || byte == Byte.openBracket || byte == Byte.closeBracket
      || byte == Byte.openBrace || byte == Byte.closeBrace
  }

  private mutating func quoted(at start: (line: Int, column: Int)) throws(YAMLError) -> String {
    let mark = bytes[position]
    var text: [UInt8] = []
    position += 1
    while true {
      switch bytes[position] {
      case Byte.end:
        throw YAMLError(
          line: start.line, column: start.column, message: "a quoted value that never ends",
          remedy: "close the quotes; the file may have been cut short")
      case mark where mark == Byte.apostrophe && bytes[position + 1] == mark:
        text.append(mark)
        position += 2
      case mark:
        position += 1
        return String(decoding: text, as: UTF8.self)
      case Byte.backslash where mark == Byte.quote && bytes[position + 1] == Byte.newline:
        position += 1
        nextLine()
        foldBlanks(into: &text, isEscaped: true)
      case Byte.backslash where mark == Byte.quote: try escape(into: &text)
      case Byte.space, Byte.tab, Byte.newline: foldBlanks(into: &text, isEscaped: false)
      default:
        text.append(bytes[position])
        position += 1
      }
    }
  }

  /// Blanks inside quotes stay; with a line's end among them they become a space or line ends.
  private mutating func foldBlanks(into text: inout [UInt8], isEscaped: Bool) {
    let start = position
    let firstLine = line
    while isBlank(position), bytes[position] != Byte.end {
      if bytes[position] == Byte.newline { nextLine() } else { position += 1 }
    }
    let breaks = line - firstLine
    if isEscaped {
      text.append(contentsOf: repeatElement(Byte.newline, count: breaks))
    } else if breaks == 0 {
      text.append(contentsOf: bytes[start..<position])
    } else if breaks == 1 {
      text.append(Byte.space)
    } else {
      text.append(contentsOf: repeatElement(Byte.newline, count: breaks - 1))
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(YAMLError) {
    let letter = bytes[position + 1]
    let simple: [UInt8: UInt32] = [
      UInt8(ascii: "0"): 0, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9,
      Byte.tab: 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12,
      UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27, Byte.space: 32, Byte.quote: 34,
      UInt8(ascii: "/"): 47, Byte.backslash: 92, UInt8(ascii: "N"): 0x85,
      UInt8(ascii: "_"): 0xA0, UInt8(ascii: "L"): 0x2028, UInt8(ascii: "P"): 0x2029,
    ]
    let digits: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
    var code = simple[letter]
    if let count = digits[letter], position + 2 + count < bytes.count {
      let text = String(decoding: bytes[position + 2..<position + 2 + count], as: UTF8.self)
      if text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != Byte.dash }) {
        code = UInt32(text, radix: 16)
      }
    }
    guard let code, let scalar = Unicode.Scalar(code) else {
      throw error("an unknown escape", "write '\\\\' for a backslash, or use single quotes")
    }
    text.append(contentsOf: String(scalar).utf8)
    position += 2 + (digits[letter] ?? 0)
  }
}
