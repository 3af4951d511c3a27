import ArgumentParser
import Corridor

/// A failure with its message for standard error and its exit code after sysexits.
struct Failure: Error {
  let message: String
  let code: Int32

  /// More findings than these are not printed: `check` shows all.
  private static let limit = 10

  /// 64: the command line is wrong.
  static func usage(_ message: String) -> Failure {
    Failure(message: "error: " + Printable.line(message), code: 64)
  }

  /// 1: there is no answer, with what has to be known of it.
  static func unanswered(_ reason: String, notes: [String]) -> Failure {
    let lines = ["error: \(reason)"] + notes.map { "note: \($0)" }
    return Failure(message: lines.map { Printable.line($0) }.joined(separator: "\n"), code: 1)
  }

  /// The failure that an error of the library amounts to.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case StudyError.noFolder: self.init(message: "\(error)", code: 66)
    case StudyError.invalid(let findings): self.init(findings)
    case NetworkError.layout(_, let error): self.init(error)
    case NetworkError.assumption(let error): self.init(error)
    case StreamError.file(let error): self.init(error)
    case let error as FileError: self.init(message: "\(error)", code: error.exitCode)
    default:
      let text = "\(error)"
      self.init(
        message: text.contains("error: ") ? text : "error: \(text)",
        code: text.hasPrefix("--") ? 64 : 65)
    }
  }

  /// The findings that are errors: those of the command line are 64, missing files 66, the rest 65.
  private init(_ findings: [Diagnostic]) {
    let all = findings.filter { $0.severity == .error }
    let errors = (0...3).flatMap { rank in all.filter { Self.rank($0.code) == rank } }
    var lines = errors.prefix(Self.limit).map { Printable.line($0.description) }
    if errors.count > Self.limit {
      lines.append("and \(errors.count - Self.limit) more; `corridor check` shows all")
    }
    let code: Int32 =
      if errors.allSatisfy({ $0.location.file.hasPrefix("--") }) {
        64
      } else if errors.allSatisfy({ ["missing-file", "unreadable-file"].contains($0.code) }) {
        66
      } else {
        65
      }
    self.init(message: lines.joined(separator: "\n"), code: code)
  }

  /// Causes before what follows from them: a file that can't be read, then single mistakes, then ids
  /// that may stand in such a file, then routes that lack a part.
  private static func rank(_ code: String) -> Int {
    let files = ["csv", "json", "geojson", "yaml", "wrong-type", "bad-deflator"]
    if code.hasSuffix("-file") || files.contains(where: code.hasPrefix) { return 0 }
    if code.hasPrefix("unknown-") { return 2 }
    return code.hasPrefix("route-") || code.hasSuffix("-gap") ? 3 : 1
  }

  init(message: String, code: Int32) {
    self.message = message
    self.code = code
  }

  /// The failure with a word of what went to standard output before it, which can't be taken back.
  var afterOutput: Failure {
    guard !message.hasPrefix("standard output") else { return self }
    return Failure(
      message: message + "; what went to standard output before is incomplete", code: code)
  }
}

extension ParsableCommand {
  /// Runs the body; says what failed on standard error and ends with its exit code.
  func reporting(_ body: () throws -> Void) throws {
    do { try body() } catch let code as ExitCode {
      throw code
    } catch {
      throw Failure(error)
    }
  }
}
