public import CorridorUnits

/// A study as its folder states it: every id is resolved and every invariant checked.
///
/// Collections keep the order of their files. Look-ups by id are of constant time; they know what the
/// study was created with.
public struct Study: Sendable {
  /// The folder that it was read from, as the user named it.
  public var folder: String
  /// What the study says of itself as a whole.
  public var settings: Settings
  /// Every place.
  public let places: [Place]
  /// Every link.
  public let links: [Link]
  /// Every corridor.
  public let corridors: [CorridorChain]
  /// Every route of every comparison.
  public let routes: [RoutePlan]
  /// Every comparison.
  public let comparisons: [Comparison]
  /// Every service.
  public let services: [Service]
  /// Every link class.
  public let linkClasses: [LinkClass]
  /// The rules for what happens on the way; of two alike the later wins.
  public var events: [Event]
  /// Every number, in the order of the file.
  public let assumptions: [Assumption]
  /// Which assumptions tend to be high or low together.
  public var correlations: [CorrelatedAssumptions] = []
  /// Every source.
  public let citations: [Citation]
  /// Price indices and exchange rates.
  public var deflators: Deflators
  /// Where price indices and exchange rates come from.
  public var priceFacts = PriceFacts()
  /// What was found while reading and does not prevent use.
  public var warnings: [Diagnostic]
  /// What may be used in a run; without a scenario everything, as in the if-open case.
  public internal(set) var openness = Openness()
  /// Every mention of one thing by another, which tells what is used.
  package var references: [Reference] = []
  private let index: StudyIndex

  /// Creates a study; `StudyReader` is the way to have one checked.
  public init(
    folder: String, settings: Settings, places: [Place], links: [Link],
    corridors: [CorridorChain], routes: [RoutePlan], comparisons: [Comparison],
    services: [Service], linkClasses: [LinkClass], events: [Event], assumptions: [Assumption],
    citations: [Citation], deflators: Deflators, warnings: [Diagnostic]
  ) {
    self.folder = folder
    self.settings = settings
    self.places = places
    self.links = links
    self.corridors = corridors
    self.routes = routes
    self.comparisons = comparisons
    self.services = services
    self.linkClasses = linkClasses
    self.events = events
    self.assumptions = assumptions
    self.citations = citations
    self.deflators = deflators
    self.warnings = warnings
    index = StudyIndex(
      places: places, links: links, corridors: corridors, routes: routes, comparisons: comparisons,
      services: services, linkClasses: linkClasses, assumptions: assumptions, citations: citations)
  }

  /// The place of that id.
  public func place(_ id: String) -> Place? { index.places[id].map { places[$0] } }

  /// The link of that id.
  public func link(_ id: String) -> Link? { index.links[id].map { links[$0] } }

  /// The place of a link of that id in ``links``.
  func linkIndex(_ id: String) -> Int? { index.links[id] }

  /// Whether there is a place of that id.
  func hasPlace(_ id: String) -> Bool { index.places[id] != nil }

  /// The corridor of that id.
  public func corridor(_ id: String) -> CorridorChain? { index.corridors[id].map { corridors[$0] } }

  /// The route of that id, such as `container:westport-eastport/rail`.
  public func route(_ id: String) -> RoutePlan? { index.routes[id].map { routes[$0] } }

  /// The routes of a comparison, in the order of the file.
  public func routes(of comparison: String) -> [RoutePlan] {
    routes.filter { $0.comparison == comparison }
  }

  /// The comparison of that id.
  public func comparison(_ id: String) -> Comparison? {
    index.comparisons[id].map { comparisons[$0] }
  }

  /// The service of that id.
  public func service(_ id: String) -> Service? { index.services[id].map { services[$0] } }

  /// The link class of that id.
  public func linkClass(_ id: String) -> LinkClass? {
    index.linkClasses[id].map { linkClasses[$0] }
  }

  /// The assumption of that id.
  public func assumption(_ id: String) -> Assumption? {
    index.assumptions[id].map { assumptions[$0] }
  }

  /// The source of that key.
  public func citation(_ id: String) -> Citation? { index.citations[id].map { citations[$0] } }
}

/// Where everything stands in the collections of a study, by id.
private struct StudyIndex: Sendable {
  let places: [String: Int]
  let links: [String: Int]
  let corridors: [String: Int]
  let routes: [String: Int]
  let comparisons: [String: Int]
  let services: [String: Int]
  let linkClasses: [String: Int]
  let assumptions: [String: Int]
  let citations: [String: Int]

  init(
    places: [Place], links: [Link], corridors: [CorridorChain], routes: [RoutePlan],
    comparisons: [Comparison], services: [Service], linkClasses: [LinkClass],
    assumptions: [Assumption], citations: [Citation]
  ) {
    self.places = Self.byID(places)
    self.links = Self.byID(links)
    self.corridors = Self.byID(corridors)
    self.routes = Self.byID(routes)
    self.comparisons = Self.byID(comparisons)
    self.services = Self.byID(services)
    self.linkClasses = Self.byID(linkClasses)
    self.assumptions = Self.byID(assumptions)
    self.citations = Self.byID(citations)
  }

  private static func byID<T: Identifiable<String>>(_ items: [T]) -> [String: Int] {
    var index: [String: Int] = [:]
    index.reserveCapacity(items.count)
    for (place, item) in items.enumerated() where index[item.id] == nil { index[item.id] = place }
    return index
  }
}
