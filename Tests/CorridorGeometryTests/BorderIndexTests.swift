import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct BorderIndexTests {
  private func index(_ countries: (String, Polygon)...) throws -> BorderIndex {
    try BorderIndex(
      countries: countries.map { (code: $0.0, polygon: MultiPolygon([$0.1])) })
  }

  /// Two squares that share the edge at longitude 10, and sea round them.
  private func neighbours() throws -> BorderIndex {
    try index(("AA", box(0, 0, 10, 10)), ("BB", box(10, 0, 20, 10)))
  }

  private func measure(
    _ index: BorderIndex, _ route: LineString, sliver: Double = 0
  ) throws -> BorderMeasure {
    try index.measure(route, edges: .planar, sliver: metres(sliver))
  }

  @Test func `a line from sea to sea through two countries`() throws {
    let found = try measure(try neighbours(), try line((-5, 5), (25, 5)))
    #expect(found.stretches.map(\.country) == [nil, "AA", "BB", nil])
    #expect(found.countries == ["AA", "BB"])
    #expect(found.crossings.count == 1)
    let crossing = try #require(found.crossings.first)
    #expect(crossing.from == "AA")
    #expect(crossing.to == "BB")
    #expect(crossing.coordinate == at(10, 5))
    let expected = Geodesic.distance(from: at(0, 5), to: at(10, 5))
    #expect(abs((found.length(in: "AA") - expected).metres) < 1e-6)
    let sea = Geodesic.distance(from: at(-5, 5), to: at(0, 5)) * 2.0
    #expect(abs((found.length(in: nil) - sea).metres) < 1e-6)
    #expect(found.length(in: "CC") == .zero)
  }

  @Test func `stretches follow one another and add up`() throws {
    let found = try measure(try neighbours(), try line((-5, 5), (25, 5), (15, 5)))
    for (left, right) in zip(found.stretches, found.stretches.dropFirst()) {
      #expect(left.to == right.from)
      #expect(left.end == right.start)
      #expect(left.country != right.country)
    }
    #expect(found.stretches.first?.from == .zero)
    let sum = (found.countries.map(Optional.some) + [nil]).reduce(Length.zero) {
      $0 + found.length(in: $1)
    }
    #expect(abs((sum - found.length).metres) < 1e-6)
  }

  @Test func `geodesic edges keep the length of the line`() throws {
    let route = try line((-5, 2), (25, 9))
    let found = try neighbours().measure(route, deviation: metres(20), sliver: .zero)
    #expect(abs((found.length - route.length).metres) < 1e-6)
    let crossing = try #require(found.crossings.first)
    let nearest = route.nearestPoint(to: crossing.coordinate)
    #expect(nearest.distance.metres < 20)
    #expect(abs((nearest.chainage - crossing.chainage).metres) < 1)
  }

  @Test func `a line that starts and ends on borders has no stretch beyond them`() throws {
    let found = try measure(try neighbours(), try line((0, 5), (10, 5)))
    #expect(found.stretches.map(\.country) == ["AA"])
    let onward = try measure(try neighbours(), try line((10, 5), (15, 5)))
    #expect(onward.stretches.map(\.country) == ["BB"])
  }

  @Test func `a vertex on a border is a crossing like any other`() throws {
    let found = try measure(try neighbours(), try line((5, 5), (10, 5), (15, 6)))
    #expect(found.stretches.map(\.country) == ["AA", "BB"])
    #expect(found.crossings.map(\.coordinate) == [at(10, 5)])
    let touch = try measure(try neighbours(), try line((5, 5), (10, 6), (5, 7)))
    #expect(touch.stretches.map(\.country) == ["AA"])
  }

  @Test func `a line along a shared edge belongs to the country given first`() throws {
    let along = try line((10, 1), (10, 9))
    #expect(try measure(try neighbours(), along).stretches.map(\.country) == ["AA"])
    #expect(try measure(try neighbours(), along.reversed()).stretches.map(\.country) == ["AA"])
    let other = try index(("BB", box(10, 0, 20, 10)), ("AA", box(0, 0, 10, 10)))
    #expect(try measure(other, along).stretches.map(\.country) == ["BB"])
  }

  @Test func `a line along an outer edge belongs to the country`() throws {
    for route in [try line((2, 10), (8, 10)), try line((0, 2), (0, 8)), try line((20, 8), (20, 1))]
    {
      #expect(try measure(try neighbours(), route).stretches.count == 1)
      #expect(try measure(try neighbours(), route).stretches.first?.country != nil)
    }
    let through = try measure(try neighbours(), try line((-5, 10), (25, 10)))
    #expect(through.stretches.map(\.country) == [nil, "AA", "BB", nil])
  }

  @Test func `an edge that is oblique is followed though its middle rounds off it`() throws {
    let wedge = try index(("AA", polygon((0, 0), (7.3, 3.1), (0.1, 9.7))))
    let found = try measure(wedge, try line((0, 0), (7.3, 3.1)))
    #expect(found.stretches.map(\.country) == ["AA"])
  }

  @Test func `a corner that is touched leaves the line at sea`() throws {
    let diamond = try index(("AA", polygon((5, 0), (10, 5), (5, 10), (0, 5))))
    let found = try measure(diamond, try line((0, 10), (10, 10)))
    #expect(found.stretches.map(\.country) == [nil])
    let through = try measure(diamond, try line((5, -5), (5, 15)))
    #expect(through.stretches.map(\.country) == [nil, "AA", nil])
  }

  @Test func `a hole is sea, and a country in a hole is that country`() throws {
    let holed = try Polygon(
      exterior: box(0, 0, 10, 10).exterior, holes: [box(4, 4, 6, 6).exterior])
    let route = try line((-1, 5), (11, 5))
    #expect(
      try measure(index(("AA", holed)), route).stretches.map(\.country)
        == [nil, "AA", nil, "AA", nil])
    let filled = try measure(index(("AA", holed), ("LL", box(4, 4, 6, 6))), route)
    #expect(filled.stretches.map(\.country) == [nil, "AA", "LL", "AA", nil])
    #expect(filled.crossings.map(\.to) == ["LL", "AA"])
  }

  @Test func `several polygons with one code are one country`() throws {
    let islands = try BorderIndex(countries: [
      ("AA", MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)])),
      ("BB", MultiPolygon([box(5, 0, 6, 1)])), ("AA", MultiPolygon([box(1, 0, 2, 1)])),
    ])
    #expect(islands.codes == ["AA", "BB"])
    let found = try measure(islands, try line((0.5, 0.5), (2.5, 0.5)))
    #expect(found.stretches.map(\.country) == ["AA"])
  }

  @Test func `where countries overlap the first given has it`() throws {
    let both = try index(("AA", box(0, 0, 10, 10)), ("BB", box(5, 0, 15, 10)))
    let found = try measure(both, try line((1, 5), (14, 5)))
    #expect(found.stretches.map(\.country) == ["AA", "BB"])
    #expect(found.crossings.map(\.coordinate) == [at(10, 5)])
  }

  @Test func `a country across the antimeridian is whole for a line across it`() throws {
    let parts = try BorderIndex(countries: [
      ("RU", MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -170, 70)]))
    ])
    let uncut = try index(("RU", polygon((170, 60), (-170, 60), (-170, 70), (170, 70))))
    for borders in [parts, uncut] {
      for route in [try line((175, 65), (-175, 66)), try line((175, 65), (180, 65), (-175, 66))] {
        let found = try borders.measure(route, deviation: metres(20), sliver: .zero)
        #expect(found.stretches.map(\.country) == ["RU"])
        #expect(abs((found.length - route.length).metres) < 1e-6)
        #expect(try measure(borders, route).stretches.map(\.country) == ["RU"])
      }
      let out = try measure(borders, try line((165, 65), (-165, 65)))
      #expect(out.stretches.map(\.country) == [nil, "RU", nil])
      #expect(out.stretches.map(\.start.longitude) == [165, 170, -170])
    }
  }

  @Test func `a line along the antimeridian has the country of either side`() throws {
    let west = try index(("AA", box(-180, 0, -170, 10)))
    for side in [180.0, -180] {
      let found = try measure(west, try line((side, -5), (side, 5)))
      #expect(found.stretches.map(\.country) == [nil, "AA"])
      #expect(west.country(at: at(side, 5)) == "AA")
    }
  }

  @Test func `a position has the country that holds it`() throws {
    let both = try neighbours()
    #expect(both.country(at: at(5, 5)) == "AA")
    #expect(both.country(at: at(15, 5)) == "BB")
    #expect(both.country(at: at(10, 5)) == "AA")
    #expect(both.country(at: at(20, 5)) == "BB")
    #expect(both.country(at: at(0, 0)) == "AA")
    #expect(both.country(at: at(20, 10)) == "BB")
    #expect(both.country(at: at(20.000001, 5)) == nil)
    #expect(both.country(at: at(5, 11)) == nil)
    #expect(both.country(at: at(.nan, 5)) == nil)
  }

  @Test func `no countries at all are sea`() throws {
    let empty = try BorderIndex(countries: [])
    #expect(empty.country(at: at(0, 0)) == nil)
    let found = try measure(empty, try line((0, 0), (10, 10)))
    #expect(found.stretches.map(\.country) == [nil])
    let hollow = try BorderIndex(countries: [("AA", MultiPolygon([]))])
    #expect(hollow.codes == ["AA"])
    #expect(hollow.country(at: at(0, 0)) == nil)
  }

  @Test func `a line without length has no stretch`() throws {
    let found = try measure(try neighbours(), try line((5, 5), (5, 5)))
    #expect(found.stretches.isEmpty)
    #expect(found.length == .zero)
    let repeated = try measure(try neighbours(), try line((5, 5), (5, 5), (15, 5), (15, 5)))
    #expect(repeated.stretches.map(\.country) == ["AA", "BB"])
  }

  @Test func `a bad deviation is refused`() throws {
    let borders = try neighbours()
    let route = try line((0, 0), (1, 1))
    let error = failure { () throws(GeometryError) in
      _ = try borders.measure(route, deviation: .zero, sliver: .zero)
    }
    #expect(error == .lengthNotPositive(name: "the deviation", metres: 0))
  }
}
