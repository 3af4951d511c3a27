import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// The search against every route that there is, found by trying all links, on networks drawn at random
/// over the places of the small study: parallel links, ships that cost nothing, trains of several gauges,
/// borders, fees, transfers and ice.
@Suite struct RouteOracleTests {
  private static let places = ["alpha", "beta", "gamma", "delta", "omega"]

  private static func network(_ seed: UInt64, narrow kinds: [Event.Kind] = []) throws
    -> TransportNetwork
  {
    var random = SplitMix(state: seed)
    let small = try SmallStudy()
    let east = [1.0, 8, 14, 16, 25]
    let links = try (0..<11).map { number -> Link in
      let from = random.below(places.count)
      let to = (from + 1 + random.below(places.count - 1)) % places.count
      let kind = ["rail", "rail", "rail", "ship", "feeder"][random.below(5)]
      let isRail = kind == "rail"
      let gauges = [[1435], [1520], [1435, 1520], []][random.below(4)]
      let south = isRail ? 0.0 : -10
      let line = [(east[from], 0.0), (east[from], south), (east[to], south), (east[to], 0)]
      return Link(
        id: "l\(number)", names: Names(english: "l\(number)"), from: places[from], to: places[to],
        mode: isRail ? .rail : .sea, linkClass: kind, gaugesMillimetres: isRail ? gauges : [],
        status: .operating,
        line: try LineString(
          (isRail ? [line[0], line[3]] : line).map {
            Coordinate(longitude: $0.0, latitude: $0.1)
          }), alignment: "drawn", location: SmallStudy.nowhere)
    }
    var study = small.study.with(links: links)
    for place in study.events.indices where kinds.contains(study.events[place].kind) {
      study.events[place].capacity = "demand.container"
    }
    // A feeder costs nothing, so that there are cycles of no cost.
    let assumptions = try study.resolved(overrides: [
      Override(
        id: "feeder.flat", text: "0 USD/TEU @2024", location: SourceLocation(file: "--set"))
    ])
    let measured = try StudyNetwork(
      study: study, borders: small.borders, assumptions: assumptions)
    return try TransportNetwork(
      study: study, links: measured.links, service: try #require(study.service("container")),
      assumptions: assumptions)
  }

  /// Every way to string links together from alpha to omega without passing a place twice.
  private static func all(_ network: TransportNetwork) throws -> [FoundRoute] {
    var found: [FoundRoute] = []
    func extend(_ place: String, _ seen: Set<String>, _ ways: [Int]) throws {
      if place == "omega" {
        found.append(try network.priced(ways, valueOfTime: nil))
        return
      }
      for (number, measured) in network.links.enumerated() {
        let ends = [measured.link.from, measured.link.to]
        guard let side = ends.firstIndex(of: place), !seen.contains(ends[1 - side]) else {
          continue
        }
        try extend(
          ends[1 - side], seen.union([ends[1 - side]]), ways + [2 * number + side])
      }
    }
    try extend("alpha", ["alpha"], [])
    return found
  }

  private static func names(_ route: FoundRoute) -> String {
    route.route.parts.map(\.link.id).joined(separator: " ")
  }

