internal import CorridorGeometry

extension GeometryShape {
  /// Lets longitudes go on beyond 180, and joins what was cut there.
  mutating func continueBeyond(_ changes: inout Changes) throws(GeometryError) {
    var count = 0
    if isLine {
      for index in paths.indices {
        let turns = Antimeridian.turns(of: paths[index].map(\.coordinate), .same)
        if turns.contains(where: { $0 != 0 }) { count += 1 }
        paths[index] = zip(paths[index], turns).map { $0.moved(turns: $1) }
      }
      count += joinLines()
    } else if isArea {
      for polygon in polygons where paths[polygon].contains(where: Self.jumps) {
        try continueArea(polygon)
        count += 1
      }
      count += moveAreas()
    }
    if count > 0 { changes.continued += 1 }
  }

  /// Puts a line that begins where another left the map behind it.
  private mutating func joinLines() -> Int {
    var joined = 0
    var index = 1
    while index < paths.count {
      if let end = paths[index - 1].last, let start = paths[index].first,
        abs(end.raw.x) == 180 || abs(start.raw.x) == 180, end.raw.y == start.raw.y,
        end.raw.x != start.raw.x, (end.raw.x - start.raw.x).remainder(dividingBy: 360) == 0
      {
        let turns = Int(((end.raw.x - start.raw.x) / 360).rounded())
        paths[index - 1] += paths[index].dropFirst().map { $0.moved(turns: turns) }
        paths.remove(at: index)
        joined += 1
      } else {
        index += 1
      }
    }
    if paths.count == 1, joined > 0 { type = .lineString }
    return joined
  }

  private mutating func continueArea(_ polygon: Range<Int>) throws(GeometryError) {
    var range: (west: Double, east: Double) = (0, 0)
    for index in polygon {
      let turns = Antimeridian.turns(of: paths[index].map(\.coordinate), .literal)
      if turns.last != 0 { return try continueRoundPole(polygon) }
      paths[index] = zip(paths[index], turns).map { $0.moved(turns: $1) }
      let west = paths[index].map(\.raw.x).min() ?? 0
      let east = paths[index].map(\.raw.x).max() ?? 0
      if index == polygon.lowerBound {
        range = (west, east)
      } else {
        // A hole lies where its exterior does.
        let middle = (west + east) / 2
        let turns = middle < range.west ? 1 : middle > range.east ? -1 : 0
        paths[index] = paths[index].map { $0.moved(turns: turns) }
      }
    }
  }

  /// A ring round a pole becomes an area that reaches to the edge of the map there.
  private mutating func continueRoundPole(_ polygon: Range<Int>) throws(GeometryError) {
    let rings = Array(paths[polygon])
    let places = Self.places(of: rings)
    let unwrapped = try Self.polygon(of: rings).unwrappedRings(edges: .straight)
    for (index, ring) in zip(polygon, unwrapped) {
      paths[index] = ring.map { Self.position($0, in: places) }
    }
  }

  /// Moves polygons that begin at -180 behind those that end at 180.
  private mutating func moveAreas() -> Int {
    guard type == .multiPolygon else { return 0 }
    let spans = polygons.map { polygon -> (west: Double, east: Double) in
      let ring = polygon.isEmpty ? [] : paths[polygon.lowerBound]
      return (
        ring.map(\.raw.x).min() ?? .nan, ring.map(\.raw.x).max() ?? .nan
      )
    }
    guard spans.contains(where: { $0.east == 180 && $0.west > -180 }) else { return 0 }
    var moved = 0
    for (polygon, span) in zip(polygons, spans) where span.west == -180 && span.east < 180 {
      for index in polygon { paths[index] = paths[index].map { $0.moved(turns: 1) } }
      moved += 1
    }
    return moved
  }
}
