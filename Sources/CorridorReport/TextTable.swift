/// A table of text with aligned columns.
public struct TextTable: Sendable {
  /// How a column is aligned.
  public enum Alignment: Sendable {
    case left
    case right
  }

  private var alignments: [Alignment]
  private var header: [String]
  private var rows: [[String]] = []

  /// Creates a table with the titles of its columns; a title may have two lines.
  public init(_ columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row with as many cells as there are columns.
  public mutating func add(_ row: [String]) { rows.append(row) }

  /// Lines of text, cells padded with spaces and columns two spaces apart.
  public func lines() -> [String] {
    let heads = header.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let depth = heads.map(\.count).max() ?? 1
    let headLines = (0..<depth).map { line in
      heads.map { head in
        let offset = line - (depth - head.count)
        return offset >= 0 ? String(head[offset]) : ""
      }
    }
    let all = headLines + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, zip(widths, alignments)).map { cell, shape in
        let pad = String(repeating: " ", count: shape.0 - cell.count)
        return shape.1 == .left ? cell + pad : pad + cell
      }
      var text = padded.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return headLines.map(line) + [rule] + rows.map(line)
  }

  /// The same as a table of Markdown.
  public func markdown() -> [String] {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map {
          $0.split(separator: "\n").joined(separator: " ").split(separator: "|")
            .joined(separator: "\\|")
        }.joined(separator: " | ") + " |"
    }
    let rule = "| " + alignments.map { $0 == .left ? "---" : "---:" }.joined(separator: " | ") + " |"
    return [line(header), rule] + rows.map(line)
  }
}
