public import CorridorNetwork
public import CorridorStudy

extension Regimes {
  /// The assumptions of the processes that some routes are exposed to, in the order of the study: what regimes do
  /// there, and by which chances they follow one another.
  ///
  /// A process that is held has no chances, and of its matrices only the one that is taken counts.
  ///
  /// - Parameters:
  ///   - routes: The routes.
  ///   - selection: Matrices and held processes.
  ///   - date: The ISO date after which nothing may be known; nil for no limit.
  /// - Returns: Each input as often as it is used.
  /// - Throws: `PoliticsError` for matrices that are not there or not known yet.
  public func inputs(
    feltBy routes: [Route], selection: RegimeSelection = RegimeSelection(), asOf date: String? = nil
  ) throws(PoliticsError) -> [RegimeInput] {
    let exposures = routes.map { exposure(of: $0) }
    var inputs: [RegimeInput] = []
    for (place, process) in processes.enumerated() {
      let effects = Set(exposures.compactMap { $0.effects[place] }).sorted()
      guard !effects.isEmpty else { continue }
      inputs += effects.flatMap { process.effects[$0].effects.flatMap(\.inputs) }
      guard !selection.held.contains(process.id) else { continue }
      let matrix = try process.matrix(named: selection.matrices[process.id], asOf: date)
      inputs += matrix.inputs + process.tilts.map { RegimeInput($0.logit, .logit) }
    }
    return inputs
  }
}
