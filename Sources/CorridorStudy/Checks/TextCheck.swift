/// Finds what no text has, and a table or a list of settings must not have: NUL bytes.
///
/// A file with one was cut short by a full disk, or is UTF-16.
enum TextCheck {
  /// Whether the bytes are free of NUL; the first one is told with its line and column.
  static func hasNoNul(_ bytes: [UInt8], file: String, _ findings: inout Findings) -> Bool {
    guard let position = bytes.firstIndex(of: 0) else { return true }
    let before = bytes[..<position]
    let start = before.lastIndex(of: Byte.newline).map { $0 + 1 } ?? 0
    let line = before.count { $0 == Byte.newline } + 1
    let column = bytes[start..<position].count { $0 & 0xC0 != 0x80 } + 1
    let count = bytes.count { $0 == 0 }
    findings.error(
      "nul-byte", at: SourceLocation(file: file, line: line, column: column),
      "the file has \(count) NUL byte\(count == 1 ? "" : "s"), which are no text",
      remedy: "restore the file, or save it as UTF-8")
    return false
  }

  /// The number of the last line that says something, where it is a key without a value; nil else.
  static func openLine(of bytes: [UInt8]) -> Int? {
    var end = bytes.endIndex
    while let last = bytes[..<end].lastIndex(where: { $0 > 0x20 }) {
      let start = bytes[..<last].lastIndex(of: Byte.newline).map { $0 + 1 } ?? 0
      guard bytes[start...last].first(where: { $0 > 0x20 }) == UInt8(ascii: "#") else {
        guard bytes[last] == UInt8(ascii: ":") else { return nil }
        return bytes[..<last].count { $0 == Byte.newline } + 1
      }
      end = start
    }
    return nil
  }
}
