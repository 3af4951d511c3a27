/// A position in a file of a study, for messages of the form `file:line:column`.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it, such as `Geo/links.geojson`.
  public var file: String
  /// The line, counted from 1; 0 when the message concerns the whole file.
  public var line: Int
  /// The column, counted from 1; 0 when unknown.
  public var column: Int

  /// Creates a position.
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The position as `file:line:column`, as far as it is known.
  public var description: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}
