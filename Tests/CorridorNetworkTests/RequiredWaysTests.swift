import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// Legs that pass what is required, against every state that a ship can be in.
///
/// A state is where it is, which points of passages it has passed and which passages it has sailed.
/// Networks are drawn at random.
@Suite struct RequiredWaysTests {
  private static let passages = ["a", "b", "c"]

  private struct Sea {
    var network: SeaNetwork
    var ports: [Place] = []
  }

  private static func sea(_ seed: UInt64) -> Sea {
    var random = SplitMix(state: seed)
    let location = SourceLocation(file: "here")
    let nodes = (0..<10).map { _ in
      Coordinate(
        longitude: Double(random.below(100)) / 10, latitude: Double(random.below(100)) / 10)
    }
    var lines: [String?: [[Coordinate]]] = [:]
    for _ in 0..<18 {
      let from = random.below(10)
      let to = (from + 1 + random.below(9)) % 10
      let kind = random.below(7)
      lines[kind < passages.count ? passages[kind] : nil, default: []].append(
        [nodes[from], nodes[to]])
    }
    let lanes = ([nil] + passages.map { Optional($0) }).compactMap { passage in
      lines[passage].map { SeaLane(passage: passage, lines: $0, location: location) }
    }
    var sea = Sea(network: SeaNetwork(SeaLanes(lanes: lanes)))
    for (number, node) in sea.network.nodes.prefix(3).enumerated() {
      sea.ports.append(
        Place(
          id: "p\(number)", names: Names(english: "p\(number)"), kind: .port, country: nil,
          coordinate: node, location: location))
    }
    return sea
  }

  /// A ship: where it is, and as bits which points of passages it has passed and which it has sailed.
  private struct State: Hashable {
    var node: Int
    var passed = 0
    var sailed = 0
  }

  /// What it costs at least to come into each state from a node; `closed` is a bit for each passage.
  private static func states(_ network: SeaNetwork, from start: Int, closed: Int) -> [State: Double]
  {
    let open = network.edges.compactMap { edge -> (ends: [Int], metres: Double, bit: Int)? in
      let bit =
        edge.passage < 0
        ? 0 : 1 << (passages.firstIndex(of: network.passages[edge.passage]) ?? 0)
      return bit & closed != 0 ? nil : ([edge.from, edge.to], edge.metres, bit)
    }
    let points = network.edges.filter { $0.passage >= 0 }.reduce(0) {
      $0 | 1 << $1.from | 1 << $1.to
    }
    let first = State(node: start, passed: points & 1 << start)
    var costs = [first: 0.0]
    var changed = costs
    while !changed.isEmpty {
      var next: [State: Double] = [:]
      for (state, cost) in changed where costs[state] == cost {
        for edge in open where edge.ends.contains(state.node) {
          let head = edge.ends[0] == state.node ? edge.ends[1] : edge.ends[0]
          if state.passed >> head & 1 == 1 { continue }
          let reached = State(
            node: head, passed: state.passed | points & 1 << head, sailed: state.sailed | edge.bit)
          let sum = cost + edge.metres
          guard sum < costs[reached] ?? .infinity else { continue }
          costs[reached] = sum
          next[reached] = sum
        }
      }
      changed = next
    }
    return costs
  }

  private static func bits(_ names: Set<String>) -> Int {
    passages.indices.reduce(0) { $0 | (names.contains(passages[$1]) ? 1 << $1 : 0) }
  }

  @Test(arguments: UInt64(1)...24)
  func `whatever is required and avoided, the shortest leg is the shortest way`(_ seed: UInt64) {
    let sea = Self.sea(seed)
    let required: [Set<String>] = seed % 3 == 0 ? [["a", "b"], ["c"]] : [["a"], ["b"], ["c"]]
    let legs = SeaLegs(
      between: sea.ports, over: sea.network, gates: Self.passages, required: required,
      linkClass: "ship", limit: Length(kilometres: 1))
    #expect(legs.strandedPorts.isEmpty)
    #expect(Set(legs.links.map(\.id)).count == legs.links.count)
    for closed in 0..<8 {
      for start in 0..<2 {
        let states = Self.states(sea.network, from: start, closed: closed)
        for end in start + 1..<3 {
          let ports = [sea.ports[start].id, sea.ports[end].id]
          for part in 0..<1 << required.count {
            let wanted = required.indices.filter { part >> $0 & 1 == 1 }.map {
              Self.bits(required[$0])
            }
            func isMet(_ sailed: Int) -> Bool { wanted.allSatisfy { $0 & sailed != 0 } }
            let found = legs.links.filter { link in
              let sailed = Self.bits(Set(link.passages))
              return [link.from, link.to] == ports && sailed & closed == 0 && isMet(sailed)
            }.map(\.line.length.metres).min()
            let expected = states.filter { $0.key.node == end && isMet($0.key.sailed) }.values.min()
            #expect((found == nil) == (expected == nil), "\(ports) \(wanted) \(closed)")
            #expect(
              ((found ?? 0) - (expected ?? 0)).magnitude < 0.001, "\(ports) \(wanted) \(closed)")
          }
        }
      }
    }
  }

  /// By a search over 2 and 4 layers of the same lanes (scipy, geodesics of PROJ), without the connectors.
  @Test(arguments: [
    Journey(requires: ["panama"], kilometres: 24_640.887),
    Journey(requires: ["chili"], kilometres: 32_419.030),
  ])
  func `over the bundled lanes ways are as long as another search has them`(_ journey: Journey)
    throws
  {
    let network = SeaNetwork(try SeaNetworkOracleTests.lanes())
    let ports = [("busan", 129.0416, 35.1152), ("hamburg", 10.0064, 53.5528)].map {
      Place(
        id: $0.0, names: Names(english: $0.0), kind: .port, country: nil,
        coordinate: Coordinate(longitude: $0.1, latitude: $0.2),
        location: SourceLocation(file: "here"))
    }
    let legs = SeaLegs(
      between: ports, over: network, gates: journey.requires + ["northwest", "chukotka"],
      required: journey.requires.map { [$0] }, linkClass: "ship", limit: Length(kilometres: 100))
    let lengths = zip(legs.links, legs.lanes).filter { link, _ in
      journey.requires.allSatisfy(link.passages.contains)
        && !link.passages.contains("northwest") && !link.passages.contains("chukotka")
    }.map { link, lane in link.line.length - lane.startConnector - lane.endConnector }
    let found = try #require(lengths.min())
    #expect((found.kilometres - journey.kilometres).magnitude < 0.002)
  }

  struct Journey: Sendable, CustomTestStringConvertible {
    var requires: [String]
    var kilometres: Double
    var testDescription: String { requires.joined(separator: ", ") }
  }
}
