import CorridorGeometry
public import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// The quantities of a study that a claim can be held against, by name.
///
/// | reference | is |
/// | --- | --- |
/// | `link:ID KEY` | `declared_km`, `traced_km`, `costed_km`, `route_factor` |
/// | `corridor:ID KEY` | the same, `km.XX` inside a country, `sea_km`, `crossings` |
/// | `boundary:ID KEY` | `traced_km`, `declared_km` |
/// | `place:ID ice_days` | days of ice in a year |
/// | `assumption:ID` | its value in this run, in its own unit; `in UNIT` after it converts |
/// | `route:COMPARISON/ROUTE KEY` | a key of `compare`, or `km.XX` |
/// | `deflator:YEAR` | what a price of that year is multiplied with to reach the study's price year |
public struct Quantities {
  let network: StudyNetwork
  private let boundaries: [Boundary]
  private let assumptions: ResolvedAssumptions
  private let results: [ComparisonResult]

  /// Creates the quantities of a study.
  public init(
    network: StudyNetwork, boundaries: [Boundary], assumptions: ResolvedAssumptions,
    results: [ComparisonResult]
  ) {
    self.network = network
    self.boundaries = boundaries
    self.assumptions = assumptions
    self.results = results
  }

  func value(of name: String) throws(Expression.Failure) -> Double {
    let words = name.split(separator: " ").map(String.init)
    guard let head = words.first, let colon = head.firstIndex(of: ":") else {
      throw .syntax("`{\(name)}` is not KIND:ID KEY")
    }
    let id = String(head[head.index(after: colon)...])
    let key = words.count > 1 ? words[1] : ""
    switch head[..<colon] {
    case "link":
      guard let link = network.link(id) else { throw unknown("link", id) }
      return try length(of: [link], key: key, name: name)
    case "corridor": return try corridor(id, key: key, name: name)
    case "boundary": return try boundary(id, key: key)
    case "place":
      guard let place = network.study.place(id) else { throw unknown("place", id) }
      guard let days = place.iceDays.flatMap({ assumptions[$0] }) else {
        throw .unavailable("place `\(id)` states no days of ice")
      }
      return days.value
    case "assumption": return try assumption(id, words: words)
    case "route": return try route(id, key: key)
    case "deflator": return try deflator(id)
    default: throw .syntax("`\(head[..<colon])` is no kind of quantity")
    }
  }

  private func unknown(_ kind: String, _ id: String) -> Expression.Failure {
    .syntax("there is no \(kind) `\(id)`")
  }

  private func length(of links: [MeasuredLink], key: String, name: String)
    throws(Expression.Failure) -> Double
  {
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
    default: throw .syntax("`{\(name)}`: `\(key)` is no key of a length")
    }
  }

  private func corridor(_ id: String, key: String, name: String) throws(Expression.Failure)
    -> Double
  {
    guard let chain = network.study.corridor(id) else { throw unknown("corridor", id) }
    let route: Route
    do { route = try network.corridor(chain) } catch { throw .unavailable("\(error)") }
    if let value = Self.countryValue(of: route, key: key) { return value }
    return try length(of: route.parts.map(\.measured), key: key, name: name)
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

  private func boundary(_ id: String, key: String) throws(Expression.Failure) -> Double {
    guard let line = boundaries.first(where: { $0.id == id }) else {
      throw unknown("boundary", id)
    }
    switch key {
    case "traced_km": return line.line.length.kilometres
    case "declared_km":
      guard let declared = line.declaredKilometres else {
        throw .unavailable("no length is published for \(line.name)")
      }
      return declared
    default: throw .syntax("`\(key)` is no key of a boundary")
    }
  }

  private func assumption(_ id: String, words: [String]) throws(Expression.Failure) -> Double {
    guard network.study.assumption(id) != nil else { throw unknown("assumption", id) }
    guard let value = assumptions[id] else {
      throw .unavailable("assumption `\(id)` has no value in this run")
    }
    guard words.count == 3, words[1] == "in" else { return value.value }
    do { return try value.unit.convert(value.value, to: Unit(words[2])) } catch {
      throw .syntax("assumption `\(id)`: \(error)")
    }
  }

  private func route(_ id: String, key: String) throws(Expression.Failure) -> Double {
    guard let result = results.lazy.flatMap(\.routes).first(where: { $0.route.plan.id == id })
    else { throw unknown("route", id) }
    if let value = Self.countryValue(of: result.route, key: key), key != "sea_km" { return value }
    switch result.outcome(key) {
    case .figure(let figure): return figure.value
    case .missing(let reason): throw .unavailable("\(id) has no \(key): \(reason)")
    case nil: throw .syntax("route `\(id)` has no key `\(key)`")
    }
  }

  private func deflator(_ year: String) throws(Expression.Failure) -> Double {
    let base = network.study.settings.priceBase
    guard let year = Int(year) else { throw .syntax("`\(year)` is no year") }
    do {
      return try network.study.deflators.factor(
        from: PriceBase(currency: base.currency, year: year), to: base)
    } catch { throw .unavailable("\(error)") }
  }
}
