internal import CorridorGeometry

extension GeometryShape {
  /// Cuts at the antimeridian and brings longitudes beyond it back.
  mutating func cut(
    edges: EdgeShape, altitude: (RawPosition) -> Double?, _ changes: inout Changes
  ) throws(GeometryError) {
    for path in paths.indices {
      for index in paths[path].indices where abs(paths[path][index].raw.x) > 180 {
        let turns = -Int((paths[path][index].raw.x / 360).rounded())
        paths[path][index] = paths[path][index].moved(turns: turns)
        changes.wrapped += 1
      }
    }
    if isLine {
      var parts: [[ShapePosition]] = []
      for path in paths { parts += Self.cut(path, edges: edges, altitude: altitude) }
      if parts.count > paths.count { changes.cut += 1 }
      if parts.count > 1 { type = .multiLineString }
      paths = parts
    } else if isArea {
      try cutAreas(edges: edges, &changes)
    }
  }

  /// The parts of a line on either side of the antimeridian.
  ///
  /// A vertex or an edge on it belongs to the side that the line comes from, at its beginning to the
  /// one that it goes to: so an edge from 180 to -180 runs along the meridian and crosses nothing.
  private static func cut(
    _ path: [ShapePosition], edges: EdgeShape, altitude: (RawPosition) -> Double?
  ) -> [[ShapePosition]] {
    guard var start = path.first, path.count > 1 else { return [path] }
    var side = firstSide(of: path)
    var turns = 0
    var parts: [[ShapePosition]] = []
    var part = [start.seen(from: side, turns: 0)]
    for end in path.dropFirst() {
      let next = turns + Antimeridian.turn(from: start.coordinate, to: end.coordinate, .same)
      if !end.isOnAntimeridian, next != side {
        if start.isOnAntimeridian {
          parts.append(part)
          part = [start.seen(from: next, turns: turns)]
        } else {
          let latitude = Antimeridian.crossingLatitude(
            from: start.coordinate, to: end.coordinate, edges)
          let height = height(between: start, end, altitude)
          func made(_ longitude: Double) -> ShapePosition {
            ShapePosition(
              made: Coordinate(longitude: longitude, latitude: latitude), altitude: height)
          }
          let edge: Double = next > side ? 180 : -180
          parts.append(part + [made(edge)])
          part = [made(-edge)]
        }
        side = next
      }
      part.append(end.seen(from: side, turns: next))
      (start, turns) = (end, next)
    }
    parts.append(part)
    return parts
  }

  /// The turn in which the first vertex beside the antimeridian lies.
  private static func firstSide(of path: [ShapePosition]) -> Int {
    var turns = 0
    for (index, position) in path.enumerated() {
      if index > 0 {
        turns += Antimeridian.turn(
          from: path[index - 1].coordinate, to: position.coordinate, .same)
      }
      if !position.isOnAntimeridian { return turns }
    }
    return 0
  }

  /// The altitude where an edge crosses, in proportion; nil where an end has none.
  private static func height(
    between start: ShapePosition, _ end: ShapePosition, _ altitude: (RawPosition) -> Double?
  ) -> Double? {
    guard let before = altitude(start.raw), let after = altitude(end.raw) else { return nil }
    let (first, second) = (180 - abs(start.raw.x), 180 - abs(end.raw.x))
    return before + (after - before) * (first / (first + second))
  }

  private mutating func cutAreas(
    edges: EdgeShape, _ changes: inout Changes
  ) throws(GeometryError) {
    var made = GeometryShape(type: .multiPolygon, paths: [])
    for polygon in polygons {
      let rings = Array(paths[polygon])
      guard rings.contains(where: Self.jumps) else {
        made.append(rings)
        continue
      }
      let parts = try Self.polygon(of: rings).cutAtAntimeridian(edges: edges).polygons
      let places = Self.places(of: rings)
      for part in parts {
        made.append(part.rings.map { ring in ring.map { Self.position($0, in: places) } })
      }
    }
    if made.polygons.count > polygons.count { changes.cut += 1 }
    made.type = made.polygons.count > 1 ? .multiPolygon : type
    self = made
  }

  private init(type: GeometryType, paths: [[ShapePosition]]) {
    self.type = type
    self.paths = paths
  }

  private mutating func append(_ rings: [[ShapePosition]]) {
    polygons.append(paths.count..<(paths.count + rings.count))
    paths += rings
  }
}

extension ShapePosition {
  fileprivate var isOnAntimeridian: Bool { abs(raw.x) == 180 }

  /// This position as seen from a turn, where the antimeridian is either 180 or -180.
  fileprivate func seen(from side: Int, turns: Int) -> ShapePosition {
    guard isOnAntimeridian else { return self }
    let isEast = raw.x + 360 * Double(turns - side) > 0
    return isEast == (raw.x > 0) ? self : moved(turns: isEast ? 1 : -1)
  }
}
