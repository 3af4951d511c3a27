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
      for path in paths { parts += try Self.cut(path, edges: edges, altitude: altitude) }
      if parts.count > paths.count { changes.cut += 1 }
      if parts.count > 1 { type = .multiLineString }
      paths = parts
    } else if isArea {
      try cutAreas(edges: edges, &changes)
    }
  }

  private static func cut(
    _ path: [ShapePosition], edges: EdgeShape, altitude: (RawPosition) -> Double?
  ) throws(GeometryError) -> [[ShapePosition]] {
    guard path.count > 1 else { return [path] }
    let line = try LineString(path.map(\.coordinate))
    let parts = line.cutAtAntimeridian(edges: edges)
    guard parts.count > 1 else { return [path] }
    // The vertices come in their order; new ones stand where an edge crosses.
    var next = 0
    return parts.map { part in
      part.coordinates.map { coordinate in
        for index in [next, next - 1] where path.indices.contains(index) {
          guard let found = path[index].seen(as: coordinate) else { continue }
          next = index + 1
          return found
        }
        let altitudes = [next - 1, next].map { index in
          path.indices.contains(index) ? altitude(path[index].raw) : nil
        }
        guard let before = altitudes[0], let after = altitudes[1] else {
          return ShapePosition(made: coordinate)
        }
        let (start, end) = (180 - abs(path[next - 1].raw.x), 180 - abs(path[next].raw.x))
        let share = start + end > 0 ? start / (start + end) : 0
        return ShapePosition(made: coordinate, altitude: before + (after - before) * share)
      }
    }
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
  /// This position where a cut line has it; nil where it is another.
  fileprivate func seen(as coordinate: Coordinate) -> ShapePosition? {
    guard coordinate.latitude == raw.y else { return nil }
    if coordinate.longitude == raw.x { return self }
    guard abs(coordinate.longitude) == 180, abs(raw.x) == 180 else { return nil }
    return moved(turns: coordinate.longitude > raw.x ? 1 : -1)
  }
}
