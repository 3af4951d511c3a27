public import CorridorGeometry

/// The land of a country.
public struct CountryShape: Hashable, Sendable, Identifiable {
  /// ISO 3166-1 alpha-2 code.
  public var code: String
  /// What it is called.
  public var names: Names
  /// The land, with its islands.
  public var polygon: MultiPolygon
  /// Keys of sources.json.
  public var sources: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// The code.
  public var id: String { code }

  /// Creates a country.
  public init(
    code: String, names: Names, polygon: MultiPolygon, sources: [String] = [],
    location: SourceLocation
  ) {
    self.code = code
    self.names = names
    self.polygon = polygon
    self.sources = sources
    self.location = location
  }
}

/// A line between two countries that is drawn better than their polygons were.
public struct Boundary: Hashable, Sendable, Identifiable {
  /// A stable name, such as `mdl`.
  public var id: String
  /// What it is called.
  public var names: Names
  /// The two countries, in alphabetical order.
  public var between: [String]
  /// The line.
  public var line: LineString
  /// The published length in kilometres, where there is one.
  public var declaredKilometres: Double?
  /// How well that length is sourced; nil where nobody said.
  public var declaredClass: SourceClass?
  /// How the line was had.
  public var provenance: String
  /// How well where it is, is sourced; nil where nobody said.
  public var sourceClass: SourceClass?
  /// What a reader should know.
  public var note: String?
  /// Keys of sources.json.
  public var sources: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a boundary.
  public init(
    id: String, names: Names, between: [String], line: LineString,
    declaredKilometres: Double? = nil, declaredClass: SourceClass? = nil, provenance: String,
    sourceClass: SourceClass? = nil, note: String? = nil, sources: [String] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.names = names
    self.between = between.sorted()
    self.line = line
    self.declaredKilometres = declaredKilometres
    self.declaredClass = declaredClass
    self.provenance = provenance
    self.sourceClass = sourceClass
    self.note = note
    self.sources = sources
    self.location = location
  }
}

/// The borders of a study: the land of every country and the lines that are drawn better.
public struct Borders: Hashable, Sendable {
  /// Every country, in the order of the file.
  public var countries: [CountryShape]
  /// Every boundary, in the order of the file.
  public var boundaries: [Boundary]

  /// Creates borders.
  public init(countries: [CountryShape], boundaries: [Boundary]) {
    self.countries = countries
    self.boundaries = boundaries
  }

  /// English names by country code.
  public var names: [String: String] {
    Dictionary(countries.map { ($0.code, $0.names.english) }) { first, _ in first }
  }
}
