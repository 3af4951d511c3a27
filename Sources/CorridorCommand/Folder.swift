import Corridor
import Foundation

/// Folders that commands write to.
enum Folder {
  /// Makes a folder and those above it, unless they are there.
  ///
  /// - Throws: `FileError` (73) when it can't be made or is a file.
  static func make(_ path: String) throws {
    let kind = try? FileManager.default.attributesOfItem(
      atPath: URL(filePath: path).resolvingSymlinksInPath().path)[.type]
    if let kind = kind as? FileAttributeType {
      guard kind == .typeDirectory else {
        throw FileError(
          .cannotCreate, path: path, reason: "there is a file of that name; name a folder")
      }
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileError(
        .cannotCreate, path: path,
        reason: "the folder can't be made; choose one whose parent you may write to")
    }
  }
}
