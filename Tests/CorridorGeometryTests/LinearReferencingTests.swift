import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct LinearReferencingTests {
  private func moscowVladivostok() throws -> MeasuredLine {
    try MeasuredLine(
      line(
        (37.6572, 55.7765), (60.6050, 56.8586), (82.8975, 55.0356), (104.2607, 52.2832),
        (135.0721, 48.4966), (131.8817, 43.1113)))
  }

  @Test func `a position at a chainage has that chainage`() throws {
    let measured = try moscowVladivostok()
    for share in stride(from: 0.0, through: 1, by: 0.0625) {
      let chainage = measured.length * share
      let found = measured.nearestPoint(to: measured.coordinate(at: chainage))
      #expect(abs((found.chainage - chainage).metres) < 1e-3)
      #expect(found.distance.metres < 1e-3)
    }
  }

  @Test func `chainages beyond the ends are the ends`() throws {
    let measured = try moscowVladivostok()
    #expect(measured.coordinate(at: metres(-5)) == measured.line.start)
    #expect(measured.coordinate(at: measured.length + metres(5)) == measured.line.end)
    #expect(measured.chainage(ofVertex: 0) == .zero)
    #expect(measured.chainage(ofVertex: 99) == measured.length)
  }

  @Test(arguments: UInt64(1)...40)
  func `a point set off square from the line is found again`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let start = at(
      .random(in: -180...180, using: &numbers), .random(in: -60...60, using: &numbers))
    let azimuth = Double.random(in: -180...180, using: &numbers)
    let length = Double.random(in: 1000...3_000_000, using: &numbers)
    let end = Geodesic.direct(from: start, azimuth: azimuth, distance: metres(length)).end
    let measured = MeasuredLine(try LineString([start, end]))
    let chainage = length * Double.random(in: 0...1, using: &numbers)
    let foot = Geodesic.direct(from: start, azimuth: azimuth, distance: metres(chainage))
    let offset = Double.random(in: 1...200_000, using: &numbers)
    let side: Double = Bool.random(using: &numbers) ? 90 : -90
    let position = Geodesic.direct(
      from: foot.end, azimuth: foot.azimuth + side, distance: metres(offset)
    ).end
    let found = measured.nearestPoint(to: position)
    #expect(abs(found.chainage.metres - chainage) < 1e-2)
    #expect(abs(found.distance.metres - offset) < 1e-5)
    #expect(Geodesic.distance(from: found.coordinate, to: foot.end).metres < 1e-2)
  }

  @Test func `no sampled point of the line is nearer than the nearest`() throws {
    let measured = try moscowVladivostok()
    for position in [at(100, 70), at(20, 10), at(-170, 0), at(131, 47), at(60.6, 56.9)] {
      let found = measured.nearestPoint(to: position).distance.metres
      let sampled = (0...2000).map { step in
        let point = measured.coordinate(at: measured.length * (Double(step) / 2000))
        return Geodesic.distance(from: point, to: position).metres
      }
      #expect(found <= (sampled.min() ?? 0) + 1e-6)
    }
  }

  @Test func `nearest to a position beyond the end is the end`() throws {
    let route = try line((0, 0), (10, 0))
    let found = route.nearestPoint(to: at(12, 1))
    #expect(found.coordinate == at(10, 0))
    #expect(found.chainage == MeasuredLine(route).length)
  }

  @Test func `of equally near points the first is taken`() throws {
    let there = try line((0, 0), (10, 0), (0, 0))
    #expect(abs(there.nearestPoint(to: at(5, 0)).chainage.kilometres - 556.597) < 0.001)
  }

  @Test func `a position is passed once for each time that the line comes near`() throws {
    // Out along the equator and back at 0.1 degrees north, past a position at 0.03 degrees north of the way
    // out: a degree of latitude is 110.574 km there (Snyder, Map Projections, 1987, table 3).
    let route = MeasuredLine(try line((0, 0), (5, 0), (10, 0), (10, 0.1), (5, 0.1), (0, 0.1)))
    let position = at(5, 0.03)
    let both = route.passages(of: position, within: Length(kilometres: 8))
    #expect(both.count == 2)
    for (found, kilometres) in zip(both, [3.317, 7.740]) {
      #expect(abs(found.distance.kilometres - kilometres) < 0.002)
      #expect(abs(found.coordinate.longitude - 5) < 1e-6)
    }
    #expect(abs(both[0].chainage.kilometres - 556.597) < 0.001)
    #expect(route.passages(of: position, within: Length(kilometres: 7)).count == 1)
    #expect(route.passages(of: position, within: Length(kilometres: 3)).isEmpty)
    // All of the turn at the end is near.
    #expect(route.passages(of: at(10.05, 0.05), within: Length(kilometres: 20)).count == 1)
  }

  @Test func `every sampled point that is near belongs to a passage`() throws {
    let measured = try moscowVladivostok()
    for position in [at(100, 60), at(60.6, 56.9), at(131, 47), at(80, 55)] {
      for limit in [50.0, 400, 2000] {
        let passages = measured.passages(of: position, within: Length(kilometres: limit))
        let isNear = (0...2000).map { step in
          let point = measured.coordinate(at: measured.length * (Double(step) / 2000))
          return Geodesic.distance(from: point, to: position).kilometres < limit
        }
        let runs = zip([false] + isNear, isNear).count { !$0 && $1 }
        #expect(passages.count >= runs && (runs > 0 || passages.count <= 1))
        #expect(passages.allSatisfy { $0.distance.kilometres <= limit })
        let nearest = measured.nearestPoint(to: position)
        if nearest.distance.kilometres <= limit {
          #expect(passages.map(\.distance).min() == nearest.distance)
        }
      }
    }
  }

  @Test func `the parts of a line are as long as the line`() throws {
    let measured = try moscowVladivostok()
    let cut = measured.length * 0.37
    let first = try measured.substring(from: .zero, to: cut)
    let second = try measured.substring(from: cut, to: measured.length)
    #expect(first.end == second.start)
    #expect(abs((first.length + second.length - measured.length).metres) < 1e-6)
    #expect(first.start == measured.line.start)
    #expect(second.end == measured.line.end)
    #expect(try measured.substring(from: .zero, to: measured.length) == measured.line)
  }

  @Test func `a part across the antimeridian keeps its length`() throws {
    let measured = MeasuredLine(try line((170, 60), (-170, 65)))
    let part = try measured.substring(from: measured.length * 0.25, to: measured.length * 0.75)
    #expect(abs((part.length - measured.length * 0.5).metres) < 1e-6)
  }

  @Test(arguments: [(-1.0, 5.0), (5, 5), (6, 5), (0, 1e9), (.nan, 1)])
  func `stretches that the line hasn't got are refused`(_ from: Double, _ to: Double) throws {
    let measured = MeasuredLine(try line((0, 0), (1, 0)))
    let error = failure { () throws(GeometryError) in
      _ = try measured.substring(from: metres(from), to: metres(to))
    }
    guard case .badStretch = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a fraction of a line is a fraction of its length`() throws {
    let route = try line((0, 0), (1, 0), (1, 2))
    let half = route.coordinate(atFraction: 0.5)
    let measured = MeasuredLine(route)
    #expect(abs((measured.nearestPoint(to: half).chainage - measured.length * 0.5).metres) < 1e-3)
  }
}
