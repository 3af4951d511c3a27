public import CorridorUnits
import GeometryEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line measured from its start, for questions about chainage.
///
/// Chainage is the geodesic length along the line. Measuring costs one geodesic a segment, once;
/// a question then costs a binary search, or for the nearest point a pass over the vertices.
public struct MeasuredLine: Hashable, Sendable {
  /// The line.
  public let line: LineString
  /// Chainage of each vertex in metres.
  let chainages: [Double]

  /// Measures a line.
  public init(_ line: LineString) {
    self.line = line
    chainages = line.plainPath().chainages
  }

  /// Length of the line.
  public var length: Length { Length(metres: chainages[chainages.count - 1]) }

  /// Chainage of a vertex, counted from 0; the nearest vertex where there is no such one.
  public func chainage(ofVertex index: Int) -> Length {
    Length(metres: chainages[min(max(index, 0), chainages.count - 1)])
  }

  /// The position at a chainage; before the start it is the start, and after the end the end.
  public func coordinate(at chainage: Length) -> Coordinate {
    line.coordinates.coordinate(at: chainage.metres, chainages: chainages)
  }

  /// The part of the line between two chainages, whose ends are new vertices.
  ///
  /// - Throws: `GeometryError` unless 0 <= from < to <= length; a hundredth of a millimetre beyond
  ///   an end is forgiven.
  public func substring(from: Length, to: Length) throws(GeometryError) -> LineString {
    let slack = 1e-5
    let (first, last) = (max(from.metres, 0), min(to.metres, length.metres))
    guard from.metres >= -slack, to.metres <= length.metres + slack, first < last else {
      throw .badStretch(
        fromMetres: from.metres, toMetres: to.metres, lengthMetres: length.metres)
    }
    let begin = firstVertex { $0 > first }
    let end = max(begin, firstVertex { $0 >= last })
    return LineString(
      unchecked: [coordinate(at: Length(metres: first))] + line.coordinates[begin..<end]
        + [coordinate(at: Length(metres: last))])
  }

