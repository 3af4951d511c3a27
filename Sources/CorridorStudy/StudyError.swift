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
  /// Last lines of files that have no line break there, or no value for their key.
  private var cutShort: [SourceLocation] = []

  /// Adds a mistake.
  mutating func error(
    _ code: String, at location: SourceLocation, _ message: String, remedy: String,
    cause: Cause? = nil
  ) {
    hasErrors = true
    all.append(
      Diagnostic(.error, code: code, at: location, message, remedy: remedy, cause: cause))
  }

  /// Adds something that a reader should know.
  mutating func warning(
    _ code: String, at location: SourceLocation, _ message: String, remedy: String
  ) {
    all.append(Diagnostic(.warning, code: code, at: location, message, remedy: remedy))
  }

  /// Notes a file whose last line, which has this place, has no line break.
  ///
  /// Editors write such files, and it is the mark of one that was cut short. Where all else is right it
  /// is a warning; beside mistakes it is the likelier cause of them.
  mutating func breaksOff(at location: SourceLocation) {
    cutShort.append(location)
    warning(
      Self.openEnd, at: location, "the last line has no line break at its end",
      remedy: "if the file was cut short, restore it; else end the line")
  }

  /// Notes a file whose last line is a key without a value: right in itself, and the likelier cause of
  /// mistakes where there are some.
  mutating func endsOpen(at location: SourceLocation) { cutShort.append(location) }

  private static let openEnd = "no-final-line-break"

  /// Adds what was found elsewhere.
  mutating func add(_ findings: Findings) {
    hasErrors = hasErrors || findings.hasErrors
    all += findings.all
    cutShort += findings.cutShort
  }

  /// Adds findings one by one.
  mutating func add(_ findings: [Diagnostic]) {
    hasErrors = hasErrors || findings.contains { $0.severity == .error }
    all += findings
  }

  /// Everything once, and what has one cause together: errors first, then in order of file, line and
  /// column.
  var sorted: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return all.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.severity != b.severity { return a.severity == .error }
      let first = (a.location.file, a.location.line, a.location.column, left.offset)
      return first < (b.location.file, b.location.line, b.location.column, right.offset)
    }.map(\.element).toldOnce
  }

  /// What is thrown for mistakes.
  ///
  /// A file that breaks off in its last line is told alone, since the others follow from it; yet mistakes
  /// well before its end are its own, and then it is told beside them.
  var failure: StudyError {
    let errors = sorted.filter { $0.severity == .error }
    guard !cutShort.isEmpty, !errors.isEmpty else { return .invalid(sorted) }
    let remedy = "restore the file; if it is whole, end its last line"
    let isOwn = errors.contains { error in
      cutShort.contains {
        $0.file == error.location.file && error.code != "missing-key"
          && (2..<max(2, $0.line - Self.reachOfCut)).contains(error.location.line)
      }
    }
    if isOwn { return .invalid(sorted) }
    let count = errors.count == 1 ? "a mistake" : "\(errors.count) mistakes"
    let follows = errors.first.map {
      ", and \(count) may follow from that, such as at \($0.location): \($0.message) (\($0.remedy))"
    }
    return .invalid(
      cutShort.map {
        Diagnostic(
          .error, code: "cut-short", at: $0,
          "the file breaks off in its last line" + (follows ?? ""), remedy: remedy)
      })
  }

  /// So many lines before its end what breaks off may begin.
  private static let reachOfCut = 20

  /// Throws when there is an error among the findings.
  func check() throws(StudyError) {
    if hasErrors { throw failure }
  }
}
