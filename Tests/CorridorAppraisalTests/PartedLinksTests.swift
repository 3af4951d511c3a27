import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// Searches over links in parts against every route over links drawn one by one.
///
/// For each railway, and each two of its stops, there is a link of its own that is travelled whole. Railways have a price once for a link and a
/// wait, which a route that runs through has once.
@Suite struct PartedLinksTests {
  private static let east = ["alpha": 1.0, "beta": 8, "gamma": 14, "delta": 16, "omega": 25]
  private static let names = ["alpha", "beta", "gamma", "delta", "omega"]

  private let small: SmallStudy
  private let study: Study
  private let assumptions: ResolvedAssumptions

  init() throws {
    small = try SmallStudy()
    study = small.changing(linkClass: "rail") { item in
      item.flat = ["container": "feeder.flat"]
      item.tariff = [:]
      item.wait = "ship.wait"
    }
    assumptions = try study.resolved(overrides: [])
  }

  private static func link(_ id: String, _ from: String, _ to: String, isRail: Bool) throws -> Link
  {
    let (start, end) = (east[from] ?? 0, east[to] ?? 0)
    let line: [(Double, Double)] =
      isRail
      ? [(start, 0.0), (end, 0.0)] : [(start, 0.0), (start, -10), (end, -10), (end, 0)]
    return Link(
      id: id, names: Names(english: id), from: from, to: to, mode: isRail ? .rail : .sea,
      linkClass: isRail ? "rail" : "feeder", gaugesMillimetres: isRail ? [1435] : [],
      status: .operating,
      line: try LineString(line.map { Coordinate(longitude: $0.0, latitude: $0.1) }),
      alignment: "drawn", location: SmallStudy.nowhere)
  }

  private func measured(_ links: [Link]) throws -> [MeasuredLink] {
    try StudyNetwork(
      study: study.with(links: links), borders: small.borders, assumptions: assumptions
    ).links
  }

  private func network(_ links: [MeasuredLink], wholes: [MeasuredLink] = []) throws
    -> TransportNetwork
  {
    try TransportNetwork(
      study: study, links: links, service: try #require(study.service("container")),
      assumptions: assumptions, wholes: wholes)
  }

  /// A link of its own for each two stops of a railway.
  private struct Run {
    let base: Int
    /// The stops that it passes and its end, as it is drawn.
    let stops: [String]
  }

  private func runs(_ links: [Link], parted: [String]) throws -> (links: [Link], runs: [Run]) {
    var (made, runs): ([Link], [Run]) = ([], [])
    for (base, link) in links.enumerated() {
      let ends = [link.from, link.to].compactMap { Self.east[$0] }.sorted()
      let passed = parted.filter {
        let at = Self.east[$0] ?? 0
        return link.mode == .rail && at > ends[0] && at < ends[1]
      }
      let isEastward = (Self.east[link.from] ?? 0) < (Self.east[link.to] ?? 0)
      let sorted = passed.sorted { (Self.east[$0] ?? 0) < (Self.east[$1] ?? 0) }
      let stops = [link.from] + (isEastward ? sorted : sorted.reversed()) + [link.to]
      for (start, end) in stops.indices.flatMap({ start in
        stops.indices.dropFirst(start + 1).map { (start, $0) }
      }) {
        made.append(
          try Self.link(
            "\(link.id) \(start) \(end)", stops[start], stops[end], isRail: link.mode == .rail))
        runs.append(Run(base: base, stops: Array(stops[start...end])))
      }
    }
    return (made, runs)
  }

  /// Every route from a place to another that comes by no place twice, and changes from no link to itself.
  private static func all(
    _ network: TransportNetwork, _ runs: [Run], from origin: String, to destination: String
  ) throws -> [(route: FoundRoute, passed: Set<String>)] {
    var found: [(route: FoundRoute, passed: Set<String>)] = []
    func extend(_ place: String, _ seen: Set<String>, _ ways: [Int]) throws {
      if place == destination {
        found.append((try network.priced(ways, valueOfTime: nil), seen))
        return
      }
      for (number, run) in runs.enumerated() {
        for isReversed in [false, true] {
          let stops = isReversed ? run.stops.reversed() : run.stops
          guard stops.first == place, seen.isDisjoint(with: stops.dropFirst()) else { continue }
          if let last = ways.last, runs[last / 2].base == run.base { continue }
          // Beyond an end of the journey nothing leads on.
          if stops.dropLast().contains(destination) { continue }
          try extend(
            stops[stops.count - 1], seen.union(stops), ways + [2 * number + (isReversed ? 1 : 0)])
        }
      }
    }
    try extend(origin, [origin], [])
    return found
  }