  @Test(arguments: UInt64(1)...12)
  func `the best are the first of all there are, and all are found`(_ seed: UInt64) throws {
    let network = try Self.network(seed)
    let all = try Self.all(network)
    let finder = RouteFinder(network, limit: max(20, 2 * all.count))
    for objective in [RouteObjective.distance, .time, .cost, .generalised] {
      let request = RouteRequest(from: "alpha", to: "omega", by: objective)
      let values = try all.map { try #require($0.outcome(by: objective).value) }.sorted()
      let first = try finder.best(request, count: 4)
      #expect(
        try first.routes.map { try #require($0.outcome(by: objective).value) }
          == Array(values.prefix(4)), "\(objective)")
      let every = try finder.best(request, count: 10_000)
      #expect(every.isComplete)
      #expect(every.routes.map(Self.names).sorted() == all.map(Self.names).sorted())
    }
  }

  /// Joints at sea are priced once for many pairs of ways.
  @Test(arguments: UInt64(1)...12)
  func `what happens between two ways is what happens between these two`(_ seed: UInt64) throws {
    let network = try Self.network(seed)
    var transfers = 0
    for first in network.ways.indices {
      for second in network.leaving[network.end(of: first)] ?? [] where second ^ 1 != first {
        let pair = [first, second].map { (network.ways[$0], network.links[network.ways[$0].link]) }
        let alone = try network.pricer.joint(pair[0], pair[1])
        let joint = try #require(network.joint(first, second))
        #expect(joint.terms.days == alone.terms.days && joint.terms.money == alone.terms.money)
        #expect(joint.terms.capacity == alone.terms.capacity)
        #expect(joint.crossings == alone.crossings)
        transfers += alone.terms.days ?? 0 > 0 ? 1 : 0
      }
    }
    #expect(transfers > 0)
  }

  @Test(arguments: UInt64(1)...12)
  func `what is required and avoided leaves of all routes those that have it`(_ seed: UInt64)
    throws
  {
    let network = try Self.network(seed)
    let all = try Self.all(network)
    let finder = RouteFinder(network)
    for place in ["beta", "gamma", "delta"] {
      let passing = Set(
        all.filter { Self.meets(place, $0) }.map(Self.names))
      for (constraint, wanted) in [
        (RouteConstraint.Demand.require(.place(place)), passing),
        (.avoid(.place(place)), Set(all.map(Self.names)).subtracting(passing)),
      ] {
        let request = RouteRequest(
          from: "alpha", to: "omega", by: .cost,
          constraints: [RouteConstraint(constraint, origin: "test")])
        let answer = try finder.best(request, count: 10_000)
        #expect(answer.isComplete)
        #expect(Set(answer.routes.map(Self.names)) == wanted)
        #expect((try finder.refusal(of: request) == nil) == !wanted.isEmpty)
      }
    }
  }

  /// A link in pieces that two links have in common or not, with the share of its length that each is.
  ///
  /// Railways run along the equator from place to place. Ships go ten degrees south, east along a geodesic
  /// of their own for each pair of places, and north again; where two of these geodesics leave a place
  /// together they are within 100 m for less than a hundredth of the way.
  private static func pieces(_ measured: MeasuredLink) -> [(key: String, share: Double)] {
    let line = measured.link.line.coordinates
    let east = line.map(\.longitude)
    let (low, high) = (east.min() ?? 0, east.max() ?? 0)
    guard measured.link.mode == .sea else {
      let marks = [1.0, 8, 14, 16, 25].filter { low <= $0 && $0 <= high }
      return zip(marks, marks.dropFirst()).map { ("rail \($0)", ($1 - $0) / (high - low)) }
    }
    // Ten degrees of a meridian from the equator on, by any table of the ellipsoid.
    let side = 1_105_854.8 / measured.traced.metres
    return [("ship \(low)", side), ("ship \(low) \(high)", 1 - 2 * side), ("ship \(high)", side)]
  }

  private static func common(_ one: FoundRoute, _ other: FoundRoute) -> Double {
    let theirs = Set(other.route.parts.flatMap { pieces($0.measured).map(\.key) })
    return one.route.parts.reduce(0) { sum, part in
      sum + part.measured.costed.metres
        * pieces(part.measured).filter { theirs.contains($0.key) }.map(\.share).reduce(0, +)
    } / one.length.metres
  }

  @Test(arguments: UInt64(1)...6)
  func `what two routes share is the way that both take`(_ seed: UInt64) throws {
    let all = try Self.all(Self.network(seed))
    for one in all.prefix(12) {
      for other in all.prefix(12) {
        #expect((one.share(sharedWith: other) - Self.common(one, other)).magnitude < 0.01)
      }
    }
  }

  /// By what the ladder of each route says, one by one.
  @Test func `a flow passes where every capacity is as much, and the refusal names it`() throws {
    var (closed, refused) = (0, 0)
    for seed in UInt64(1)...12 {
      let network = try Self.network(seed, narrow: [.gauge, .transfer])
      let all = try Self.all(network)
      for flow in [200_000.0, 200_001] {
        let wanted = all.filter { ($0.ladder.narrowest?.capacity?.value ?? .infinity) >= flow }
        if flow == 200_000 { #expect(wanted.count == all.count) }
        closed += all.count - wanted.count
        let constraint = RouteConstraint(.flow(flow), origin: "--flow")
        let request = RouteRequest(
          from: "alpha", to: "omega", by: .distance, constraints: [constraint])
        let answer = try RouteFinder(network).best(request, count: 10_000)
        #expect(answer.routes.map(Self.names).sorted() == wanted.map(Self.names).sorted())
        guard wanted.isEmpty, !all.isEmpty else { continue }
        refused += 1
        #expect(
          try RouteFinder(network).refusal(of: request) == .blocked([constraint], undecided: []))
      }
    }
    #expect(closed > 20 && refused > 0, "\(closed), \(refused)")
  }

  /// What is left out must be dearer than all that was taken, or share too much with one no dearer.
  @Test(arguments: UInt64(1)...12, [0.0, 0.3, 0.6, 1])
  func `dissimilar routes are taken from the best on, and none twice`(_ seed: UInt64, share: Double)
    throws
  {
    let network = try Self.network(seed)
    let all = try Self.all(network)
    for objective in [RouteObjective.distance, .cost] {
      func value(_ route: FoundRoute) throws -> Double {
        try #require(route.outcome(by: objective).value)
      }
      let answer = try RouteFinder(network).dissimilar(
        RouteRequest(from: "alpha", to: "omega", by: objective), count: 3,
        terms: .init(share: share))
      #expect(answer.isComplete)
      let taken = answer.routes
      let values = try taken.map(value)
      #expect(values == values.sorted())
      #expect(Set(taken.map(Self.names)).count == taken.count)
      for (index, route) in taken.enumerated() {
        #expect(taken[..<index].allSatisfy { Self.common(route, $0) <= share + 0.01 })
      }
      for route in all where !taken.contains(where: { Self.names($0) == Self.names(route) }) {
        let worth = try value(route)
        if taken.count == 3, let last = values.last, worth >= last { continue }
        #expect(
          try taken.contains { try value($0) <= worth && Self.common(route, $0) > share - 0.01 },
          "seed \(seed), \(objective): \(Self.names(route))")
      }
    }
  }

