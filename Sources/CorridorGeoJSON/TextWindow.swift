/// The part of a text that is in memory while it is read from front to back, with line and column.
struct TextWindow {
  /// The bytes in memory.
  private(set) var bytes: [UInt8] = []
  /// The next byte.
  var index = 0
  /// Whether the window reaches to the end of the text.
  private(set) var isFinal = false
  /// Why the source stopped before the end.
  private(set) var failure: FileError?
  /// Whether what has been read from `anchor` on stays in memory.
  private(set) var anchor: Int?

  /// The number of bytes that were before the window.
  private var base = 0
  private var line = 1
  /// Offset in the text at which the line would begin if all its characters took one byte.
  private var lineStart = 0
  private let source: PieceSource

  init(_ source: @escaping PieceSource) {
    self.source = source
  }

  /// The position of the next byte.
  var position: TextPosition { TextPosition(line: line, column: base + index - lineStart + 1) }

  /// The position so many bytes ahead in the same line.
  func position(ahead: Int) -> TextPosition {
    TextPosition(line: line, column: base + index + ahead - lineStart + 1)
  }

  /// The next byte; 0, which no token begins with, at the end.
  var byte: UInt8 {
    mutating get {
      if index == bytes.count { fill() }
      return index < bytes.count ? bytes[index] : 0
    }
  }

  /// Whether the text is at its end.
  var isAtEnd: Bool {
    mutating get {
      if index == bytes.count { fill() }
      return index == bytes.count
    }
  }

  /// Sees to it that so many bytes are in memory, or all that there are.
  @inline(__always)
  mutating func need(_ count: Int) {
    if bytes.count - index < count, !isFinal { fillUntil(count) }
  }

  private mutating func fillUntil(_ count: Int) {
    while bytes.count - index < count, !isFinal { fill() }
  }

  /// Drops what was read and brings in more.
  mutating func fill() {
    guard !isFinal else { return }
    let done = anchor ?? index
    // Moving less than what comes in keeps the work linear.
    if done > 0, done >= bytes.count - done {
      bytes.removeSubrange(..<done)
      base += done
      index -= done
      if anchor != nil { anchor = 0 }
    }
    do throws(FileError) {
      let more = try source()
      if more.isEmpty { isFinal = true } else { bytes.append(contentsOf: more) }
    } catch {
      (failure, isFinal) = (error, true)
    }
  }

  /// Keeps what follows in memory.
  mutating func keep() { anchor = index }

  /// Keeps no longer; the text that was kept.
  mutating func release() -> ArraySlice<UInt8> {
    defer { anchor = nil }
    return bytes[(anchor ?? index)..<index]
  }

  /// The offset of the next byte in what is kept.
  var offset: Int { index - (anchor ?? index) }

  /// Notes that a line begins after the next byte, and moves there.
  mutating func passLineFeed() {
    index += 1
    line += 1
    lineStart = base + index
  }

  /// Moves over so many characters.
  mutating func pass(characters count: Int, bytes: Int) {
    index += bytes
    lineStart += bytes - count
  }

  /// Skips white space.
  @inline(__always)
  mutating func skipSpace() {
    if index < bytes.count, bytes[index] > 0x20 { return }
    skipSpaceSlowly()
  }

  private mutating func skipSpaceSlowly() {
    while true {
      if index == bytes.count {
        fill()
        if index == bytes.count { return }
      }
      switch bytes[index] {
      case 0x20, 0x09, 0x0D: index += 1
      case 0x0A: passLineFeed()
      default: return
      }
    }
  }
}
