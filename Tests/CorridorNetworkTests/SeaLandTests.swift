import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Foundation
import Testing

@testable import CorridorNetwork

/// The bundled lanes against the land of the bundled borders.
///
/// The lanes were drawn round land in Python with shapely, in another projection and with shorter pieces; what
/// is left on land is measured here by the border index.
@Suite struct SeaLandTests {
  private static let borders = Result {
    let folder = SeaNetworkOracleTests.package.appending(path: "Geo").path
    let countries = try StudyReader.borders(folder: folder).countries
    return try BorderIndex(countries: countries.map { ($0.code, $0.polygon) })
  }

  /// Metres of a line on land, by country.
  private static func land(
    _ line: [Coordinate], edges: BorderIndex.Edges = .geodesic(deviation: Length(metres: 5))
  ) throws -> [String: Double] {
    let measure = try borders.get().measure(LineString(line), edges: edges, sliver: .zero)
    return measure.stretches.reduce(into: [:]) { land, stretch in
      if let country = stretch.country { land[country, default: 0] += stretch.length.metres }
    }
  }

  /// What is on land may be no more than this: the borders have coordinates of up to 11 m.
  private static let toleranceInMetres = 1.0

  /// As geodesics, which ships sail here, and as others draw GeoJSON.
  @Test func `no lane touches land but on the waters that are named`() throws {
    let lanes = try SeaNetworkOracleTests.lanes()
    var inland: [String: Double] = [:]
    for lane in lanes.lanes {
      for line in lane.lines {
        let edges: [BorderIndex.Edges] = [.geodesic(deviation: Length(metres: 5)), .planar]
        for (number, edges) in edges.enumerated() {
          let metres = try Self.land(line, edges: edges).values.reduce(0, +)
          if let water = lane.inland {
            if number == 0 { inland[water, default: 0] += metres }
          } else {
            #expect(metres <= Self.toleranceInMetres, "\(lane.passage ?? "open") \(line[0])")
          }
        }
      }
    }
    // The figures of docs/routing.md and Geo/sea/README.md. Some waters are land in the whole borders alone.
    let kilometres = inland.values.reduce(0, +) / 1000
    #expect((kilometres - 9_719).magnitude < 5, "\(kilometres)")
    #expect(inland.count == 56)
  }

  /// What was changed leaves the forks as they were: bends join nothing, and nothing was cut.
  @Test func `lanes led round land join where they did`() throws {
    let lanes = try SeaNetworkOracleTests.lanes()
    let (now, before) = (SeaNetwork(lanes), SeaNetwork(lanes.beforeAmendment))
    let bends = lanes.lanes.reduce(0) { bends, lane in
      bends + lane.lines.joined().count { lane.added.contains($0) }
    }
    #expect(bends == 252 && now.nodes.count == before.nodes.count + bends)
    #expect(now.edges.count == before.edges.count + bends)
    #expect(before.edges.count == 15_958)
    for lane in lanes.lanes {
      for (now, before) in lane.moved {
        #expect(Geodesic.distance(from: now, to: before).kilometres < 5)
      }
    }
  }

  private static func port(_ id: String, _ longitude: Double, _ latitude: Double) -> Place {
    Place(
      id: id, names: Names(english: id), kind: .port, country: nil,
      coordinate: Coordinate(longitude: longitude, latitude: latitude),
      location: SourceLocation(file: "here"))
  }

  /// Ports by their degrees, from any atlas, on the two sides of a cape or strait.
  private static let journeys: [(String, (Double, Double), (Double, Double))] = [
    ("Good Hope", (31.05, -29.87), (13.2, -8.8)), ("the Horn", (-71.6, -33.03), (-57.9, -35.2)),
    ("Gibraltar", (-6.3, 36.5), (-2.4, 36.8)), ("Malacca", (98.7, 3.8), (106.9, -6.1)),
    ("Singapore", (103.8, 1.25), (100.9, 13.1)), ("Dover", (3.2, 51.35), (0.1, 49.5)),
    ("the Bosporus", (30.75, 46.5), (23.6, 37.94)),
    ("the Danish straits", (8.5, 53.6), (18.7, 54.4)),
    ("Japan", (129.04, 35.1), (139.7, 35.6)), ("Hokkaido", (131.9, 43.1), (143.2, 42.9)),
    ("the Aleutians", (-166.5, 53.9), (141.5, 40.5)), ("the Arctic", (129.04, 35.1), (29.7, 69.7)),
    ("Suez", (55.0, 25.0), (14.5, 35.9)), ("Panama", (-118.3, 33.7), (-74.0, 40.6)),
    ("Korea", (126.6, 37.4), (129.4, 35.5)), ("Iceland", (-21.9, 64.2), (-52.7, 47.6)),
    ("Australia", (115.7, -32.0), (151.3, -33.9)), ("Chukotka", (177.5, 64.7), (170.3, 69.7)),
  ]

