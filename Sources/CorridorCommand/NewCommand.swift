import ArgumentParser
import Corridor
import Foundation

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Starts a study: a small, commented one that works, to be changed step by step.",
    discussion: """
      corridor new DIR

      Writes two routes between two ports of two countries that do not exist, every figure made up \
      and marked as such, with JSON Schemas for editors. `corridor check --study DIR` then says what \
      to add. See docs/first-corridor.md.
      """)

  @Argument(help: "Folder of the new study; made if it is not there.", completion: .directory)
  var folder: String

  func validate() throws {
    if folder.isEmpty { throw ValidationError("The folder has no name; name one.") }
  }

  func run() throws {
    try reporting {
      try Folder.check(folder)
      try refuseFull()
      let files = try StudyTemplate.files()
      try Folder.make(folder)
      try Folder.checkRoom(in: folder, for: files.map { ($0.path, $0.text.utf8.count) })
      for file in files {
        let path = folder + "/" + file.path
        try Folder.make(URL(filePath: path).deletingLastPathComponent().path)
        try AtomicFile.write(Array(file.text.utf8), to: path)
      }
      try Output.write(
        """
        \(folder): a study of \(files.count) files
          corridor check --study \(Printable.shellWord(folder))
          corridor compare --study \(Printable.shellWord(folder)) container:westport-eastport

        """)
    }
  }

  /// Refuses a folder in which something is.
  private func refuseFull() throws {
    guard let found = try? FileManager.default.contentsOfDirectory(atPath: folder),
      let first = found.sorted().first
    else { return }
    throw FileError(
      .cannotCreate, path: folder,
      reason: "the folder is not empty, it holds '\(first)'; name a new one")
  }
}
