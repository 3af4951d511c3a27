/// A length, kept in metres.
public struct Length: Hashable, Sendable, Comparable {
  /// The length in metres.
  public var metres: Double

  /// Creates a length from metres.
  public init(metres: Double) {
    self.metres = metres
  }

  /// Creates a length from kilometres.
  public init(kilometres: Double) {
    metres = kilometres * 1000
  }

  /// The length in kilometres.
  public var kilometres: Double { metres / 1000 }

  /// No length at all.
  public static let zero = Length(metres: 0)

  /// Whether the first length is the shorter.
  public static func < (left: Length, right: Length) -> Bool { left.metres < right.metres }

  /// The two lengths end to end.
  public static func + (left: Length, right: Length) -> Length {
    Length(metres: left.metres + right.metres)
  }

  /// What is left of a length when another is taken from it.
  public static func - (left: Length, right: Length) -> Length {
    Length(metres: left.metres - right.metres)
  }

  /// The length in the other direction.
  public static prefix func - (length: Length) -> Length { Length(metres: -length.metres) }

  /// A multiple of a length.
  public static func * (length: Length, factor: Double) -> Length {
    Length(metres: length.metres * factor)
  }

  /// A multiple of a length.
  public static func * (factor: Double, length: Length) -> Length { length * factor }

  /// A part of a length.
  public static func / (length: Length, divisor: Double) -> Length {
    Length(metres: length.metres / divisor)
  }

  /// The ratio of two lengths.
  public static func / (left: Length, right: Length) -> Double { left.metres / right.metres }

  /// Adds a length in place.
  public static func += (left: inout Length, right: Length) { left = left + right }

  /// Takes a length away in place.
  public static func -= (left: inout Length, right: Length) { left = left - right }
}
