#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import GeometryEngine

/// Writes files so that an interrupted run leaves the old one whole.
public enum AtomicFile {
  /// Writes bytes beside a file and puts them in its place once they are on the disk.
  ///
  /// A symbolic link stays and what it leads to is replaced. What is no ordinary file, such as a
  /// terminal or a pipe, is never replaced but written to; `/dev/stdout` that leads to an ordinary
  /// file is refused.
  ///
  /// - Throws: `FileError`; the old file is unchanged then.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let draft = try FileDraft(of: path)
    try draft.append(bytes)
    try draft.synchronize()
    try draft.commit()
  }

  /// Writes several files so that none takes its place before all of them are on the disk.
  ///
  /// - Parameter files: the bytes of each and where it is to be.
  /// - Throws: `FileError`; where room, permission or a folder is lacking every old file is unchanged then.
  public static func write(
    _ files: some Collection<(bytes: [UInt8], path: String)>
  ) throws(FileError) {
    guard let first = files.first else { return }
    let draft = try FileDraft(of: first.path)
    try draft.append(first.bytes)
    try draft.synchronize()
    try write(files.dropFirst())
    try draft.commit()
  }

  /// Puts a file that another program wrote in the place of a file.
  ///
  /// - Throws: `FileError`; the old file is unchanged then.
  public static func move(_ finished: String, to path: String) throws(FileError) {
    do throws(FileStream.Failure) {
      try FileStream.rename(finished, to: path)
    } catch {
      throw FileError(writing: path, error)
    }
  }
}

/// A file that is being written beside the one whose place it will take.
///
/// What is not committed is deleted when the draft goes out of use.
public struct FileDraft: ~Copyable {
  /// Where the draft stands meanwhile; nil where it writes straight to a pipe, device or terminal.
  public let temporaryPath: String?
  private let path: String
  private let target: String
  private let stream: FileStream
  private let permissions: UInt32?

  /// Begins a draft of a file; `-` is standard output.
  ///
  /// - Throws: `FileError` where the file can't be created.
  public init(of path: String) throws(FileError) {
    let target = path == "-" ? nil : try Self.target(of: path)
    let name: String?
    do throws(FileStream.Failure) {
      name = target?.isReplaceable == true ? try Self.makeTemporary(beside: path) : nil
      stream =
        if let file = name ?? target?.path {
          try FileStream(writing: file)
        } else {
          FileStream(descriptor: 1, isOwned: false)
        }
    } catch {
      throw FileError(writing: path, error)
    }
    temporaryPath = name
    self.path = path == "-" ? "standard output" : path
    self.target = target?.path ?? path
    permissions = target.flatMap { FileStream.entry(at: $0.path)?.permissions }
  }

  /// What is to be written to: where links lead, and whether it is an ordinary file or none yet.
  private static func target(
    of path: String
  ) throws(FileError) -> (path: String, isReplaceable: Bool) {
    guard !path.isEmpty else {
      throw FileError(.cannotCreate, path: path, reason: "the path is empty; name a file")
    }
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let old = try? FileManager.default.attributesOfItem(atPath: target)
    let kind = old?[.type] as? FileAttributeType
    if kind == .typeDirectory {
      throw FileError(
        .cannotCreate, path: path, reason: "there is a folder of that name; name a file in it")
    }
    if kind == .typeRegular, path.hasPrefix("/dev/") || path.hasPrefix("/proc/") {
      throw FileError(
        .cannotCreate, path: path, reason: "this leads to an ordinary file; name that file")
    }
    return (target, kind == nil || kind == .typeRegular)
  }

  /// Makes an empty file of a name that is free.
  private static func makeTemporary(beside path: String) throws(FileStream.Failure) -> String {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    let folder = url.deletingLastPathComponent().path
    let name = url.lastPathComponent
    // What is too long for the file itself is refused at once.
    let stem = name.utf8.count > 200 ? name : "." + name
    var attempt = 0
    while true {
      let path = folder + "/" + stem + ".part\(UInt32.random(in: 0...UInt32.max))"
      do throws(FileStream.Failure) {
        _ = try FileStream(creating: path, permissions: 0o666)
        return path
      } catch {
        attempt += 1
        guard error.exists, attempt < 100 else { throw error }
      }
    }
  }

  /// Writes bytes behind those before.
  ///
  /// - Throws: `FileError` (74), such as for a full disk.
  public borrowing func append(_ bytes: [UInt8]) throws(FileError) {
    do throws(FileStream.Failure) {
      try stream.write(bytes)
    } catch {
      throw FileError(writing: path, error)
    }
  }

  /// Waits until what was written is on the disk, so that even a power cut leaves one file whole.
  public borrowing func synchronize() throws(FileError) {
    do throws(FileStream.Failure) {
      try stream.synchronize()
    } catch {
      throw FileError(writing: path, error)
    }
  }

  /// Puts the draft in the place of the file.
  ///
  /// - Throws: `FileError`; the old file is unchanged then.
  public consuming func commit() throws(FileError) {
    guard let temporaryPath else { return }
    do throws(FileStream.Failure) {
      if let permissions { try FileStream.setPermissions(permissions, of: temporaryPath) }
      try FileStream.rename(temporaryPath, to: target)
    } catch {
      throw FileError(writing: path, error)
    }
  }

  deinit {
    // After a commit there is no such file any longer.
    if let temporaryPath { FileStream.remove(temporaryPath) }
  }
}

/// Why a file could not be read or written.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure, with the exit codes that sysexits gives them.
  public enum Kind: Int32, Hashable, Sendable {
    /// An input is not there or can't be read.
    case noInput = 66
    /// The file can't be created where it should be.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
  }

  /// What failed.
  public let kind: Kind
  /// The file as the user named it.
  public let path: String
  /// Why, and what to do about it.
  public let reason: String

  /// Creates an error.
  public init(_ kind: Kind, path: String, reason: String) {
    self.kind = kind
    self.path = path
    self.reason = reason
  }

  /// The exit code of a command that ends with this error.
  public var exitCode: Int32 { kind.rawValue }

  /// The file, what failed and the remedy, in one line.
  public var description: String { "\(path): error: \(reason)" }
}

extension FileError {
  /// The failure to write a file.
  fileprivate init(writing path: String, _ failure: FileStream.Failure) {
    let (kind, reason): (Kind, String) =
      if failure.isMissing {
        (.cannotCreate, "the folder does not exist; create it first")
      } else if failure.isForbidden {
        (
          .cannotCreate,
          "the folder can't be written to; change its permissions or choose another"
        )
      } else if failure.isReadOnly {
        (.cannotCreate, "the file system is read-only; choose another folder")
      } else if failure.isBadName {
        (.cannotCreate, "the name is not valid; choose another")
      } else if failure.isFull {
        (.inputOutput, "the disk is full; make room, what is there is unchanged")
      } else if failure.isTooLarge {
        (
          .inputOutput,
          "it is larger than a file may be here; raise the limit (ulimit -f) or choose another folder"
        )
      } else if failure.isBrokenPipe {
        (.inputOutput, "nobody reads it any longer")
      } else {
        (.inputOutput, "it can't be written: \(failure.reason)")
      }
    self.init(kind, path: path, reason: reason)
  }
}
