import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Foundation
import Testing

@testable import CorridorNetwork

/// The bundled sea lanes: passages, what is closed, land.
@Suite struct SeaNetworkTests {
  private let lanes: SeaLanes
  private let network: SeaNetwork
  private let busan = Coordinate(longitude: 129.04, latitude: 35.10)
  private let hamburg = Coordinate(longitude: 9.97, latitude: 53.54)

  init() throws {
    lanes = try SeaNetworkOracleTests.lanes()
    network = SeaNetwork(lanes)
  }

  private func route(closed: Set<String>? = nil) throws -> SeaFinder.Route {
    var finder = SeaFinder(network, closed: closed)
    let found = finder.route(from: busan, to: hamburg)
    return try #require(found)
  }

  @Test func `passages are named, and the northwest is closed unless it is opened`() throws {
    #expect(network.restricted == ["chukotka", "northwest"])
    let usual = try route()
    #expect(usual.passages == ["malacca", "babalmandab", "suez", "gibraltar"])
    // The package's kilometres put on the ellipsoid, from its own coordinates.
    #expect((usual.length.kilometres - 20_674).magnitude < 1)
    let open = try route(closed: [])
    #expect(open.passages.contains("northwest"))
    #expect(open.length < usual.length)
  }

  @Test func `without Suez the way is by Panama and says so, and the Arctic stays closed`() throws {
    let found = try route(closed: ["chukotka", "northwest", "suez"])
    #expect(found.passages == ["panama"])
    let cape = try route(closed: ["chukotka", "northwest", "suez", "panama"])
    #expect(cape.passages.contains("south-africa"))
    #expect(cape.length > found.length)
    for line in [found.line, cape.line] {
      #expect(!line.contains { $0.latitude > 66 })
    }
  }

  /// Kilometres of the whole sphere in the package's own measure, as bench/README of the peers gives them.
  @Test(arguments: [(["northwest"], 20_677.7), (["northwest", "suez"], 24_618.1)])
  func `Busan to Hamburg is as long as searoute says`(closed: [String], kilometres: Double) throws {
    let network = SeaNetwork(lanes, measure: .searoute)
    var finder = SeaFinder(network, closed: Set(closed))
    let from = try #require(network.nearestNodeOnFlatMap(to: busan))
    let to = try #require(network.nearestNodeOnFlatMap(to: hamburg))
    let found = finder.route(from: from, to: to)
    let line = try #require(found).line
    let length = zip(line, line.dropFirst()).reduce(0) {
      $0 + SeaNetwork.sphere.distance(from: $1.0, to: $1.1).kilometres
    }
    #expect((length - kilometres).magnitude <= 0.05 + 1e-9)
  }

  @Test func `the length that is reported is the geodesic length of the line`() throws {
    let found = try route()
    let length = zip(found.line, found.line.dropFirst()).reduce(0) {
      $0 + Geodesic.distance(from: $1.0, to: $1.1).metres
    }
    #expect((length - found.length.metres).magnitude < 1e-4)
    #expect((found.weight - found.length).metres.magnitude < 1e-4)
  }
}
