internal import CorridorGeometry

/// A position as it will be written: one of the text, perhaps moved by whole turns, or a new one.
struct ShapePosition {
  /// Where it lies now, and the text that it came from.
  var raw: RawPosition
  /// By how many turns its longitude differs from its text.
  var turns = 0
  /// Whether there is no text, because a cut made it.
  var isMade = false
  /// The altitude of one that a cut made.
  var altitude: Double?

  init(_ raw: RawPosition) { self.raw = raw }

  init(made coordinate: Coordinate, altitude: Double? = nil) {
    raw = RawPosition(x: coordinate.longitude, y: coordinate.latitude, start: 0, end: 0)
    isMade = true
    self.altitude = altitude
  }

  var coordinate: Coordinate { Coordinate(longitude: raw.x, latitude: raw.y) }

  /// The same position so many turns further east.
  func moved(turns: Int) -> ShapePosition {
    var copy = self
    copy.raw.x += 360 * Double(turns)
    copy.turns += turns
    return copy
  }
}

/// A geometry as it will be written.
struct GeometryShape {
  var type: GeometryType
  /// Points, lines or the rings of all polygons.
  var paths: [[ShapePosition]]
  /// The rings of each polygon, as ranges of paths.
  var polygons: [Range<Int>] = []

  /// The shape of a geometry that is not a collection.
  init(_ geometry: RawGeometry, positions: [RawPosition]) {
    type = geometry.type
    polygons = geometry.polygons
    paths = geometry.paths.map { path in positions[path].map(ShapePosition.init) }
  }

  var isArea: Bool { type == .polygon || type == .multiPolygon }
  var isLine: Bool { type == .lineString || type == .multiLineString }

  /// What was changed, for a summary.
  struct Changes {
    var closed = 0
    var rewound = 0
    var cut = 0
    var continued = 0
    var wrapped = 0
  }
}

// MARK: - Rings

extension GeometryShape {
  /// Repeats the first position of rings that don't end there.
  mutating func close(_ changes: inout Changes) {
    guard isArea else { return }
    for index in paths.indices {
      guard let first = paths[index].first, let last = paths[index].last,
        paths[index].count >= 3, first.raw.x != last.raw.x || first.raw.y != last.raw.y
      else { continue }
      paths[index].append(first)
      changes.closed += 1
    }
  }

  /// Turns rings that run the other way than is asked for.
  mutating func wind(_ winding: ConversionOptions.Winding, _ changes: inout Changes) {
    guard isArea, winding != .kept else { return }
    for polygon in polygons {
      for index in polygon {
        let isLeft = (index == polygon.lowerBound) == (winding == .rightHand)
        let turn = RingTurn(ArraySlice(paths[index].map(\.raw)))
        guard turn == (isLeft ? .right : .left) else { continue }
        paths[index].reverse()
        changes.rewound += 1
      }
    }
  }
}

// MARK: - Cutting

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

  private static func jumps(_ ring: [ShapePosition]) -> Bool {
    zip(ring, ring.dropFirst()).contains { abs($0.raw.x - $1.raw.x) > 180 }
  }

  private static func polygon(of rings: [[ShapePosition]]) throws(GeometryError) -> Polygon {
    let rings = rings.map { $0.map(\.coordinate) }
    return try Polygon(exterior: rings.first ?? [], holes: Array(rings.dropFirst()))
  }

  /// The positions of rings by where they lie, both sides of the antimeridian as one.
  private static func places(of rings: [[ShapePosition]]) -> [Coordinate: ShapePosition] {
    var places: [Coordinate: ShapePosition] = [:]
    for ring in rings {
      for position in ring { places[key(of: position.coordinate)] = position }
    }
    return places
  }

  /// A place on a grid far finer than any coordinate means, so that moving by a turn and back, which
  /// may change the last bit, leads to the same.
  private static func key(of coordinate: Coordinate) -> Coordinate {
    let wrapped = coordinate.longitude.remainder(dividingBy: 360)
    return Coordinate(
      longitude: abs(abs(wrapped) - 180) < 1e-9 ? 180e9 : (wrapped * 1e9).rounded(),
      latitude: (coordinate.latitude * 1e9).rounded())
  }

  /// The position of the text that lies at a place, or a new one.
  private static func position(
    _ coordinate: Coordinate, in places: [Coordinate: ShapePosition]
  ) -> ShapePosition {
    guard let found = places[key(of: coordinate)] else { return ShapePosition(made: coordinate) }
    return found.moved(
      turns: Int(((coordinate.longitude - found.raw.x) / 360).rounded()))
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

// MARK: - Continuing

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
