import ArgumentParser
import Corridor

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the study's layers and results as GeoJSON into a folder.",
    discussion: """
      corridor export Exports
      corridor export Exports --profile kepler

      RFC 7946, with simplestyle properties: places, links, corridors, crossings, borders, zones and \
      comparisons. Files that are there are replaced only when the successors of all are complete.
      """)

  @Argument(help: "Folder to write to; it is made when it is not there.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Who it is for, as with convert; docs/convert.md says what each does.", valueName: "profile"))
  var profile: ViewerProfile = .rfc7946

  @OptionGroup var options: StudyOptions

  func run() throws {
    try reporting {
      try Folder.check(folder)
      try Folder.refuseStudy(folder)
      let files = try ProgressLine.during("exporting") { progress in
        let session = try Session(options)
        let borders = try session.borders()
        let network = try session.network(borders: borders)
        let comparisons = session.study.comparisons
        let results = try comparisons.map {
          progress.advance(of: comparisons.count)
          return try session.result(of: $0, network: network)
        }
        let exporter = StudyExporter(
          network: network, borders: borders,
          zones: try StudyReader.zones(folder: options.folder),
          assumptions: session.assumptions, results: results,
          scenario: session.scenario?.id)
        return try exporter.files(profile: profile)
      }
      try Folder.make(folder)
      try Folder.checkRoom(in: folder, for: files.map { ($0.name, $0.bytes.count) })
      try AtomicFile.write(files.map { (bytes: $0.bytes, path: folder + "/" + $0.name) })
      for file in files {
        var words = "\(folder)/\(file.name)  \(file.features) features, \(file.bytes.count) bytes"
        if file.timeless > 0 {
          words += ", \(file.timeless) \(file.timeless == 1 ? "line" : "lines") without times"
        }
        Output.complain(words)
      }
    }
  }

  func validate() throws {
    guard folder.isEmpty else { return }
    throw ValidationError("The folder has no name; name one, such as Exports.")
  }
}
