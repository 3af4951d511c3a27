import GeometryEngine

/// How an edge runs between its two positions.
public enum EdgeShape: Hashable, Sendable {
  /// The shortest way on the ellipsoid, as the lines of a study run.
  case geodesic
  /// Straight in longitude and latitude, as RFC 7946 section 3.1.1 has it.
  case straight
}

/// Unwrapping at the 180th meridian.
///
/// A path goes the short way between vertices. Counting how often it has gone round makes its
/// longitudes continuous: vertex `i` lies at `longitude + 360 * turns[i]`.
package enum Antimeridian {
  /// What the two ends of an edge on the antimeridian mean when their signs differ.
  package enum Ends {
    /// The same meridian, as on a line.
    case same
    /// The two edges of the map, as along the south of a polygon of Antarctica.
    case literal
  }

  /// What such edges of a ring mean: the two edges of the map, unless the ring closes only with the same meridian.
  ///
  /// So a ring along the south of Antarctica, or round the tropics, is what it says, and one that spells the
  /// meridian now 180, now -180 on one side of it goes round no pole.
  package static func ends(ofRing ring: some Collection<Coordinate>) -> Ends {
    var (literal, same) = (0, 0)
    for (start, end) in zip(ring, ring.dropFirst()) {
      literal += turn(from: start, to: end, .literal)
      same += turn(from: start, to: end, .same)
    }
    return literal != 0 && same == 0 ? .same : .literal
  }

  /// The turns of each vertex of a path that goes the short way.
  package static func turns(of path: [Coordinate], _ ends: Ends) -> [Int] {
    var turns = 0
    var result: [Int] = []
    result.reserveCapacity(path.count)
    for (index, coordinate) in path.enumerated() {
      if index > 0 { turns += turn(from: path[index - 1], to: coordinate, ends) }
      result.append(turns)
    }
    return result
  }

  /// 1 when the short way from start to end crosses the antimeridian eastward, -1 westward, or 0.
  package static func turn(from start: Coordinate, to end: Coordinate, _ ends: Ends) -> Int {
    let step = end.longitude - start.longitude
    if abs(step) <= 180 || (ends == .literal && start.isOnAntimeridian && end.isOnAntimeridian) {
      return 0
    }
    return step < 0 ? 1 : -1
  }

  /// A longitude brought into -180...180.
  static func wrapped(_ longitude: Double) -> Double {
    abs(longitude) <= 180 ? longitude : longitude.remainder(dividingBy: 360)
  }

  /// The latitude where the edge between two positions crosses the antimeridian.
  ///
  /// Longitude changes monotonically along a geodesic, so bisection finds it to the last bit.
  package static func crossingLatitude(
    from start: Coordinate, to end: Coordinate, _ shape: EdgeShape = .geodesic
  ) -> Double {
    if shape == .straight {
      // Measured from the antimeridian, on which side the two lie shows in the sign.
      let before = 180 - abs(start.longitude)
      let after = 180 - abs(end.longitude)
      guard before + after > 0 else { return start.latitude }
      return start.latitude + (end.latitude - start.latitude) * (before / (before + after))
    }
    let arc = GeodesicArc(from: start, to: end)
    let startsEast = start.longitude > 0
    var (low, high) = (0.0, arc.length)
    while true {
      let middle = (low + high) / 2
      let position = arc.position(at: middle)
      guard middle > low, middle < high else { return position.latitude }
      if (position.longitude > 0) == startsEast { low = middle } else { high = middle }
    }
  }
}

extension Coordinate {
  /// Whether this lies on the 180th meridian, from either side.
  var isOnAntimeridian: Bool { abs(longitude) == 180 }

  /// The same position as seen from the other side of the antimeridian, on which it lies.
  var acrossAntimeridian: Coordinate { Coordinate(longitude: -longitude, latitude: latitude) }

  /// The same position as seen from one turn round the Earth, where the antimeridian is either 180
  /// or -180.
  func seen(fromTurn window: Int, turns: Int) -> Coordinate {
    guard isOnAntimeridian else { return self }
    let isEast = longitude + 360 * Double(turns - window) > 0
    return Coordinate(longitude: isEast ? 180 : -180, latitude: latitude)
  }
}

extension LineString {
  /// Whether the line passes from one side of the antimeridian to the other.
  public var crossesAntimeridian: Bool { cutAtAntimeridian().count > 1 }

  /// The parts of the line on either side of the antimeridian, as RFC 7946 section 3.1.9 asks.
  ///
  /// Unless edges are straight, the cut lies on the geodesic, which a straight cut in degrees does not: from [170, 60] to
  /// [-170, 65] at latitude 63.0663, not 62.5. A line that does not cross is returned alone. The
  /// parts together are as long as the line.
  public func cutAtAntimeridian(edges: EdgeShape = .geodesic) -> [LineString] {
    let turns = Antimeridian.turns(of: coordinates, .same)
    // An edge along the antimeridian at the beginning lies on the side that the line goes to.
    let first = zip(coordinates, turns).first { !$0.0.isOnAntimeridian }?.1 ?? 0
    var parts: [[Coordinate]] = []
    var window: Int?
    for index in 1..<coordinates.count {
      let (start, end) = (coordinates[index - 1], coordinates[index])
      let (from, to) = (turns[index - 1], turns[index])
      let side = !start.isOnAntimeridian ? from : !end.isOnAntimeridian ? to : window ?? first
      if side != window { parts.append([start.seen(fromTurn: side, turns: from)]) }
      window = side
      if from != to, !start.isOnAntimeridian, !end.isOnAntimeridian {
        let latitude = Antimeridian.crossingLatitude(from: start, to: end, edges)
        let edge: Double = to > from ? 180 : -180
        parts[parts.count - 1].append(Coordinate(longitude: edge, latitude: latitude))
        parts.append([Coordinate(longitude: -edge, latitude: latitude)])
        window = to
      }
      parts[parts.count - 1].append(end.seen(fromTurn: window ?? to, turns: to))
    }
    return parts.map(LineString.init(unchecked:))
  }
}
