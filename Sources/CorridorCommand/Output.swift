import Corridor
import Foundation
import Synchronization

/// Standard output for results, standard error for everything else.
enum Output {
  /// What stands in for standard streams that are closed: nothing can be read from the first of them, nor
  /// written to the others.
  private static let standIns = Mutex<[FileHandle]>([])

  /// Keeps what is opened later from becoming a standard stream that is closed.
  static func holdStreams() {
    standIns.withLock { held in
      if let input = FileHandle(forWritingAtPath: "/dev/null"), input.fileDescriptor == 0 {
        held.append(input)
      }
      while let output = FileHandle(forReadingAtPath: "/dev/null"), output.fileDescriptor <= 2 {
        held.append(output)
      }
    }
  }

  /// Writes text to standard output.
  ///
  /// - Throws: `Failure` with exit code 74 when it can't be written, such as to a full disk.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes bytes to standard output; throws as for text.
  static func write(_ bytes: [UInt8]) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) } catch {
      throw Failure(message: "standard output: error: " + reason(error), code: 74)
    }
  }

  /// Writes JSON to standard output.
  static func write(_ value: JSONValue) throws {
    try write(JSONWriter(.pretty).text(value))
  }

  /// Ends the process once everything is written.
  ///
  /// The system takes back the memory of a study faster than we could give it back piece by piece.
  static func end() -> Never { exit(0) }

  /// Writes a line to standard error; what fails there is nobody's concern.
  ///
  /// Here alone what came from outside is made fit for a terminal.
  static func complain(_ message: String) {
    let lines = Screen.complaints.complaint(Printable.message(message)).joined(separator: "\n")
    let text = lines.hasSuffix("\n") ? lines : lines + "\n"
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    switch POSIXErrorCode(rawValue: Int32(truncatingIfNeeded: underlying?.code ?? 0)) {
    case .ENOSPC: return "the disk is full; make room"
    case .EPIPE: return "nobody reads it any longer"
    case .EBADF: return "it is closed; open it, or send it to a file"
    case let code?: return "it can't be written (\(code)); send it elsewhere"
    case nil: return "it can't be written; send it elsewhere"
    }
  }
}

/// Text for standard output that is written in large pieces.
struct PooledOutput {
  private static let size = 1 << 16
  private var bytes: [UInt8] = []

  /// Writes text, now or with what follows; throws as `Output.write`.
  mutating func write(_ text: String) throws {
    bytes.append(contentsOf: text.utf8)
    if bytes.count >= Self.size { try flush() }
  }

  /// Writes what was held back.
  mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try Output.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
