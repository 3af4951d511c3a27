public import CorridorUnits
import GeometryEngine

/// A line with vertices added and the chainage of each.
struct DensePath {
  var coordinates: [Coordinate]
  /// Metres from the start, by vertex.
  var chainages: [Double]
}

extension LineString {
  /// The line with vertices added on its geodesics, for programs that draw straight in degrees.
  ///
  /// The straight connection of successive vertices in longitude and latitude never strays from the
  /// geodesic by more than `deviation`. All vertices of the line stay, and length stays to the
  /// nanometre. A straight connection has the geodesic curvature
  /// `sin a (1 + cos^2 a) tan(latitude) / R` against the geodesic, `a` being its azimuth; that is at
  /// most `1.089 tan(latitude) / R`, so a piece of length `s` strays at most
  /// `0.136 s^2 tan(latitude) / R`, and pieces are divided until that is small
  /// enough. Pieces shorter than 1 m are not divided.
  ///
  /// - Throws: `GeometryError` when the deviation is not a finite length above zero.
  public func densified(deviation: Length) throws(GeometryError) -> LineString {
    LineString(unchecked: try densePath(deviation: deviation).coordinates)
  }

  /// The densified line with its chainages.
  func densePath(deviation: Length) throws(GeometryError) -> DensePath {
    guard deviation.metres > 0, deviation.metres.isFinite else {
      throw .lengthNotPositive(name: "the deviation", metres: deviation.metres)
    }
    var densifier = Densifier(deviation: deviation.metres, start: start)
    for index in 1..<coordinates.count {
      densifier.add(from: coordinates[index - 1], to: coordinates[index])
    }
    return densifier.path
  }

  /// The vertices as they are, with their chainages.
  func plainPath() -> DensePath {
    var path = DensePath(coordinates: coordinates, chainages: [0])
    path.chainages.reserveCapacity(coordinates.count)
    var sum = 0.0
    for index in 1..<coordinates.count {
      sum += Geodesic.metres(from: coordinates[index - 1], to: coordinates[index])
      path.chainages.append(sum)
    }
    return path
  }
}

/// Divides geodesics until straight lines in degrees are near enough.
private struct Densifier {
  let deviation: Double
  var path: DensePath

  /// The Earth's smallest radius of curvature, in metres: that of the meridian at the equator.
  static let smallestRadius = 6_335_439.0
  /// Bound of the deviation of a chord in units of length^2 tan(latitude) / radius: 1.0887 / 8, and
  /// a tenth more for the ellipsoid.
  static let bound = 0.15
  /// Pieces of this length in metres are not divided.
  private var shortest: Double { max(deviation, 1) }
  /// More pieces than this at once are found by dividing again, each with its own latitude.
  static let mostPieces = 64.0

  init(deviation: Double, start: Coordinate) {
    self.deviation = deviation
    path = DensePath(coordinates: [start], chainages: [0])
  }

  mutating func add(from start: Coordinate, to end: Coordinate) {
    let length = Geodesic.metres(from: start, to: end)
    let chainage = path.chainages[path.chainages.count - 1]
    if pieces(from: start, to: end, length: length) > 1 {
      let arc = GeodesicArc(from: start, to: end)
      divide(arc, base: chainage, (0, start), (length, end))
    }
    path.coordinates.append(end)
    path.chainages.append(chainage + length)
  }

  /// Appends what is needed strictly between two positions of an arc.
  private mutating func divide(
    _ arc: GeodesicArc, base: Double, _ start: (at: Double, Coordinate),
    _ end: (at: Double, Coordinate)
  ) {
    let length = end.at - start.at
    let count = Int(pieces(from: start.1, to: end.1, length: length))
    guard count > 1 else { return }
    var last = start
    for index in 1...count {
      let at = start.at + length * Double(index) / Double(count)
      let next = index == count ? end : (at, arc.coordinate(at: at))
      divide(arc, base: base, last, next)
      if index < count {
        path.coordinates.append(next.1)
        path.chainages.append(base + at)
      }
      last = next
    }
  }

  /// How many equal pieces bring the deviation below the limit, as far as the latitude here tells.
  private func pieces(from start: Coordinate, to end: Coordinate, length: Double) -> Double {
    if start.longitude == end.longitude || length < shortest { return 1 }
    let reach = length / 2 / Self.smallestRadius
    let latitude = max(abs(start.latitude), abs(end.latitude)) * .pi / 180 + reach
    guard latitude < 1.57 else { return nearPole(start, end) ? 1 : Self.mostPieces }
    let strayed = Self.bound * length * length * Tangent.above(latitude) / Self.smallestRadius
    return min(Self.mostPieces, max(1, (strayed / deviation).squareRoot().rounded(.up)))
  }

  /// Whether both ends are so near to a pole that whatever lies between them is near enough.
  private func nearPole(_ start: Coordinate, _ end: Coordinate) -> Bool {
    let degrees = deviation / 4 / 111_000
    return start.latitude * end.latitude > 0 && abs(start.latitude) > 90 - degrees
      && abs(end.latitude) > 90 - degrees
  }
}

/// Tangents without the C library's.
enum Tangent {
  /// A number no smaller than the tangent of an angle in 0..<pi/2, and within 10 % of it.
  static func above(_ angle: Double) -> Double {
    let complement = .pi / 2 - angle
    return angle < complement
      ? angle * (1 + 0.45 * angle * angle) : 1 / (complement * (1 + complement * complement / 3))
  }
}
