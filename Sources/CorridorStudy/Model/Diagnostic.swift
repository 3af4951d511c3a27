/// One finding about a study: where, what is wrong, and what to do about it.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// How grave a finding is.
  public enum Severity: String, Hashable, Sendable {
    /// The study can't be used as it is.
    case error
    /// The study can be used; a reader should know of this.
    case warning
  }

  /// How grave it is.
  public var severity: Severity
  /// A stable name of the kind of finding, such as `unknown-key` or `unsourced`.
  public var code: String
  /// Where it is.
  public var location: SourceLocation
  /// What is wrong, as one sentence without a full stop.
  public var message: String
  /// What to do about it, as one sentence without a full stop.
  public var remedy: String
  /// What it follows from, where other findings may follow from the same; so that they can be told as one.
  public var cause: Cause?

  /// Creates a finding.
  public init(
    _ severity: Severity, code: String, at location: SourceLocation, _ message: String,
    remedy: String, cause: Cause? = nil
  ) {
    self.severity = severity
    self.code = code
    self.location = location
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }

  /// Place, severity, message and remedy in one line.
  public var description: String {
    "\(location): \(severity.rawValue): \(message); \(remedy)"
  }
}