  /// Whether a route meets a place: at an end of one of its links, or on a railway, all of which run along
  /// the equator; ships pass far south of the places between.
  private static func meets(_ place: String, _ route: FoundRoute) -> Bool {
    let east = ["alpha": 1.0, "beta": 8, "gamma": 14, "delta": 16, "omega": 25]
    guard let wanted = east[place] else { return false }
    return route.route.parts.contains { part in
      let ends = [part.link.from, part.link.to].compactMap { east[$0] }.sorted()
      return part.link.from == place || part.link.to == place
        || part.link.mode == .rail && ends[0] < wanted && wanted < ends[1]
    }
  }

  /// Whether a route begins, ends or calls in a country, or comes through it on a railway: AA reaches to 10
  /// degrees east, BB to 14 and CC from there.
  private static func meets(country: String, _ route: FoundRoute) -> Bool {
    let places = ["alpha": 1.0, "beta": 8, "gamma": 14, "delta": 16, "omega": 25]
    let homes = ["alpha": "AA", "beta": "AA", "gamma": "CC", "delta": "CC", "omega": "CC"]
    let limits = ["AA": (0.0, 10.0), "BB": (10, 14), "CC": (14, 30)]
    guard let (west, east) = limits[country] else { return false }
    return route.route.parts.contains { part in
      if [part.link.from, part.link.to].contains(where: { homes[$0] == country }) { return true }
      guard part.link.mode == .rail else { return false }
      let ends = [part.link.from, part.link.to].compactMap { places[$0] }.sorted()
      return ends[0] < east && ends[1] > west
    }
  }

