public import CorridorStudy

/// Why an appraisal could not be made.
public enum AppraisalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A quantity has a unit that does not fit its use.
  case unit(figure: String, found: String, expected: String)
  /// A number is out of its range; the message says which and what is allowed.
  case range(figure: String, message: String, location: SourceLocation)
  /// Something that the study refers to is not there.
  case missing(what: String, location: SourceLocation)
  /// Assumptions that the results rest on were not known yet.
  case notKnown(StudyError)
  /// A figure is not a number or infinite; the suspects are inputs of 0 or of extreme size.
  case notFinite(figure: String, suspects: [String])

  /// What is wrong, where, and the remedy.
  public var description: String {
    switch self {
    case .unit(let figure, let found, let expected):
      "error: \(figure) has the unit \(found); it needs one that converts to \(expected)"
    case .range(let figure, let message, let location):
      "\(location): error: \(figure) \(message)"
    case .missing(let what, let location):
      "\(location): error: \(what)"
    case .notKnown(let error): "\(error)"
    case .notFinite(let figure, let suspects):
      "error: \(figure) is not a finite number; "
        + (suspects.isEmpty
          ? "look for an assumption of 0 or of extreme size"
          : "it rests on " + suspects.joined(separator: ", "))
    }
  }
}
