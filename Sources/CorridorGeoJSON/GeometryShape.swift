internal import CorridorGeometry

/// A position as it will be written: one of the text, perhaps moved by whole turns, or a new one.
struct ShapePosition {
  /// Where it lies now, and the text that it came from; of one that a cut made the place of the text
  /// holds the bits of its altitude, so that a million positions stay small.
  private(set) var raw: RawPosition
  /// The turns of a position of the text, or one of the marks.
  private var turnsOrMark: Int32 = 0

  private static let madeMark = Int32.min
  private static let flatMark = Int32.min + 1

  init(_ raw: RawPosition) { self.raw = raw }

  init(made coordinate: Coordinate, altitude: Double? = nil) {
    let bits = (altitude ?? 0).bitPattern
    raw = RawPosition(
      x: coordinate.longitude, y: coordinate.latitude,
      start: Int32(truncatingIfNeeded: bits), end: Int32(truncatingIfNeeded: bits >> 32))
    turnsOrMark = altitude == nil ? Self.flatMark : Self.madeMark
  }

  /// By how many turns its longitude differs from its text.
  var turns: Int { isMade ? 0 : Int(turnsOrMark) }

  /// Whether there is no text, because a cut made it.
  var isMade: Bool { turnsOrMark <= Self.flatMark }

  /// The altitude of one that a cut made.
  var altitude: Double? {
    guard turnsOrMark == Self.madeMark else { return nil }
    let (low, high) = (UInt32(bitPattern: raw.start), UInt32(bitPattern: raw.end))
    return Double(bitPattern: UInt64(high) << 32 | UInt64(low))
  }

  var coordinate: Coordinate { Coordinate(longitude: raw.x, latitude: raw.y) }

  /// The same position so many turns further east.
  func moved(turns: Int) -> ShapePosition {
    var copy = self
    copy.raw.x += 360 * Double(turns)
    if !isMade { copy.turnsOrMark += Int32(clamping: turns) }
    return copy
  }
}

/// A geometry, or a line or polygon of it, as it will be written.
struct GeometryShape {
  var type: GeometryType
  /// Points, lines or the rings of all polygons.
  var paths: [[ShapePosition]]
  /// The rings of each polygon, as ranges of paths.
  var polygons: [Range<Int>] = []

  /// The shape of a geometry that is not a collection, or of one line or polygon of it.
  ///
  /// - Parameters:
  ///   - geometry: the geometry.
  ///   - parts: the lists in which its parts stand.
  ///   - number: which of its lines or polygons; nil for all.
  init(_ geometry: RawGeometry, in parts: RawParts, only number: Int? = nil) {
    type = geometry.type
    let isArea = type == .polygon || type == .multiPolygon
    var taken = geometry.paths
    if let number, isArea {
      taken = parts.polygons[number].range
      polygons = [0..<taken.count]
    } else if let number {
      taken = number..<(number + 1)
    } else {
      polygons = geometry.polygons.map { index in
        let rings = parts.polygons[index].range
        return (rings.lowerBound - taken.lowerBound)..<(rings.upperBound - taken.lowerBound)
      }
    }
    paths = taken.map { parts.path($0).map(ShapePosition.init) }
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

  /// Turns rings that run the other way than is asked for; those round a pole only for spherical clients,
  /// to which they are rings like others.
  mutating func wind(_ winding: ConversionOptions.Winding, _ changes: inout Changes) {
    guard isArea, winding != .kept else { return }
    for polygon in polygons {
      for index in polygon {
        let isLeft = (index == polygon.lowerBound) == (winding == .rightHand)
        let ring = ArraySlice(paths[index].map(\.raw))
        var turn = RingTurn(ring)
        if turn == .round, winding == .clockwise { turn = RingTurn.roundPole(ring) }
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
