import CorridorGeoJSON
import Foundation
import Testing

@Suite struct AtomicFileTests {
  /// Runs a test in a folder of its own.
  private func inFolder(_ test: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "corridor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try test(folder)
  }

  @Test func `a file is created and replaced, and nothing else is left`() throws {
    try inFolder { folder in
      let file = folder.appending(path: "é a.geojson")
      try AtomicFile.write(Array("old and long".utf8), to: file.path)
      try AtomicFile.write(Array("new".utf8), to: file.path)
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["é a.geojson"])
    }
  }

  @Test func `a link stays and permissions stay`() throws {
    try inFolder { folder in
      let file = folder.appending(path: "a")
      let link = folder.appending(path: "b")
      try AtomicFile.write([], to: file.path)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      try AtomicFile.write(Array("new".utf8), to: link.path)
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
      let attributes = try FileManager.default.attributesOfItem(atPath: link.path)
      #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
      let permissions = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(permissions[.posixPermissions] as? NSNumber == 0o600)
    }
  }

  @Test func `a file that can't be created is refused with the reason`() throws {
    try inFolder { folder in
      try AtomicFile.write([], to: folder.appending(path: "file").path)
      let cases = [
        ("", "the path is empty; name a file"),
        (folder.path, "there is a folder of that name; name a file in it"),
        (folder.path + "/none/a", "the folder does not exist; create it first"),
        (
          folder.path + "/" + String(repeating: "a", count: 300),
          "the name is not valid; choose another"
        ),
      ]
      for (path, reason) in cases {
        let error = try #require(throws: FileError.self) { try AtomicFile.write([1], to: path) }
        #expect(error == FileError(.cannotCreate, path: path, reason: reason))
        #expect(error.exitCode == 73)
        #expect(error.description == "\(path): error: \(reason)")
      }
    }
  }

  @Test(.enabled(if: isOrdinaryUser, "a superuser may write everywhere"))
  func `a folder that can't be written to leaves the old file`() throws {
    try inFolder { folder in
      let file = folder.appending(path: "a")
      try AtomicFile.write(Array("old".utf8), to: file.path)
      try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
      defer {
        try? FileManager.default.setAttributes(
          [.posixPermissions: 0o700], ofItemAtPath: folder.path)
      }
      let error = try #require(throws: FileError.self) {
        try AtomicFile.write(Array("new".utf8), to: file.path)
      }
      #expect(error.exitCode == 73)
      #expect(try String(contentsOf: file, encoding: .utf8) == "old")
    }
  }

  @Test func `a pipe is written to and not replaced`() throws {
    try inFolder { folder in
      let pipe = folder.appending(path: "pipe")
      let output = folder.appending(path: "output")
      let script = "mkfifo \"$1\" && : > \"$1.ready\" && cat \"$1\" > \"$2\""
      let reader = Process()
      reader.executableURL = URL(filePath: "/bin/sh")
      reader.arguments = ["-c", script, "sh", pipe.path, output.path]
      try reader.run()
      while reader.isRunning, !FileManager.default.fileExists(atPath: pipe.path + ".ready") {}
      try AtomicFile.write(Array("new".utf8), to: pipe.path)
      reader.waitUntilExit()
      #expect(try String(contentsOf: output, encoding: .utf8) == "new")
      let attributes = try FileManager.default.attributesOfItem(atPath: pipe.path)
      #expect(attributes[.type] as? FileAttributeType != .typeRegular)
    }
  }

  private static let isOrdinaryUser = NSUserName() != "root"
}
