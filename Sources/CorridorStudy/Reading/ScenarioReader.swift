/// Reads scenarios/NAME.yaml.
struct ScenarioReader {
  static let folder = "scenarios"
  private static let suffix = ".yaml"

  /// Every scenario, with what it inherits, in order of ids.
  static func scenarios(_ reading: StudyReading, _ needs: UnitNeeds, _ draft: inout Draft)
    -> [Scenario]
  {
    let files = reading.files.list(folder, ending: suffix, &draft.findings)
    let scenarios = files.compactMap { name -> Scenario? in
      guard let fields = reading.fields(folder + "/" + name, keys: Keys.scenario, &draft.findings)
      else {
        return nil
      }
      return scenario(String(name.dropLast(suffix.count)), fields, needs, &draft)
    }
    let known = Set(files.map { String($0.dropLast(suffix.count)) })
    return ScenarioInheritance.resolved(scenarios, known: known, &draft.findings)
  }

  private static func scenario(
    _ id: String, _ fields: Fields, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> Scenario {
    let location = SourceLocation(file: fields.file, line: 1, column: 1)
    IDs.check(id, what: "scenario, from the file's name", at: location, &draft.findings)
    let name = fields.text("name", &draft.findings)
    let inherits = fields.word("inherits", &draft.findings)
    let asOf = fields.optionalDate("as_of", &draft.findings)
    let knownAt = fields.optionalDate("known_at", &draft.findings)
    let sources = fields.words("sources", &draft.findings)
    for source in sources {
      draft.mention(.source, source, key: "sources", of: "scenario '\(id)'")
    }
    let set = ScenarioPatchReader.overrides(fields, knownAt: knownAt, &draft)
    let (links, closed) = ScenarioPatchReader.links(fields, &draft)
    let openings = ScenarioPatchReader.openings(fields, &draft.findings)
    var scenario = Scenario(
      id: id, name: name, inherits: inherits?.text, set: set, links: links,
      openings: closed + openings, works: ScenarioPatchReader.works(fields, needs, &draft),
      choice: fields.choice("choice", Openness.Choice.self, &draft.findings),
      regimes: ScenarioPatchReader.regimes(fields, &draft.findings), asOf: asOf, knownAt: knownAt,
      note: fields.optionalText("note", &draft.findings), sources: sources.map(\.text),
      location: inherits?.location ?? location)
    // Patches keep the date of the file that they stand in, whatever inherits them.
    for index in scenario.links.indices { scenario.links[index].knownAt = knownAt }
    for index in scenario.openings.indices { scenario.openings[index].knownAt = knownAt }
    for index in scenario.works.indices { scenario.works[index].knownAt = knownAt }
    return scenario
  }
}
