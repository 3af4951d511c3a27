import ArgumentParser
import Corridor

/// A failure with its message for standard error and its exit code after sysexits.
struct Failure: Error {
  let message: String
  let code: Int32

  /// 64: the command line is wrong.
  static func usage(_ message: String) -> Failure { Failure(message: message, code: 64) }
  /// 65: the data are wrong.
  static func data(_ message: String) -> Failure { Failure(message: message, code: 65) }
  /// 66: an input is missing.
  static func noInput(_ message: String) -> Failure { Failure(message: message, code: 66) }

  /// The failure that an error of the library amounts to.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case StudyError.noFolder: self.init(message: "\(error)", code: 66)
    case let error as FileError: self.init(message: "\(error)", code: error.exitCode)
    default: self.init(message: "\(error)", code: 65)
    }
  }

  init(message: String, code: Int32) {
    self.message = message
    self.code = code
  }
}

extension ParsableCommand {
  /// Runs the body; says what failed on standard error and ends with its exit code.
  func reporting(_ body: () throws -> Void) throws {
    do { try body() } catch let code as ExitCode {
      throw code
    } catch {
      let failure = Failure(error)
      Output.complain(failure.message)
      throw ExitCode(failure.code)
    }
  }
}
