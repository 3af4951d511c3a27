import ArgumentParser
import Corridor

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Routes of one comparison side by side: length, countries, time, cost, value.",
    discussion: """
      corridor compare                       what there is to compare
      corridor compare container:westport-eastport
      corridor compare container:westport-eastport --scenario slow-border
      corridor compare container:westport-eastport --set 'rail.speed=20 km/h'

      Without a comparison, lists those of the study.
      """)

  @Argument(help: "Such as container:westport-eastport.", completion: StudyWords.comparisons)
  var comparison: String?

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try reporting {
      let session = try Session(options)
      guard let comparison else { return try list(session) }
      let found = try session.comparison(comparison)
      let result = try session.result(of: found)
      let table = ComparisonTable(study: session.study, result: result)
      try output.print(
        table: table.text(on: .output), markdown: table.markdown(), csv: table.csv(),
        json: ComparisonJSON(study: session.study).value(of: result))
      Output.end()
    }
  }

  private func list(_ session: Session) throws {
    let list = ComparisonList(study: session.study)
    try output.print(
      table: list.text(on: .output), markdown: list.markdown(), csv: list.csv(), json: list.json())
  }
}
