import ArgumentParser
import Corridor
import Foundation

/// The options that every verb on a study shares.
struct StudyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder of the study.",
      discussion: "Default: ./Geo, else the study installed with the command.",
      valueName: "folder"), completion: .directory)
  var study: String?

  @Option(
    help: ArgumentHelp("Named patch over the assumptions and the network.", valueName: "name"),
    completion: StudyWords.scenarios)
  var scenario: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Change an assumption for this run, such as 'rail.speed=500 km/day'. Repeatable.",
      discussion:
        "Or a distribution: 'rail.capex=triangular(1, 2, 5) MUSD/km @2024'.",
      valueName: "id=value"), completion: StudyWords.changes)
  var overrides: [String] = []

  @Option(
    help: ArgumentHelp(
      "Refuse what was known only after this date, such as 2025-12-31.",
      discussion: "For a date long past take a scenario with what was known: --scenario base-2010.",
      valueName: "date"))
  var asOf: String?

  /// The folder that was asked for, or the nearest study.
  var folder: String { Self.folder(study) }

  /// A folder that was asked for, or the nearest study.
  static func folder(_ asked: String?) -> String {
    if let asked { return asked }
    if FileManager.default.fileExists(atPath: "Geo/study.yaml") { return "Geo" }
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let executable = link ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    let installed = URL(filePath: executable).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "share/corridor/Geo").path
    return FileManager.default.fileExists(atPath: installed + "/study.yaml") ? installed : "Geo"
  }

  /// Whether a path is a folder with a study in it.
  static func isStudy(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/study.yaml")
  }

  /// The changes of `--set`.
  func parsedOverrides() throws -> [Override] {
    var seen: Set<String> = []
    return try overrides.map { text in
      guard let change = Override(change: text, at: SourceLocation(file: "--set")),
        !change.id.isEmpty
      else {
        throw Failure.usage(
          "--set '\(text)' changes nothing; write --set 'ID=VALUE', such as "
            + "--set 'rail.speed=500 km/day'")
      }
      guard seen.insert(change.id).inserted else {
        throw Failure.usage("--set changes '\(change.id)' twice; keep one of the two")
      }
      return change
    }
  }

  func validate() throws {
    guard let study, study.isEmpty else { return }
    throw ValidationError("--study names no folder; leave it out, or name one.")
  }
}
