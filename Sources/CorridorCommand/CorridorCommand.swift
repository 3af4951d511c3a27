import ArgumentParser

/// The command: one verb per file, each parses, calls the library and prints.
@main
struct CorridorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corridor",
    abstract: "Compares, prices and maps transport and energy corridors and the borders they cross.",
    discussion: """
      Try first:
        corridor compare                              the comparisons of the study
        corridor compare container:busan-hamburg      one of them, route by route
        corridor export DIR                           GeoJSON for any map viewer
        corridor explain container:busan-hamburg/tkr-east/capex_musd
        corridor audit                                what people claim, recomputed
      """,
    version: "0.1.0",
    subcommands: [
      CompareCommand.self, ExportCommand.self, AuditCommand.self, ExplainCommand.self,
      CheckCommand.self,
    ])
}
