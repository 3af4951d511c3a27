import ArgumentParser
import Corridor
import Foundation

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts the parts of a risk run together: the same bits as one run.",
    discussion: """
      corridor merge 1.part 2.part 3.part

      The parts come from `corridor risk --shard I/N -o PART`, in any order.
      """)

  @Argument(help: "Files that --shard has written.", completion: .file())
  var parts: [String]

  @OptionGroup var output: FormatOption

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Keep the merged run here, as one part.", valueName: "file"),
    completion: .file())
  var out: String?

  func run() throws {
    try reporting {
      if let out, let part = parts.first(where: { Folder.isSame($0, out) }) {
        throw Failure.usage(
          "-o '\(out)' is the part \(part), which it would replace; name another file")
      }
      if let out { try Folder.refuseUnwritable(out) }
      let merged = try ProgressLine.during("merging") { progress in
        var read: [(name: String, part: Part)] = []
        for path in parts {
          guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
              message: "\(path): error: there is no such file, or it can't be read; run its shard "
                + "again",
              code: 66)
          }
          read.append((path, try Part(decoding: [UInt8](data), name: path)))
          progress.advance(of: parts.count)
        }
        return try Part.merge(read)
      }
      if let out { try AtomicFile.write(merged.encoded, to: out) }
      let report = RiskReport(merged)
      try output.print(
        table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
        json: report.json())
    }
  }
}
