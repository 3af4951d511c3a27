import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// How much of a line runs along another, against lines whose common part is known by how they are drawn.
@Suite struct LineOverlapTests {
  private static func line(_ positions: (Double, Double)...) throws -> LineString {
    try LineString(positions.map { Coordinate(longitude: $0.0, latitude: $0.1) })
  }

  private static func share(_ line: LineString, along other: LineString) -> Double {
    let (line, other) = (LineOverlap(line), LineOverlap(other))
    let found = line.stretches(along: other, within: CommonWay.reach)
    return found.reduce(0) { $0 + $1.upperBound - $1.lowerBound } / line.length.metres
  }

  /// On the equator a degree is as long as any other; 1e-5 allows for the 100 m beside a corner.
  @Test func `lines on one great circle share what lies on both, whatever their vertices`() throws {
    let line = try Self.line((0, 0), (4, 0), (10, 0))
    for (other, share) in [
      (try Self.line((0, 0), (10, 0)), 1.0), (try Self.line((10, 0), (0, 0)), 1),
      (try Self.line((5, 0), (7, 0), (15, 0)), 0.5), (try Self.line((15, 0), (5, 0)), 0.5),
      (try Self.line((2, 0), (3, 0)), 0.1), (try Self.line((10, 0), (20, 0)), 0),
      (try Self.line((170, 0), (-170, 0)), 0), (try Self.line((0, 5), (10, 5)), 0),
    ] {
      #expect((Self.share(line, along: other) - share).magnitude < 1e-9)
    }
  }

  @Test func `lines meet across the antimeridian and over the pole`() throws {
    let line = try Self.line((170, 0), (-170, 0))
    #expect((Self.share(line, along: try Self.line((175, 0), (-175, 0))) - 0.5).magnitude < 1e-9)
    let polar = try Self.line((20, 80), (-160, 80))
    let half = try Self.line((20, 90), (20, 80))
    #expect((Self.share(polar, along: half) - 0.5).magnitude < 1e-9)
    #expect((Self.share(half, along: polar) - 1).magnitude < 1e-9)
  }

  /// 0.0005 degrees of latitude are 55 m, 0.001 degrees 111 m.
  @Test(arguments: [(0.0005, 1.0), (-0.0005, 1), (0.001, 0), (-0.001, 0)])
  func `lines side by side are one within a hundred metres`(offset: Double, share: Double) throws {
    let other = try Self.line((-1, offset), (11, offset))
    #expect((Self.share(try Self.line((0, 0), (1, 0)), along: other) - share).magnitude < 1e-9)
  }

  @Test func `lines that cross share no more than the width of a crossing`() throws {
    let line = try Self.line((0, 0), (1, 0))
    let shared = Self.share(line, along: try Self.line((0.5, -1), (0.5, 1))) * 111_319
    #expect((shared - 200).magnitude < 1)
  }

  @Test func `what was rounded to five decimals is the same line`() throws {
    let line = try Self.line((103.123456, 1.234567), (104.000004, 1.300006), (110.1, 5.4))
    let rounded = try Self.line((110.1, 5.4), (104, 1.30001), (103.12346, 1.23457))
    #expect(Self.share(line, along: rounded) > 0.99999)
  }

  /// Walks on a lattice of 0.1 degrees by the equator: the edges that two have in common are a set.
  @Test(arguments: 0..<20) func `walks share the edges that both take`(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    func walk() -> [[Int]] {
      var at = [draw(4), draw(4)]
      return [at]
        + (0..<12).map { _ in
          at[draw(2)] += draw(2) == 0 ? 1 : -1
          return at
        }
    }
    func edges(_ walk: [[Int]]) -> [Set<[Int]>] { zip(walk, walk.dropFirst()).map { [$0, $1] } }
    let (one, other) = (walk(), walk())
    let taken = Set(edges(other))
    let common = edges(one).filter(taken.contains)
    let lines = try [one, other].map { walk in
      try LineString(
        walk.map { Coordinate(longitude: Double($0[0]) / 10, latitude: Double($0[1]) / 10) })
    }
    let overlap = LineOverlap(lines[0])
    let shared = overlap.stretches(along: LineOverlap(lines[1]), within: CommonWay.reach)
      .reduce(0) { $0 + $1.upperBound - $1.lowerBound }
    // An edge is 11.06 to 11.13 km; at each of its two ends the other walk may turn away.
    #expect(shared >= Double(common.count) * 11_057)
    #expect(shared <= Double(common.count) * 11_133 + Double(13 - common.count) * 200)
  }
}

/// What routes have in common, whatever their links are called.
@Suite struct CommonWayTests {
  private static func route(_ parts: (id: String, mode: Mode, from: Double, to: Double)...) throws
    -> Route
  {
    let measured = try parts.map { part in
      let line = try LineString([
        Coordinate(longitude: part.from, latitude: 0), Coordinate(longitude: part.to, latitude: 0),
      ])
      return MeasuredLink(
        Link(
          id: part.id, names: Names(english: part.id), from: "a", to: "b", mode: part.mode,
          linkClass: "class", status: .operating, line: line, alignment: "drawn",
          location: Drawing.nowhere), line: .atSea(line), factor: nil)
    }
    var start = Length.zero
    return Route(
      plan: RoutePlan(
        shortID: "r", comparison: "c", names: Names(english: "r"), pieces: [],
        location: Drawing.nowhere),
      parts: measured.map { link in
        defer { start += link.costed }
        return Route.Part(measured: link, isReversed: false, start: start)
      }, nodes: [], crossings: [], stretches: [])
  }

  @Test func `links over one line are one way in either direction, and other modes are not`() throws
  {
    let base = try Self.route(("strait", .sea, 0, 4), ("east", .sea, 4, 10))
    let cases: [(Route, Double)] = [
      (base, 1), (try Self.route(("other", .sea, 0, 10)), 1),
      (try Self.route(("back", .sea, 10, 0)), 1),
      (try Self.route(("road", .road, 0, 10)), 0),
      (try Self.route(("short", .sea, 0, 2), ("rail", .rail, 2, 8)), 0.25),
      (try Self.route(("strait", .sea, 0, 4), ("far", .sea, 14, 10)), 0.5),
      (try Self.route(("twice", .sea, 2, 6), ("again", .sea, 6, 2)), 1),
    ]
    var ways = CommonWay(([base] + cases.map(\.0)).flatMap { $0.parts.map(\.measured) })
    for (route, share) in cases {
      #expect(
        (ways.share(of: route, with: base) - share).magnitude < 1e-9, "\(route.parts[0].name)")
    }
    // Of the ten degrees the two links that overlap cover four together, and not eight.
    #expect((ways.share(of: base, with: cases[6].0) - 0.4).magnitude < 1e-9)
  }

  @Test func `a search goes round what runs along the way that was used`() throws {
    // Three ways: the second is the first under another name, the third is dearer and its own.
    let graph = try Graph(
      nodeCount: 2, edges: [1.0, 1.1, 2].map { Graph.Edge(from: 0, to: 1, cost: $0) })
    let alike: [[(other: Int, share: Double)]] = [[(1, 0.9)], [(0, 0.9)], []]
    let paths = Array(
      DissimilarPaths(graph, from: 0, to: 1, lengths: [1, 1, 1], alike: alike).prefix(3))
    #expect(paths.map(\.edges) == [[0], [2]])
  }
}
