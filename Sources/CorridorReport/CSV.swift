/// Comma-separated values after RFC 4180, with line feeds.
public enum CSV {
  /// A line of cells; a cell with a comma, a quote or a line break is quoted.
  ///
  /// What counts are code points: a comma stays one with an accent after it.
  public static func line(_ cells: [String]) -> String {
    cells.map { cell in
      let scalars = cell.unicodeScalars
      guard scalars.contains(where: { [",", "\"", "\n", "\r"].contains($0) }) else { return cell }
      return "\"" + Text.replacing(["\"": "\"\""], in: cell) + "\""
    }.joined(separator: ",")
  }
}
