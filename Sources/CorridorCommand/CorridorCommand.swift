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
        corridor compare                       the comparisons of the study
        corridor compare COMPARISON            one of them, route by route
        corridor map -o map.html               a map to open in a browser
        corridor serve                         a page to play with
        corridor export DIR                    GeoJSON for any map viewer
        corridor explain COMPARISON/ROUTE/KEY  where a figure comes from
        corridor risk COMPARISON               the same in many possible worlds
        corridor audit                         what people claim, recomputed
        corridor lint FILE                     what is wrong with GeoJSON
        corridor convert IN OUT                any GeoJSON for any viewer
        corridor report COMPARISON -o report.html
        corridor new DIR                       a study of your own to begin with
        corridor measure FILE --by POLYGONS    any lines by any polygons

      The ids in the examples of the verbs are those of the study that `corridor new` writes.

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

  /// When this version was made, for manual pages.
  static let released = "2026-11-22"

  /// Parses and runs; help goes to standard output, and what is wrong to standard error.
  static func main() async {
    Output.holdStreams()
    Interrupt.outliveFileLimit()
    do {
      if CommandLine.arguments.count == 1 { try greet() }
      try answerHidden()
      try checkVerb()
      let words = Array(CommandLine.arguments.dropFirst())
      try RepeatedOptions.check(words)
      var command = try parseAsRoot(NegativeWords.settled(words))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  private static func greet() throws -> Never {
    let greeting = Greeting(version: configuration.version, folder: StudyOptions.folder(nil))
    try Output.write(greeting.text(on: .output))
    Output.end()
  }

  /// What shells and the installation ask, and nobody types.
  private static func answerHidden() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    let text: String
    switch words.first {
    case "---words": text = Completion.lines(Array(words.dropFirst())).map { $0 + "\n" }.joined()
    case "---manual": text = try ManualPage.text(of: words.dropFirst().first)
    case "--generate-completion-script":
      guard let script = words.dropFirst().first.flatMap(CompletionScript.init) else {
        throw Failure.usage("completions of which shell? There are: bash, fish, zsh")
      }
      text = script.text
    default: return
    }
    try Output.write(text)
    Output.end()
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
    let text = foldingUsage(of: fullMessage(for: error))
    if code.isSuccess, !text.isEmpty {
      do { try Output.write(text.hasSuffix("\n") ? text : text + "\n") } catch {
        end(with: Failure(error))
      }
    } else if !text.isEmpty {
      Output.complain(text)
    }
    exit(withError: code)
  }

  /// The line of usage broken between its parts, which the parser leaves as long as it is.
  private static func foldingUsage(of text: String) -> String {
    let width = Terminal.isStandardOutput ? Screen.output.width : 80
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.lowercased().hasPrefix("usage: "), line.count > width else { return String(line) }
      var lines: [String] = []
      var last = ""
      // A space between brackets breaks nothing.
      var depth = 0
      let parts = line.split { character in
        if character == "[" { depth += 1 }
        if character == "]" { depth -= 1 }
        return character == " " && depth == 0
      }
      for part in parts {
        if last.isEmpty {
          last = String(part)
        } else if last.count + 1 + part.count <= width {
          last += " " + part
        } else {
          lines.append(last)
          last = "  " + part
        }
      }
      return (lines + [last]).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
