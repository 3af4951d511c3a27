/// Why a study, or a part of it, can't be used.
public enum StudyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder is missing, is not a folder, or can't be read; the text says which.
  case noFolder(String, reason: String)
  /// The files hold mistakes: all that were found, errors first, then in order of file and line.
  case invalid([Diagnostic])

  /// The findings; none for a folder that can't be read.
  public var diagnostics: [Diagnostic] {
    if case .invalid(let diagnostics) = self { diagnostics } else { [] }
  }

  /// What is wrong and the remedy, one line for each finding.
  public var description: String {
    switch self {
    case .noFolder(let folder, let reason):
      "\(folder): error: \(reason); name the folder of a study with --study"
    case .invalid(let diagnostics): diagnostics.map(\.description).joined(separator: "\n")
    }
  }
}

/// Findings as they are collected, so that one run shows all of them.
struct Findings {
  private(set) var all: [Diagnostic] = []
  private(set) var hasErrors = false

  /// Adds a mistake.
  mutating func error(
    _ code: String, at location: SourceLocation, _ message: String, remedy: String
  ) {
    hasErrors = true
    all.append(Diagnostic(.error, code: code, at: location, message, remedy: remedy))
  }

  /// Adds something that a reader should know.
  mutating func warning(
    _ code: String, at location: SourceLocation, _ message: String, remedy: String
  ) {
    all.append(Diagnostic(.warning, code: code, at: location, message, remedy: remedy))
  }

  /// Adds what was found elsewhere.
  mutating func add(_ findings: Findings) {
    hasErrors = hasErrors || findings.hasErrors
    all += findings.all
  }

  /// Adds findings one by one.
  mutating func add(_ findings: [Diagnostic]) {
    hasErrors = hasErrors || findings.contains { $0.severity == .error }
    all += findings
  }

  /// Everything: errors first, then in order of file, line and column.
  var sorted: [Diagnostic] {
    all.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.severity != b.severity { return a.severity == .error }
      let first = (a.location.file, a.location.line, a.location.column, left.offset)
      return first < (b.location.file, b.location.line, b.location.column, right.offset)
    }.map(\.element)
  }

  /// Throws when there is an error among the findings.
  func check() throws(StudyError) {
    if hasErrors { throw .invalid(sorted) }
  }
}
