import Corridor
import Foundation

/// Folders that commands write to.
enum Folder {
  /// Refuses a path that is no folder and none can be made at, before the work for it begins.
  ///
  /// - Throws: `FileError` (73).
  static func check(_ path: String) throws {
    switch kind(of: path) {
    case .typeDirectory?, nil: break
    case .typeSymbolicLink?:
      throw FileError(
        .cannotCreate, path: path, reason: "this link leads nowhere; name a folder, or delete it")
    case _?:
      throw FileError(
        .cannotCreate, path: path, reason: "there is a file of that name; name a folder")
    }
    var parent = URL(filePath: path)
    while kind(of: parent.path) == nil, parent.pathComponents.count > 1 {
      parent.deleteLastPathComponent()
    }
    guard kind(of: parent.path) == .typeDirectory,
      FileManager.default.isWritableFile(atPath: parent.path)
    else { throw unmakeable(path) }
  }

  /// Refuses a folder with a study in it, whose layers have the names of the study's own files.
  ///
  /// - Throws: `FileError` (73).
  static func refuseStudy(_ path: String) throws {
    guard StudyOptions.isStudy(path) else { return }
    throw FileError(
      .cannotCreate, path: path,
      reason: "the folder holds a study (study.yaml), whose own files would be replaced; name "
        + "another, such as Exports")
  }

  /// Refuses a file that a study is read from, so that no result takes its place.
  ///
  /// - Throws: `FileError` (73).
  static func refuseStudyFile(_ path: String) throws {
    guard let study = StudyReader.study(readFrom: path) else { return }
    throw FileError(
      .cannotCreate, path: path,
      reason: "the study in \(study) is read from a file of this name; name another")
  }

  /// What is wrong with a name that ends like a folder's where a file is to be named; nil for any other.
  ///
  /// - Parameters:
  ///   - path: what was given after `-o`.
  ///   - file: how a file in it may be called.
  /// - Returns: what is wrong, with the remedy.
  static func complaint(ofFile path: String, suchAs file: String) -> String? {
    guard path.hasSuffix("/") else { return nil }
    return "-o '\(path)' names a folder; name a file in it, such as '\(path)\(file)'."
  }

  /// Says before long work, not after it, that a file can't be kept, or is one of a study.
  ///
  /// - Throws: `FileError` (73).
  static func refuseUnwritable(_ path: String) throws {
    try refuseStudyFile(path)
    if kind(of: path) == .typeDirectory {
      throw FileError(
        .cannotCreate, path: path,
        reason: "there is a folder of that name; name a file in it")
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    // The dot leads nowhere when the folder is a file.
    guard [path, folder + "/."].contains(where: FileManager.default.isWritableFile) else {
      throw FileError(
        .cannotCreate, path: path,
        reason: "the folder \(folder) is not there or can't be written to; create it, or choose "
          + "another")
    }
  }

  /// Makes a folder and those above it, unless they are there.
  ///
  /// - Throws: `FileError` (73) when it can't be made.
  static func make(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw unmakeable(path)
    }
  }

  private static func unmakeable(_ path: String) -> FileError {
    FileError(
      .cannotCreate, path: path,
      reason: "the folder can't be made or written to; choose one where you may write")
  }

  /// Refuses before anything is written what would stop halfway, a folder in the place of a file or a
  /// disk without room, and what would take the place of a study's file.
  ///
  /// - Throws: `FileError` (73 or 74).
  static func checkRoom(in folder: String, for files: [(name: String, size: Int)]) throws {
    var used = 0
    var peak = 0
    for file in files {
      let path = folder + "/" + file.name
      try refuseStudyFile(path)
      if kind(of: path) == .typeDirectory {
        throw FileError(
          .cannotCreate, path: path, reason: "there is a folder of that name; move it away")
      }
      let old = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      peak = max(peak, used + file.size)
      used += file.size - (old ?? 0)
    }
    let system = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    guard let free = system?[.systemFreeSize] as? NSNumber, free.int64Value < Int64(peak) else {
      return
    }
    throw FileError(
      .inputOutput, path: folder,
      reason: "the disk has no room for \(peak) bytes; make room, nothing was written")
  }

  /// Whether two names lead to one ordinary file, which is there or not yet; links are followed.
  static func isSame(_ one: String, _ other: String) -> Bool {
    [nil, .typeRegular].contains(kind(of: one)) && place(of: one) == place(of: other)
  }

  private static func place(of path: String) -> String {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    // The folder may be named by a link also where the file is not there yet.
    return file.deletingLastPathComponent().resolvingSymlinksInPath()
      .appending(path: file.lastPathComponent).standardizedFileURL.path
  }

  /// What stands at a path, links followed; nil for nothing.
  static func kind(of path: String) -> FileAttributeType? {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    return (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
  }
}
