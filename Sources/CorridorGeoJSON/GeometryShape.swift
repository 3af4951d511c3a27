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

// MARK: - What cutting and continuing share

extension GeometryShape {
  /// Whether a ring has an edge that goes over the antimeridian.
  static func jumps(_ ring: [ShapePosition]) -> Bool {
    zip(ring, ring.dropFirst()).contains { abs($0.raw.x - $1.raw.x) > 180 }
  }

  /// Rings of one polygon as they lie now.
  static func polygon(of rings: [[ShapePosition]]) throws(GeometryError) -> Polygon {
    let rings = rings.map { $0.map(\.coordinate) }
    return try Polygon(exterior: rings.first ?? [], holes: Array(rings.dropFirst()))
  }

  /// The positions of rings by where they lie, both sides of the antimeridian as one.
  static func places(of rings: [[ShapePosition]]) -> [Coordinate: ShapePosition] {
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
  static func position(
    _ coordinate: Coordinate, in places: [Coordinate: ShapePosition]
  ) -> ShapePosition {
    guard let found = places[key(of: coordinate)] else { return ShapePosition(made: coordinate) }
    return found.moved(
      turns: Int(((coordinate.longitude - found.raw.x) / 360).rounded()))
  }
}
