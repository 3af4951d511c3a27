/// Why a figure cannot be computed from what was given.
public enum MathematicsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A list that needs at least one entry has none.
  case empty(String)
  /// A number is NaN or infinite.
  case notFinite(String, Double)
  /// A number is outside its range, which is named as text such as `above -1`.
  case outside(String, Double, range: String)
  /// Two lists that go together have different lengths.
  case sizes(String, Int, String, Int)
  /// What is asked for does not exist; the text says why.
  case undefined(String)

  /// What is wrong, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .empty(let what): "there are no \(what)"
    case .notFinite(let what, let value): "\(what) is \(value), which is no number to reckon with"
    case .outside(let what, let value, let range): "\(what) is \(value), but must be \(range)"
    case .sizes(let first, let count, let second, let other):
      "there are \(count) \(first) but \(other) \(second)"
    case .undefined(let why): why
    }
  }
}

/// Checks of input that several functions share.
enum Check {
  static func finite(_ value: Double, _ name: String) throws(MathematicsError) {
    guard value.isFinite else { throw .notFinite(name, value) }
  }

  static func finite(_ values: [Double], _ name: String) throws(MathematicsError) {
    guard !values.isEmpty else { throw .empty(name) }
    for (place, value) in values.enumerated() where !value.isFinite {
      throw .notFinite("\(name)[\(place)]", value)
    }
  }

  static func rate(_ rate: Double) throws(MathematicsError) {
    try finite(rate, "rate")
    guard rate > -1 else { throw .outside("rate", rate, range: "above -1") }
  }

  static func positive(_ value: Double, _ name: String) throws(MathematicsError) {
    try finite(value, name)
    guard value > 0 else { throw .outside(name, value, range: "above 0") }
  }

  static func notNegative(_ value: Double, _ name: String) throws(MathematicsError) {
    try finite(value, name)
    guard value >= 0 else { throw .outside(name, value, range: "0 or more") }
  }

  static func share(_ value: Double, _ name: String) throws(MathematicsError) {
    try finite(value, name)
    guard value >= 0, value <= 1 else { throw .outside(name, value, range: "from 0 to 1") }
  }

  static func probability(_ value: Double) throws(MathematicsError) {
    try finite(value, "probability")
    guard value > 0, value < 1 else {
      throw .outside("probability", value, range: "between 0 and 1")
    }
  }

  static func sameCount(
    _ first: [Double], _ firstName: String, _ second: [Double], _ secondName: String
  ) throws(MathematicsError) {
    guard first.count == second.count else {
      throw .sizes(firstName, first.count, secondName, second.count)
    }
  }
}
