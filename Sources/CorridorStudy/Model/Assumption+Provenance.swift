extension Assumption {
  /// Where its own values are known from.
  public var provenance: Override.Provenance {
    Override.Provenance(
      sourceClass: sourceClass, sources: sources, formula: formula, knownAt: knownAt, note: note)
  }
}

extension ResolvedAssumptions.Origin {
  /// Who changed the value, in words; nil for the study's own.
  public var words: String? {
    switch self {
    case .study: nil
    case .scenario(let id): "set by the scenario \(id)"
    case .override: "set for this run"
    }
  }
}
