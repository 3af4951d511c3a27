import ArgumentParser
import Corridor

/// The command: one verb per file, each parses, calls the library and prints.
@main
struct CorridorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corridor",
    abstract:
      "Compares, prices and maps transport and energy corridors and the borders they cross.",
    discussion: """
      Try first:
        corridor compare                              the comparisons of the study
        corridor compare container:busan-hamburg      one of them, route by route
        corridor map -o map.html                      a map to open in a browser
        corridor serve                                a page to play with
        corridor export DIR                           GeoJSON for any map viewer
        corridor explain container:busan-hamburg/tkr-east/capex_musd
        corridor risk container:busan-hamburg         the same in many possible worlds
        corridor audit                                what people claim, recomputed
        corridor convert IN OUT, corridor lint FILE   any GeoJSON, made clean for any viewer
        corridor report container:busan-hamburg -o report.html
        corridor new DIR                              a study of your own to begin with
        corridor measure FILE --by POLYGONS           any lines by any polygons

      Exit codes: 0 done, 1 errors found, 64 the command line is wrong, 65 the data are wrong, \
      66 an input is missing, 69 another program is missing, 73 a file can't be created, 74 writing failed.
      """,
    version: "0.1.0",
    subcommands: [
      CompareCommand.self, RouteCommand.self, CriticalCommand.self, MapCommand.self,
      ReportCommand.self, ServeCommand.self, ExportCommand.self, AuditCommand.self,
      ExplainCommand.self, CheckCommand.self, NewCommand.self, ImportCommand.self,
      DiffCommand.self, SweepCommand.self, RiskCommand.self, MergeCommand.self,
      SensitivityCommand.self, BreakevenCommand.self, PoliticsCommand.self,
      MeasureCommand.self, ConvertCommand.self, LintCommand.self,
    ])

  /// Parses and runs; help goes to standard output, and what is wrong to standard error.
  static func main() async {
    do {
      try checkVerb()
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Refuses a word that is no verb, with the one that was meant.
  private static func checkVerb() throws {
    guard CommandLine.arguments.count > 1 else { return }
    let word = CommandLine.arguments[1]
    let verbs = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !word.hasPrefix("-"), !verbs.contains(word) else { return }
    throw Failure.usage(
      "there is no verb `\(word)`" + Session.suggestion(for: word, among: verbs))
  }

  private static func end(with error: any Error) -> Never {
    if let failure = error as? Failure {
      Output.complain(failure.message)
      exit(withError: ExitCode(failure.code))
    }
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if code.isSuccess, !text.isEmpty {
      do { try Output.write(text.hasSuffix("\n") ? text : text + "\n") } catch {
        end(with: Failure(error))
      }
    } else if !text.isEmpty {
      Output.complain(text)
    }
    exit(withError: code)
  }
}
