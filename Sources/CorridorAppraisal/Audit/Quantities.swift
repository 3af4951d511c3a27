import CorridorGeometry
public import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// The quantities of a study that a claim can be held against, by name.
///
/// | reference | is |
/// | --- | --- |
/// | `link:ID KEY` | `declared_km`, `traced_km`, `costed_km`, `route_factor`; `traced_km_to LON LAT`: as far as a point near it, and to that |
/// | `geodesic:km LON LAT LON LAT ...` | the length of shortest lines from point to point |
/// | `corridor:ID KEY` | the same, `km.XX` inside a country, `sea_km`, `crossings` |
/// | `boundary:ID KEY` | `traced_km`, `declared_km` |
/// | `place:ID KEY` | `ice_days` in a year, `latitude`, `longitude` |
/// | `zone:ID KEY` | `since` (the year), `latitude`, `longitude` where it is a point |
/// | `zones:KIND` | how many zones of a kind there are; with a country after it, there |
/// | `assumption:ID` | its value in this run, in its own unit |
/// | `route:COMPARISON/ROUTE KEY` | a key of `compare`, or `km.XX` |
/// | `deflator:YEAR` | what a price of that year is multiplied with to reach the study's price year |
/// | `3 km`, `4 bnUSD @2010` | a number with its unit, and money with its price year |
///
/// ` in UNIT` behind any of them converts it.
/// Sources that are handed in know more kinds.
public struct Quantities: Sendable {
  let network: StudyNetwork
  private let boundaries: [Boundary]
  let assumptions: ResolvedAssumptions
  private let zones: [Zone]
  let routes: [String: RouteFigures]
  private let missing: [String: String]
  private(set) var sources: [any QuantitySource] = []
  /// Why nothing is told of links, corridors and routes; nil where it is.
  private var unmeasured: String?

  /// Creates the quantities of a study.
  ///
  /// - Parameters:
  ///   - network: the study's links.
  ///   - boundaries: lines between countries.
  ///   - zones: zones of the study.
  ///   - assumptions: their values in this run.
  ///   - results: comparisons, appraised.
  ///   - missing: why comparisons are not among the results, by id.
  public init(
    network: StudyNetwork, boundaries: [Boundary], zones: [Zone] = [],
    assumptions: ResolvedAssumptions, results: [ComparisonResult], missing: [String: String] = [:]
  ) {
    let figures = results.lazy.flatMap(\.routes).map { result in
      RouteFigures(
        route: result.route, outcomes: result.outcomes + result.accountOutcomes,
        accountsReason: result.accountsReason)
    }
    self.init(
      network: network, boundaries: boundaries, zones: zones, assumptions: assumptions,
      routes: Array(figures), missing: missing)
  }

  /// The same quantities and those of another source.
  public func adding(_ source: any QuantitySource) -> Quantities {
    var result = self
    result.sources.append(source)
    return result
  }

  /// The same quantities where nothing is told of links, corridors and routes, and why.
  public func unmeasured(because reason: String) -> Quantities {
    var result = self
    result.unmeasured = reason
    return result
  }

  /// What is known of one route.
  struct RouteFigures {
    let route: Route
    let outcomes: [(key: String, outcome: Outcome)]
    /// Why there are no accounts; nil where there are.
    var accountsReason: String?

    func outcome(_ key: String) -> Outcome? { outcomes.first { $0.key == key }?.outcome }
  }

  init(
    network: StudyNetwork, boundaries: [Boundary], zones: [Zone],
    assumptions: ResolvedAssumptions, routes: [RouteFigures], missing: [String: String] = [:]
  ) {
    self.network = network
    self.boundaries = boundaries
    self.zones = zones
    self.assumptions = assumptions
    self.routes = Dictionary(routes.map { ($0.route.plan.id, $0) }) { first, _ in first }
    self.missing = missing
  }

  /// The value of a reference such as `corridor:coast-to-coast traced_km`, in the unit behind it if there
  /// is one.
  func value(of name: String) throws(QuantityFailure) -> Double {
    let reference = QuantityReference(name)
    let factor = try factor(of: reference)
    return try value(of: reference.words) * factor
  }

