internal import CorridorGeometry

extension GeometryShape {
  /// Lets longitudes go on beyond 180.
  ///
  /// - Parameter shiftsEast: whether areas that begin at -180 go behind those that end at 180.
  /// - Returns: How many lines, rings or areas were changed.
  /// - Throws: `GeometryError` for a ring that goes round no area.
  mutating func continueBeyond(shiftsEast: Bool) throws(GeometryError) -> Int {
    var count = 0
    if isLine {
      for index in paths.indices {
        let turns = Antimeridian.turns(of: paths[index].map(\.coordinate), .same)
        guard turns.contains(where: { $0 != 0 }) else { continue }
        count += 1
        for (place, turn) in turns.enumerated() where turn != 0 {
          paths[index][place] = paths[index][place].moved(turns: turn)
        }
      }
    } else if isArea {
      for polygon in polygons where paths[polygon].contains(where: Self.jumps) {
        try continueArea(polygon)
        count += 1
      }
      if shiftsEast { count += moveAreas() }
    }
    return count
  }

  /// A line that goes on from the end of another, where the two meet on the antimeridian; nil where they
  /// don't.
  ///
  /// In which turn the end lies does not matter: a line that has come back from beyond 180 ends at 180 as
  /// one does that never left. The place where they meet is left out once, unless it has two altitudes.
  static func following(
    _ end: ShapePosition?, _ line: [ShapePosition], altitude: (RawPosition) -> Double?
  ) -> [ShapePosition]? {
    guard let end, let start = line.first,
      abs(end.raw.x.remainder(dividingBy: 360)) == 180,
      abs(start.raw.x.remainder(dividingBy: 360)) == 180, end.raw.y == start.raw.y
    else { return nil }
    let turns = Int(((end.raw.x - start.raw.x) / 360).rounded())
    let isSame = altitude(end.raw) == altitude(start.raw)
    return line.dropFirst(isSame ? 1 : 0).map { $0.moved(turns: turns) }
  }

  /// Puts lines that begin on the antimeridian where another ended behind it.
  mutating func joinLines(altitude: (RawPosition) -> Double?) -> Int {
    guard isLine else { return 0 }
    var joined: [[ShapePosition]] = []
    for path in paths {
      if let more = Self.following(joined.last?.last, path, altitude: altitude) {
        joined[joined.count - 1] += more
      } else {
        joined.append(path)
      }
    }
    let count = paths.count - joined.count
    paths = joined
    if paths.count == 1, count > 0 { type = .lineString }
    return count
  }

  private mutating func continueArea(_ polygon: Range<Int>) throws(GeometryError) {
    var range: (west: Double, east: Double) = (0, 0)
    for index in polygon {
      let ring = paths[index].map(\.coordinate)
      let turns = Antimeridian.turns(of: ring, Antimeridian.ends(ofRing: ring))
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

  /// How far the exterior ring of a polygon reaches west and east.
  private func span(of polygon: Range<Int>) -> (west: Double, east: Double) {
    let ring = polygon.isEmpty ? [] : paths[polygon.lowerBound]
    return (ring.map(\.raw.x).min() ?? .nan, ring.map(\.raw.x).max() ?? .nan)
  }

  /// Whether some polygon ends at 180 and not at -180 too, so that others may go behind it.
  var endsInEast: Bool {
    polygons.contains { polygon in
      let span = span(of: polygon)
      return span.east == 180 && span.west > -180
    }
  }

  /// Moves polygons that begin at -180 behind those that end at 180.
  private mutating func moveAreas() -> Int {
    var moved = 0
    for polygon in polygons {
      let span = span(of: polygon)
      guard span.west == -180, span.east < 180 else { continue }
      for index in polygon { paths[index] = paths[index].map { $0.moved(turns: 1) } }
      moved += 1
    }
    return moved
  }
}
