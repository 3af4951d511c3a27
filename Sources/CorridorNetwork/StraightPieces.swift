import CorridorGeometry
import CorridorUnits

/// The straight pieces of a line, as somebody drew them who took a ruler to it.
enum StraightPieces {
  /// Vertices this near to a straight line do not bend it.
  static let bend = Length(metres: 120)

  /// By so much a sphere's answer is taken to be wrong: on 300 km the great circle and the geodesic lie 6 m
  /// apart.
  private static let doubt = 20.0
  /// Up to this length of a stretch, as an angle: some 300 km.
  private static let reach = 0.047
  private static let metresPerRadian = 6_371_008.8

  /// The pieces of a line: vertices that do not bend it are left out, greedily from its start.
  static func of(_ coordinates: [Coordinate]) -> [(from: Coordinate, to: Coordinate)] {
    let points = coordinates.map { Sphere.unitPoint(of: $0) }
    var pieces: [(from: Coordinate, to: Coordinate)] = []
    var start = 0
    while start < coordinates.count - 1 {
      var end = start + 1
      while end < coordinates.count - 1, !bends(coordinates, points, from: start, to: end + 1) {
        end += 1
      }
      pieces.append((coordinates[start], coordinates[end]))
      start = end
    }
    return pieces
  }

  /// Whether a vertex between the ends of a stretch lies off the straight line between them; of many
  /// vertices some, evenly picked, so that long dense lines take no longer than their number.
  private static func bends(
    _ coordinates: [Coordinate], _ points: [SIMD3<Double>], from start: Int, to end: Int
  ) -> Bool {
    let step = max(1, (end - start - 1) / 32)
    return stride(from: start + 1, to: end, by: step).contains { place in
      bendsOnSphere(points[start], points[place], points[end])
        ?? bends(coordinates[start], coordinates[place], coordinates[end])
    }
  }

  /// Whether a vertex lies off the great circle from one end to the other; nil where that can't tell
  /// what the geodesic would say.
  private static func bendsOnSphere(
    _ from: SIMD3<Double>, _ vertex: SIMD3<Double>, _ to: SIMD3<Double>
  ) -> Bool? {
    let chord = to - from
    let length = (chord * chord).sum().squareRoot()
    guard length > 0, length < reach else { return nil }
    let along = ((vertex - from) * chord).sum() / (length * length)
    guard along > 0.01, along < 0.99 else { return nil }
    let normal = SIMD3(
      from.y * to.z - from.z * to.y, from.z * to.x - from.x * to.z, from.x * to.y - from.y * to.x)
    let off = abs((normal * vertex).sum()) / (normal * normal).sum().squareRoot()
    let beyond = off * metresPerRadian - bend.metres
    return abs(beyond) < doubt + 0.01 * off * metresPerRadian ? nil : beyond > 0
  }

  /// The same by the geodesic; a vertex beyond the far end bends the line back.
  private static func bends(_ from: Coordinate, _ vertex: Coordinate, _ to: Coordinate) -> Bool {
    let whole = Geodesic.distance(from: from, to: to)
    let way = Geodesic.distance(from: from, to: vertex)
    guard way < whole else { return true }
    let beside = Geodesic.interpolate(from: from, to: to, fraction: way / whole)
    return Geodesic.distance(from: beside, to: vertex) > bend
  }
}
