import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// Three countries in a row on the equator, AA, BB and CC, each two degrees wide, with their links.
///
/// A degree of longitude on the equator is the equatorial radius of WGS 84 times pi / 180:
/// 6,378,137 m x 0.0174532925... = 111.31949079327358 km.
struct AuditWorld {
  static let degree = 111.31949079327358

  var links: [Link] = []
  var zones: [Zone] = []
  var assumptions: [Assumption] = []
  var routes: [(id: String, links: [String], outcomes: [(key: String, outcome: Outcome)])] = []
  var missing: [String: String] = [:]

  static func location(_ line: Int = 1) -> CorridorStudy.SourceLocation {
    CorridorStudy.SourceLocation(file: "world", line: line, column: 1)
  }

  /// A link of an id such as `a-b` along longitudes on the equator, or along other coordinates.
  static func link(
    _ id: String, _ mode: Mode = .rail, through coordinates: [(Double, Double)],
    declared: Double? = nil
  ) throws -> Link {
    let ends = id.split(separator: "-").map(String.init)
    return Link(
      id: id, names: Names(english: id), from: ends[0], to: ends[1], mode: mode, linkClass: "any",
      status: .operating,
      declared: declared.map {
        Link.DeclaredLength(
          kilometres: $0, series: "posts", source: "BOOK", sourceClass: .sourced)
      },
      line: try LineString(coordinates.map { Coordinate(longitude: $0.0, latitude: $0.1) }),
      alignment: "a line", location: location())
  }

  static func assumption(
    _ id: String, _ value: Double, _ unit: String, year: Int? = nil, knownAt: String = "2010-01-01"
  ) throws -> Assumption {
    Assumption(
      id: id, name: id,
      base: Assumption.Stated(value: value, unit: try Unit(unit), priceYear: year), shape: .fixed,
      knownAt: knownAt, sources: [], sourceClass: .judgement, location: location())
  }

  /// A railway from AA through BB to CC, declared on its first half only.
  static func railway() throws -> AuditWorld {
    var world = AuditWorld()
    world.links = [
      try link("a-b", through: [(1, 0), (3, 0)], declared: 250),
      try link("b-c", through: [(3, 0), (5, 0)]),
    ]
    return world
  }

  private func study() throws -> Study {
    let base = PriceBase(currency: try #require(Currency("USD")), year: 2020)
    let ids = Set(links.flatMap { [$0.from, $0.to] }).sorted()
    return Study(
      folder: "world",
      settings: Settings(
        id: "world", title: "World", summary: "", worldview: "", attribution: "", priceBase: base,
        geometry: Settings.GeometrySettings(
          deviation: Length(metres: 20), sliver: Length(metres: 1500),
          seaSliver: Length(metres: 25_000), stationWithin: Length(kilometres: 25),
          linkEndWithin: Length(kilometres: 15), routeFactor: 0.9...2, routeFactorListed: 1.3),
        appraisal: Settings.AppraisalSettings(
          constructionYears: "", operationYears: "", economicRate: "", privateRate: "",
          reinvestmentRate: "", carbonPrice: "", terrain: [:])),
      places: ids.map { id in
        Place(
          id: id, names: Names(english: id), kind: .port, country: "AA",
          coordinate: Coordinate(longitude: 1, latitude: 0), iceDays: id == "a" ? "ice" : nil,
          location: Self.location())
      }, links: links,
      corridors: [
        CorridorChain(
          id: "line", names: Names(english: "Line"), links: links.prefix(2).map(\.id),
          location: Self.location())
      ], routes: routes.map { plan($0.id) }, comparisons: [], services: [], linkClasses: [],
      events: [], assumptions: assumptions, citations: [],
      deflators: try Deflators(rows: [
        Deflators.Row(series: "USD", year: 2010, value: 80),
        Deflators.Row(series: "USD", year: 2020, value: 100),
      ]), warnings: [])
  }

  private func plan(_ id: String) -> RoutePlan {
    let parts = id.split(separator: "/").map(String.init)
    let links = routes.first { $0.id == id }?.links ?? []
    return RoutePlan(
      shortID: parts[1], comparison: parts[0], names: Names(english: id),
      pieces: links.map { RoutePlan.Piece(id: $0, location: Self.location()) },
      location: Self.location())
  }

  func quantities(asOf: String? = nil) throws -> Quantities {
    let study = try study()
    let resolved = try study.resolved(asOf: asOf)
    let countries = try ["AA", "BB", "CC"].enumerated().map { index, code in
      let west = Double(index * 2)
      let ring = [(west, -1.0), (west + 2, -1), (west + 2, 1), (west, 1), (west, -1)]
      let polygon = try Polygon(
        exterior: ring.map { Coordinate(longitude: $0.0, latitude: $0.1) })
      return (code: code, polygon: MultiPolygon([polygon]))
    }
    let network = try StudyNetwork(
      study: study, borders: try BorderIndex(countries: countries), assumptions: resolved)
    let figures = try routes.filter { missing[plan($0.id).comparison] == nil }.map { route in
      Quantities.RouteFigures(
        route: try network.route(plan(route.id)), outcomes: route.outcomes)
    }
    return Quantities(
      network: network,
      boundaries: [
        Boundary(
          id: "aa-bb", names: Names(english: "AA-BB"), between: ["AA", "BB"],
          line: try LineString([
            Coordinate(longitude: 2, latitude: -1), Coordinate(longitude: 2, latitude: 1),
          ]), provenance: "drawn", location: Self.location())
      ], zones: zones, assumptions: resolved, routes: figures, missing: missing)
  }

  /// A claim with some checks.
  static func claim(
    _ rules: [Claim.Rule], stated: Claim.Stated? = nil, mode: Claim.Mode = .derived,
    covers: String? = nil, needs: String? = nil, isPremise: Bool = false
  ) -> Claim {
    Claim(
      id: "c1", statement: "something is so", source: "BOOK", mode: mode, stated: stated,
      checks: rules.enumerated().map {
        Claim.Check($1, isPremise: isPremise, location: location(7 + $0))
      },
      covers: covers, needs: needs, location: location(5))
  }

  func audited(_ claim: Claim, asOf: String? = nil) throws -> AuditedClaim {
    let audited = try Auditor(quantities: quantities(asOf: asOf)).audit([claim])
    return audited[0]
  }

  func verdict(_ rule: Claim.Rule, stated: Claim.Stated? = nil) throws -> Verdict {
    try audited(Self.claim([rule], stated: stated)).verdict
  }
}
