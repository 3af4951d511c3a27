import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct DensificationTests {
  /// Distance of a position from a short geodesic, by golden section: not the code under test.
  private func distance(of position: Coordinate, from start: Coordinate, to end: Coordinate)
    -> Double
  {
    let path = Geodesic.inverse(from: start, to: end)
    func distance(_ metres: Double) -> Double {
      let point = Geodesic.direct(
        from: start, azimuth: path.startAzimuth, distance: Length(metres: metres)
      ).end
      return Geodesic.distance(from: point, to: position).metres
    }
    var (low, high) = (0.0, path.distance.metres)
    let golden = (5.0.squareRoot() - 1) / 2
    while high - low > 1 {
      let (one, other) = (high - golden * (high - low), low + golden * (high - low))
      if distance(one) < distance(other) { high = other } else { low = one }
    }
    return distance((low + high) / 2)
  }

  /// The greatest distance of a straight line in degrees from the geodesic between the same ends.
  private func deviation(from start: Coordinate, to end: Coordinate) -> Double {
    let step = (end.longitude - start.longitude).remainder(dividingBy: 360)
    return [0.2, 0.5, 0.8].map { share in
      let chord = at(
        start.longitude + share * step, start.latitude + share * (end.latitude - start.latitude))
      return distance(of: chord, from: start, to: end)
    }.max() ?? 0
  }

  private func check(_ route: LineString, deviation limit: Double) throws -> Int {
    let dense = try route.densified(deviation: Length(metres: limit))
    #expect(abs((dense.length - route.length).metres) < 1e-5)
    for vertex in route.coordinates { #expect(dense.coordinates.contains(vertex)) }
    for (start, end) in zip(dense.coordinates, dense.coordinates.dropFirst()) {
      #expect(deviation(from: start, to: end) <= limit)
    }
    return dense.coordinates.count
  }

  @Test(arguments: [20.0, 1000, 50_000])
  func `straight lines in degrees stay within the deviation`(_ limit: Double) throws {
    for route in [
      try line((37.6572, 55.7765), (131.8817, 43.1113)),
      try line((170, 60), (-170, 65)),
      try line((0, -70), (60, 70), (120, 70)),
      try line((10, 80), (170, 82)),
      try line((-179.9, -45), (179.9, -45.1)),
    ] {
      _ = try check(route, deviation: limit)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `random lines stay within the deviation`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let route = try LineString(
      (0..<3).map { _ in
        at(.random(in: -180...180, using: &numbers), .random(in: -80...80, using: &numbers))
      })
    _ = try check(route, deviation: 500)
  }

  @Test func `a line over the pole stays within the deviation`() throws {
    for route in [
      try line((0, 80), (180, 80)), try line((0, 89), (179, 89)), try line((20, 90), (20, 70)),
      try line((20, 90), (90, 70)), try line((5, -89.99999), (-175.1, -89.99)),
    ] {
      _ = try check(route, deviation: 20)
    }
  }

  @Test func `no more vertices are added than about three times what is needed`() throws {
    // Along a parallel a chord of length s strays s^2 tan(latitude) / 8 R.
    let route = try line((30, 55), (60, 55))
    let count = try check(route, deviation: 20)
    let radius = 6_380_000.0
    let chord = (20 * 8 * radius / 1.428).squareRoot()
    #expect(Double(count) < 3 * route.length.metres / chord)
  }

  @Test func `meridians, the equator's neighbourhood and short lines need nothing`() throws {
    for route in [
      try line((10, -80), (10, 80)), try line((129, 35), (129.01, 35.01)),
      try line((10, 20), (10, 20)),
    ] {
      #expect(try route.densified(deviation: Length(metres: 20)) == route)
    }
  }

  @Test(arguments: [0.0, -1, .nan, .infinity])
  func `a deviation that is no length above zero is refused`(_ limit: Double) throws {
    let route = try line((0, 0), (1, 1))
    let error = failure { () throws(GeometryError) in
      _ = try route.densified(deviation: Length(metres: limit))
    }
    guard case .lengthNotPositive = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
