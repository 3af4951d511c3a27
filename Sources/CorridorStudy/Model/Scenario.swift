/// A named patch over the assumptions and the network, with inheritance.
public struct Scenario: Hashable, Sendable, Identifiable {
  /// The name of its file, without its ending.
  public var id: String
  /// What it supposes, in a few words.
  public var name: String
  /// Id of the scenario that it patches; nil for the study itself.
  public var inherits: String?
  /// Values by assumption id, as text with a unit, such as `500 km/day`.
  public var set: [Override]
  /// What is otherwise about links.
  public var links: [LinkPatch]
  /// What is open and what is closed.
  public var openings: [Opening]
  /// What has to be built at places of routes, in place of what the routes say.
  public var works: [RouteWorks]
  /// Which routes shippers choose among; nil when it says nothing.
  public var choice: Openness.Choice?
  /// The political process that it supposes; nil when it says nothing.
  public var regimes: RegimePatch?
  /// ISO date of the vintage that it belongs to; nil for none.
  public var asOf: String?
  /// ISO date since when what it states could be known; nil for a supposition, which has no date.
  public var knownAt: String?
  /// What a reader should know.
  public var note: String?
  /// Keys of sources.json for what it asserts.
  public var sources: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Whether it leaves the study otherwise than it is; one that does not is there for others to inherit.
  ///
  /// What it inherits is asked too where that was taken in.
  public var altersAnything: Bool {
    !set.isEmpty || !links.isEmpty || !openings.isEmpty || !works.isEmpty || choice != nil
      || regimes != nil || asOf != nil
  }

  /// Creates a scenario.
  public init(
    id: String, name: String, inherits: String? = nil, set: [Override] = [],
    links: [LinkPatch] = [], openings: [Opening] = [],
    works: [RouteWorks] = [], choice: Openness.Choice? = nil,
    regimes: RegimePatch? = nil, asOf: String? = nil, knownAt: String? = nil, note: String? = nil,
    sources: [String] = [], location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.inherits = inherits
    self.set = set
    self.links = links
    self.openings = openings
    self.works = works
    self.choice = choice
    self.regimes = regimes
    self.asOf = asOf
    self.knownAt = knownAt
    self.note = note
    self.sources = sources
    self.location = location
  }
}

/// What a scenario says has to be built at places of a route.
public struct RouteWorks: Hashable, Sendable {
  /// Id of the route.
  public var route: String
  /// The works, all of them.
  public var works: [RoutePlan.NodeWorks]
  /// ISO date since when they could be known; nil for a supposition, which has no date.
  public var knownAt: String?
  /// Where the scenario says so.
  public var location: SourceLocation

  /// Creates the works of a route.
  public init(
    route: String, works: [RoutePlan.NodeWorks], knownAt: String? = nil, location: SourceLocation
  ) {
    self.route = route
    self.works = works
    self.knownAt = knownAt
    self.location = location
  }
}

/// A changed value of one assumption.
public struct Override: Hashable, Sendable {
  /// Id of the assumption.
  public var id: String
  /// The value or the distribution with its unit and, for money, its price year:
  /// `5.0 MUSD/km @2024`, `triangular(2, 3.2, 5) MUSD/km @2013`.
  public var text: String
  /// Where the value comes from, as far as a scenario says so.
  public var provenance: Provenance?
  /// Where it stands in its file, or the option that said it.
  public var location: SourceLocation

  /// Where a changed value comes from.
  public struct Provenance: Hashable, Sendable {
    /// How well it is sourced.
    public var sourceClass: SourceClass
    /// Keys of sources.json.
    public var sources: [String]
    /// The formula, when the class is `derived`.
    public var formula: String?
    /// ISO date since when the figure could be known; nil where nothing is said.
    public var knownAt: String?
    /// What a reader should know.
    public var note: String?

    /// Creates a provenance; what nobody sourced is a judgement.
    public init(
      sourceClass: SourceClass = .judgement, sources: [String] = [], formula: String? = nil,
      knownAt: String? = nil, note: String? = nil
    ) {
      self.sourceClass = sourceClass
      self.sources = sources
      self.formula = formula
      self.knownAt = knownAt
      self.note = note
    }
  }

  /// Creates an override.
  public init(
    id: String, text: String, provenance: Provenance? = nil, location: SourceLocation
  ) {
    self.id = id
    self.text = text
    self.provenance = provenance
    self.location = location
  }
}
