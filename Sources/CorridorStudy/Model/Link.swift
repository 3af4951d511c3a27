public import CorridorGeometry

/// A line between two places with one mode, one gauge or product and one status.
public struct Link: Hashable, Sendable, Identifiable {
  /// A stable name, unique in the study.
  public var id: String
  /// What it is called.
  public var names: Names
  /// Id of the place where the line begins.
  public var from: String
  /// Id of the place where the line ends.
  public var to: String
  /// How it carries its load.
  public var mode: Mode
  /// Id of the link class (study.yaml) whose assumptions price it.
  public var linkClass: String
  /// Track gauges in millimetres, for railways; two where the track is of mixed gauge.
  public var gaugesMillimetres: [Int]
  /// Whether it can be used.
  public var status: Status
  /// Year of opening, where known.
  public var opened: Int?
  /// What must be done before a route can use it.
  public var works: Works
  /// Id of the assumption that gives the share of the works' estimate that has been spent; nil for none.
  public var spent: String?
  /// The ground under it.
  public var terrain: Terrain
  /// The published length and where it comes from; nil when none is published.
  public var declared: DeclaredLength?
  /// Other published lengths, which are recorded and never mixed with the declared one.
  public var otherLengths: [DeclaredLength]
  /// The line, from `from` to `to`.
  ///
  /// Between vertices it is a geodesic; it may cross the antimeridian.
  public var line: LineString
  /// How the line was drawn, such as "station by station" or "proposal, schematic".
  public var alignment: String
  /// Whether the drawn line is only a proposal.
  public var isProposal: Bool
  /// Ids of the declared border crossings that the line passes, from `from` to `to`.
  public var crossings: [String]
  /// Named passages of a sea lane, such as `suez`.
  public var passages: [String]
  /// What a reader should know.
  public var note: String?
  /// Why declared / traced is outside the study's band, where it is.
  public var routeFactorReason: String?
  /// Keys of sources.json.
  public var sources: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// A published length.
  public struct DeclaredLength: Hashable, Sendable {
    /// The length in kilometres.
    public var kilometres: Double
    /// The series of kilometre posts or the publication that it belongs to.
    public var series: String
    /// Key of sources.json.
    public var source: String
    /// How well the length is sourced.
    public var sourceClass: SourceClass

    /// Creates a published length.
    public init(kilometres: Double, series: String, source: String, sourceClass: SourceClass) {
      self.kilometres = kilometres
      self.series = series
      self.source = source
      self.sourceClass = sourceClass
    }
  }

  /// Creates a link.
  public init(
    id: String, names: Names, from: String, to: String, mode: Mode, linkClass: String,
    gaugesMillimetres: [Int] = [], status: Status, opened: Int? = nil, works: Works = .none,
    spent: String? = nil, terrain: Terrain = .flat, declared: DeclaredLength? = nil,
    otherLengths: [DeclaredLength] = [], line: LineString, alignment: String,
    isProposal: Bool = false, crossings: [String] = [], passages: [String] = [],
    note: String? = nil, routeFactorReason: String? = nil, sources: [String] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.names = names
    self.from = from
    self.to = to
    self.mode = mode
    self.linkClass = linkClass
    self.gaugesMillimetres = gaugesMillimetres
    self.status = status
    self.opened = opened
    self.works = works
    self.spent = spent
    self.terrain = terrain
    self.declared = declared
    self.otherLengths = otherLengths
    self.line = line
    self.alignment = alignment
    self.isProposal = isProposal
    self.crossings = crossings
    self.passages = passages
    self.note = note
    self.routeFactorReason = routeFactorReason
    self.sources = sources
    self.location = location
  }
}