  /// Connectors, which each leg tells, are left aside, and edges on named waters; nothing else is on land.
  @Test(arguments: journeys.indices)
  func `routes touch no land beyond connectors and named waters`(number: Int) throws {
    let (name, start, end) = Self.journeys[number]
    let lanes = try SeaNetworkOracleTests.lanes()
    var named: Set<[Coordinate]> = []
    for lane in lanes.lanes where lane.inland != nil {
      for line in lane.lines {
        for (a, b) in zip(line, line.dropFirst()) { named.formUnion([[a, b], [b, a]]) }
      }
    }
    let legs = SeaLegs(
      between: [Self.port("a", start.0, start.1), Self.port("b", end.0, end.1)],
      over: SeaNetwork(lanes), gates: lanes.passages, linkClass: "ship",
      limit: Length(kilometres: 400))
    #expect(legs.strandedPorts.isEmpty && !legs.links.isEmpty, "\(name)")
    for (link, lane) in zip(legs.links, legs.lanes) {
      var line = link.line.coordinates
      if lane.startConnector > .zero { line.removeFirst() }
      if lane.endConnector > .zero { line.removeLast() }
      for (a, b) in zip(line, line.dropFirst()) where !named.contains([a, b]) {
        // A position within an edge lies where the geodesic does, to some millimetres.
        let land = try Self.land([a, b])
        #expect(land.values.reduce(0, +) <= Self.toleranceInMetres, "\(name): \(a) \(b) \(land)")
      }
    }
  }

  @Test func `legs name the waters where country polygons have land`() throws {
    let network = SeaNetwork(try SeaNetworkOracleTests.lanes())
    let legs = SeaLegs(
      between: [Self.port("busan", 129.04, 35.1), Self.port("hamburg", 9.97, 53.54)],
      over: network, gates: ["chukotka", "northwest", "suez", "panama"], linkClass: "ship",
      limit: Length(kilometres: 100))
    func note(_ passages: [String]) throws -> String {
      let link = try #require(legs.links.first { $0.passages.contains(passages) })
      return try #require(link.note)
    }
    let suez = try note(["suez"])
    #expect(suez.hasSuffix("count as land: Suez Canal, Elbe"), "\(suez)")
    let panama = try note(["panama"])
    #expect(panama.contains("count as land: Panama Canal,"), "\(panama)")
    let cape = try note(["south-africa"])
    #expect(cape.hasSuffix("count as land: Elbe"), "\(cape)")
  }

  /// Of the study's own links at sea: the canal, the Elbe, and the last kilometres to a quay.
  @Test(arguments: [("Geo", 11), ("Examples/lobito", 12)])
  func `sea links touch no land beyond ports and canals`(study: String, count: Int) throws {
    let folder = SeaNetworkOracleTests.package.appending(path: study).path
    let links = try StudyReader.read(folder: folder).links.filter { $0.mode == .sea }
    #expect(links.count == count)
    for link in links {
      let measure = try Self.borders.get().measure(
        link.line, deviation: Length(metres: 5), sliver: .zero)
      var inland: [String: Double] = [:]
      for stretch in measure.stretches {
        guard let country = stretch.country else { continue }
        if stretch.from.kilometres < 5 || (link.line.length - stretch.to).kilometres < 5 {
          continue
        }
        inland[country, default: 0] += stretch.length.kilometres
      }
      #expect(inland.keys.allSatisfy { ["EG", "DE"].contains($0) }, "\(link.id) \(inland)")
      #expect((inland["EG"] ?? 0) < (link.passages.contains("suez") ? 160 : 0.001), "\(link.id)")
      #expect((inland["DE"] ?? 0) < 12, "\(link.id)")
    }
  }
}
