public import CorridorGeometry

/// A named point: a station, a port, a border crossing, a field, a terminal.
public struct Place: Hashable, Sendable, Identifiable {
  /// What a place is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A station of a railway.
    case station
    /// A port.
    case port
    /// Where lines meet.
    case junction
    /// A field of oil or gas.
    case field
    /// A terminal.
    case terminal
    /// A town or city.
    case city
    /// Where a cable or pipeline comes ashore.
    case landing
    /// An economic zone.
    case zone
    /// The declared point where links cross from one country to another.
    case borderCrossing = "border_crossing"
  }

  /// A stable name, unique in the study.
  public var id: String
  /// What it is called.
  public var names: Names
  /// What it is.
  public var kind: Kind
  /// ISO 3166-1 alpha-2 code; nil for a border crossing, which belongs to two.
  public var country: String?
  /// Where it is.
  public var coordinate: Coordinate
  /// How the coordinate was had, such as `geonames:2014407` or `digitised`.
  public var provenance: String?
  /// What is known of a border crossing; nil for every other kind.
  public var border: Border?
  /// Id of the assumption that gives the days per year with ice, for ports.
  public var iceDays: String?
  /// How well where it is, is sourced; nil where nobody said.
  public var sourceClass: SourceClass?
  /// What a reader should know.
  public var note: String?
  /// Keys of sources.json.
  public var sources: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// A declared border crossing.
  public struct Border: Hashable, Sendable {
    /// The two countries, in alphabetical order.
    public var between: [String]
    /// The gauge on each side, in millimetres, by country; empty where no railway crosses.
    public var gaugeMillimetres: [String: Int]
    /// Whether transit may pass today.
    public var open: Bool
    /// Why it is closed, or since when it is open.
    public var reason: String?

    /// Creates what is known of a crossing.
    public init(
      between: [String], gaugeMillimetres: [String: Int] = [:], open: Bool, reason: String? = nil
    ) {
      self.between = between.sorted()
      self.gaugeMillimetres = gaugeMillimetres
      self.open = open
      self.reason = reason
    }
  }

  /// Creates a place.
  public init(
    id: String, names: Names, kind: Kind, country: String?, coordinate: Coordinate,
    provenance: String? = nil, border: Border? = nil, iceDays: String? = nil,
    sourceClass: SourceClass? = nil, note: String? = nil,
    sources: [String] = [], location: SourceLocation
  ) {
    self.id = id
    self.names = names
    self.kind = kind
    self.country = country
    self.coordinate = coordinate
    self.provenance = provenance
    self.border = border
    self.iceDays = iceDays
    self.sourceClass = sourceClass
    self.note = note
    self.sources = sources
    self.location = location
  }
}
