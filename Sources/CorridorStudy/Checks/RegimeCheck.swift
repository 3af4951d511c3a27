import CorridorUnits

/// Finds what the politics of a study rest on and the study has not, and values that make no sense.
struct RegimeCheck {
  let study: Study
  /// Codes of the countries that there are.
  let countries: Set<String>

  func check(_ regimes: Regimes, _ findings: inout Findings) {
    for exposure in regimes.exposures {
      check(exposure, &findings)
      if !regimes.processes.contains(where: { process in
        process.effects.contains { $0.exposure == exposure.id }
      }) {
        findings.warning(
          "unused-exposure", at: exposure.location,
          "the exposure '\(exposure.id)' is not used: no process has effects on it",
          remedy: "add effects or delete it")
      }
    }
    for host in regimes.hosts where !countries.contains(host.country) {
      unknown(host.country, "hosts name", at: host.location, &findings)
    }
    for process in regimes.processes {
      for worth in process.worth where !countries.contains(worth.country) {
        unknown(
          worth.country, "'worth' of process '\(process.id)' names", at: worth.location, &findings)
      }
      for matrix in process.matrices { check(matrix, of: process, &findings) }
    }
    for input in regimes.inputs { check(input, &findings) }
  }

  /// Finds matrices and states that a scenario names and the politics have not.
  func check(_ scenarios: [Scenario], _ regimes: Regimes, _ findings: inout Findings) {
    let matrices = Set(regimes.processes.flatMap(\.matrices).map(\.id))
    let states = regimes.processes.flatMap(\.states)
    var seen: Set<SourceLocation> = []
    for scenario in scenarios {
      guard let patch = scenario.regimes, seen.insert(patch.location).inserted else { continue }
      if let matrix = patch.matrix, !matrices.contains(matrix) {
        let remedy = Fields.remedy(for: matrix, among: matrices, what: "matrix")
        findings.error(
          "unknown-matrix", at: patch.location,
          "scenario '\(scenario.id)' names the matrix '\(matrix)', which no process has",
          remedy: remedy,
          cause: Cause(lost: "matrix", matrix, from: RegimeReader.file, remedy: remedy))
      }
      var processes: Set<String> = []
      for start in patch.states {
        guard let process = regimes.state(start)?.process.id else {
          let names = states.map(\.id) + states.compactMap(\.short)
          let remedy = Fields.remedy(for: start, among: names, what: "state")
          findings.error(
            "unknown-state", at: patch.location,
            "scenario '\(scenario.id)' begins in the state '\(start)', which no process has",
            remedy: remedy,
            cause: Cause(lost: "state", start, from: RegimeReader.file, remedy: remedy))
          continue
        }
        guard !processes.insert(process).inserted else { continue }
        findings.error(
          "two-states", at: patch.location,
          "scenario '\(scenario.id)' names two states of the process '\(process)'",
          remedy: "keep one of them")
      }
    }
  }

  private func check(_ exposure: Exposure, _ findings: inout Findings) {
    for code in exposure.countries + exposure.crossings.flatMap(\.self)
    where !countries.contains(code) {
      unknown(code, "exposure '\(exposure.id)' names", at: exposure.location, &findings)
    }
    for pair in exposure.crossings where pair.allSatisfy(countries.contains) {
      if study.places.contains(where: { $0.border?.between == pair }) { continue }
      findings.warning(
        "unmet-crossing", at: exposure.location,
        "exposure '\(exposure.id)' names \(pair.joined(separator: "-")), and no border crossing of the "
          + "study lies between them",
        remedy: "correct the pair, or add the place of the crossing")
    }
    let passages = Set(study.links.flatMap(\.passages))
    for passage in exposure.passages where !passages.contains(passage) {
      findings.error(
        "unknown-passage", at: exposure.location,
        "exposure '\(exposure.id)' names the passage '\(passage)', which no link has",
        remedy: Fields.remedy(for: passage, among: passages, what: "passage"))
    }
  }

  private func unknown(
    _ code: String, _ who: String, at location: SourceLocation, _ findings: inout Findings
  ) {
    findings.error(
      "unknown-country", at: location,
      "\(who) the country '\(code)', which is not in the study",
      remedy: Fields.remedy(for: code, among: countries, what: "country"))
  }

  private func check(
    _ matrix: RegimeMatrix, of process: RegimeProcess, _ findings: inout Findings
  ) {
    if let coded = process.coding.first(where: { $0.year == matrix.start.year }),
      coded.state != matrix.start.state
    {
      findings.warning(
        "start-differs", at: matrix.location,
        "matrix '\(matrix.id)' of process '\(process.id)' begins in \(coded.year) with "
          + "'\(matrix.start.state)', and the year is coded '\(coded.state)'",
        remedy: "correct one of them, or say why in 'note'")
    }
    check(matrix.estimate, of: matrix, of: process, &findings)
    for state in process.states.map(\.id) {
      var sum = 0.0
      for hazard in matrix.hazards where hazard.from.contains(state) {
        sum += study.assumption(hazard.chance).flatMap { value($0.base, .chance) } ?? 0
      }
      if sum > 1 {
        findings.error(
          "row-sum", at: matrix.location,
          "the hazards from '\(state)' in matrix '\(matrix.id)' of process '\(process.id)' sum to "
            + "\(RangeCheck.rounded(sum))", remedy: "make them sum to 1 or less")
      }
    }
  }

  /// Finds an estimate that no coded year tells anything, and one that leaves coded years out.
  private func check(
    _ estimate: RegimeMatrix.Estimate?, of matrix: RegimeMatrix, of process: RegimeProcess,
    _ findings: inout Findings
  ) {
    guard let estimate else { return }
    let subject = "matrix '\(matrix.id)' of process '\(process.id)'"
    let years = Dictionary(process.coding.map { ($0.year, $0.state) }) { first, _ in first }
    let steps = years.filter { $0.key < estimate.through && years[$0.key + 1] != nil }
    guard !steps.isEmpty else {
      findings.error(
        "no-coded-years", at: matrix.location,
        "\(subject) is estimated through \(estimate.through), and no two years in a row are coded "
          + "until then", remedy: "add years to 'coding', or write 'rows' for these states")
      return
    }
    let others = process.coding.filter {
      $0.year <= estimate.through && !estimate.states.contains($0.state)
    }
    if let first = others.first {
      findings.warning(
        "coded-outside", at: matrix.location,
        "\(subject) counts no step from or to \(first.year), which is coded '\(first.state)'"
          + (others.count == 1 ? "" : " (and \(others.count - 1) more years)"),
        remedy: "add the state under 'estimate', or correct the year")
    }
  }

  /// Finds an assumption with a value that its use does not allow, low and high included.
  private func check(_ input: RegimeInput, _ findings: inout Findings) {
    guard let assumption = study.assumption(input.id) else { return }
    let stated = [("low", assumption.low), ("base", assumption.base), ("high", assumption.high)]
    for (name, stated) in stated {
      guard let stated, let value = value(stated, input.kind), !input.kind.allows(value) else {
        continue
      }
      findings.error(
        "out-of-range", at: assumption.location,
        "'\(name)' of assumption '\(input.id)' is \(RangeCheck.rounded(stated.value)) \(stated.unit), "
          + "and regimes.yaml takes it as \(input.kind.words)", remedy: "correct the value")
    }
  }

  /// The value in the unit of its use; nil where the unit does not fit, which is told elsewhere.
  private func value(_ stated: Assumption.Stated, _ kind: RegimeInput.Kind) -> Double? {
    try? stated.unit.convert(stated.value, to: kind.unit)
  }
}