  @Test(arguments: UInt64(1)...16)
  func `routes over parts are those over links from stop to stop`(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let links = try (0..<8).map { number -> Link in
      let from = random.below(Self.names.count)
      let to = (from + 1 + random.below(Self.names.count - 1)) % Self.names.count
      return try Self.link(
        "l\(number)", Self.names[from], Self.names[to], isRail: random.below(4) > 0)
    }
    // An end that others pass, and a place that is required.
    let parted = ["beta", "delta"]
    let (drawn, runs) = try self.runs(links, parted: parted)
    let whole = try network(measured(drawn))
    let places = parted.compactMap { study.place($0) }
    let parts = try measured(links).parted(at: places, classes: ["rail"], of: study)
    let finder = RouteFinder(try network(parts.links, wholes: parts.wholes), limit: 100_000)
    for (origin, destination) in [("beta", "omega"), ("alpha", "omega"), ("gamma", "beta")] {
      let all = try Self.all(whole, runs, from: origin, to: destination)
      for objective in [RouteObjective.distance, .time, .cost, .generalised] {
        let request = RouteRequest(from: origin, to: destination, by: objective)
        try Self.expect(
          finder.best(request, count: 10_000), all.map(\.route), by: objective,
          "\(origin) \(destination) \(objective)")
        let first = try finder.best(request, count: 3)
        try Self.expect(
          RouteAnswer(routes: first.routes, isComplete: true),
          Array(
            all.map(\.route).sorted { Self.value($0, objective) < Self.value($1, objective) }
              .prefix(3)), by: objective, "3 of \(origin) \(destination) \(objective)")
      }
      var required = RouteRequest(from: origin, to: destination, by: .cost)
      required.constraints = [RouteConstraint(.require(.place("delta")), origin: "test")]
      try Self.expect(
        finder.best(required, count: 10_000),
        all.filter { $0.passed.contains("delta") || Self.isNear("delta", $0.route) }.map(\.route),
        by: .cost, "\(origin) \(destination) by delta")
      let pareto = try finder.pareto(RouteRequest(from: origin, to: destination, by: .cost))
      let kept = all.map(\.route).filter { one in
        !all.contains { Self.beats($0.route, one) }
      }
      #expect(
        Set(pareto.routes.map { Self.rounded(Self.value($0, .cost)) })
          == Set(kept.map { Self.rounded(Self.value($0, .cost)) }), "\(origin) \(destination)")
    }
  }

  private static func isNear(_ place: String, _ route: FoundRoute) -> Bool {
    let at = east[place] ?? 0
    return route.route.parts.contains { part in
      let line = part.link.line.coordinates.map(\.longitude)
      return part.link.mode == .rail && (line.min() ?? 0) <= at && at <= (line.max() ?? 0)
    }
  }

  private static func beats(_ one: FoundRoute, _ other: FoundRoute) -> Bool {
    let pairs = [RouteObjective.time, .cost].map { (value(one, $0), value(other, $0)) }
    return pairs.allSatisfy { $0 <= $1 + 1e-7 } && pairs.contains { $0 < $1 - 1e-7 }
  }

  private static func value(_ route: FoundRoute, _ objective: RouteObjective) -> Double {
    route.outcome(by: objective).value ?? .nan
  }

  private static func rounded(_ value: Double) -> Double { (value * 1e5).rounded() / 1e5 }

  private static func expect(
    _ answer: RouteAnswer, _ all: [FoundRoute], by objective: RouteObjective, _ what: String
  ) throws {
    #expect(answer.isComplete, "\(what)")
    let found = answer.routes.map { value($0, objective) }
    let expected = all.map { value($0, objective) }.sorted()
    #expect(found.count == expected.count, "\(what)")
    for (one, other) in zip(found, expected) {
      #expect((one - other).magnitude <= 1e-9 * other.magnitude, "\(what): \(one) \(other)")
    }
  }
}

/// Numbers that look random and are the same in every run.
///
/// - Source: Steele, Lea and Flood 2014, SplitMix64, doi:10.1145/2660193.2660195.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}
