public import CorridorGeometry

/// An area or a point that matters to corridors: an economic zone, ice, a hazard.
public struct Zone: Hashable, Sendable, Identifiable {
  /// What a zone is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A special economic zone.
    case economicZone = "economic_zone"
    /// Water that freezes.
    case ice
    /// Where ships are attacked.
    case piracy
    /// Any other danger.
    case hazard
  }

  /// Where a zone is.
  public enum Shape: Hashable, Sendable {
    /// A place without a known outline.
    case point(Coordinate)
    /// An area.
    case area(MultiPolygon)
  }

  /// A stable name, unique in its file.
  public var id: String
  /// What it is called.
  public var names: Names
  /// What it is.
  public var kind: Kind
  /// ISO 3166-1 alpha-2 code, where it lies in one country.
  public var country: String?
  /// The year since when it exists, where known.
  public var since: Int?
  /// How well that year is sourced; nil where nobody said.
  public var sinceClass: SourceClass?
  /// Where it is.
  public var shape: Shape
  /// How well where it is, is sourced; nil where nobody said.
  public var sourceClass: SourceClass?
  /// What a reader should know.
  public var note: String?
  /// Keys of sources.json.
  public var sources: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a zone.
  public init(
    id: String, names: Names, kind: Kind, country: String? = nil, since: Int? = nil,
    sinceClass: SourceClass? = nil, shape: Shape, sourceClass: SourceClass? = nil,
    note: String? = nil, sources: [String] = [], location: SourceLocation
  ) {
    self.id = id
    self.names = names
    self.kind = kind
    self.country = country
    self.since = since
    self.sinceClass = sinceClass
    self.shape = shape
    self.sourceClass = sourceClass
    self.note = note
    self.sources = sources
    self.location = location
  }
}
