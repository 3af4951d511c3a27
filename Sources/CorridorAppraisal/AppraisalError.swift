public import CorridorStudy

/// Why an appraisal could not be made.
public enum AppraisalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A quantity has a unit that does not fit its use.
  case unit(figure: String, found: String, expected: String)
  /// A number is out of its range; the message says which and what is allowed.
  case range(figure: String, message: String)
  /// Something that the study refers to is not there.
  case missing(what: String, location: SourceLocation)
  /// A figure came out as not a number or infinite.
  case notFinite(figure: String)

  public var description: String {
    switch self {
    case .unit(let figure, let found, let expected):
      "\(figure) has the unit \(found); it needs one that converts to \(expected)"
    case .range(let figure, let message):
      "\(figure) \(message)"
    case .missing(let what, let location):
      "\(location): error: \(what)"
    case .notFinite(let figure):
      "\(figure) is not a finite number; look for an assumption of 0 or of extreme size among its inputs (`corridor explain`)"
    }
  }
}
