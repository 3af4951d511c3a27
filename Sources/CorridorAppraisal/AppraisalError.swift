public import CorridorStudy
public import CorridorUnits

/// Why an appraisal could not be made.
public enum AppraisalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A quantity has a unit that does not fit its use.
  case unit(figure: String, found: String, expected: String)
  /// A number is out of its range; the message says which and what is allowed.
  case range(figure: String, message: String, location: SourceLocation)
  /// An assumption is drawn in some worlds where it makes no sense; the bounds are in its own unit, the
  /// text says what is allowed.
  case drawn(
    assumption: String, bounds: ClosedRange<Double>, allowed: String, location: SourceLocation)
  /// Something that the study refers to is not there.
  case missing(what: String, location: SourceLocation)
  /// Assumptions that the results rest on were not known yet.
  case notKnown(StudyError)
  /// A figure is not a number, infinite, or so large that it means nothing; the suspects are what was
  /// changed for the run, or inputs of 0 or of extreme size.
  case absurd(figure: String, value: Double, unit: Unit, suspects: [String])

  /// What is wrong, where, and the remedy.
  public var description: String {
    switch self {
    case .unit(let figure, let found, let expected):
      "error: \(figure) has the unit \(found); it needs one that converts to \(expected)"
    case .range(let figure, let message, let location):
      "\(location): error: \(figure) \(message)"
    case .drawn(let id, _, let allowed, let location):
      "\(location): error: some draws of `\(id)` are not \(allowed); narrow its distribution"
    case .missing(let what, let location):
      "\(location): error: \(what)"
    case .notKnown(let error): "\(error)"
    case .absurd(let figure, let value, let unit, let suspects):
      "error: \(figure) is "
        + (value.isFinite
          ? "\(value) \(unit), which is beyond \(Figure.largestText)"
          : "not a finite number") + "; "
        + (suspects.isEmpty
          ? "look for an assumption of 0 or of extreme size"
          : "it rests on " + suspects.prefix(6).joined(separator: ", ")
            + (suspects.count > 6 ? " and \(suspects.count - 6) more" : "")
            + ": give it a usual value")
    }
  }
}
