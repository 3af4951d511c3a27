import CorridorGeometry
import CorridorUnits
import GeometryEngine
import Testing

/// The lengths by area of `AreaCutter` against GEOS's intersections, in the plane of degrees with the
/// geodesic length of the pieces.
@Suite struct AreaOracleTests {
  private func flat(_ ring: [Coordinate]) -> [Double] {
    ring.flatMap { [$0.longitude, $0.latitude] }
  }

  private func metresOf(_ lines: [[Coordinate]]) -> Double {
    lines.reduce(0) { sum, line in
      sum
        + zip(line, line.dropFirst()).reduce(0) {
          $0 + Geodesic.distance(from: $1.0, to: $1.1).metres
        }
    }
  }

  /// The pieces of a segment in a geometry, in order along it.
  private func pieces(
    of segment: (start: Coordinate, end: Coordinate), in shape: borrowing PlanarGeometry,
    _ context: GEOSContext
  ) throws -> [[Coordinate]] {
    let (start, end) = segment
    func along(_ place: Coordinate) -> Double {
      (place.longitude - start.longitude) * (end.longitude - start.longitude)
        + (place.latitude - start.latitude) * (end.latitude - start.latitude)
    }
    let line = try PlanarGeometry(line: flat([start, end]), in: context)
    return try shape.intersection(line).lines().map { vertices in
      stride(from: 0, to: vertices.count, by: 2).map { at(vertices[$0], vertices[$0 + 1]) }
        .sorted { along($0) < along($1) }
    }.sorted { along($0[0]) < along($1[0]) }
  }

  /// Pieces in order with those joined that touch or nearly do.
  ///
  /// A segment is straight in degrees and the geodesic between its ends is shorter: pieces that are
  /// divided, as GEOS divides them where a vertex of the area touches the segment, add up to more. On a
  /// dozen degrees of a parallel that is some hundred metres.
  private func joined(_ pieces: [[Coordinate]]) -> [[Coordinate]] {
    pieces.reduce(into: []) { joined, piece in
      guard let first = piece.first, let last = piece.last else { return }
      if let before = joined.last, let end = before.last,
        abs(end.longitude - first.longitude) + abs(end.latitude - first.latitude) < 1e-5
      {
        joined[joined.count - 1] = [before[0], last]
      } else {
        joined.append([first, last])
      }
    }
  }

  /// Metres of a line in a polygon by GEOS, edges included.
  private struct Expected {
    /// Divided wherever the boundary is met.
    var divided = 0.0
    /// Divided only where the line leaves the polygon.
    var joined = 0.0
    /// Along edges alone.
    var edges = 0.0
  }

  private func oracle(
    _ route: [Coordinate], _ area: Polygon, _ context: GEOSContext
  ) throws -> Expected {
    let shape = try PlanarGeometry(polygon: area.rings.map(flat), in: context)
    var expected = Expected()
    for segment in zip(route, route.dropFirst()) where segment.0 != segment.1 {
      let within = try pieces(of: segment, in: shape, context)
      expected.divided += metresOf(within)
      expected.joined += metresOf(joined(within))
      for ring in area.rings {
        let boundary = try PlanarGeometry(line: flat(ring), in: context)
        expected.edges += metresOf(try pieces(of: segment, in: boundary, context))
      }
    }
    return expected
  }

  private func measure(_ index: AreaIndex, _ route: [Coordinate]) throws -> AreaMeasure {
    var cutter = try AreaCutter(index)
    cutter.add(line: route, route.indices)
    return cutter.finish()
  }

  /// Triangles and quadrilaterals that overlap at random; some are bow-ties and left out.
  private func shapes(
    _ numbers: inout SeededNumbers, count: Int, whole: Bool
  ) throws -> [Polygon] {
    var shapes: [Polygon] = []
    while shapes.count < count {
      var ring = (0..<Int.random(in: 3...6, using: &numbers)).map { _ -> Coordinate in
        let x = Double.random(in: 0...12, using: &numbers)
        let y = Double.random(in: 45...57, using: &numbers)
        return whole ? at(x.rounded(), y.rounded()) : at(x, y)
      }
      ring.append(ring[0])
      let shape = try Polygon(exterior: ring)
      if try shape.defect() == nil { shapes.append(shape) }
    }
    return shapes
  }

  private func route(_ numbers: inout SeededNumbers, whole: Bool) -> [Coordinate] {
    (0..<Int.random(in: 2...14, using: &numbers)).map { _ in
      let x = Double.random(in: -1...13, using: &numbers)
      let y = Double.random(in: 44...58, using: &numbers)
      return whole ? at(x.rounded(), y.rounded()) : at(x, y)
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `random areas that overlap agree with GEOS`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed &* 1_000_003)
    let shapes = try shapes(&numbers, count: 8, whole: false)
    let index = try AreaIndex(
      AreaCollection(shapes.enumerated().map { ("\($0.offset)", MultiPolygon([$0.element])) }))
    let context = try GEOSContext()
    for _ in 0..<5 {
      let route = route(&numbers, whole: false)
      let found = try measure(index, route)
      for (number, shape) in shapes.enumerated() {
        let ours = found.shares.first { $0.area == number }?.length.metres ?? 0
        let expected = try oracle(route, shape, context).joined
        #expect(abs(ours - expected) <= 1e-6 * expected + 1e-3)
      }
    }
  }

