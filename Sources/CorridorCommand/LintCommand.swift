import ArgumentParser
import Corridor

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds what RFC 7946 forbids or advises against in GeoJSON, with line and column.",
    discussion: """
      corridor lint lines.geojson
      corridor lint lines.geojson --fix

      Files of any size, also compressed by gzip; `-` is standard input. docs/convert.md lists what is looked for. Ends with \
      1 when there are findings, errors or warnings.

      --fix rewrites a file in place: it turns and closes rings, cuts at longitude 180, leaves out \
      null ids and a `crs` that names WGS 84, adds null for missing members. What it would have to \
      guess it leaves and reports.
      """)

  @Argument(help: "Files to read, or `-`.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Decimals that a coordinate may have without a warning.", valueName: "decimals"))
  var precision = 7

  @Flag(help: "Rewrite the files with what can be mended without guessing.")
  var fix = false

  @Flag(help: "Tell every finding, not the first few of each kind; other formats than text do so.")
  var all = false

  @OptionGroup var output: FormatOption

  func validate() throws {
    if precision < 0 { throw ValidationError("--precision is \(precision); ask for 0 or more.") }
    if fix, files.contains("-") {
      throw ValidationError("Standard input can't be fixed in place; use convert - OUT.")
    }
  }

  func run() throws {
    try reporting {
      var report = LintReport(format: format, on: .output, tellsAll: all)
      var features = 0
      var fixed = 0
      var text = PooledOutput()
      try text.write(report.head)
      try ProgressLine.during("reading", beside: true) { progress in
        let reading = progress.reading(files)
        for file in files {
          if fix { fixed += try mend(file) }
          features += try lint(file, reading) { finding, name in
            try text.write(report.text(of: finding, in: name))
          }
          try text.flush()
        }
      }
      try text.write(report.tail(files: files.count, features: features, fixed: fixed))
      try text.flush()
      if report.count > 0 { throw ExitCode(1) }
    }
  }

  private var format: LintReport.Format {
    switch output.format {
    case .table: .text
    case .json: .json
    case .csv: .csv
    case .markdown: .markdown
    }
  }

  /// Hands over the findings of a file as they come; the number of its features.
  private func lint(
    _ file: String, _ progress: @escaping @Sendable (Int) -> Void,
    _ body: (GeoJSONFinding, String) throws -> Void
  ) throws -> Int {
    try PackedText.reading(file, progress: progress) { source in
      var linter = GeoJSONLinter(source, options: GeoJSONLinter.Options(decimals: precision))
      while let findings = try linter.next() {
        for finding in findings { try body(finding, linter.file) }
      }
      return linter.features
    }
  }

  /// Rewrites a file where something in it can be mended; the number of findings that this was.
  private func mend(_ file: String) throws -> Int {
    var mendable = 0
    var options = ConversionOptions(isLenient: true)
    if try PackedText.isPacked(file) {
      throw Failure.usage(
        "\(file) is compressed by gzip and can't be fixed in place; use convert IN OUT.gz")
    }
    var linter = try GeoJSONLinter(
      ByteSource(path: file), options: GeoJSONLinter.Options(decimals: precision))
    while let findings = try linter.next() { mendable += findings.count(where: \.isMendable) }
    guard mendable > 0 else { return 0 }
    options.layout = linter.layout
    var converter = try GeoJSONConverter(ByteSource(path: file), options: options)
    let draft = try FileDraft(of: file)
    var buffer: [UInt8] = []
    do throws(StreamError) {
      while try converter.appendNext(to: &buffer) {
        do throws(FileError) { try draft.append(buffer) } catch { throw .file(error) }
        buffer.removeAll(keepingCapacity: true)
      }
    } catch {
      // What can't be read can't be mended: the findings say why, and the file stays as it was.
      guard case .file = error else { return 0 }
      throw error
    }
    try draft.commit()
    return mendable
  }
}
