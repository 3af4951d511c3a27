import CorridorGeometry
import CorridorUnits
import GeometryEngine
import Testing

/// The lengths by country of `BorderIndex` against GEOS's intersections, in the plane of degrees
/// with the geodesic length of the pieces.
@Suite struct BorderOracleTests {
  private func flat(_ ring: [Coordinate]) -> [Double] {
    ring.flatMap { [$0.longitude, $0.latitude] }
  }

  private func metresOf(_ lines: [[Double]]) -> Double {
    var sum = 0.0
    for vertices in lines {
      for index in stride(from: 2, to: vertices.count, by: 2) {
        sum +=
          Geodesic.distance(
            from: at(vertices[index - 2], vertices[index - 1]),
            to: at(vertices[index], vertices[index + 1])
          ).metres
      }
    }
    return sum
  }

  /// Metres of a line inside an area, edges included, and along its edges alone.
  ///
  /// Segment by segment, so that GEOS neither cuts a line where it crosses itself nor takes what it
  /// passes twice for once.
  private func oracle(
    _ route: LineString, _ area: MultiPolygon
  ) throws -> (within: Double, alongEdges: Double) {
    let context = try GEOSContext()
    let shape = try PlanarGeometry(
      polygons: area.polygons.map { $0.rings.map(flat) }, in: context)
    var (within, edges) = (0.0, 0.0)
    for (start, end) in zip(route.coordinates, route.coordinates.dropFirst()) where start != end {
      let segment = try PlanarGeometry(line: flat([start, end]), in: context)
      within += metresOf(try shape.intersection(segment).lines())
      for ring in area.polygons.flatMap(\.rings) {
        let boundary = try PlanarGeometry(line: flat(ring), in: context)
        edges += metresOf(try boundary.intersection(segment).lines())
      }
    }
    return (within, edges)
  }

  private func star(_ numbers: inout SeededNumbers, about centre: Coordinate, reach: Double) throws
    -> [Coordinate]
  {
    // Directions of the unit square's rim keep the ring simple without trigonometry.
    let count = Int.random(in: 3...40, using: &numbers)
    let places = (0..<count).map { _ in Double.random(in: 0..<4, using: &numbers) }.sorted()
    var ring = places.map { place -> Coordinate in
      let side = place.rounded(.down)
      let along = 2 * (place - side) - 1
      let scale = reach * Double.random(in: 0.3...1, using: &numbers)
      let (x, y) =
        side == 0
        ? (along, -1.0) : side == 1 ? (1.0, along) : side == 2 ? (-along, 1.0) : (-1.0, -along)
      return at(centre.longitude + scale * x, centre.latitude + scale * y)
    }
    ring.append(ring[0])
    return ring
  }

  private func randomLine(
    _ numbers: inout SeededNumbers, count: Int, x: ClosedRange<Double>, y: ClosedRange<Double>
  ) throws -> LineString {
    try LineString(
      (0..<count).map { _ in
        at(.random(in: x, using: &numbers), .random(in: y, using: &numbers))
      })
  }

