internal import CorridorGeometry

/// Cuts lines and polygons where they cross the antimeridian, on the geodesic.
enum AntimeridianCut {
  /// The parts of a line; the line alone when it does not cross.
  static func lines(_ line: [Coordinate]) throws(GeometryError) -> [[Coordinate]] {
    guard crosses(line) else { return [line] }
    return try LineString(line.map(wrapped)).cutAtAntimeridian().map(\.coordinates)
  }

  /// The parts of a polygon of closed rings; the polygon alone when it does not cross.
  static func polygons(_ rings: [[Coordinate]]) throws(GeometryError) -> [[[Coordinate]]] {
    guard let exterior = rings.first, rings.contains(where: crosses) else { return [rings] }
    let holes = rings.dropFirst().map { $0.map(wrapped) }
    return try Polygon(exterior: exterior.map(wrapped), holes: holes).cutAtAntimeridian()
      .polygons.map(\.rings)
  }

  private static func crosses(_ path: [Coordinate]) -> Bool {
    guard var last = path.first?.longitude else { return false }
    for coordinate in path {
      if abs(coordinate.longitude - last) > 180 || abs(coordinate.longitude) > 180 { return true }
      last = coordinate.longitude
    }
    return false
  }

  /// The position with its longitude between -180 and 180.
  static func wrapped(_ coordinate: Coordinate) -> Coordinate {
    guard abs(coordinate.longitude) > 180 else { return coordinate }
    return Coordinate(
      longitude: coordinate.longitude.remainder(dividingBy: 360), latitude: coordinate.latitude)
  }
}
