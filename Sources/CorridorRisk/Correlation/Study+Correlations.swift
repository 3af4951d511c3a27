public import CorridorStudy

extension Study {
  /// That the rank correlations of the study can't hold together, at the place of the one that a repair
  /// changes most; nil where they can.
  public var correlationFinding: Diagnostic? {
    let ids = assumptions.map(\.id)
    let all = correlations.map { RankCorrelation($0.between[0], $0.between[1], $0.rank) }
    // A single correlation that can't be is told where it is read.
    return (try? Copula(all, variables: ids))?.repair?.finding(in: self)
  }
}

extension Copula.Repair {
  /// The repair as a warning, at the place of the correlation of the study that it changes most.
  public func finding(in study: Study) -> Diagnostic {
    let named = changes.first { change in study.correlation(of: change) != nil }
    let location = named.flatMap(study.correlation)?.location ?? study.correlations.first?.location
    return Diagnostic(
      .warning, code: "inconsistent-correlations",
      at: location ?? SourceLocation(file: study.folder), description,
      remedy: "state correlations that can hold together; runs take the nearest that can")
  }
}

extension Study {
  fileprivate func correlation(of change: Copula.Repair.Change) -> CorrelatedAssumptions? {
    let pair = Set([change.first, change.second].map(DrawnOutturn.assumption))
    return correlations.first { Set($0.between) == pair }
  }
}
