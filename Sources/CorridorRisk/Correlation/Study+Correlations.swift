public import CorridorStudy

extension Study {
  /// That the rank correlations of the study can't hold together, at the place of the one that a repair of
  /// all changes most; nil where they can.
  ///
  /// A run that draws a part of them repairs that part alone, where it needs to be.
  public var correlationFinding: Diagnostic? {
    let all = correlations.map { RankCorrelation($0.between[0], $0.between[1], $0.rank) }
    // A single correlation that can't be is told where it is read.
    return (try? Copula(all, variables: assumptions.map(\.id)))?.repair?.finding(in: self)
  }

  /// The rank correlations that name an assumption without a range, which do nothing, each at its place.
  ///
  /// The mean of a class of overruns needs none: its outturn is drawn.
  public var idleCorrelations: [Diagnostic] {
    let means = Set(referenceMeans)
    let fixed = Set(assumptions.filter { $0.shape == .fixed && !means.contains($0.id) }.map(\.id))
    return correlations.compactMap { correlation in
      let idle = correlation.between.filter(fixed.contains)
      guard let first = idle.first else { return nil }
      return Diagnostic(
        .warning, code: "idle-correlation", at: correlation.location,
        "the correlation of \(correlation.between.joined(separator: " and ")) does nothing: "
          + "\(idle.joined(separator: " and ")) \(idle.count == 1 ? "has" : "have") no range",
        remedy: "give '\(first)' low, high and a shape, or leave the correlation out")
    }
  }

  /// What is to be said of correlations with assumptions that a run takes without a range.
  public func idle(_ fixed: [String]) -> [String] {
    correlations.compactMap { correlation in
      let idle = correlation.between.filter(fixed.contains)
      guard !idle.isEmpty else { return nil }
      let pair = correlation.between.joined(separator: " and ")
      return "the rank correlation of \(pair) does nothing: "
        + "\(idle.joined(separator: " and ")) \(idle.count == 1 ? "has" : "have") no range"
    }
  }
}

extension Copula.Repair {
  /// Correlations as they are once repaired, pairs among them that were not named.
  func applied(to asked: [RankCorrelation]) -> [RankCorrelation] {
    var all = asked
    for change in changes {
      let pair = Set([change.first, change.second])
      let places = all.indices.filter { Set([all[$0].first, all[$0].second]) == pair }
      for place in places { all[place].value = change.used }
      if places.isEmpty {
        all.append(RankCorrelation(change.first, change.second, change.used))
      }
    }
    return all
  }

  /// The repair as a warning, at the place of the correlation of the study that it changes most.
  public func finding(in study: Study) -> Diagnostic {
    let named = changes.first { change in study.correlation(of: change) != nil }
    let location = named.flatMap(study.correlation)?.location ?? study.correlations.first?.location
    return Diagnostic(
      .warning, code: "inconsistent-correlations",
      at: location ?? SourceLocation(file: study.folder), description,
      remedy: "state correlations that can hold together; a run takes the nearest that can of "
        + "those that it draws")
  }
}

extension Study {
  fileprivate func correlation(of change: Copula.Repair.Change) -> CorrelatedAssumptions? {
    let pair = Set([change.first, change.second].map(DrawnOutturn.assumption))
    return correlations.first { Set($0.between) == pair }
  }
}
