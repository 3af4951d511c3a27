import GeometryEngine

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of a study's folder, as bytes.
struct StudyFiles {
  /// The folder as the user named it, without a slash at its end.
  let folder: String

  /// Opens a folder.
  init(folder: String) throws(StudyError) {
    var name = folder[...]
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    self.folder = String(name)
    var isFolder = false
    guard FileManager.default.fileExists(atPath: self.folder, isDirectory: &isFolder) else {
      throw .noFolder(folder, reason: "there is no such folder")
    }
    guard isFolder else { throw .noFolder(folder, reason: "this is a file and not a folder") }
    guard FileManager.default.isReadableFile(atPath: self.folder) else {
      throw .noFolder(folder, reason: "this folder can't be read")
    }
  }

  /// The name of a file as messages print it.
  func name(_ file: String) -> String { folder + "/" + file }

  /// Whether there is such a file or folder, or a link that should lead to one.
  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: name(file)) || isBrokenLink(file)
  }

  /// Whether a symbolic link is there that leads to nothing, or round in a circle.
  private func isBrokenLink(_ file: String) -> Bool {
    FileStream.entry(at: name(file)) == nil
      && (try? FileManager.default.destinationOfSymbolicLink(atPath: name(file))) != nil
  }

  /// The bytes of a file; nil, with a finding, when they can't be had.
  func bytes(_ file: String, _ findings: inout Findings) -> [UInt8]? {
    let location = SourceLocation(file: name(file))
    guard let entry = FileStream.entry(at: name(file)) else {
      if isBrokenLink(file) {
        tellBrokenLink(file, &findings)
      } else {
        findings.error(
          "missing-file", at: location, "there is no such file",
          remedy: "a study needs it; see docs/study-format.md")
      }
      return nil
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entry.size + 1)
    guard entry.isFile, pieces(of: file, { bytes.append(contentsOf: $0) }) else {
      findings.error(
        "unreadable-file", at: location, entry.isFolder ? "this is a folder" : "it can't be read",
        remedy: "put a file that you may read in its place")
      return nil
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      findings.error(
        "empty-file", at: location, "the file is empty",
        remedy: "fill it as docs/study-format.md says, or restore it")
      return nil
    }
    return bytes
  }

  /// The fingerprint of a file's bytes, of which a piece at a time is in memory; nil when they can't be
  /// had.
  func fingerprint(_ file: String) -> UInt64? {
    var fingerprint = Fingerprint()
    return pieces(of: file) { fingerprint.add($0.span) } ? fingerprint.value : nil
  }

  /// Hands over a file piece by piece; whether it could be read to its end.
  private func pieces(of file: String, _ body: ([UInt8]) -> Void) -> Bool {
    guard FileStream.entry(at: name(file))?.isFile == true else { return false }
    do throws(FileStream.Failure) {
      let stream = try FileStream(reading: name(file))
      var piece: [UInt8] = []
      while try stream.read(into: &piece, upTo: 1 << 16) > 0 {
        body(piece)
        piece.removeAll(keepingCapacity: true)
      }
      return true
    } catch {
      return false
    }
  }

  private func tellBrokenLink(_ file: String, _ findings: inout Findings) {
    findings.error(
      "missing-file", at: SourceLocation(file: name(file)),
      "this is a symbolic link that leads to nothing or to itself",
      remedy: "let it lead to what the study needs, or delete it")
  }

  /// The names of the files in a folder that end so, sorted; none where there is no such folder.
  ///
  /// What is there and is no folder that can be read is an error.
  func list(_ folder: String, ending suffix: String, _ findings: inout Findings) -> [String] {
    guard let entry = FileStream.entry(at: name(folder)) else {
      if isBrokenLink(folder) { tellBrokenLink(folder, &findings) }
      return []
    }
    guard entry.isFolder,
      let found = try? FileManager.default.contentsOfDirectory(atPath: name(folder))
    else {
      findings.error(
        "unreadable-file", at: SourceLocation(file: name(folder)),
        entry.isFolder ? "this folder can't be read" : "this is a file and not a folder",
        remedy: "put a folder that you may read in its place, or delete it")
      return []
    }
    return found.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted()
  }
}
