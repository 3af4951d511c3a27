import ArgumentParser
import Corridor

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a study: files, ids, units, sources, lengths, crossings.",
    discussion: "Ends with 1 when there are errors; warnings alone end with 0.")

  @OptionGroup var options: StudyOptions

  func run() throws {
    try reporting {
      let findings: [Diagnostic]
      do { findings = try self.findings() } catch StudyError.invalid(let diagnostics) {
        try report(diagnostics)
        throw ExitCode(1)
      }
      try report(findings)
      if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }
  }

  private func findings() throws -> [Diagnostic] {
    let session = try Session(options)
    let folder = options.folder
    let borders = try StudyReader.borders(folder: folder)
    _ = try StudyReader.zones(folder: folder)
    _ = try StudyReader.chainage(folder: folder)
    _ = try StudyReader.scenarios(folder: folder, study: session.study)
    let network = try session.network(borders: borders)
    let geometry = GeometryFindings(study: session.study).findings(on: network.links)
    for comparison in session.study.comparisons {
      _ = try session.result(of: comparison, network: network)
    }
    return session.study.warnings + geometry
  }

  private func report(_ findings: [Diagnostic]) throws {
    let report = CheckReport(findings: findings)
    switch options.format {
    case .table: try Output.write(report.text())
    case .markdown: try Output.write(report.markdown())
    case .csv: try Output.write(report.csv())
    case .json: try Output.write(report.json())
    }
  }
}
