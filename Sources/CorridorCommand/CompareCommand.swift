import ArgumentParser
import Corridor

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Routes of one comparison side by side: length, countries, time, cost, value.",
    discussion: "Without a comparison, lists those of the study.")

  @Argument(help: "Such as container:busan-hamburg.")
  var comparison: String?

  @OptionGroup var options: StudyOptions

  func run() throws {
    try reporting {
      let session = try Session(options)
      guard let comparison else { return try list(session) }
      let found = try session.comparison(comparison)
      let links = try StudyNetwork.links(of: found.id, in: session.study)
      let network = try session.network(links: links)
      let result = try session.result(of: found, network: network)
      let table = ComparisonTable(study: session.study, result: result)
      switch options.format {
      case .table: try Output.write(table.text())
      case .markdown: try Output.write(table.markdown())
      case .csv: try Output.write(table.csv())
      case .json: try Output.write(ComparisonJSON(study: session.study).value(of: result))
      }
    }
  }

  private func list(_ session: Session) throws {
    let list = ComparisonList(study: session.study)
    switch options.format {
    case .table: try Output.write(list.text())
    case .markdown: try Output.write(list.markdown())
    case .csv: try Output.write(list.csv())
    case .json: try Output.write(list.json())
    }
  }
}
