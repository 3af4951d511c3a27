import CorridorStudy
import Foundation
import Testing

/// A small valid study as texts, to be changed and written to a folder of its own.
struct Fixture {
  private(set) var files: [String: String]

  init() {
    files = [
      "study.yaml": Self.study, "assumptions.yaml": Self.assumptions,
      "places.geojson": Self.places, "links.geojson": Self.links,
      "corridors.yaml": Self.corridors, "deflators.csv": Self.deflators,
      "sources.json": Self.sources, "borders/countries.geojson": Self.countries,
      "borders/boundaries.geojson": Self.boundaries, "zones.geojson": Self.zones,
      "chainage.csv": Self.chainage, "alignments/east.csv": Self.alignment,
      "scenarios/base.yaml": "name: As it is\n",
      "scenarios/slow.yaml":
        "name: Slow trains\ninherits: base\nset:\n  rail.speed: 500 km/day\nnote: one week more\n",
    ]
  }

  /// The study with one text in place of another, which must be there once.
  func changing(_ file: String, _ old: String, to new: String) throws -> Fixture {
    var changed = self
    let text = try #require(files[file])
    #expect(text.components(separatedBy: old).count == 2, "'\(old)' stands once in \(file)")
    changed.files[file] = text.replacingOccurrences(of: old, with: new)
    return changed
  }

  /// The study with a text at the end of a file.
  func adding(to file: String, _ text: String) throws -> Fixture {
    with(file, try #require(files[file]) + text)
  }

  /// The study with another text as a file; nil to leave it out.
  func with(_ file: String, _ text: String?) -> Fixture {
    var changed = self
    changed.files[file] = text
    return changed
  }

  /// Writes the study to a new folder, does something with it, and deletes it.
  func inFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try body(folder.path)
  }

  /// The study as it is read.
  func read() throws -> Study {
    try inFolder { folder in try StudyReader.read(folder: folder) }
  }

  /// The mistakes that reading everything finds, with file names as they are in the study.
  func mistakes() throws -> [Diagnostic] {
    try inFolder { folder in
      do throws(StudyError) {
        _ = try StudyReader.everything(folder: folder)
        return []
      } catch {
        return error.diagnostics.filter { $0.severity == .error }.map { diagnostic in
          var short = diagnostic
          short.location.file = diagnostic.location.file.replacingOccurrences(
            of: folder + "/", with: "")
          return short
        }
      }
    }
  }

  /// The line of a file, counted from 1, in which a text begins.
  func line(of text: String, in file: String) -> Int {
    guard let whole = files[file], let range = whole.range(of: text) else { return -1 }
    return whole[..<range.lowerBound].count { $0 == "\n" } + 1
  }
}

extension Fixture {
  private static let study = """
    id: test
    title: A test
    summary: Two railways and a ship.
    worldview: Nobody's.
    attribution: Nobody.
    money: {currency: USD, price_year: 2020}
    geometry:
      deviation_m: 20
      sliver_m: 1500
      sea_sliver_m: 25000
      station_within_km: 25
      link_end_within_km: 15
      route_factor: [0.99, 1.35]
      route_factor_listed: 1.30
    appraisal:
      construction_years: horizon.construction
      operation_years: horizon.operation
      economic_rate: rate.all
      private_rate: rate.all
      reinvestment_rate: rate.all
      carbon_price: carbon.price
      terrain: {flat: factor.one, hilly: factor.one, mountain: factor.one}
    services:
      container: {name: Containers, unit: TEU, key: teu, value: cargo.value}
    link_classes:
      rail:
        name: A railway
        mode: rail
        speed: rail.speed
        tariff: {container: rail.tariff}
        capex: {new: rail.capex}
        upkeep: rate.all
        overrun: {mean: factor.one, deviation: factor.one}
      sea:
        name: A ship
        mode: sea
        speed: rail.speed
        tariff: {container: rail.tariff}
    events:
      - {kind: border, mode: rail, time: border.time}
      - {kind: transfer, modes: [sea, rail], service: container, cost: port.cost}
    comparisons:
      container:alpha-delta:
        title: From Alpha to Delta
        question: Which way?
        service: container
        origin: alpha
        destination: delta
        demand:
          volume: demand.volume
          growth: rate.all
          ramp_up: [factor.one]
          choice: {cost_weight: choice.theta, nest_lambda: factor.one, constants: {land: factor.one}}

    """

  private static func assumption(_ id: String, _ value: String, _ unit: String) -> String {
    """
    \(id):
      name: A number
      base: \(value)
      unit: \(unit)
      known_at: 2019-12-31
      sources: [BOOK]
      class: sourced

    """
  }

  private static let assumptions =
    [
      ("horizon.construction", "5", "year"), ("horizon.operation", "30", "year"),
      ("rate.all", "8", "'%/year'"), ("carbon.price", "50", "USD/tCO2e\n  price_year: 2020"),
      ("factor.one", "1", "1"), ("cargo.value", "50000", "USD/TEU\n  price_year: 2018"),
      ("rail.tariff", "0.3", "USD/TEU-km\n  price_year: 2010"),
      ("border.time", "0.5", "day/crossing"),
      ("port.cost", "200", "EUR/TEU\n  price_year: 2010"),
      ("demand.volume", "100000", "TEU/year"),
      ("choice.theta", "0.001", "TEU/USD\n  price_year: 2006"),
    ].map { assumption($0.0, $0.1, $0.2) }.joined() + """
      rail.speed:
        name: Speed of trains
        low: 700
        base: 900
        high: 1300
        unit: km/day
        shape: triangular
        known_at: 2018-12-31
        sources: []
        class: judgement
      rail.capex:
        name: Cost of a railway
        low: {value: 2, unit: MUSD/km, price_year: 2020}
        base: 3
        high: {value: 5000, unit: kUSD/km}
        unit: MUSD/km
        price_year: 2010
        shape: pert
        known_at: 2012-06-30
        sources: [BOOK]
        class: derived
        formula: 300 MUSD / 100 km
        note: |
          Two lines
          of words.

      """

