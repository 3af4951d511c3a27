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

  /// Every fifth subset of seven passages against a search of the lanes without them.
  @Test func `whatever is avoided, the shortest leg that is left is the shortest way`() throws {
    let network = SeaNetwork(try SeaNetworkOracleTests.lanes())
    let ports = [Self.port("busan", 129.04, 35.10), Self.port("hamburg", 9.97, 53.54)]
    let gates = [
      "suez", "panama", "malacca", "sunda", "gibraltar", "northwest", "south-africa",
    ]
    let legs = SeaLegs(
      between: ports, over: network, gates: gates, linkClass: "ship",
      limit: Length(kilometres: 200))
    #expect(legs.strandedPorts.isEmpty)
    let nodes = try ports.map { port in
      try #require(network.nearestNode(to: port.coordinate))
    }
    var ways: Set<[String]> = []
    for choice in stride(from: 0, to: 1 << gates.count, by: 5) {
      let closed = Set(gates.indices.filter { choice & (1 << $0) != 0 }.map { gates[$0] })
      var finder = SeaFinder(network, closed: closed)
      let expected = finder.route(from: nodes[0].node, to: nodes[1].node)
      let left = legs.links.filter { closed.isDisjoint(with: $0.passages) }
      let lengths = left.map { $0.line.length.metres }
      guard let expected, let shortest = lengths.min() else {
        #expect(expected == nil && left.isEmpty, "\(closed)")
        continue
      }
      let connectors = nodes[0].distance.metres + nodes[1].distance.metres
      #expect((shortest - connectors - expected.length.metres).magnitude < 0.01, "\(closed)")
      ways.insert(expected.passages)
    }
    #expect(ways.count > 4)
    let passages = legs.links.map(\.passages)
    #expect(Set(passages).count == passages.count && ways.isSubset(of: passages))
  }
}
