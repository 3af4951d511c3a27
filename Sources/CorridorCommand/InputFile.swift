import Corridor
import Foundation

/// A file, or standard input, that is read piece by piece.
struct InputFile {
  /// The name for messages.
  let name: String
  private let handle: FileHandle
  /// Bytes that are read at once.
  private static let piece = 1 << 18

  /// Opens a file; `-` is standard input.
  ///
  /// - Throws: `Failure` with exit code 66 when there is no such file, or none that can be read.
  init(_ path: String) throws {
    if path == "-" {
      (name, handle) = ("standard input", .standardInput)
      return
    }
    guard let kind = Folder.kind(of: path) else {
      throw Failure(message: "\(path): error: there is no such file; check the name", code: 66)
    }
    guard kind != .typeDirectory else {
      throw Failure(message: "\(path): error: this is a folder; name a file", code: 66)
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failure(
        message: "\(path): error: it can't be read; change its permissions or choose another",
        code: 66)
    }
    (name, self.handle) = (path, handle)
  }

  /// The next bytes, none at the end.
  var source: PieceSource { source { _ in } }

  /// The same, where `progress` is told how many bytes more were read.
  func source(_ progress: @escaping @Sendable (Int) -> Void) -> PieceSource {
    { [handle, name] () throws(FileError) -> [UInt8] in
      do {
        let bytes = [UInt8](try handle.read(upToCount: Self.piece) ?? Data())
        progress(bytes.count)
        return bytes
      } catch {
        throw FileError(
          .inputOutput, path: name, reason: "it can't be read any further; is it whole?")
      }
    }
  }
}
