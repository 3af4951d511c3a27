/// A place in a text: line and column, both counted from 1.
public struct TextPosition: Hashable, Sendable, Comparable, CustomStringConvertible {
  private var packedLine: UInt32
  private var packedColumn: UInt32

  /// The line, counted from 1; 0 for a value that was not read from a text.
  public var line: Int { Int(packedLine) }
  /// The column in characters (Unicode scalars), counted from 1; 0 when unknown.
  public var column: Int { Int(packedColumn) }

  /// The position of a value that was not read from a text.
  public static let unknown = TextPosition(line: 0, column: 0)

  /// Creates a position.
  public init(line: Int, column: Int) {
    packedLine = UInt32(clamping: line)
    packedColumn = UInt32(clamping: column)
  }

  /// Whether one position comes before another.
  public static func < (left: Self, right: Self) -> Bool {
    left.packedLine == right.packedLine
      ? left.packedColumn < right.packedColumn : left.packedLine < right.packedLine
  }

  /// The position as `line:column`.
  public var description: String { "\(line):\(column)" }
}