  private func value(of words: [String]) throws(QuantityFailure) -> Double {
    if let stated = try StatedQuantity(words) { return stated.value }
    guard let head = words.first, let colon = head.firstIndex(of: ":") else {
      throw .wrong(
        "`{\(words.joined(separator: " "))}` is no reference",
        remedy: "write {KIND:ID KEY}, or a number with its unit as {3 km}")
    }
    let id = String(head[head.index(after: colon)...])
    let key = words.count > 1 ? words[1] : ""
    let study = network.study
    if let unmeasured, ["link", "corridor", "route"].contains(head[..<colon]) {
      throw .unavailable("the links can't be measured in this case: \(unmeasured)")
    }
    switch head[..<colon] {
    case "link":
      guard let link = network.link(id) else { throw unknown("link", id, study.links.map(\.id)) }
      if key == "traced_km_to" {
        return try length(along: link, to: words.dropFirst(2).map(\.self))
      }
      return try length(of: [link], key: key)
    case "geodesic": return try geodesicLength(words.dropFirst().map(\.self))
    case "corridor": return try corridor(id, key: key)
    case "boundary": return try boundary(id, key: key)
    case "place": return try place(id, key: key)
    case "zone": return try zone(id, key: key)
    case "zones":
      guard let kind = Zone.Kind(rawValue: id) else {
        throw unknown("kind of zone", id, Zone.Kind.allCases.map(\.rawValue))
      }
      return Double(zones.count { $0.kind == kind && (key.isEmpty || $0.country == key) })
    case "assumption": return try assumption(id)
    case "route": return try route(id, key: key)
    case "deflator": return try deflator(id)
    default:
      let kind = String(head[..<colon])
      if let source = sources.first(where: { $0.kinds.contains(kind) }) {
        return try source.value(of: kind, id: id, words: Array(words.dropFirst()))
      }
      let kinds = [
        "link", "geodesic", "corridor", "boundary", "place", "zone", "zones", "assumption", "route",
        "deflator",
      ]
      throw unknown("kind of quantity", kind, kinds + sources.flatMap(\.kinds))
    }
  }

  private func unknown(_ kind: String, _ word: String, _ known: [String]) -> QuantityFailure {
    let near = Spelling.nearest(to: word, in: known)
    let few = known.count <= 16 ? known.sorted().joined(separator: ", ") : "one that there is"
    return .wrong(
      "there is no \(kind) `\(word)`",
      remedy: near.map { "did you mean `\($0)`?" }
        ?? (known.isEmpty ? "the study has none; add it, or delete the check" : "use \(few)"))
  }

  private func length(of links: [MeasuredLink], key: String) throws(QuantityFailure) -> Double {
    switch key {
    case "traced_km": return links.reduce(0) { $0 + $1.traced.kilometres }
    case "costed_km": return links.reduce(0) { $0 + $1.costed.kilometres }
    case "declared_km", "route_factor":
      var declared = 0.0
      var traced = 0.0
      for link in links {
        guard let length = link.link.declared else {
          throw .unavailable("no length is published for \(link.link.names.english)")
        }
        declared += length.kilometres
        traced += link.traced.kilometres
      }
      return key == "declared_km" ? declared : declared / traced
    default:
      throw unknown("length", key, ["traced_km", "costed_km", "declared_km", "route_factor"])
    }
  }

  private func corridor(_ id: String, key: String) throws(QuantityFailure) -> Double {
    guard let chain = network.study.corridor(id) else {
      throw unknown("corridor", id, network.study.corridors.map(\.id))
    }
    let routes: [Route]
    do { routes = try [network.corridor(chain)] + network.branches(of: chain) } catch {
      throw .unavailable("\(error)")
    }
    // What is published of the whole comes before what its links have.
    let whole = chain.declared?.kilometres
    if key == "declared_km", let whole { return whole }
    let values = routes.compactMap { Self.countryValue(of: $0, key: key) }
    guard values.isEmpty else { return values.reduce(0, +) }
    let links = routes.flatMap(\.parts).map(\.measured)
    if key == "route_factor", let whole { return try whole / length(of: links, key: "traced_km") }
    return try length(of: links, key: key)
  }

