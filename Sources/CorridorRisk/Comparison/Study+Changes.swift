public import CorridorAppraisal
public import CorridorStudy

extension Study {
  /// The changes of a run, each as it was written, without any of which something holds: the one is taken
  /// back, and the comparison appraised anew.
  func changes(
    of resolved: ResolvedAssumptions, in result: ComparisonResult,
    withoutWhich holds: (ComparisonResult, ResolvedAssumptions) -> Bool
  ) -> [String] {
    resolved.overrides.compactMap { change in
      let others = resolved.overrides.filter { $0.id != change.id }
      guard let without = try? self.resolved(overrides: others, asOf: resolved.asOf),
        let found = try? ComparisonAppraiser(study: self, assumptions: without)
          .appraise(result.comparison, routes: result.routes.map(\.route)),
        holds(found, without)
      else { return nil }
      return "\(change.id)=\(change.text)"
    }
  }
}

extension RiskModel {
  /// The changes of a run, as they were written, without each of which an output is a number in a sample.
  public static func changes(
    of resolved: ResolvedAssumptions, in result: ComparisonResult, of study: Study,
    regimes: Regimes?, selection: RegimeSelection, without output: String, in sample: UInt64,
    method: Design.Method, seed: UInt64, count: UInt64
  ) -> [String] {
    study.changes(of: resolved, in: result) { result, resolved in
      guard
        let model = try? RiskModel(
          result, of: study, resolved: resolved, regimes: regimes, selection: selection,
          asOf: resolved.asOf, samples: count),
        let simulation = try? Simulation(model.world, method: method, seed: seed, count: count)
      else { return false }
      return simulation.isAllowed(output, in: sample)
    }
  }
}
