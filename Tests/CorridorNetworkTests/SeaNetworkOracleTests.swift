import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Foundation
import Testing

@testable import CorridorNetwork

/// The bundled lanes against the Python package searoute 1.6.0, from which they come.
///
/// Tests/Fixtures/searoute-pairs.csv holds 500 routes between random ports of the package as it finds them
/// itself; scripts/geo/check-searoute.sh makes it again. The search uses the package's weights and its
/// snapping here, with the seam over land open that it sails. In the package's graph the antimeridian has a
/// gap at some latitudes. One of them, at 62.1 degrees, is joined here: there the package has its Bering
/// passage on one side and the coast of Alaska on the other. The fixture has no route that it lengthens;
/// of 800 others one was, by 32.9 km.
@Suite struct SeaNetworkOracleTests {
  struct Pair {
    let from, to: Coordinate
    let kilometres, weight: Double
  }

  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func pairs() throws -> [Pair] {
    let file =
      ProcessInfo.processInfo.environment["CORRIDOR_SEAROUTE_PAIRS"]
      ?? package.appending(path: "Tests/Fixtures/searoute-pairs.csv").path
    return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { line in
        let cells = try line.split(separator: ",").map { try #require(Double($0)) }
        return Pair(
          from: Coordinate(longitude: cells[0], latitude: cells[1]),
          to: Coordinate(longitude: cells[2], latitude: cells[3]), kilometres: cells[4],
          weight: cells[5])
      }
  }

  static func lanes() throws -> SeaLanes {
    try #require(try StudyReader.seaLanes(folder: package.appending(path: "Geo").path))
  }

  @Test func `every route costs what the package says, and is as long to a metre`() throws {
    let network = SeaNetwork(
      try Self.lanes(), measure: .searoute, partedLatitudes: [80, -60, -2e-05])
    var finder = SeaFinder(network, closed: ["northwest"])
    let pairs = try Self.pairs()
    #expect(pairs.count >= 500)
    var ties = 0
    for pair in pairs {
      let from = try #require(network.nearestNodeOnFlatMap(to: pair.from))
      let to = try #require(network.nearestNodeOnFlatMap(to: pair.to))
      let found = finder.route(from: from, to: to)
      let route = try #require(found)
      #expect((route.weight.kilometres - pair.weight).magnitude < 1e-6)
      let length = zip(route.line, route.line.dropFirst()).reduce(0) {
        $0 + SeaNetwork.sphere.distance(from: $1.0, to: $1.1).kilometres
      }
      if (length - pair.kilometres).magnitude < 0.001 { continue }
      // The package's weights are rounded to 0.1 km, so that two ways can be equally short to it.
      ties += 1
      let message: Comment = "\(pair.from) to \(pair.to): \(length) and \(pair.kilometres)"
      #expect((length - pair.kilometres).magnitude < 0.1 * Double(route.line.count), message)
    }
    #expect(ties <= pairs.count / 100)
  }
}
