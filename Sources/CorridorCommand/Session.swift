import ArgumentParser
import Corridor

/// A study as one run sees it: read, its assumptions resolved, its borders indexed when asked for.
struct Session {
  let study: Study
  let assumptions: ResolvedAssumptions
  private let options: StudyOptions

  /// Reads the study that the options name and resolves its assumptions.
  init(_ options: StudyOptions) throws {
    try self.init(options, study: StudyReader.read(folder: options.folder))
  }

  /// Resolves the assumptions of a study that was read before.
  init(_ options: StudyOptions, study: Study) throws {
    self.options = options
    self.study = study
    let scenario = try options.scenario.map { try Session.scenario($0, of: study) }
    assumptions = try study.resolved(
      overrides: options.parsedOverrides(), scenario: scenario, asOf: options.asOf)
    for note in assumptions.notes { Output.complain("\(note)") }
  }

  private static func scenario(_ name: String, of study: Study) throws -> Scenario {
    let all = try StudyReader.scenarios(folder: study.folder, study: study)
    guard let found = all.first(where: { $0.id == name }) else {
      throw Failure.usage(
        "no scenario `\(name)` in \(study.folder)/scenarios"
          + suggestion(for: name, among: all.map(\.id)))
    }
    return found
  }

  /// Every link, measured against borders that were read before.
  func network(borders: Borders, links: Set<String>? = nil) throws -> StudyNetwork {
    let index = try BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) })
    return try StudyNetwork(study: study, borders: index, assumptions: assumptions, links: links)
  }

  /// The comparison of that id.
  func comparison(_ id: String) throws -> Comparison {
    guard let found = study.comparison(id) else {
      throw Failure.usage(
        "no comparison `\(id)` in \(study.folder)/study.yaml"
          + Session.suggestion(for: id, among: study.comparisons.map(\.id)))
    }
    return found
  }

  /// A comparison, appraised on the links of a network.
  func result(of comparison: Comparison, network: StudyNetwork) throws -> ComparisonResult {
    let appraiser = ComparisonAppraiser(
      study: study, assumptions: assumptions, scenario: options.scenario, asOf: options.asOf)
    return try appraiser.appraise(comparison, routes: network.routes(of: comparison.id))
  }

  /// A comparison, appraised on its own links alone.
  ///
  /// Of the borders only the countries are read that one of its links may meet.
  func result(of comparison: Comparison) throws -> ComparisonResult {
    let links = try StudyNetwork.links(of: comparison.id, in: study)
    let region = StudyNetwork.region(of: study.links.filter { links.contains($0.id) })
    let borders = try StudyReader.borders(folder: options.folder, region: region)
    return try result(of: comparison, network: network(borders: borders, links: links))
  }

  /// "; did you mean ...?" or, of few, a list of what there is.
  static func suggestion(for text: String, among names: [String]) -> String {
    if let near = Spelling.nearest(to: text, in: names) { return "; did you mean `\(near)`?" }
    guard !names.isEmpty, names.count <= 40 else { return "" }
    return "; there are: " + names.sorted().joined(separator: ", ")
  }
}
