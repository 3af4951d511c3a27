/// A part of a whole, from 0 to 1.
public struct Share: Hashable, Sendable, Comparable {
  /// The share as a number from 0 to 1.
  public let value: Double

  /// Creates a share; a number outside 0...1, or NaN, is an error.
  public init(_ value: Double) throws(ShareError) {
    guard value >= 0, value <= 1 else { throw ShareError(value: value) }
    self.value = value
  }

  private init(checked value: Double) {
    self.value = value
  }

  /// None of the whole.
  public static let none = Share(checked: 0)
  /// All of the whole.
  public static let all = Share(checked: 1)

  /// What the share leaves of the whole.
  public var rest: Share { Share(checked: 1 - value) }

  /// Whether the first share is the smaller.
  public static func < (left: Share, right: Share) -> Bool { left.value < right.value }
}

/// A number that was meant as a share is not one.
public struct ShareError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number.
  public var value: Double

  /// What is wrong, and the remedy.
  public var description: String {
    let remedy = value > 1 && value <= 100 ? "; \(value) % is the share \(value / 100)" : ""
    return "\(value) is not a share, which is a number from 0 to 1\(remedy)"
  }
}
