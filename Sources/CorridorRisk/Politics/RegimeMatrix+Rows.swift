import CorridorAppraisal
import CorridorStudy

/// What chances are reckoned in: numbers of one run, or columns with a number for every world.
protocol ChanceNumber {
  init(_ value: Double)
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  /// One of two where this number is above 0, the other elsewhere.
  func ifPositive(_ yes: Self, else no: Self) -> Self
  /// Its exponential.
  var exponential: Self { get }
}

extension Double: ChanceNumber {
  func ifPositive(_ yes: Double, else no: Double) -> Double { self > 0 ? yes : no }
  var exponential: Double { Elementary.exp(self) }
}

extension Column: ChanceNumber {
  func ifPositive(_ yes: Column, else no: Column) -> Column { .select(self > 0, yes, no) }
}

/// The values that hazards and splits have, and what becomes of hazards that sum to more than one.
struct ChanceValues<Number: ChanceNumber> {
  /// The value of an assumption in the unit of its kind.
  let value: (_ id: String, _ kind: RegimeInput.Kind) throws(PoliticsError) -> Number
  /// The sum of the hazards from a regime, checked.
  let checked:
    (_ sum: Number, _ state: String, _ matrix: RegimeMatrix) throws(PoliticsError) -> Number
}

extension ChanceValues<Double> {
  /// The values of a run.
  init(_ values: RegimeValues) {
    self.init(
      value: { (id, kind) throws(PoliticsError) in try values.value(id, kind) },
      checked: { (sum, state, matrix) throws(PoliticsError) in
        guard sum <= 1 else {
          throw .study(
            "the hazards from '\(state)' in matrix '\(matrix.id)' sum to \(sum)",
            remedy: "make them sum to 1 or less", location: matrix.location)
        }
        return sum
      })
  }
}

extension RegimeMatrix {
  /// The chances of a step, with what hazards and splits are in a run.
  ///
  /// The matrix belongs to the process; the values are those of the run, or of every world.
  func rows<Number: ChanceNumber>(
    of process: RegimeProcess, values: ChanceValues<Number>
  ) throws(PoliticsError) -> [[Number]] {
    let states = process.states.map(\.id)
    let estimated = try estimatedRows(of: process)
    let generated = try generator(of: process)?.chain().matrix.rows
    var result: [[Number]] = []
    for (place, state) in states.enumerated() {
      let stated =
        generated?[place] ?? rows[state] ?? estimated[state]
        ?? states.indices.map { $0 == place ? 1 : 0 }
      guard stated.count == states.count else {
        throw .study(
          "the row of '\(state)' in matrix '\(id)' has \(stated.count) chances",
          remedy: "write \(states.count)", location: location)
      }
      var row = stated.map { Number($0) }
      try split(&row, of: state, among: states, values)
      try replace(&row, at: place, among: states, values)
      result.append(row)
    }
    return result
  }

  /// The process in continuous time; nil where the chances of a year are stated or counted.
  func generator(of process: RegimeProcess) throws(PoliticsError) -> RegimeGenerator? {
    if rates.isEmpty { return nil }
    let states = process.states.map(\.id)
    var hazards: [RegimeGenerator.Hazard] = []
    for from in states {
      for to in states {
        guard let rate = rates[from]?[to] else { continue }
        hazards.append(RegimeGenerator.Hazard(from: from, to: to, rate: rate))
      }
    }
    return try RegimeGenerator(states: states, hazards: hazards)
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
  private func split<Number: ChanceNumber>(
    _ row: inout [Number], of state: String, among states: [String], _ values: ChanceValues<Number>
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
  private func replace<Number: ChanceNumber>(
    _ row: inout [Number], at place: Int, among states: [String], _ values: ChanceValues<Number>
  ) throws(PoliticsError) {
    var chances: [Int: Number] = [:]
    for hazard in hazards where hazard.from.contains(states[place]) {
      guard let to = states.firstIndex(of: hazard.to), to != place else { continue }
      chances[to] = try (chances[to] ?? Number(0)) + values.value(hazard.chance, .chance)
    }
    if chances.isEmpty { return }
    let places = chances.keys.sorted()
    let sum = try values.checked(
      places.reduce(Number(0)) { $0 + (chances[$1] ?? Number(0)) }, states[place], self)
    let before = row.indices.reduce(Number(0)) { chances[$1] == nil ? $0 + row[$1] : $0 }
    let rest = Number(1) - sum
    for column in row.indices {
      row[column] =
        chances[column] ?? before.ifPositive(row[column] * (rest / before), else: Number(0))
    }
    row[place] = before.ifPositive(row[place], else: rest)
  }
}
