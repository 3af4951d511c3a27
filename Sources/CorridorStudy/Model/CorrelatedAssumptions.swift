/// Two assumptions that tend to be high together, or one high when the other is low.
public struct CorrelatedAssumptions: Hashable, Sendable {
  /// Ids of the two assumptions.
  public var between: [String]
  /// Spearman's rank correlation, from -1 to 1.
  public var rank: Double
  /// Keys of sources.json.
  public var sources: [String]
  /// How well it is sourced.
  public var sourceClass: SourceClass
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a correlation.
  public init(
    between: [String], rank: Double, sources: [String] = [], sourceClass: SourceClass,
    note: String? = nil, location: SourceLocation
  ) {
    self.between = between
    self.rank = rank
    self.sources = sources
    self.sourceClass = sourceClass
    self.note = note
    self.location = location
  }
}
