/// Reads scenarios/NAME.yaml.
struct ScenarioReader {
  static let folder = "scenarios"
  private static let suffix = ".yaml"

  /// Every scenario, with what it inherits in its `set`, in order of ids.
  static func scenarios(_ reading: StudyReading, _ findings: inout Findings) -> [Scenario] {
    let files = reading.files.list(folder, ending: suffix)
    let scenarios = files.compactMap { name -> Scenario? in
      let file = folder + "/" + name
      guard
        let fields = reading.fields(file, keys: ["name", "inherits", "set", "note"], &findings)
      else { return nil }
      return scenario(String(name.dropLast(suffix.count)), fields, &findings)
    }
    let known = Set(files.map { String($0.dropLast(suffix.count)) })
    return resolved(scenarios, known: known, &findings)
  }

  private static func scenario(
    _ id: String, _ fields: Fields, _ findings: inout Findings
  ) -> Scenario {
    let location = SourceLocation(file: fields.file, line: 1, column: 1)
    IDs.check(id, what: "scenario, from the file's name", at: location, &findings)
    let name = fields.text("name", &findings)
    let set = fields.pairs("set", &findings).map {
      Override(id: $0.key.text, text: $0.value.text, location: $0.value.location)
    }
    let inherits = fields.word("inherits", &findings)
    return Scenario(
      id: id, name: name, inherits: inherits?.text, set: set,
      note: fields.optionalText("note", &findings), location: inherits?.location ?? location)
  }

  private static func resolved(
    _ scenarios: [Scenario], known: Set<String>, _ findings: inout Findings
  ) -> [Scenario] {
    let byID = Dictionary(scenarios.map { ($0.id, $0) }) { first, _ in first }
    return scenarios.map { scenario in
      var chain = [scenario]
      while let last = chain.last, let parent = last.inherits {
        if let start = chain.firstIndex(where: { $0.id == parent }) {
          // Each scenario of a cycle would tell of it: the first in the alphabet does.
          let cycle = chain[start...].map(\.id)
          if start == 0, scenario.id == cycle.min() {
            findings.error(
              "scenario-cycle", at: scenario.location,
              "scenario '\(scenario.id)' inherits from itself: "
                + (cycle + [scenario.id]).joined(separator: " -> "),
              remedy: "delete 'inherits' from one of them")
          }
          break
        }
        guard let next = byID[parent] else {
          if chain.count == 1, !known.contains(parent) {
            findings.error(
              "unknown-scenario", at: scenario.location,
              "scenario '\(scenario.id)' inherits from '\(parent)', which is not in the study",
              remedy: Fields.remedy(for: parent, among: known, what: "scenario"))
          }
          break
        }
        chain.append(next)
      }
      var merged = scenario
      merged.set = chain.reversed().reduce(into: [Override]()) { set, scenario in
        set.removeAll { old in scenario.set.contains { $0.id == old.id } }
        set += scenario.set
      }
      return merged
    }
  }
}
