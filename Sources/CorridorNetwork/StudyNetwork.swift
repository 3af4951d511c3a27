public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// The links of a study, measured, and the routes and corridors that they make.
public struct StudyNetwork: Sendable {
  /// The study.
  public let study: Study
  private let measured: [String: MeasuredLink]

  /// Measures links against borders.
  ///
  /// - Parameters:
  ///   - study: the study.
  ///   - borders: its countries.
  ///   - assumptions: give the route factors of link classes.
  ///   - links: ids of the links that are needed; nil for all.
  /// - Throws: `NetworkError` naming the link that can't be measured.
  public init(
    study: Study, borders: BorderIndex, assumptions: ResolvedAssumptions,
    links: Set<String>? = nil
  ) throws(NetworkError) {
    try self.init(
      study: study, lines: Self.measures(of: study, borders: borders, links: links),
      assumptions: assumptions)
  }

  /// Joins links whose lines were measured before.
  ///
  /// - Parameters:
  ///   - study: the study.
  ///   - lines: what the lines of links measure, by id of link; the other links are left out.
  ///   - assumptions: give the route factors of link classes.
  /// - Throws: `NetworkError` naming the link whose length can't be had.
  public init(
    study: Study, lines: [String: LineMeasure], assumptions: ResolvedAssumptions
  ) throws(NetworkError) {
    self.study = study
    let wanted = study.links.filter { lines[$0.id] != nil }
    let factors = wanted.compactMap { Self.factorID(of: $0, in: study) }
    do { try assumptions.require(factors, of: study) } catch { throw .assumption(error) }
    var measured: [String: MeasuredLink] = [:]
    for link in wanted {
      guard let line = lines[link.id] else { continue }
      measured[link.id] = try Self.checked(
        MeasuredLink(link, line: line, factor: try Self.factor(of: link, in: study, assumptions)))
    }
    self.measured = measured
  }

  /// What the lines of links measure against borders.
  ///
  /// - Parameters:
  ///   - study: the study.
  ///   - borders: its countries.
  ///   - links: ids of the links that are needed; nil for all.
  /// - Returns: the measures by id of link.
  /// - Throws: `NetworkError` naming the link that can't be measured.
  public static func measures(
    of study: Study, borders: BorderIndex, links: Set<String>? = nil
  ) throws(NetworkError) -> [String: LineMeasure] {
    let measurer = LineMeasurer(settings: study.settings.geometry, borders: borders)
    var measures: [String: LineMeasure] = [:]
    for link in study.links where links?.contains(link.id) ?? true {
      do { measures[link.id] = try measurer.measure(link, ends: study.countries(of: link)) } catch {
        throw .geometry(link: link.id, location: link.location, error)
      }
    }
    return measures
  }

  /// The assumption that gives the route factor of a link whose length nobody has published.
  private static func factorID(of link: Link, in study: Study) -> String? {
    link.declared == nil ? study.linkClass(link.linkClass)?.routeFactor : nil
  }

  private static func factor(
    of link: Link, in study: Study, _ assumptions: ResolvedAssumptions
  ) throws(NetworkError) -> (id: String, value: Double)? {
    guard let id = factorID(of: link, in: study), let found = assumptions[id] else { return nil }
    guard factors.contains(found.value) else {
      throw .factor(
        link: link.id, location: study.location(of: id, in: assumptions), id, found.value)
    }
    return (id, found.value)
  }

  /// Not how long a line may be, but how far a slip of the decimal point is caught.
  private static let factors = 0.1...10

  /// The link, unless its declared length is that of another line.
  private static func checked(_ measured: MeasuredLink) throws(NetworkError) -> MeasuredLink {
    guard let declared = measured.link.declared, let factor = measured.routeFactor,
      !factors.contains(factor)
    else { return measured }
    throw .declared(
      link: measured.link.id, location: measured.link.location, kilometres: declared.kilometres,
      traced: measured.traced)
  }

  /// Ids of the links that the routes of a comparison travel.
  public static func links(of comparison: String, in study: Study) throws(NetworkError)
    -> Set<String>
  {
    var ids: Set<String> = []
    for plan in study.routes(of: comparison) {
      for (link, _) in try ordered(plan, in: study) { ids.insert(link.id) }
    }
    return ids
  }

  /// Boxes round the lines of links, in pieces, so that borders elsewhere need not be read.
  public static func region(of links: [Link]) -> [BoundingBox] {
    links.flatMap { $0.line.geodesicBoxes() }
  }

  /// A link that the study does not list, with the length that is costed.
  ///
  /// - Throws: `NetworkError` when the route factor of its class can't be had.
  public static func measured(
    _ link: Link, line: LineMeasure, of study: Study, assumptions: ResolvedAssumptions
  ) throws(NetworkError) -> MeasuredLink {
    if let id = factorID(of: link, in: study) {
      do { try assumptions.require([id], of: study) } catch { throw .assumption(error) }
    }
    return try checked(
      MeasuredLink(link, line: line, factor: try factor(of: link, in: study, assumptions)))
  }