  @Test(arguments: UInt64(1)...100)
  func `random countries with holes agree with GEOS`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var countries: [(code: String, polygon: MultiPolygon)] = []
    for cell in 0..<6 {
      // One country a cell of 20 degrees, so that none overlap; a hole where it fits.
      let centre = at(Double(cell % 3) * 20 + 10, Double(cell / 3) * 20 + 35)
      let exterior = try star(&numbers, about: centre, reach: 9.9)
      let hole = try star(&numbers, about: centre, reach: 0.5)
      var shape = try Polygon(exterior: exterior, holes: [hole])
      if try shape.defect() != nil { shape = try Polygon(exterior: exterior) }
      if try shape.defect() != nil { continue }
      countries.append(("C\(cell % 4)", MultiPolygon([shape])))
    }
    let index = try BorderIndex(countries: countries)
    for _ in 0..<4 {
      let route = try randomLine(
        &numbers, count: .random(in: 2...30, using: &numbers), x: -5...65, y: 20...70)
      let found = try index.measure(route, edges: .planar, sliver: .zero)
      for code in index.codes {
        let areas = countries.filter { $0.code == code }.map(\.polygon)
        let expected = try areas.reduce(0) { try $0 + oracle(route, $1).within }
        #expect(abs(found.length(in: code).metres - expected) <= 1e-6 * expected + 1e-3)
      }
    }
  }

  /// Whole degrees: vertices on edges, edges along edges, corners touched, lines that start on a
  /// border, countries that share edges.
  @Test(arguments: UInt64(1)...200)
  func `adversarial countries on whole degrees agree with GEOS`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let countries = try tiling(&numbers)
    let index = try BorderIndex(countries: countries)
    for _ in 0..<4 {
      let count = Int.random(in: 2...12, using: &numbers)
      let route = try LineString(
        (0..<count).map { _ in
          at(
            Double(Int.random(in: -1...9, using: &numbers)),
            Double(Int.random(in: 49...59, using: &numbers)))
        })
      let found = try index.measure(route, edges: .planar, sliver: .zero)
      let back = try index.measure(route.reversed(), edges: .planar, sliver: .zero)
      var sum = found.length(in: nil).metres
      for (code, area) in countries {
        let ours = found.length(in: code).metres
        let expected = try oracle(route, area)
        let slack = 1e-6 * expected.within + 1e-3
        #expect(ours <= expected.within + slack)
        #expect(ours >= expected.within - expected.alongEdges - slack)
        #expect(abs(back.length(in: code).metres - ours) <= slack)
        sum += ours
      }
      #expect(abs(sum - found.length.metres) < 1e-3)
    }
  }

  /// Squares of 2 degrees whose corners are moved by whole degrees where that keeps them valid, each
  /// divided along a diagonal or not, and some left out as sea.
  private func tiling(
    _ numbers: inout SeededNumbers
  ) throws -> [(code: String, polygon: MultiPolygon)] {
    var corners: [[Coordinate]] = []
    for row in 0...4 {
      corners.append(
        (0...4).map { column in
          let moved = Bool.random(using: &numbers) ? 1.0 : 0
          return at(Double(column) * 2 + moved, Double(row) * 2 + 50)
        })
    }
    var countries: [(code: String, polygon: MultiPolygon)] = []
    for row in 0..<4 {
      for column in 0..<4 where Int.random(in: 0..<5, using: &numbers) > 0 {
        let (a, b) = (corners[row][column], corners[row][column + 1])
        let (c, d) = (corners[row + 1][column + 1], corners[row + 1][column])
        let rings =
          Bool.random(using: &numbers) ? [[a, b, c, d, a]] : [[a, b, c, a], [a, c, d, a]]
        for (part, ring) in rings.enumerated() {
          let shape = try Polygon(exterior: ring)
          guard try shape.defect() == nil else { continue }
          countries.append(("R\(row)C\(column)P\(part)", MultiPolygon([shape])))
        }
      }
    }
    return countries
  }

  @Test(arguments: UInt64(1)...60)
  func `positions agree with GEOS`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let countries = try tiling(&numbers)
    let index = try BorderIndex(countries: countries)
    let context = try GEOSContext()
    for number in 0..<40 {
      let isWhole = number.isMultiple(of: 2)
      let x = Double.random(in: -1...10, using: &numbers)
      let y = Double.random(in: 49...59, using: &numbers)
      let place = isWhole ? at(x.rounded(), y.rounded()) : at(x, y)
      let point = try PlanarGeometry(x: place.longitude, y: place.latitude, in: context)
      let holders = try countries.filter { _, area in
        let rings = area.polygons[0].rings.map(flat)
        return try PlanarGeometry(polygon: rings, in: context).intersects(point)
      }
      #expect(index.country(at: place) == holders.first?.code)
    }
  }

  @Test(arguments: UInt64(1)...40)
  func `geodesic lines agree with GEOS on the densified line`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let exterior = try star(&numbers, about: at(30, 50), reach: 15)
    let area = MultiPolygon([try Polygon(exterior: exterior)])
    guard try area.defect() == nil else { return }
    let index = try BorderIndex(countries: [("AA", area)])
    let route = try randomLine(&numbers, count: 4, x: 5...55, y: 25...75)
    let found = try index.measure(route, deviation: metres(10), sliver: .zero)
    let dense = try route.densified(deviation: metres(10))
    let expected = try oracle(dense, area).within
    #expect(abs(found.length(in: "AA").metres - expected) <= 1e-6 * expected + 1e-3)
    #expect(abs((found.length - route.length).metres) < 1e-4)
  }

  @Test(arguments: UInt64(1)...40)
  func `a country across the antimeridian measures as the same country elsewhere`(
    _ seed: UInt64
  ) throws {
    var numbers = SeededNumbers(seed: seed)
    let ring = try star(&numbers, about: at(30, 50), reach: 15)
    let route = try randomLine(&numbers, count: 6, x: 5...55, y: 30...70)
    guard try Polygon(exterior: ring).defect() == nil else { return }
    func moved(_ path: [Coordinate]) -> [Coordinate] {
      path.map { place in
        let longitude = place.longitude + 150
        return at(longitude > 180 ? longitude - 360 : longitude, place.latitude)
      }
    }
    let here = try BorderIndex(countries: [("AA", MultiPolygon([Polygon(exterior: ring)]))])
    // Cut by straight edges, as the first one is; GEOS makes the parts.
    let context = try GEOSContext()
    let shifted = ring.map { at($0.longitude + 150, $0.latitude) }
    let whole = try PlanarGeometry(polygon: [flat(shifted)], in: context)
    var parts: [Polygon] = []
    for (west, shift) in [(100.0, 0.0), (180, -360)] {
      let half = try PlanarGeometry(
        polygon: [[west, 0, west + 80, 0, west + 80, 90, west, 90, west, 0]], in: context)
      for rings in try whole.intersection(half).polygons() {
        parts.append(
          try Polygon(
            exterior: stride(from: 0, to: rings[0].count, by: 2).map {
              at(rings[0][$0] + shift, rings[0][$0 + 1])
            }))
      }
    }
    let there = try BorderIndex(countries: [("AA", MultiPolygon(parts))])
    let one = try here.measure(route, deviation: metres(5), sliver: .zero)
    let other = try there.measure(
      LineString(moved(route.coordinates)), deviation: metres(5), sliver: .zero)
    let difference = (one.length(in: "AA") - other.length(in: "AA")).metres
    #expect(abs(difference) <= 1e-5 * one.length(in: "AA").metres + 1e-3)
    #expect(abs((one.length - other.length).metres) < 1e-4)
  }
}
