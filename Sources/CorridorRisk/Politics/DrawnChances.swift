import CorridorStudy
import CorridorUnits

/// The chances of a process in every world, where an assumption that they rest on is drawn.
struct DrawnChances {
  /// The chances of a year, row by row.
  let moving: [[Column]]
  /// The same while a corridor that is exposed operates.
  let operating: [[Column]]

  /// The chances of each process of a model; nil for those of which nothing is drawn.
  static func all(
    _ regimes: Regimes, model: RegimeModel, values: RegimeValues,
    drawn: [String: (column: Column, unit: Unit)]
  ) throws(PoliticsError) -> [DrawnChances?] {
    var all: [DrawnChances?] = []
    for (process, numbers) in zip(regimes.processes, model.processes) {
      guard let matrix = process.matrix(numbers.matrix),
        (matrix.hazards.map(\.chance) + matrix.splits.map(\.share) + process.tilts.map(\.logit))
          .contains(where: { drawn[$0] != nil })
      else {
        all.append(nil)
        continue
      }
      all.append(try DrawnChances(process, matrix, ChanceValues(values, drawn: drawn)))
    }
    return all
  }

  private init(_ process: RegimeProcess, _ matrix: RegimeMatrix, _ values: ChanceValues<Column>)
    throws(PoliticsError)
  {
    moving = try matrix.rows(of: process, values: values)
    operating = try Self.tilted(moving, process, values)
  }

  /// As ``RegimeChain/tilted(_:)`` has it.
  private static func tilted(
    _ rows: [[Column]], _ process: RegimeProcess, _ values: ChanceValues<Column>
  ) throws(PoliticsError) -> [[Column]] {
    var rows = rows
    let states = process.states.map(\.id)
    for tilt in process.tilts {
      let factor = try values.value(tilt.logit, .logit).exponential
      guard let to = states.firstIndex(of: tilt.to) else { continue }
      for from in tilt.from.compactMap({ states.firstIndex(of: $0) }) {
        let chance = rows[from][to]
        let odds = chance / (1 - chance) * factor
        rows[from][to] = .select(chance < 1, odds / (1 + odds), chance)
      }
    }
    return rows.map { row in
      let sum = row.reduce(0) { $0 + $1 }
      return row.map { $0 / sum }
    }
  }
}

extension ChanceValues<Column> {
  /// The values of every world: drawn where the assumption is, else those of the run.
  ///
  /// What is drawn outside of what makes sense becomes not a number, which ends the run and is named.
  init(_ values: RegimeValues, drawn: [String: (column: Column, unit: Unit)]) {
    self.init(
      value: { (id, kind) throws(PoliticsError) in
        let value = try values.value(id, kind)
        guard let (column, unit) = drawn[id], let factor = try? unit.factor(to: kind.unit) else {
          return Column(value)
        }
        let converted = factor == 1 ? column : column * Column(factor)
        let limits = kind == .logit ? (low: -50.0, high: 50.0) : (low: 0.0, high: 1.0)
        return .select(
          converted >= Column(limits.low) && converted <= Column(limits.high), converted, .nan)
      },
      checked: { (sum, _, _) throws(PoliticsError) in .select(sum <= 1, sum, .nan) })
  }
}

extension Column {
  fileprivate static var nan: Column { Column(Double.nan) }
}