  private static let places = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "alpha", "geometry": {"type": "Point", "coordinates": [10.0, 50.0]},
     "properties": {"name": "Alpha", "name_ko": "알파", "kind": "city", "country": "AA", "provenance": "digitised", "sources": ["BOOK"]}},
    {"type": "Feature", "id": "beta", "geometry": {"type": "Point", "coordinates": [12.0, 50.0]},
     "properties": {"name": "Beta", "kind": "border_crossing", "between": ["BB", "AA"], "gauge_mm": {"AA": 1435, "BB": 1520}, "open": true, "provenance": "digitised", "sources": ["BOOK"]}},
    {"type": "Feature", "id": "gamma", "geometry": {"type": "Point", "coordinates": [14.0, 51.0]},
     "properties": {"name": "Gamma", "kind": "port", "country": "BB", "provenance": "digitised", "sources": ["BOOK"]}},
    {"type": "Feature", "id": "delta", "geometry": {"type": "Point", "coordinates": [18.0, 55.0]},
     "properties": {"name": "Delta", "kind": "port", "country": "BB", "provenance": "digitised", "sources": ["BOOK"]}}
    ]}

    """

  private static let links = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "west", "geometry": {"type": "LineString", "coordinates": [[10.0, 50.0], [11.0, 50.1], [12.0, 50.0]]},
     "properties": {"name": "West line", "from": "alpha", "to": "beta", "mode": "rail", "class": "rail", "gauge_mm": 1435, "status": "operating", "declared_km": 150, "series": "Alpha-Beta", "declared_source": "BOOK", "declared_class": "sourced", "alignment": "station by station", "crossings": ["beta"], "sources": ["BOOK"]}},
    {"type": "Feature", "id": "east", "geometry": {"type": "LineString", "coordinates": [[14.0, 51.0], [12.05, 50.0]]},
     "properties": {"name": "East line", "from": "gamma", "to": "beta", "mode": "rail", "class": "rail", "gauge_mm": [1435, 1520], "status": "building", "works": "new", "terrain": "hilly", "alignment": "proposal", "proposal": true, "sources": ["BOOK"]}},
    {"type": "Feature", "id": "ferry", "geometry": {"type": "LineString", "coordinates": [[14.0, 51.0], [18.0, 55.0]]},
     "properties": {"name": "Ferry", "from": "gamma", "to": "delta", "mode": "sea", "class": "sea", "status": "operating", "alignment": "schematic", "sources": ["BOOK"]}}
    ]}

    """

  private static let corridors = """
    corridors:
      trunk:
        name: The trunk line
        links: [west, east]
        sources: [BOOK]
    routes:
      container:alpha-delta/land:
        name: By rail and ship
        nest: land
        pieces:
          - trunk
          - {id: ferry, from: gamma, to: delta}

    """

  private static let deflators = """
    series,year,value,source,class
    USD,2006,80,BOOK,sourced
    USD,2010,90,BOOK,sourced
    USD,2018,98,BOOK,sourced
    USD,2020,100,BOOK,sourced
    EUR/USD,2010,0.75,,memory

    """

  private static let sources = """
    [
     {"id": "BOOK", "type": "book", "title": "A book", "publisher": "A house", "URL": "https://example.org", "issued": {"date-parts": [[2011]]}}
    ]

    """

  private static let countries = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "AA", "geometry": {"type": "Polygon", "coordinates": [[[9, 49], [12, 49], [12, 51], [9, 51], [9, 49]]]}, "properties": {"name": "Aland"}},
    {"type": "Feature", "id": "BB", "geometry": {"type": "Polygon", "coordinates": [[[12, 49], [18, 49], [18, 56], [12, 56], [12, 51], [12, 49]]]}, "properties": {"name": "Bland"}}
    ]}

    """

  private static let boundaries = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "aa-bb", "geometry": {"type": "LineString", "coordinates": [[12, 49], [12, 51]]}, "properties": {"name": "Border", "between": ["BB", "AA"], "declared_km": 222.5, "provenance": "digitised", "sources": ["BOOK"]}}
    ]}

    """

  private static let zones = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "park", "geometry": {"type": "Point", "coordinates": [14.1, 51.0]}, "properties": {"name": "Park", "kind": "economic_zone", "country": "BB", "since": 1991, "sources": ["BOOK"]}}
    ]}

    """

  private static let chainage = """
    series,station,place,km,source,class
    Alpha-Beta,Alpha,alpha,0,BOOK,sourced
    Alpha-Beta,"Beta, the border",beta,150,BOOK,sourced

    """

  private static let alignment = """
    longitude,latitude,name,provenance
    14.0,51.0,Gamma,geonames:123
    12.05,50.0,Beta,digitised

    """
}
