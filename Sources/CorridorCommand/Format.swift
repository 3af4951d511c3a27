import ArgumentParser
import Corridor

/// How results are printed.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
  case csv
  case markdown
}

/// The option of verbs that print results.
struct FormatOption: ParsableArguments {
  @Option(help: "Output: table, json, csv or markdown.")
  var format: Format = .table

  /// Prints a result in the format that was asked for.
  func print(
    table: @autoclosure () -> String, markdown: @autoclosure () -> String,
    csv: @autoclosure () -> String, json: @autoclosure () -> JSONValue
  ) throws {
    switch format {
    case .table:
      try Output.write(Printable.text(table(), keepsColours: Screen.output.hasColour))
    case .markdown: try Output.write(Printable.text(markdown()))
    case .csv: try Output.write(csv())
    case .json: try Output.write(json())
    }
  }
}
