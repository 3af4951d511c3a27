/// A table of comma-separated values with a header, by RFC 4180, and the place of every field.
struct CSVTable {
  /// A field and where it begins.
  struct Field {
    var text: String
    var location: SourceLocation
  }

  /// Rows without the header; each has one field for each column.
  private(set) var rows: [[Field]] = []

  /// Reads a table that must have these columns in this order.
  ///
  /// Empty lines are skipped. Returns nil, with a finding, when nothing can be read.
  init?(_ bytes: [UInt8], file: String, columns: [String], _ findings: inout Findings) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      // A line break is no part of another character, so that the first line that is wrong tells the place.
      let lines = bytes.split(separator: Byte.newline, omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      findings.error(
        "csv", at: SourceLocation(file: file, line: line + 1, column: 1),
        "the line has bytes that are not UTF-8", remedy: "save the file as UTF-8")
      return nil
    }
    var reader = CSVReader(bytes: bytes, file: file)
    guard let header = reader.row(&findings), header.map(\.text) == columns else {
      findings.error(
        "csv-header", at: SourceLocation(file: file, line: 1, column: 1),
        "the first line does not name the columns",
        remedy: "begin the file with '\(columns.joined(separator: ","))'")
      return nil
    }
    while let row = reader.row(&findings) {
      guard row.count == columns.count else {
        findings.error(
          "csv-columns", at: row[0].location, "\(row.count) fields instead of \(columns.count)",
          remedy: "write \(columns.joined(separator: ",")), with quotes around a comma")
        continue
      }
      rows.append(row)
    }
  }
}

/// Splits comma-separated values into rows.
private struct CSVReader {
  let bytes: [UInt8]
  let file: String
  var position: Int
  var line = 1
  var lineStart: Int

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = position
  }

  private var location: SourceLocation {
    let column = bytes[lineStart..<position].count { $0 & 0xC0 != 0x80 } + 1
    return SourceLocation(file: file, line: line, column: column)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == Byte.newline || byte == Byte.carriageReturn
  }

  /// The next row that is not empty, or nil at the end.
  mutating func row(_ findings: inout Findings) -> [CSVTable.Field]? {
    while position < bytes.count, isEnd(bytes[position]) { nextLine() }
    guard position < bytes.count else { return nil }
    var row: [CSVTable.Field] = []
    while true {
      let start = location
      row.append(CSVTable.Field(text: field(from: start, &findings), location: start))
      guard position < bytes.count, bytes[position] == Byte.comma else { break }
      position += 1
    }
    if position < bytes.count { nextLine() }
    return row
  }

  private mutating func nextLine() {
    let isReturn = bytes[position] == Byte.carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == Byte.newline { position += 1 }
    line += 1
    lineStart = position
  }

  private mutating func field(from start: SourceLocation, _ findings: inout Findings) -> String {
    guard position < bytes.count, bytes[position] == Byte.quote else {
      let first = position
      while position < bytes.count, bytes[position] != Byte.comma, !isEnd(bytes[position]) {
        position += 1
      }
      let text = String(decoding: bytes[first..<position], as: UTF8.self)
      return bytes[first..<position].first == Byte.space
        || bytes[first..<position].last == Byte.space
        ? Fields.trimmed(text) : text
    }
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Byte.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Byte.quote else {
          return afterQuotes(String(decoding: text, as: UTF8.self), &findings)
        }
      } else if byte == Byte.newline {
        line += 1
        lineStart = position + 1
      }
      text.append(byte)
      position += 1
    }
    findings.error(
      "csv", at: start, "a quoted field that never ends",
      remedy: "close the quotes; the file may have been cut short")
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func afterQuotes(_ text: String, _ findings: inout Findings) -> String {
    let here = location
    var hasMore = false
    while position < bytes.count, bytes[position] != Byte.comma, !isEnd(bytes[position]) {
      hasMore = hasMore || bytes[position] != Byte.space
      position += 1
    }
    if hasMore {
      findings.error(
        "csv", at: here, "text after a quoted field", remedy: "put the whole field in quotes")
    }
    return text
  }
}