  /// The measured link of that id.
  public func link(_ id: String) -> MeasuredLink? { measured[id] }

  /// Every measured link, in the study's order.
  public var links: [MeasuredLink] { study.links.compactMap { measured[$0.id] } }

  /// A route, laid out.
  public func route(_ plan: RoutePlan) throws(NetworkError) -> Route {
    var parts: [(measured: MeasuredLink, isReversed: Bool)] = []
    for (link, isReversed) in try Self.ordered(plan, in: study) {
      guard let found = measured[link.id] else { throw .notMeasured(link: link.id) }
      parts.append((found, isReversed))
    }
    return RouteBuilder(study: study).route(plan, along: parts)
  }

  /// The routes of a comparison, laid out, in the study's order.
  public func routes(of comparison: String) throws(NetworkError) -> [Route] {
    var routes: [Route] = []
    for plan in study.routes(of: comparison) { routes.append(try route(plan)) }
    return routes
  }

  /// A corridor, laid out from the beginning of its first link.
  public func corridor(_ chain: CorridorChain) throws(NetworkError) -> Route {
    let plan = RoutePlan(
      shortID: chain.id, comparison: "corridor", names: chain.names,
      pieces: [RoutePlan.Piece(id: chain.id, location: chain.location)], note: chain.note,
      location: chain.location)
    return try route(plan)
  }

  /// The branches of a corridor, each laid out from its beginning as a route of its own.
  public func branches(of chain: CorridorChain) throws(NetworkError) -> [Route] {
    var routes: [Route] = []
    for id in chain.branches {
      guard let found = measured[id] else { throw .notMeasured(link: id) }
      let plan = RoutePlan(
        shortID: id, comparison: "corridor", names: found.link.names,
        pieces: [RoutePlan.Piece(id: id, location: chain.location)], location: chain.location)
      routes.append(RouteBuilder(study: study).route(plan, along: [(found, false)]))
    }
    return routes
  }

  private static func ordered(_ plan: RoutePlan, in study: Study) throws(NetworkError)
    -> [(link: Link, isReversed: Bool)]
  {
    do {
      return try study.orderedLinks(of: plan).map { (link: $0.link, isReversed: $0.reversed) }
    } catch {
      throw .layout(route: plan.id, error)
    }
  }
}

extension Study {
  /// Countries of the places where a link begins and ends.
  func countries(of link: Link) -> (from: String?, to: String?) {
    (from: place(link.from)?.country, to: place(link.to)?.country)
  }

  /// Where the value that an assumption has in a run was stated.
  public func location(of assumption: String, in run: ResolvedAssumptions) -> SourceLocation {
    run.overrides.first { $0.id == assumption }?.location ?? self.assumption(assumption)?.location
      ?? SourceLocation(file: folder)
  }
}

/// Why a network could not be laid out.
public enum NetworkError: Error, Sendable, CustomStringConvertible {
  /// The line of a link can't be measured.
  case geometry(link: String, location: SourceLocation, GeometryError)
  /// A link was asked for that was left out of the measuring.
  case notMeasured(link: String)
  /// The pieces of a route do not join.
  case layout(route: String, StudyError)
  /// An assumption was not known yet.
  case assumption(StudyError)
  /// A route factor that no line can have.
  case factor(link: String, location: SourceLocation, String, Double)
  /// A declared length that is not the length of the drawn line by far.
  case declared(link: String, location: SourceLocation, kilometres: Double, traced: Length)

  /// What is wrong, where, and the remedy.
  public var description: String {
    switch self {
    case .geometry(let link, let location, let error):
      "\(location): error: link `\(link)` can't be measured: \(error)"
    case .notMeasured(let link):
      "link `\(link)` was left out of the measuring; measure all links of the route"
    case .layout(_, let error): "\(error)"
    case .assumption(let error): "\(error)"
    case .factor(let link, let location, let id, let value):
      "\(location): error: route factor `\(id)` of link `\(link)` is \(value); give 0.1 to 10"
    case .declared(let link, let location, let kilometres, let traced):
      "\(location): error: link `\(link)` is declared with \(kilometres) km and drawn with "
        + "\(traced.kilometres.rounded()) km; mend declared_km, which may be 0.1 to 10 times the "
        + "line, or draw the whole line"
    }
  }

  /// Where the mistake stands, of one that is a link's own.
  public var location: SourceLocation? {
    switch self {
    case .geometry(_, let location, _), .factor(_, let location, _, _),
      .declared(_, let location, _, _):
      location
    case .notMeasured, .layout, .assumption: nil
    }
  }
}
