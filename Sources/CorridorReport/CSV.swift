/// Comma-separated values after RFC 4180.
public enum CSV {
  /// A line of cells; a cell with a comma, a quote or a line break is quoted.
  public static func line(_ cells: [String]) -> String {
    cells.map { cell in
      guard cell.contains(where: { ",\"\n\r".contains($0) }) else { return cell }
      return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
