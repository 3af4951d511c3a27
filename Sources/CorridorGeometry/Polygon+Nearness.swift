public import CorridorUnits

extension Polygon {
  /// Whether the polygon holds a position or comes within a distance of it, edges straight in longitude
  /// and latitude.
  ///
  /// Distances are those of a map that is true at the position: within a hundredth for some hundreds of
  /// kilometres away from the poles, which is what telling a place from a mistake needs.
  public func isNear(_ position: Coordinate, within distance: Length) -> Bool {
    let (x, y) = (position.longitude, position.latitude)
    let degree = LeastDistance.degree
    let scale = LeastDistance.perDegree(atLatitude: y.magnitude)
    let reach = distance.metres
    let (lowest, highest) = (y - reach / degree, y + reach / degree)
    var isInside = false
    for ring in rings {
      var last = ring[0]
      for vertex in ring.dropFirst() {
        defer { last = vertex }
        let (low, high) = (min(last.latitude, vertex.latitude), max(last.latitude, vertex.latitude))
        if low > highest || high < lowest { continue }
        if (last.latitude > y) != (vertex.latitude > y) {
          let share = (y - last.latitude) / (vertex.latitude - last.latitude)
          if last.longitude + share * (vertex.longitude - last.longitude) > x { isInside.toggle() }
        }
        let east = (last.longitude - x).remainder(dividingBy: 360) * scale
        let north = (last.latitude - y) * degree
        let wayEast = (vertex.longitude - last.longitude) * scale
        let wayNorth = (vertex.latitude - last.latitude) * degree
        let square = wayEast * wayEast + wayNorth * wayNorth
        let foot = square > 0 ? -(east * wayEast + north * wayNorth) / square : 0
        let share = max(0, min(1, foot))
        let offEast = east + share * wayEast
        let offNorth = north + share * wayNorth
        if offEast * offEast + offNorth * offNorth <= reach * reach { return true }
      }
    }
    return isInside
  }
}
