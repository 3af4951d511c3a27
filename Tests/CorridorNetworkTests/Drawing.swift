import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// A network drawn along the equator, one column a degree of longitude.
///
///     countries  AAAA...BBBB      the country of each degree; a dot is sea or unclaimed
///     line       a---b==#==c      places are lower-case letters, links what is between them
///
/// `-` is railway of 1435 mm, `=` of 1520 mm, `#` of both, `~` sea, `>` an oil pipeline. Along the
/// equator a degree is 6378137 m x pi / 180 exactly, so every length is known in closed form.
struct Drawing {
  static let degree = Length(metres: 6_378_137 * Double.pi / 180)

  let study: Study
  let borders: BorderIndex
  private let links: [Link]

  init(
    countries: String, line: String, gauges: [String: Int] = [:],
    change: (inout Link) -> Void = { _ in }
  ) throws {
    let shapes = try Self.runs(countries).map { code, from, to in
      (code: code, polygon: MultiPolygon([try Self.box(from, to)]))
    }
    borders = try BorderIndex(countries: shapes)
    var links = try Self.links(line)
    for index in links.indices { change(&links[index]) }
    self.links = links
    var places: [String: Place] = [:]
    for link in links {
      for (id, at) in [(link.from, 0), (link.to, link.line.coordinates.count - 1)] {
        places[id] = try Self.place(id, at: link.line.coordinates[at], country: nil)
      }
    }
    // A declared crossing stands at every boundary of the drawing between two countries.
    for (left, right) in zip(Self.runs(countries), Self.runs(countries).dropFirst())
    where left.to == right.from {
      let id = "x-\(left.code)-\(right.code)".lowercased()
      places[id] = try Self.place(
        id, at: Coordinate(longitude: left.to, latitude: 0), country: nil,
        border: Place.Border(
          between: [left.code, right.code], gaugeMillimetres: gauges, open: true))
    }
    study = try Self.study(places: places.values.sorted { $0.id < $1.id }, links: links)
  }

  /// The link that begins at a place.
  func measured(_ id: String, factor: Double? = nil) throws -> MeasuredLink {
    let link = try #require(links.first { $0.id == id })
    let line = try LineMeasurer(settings: study.settings.geometry, borders: borders).measure(link)
    return MeasuredLink(link, line: line, factor: factor.map { (id: "factor", value: $0) })
  }

  /// The route along links, a minus in front of one travelled backwards.
  func route(_ ids: String..., factors: [String: Double] = [:]) throws -> Route {
    var parts: [(measured: MeasuredLink, isReversed: Bool)] = []
    for id in ids {
      let name = id.hasPrefix("-") ? String(id.dropFirst()) : id
      parts.append((try measured(name, factor: factors[name]), id.hasPrefix("-")))
    }
    let plan = RoutePlan(
      shortID: "route", comparison: "test", names: Names(english: "Test"), pieces: [],
      location: Self.nowhere)
    return RouteBuilder(study: study).route(plan, along: parts)
  }

  static let nowhere = SourceLocation(file: "drawing")
}

extension Drawing {
  private static func runs(_ row: String) -> [(code: String, from: Double, to: Double)] {
    var runs: [(code: String, from: Double, to: Double)] = []
    for (column, letter) in row.enumerated() where letter != "." {
      let code = "\(letter)\(letter)"
      if let last = runs.last, last.code == code, last.to == Double(column) {
        runs[runs.count - 1].to += 1
      } else {
        runs.append((code, Double(column), Double(column) + 1))
      }
    }
    return runs
  }

  private static func box(_ from: Double, _ to: Double) throws -> Polygon {
    let corners = [(from, -1.0), (to, -1), (to, 1), (from, 1), (from, -1)]
    return try Polygon(exterior: corners.map { Coordinate(longitude: $0.0, latitude: $0.1) })
  }

  private static func links(_ row: String) throws -> [Link] {
    var links: [Link] = []
    var begin: (id: String, column: Int)?
    var kind: Character = "-"
    for (column, letter) in row.enumerated() {
      guard letter.isLetter else {
        kind = letter
        continue
      }
      if let begin {
        links.append(try link(from: begin, to: (String(letter), column), kind: kind))
      }
      begin = (String(letter), column)
    }
    return links
  }

  private static func link(
    from: (id: String, column: Int), to: (id: String, column: Int), kind: Character
  ) throws -> Link {
    let gauges: [Character: [Int]] = ["-": [1435], "=": [1520], "#": [1435, 1520]]
    let ends = [from.column, to.column].map { Coordinate(longitude: Double($0), latitude: 0) }
    return Link(
      id: from.id, names: Names(english: from.id), from: from.id, to: to.id,
      mode: kind == "~" ? .sea : kind == ">" ? .oilPipeline : .rail, linkClass: "class",
      gaugesMillimetres: gauges[kind] ?? [], status: .operating, line: try LineString(ends),
      alignment: "drawn", location: nowhere)
  }

  private static func place(
    _ id: String, at coordinate: Coordinate, country: String?, border: Place.Border? = nil
  ) throws -> Place {
    Place(
      id: id, names: Names(english: id), kind: border == nil ? .station : .borderCrossing,
      country: country, coordinate: coordinate, border: border, location: nowhere)
  }

  private static func study(places: [Place], links: [Link]) throws -> Study {
    let dollar = try #require(Currency("USD"))
    let kilometre = Length(kilometres: 1)
    let settings = Settings(
      id: "drawing", title: "", summary: "", worldview: "", attribution: "",
      priceBase: PriceBase(currency: dollar, year: 2020),
      geometry: Settings.GeometrySettings(
        deviation: kilometre / 50.0, sliver: kilometre * 1.5, seaSliver: kilometre * 25,
        stationWithin: kilometre * 25, linkEndWithin: kilometre, routeFactor: 0.99...1.35,
        routeFactorListed: 1.3),
      appraisal: Settings.AppraisalSettings(
        constructionYears: "", operationYears: "", economicRate: "", privateRate: "",
        reinvestmentRate: "", carbonPrice: "", terrain: [:]))
    return Study(
      folder: "drawing", settings: settings, places: places, links: links, corridors: [],
      routes: [], comparisons: [], services: [], linkClasses: [], events: [], assumptions: [],
      citations: [], deflators: Deflators(), warnings: [])
  }
}

/// Lengths from two ways of adding agree to a micrometre.
func isNear(_ left: Length, _ right: Length) -> Bool { (left - right).metres.magnitude < 1e-6 }
