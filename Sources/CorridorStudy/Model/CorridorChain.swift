/// A named chain of links, as people speak of it.
public struct CorridorChain: Hashable, Sendable, Identifiable {
  /// A stable name, unique in the study.
  public var id: String
  /// What it is called.
  public var names: Names
  /// Ids of its links in order; each begins where the one before it ends.
  public var links: [String]
  /// Ids of links that belong to it and leave it at a place on its way: routes along it pass them by.
  public var branches: [String]
  /// The published length of the whole, branches included; nil when only its links have one.
  public var declared: Link.DeclaredLength?
  /// What a reader should know.
  public var note: String?
  /// Keys of sources.json.
  public var sources: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a corridor.
  public init(
    id: String, names: Names, links: [String], branches: [String] = [],
    declared: Link.DeclaredLength? = nil, note: String? = nil, sources: [String] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.names = names
    self.links = links
    self.branches = branches
    self.declared = declared
    self.note = note
    self.sources = sources
    self.location = location
  }
}

/// One way from the origin to the destination of a comparison.
public struct RoutePlan: Hashable, Sendable, Identifiable {
  /// `COMPARISON/ROUTE`, such as `container:westport-eastport/rail`.
  public var id: String
  /// The part after the slash.
  public var shortID: String
  /// Id of the comparison that it belongs to.
  public var comparison: String
  /// What it is called.
  public var names: Names
  /// The nest of the choice model that it belongs to.
  public var nest: String?
  /// Corridors, parts of corridors or single links, in order of travel.
  public var pieces: [Piece]
  /// Id of the place where it ends when that is not the comparison's destination.
  public var destination: String?
  /// Capital beside the links', such as a gauge-change yard.
  public var works: [NodeWorks]
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// A corridor or a link, or the part of a corridor between two places.
  public struct Piece: Hashable, Sendable {
    /// Id of a corridor or of a link.
    public var id: String
    /// Id of the place where the part begins in the direction of travel; nil for an end of it.
    public var from: String?
    /// Id of the place where the part ends in the direction of travel; nil for an end of it.
    public var to: String?
    /// Where it stands in its file.
    public var location: SourceLocation

    /// Creates a piece.
    public init(id: String, from: String? = nil, to: String? = nil, location: SourceLocation) {
      self.id = id
      self.from = from
      self.to = to
      self.location = location
    }
  }

  /// Capital at a place.
  public struct NodeWorks: Hashable, Sendable {
    /// What is built.
    public var name: String
    /// Id of the place.
    public var at: String
    /// Id of the assumption for its money, in all or per unit of power.
    public var capex: String
    /// Id of the assumption for its yearly upkeep as a share of capital.
    public var upkeep: String?
    /// Reference class of its overrun; nil to apply none.
    public var overrun: LinkClass.Overrun?

    /// Creates capital at a place.
    public init(
      name: String, at: String, capex: String, upkeep: String? = nil,
      overrun: LinkClass.Overrun? = nil
    ) {
      self.name = name
      self.at = at
      self.capex = capex
      self.upkeep = upkeep
      self.overrun = overrun
    }
  }

  /// Creates a route.
  public init(
    shortID: String, comparison: String, names: Names, nest: String? = nil, pieces: [Piece],
    destination: String? = nil, works: [NodeWorks] = [], note: String? = nil,
    location: SourceLocation
  ) {
    self.id = comparison + "/" + shortID
    self.shortID = shortID
    self.comparison = comparison
    self.names = names
    self.nest = nest
    self.pieces = pieces
    self.destination = destination
    self.works = works
    self.note = note
    self.location = location
  }
}