  /// The first vertex whose chainage fulfils what all behind it fulfil too.
  private func firstVertex(where isBehind: (Double) -> Bool) -> Int {
    var (low, high) = (0, chainages.count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(chainages[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension [Coordinate] {
  /// The position at a chainage on the geodesics of a path, clamped to its ends.
  func coordinate(at metres: Double, chainages: [Double]) -> Coordinate {
    guard metres > 0 else { return self[0] }
    guard metres < chainages[count - 1] else { return self[count - 1] }
    var (low, high) = (0, count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if chainages[middle] <= metres { low = middle } else { high = middle }
    }
    if chainages[low] == metres { return self[low] }
    return GeodesicArc(from: self[low], to: self[high]).coordinate(at: metres - chainages[low])
  }
}

/// The nearest point of a line to a position.
public struct NearestPoint: Hashable, Sendable {
  /// The point on the line.
  public var coordinate: Coordinate
  /// How far along the line it lies.
  public var chainage: Length
  /// How far the position is from it.
  public var distance: Length
}

extension MeasuredLine {
  /// The nearest point of the line to a position, on the geodesics between its vertices.
  ///
  /// Where several points are equally near, the one of least chainage. The triangle inequality
  /// leaves out segments that can't hold the answer; in the others a few steps find where the
  /// position lies square to the line, to well below a millimetre.
  public func nearestPoint(to position: Coordinate) -> NearestPoint {
    let vertices = line.coordinates
    let distances = vertices.map { Geodesic.metres(from: position, to: $0) }
    var best = (distance: Double.infinity, chainage: 0.0, coordinate: vertices[0])
    for index in vertices.indices where distances[index] < best.distance {
      best = (distances[index], chainages[index], vertices[index])
    }
    for index in 1..<vertices.count {
      let length = chainages[index] - chainages[index - 1]
      let least = (distances[index - 1] + distances[index] - length) / 2
      guard length > 0, least < best.distance else { continue }
      let arc = GeodesicArc(from: vertices[index - 1], to: vertices[index])
      let foot = arc.nearest(to: position)
      if foot.distance < best.distance - 1e-9 {
        best = (foot.distance, chainages[index - 1] + foot.at, arc.coordinate(at: foot.at))
      }
    }
    return NearestPoint(
      coordinate: best.coordinate, chainage: Length(metres: best.chainage),
      distance: Length(metres: best.distance))
  }
}

extension MeasuredLine {
  /// Where the line passes a position: the nearest point of each stretch of it within a distance, in order.
  ///
  /// A line that comes back passes anew when it was further away in between.
  ///
  /// - Parameters:
  ///   - position: what is passed.
  ///   - limit: the distance within which the line passes it.
  /// - Returns: one point for each time; none when the line stays further away.
  public func passages(of position: Coordinate, within limit: Length) -> [NearestPoint] {
    passages(of: position, within: limit, along: 0..<line.coordinates.count - 1)
  }

  /// Where some segments of the line pass a position.
  ///
  /// - Parameters:
  ///   - position: what is passed.
  ///   - limit: the distance within which the line passes it.
  ///   - segments: segments by the number of the vertex that they begin with, in order; all that come
  ///     within the distance must be among them.
  /// - Returns: one point for each time; none when the line stays further away.
  public func passages(
    of position: Coordinate, within limit: Length, along segments: some Sequence<Int>
  ) -> [NearestPoint] {
    let vertices = line.coordinates
    var found: [NearestPoint] = []
    var isInside = false
    func meet(_ distance: Double, _ chainage: Double, _ coordinate: Coordinate) {
      guard distance <= limit.metres else { return }
      let point = NearestPoint(
        coordinate: coordinate, chainage: Length(metres: chainage),
        distance: Length(metres: distance))
      if !isInside {
        found.append(point)
      } else if distance < found[found.count - 1].distance.metres - 1e-9 {
        found[found.count - 1] = point
      }
      isInside = true
    }
    // What is further away by the quick measure is not measured.
    let quick = LeastDistance(to: position)
    func exact(_ index: Int) -> Double { Geodesic.metres(from: position, to: vertices[index]) }
    var leastBefore = 0.0
    var before: Double?
    var last = -1
    for segment in segments {
      let index = segment + 1
      if last != segment {
        // What lies between is further away.
        isInside = false
        leastBefore = quick.metres(from: vertices[segment])
        before = leastBefore <= limit.metres ? exact(segment) : nil
        if let before { meet(before, chainages[segment], vertices[segment]) }
        isInside = before.map { $0 <= limit.metres } ?? false
      }
      last = index
      let length = chainages[index] - chainages[index - 1]
      let leastAfter = quick.metres(from: vertices[index])
      let mayPass = length > 0 && max(leastBefore, leastAfter) - length <= limit.metres
      let after = mayPass || leastAfter <= limit.metres ? exact(index) : nil
      if mayPass, let after, ((before ?? exact(index - 1)) + after - length) / 2 <= limit.metres {
        let arc = GeodesicArc(from: vertices[index - 1], to: vertices[index])
        let foot = arc.nearest(to: position)
        meet(foot.distance, chainages[index - 1] + foot.at, arc.coordinate(at: foot.at))
      }
      if let after { meet(after, chainages[index], vertices[index]) }
      isInside = after.map { $0 <= limit.metres } ?? false
      (before, leastBefore) = (after, leastAfter)
    }
    return found
  }
}

extension GeodesicArc {
  /// The point of the arc nearest to a position: metres from the arc's start, and to the position.
  ///
  /// Along a geodesic the distance to a position falls while the position lies ahead and grows once
  /// it lies behind. Pieces of at most 1,000 km have one such turn.
  ///
  /// - Source: the iteration of Baselga and Martinez-Llario 2018, doi:10.1007/s11200-017-1020-z, kept
  ///   within bounds.
  func nearest(to position: Coordinate) -> (at: Double, distance: Double) {
    let pieces = max(1, (length / 1_000_000).rounded(.up))
    var best = (at: 0.0, distance: Double.infinity)
    for piece in 0..<Int(pieces) {
      let at = foot(
        of: position, from: length * Double(piece) / pieces,
        to: length * Double(piece + 1) / pieces)
      let distance = Geodesic.metres(from: coordinate(at: at), to: position)
      if distance < best.distance { best = (at, distance) }
    }
    return best
  }

  /// Where between two distances along the arc a position lies square to it, or the nearer of the two.
  ///
  /// Each step goes on by what would be left on a sphere, which on the ellipsoid leaves about a
  /// three-hundredth; a step that would leave the part that holds the answer halves it instead.
  private func foot(of position: Coordinate, from start: Double, to end: Double) -> Double {
    var (low, high) = (start, end)
    var step = lead(of: position, at: low)
    guard step > 0 else { return low }
    guard lead(of: position, at: high) <= 0 else { return high }
    var at = low
    var steps = 0
    while high - low > Self.least, step.magnitude > Self.least {
      (at, steps) = (at + step, steps + 1)
      if steps > Self.mostSteps || at <= low || at >= high { at = (low + high) / 2 }
      step = lead(of: position, at: at)
      if step > 0 { low = at } else { high = at }
    }
    return at
  }

  /// Steps after which halving goes on alone.
  private static let mostSteps = 20
  /// Metres within which a foot is found.
  private static let least = 1e-7
  /// Mean radius in metres; the steps need no other.
  private static let radius = 6_371_000.0

  /// How far ahead of the point at a distance along the arc a position lies, on a sphere; negative where
  /// it lies behind.
  private func lead(of position: Coordinate, at metres: Double) -> Double {
    let here = self.position(at: metres)
    let path = Geodesic.inverse(
      from: Coordinate(longitude: here.longitude, latitude: here.latitude), to: position)
    let angle = (path.startAzimuth - here.azimuth) * .pi / 180
    let turn = path.distance.metres / Self.radius
    return atan2(sin(turn) * cos(angle), cos(turn)) * Self.radius
  }
}

extension LineString {
  /// The nearest point of the line to a position; measure the line once for many questions.
  public func nearestPoint(to position: Coordinate) -> NearestPoint {
    MeasuredLine(self).nearestPoint(to: position)
  }

  /// The position at a fraction, 0 to 1, of the line's length.
  public func coordinate(atFraction fraction: Double) -> Coordinate {
    let measured = MeasuredLine(self)
    return measured.coordinate(at: measured.length * fraction)
  }
}