  private static func countryValue(of route: Route, key: String) -> Double? {
    switch key {
    case "sea_km": return route.seaLength.kilometres
    case "crossings": return Double(route.crossings.count)
    default:
      guard key.hasPrefix("km.") else { return nil }
      let country = String(key.dropFirst(3))
      return route.lengthByCountry.first { $0.country == country }?.length.kilometres ?? 0
    }
  }

  private func boundary(_ id: String, key: String) throws(QuantityFailure) -> Double {
    if boundaries.isEmpty {
      throw .absent(kind: "boundaries", name: id, file: "borders/boundaries.geojson")
    }
    guard let line = boundaries.first(where: { $0.id == id }) else {
      throw unknown("boundary", id, boundaries.map(\.id))
    }
    switch key {
    case "traced_km": return line.line.length.kilometres
    case "declared_km":
      guard let declared = line.declaredKilometres else {
        throw .unavailable("no length is published for boundary `\(id)`")
      }
      return declared
    default: throw unknown("length of a boundary", key, ["traced_km", "declared_km"])
    }
  }

  private func place(_ id: String, key: String) throws(QuantityFailure) -> Double {
    guard let place = network.study.place(id) else {
      throw unknown("place", id, network.study.places.map(\.id))
    }
    switch key {
    case "latitude": return place.coordinate.latitude
    case "longitude": return place.coordinate.longitude
    case "ice_days":
      guard let assumption = place.iceDays else {
        throw .unavailable("place `\(id)` states no days of ice")
      }
      return try self.assumption(assumption)
    default: throw unknown("key of a place", key, ["ice_days", "latitude", "longitude"])
    }
  }

  private func zone(_ id: String, key: String) throws(QuantityFailure) -> Double {
    if zones.isEmpty { throw .absent(kind: "zones", name: id, file: "zones.geojson") }
    guard let zone = zones.first(where: { $0.id == id }) else {
      throw unknown("zone", id, zones.map(\.id))
    }
    switch (key, zone.shape) {
    case ("since", _):
      guard let since = zone.since else { throw .unavailable("zone `\(id)` states no year") }
      return Double(since)
    case ("latitude", .point(let point)): return point.latitude
    case ("longitude", .point(let point)): return point.longitude
    case ("latitude", .area), ("longitude", .area):
      throw .unavailable("zone `\(id)` is an area and no point")
    default: throw unknown("key of a zone", key, ["since", "latitude", "longitude"])
    }
  }

  private func assumption(_ id: String) throws(QuantityFailure) -> Double {
    guard network.study.assumption(id) != nil else {
      throw unknown("assumption", id, network.study.assumptions.map(\.id))
    }
    guard let value = assumptions[id] else {
      throw .unavailable("assumption `\(id)` has no value in this run")
    }
    return value.value
  }

  private func route(_ id: String, key: String) throws(QuantityFailure) -> Double {
    guard let figures = routes[id] else {
      if let plan = network.study.route(id), let why = missing[plan.comparison] {
        throw .unavailable("\(plan.comparison) can't be appraised: \(why)")
      }
      throw unknown("route", id, network.study.routes.map(\.id))
    }
    if key != "sea_km", let value = Self.countryValue(of: figures.route, key: key) { return value }
    guard let outcome = figures.outcome(key) else {
      if let reason = figures.accountsReason,
        Account.Party.everywhere.contains(where: { "accounts.\($0.name)" == key })
      {
        throw .unavailable("\(id) has no \(key): \(reason)")
      }
      throw unknown("key of route `\(id)`", key, figures.outcomes.map(\.key))
    }
    guard let value = outcome.value else {
      throw .unavailable("\(id) has no \(key): \(outcome.reason ?? "it is missing")")
    }
    return value
  }

  private func deflator(_ year: String) throws(QuantityFailure) -> Double {
    let base = network.study.settings.priceBase
    guard let number = Int(year) else {
      throw .wrong("`\(year)` is no year", remedy: "write {deflator:2008}")
    }
    do {
      return try network.study.deflators.factor(
        from: PriceBase(currency: base.currency, year: number), to: base)
    } catch { throw .unavailable("\(error)") }
  }
}
