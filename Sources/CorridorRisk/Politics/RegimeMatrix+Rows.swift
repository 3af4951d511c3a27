import CorridorStudy

extension RegimeMatrix {
  /// The chances of a step, with what hazards and splits are in a run.
  ///
  /// The matrix belongs to the process; the values are those of the run.
  func rows(
    of process: RegimeProcess, values: RegimeValues
  ) throws(PoliticsError) -> [[Double]] {
    let states = process.states.map(\.id)
    let estimated = try estimatedRows(of: process)
    var result: [[Double]] = []
    for (place, state) in states.enumerated() {
      var row =
        rows[state] ?? estimated[state] ?? states.indices.map { $0 == place ? 1 : 0 }
      guard row.count == states.count else {
        throw .study(
          "the row of '\(state)' in matrix '\(id)' has \(row.count) chances",
          remedy: "write \(states.count)", location: location)
      }
      try split(&row, of: state, among: states, values)
      try replace(&row, at: place, among: states, values)
      result.append(row)
    }
    return result
  }

  private func estimatedRows(of process: RegimeProcess) throws(PoliticsError) -> [String: [Double]]
  {
    guard let estimate else { return [:] }
    let counts = try TransitionCounts(
      of: process.coding.map { (year: $0.year, state: $0.state) }, states: estimate.states,
      through: estimate.through)
    let means = try counts.posteriorMeans(prior: estimate.prior)
    var rows: [String: [Double]] = [:]
    for (state, chances) in zip(estimate.states, means) {
      rows[state] = process.states.map { other in
        estimate.states.firstIndex(of: other.id).map { chances[$0] } ?? 0
      }
    }
    return rows
  }

  /// Splits what goes to two regimes together.
  private func split(
    _ row: inout [Double], of state: String, among states: [String], _ values: RegimeValues
  ) throws(PoliticsError) {
    for split in splits where split.from.contains(state) {
      let places = split.to.compactMap { states.firstIndex(of: $0) }
      guard places.count == 2, places[0] != places[1] else { continue }
      let share = try values.value(split.share, .share)
      let both = row[places[0]] + row[places[1]]
      row[places[0]] = share * both
      row[places[1]] = both - row[places[0]]
    }
  }

  /// Puts hazards in the place of chances; the others shrink or grow in proportion.
  private func replace(
    _ row: inout [Double], at place: Int, among states: [String], _ values: RegimeValues
  ) throws(PoliticsError) {
    var chances: [Int: Double] = [:]
    for hazard in hazards where hazard.from.contains(states[place]) {
      guard let to = states.firstIndex(of: hazard.to), to != place else { continue }
      chances[to, default: 0] += try values.value(hazard.chance, .chance)
    }
    if chances.isEmpty { return }
    let places = chances.keys.sorted()
    let sum = places.reduce(0) { $0 + (chances[$1] ?? 0) }
    guard sum <= 1 else {
      throw .study(
        "the hazards from '\(states[place])' in matrix '\(id)' sum to \(sum)",
        remedy: "make them sum to 1 or less", location: location)
    }
    let before = row.indices.reduce(0) { $0 + (chances[$1] == nil ? row[$1] : 0) }
    for column in row.indices {
      row[column] = chances[column] ?? (before > 0 ? row[column] * ((1 - sum) / before) : 0)
    }
    if before <= 0 { row[place] = 1 - sum }
  }
}