  /// Whole degrees: vertices on edges, edges along edges, corners touched, ends on borders, all of it in
  /// areas that overlap.
  @Test(arguments: UInt64(1)...150)
  func `adversarial areas on whole degrees agree with GEOS`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed &* 1_000_003)
    let shapes = try shapes(&numbers, count: 6, whole: true)
    let index = try AreaIndex(
      AreaCollection(shapes.enumerated().map { ("\($0.offset)", MultiPolygon([$0.element])) }))
    // The same areas, moved by so little that nothing changes but what lies on edges: the rule says that
    // a line counts as moved east, and a still smaller bit north, which is the areas moved back. No edge
    // is so flat that the bit north outweighs the bit east.
    let nudged = try shapes.map { shape in
      try Polygon(
        exterior: shape.exterior.map {
          at($0.longitude - 0x1p-27, $0.latitude - 0x1p-32)
        })
    }
    let context = try GEOSContext()
    for _ in 0..<4 {
      let route = route(&numbers, whole: true)
      let found = try measure(index, route)
      let back = try measure(index, route.reversed())
      for (number, shape) in shapes.enumerated() {
        let ours = found.shares.first { $0.area == number }?.length.metres ?? 0
        let reversed = back.shares.first { $0.area == number }?.length.metres ?? 0
        let expected = try oracle(route, shape, context)
        let slack = 1e-6 * expected.divided + 1e-3
        #expect(ours <= expected.divided + slack)
        #expect(ours >= expected.joined - expected.edges - slack)
        #expect(abs(ours - reversed) <= slack)
        // Lines of whole degrees meet at angles so wide that the nudge moves a crossing by 0.3 m at most.
        let moved = try oracle(route, nudged[number], context).joined
        #expect(abs(ours - moved) <= 4)
      }
      // Areas that are left on the way are entered on the way back, at the same places.
      func words(_ measure: AreaMeasure, _ entry: Bool) -> [String] {
        measure.crossings.filter { $0.isEntry == entry }.map {
          let (x, y) = ($0.coordinate.longitude, $0.coordinate.latitude)
          return "\($0.area) \((x * 1e9).rounded()) \((y * 1e9).rounded())"
        }.sorted()
      }
      #expect(words(found, true) == words(back, false))
      #expect(words(found, false) == words(back, true))
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `entries and exits alternate and fit what holds the ends`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed &* 1_000_003)
    let whole = seed.isMultiple(of: 2)
    let shapes = try shapes(&numbers, count: 6, whole: whole)
    let index = try AreaIndex(
      AreaCollection(shapes.enumerated().map { ("\($0.offset)", MultiPolygon([$0.element])) }))
    let context = try GEOSContext()
    for _ in 0..<6 {
      // Vertices off the grid, so that ends are never on edges.
      let route = route(&numbers, whole: whole).map {
        whole ? at($0.longitude + 0.4142135, $0.latitude + 0.2360679) : $0
      }
      let found = try measure(index, route)
      for (number, shape) in shapes.enumerated() {
        let geometry = try PlanarGeometry(polygon: shape.rings.map(flat), in: context)
        func holds(_ place: Coordinate) throws -> Bool {
          try geometry.intersects(
            PlanarGeometry(x: place.longitude, y: place.latitude, in: context))
        }
        var isInside = try holds(route[0])
        for crossing in found.crossings where crossing.area == number {
          #expect(crossing.isEntry != isInside)
          isInside = crossing.isEntry
        }
        #expect(isInside == (try holds(route[route.count - 1])))
      }
    }
  }

  /// Many rows and columns of the grid, and edges that reach over all of it.
  @Test(arguments: UInt64(1)...12)
  func `long edges and short ones together agree with GEOS`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed &* 1_000_003)
    var shapes = try shapes(&numbers, count: 3, whole: false)
    for _ in 0..<600 {
      let (x, y) = (
        Double.random(in: 0...12, using: &numbers), Double.random(in: 45...57, using: &numbers)
      )
      let (w, h) = (
        Double.random(in: 0.001...0.1, using: &numbers),
        Double.random(in: 0.001...0.1, using: &numbers)
      )
      shapes.append(try box(x, y, x + w, y + h))
    }
    shapes.append(try polygon((0, 45), (12, 57), (12.001, 57)))
    let index = try AreaIndex(
      AreaCollection(shapes.enumerated().map { ("\($0.offset)", MultiPolygon([$0.element])) }))
    let context = try GEOSContext()
    let route = route(&numbers, whole: false)
    let found = try measure(index, route)
    var met = 0
    for (number, shape) in shapes.enumerated() {
      let ours = found.shares.first { $0.area == number }?.length.metres ?? 0
      let expected = try oracle(route, shape, context).joined
      if expected > 0 { met += 1 }
      #expect(abs(ours - expected) <= 1e-6 * expected + 1e-3)
    }
    #expect(met > 0)
  }
}
