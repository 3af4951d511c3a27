/// A table of text with aligned columns.
public struct TextTable: Sendable {
  /// How a column is aligned.
  public enum Alignment: Sendable {
    /// Cells begin at one edge.
    case left
    /// Cells end at one edge, as numbers do.
    case right
  }

  /// A last column of small drawings, for screens that have signs for them.
  struct Drawing: Sendable {
    /// What stands over the ends of the scale; the right one may be empty.
    var title: (left: String, right: String)
    /// One for each row.
    var bars: [Bar?]
  }

  private(set) var alignments: [Alignment]
  private(set) var header: [String]
  private(set) var rows: [[String]] = []
  /// The tones of a row's cells, by column.
  private(set) var tones: [[Int: Screen.Tone]] = []
  /// The drawings behind the rows, which only terminals show; nil for none.
  var drawing: Drawing?
  /// How many columns name a row: they stand again in each part of a table that is folded.
  var leads = 1

  /// Creates a table with the titles of its columns; a title may have several lines.
  public init(_ columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row with as many cells as there are columns.
  public mutating func add(_ row: [String]) { add(row, tones: [:]) }

  /// Adds a row whose cells have tones, by column.
  mutating func add(_ row: [String], tones: [Int: Screen.Tone]) {
    precondition(row.count == header.count, "a row has one cell for each column")
    rows.append(row)
    self.tones.append(tones)
  }

  /// The same as a table of Markdown.
  public func markdown() -> [String] { markdown { $0 } }

  /// The same with the text of its cells as `text` has it.
  func markdown(_ text: (String) -> String) -> [String] {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { Text.replacing(["\n": " ", "\r": " ", "|": "\\|"], in: text($0)) }
        .joined(separator: " | ") + " |"
    }
    let rules = alignments.map { $0 == .left ? "---" : "---:" }
    return [line(header), "| " + rules.joined(separator: " | ") + " |"] + rows.map(line)
  }
}
