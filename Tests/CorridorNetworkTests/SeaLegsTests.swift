import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// Legs over the bundled lanes with any passages avoided.
@Suite struct SeaLegsTests {
  private static func port(_ id: String, _ longitude: Double, _ latitude: Double) -> Place {
    Place(
      id: id, names: Names(english: id), kind: .port, country: nil,
      coordinate: Coordinate(longitude: longitude, latitude: latitude),
      location: SourceLocation(file: "here"))
  }

  /// Every fifth subset of seven passages against a search of the lanes without them, whether somebody
  /// named the passages or nobody.
  @Test(arguments: [true, false])
  func `whatever is avoided, the shortest leg that is left is the shortest way`(isNamed: Bool)
    throws
  {
    let network = SeaNetwork(try SeaNetworkOracleTests.lanes())
    let ports = [Self.port("busan", 129.04, 35.10), Self.port("hamburg", 9.97, 53.54)]
    let gates = [
      "suez", "panama", "malacca", "sunda", "gibraltar", "northwest", "south-africa",
    ]
    let legs = SeaLegs(
      between: ports, over: network, gates: isNamed ? gates : [], linkClass: "ship",
      limit: Length(kilometres: 200))
    #expect(legs.strandedPorts.isEmpty && !legs.isCut)
    let anchors = try ports.map { port in
      try #require(network.nearestPoint(to: port.coordinate))
    }
    let joined = network.joined(at: anchors)
    var ways: Set<[String]> = []
    for choice in stride(from: 0, to: 1 << gates.count, by: 5) {
      let closed = Set(gates.indices.filter { choice & (1 << $0) != 0 }.map { gates[$0] })
      var finder = SeaFinder(joined.network, closed: closed)
      let expected = finder.route(from: joined.nodes[0], to: joined.nodes[1])
      let left = legs.links.filter { closed.isDisjoint(with: $0.passages) }
      let lengths = left.map { $0.line.length.metres }
      guard let expected, let shortest = lengths.min() else {
        #expect(expected == nil && left.isEmpty, "\(closed)")
        continue
      }
      let connectors = anchors[0].distance.metres + anchors[1].distance.metres
      #expect((shortest - connectors - expected.length.metres).magnitude < 0.01, "\(closed)")
      ways.insert(expected.passages)
    }
    #expect(ways.count > 4)
    let passages = legs.links.map(\.passages)
    #expect(Set(passages).count == passages.count && ways.isSubset(of: passages))
  }

  /// By PROJ's geod over each edge drawn as 2,000 points: the nearest lanes of ports far from every node.
  @Test(arguments: [
    ("Chongjin", 129.81667, 41.76667, 89.155), ("Rajin", 130.3, 42.2333, 95.613),
    ("Posyet", 130.8, 42.65, 97.819), ("Vostochny", 133.05, 42.73333, 19.355),
    // Here a node is nearest: the quay of Hamburg, and Wonsan beside the fork off the coast.
    ("Hamburg", 9.96941, 53.54772, 2.81), ("Wonsan", 127.43333, 39.16667, 99.132),
  ])
  func `ports join the lanes where these are nearest`(
    name: String, longitude: Double, latitude: Double, kilometres: Double
  ) throws {
    let network = SeaNetwork(try SeaNetworkOracleTests.lanes())
    let port = Self.port(name, longitude, latitude)
    let anchor = try #require(network.nearestPoint(to: port.coordinate))
    #expect((anchor.distance.kilometres - kilometres).magnitude < 0.06)
    #expect(
      (Geodesic.distance(from: port.coordinate, to: anchor.coordinate) - anchor.distance).metres
        .magnitude < 1e-6)
    let node = try #require(network.nearestNode(to: port.coordinate))
    #expect(anchor.distance <= node.distance)
  }

  /// From a point within an edge the way leads by one of its two ends.
  @Test func `a way from within an edge is the shorter of those by its ends`() throws {
    let network = SeaNetwork(try SeaNetworkOracleTests.lanes())
    let anchors = try [(129.81667, 41.76667), (130.3, 42.2333)].map { place in
      try #require(network.nearestPoint(to: Self.port("p", place.0, place.1).coordinate))
    }
    // Both lie on one edge, so that it is parted twice.
    #expect(anchors[0].node == nil && anchors[0].edge == anchors[1].edge)
    let joined = network.joined(at: anchors)
    var (finder, plain) = (SeaFinder(joined.network), SeaFinder(network))
    let far = try #require(
      network.nearestNode(to: Coordinate(longitude: 9.97, latitude: 53.54))
    ).node
    let edge = network.edges[anchors[0].edge]
    for (anchor, node) in zip(anchors, joined.nodes) {
      let found = finder.route(from: node, to: far)
      let ends = [(edge.from, anchor.chainage), (edge.to, edge.metres - anchor.chainage)]
      let ways = try ends.map { end, metres in
        let rest = plain.route(from: end, to: far)
        return metres + (try #require(rest)).length.metres
      }
      let shortest = try #require(ways.min())
      #expect(((try #require(found)).length.metres - shortest).magnitude < 1e-3)
    }
    let between = finder.route(from: joined.nodes[0], to: joined.nodes[1])
    #expect(
      ((try #require(between)).length.metres
        - (anchors[0].chainage - anchors[1].chainage).magnitude).magnitude < 1e-6)
  }
}