  /// Ships count too: where they call is in a country as much as where trains run.
  @Test(arguments: UInt64(1)...12)
  func `a country is met on land and at every end of a link`(_ seed: UInt64) throws {
    let network = try Self.network(seed)
    let all = try Self.all(network)
    for country in ["AA", "BB", "CC"] {
      let meeting = Set(all.filter { Self.meets(country: country, $0) }.map(Self.names))
      for (demand, wanted) in [
        (RouteConstraint.Demand.require(.country(country)), meeting),
        (.avoid(.country(country)), Set(all.map(Self.names)).subtracting(meeting)),
      ] {
        let request = RouteRequest(
          from: "alpha", to: "omega", by: .distance,
          constraints: [RouteConstraint(demand, origin: "test")])
        let answer = try RouteFinder(network).best(request, count: 10_000)
        #expect(Set(answer.routes.map(Self.names)) == wanted, "\(demand)")
        if country != "BB", case .avoid = demand {
          #expect(
            try RouteFinder(network).refusal(of: request)
              == .blocked(all.isEmpty ? [] : request.constraints, undecided: []))
        }
      }
    }
  }

  /// Sets of constraints of which most leave no route.
  private static let demands: [[RouteConstraint]] = [
    [.avoid(.place("beta")), .avoid(.place("gamma")), .avoid(.place("delta"))],
    [.require(.place("beta")), .require(.place("gamma")), .require(.place("delta"))],
    [.require(.place("delta")), .avoid(.place("gamma")), .require(.place("beta"))],
    [.require(.place("gamma")), .avoid(.place("gamma"))],
    [.require(.link("l1")), .require(.link("l2")), .require(.link("l3"))],
    [.require(.link("l4")), .require(.link("l5")), .avoid(.mode(.sea))],
  ].map { demands in demands.map { RouteConstraint($0, origin: "test") } }

  @Test(arguments: UInt64(1)...40)
  func `the Pareto set is that of all routes with what is required`(_ seed: UInt64) throws {
    let network = try Self.network(seed)
    let all = try Self.all(network)
    func values(_ route: FoundRoute) throws -> [Double] {
      try [route.time, route.price].map { try #require($0.value) }
    }
    for places in [[], ["beta"], ["delta"], ["beta", "delta"], ["gamma", "beta", "delta"]] {
      let costs = try all.filter { route in places.allSatisfy { Self.meets($0, route) } }
        .map(values)
      let wanted = costs.filter { one in
        !costs.contains { $0 != one && zip($0, one).allSatisfy { $0 <= $1 } }
      }
      let answer = try RouteFinder(network).pareto(
        RouteRequest(
          from: "alpha", to: "omega", by: .cost,
          constraints: places.map { RouteConstraint(.require(.place($0)), origin: "test") }))
      #expect(answer.isComplete)
      let found = try answer.routes.map(values)
      #expect(found.count == Set(found).count)
      // Sums in another order differ in the last bits.
      func isAmong(_ one: [Double], _ others: [[Double]]) -> Bool {
        others.contains { zip(one, $0).allSatisfy { ($0 - $1).magnitude < 1e-6 } }
      }
      #expect(found.allSatisfy { isAmong($0, wanted) }, "\(places)")
      #expect(wanted.allSatisfy { isAmong($0, found) }, "\(places)")
    }
  }

  @Test(arguments: [1, 2, 5000])
  func `what is said to block does, however soon the search is cut`(limit: Int) throws {
    var (blocked, open) = (0, 0)
    for seed in UInt64(1)...40 {
      let network = try Self.network(seed)
      let all = try Self.all(network)
      func hasRoute(_ constraints: [RouteConstraint]) -> Bool {
        all.contains { route in
          constraints.allSatisfy { constraint in
            switch constraint.demand {
            case .avoid(.place(let place)): !Self.meets(place, route)
            case .require(.place(let place)): Self.meets(place, route)
            case .require(.link(let id)): route.route.parts.contains { $0.link.id == id }
            case .avoid(.mode(let mode)): !route.route.modes.contains(mode)
            default: false
            }
          }
        }
      }
      for constraints in Self.demands {
        let request = RouteRequest(
          from: "alpha", to: "omega", by: .distance, constraints: constraints)
        switch try RouteFinder(network, limit: limit).refusal(of: request) {
        case nil: #expect(hasRoute(constraints))
        case .undecided?: open += 1
        case .blocked(let kept, let undecided)?:
          blocked += 1
          open += undecided.count
          #expect(!hasRoute(kept), "seed \(seed): \(kept)")
          for constraint in kept where !undecided.contains(constraint) {
            #expect(hasRoute(kept.filter { $0 != constraint }), "seed \(seed): \(constraint)")
          }
        }
      }
    }
    #expect(blocked > 10)
    #expect((open > 0) == (limit < 5000), "\(open) not decided")
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
