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
    let states = process.states.map(\.id)
    var tilts: [(from: Int, to: Int, logit: Column)] = []
    for tilt in process.tilts {
      let logit = try values.value(tilt.logit, .logit)
      guard let to = states.firstIndex(of: tilt.to) else { continue }
      tilts += tilt.from.compactMap { states.firstIndex(of: $0) }.map { ($0, to, logit) }
    }
    operating = RegimeChain.tilted(moving, tilts)
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
        let bounds = kind.bounds
        return .select(
          converted >= Column(bounds.lowerBound) && converted <= Column(bounds.upperBound),
          converted, .nan)
      },
      checked: { (sum, _, _) throws(PoliticsError) in .select(sum <= 1, sum, .nan) })
  }
}

extension Column {
  fileprivate static var nan: Column { Column(Double.nan) }
}
