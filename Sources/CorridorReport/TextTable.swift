/// A table of text with aligned columns.
public struct TextTable: Sendable {
  /// How a column is aligned.
  public enum Alignment: Sendable {
    case left
    case right
  }

  private(set) var alignments: [Alignment]
  private(set) var header: [String]
  private(set) var rows: [[String]] = []

  /// Creates a table with the titles of its columns; a title may have several lines.
  public init(_ columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row with as many cells as there are columns.
  public mutating func add(_ row: [String]) {
    precondition(row.count == header.count, "a row has one cell for each column")
    rows.append(row)
  }

  /// Lines of text, cells padded with spaces and columns two spaces apart.
  ///
  /// Where that is wider than `width`, columns that are aligned at the right move up to one space.
  public func lines(width: Int = 100) -> [String] {
    let heads = header.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let depth = heads.map(\.count).max() ?? 1
    let headLines = (0..<depth).map { line in
      heads.map { head in
        let offset = line - (depth - head.count)
        return offset >= 0 ? String(head[offset]) : ""
      }
    }
    let all = headLines + rows
    let widths = header.indices.map { column in all.map { Text.width($0[column]) }.max() ?? 0 }
    let isTight = widths.reduce(0, +) + 2 * (widths.count - 1) > width
    func line(_ cells: [String], padding: Character = " ") -> String {
      var text = ""
      for (index, cell) in cells.enumerated() {
        if index > 0 { text += isTight && alignments[index] == .right ? " " : "  " }
        let pad = String(repeating: padding, count: widths[index] - Text.width(cell))
        text += alignments[index] == .left ? cell + pad : pad + cell
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    let rule = line(widths.map { _ in "" }, padding: "-")
    return headLines.map { line($0) } + [rule] + rows.map { line($0) }
  }

  /// The same as a table of Markdown.
  public func markdown() -> [String] {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { Text.replacing(["\n": " ", "\r": " ", "|": "\\|"], in: $0) }
        .joined(separator: " | ") + " |"
    }
    let rules = alignments.map { $0 == .left ? "---" : "---:" }
    return [line(header), "| " + rules.joined(separator: " | ") + " |"] + rows.map(line)
  }
}
