public import CorridorUnits

extension BoundingBox {
  /// A box that holds every position within a distance of one: wider than need be, never narrower.
  ///
  /// On a way of length d the latitude changes by no more than d over the least radius of curvature,
  /// that of the meridian at the equator, and the longitude by no more than d over the radius of the
  /// smallest parallel on the way.
  public init(around position: Coordinate, within distance: Length) {
    let metres = distance.metres
    let north = metres / LeastDistance.degree
    let (low, high) = (position.latitude - north, position.latitude + north)
    let scale = LeastDistance.perDegree(atLatitude: max(low.magnitude, high.magnitude))
    self = BoundingBox(
      west: position.longitude, south: position.latitude, east: position.longitude,
      north: position.latitude
    ).padded(by: north)
    guard north.isFinite, scale > 0, metres / scale < 180 else {
      (west, east) = (-180, 180)
      return
    }
    let wide = BoundingBox(
      west: position.longitude, south: 0, east: position.longitude, north: 0
    ).padded(by: metres / scale)
    (west, east) = (wide.west, wide.east)
  }
}

/// A distance to a position that is quickly reckoned and never too long.
struct LeastDistance {
  /// Metres of a degree of latitude at the equator, where it has fewest.
  static let degree = 110_574.0
  /// Metres of a degree of longitude at the equator.
  private static let degreeEast = 111_319.0
  /// The longest distance that longitudes tell, in metres.
  private static let most = 200_000.0

  private let position: Coordinate
  private let scale: Double

  init(to position: Coordinate) {
    self.position = position
    scale = Self.perDegree(atLatitude: position.latitude.magnitude + Self.most / Self.degree)
  }

  /// Metres, at most those of the geodesic.
  func metres(from other: Coordinate) -> Double {
    let north = (other.latitude - position.latitude).magnitude * Self.degree
    let east = (other.longitude - position.longitude).remainder(dividingBy: 360).magnitude
    return max(north, min(Self.most, east * scale))
  }

  /// Metres of a degree of longitude, never too many; 0 at a pole and beyond.
  static func perDegree(atLatitude latitude: Double) -> Double {
    guard latitude < 89.9 else { return 0 }
    let angle = latitude * .pi / 180
    let square = angle * angle
    // Never more than the cosine: its series, cut after a negative term.
    let cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30))
    return max(0, cosine) * degreeEast
  }
}
