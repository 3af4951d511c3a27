import Corridor
import Foundation

/// W5: cheapest paths, the ten cheapest simple paths, and routes at sea.
struct RoutingWorkload {
  /// A network and pairs of nodes, as `prep.py` writes them.
  struct Input {
    let graph: Graph
    let pairs: [(from: Int, to: Int)]
    let readSeconds: Double
    let buildSeconds: Double

    init(network: String, pairs: String) throws {
      let began = ContinuousClock.now
      let rows = try Self.rows(network)
      self.pairs = try Self.rows(pairs).map { (Int($0[0]), Int($0[1])) }
      readSeconds = Self.seconds(since: began)
      let read = ContinuousClock.now
      let edges = rows.map { Graph.Edge(from: Int($0[0]), to: Int($0[1]), cost: $0[4]) }
      let count = edges.reduce(0) { max($0, $1.from, $1.to) } + 1
      graph = try Graph(nodeCount: count, edges: edges, undirected: true)
      buildSeconds = Self.seconds(since: read)
    }

    private static func rows(_ path: String) throws -> [[Double]] {
      let bytes = try Data(contentsOf: URL(filePath: path))
      return bytes.split(separator: UInt8(ascii: "\n")).dropFirst().map { line in
        line.split(separator: UInt8(ascii: ",")).map {
          Double(String(decoding: $0, as: UTF8.self)) ?? .nan
        }
      }
    }

    static func seconds(since began: ContinuousClock.Instant) -> Double {
      (ContinuousClock.now - began) / .seconds(1)
    }
  }

  /// Cheapest paths, plain and with landmarks.
  static func paths(network: String, pairs: String) throws {
    let input = try Input(network: network, pairs: pairs)
    let (plain, plainCost) = time(PathFinder(input.graph), input)
    let began = ContinuousClock.now
    let landmarks = Landmarks(input.graph)
    let preparation = Input.seconds(since: began)
    let (guided, guidedCost) = time(PathFinder(input.graph, landmarks: landmarks), input)
    report([
      ("load", input.readSeconds), ("build", input.buildSeconds),
      ("ms_per_query_dijkstra", plain), ("landmarks_s", preparation),
      ("ms_per_query_landmarks", guided), ("mean_cost_dijkstra", plainCost),
      ("mean_cost_landmarks", guidedCost),
    ])
  }

  /// Milliseconds a query and the mean cost.
  private static func time(_ finder: PathFinder, _ input: Input) -> (Double, Double) {
    var finder = finder
    var sum = 0.0
    let began = ContinuousClock.now
    for pair in input.pairs { sum += finder.path(from: pair.from, to: pair.to)?.cost ?? .nan }
    let count = Double(input.pairs.count)
    return (Input.seconds(since: began) / count * 1000, sum / count)
  }

  /// The ten cheapest simple paths.
  static func simplePaths(network: String, pairs: String) throws {
    let input = try Input(network: network, pairs: pairs)
    var tenth: [Double] = []
    let began = ContinuousClock.now
    for pair in input.pairs {
      let paths = Array(SimplePaths(input.graph, from: pair.from, to: pair.to).prefix(10))
      tenth.append(paths.last?.cost ?? .nan)
    }
    let seconds = Input.seconds(since: began)
    report(
      [("ms_per_k10", seconds / Double(input.pairs.count) * 1000)]
        + tenth.enumerated().map { ("k10_\($0.offset + 1)", $0.element) })
  }

  /// Routes at sea between the ordered pairs of twelve ports, in the measure of searoute.
  static func sea(folder: String) throws {
    let began = ContinuousClock.now
    guard let lanes = try StudyReader.seaLanes(folder: folder) else {
      throw Options.Failure(message: "\(folder) has no sea lanes")
    }
    let network = SeaNetwork(lanes, measure: .searoute)
    var finder = SeaFinder(network)
    let load = Input.seconds(since: began)
    let started = ContinuousClock.now
    var count = 0
    var sum = 0.0
    for _ in 0..<10 {
      for from in ports {
        for to in ports where to != from {
          guard let start = network.nearestNodeOnFlatMap(to: from),
            let end = network.nearestNodeOnFlatMap(to: to),
            let route = finder.route(from: start, to: end)
          else { continue }
          sum += route.length.kilometres
          count += 1
        }
      }
    }
    let seconds = Input.seconds(since: started)
    var values = [
      ("load", load), ("routes", Double(count)), ("routes_per_s", Double(count) / seconds),
      ("mean_geodesic_km", sum / Double(count)),
    ]
    for closed in [["northwest"], ["northwest", "suez"], ["northwest", "suez", "panama"]] {
      var finder = SeaFinder(network, closed: Set(closed))
      guard let start = network.nearestNodeOnFlatMap(to: ports[0]),
        let end = network.nearestNodeOnFlatMap(to: ports[1]),
        let route = finder.route(from: start, to: end)
      else { continue }
      let name = "busan_hamburg_km_without_" + closed.joined(separator: "+")
      let sphere = zip(route.line, route.line.dropFirst()).reduce(0) {
        $0 + SeaNetwork.sphere.distance(from: $1.0, to: $1.1).kilometres
      }
      values.append((name, sphere))
      values.append((name + "_geodesic", route.length.kilometres))
    }
    report(values)
  }

  /// Busan, Hamburg, Rotterdam, Shanghai, Singapore, Mumbai, Jeddah, Piraeus, Santos, Los Angeles, New
  /// York, Durban.
  private static let ports = [
    (129.04, 35.10), (9.97, 53.54), (4.13, 51.95), (121.8, 31.2), (103.8, 1.26), (72.85, 18.94),
    (39.15, 21.45), (23.6, 37.94), (-46.3, -23.98), (-118.25, 33.74), (-74.0, 40.67),
    (31.05, -29.87),
  ].map { Coordinate(longitude: $0.0, latitude: $0.1) }

  private static func report(_ values: [(String, Double)]) {
    let fields = values.map { "\"\($0.0)\": \(($0.1 * 1e6).rounded() / 1e6)" }
    print("{" + fields.joined(separator: ", ") + "}")
  }
}
