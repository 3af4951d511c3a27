/// A kilometre post of a railway, in one series of posts.
public struct ChainagePost: Hashable, Sendable {
  /// The series; posts of two series never mix.
  public var series: String
  /// The station as its source names it.
  public var station: String
  /// Id of the place, where the study has it.
  public var place: String?
  /// Kilometres from the beginning of the series.
  public var kilometres: Double
  /// Key of sources.json; nil for one from memory or judgement.
  public var source: String?
  /// How well it is sourced.
  public var sourceClass: SourceClass
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a post.
  public init(
    series: String, station: String, place: String? = nil, kilometres: Double,
    source: String? = nil, sourceClass: SourceClass, location: SourceLocation
  ) {
    self.series = series
    self.station = station
    self.place = place
    self.kilometres = kilometres
    self.source = source
    self.sourceClass = sourceClass
    self.location = location
  }
}
