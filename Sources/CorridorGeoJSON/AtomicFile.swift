#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

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
    guard !path.isEmpty else {
      throw FileError(.cannotCreate, path: path, reason: "the path is empty; name a file")
    }
    let target = URL(filePath: path).resolvingSymlinksInPath()
    let old = try? FileManager.default.attributesOfItem(atPath: target.path)
    let kind = old?[.type] as? FileAttributeType
    if kind == .typeDirectory {
      throw FileError(
        .cannotCreate, path: path, reason: "there is a folder of that name; name a file in it")
    }
    if kind == .typeRegular, path.hasPrefix("/dev/") || path.hasPrefix("/proc/") {
      throw FileError(
        .cannotCreate, path: path, reason: "this leads to an ordinary file; name that file")
    }
    do {
      let isReplaceable = kind == nil || kind == .typeRegular
      try Data(bytes).write(to: target, options: isReplaceable ? .atomic : [])
      if isReplaceable, let permissions = old?[.posixPermissions] {
        try FileManager.default.setAttributes(
          [.posixPermissions: permissions], ofItemAtPath: target.path)
      }
    } catch let error as CocoaError {
      throw FileError(error, path: path)
    } catch {
      throw FileError(.inputOutput, path: path, reason: "it can't be written: \(error)")
    }
  }
}

/// Why a file could not be written.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure, with the exit codes that sysexits gives them.
  public enum Kind: Int32, Hashable, Sendable {
    /// The file can't be created where it should be.
    case cannotCreate = 73
    /// Writing failed.
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
  /// The failure behind an error of Foundation.
  fileprivate init(_ error: CocoaError, path: String) {
    switch error.code {
    case .fileNoSuchFile, .fileReadNoSuchFile:
      self.init(.cannotCreate, path: path, reason: "the folder does not exist; create it first")
    case .fileWriteNoPermission, .fileReadNoPermission:
      self.init(
        .cannotCreate, path: path,
        reason: "the folder can't be written to; change its permissions or choose another")
    case .fileWriteVolumeReadOnly:
      self.init(
        .cannotCreate, path: path, reason: "the file system is read-only; choose another folder")
    case .fileWriteInvalidFileName, .fileReadInvalidFileName:
      self.init(.cannotCreate, path: path, reason: "the name is not valid; choose another")
    case .fileWriteOutOfSpace:
      self.init(
        .inputOutput, path: path, reason: "the disk is full; make room, the old file is unchanged")
    default:
      self.init(.inputOutput, path: path, reason: "it can't be written: \(error)")
    }
  }
}
