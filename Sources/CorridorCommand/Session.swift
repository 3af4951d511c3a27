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
  private(set) var assumptions: ResolvedAssumptions
  /// The changes of `--set`.
  let overrides: [Override]
  /// What a reader should know of the run.
  let warnings: [Diagnostic]

  /// Reads the study that the options name and resolves its assumptions.
  init(_ options: StudyOptions) throws {
    try self.init(options, study: StudyReader.read(folder: options.folder))
  }

  /// Resolves the assumptions of a study that was read before.
  init(_ options: StudyOptions, study: Study) throws {
    try self.init(
      study: study, scenario: options.scenario.map { try Session.scenario($0, of: study) },
      overrides: options.parsedOverrides(), asOf: options.asOf)
    if scenario == nil, let asOf = options.asOf {
      // What is wrong with scenarios is told where one is asked for.
      let all = try? StudyReader.scenarios(folder: study.folder, study: study)
      assumptions.vintages = all?.vintages(at: asOf) ?? []
    }
  }

  /// Patches a study and resolves its assumptions; the date of the run comes before the scenario's.
  ///
  /// Warnings are told at once, unless it `isQuiet`: then who asked for it sees to them.
  init(
    study: Study, scenario: Scenario?, overrides: [Override], asOf: String?, isQuiet: Bool = false
  ) throws {
    original = study
    self.scenario = scenario
    self.overrides = overrides
    let patched = try scenario.map { try study.patched(by: $0, asOf: asOf) }
    self.study = patched?.study ?? study
    changes = patched?.changes ?? []
    assumptions = try self.study.resolved(
      overrides: overrides, scenario: scenario, asOf: asOf ?? scenario?.asOf)
    warnings = (patched?.warnings ?? []) + assumptions.notes
    if !isQuiet { for warning in warnings { Output.complain("\(warning)") } }
    try refuseImpossibleChances()
  }

  /// Refuses changed values that the politics can't take, in a run that plays none out too; those of the study
  /// are what `check` sees to.
  ///
  /// A scenario that names a matrix or a regime which is not there is refused alike.
  private func refuseImpossibleChances() throws {
    guard !overrides.isEmpty || scenario?.set.isEmpty == false || scenario?.regimes != nil else {
      return
    }
    let regimes: Regimes?
    do throws(StudyError) {
      regimes = try StudyReader.regimes(folder: study.folder, study: study)
    } catch {
      // What else is wrong with the politics is told where they are used.
      let values = error.diagnostics.filter {
        $0.code == "out-of-range" && $0.location.file.hasSuffix("/assumptions.yaml")
      }
      guard values.isEmpty else { throw StudyError.invalid(values) }
      return
    }
    guard let regimes else { return }
    try regimes.requireSensible(assumptions, of: study)
    if let patch = scenario?.regimes { _ = try RegimeSelection(patch, in: regimes) }
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
      // A measure that still holds tells that the countries are those that were checked for it.
      let borders =
        try borders
        ?? (lines.isEmpty ? StudyReader.checkedBorders(of: study) : self.borders(near: others))
      lines.merge(try measures(of: others, borders: borders)) { kept, _ in kept }
    }
    return lines
  }

  /// Every country and boundary, checked as `check` does unless a kept measure tells that they were.
  func borders() throws -> Borders {
    let isSealed = try keptMeasures(of: study.links)?.isEmpty == false
    return try isSealed
      ? StudyReader.borders(folder: study.folder) : StudyReader.checkedBorders(of: study)
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
    try MeasureIndex.kept(of: links, in: study)
  }

  private func measures(of links: [Link], borders: Borders) throws -> [String: LineMeasure] {
    let index = try BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) })
    return try StudyNetwork.measures(of: study, borders: index, links: Set(links.map(\.id)))
  }

  /// Lays out the countries and measures every link anew, and keeps both in the study's folder.
  func writeIndex(borders: Borders) throws {
    guard let countries = try StudyReader.countriesFingerprint(folder: study.folder) else {
      return
    }
    let index = try BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) })
    let measures = try StudyNetwork.measures(
      of: study, borders: index, links: Set(study.links.map(\.id)))
    try AtomicFile.write(
      BorderIndexFile.bytes(of: index, countries: countries),
      to: study.folder + "/" + BorderIndexFile.file)
    try AtomicFile.write(
      MeasureIndex.bytes(
        of: measures, in: study, countries: countries, overlaps: borders.overlaps()),
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

  /// A comparison, appraised on the links of a network; the least and the greatest numbers that are
  /// `drawn` have to make sense too.
  func result(
    of comparison: Comparison, network: StudyNetwork, drawn: [String: ClosedRange<Double>] = [:]
  ) throws -> ComparisonResult {
    try result(of: comparison, network: network, assumptions: assumptions, drawn: drawn)
  }

  private func result(
    of comparison: Comparison, network: StudyNetwork, assumptions: ResolvedAssumptions,
    drawn: [String: ClosedRange<Double>] = [:]
  ) throws -> ComparisonResult {
    let appraiser = ComparisonAppraiser(
      study: study, assumptions: assumptions, scenario: scenario?.id, asOf: assumptions.asOf,
      drawn: drawn)
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

  /// What the parts of a name stand behind.
  private static let marks: Set<Character> = [":", "/", ".", "_", "-"]

  /// "; did you mean ...?" or, of few, a list of what there is.
  ///
  /// Meant are the names that go on from the text, such as `rail.speed.new` of `rail.speed`, else the one that is
  /// spelt like it, else those with the text as a part of theirs, or as the beginning of one: `westport-eastport`
  /// of `container:westport-eastport`, `np` of `npv_musd`.
  static func suggestion(for text: String, among names: [String]) -> String {
    let sorted = names.sorted()
    let partly = sorted.filter { isPart(text, of: $0) }
    let whole = partly.filter { name in name.hasSuffix(text) && name.count > text.count }
    if whole.count == 1 { return "; did you mean `\(whole[0])`?" }
    let longer = Spelling.continuations(of: text, in: names, behind: marks)
    if !longer.isEmpty {
      let first = longer.prefix(12).map { "`\($0)`" }.joined(separator: " or ")
      return "; did you mean " + first
        + (longer.count > 12 ? " or one of \(longer.count - 12) more that begin so?" : "?")
    }
    if let near = Spelling.nearest(to: text, in: names) { return "; did you mean `\(near)`?" }
    for meant in [partly, begun(like: text, among: sorted)] where (1...12).contains(meant.count) {
      return "; did you mean " + meant.map { "`\($0)`" }.joined(separator: " or ") + "?"
    }
    guard !names.isEmpty, names.count <= 40 else { return "" }
    return "; there are: " + sorted.joined(separator: ", ")
  }

  /// What is wrong with a key that no route has: "; name one of ..." of a group, else what was meant, else
  /// where keys are told.
  static func suggestion(forKey key: String, among keys: [String], of comparison: String) -> String
  {
    let within = Set(keys.filter { $0.hasPrefix(key + ".") }).sorted()
    guard within.isEmpty else { return "; name one of: " + within.joined(separator: ", ") }
    let meant = suggestion(for: key, among: Array(Set(keys)))
    return meant.isEmpty ? "; `corridor compare \(comparison) --format json` has them all" : meant
  }

  /// Names of which a beginning is spelt like the text: `price_usd_per_teu` of `prise_usd`.
  private static func begun(like text: String, among names: [String]) -> [String] {
    func beginnings(_ name: String) -> [String] {
      name.indices.filter { marks.contains(name[$0]) }.map { String(name[..<$0]) }
    }
    guard text.count >= 3,
      let near = Spelling.nearest(to: text, in: Set(names.flatMap(beginnings)))
    else { return [] }
    return names.filter { beginnings($0).contains(near) }
  }

  /// Whether a text is a part of a name, or begins one; parts begin at the name's start or after a mark.
  private static func isPart(_ text: String, of name: String) -> Bool {
    guard text.count >= 3 else { return false }
    return name.ranges(of: text).contains { range in
      guard range.lowerBound > name.startIndex else { return true }
      return marks.contains(name[name.index(before: range.lowerBound)])
    }
  }
}
