import CorridorGeometry
import CorridorUnits

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line prepared for telling what of it runs along other lines.
///
/// A point of it runs along another line where a segment of that lies within a stated distance, square to
/// the side of it. Neither the direction of the lines counts nor where their vertices are. Segments are
/// great circles here, which for these differences in place of distances is exact enough; what is told is
/// in geodesic metres.
struct LineOverlap: Sendable {
  /// A segment: its ends on the unit sphere, and where it lies.
  private struct Arc {
    let start: SIMD3<Double>
    /// Square to the start, in the plane of the arc: where it is a quarter of a circle on.
    let ahead: SIMD3<Double>
    /// Square to the plane of the arc.
    let pole: SIMD3<Double>
    /// Square to its end, in its plane, pointing back.
    let back: SIMD3<Double>
    let angle: Double
    /// Chainage of its start, and its length, in metres.
    let from: Double
    let metres: Double
    /// The box around it.
    let low: SIMD3<Double>
    let high: SIMD3<Double>
  }

  /// Metres of a radian, to turn a distance into an angle.
  private static let radius = 6_371_008.8

  /// Geodesic length of the line.
  let length: Length
  /// Sorted by the least first coordinate of their boxes.
  private let arcs: [Arc]
  /// The greatest first coordinate of the box of each arc and of those before it.
  private let reaches: [Double]
  private let low: SIMD3<Double>
  private let high: SIMD3<Double>

  /// Prepares a line.
  init(_ line: LineString) {
    var arcs: [Arc] = []
    var from = 0.0
    for (start, end) in zip(line.coordinates, line.coordinates.dropFirst()) {
      let metres = Geodesic.distance(from: start, to: end).metres
      if let arc = Self.arc(start, end, from: from, metres: metres) { arcs.append(arc) }
      from += metres
    }
    length = Length(metres: from)
    arcs.sort { ($0.low.x, $0.from) < ($1.low.x, $1.from) }
    var reach = -Double.infinity
    reaches = arcs.map { arc in
      reach = max(reach, arc.high.x)
      return reach
    }
    low = arcs.reduce(SIMD3(repeating: .infinity)) { pointwiseMin($0, $1.low) }
    high = arcs.reduce(SIMD3(repeating: -.infinity)) { pointwiseMax($0, $1.high) }
    self.arcs = arcs
  }

  private static func arc(_ start: Coordinate, _ end: Coordinate, from: Double, metres: Double)
    -> Arc?
  {
    let (first, last) = (Sphere.unitPoint(of: start), Sphere.unitPoint(of: end))
    let normal = cross(first, last)
    let sine = (normal * normal).sum().squareRoot()
    // Nothing runs along a point, and two ends that face each other have no one way between them.
    guard metres > 0, sine > 1e-15 else { return nil }
    let angle = atan2(sine, (first * last).sum())
    let pole = normal / sine
    let bulge = SIMD3(repeating: 1 - cos(angle / 2))
    return Arc(
      start: first, ahead: cross(pole, first), pole: pole, back: cross(last, pole), angle: angle,
      from: from, metres: metres, low: pointwiseMin(first, last) - bulge,
      high: pointwiseMax(first, last) + bulge)
  }

  private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }

  /// Where this line runs within a distance of another.
  ///
  /// - Returns: chainages along this line in metres, in order, apart from each other.
  func stretches(along other: LineOverlap, within distance: Length) -> [Range<Double>] {
    let sine = sin(distance.metres / Self.radius)
    let room = SIMD3(repeating: sine)
    guard all(low .<= other.high + room), all(other.low .<= high + room) else { return [] }
    var found: [Range<Double>] = []
    for arc in arcs {
      var index = other.reaches.firstAtLeast(arc.low.x - sine)
      while index < other.arcs.count, other.arcs[index].low.x <= arc.high.x + sine {
        let that = other.arcs[index]
        index += 1
        guard all(arc.low .<= that.high + room), all(that.low .<= arc.high + room) else { continue }
        found += Self.stretches(of: arc, along: that, sine)
      }
    }
    return found.joined
  }

  private static func stretches(of arc: Arc, along that: Arc, _ sine: Double) -> [Range<Double>] {
    var kept = [0.0..<arc.angle]
    for (normal, least) in [
      (that.pole, -sine), (-that.pole, -sine), (that.ahead, 0), (that.back, 0),
    ] {
      let (along, square) = ((normal * arc.start).sum(), (normal * arc.ahead).sum())
      kept = kept.flatMap { Self.part(of: $0, where: along, square, atLeast: least) }
      if kept.isEmpty { return [] }
    }
    let scale = arc.metres / arc.angle
    return kept.map { arc.from + $0.lowerBound * scale..<arc.from + $0.upperBound * scale }
  }

  /// The angles t of a range at which along cos t + square sin t is at least something.
  private static func part(
    of range: Range<Double>, where along: Double, _ square: Double, atLeast least: Double
  ) -> [Range<Double>] {
    let most = (along * along + square * square).squareRoot()
    if most < least { return [] }
    if -most >= least { return [range] }
    let (middle, half) = (atan2(square, along), acos(least / most))
    return [-2 * Double.pi, 0, 2 * Double.pi].compactMap { turn in
      let from = max(range.lowerBound, middle - half + turn)
      let to = min(range.upperBound, middle + half + turn)
      return from < to ? from..<to : nil
    }
  }
}

extension [Range<Double>] {
  /// The same points in ranges that are in order and apart from each other.
  var joined: [Range<Double>] {
    var joined: [Range<Double>] = []
    for range in sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] =
          last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}

extension [Double] {
  /// The first place, in numbers that never fall, of one that is at least as great.
  fileprivate func firstAtLeast(_ value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
