import Corridor
import Foundation

/// A file of another format, and those that belong to it, written by another program in a folder beside
/// their place and moved there when all are complete.
///
/// A Shapefile is several files: the one that was named comes last, so that whoever opens it finds the
/// others. What is not committed is deleted when the draft goes out of use.
struct ForeignDraft: ~Copyable {
  /// Where the program is to write the file that was named.
  let path: String
  private let scratch: ScratchFolder
  private let target: URL
  private let draft: FileDraft

  /// What stands beside a Shapefile, apart from what is made of it.
  private static let shapefileSiblings = ["shx", "dbf", "prj", "cpg", "qpj"]
  /// Indices of a Shapefile, which its successor makes wrong.
  private static let shapefileIndices = [
    "sbn", "sbx", "qix", "fbn", "fbx", "idm", "ind", "ain", "aih",
  ]

  /// Begins a draft.
  ///
  /// - Throws: `FileError` (73) where the file can't be created.
  init(of path: String) throws {
    let draft = try FileDraft(of: path)
    guard let temporary = draft.temporaryPath else {
      throw FileError(
        .cannotCreate, path: path, reason: "this format can't be written to a pipe; name a file")
    }
    let target = URL(filePath: path).resolvingSymlinksInPath()
    let scratch = try ScratchFolder(URL(filePath: temporary + ".d"), for: path)
    self.path = scratch.url.appending(path: target.lastPathComponent).path
    self.target = target
    self.draft = draft
    self.scratch = scratch
  }

  /// What to delete where the process ends before the draft does.
  var leftovers: [String] { [scratch.url.path, draft.temporaryPath].compactMap(\.self) }

  /// Puts the files in their place, the one that was named last.
  ///
  /// - Throws: `FileError`.
  consuming func commit() throws {
    guard let temporary = draft.temporaryPath else { return }
    let folder = scratch.url
    let made = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0 != target.lastPathComponent }
    let home = target.deletingLastPathComponent()
    for name in made where Folder.kind(of: home.appending(path: name).path) == .typeDirectory {
      throw FileError(
        .cannotCreate, path: home.appending(path: name).path,
        reason: "there is a folder of that name; move it away")
    }
    for name in outdated where !made.contains(name) {
      try? FileManager.default.removeItem(at: home.appending(path: name))
    }
    for name in made {
      try AtomicFile.move(
        folder.appending(path: name).path, to: home.appending(path: name).path)
    }
    try AtomicFile.move(path, to: temporary)
    try draft.commit()
  }

  /// Files of an older Shapefile that don't fit the new one.
  private var outdated: [String] {
    guard target.pathExtension.lowercased() == "shp" else { return [] }
    let stem = target.deletingPathExtension().lastPathComponent
    return (Self.shapefileSiblings + Self.shapefileIndices).map { "\(stem).\($0)" }
  }
}

/// A folder that is deleted when it goes out of use.
private struct ScratchFolder: ~Copyable {
  let url: URL

  /// Makes the folder for the sake of a file.
  init(_ url: URL, for path: String) throws(FileError) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    } catch {
      throw FileError(
        .cannotCreate, path: path,
        reason: "the folder can't be written to; change its permissions or choose another")
    }
    self.url = url
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
