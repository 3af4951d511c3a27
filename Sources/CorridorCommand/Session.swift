import ArgumentParser
import Corridor

/// A study as one run sees it: read, patched by its scenario, its assumptions resolved.
struct Session {
  /// The study as the scenario leaves it.
  let study: Study
  /// The study as its folder has it.
  let original: Study
  /// The scenario with what it inherits; nil for the if-open case.
  let scenario: Scenario?
  /// What the scenario changed of the network.
  let changes: [PatchedStudy.Change]
  let assumptions: ResolvedAssumptions
  /// The changes of `--set`.
  let overrides: [Override]

  /// Reads the study that the options name and resolves its assumptions.
  init(_ options: StudyOptions) throws {
    try self.init(options, study: StudyReader.read(folder: options.folder))
  }

  /// Resolves the assumptions of a study that was read before.
  init(_ options: StudyOptions, study: Study) throws {
    try self.init(
      study: study, scenario: options.scenario.map { try Session.scenario($0, of: study) },
      overrides: options.parsedOverrides(), asOf: options.asOf)
  }

  /// Patches a study and resolves its assumptions; the date of the run comes before the scenario's.
  init(study: Study, scenario: Scenario?, overrides: [Override], asOf: String?) throws {
    original = study
    self.scenario = scenario
    self.overrides = overrides
    if let scenario {
      let patched = try study.patched(by: scenario)
      self.study = patched.study
      changes = patched.changes
      for warning in patched.warnings { Output.complain("\(warning)") }
    } else {
      self.study = study
      changes = []
    }
    assumptions = try self.study.resolved(
      overrides: overrides, scenario: scenario, asOf: asOf ?? scenario?.asOf)
    for note in assumptions.notes { Output.complain("\(note)") }
  }

  /// The scenario of that id.
  static func scenario(_ name: String, of study: Study) throws -> Scenario {
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
    try StudyNetwork(
      study: study, lines: lines(links: wanted, borders: borders, kept: kept),
      assumptions: assumptions)
  }

  /// What the lines of the links measure, by id; for the arguments see the network.
  func lines(
    links wanted: Set<String>? = nil, borders: Borders? = nil, kept: [String: LineMeasure]? = nil
  ) throws -> [String: LineMeasure] {
    let links = study.links.filter { wanted?.contains($0.id) ?? true }
    var lines = try kept ?? keptMeasures(of: links) ?? [:]
    let others = links.filter { lines[$0.id] == nil }
    if !others.isEmpty {
      let borders = try borders ?? self.borders(near: others)
      lines.merge(try measures(of: others, borders: borders)) { kept, _ in kept }
    }
    return lines
  }

  /// The countries that links may meet; those of their ends have to be among them.
  private func borders(near links: [Link]) throws -> Borders {
    let near = try StudyReader.borders(
      folder: study.folder, region: StudyNetwork.region(of: links))
    let codes = Set(near.countries.map(\.code))
    let ends = links.flatMap { [$0.from, $0.to] }.compactMap { study.place($0) }
    let lost = ends.filter { place in place.country.map { !codes.contains($0) } ?? false }
    // A place may lie off the coast of its country, so far that no line of its own comes near.
    if !lost.isEmpty {
      try StudyReader.check(lost, in: StudyReader.borders(folder: study.folder))
    }
    return near
  }

  /// The measures that the study keeps and that still hold, by id of link; nil when it keeps none.
  func keptMeasures(of links: [Link]) throws -> [String: LineMeasure]? {
    guard
      let bytes = try StudyReader.optionalFile(MeasureIndex.file, folder: study.folder),
      let countries = try StudyReader.countriesFingerprint(folder: study.folder)
    else { return nil }
    return MeasureIndex(bytes: bytes)?.measures(of: links, in: study, countries: countries) ?? [:]
  }

  private func measures(of links: [Link], borders: Borders) throws -> [String: LineMeasure] {
    let index = try BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) })
    return try StudyNetwork.measures(of: study, borders: index, links: Set(links.map(\.id)))
  }

  /// Measures every link anew and keeps the measures in the study's folder.
  func writeMeasureIndex(borders: Borders) throws {
    guard let countries = try StudyReader.countriesFingerprint(folder: study.folder) else {
      return
    }
    let measures = try measures(of: study.links, borders: borders)
    try AtomicFile.write(
      MeasureIndex.bytes(of: measures, in: study, countries: countries),
      to: study.folder + "/" + MeasureIndex.file)
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
    try result(of: comparison, network: network, assumptions: assumptions)
  }

  private func result(
    of comparison: Comparison, network: StudyNetwork, assumptions: ResolvedAssumptions
  ) throws -> ComparisonResult {
    let appraiser = ComparisonAppraiser(
      study: study, assumptions: assumptions, scenario: scenario?.id, asOf: assumptions.asOf)
    return try appraiser.appraise(comparison, routes: network.routes(of: comparison.id))
  }

  /// The assumptions of this run with further changes.
  func assumptions(changedBy overrides: [Override]) throws -> ResolvedAssumptions {
    try study.resolved(
      overrides: self.overrides + overrides, scenario: scenario, asOf: assumptions.asOf)
  }

  /// A comparison with further changes, appraised on lines that were measured before.
  func result(
    of comparison: Comparison, lines: [String: LineMeasure], changedBy overrides: [Override]
  ) throws -> ComparisonResult {
    let changed = try assumptions(changedBy: overrides)
    let network = try StudyNetwork(study: study, lines: lines, assumptions: changed)
    return try result(of: comparison, network: network, assumptions: changed)
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
