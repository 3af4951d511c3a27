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

  /// The links, measured; measures that the study keeps and that still hold are taken as they are.
  ///
  /// `wanted` are the ids of the links that are needed, nil for all. `borders` and `kept` are handed
  /// in when they were read before; else only the countries are read that a link may meet whose
  /// measure is not kept.
  func network(
    links wanted: Set<String>? = nil, borders: Borders? = nil, kept: [String: LineMeasure]? = nil
  ) throws -> StudyNetwork {
    let links = study.links.filter { wanted?.contains($0.id) ?? true }
    var lines = try kept ?? keptMeasures(of: links) ?? [:]
    let others = links.filter { lines[$0.id] == nil }
    if !others.isEmpty {
      let borders =
        try borders
        ?? StudyReader.borders(folder: options.folder, region: StudyNetwork.region(of: others))
      lines.merge(try measures(of: others, borders: borders)) { kept, _ in kept }
    }
    return try StudyNetwork(study: study, lines: lines, assumptions: assumptions)
  }

  /// The measures that the study keeps and that still hold, by id of link; nil when it keeps none.
  func keptMeasures(of links: [Link]) throws -> [String: LineMeasure]? {
    guard
      let bytes = try StudyReader.optionalFile(MeasureIndex.file, folder: options.folder),
      let countries = try StudyReader.countriesFingerprint(folder: options.folder)
    else { return nil }
    return MeasureIndex(bytes: bytes)?.measures(of: links, in: study, countries: countries) ?? [:]
  }

  private func measures(of links: [Link], borders: Borders) throws -> [String: LineMeasure] {
    let index = try BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) })
    return try StudyNetwork.measures(of: study, borders: index, links: Set(links.map(\.id)))
  }

  /// Measures every link anew and keeps the measures in the study's folder.
  func writeMeasureIndex(borders: Borders) throws {
    guard let countries = try StudyReader.countriesFingerprint(folder: options.folder) else {
      return
    }
    let measures = try measures(of: study.links, borders: borders)
    try AtomicFile.write(
      MeasureIndex.bytes(of: measures, in: study, countries: countries),
      to: options.folder + "/" + MeasureIndex.file)
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
  func result(of comparison: Comparison) throws -> ComparisonResult {
    let links = try StudyNetwork.links(of: comparison.id, in: study)
    return try result(of: comparison, network: network(links: links))
  }

  /// "; did you mean ...?" or, of few, a list of what there is.
  static func suggestion(for text: String, among names: [String]) -> String {
    if let near = Spelling.nearest(to: text, in: names) { return "; did you mean `\(near)`?" }
    guard !names.isEmpty, names.count <= 40 else { return "" }
    return "; there are: " + names.sorted().joined(separator: ", ")
  }
}
