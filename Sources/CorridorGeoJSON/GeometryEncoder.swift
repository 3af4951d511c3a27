internal import CorridorGeometry

/// Writes the geometry of one feature: cut, rounded, thinned of equal neighbours, wound.
struct GeometryEncoder {
  let grid: DecimalGrid
  /// The feature in words, for errors.
  let place: String

  /// Appends a geometry and adds it to the box.
  func append(
    _ geometry: Geometry, to bytes: inout [UInt8], boxes: inout BoxBuilder
  ) throws(GeoJSONWriterError) {
    switch geometry {
    case .point(let point): appendPoints([try position(point)], isOne: true, to: &bytes, &boxes)
    case .multiPoint(let points):
      var positions: [GridPosition] = []
      for point in points { positions.append(try position(point)) }
      appendPoints(positions, isOne: false, to: &bytes, &boxes)
    case .lineString(let line):
      let parts = try lines(line)
      appendLines(parts, isOne: parts.count == 1, to: &bytes, &boxes)
    case .multiLineString(let lines):
      var parts: [[GridPosition]] = []
      for line in lines { parts += try self.lines(line) }
      appendLines(parts, isOne: false, to: &bytes, &boxes)
    case .polygon(let rings):
      let parts = try polygons(rings)
      appendPolygons(parts, isOne: parts.count == 1, to: &bytes, &boxes)
    case .multiPolygon(let polygons):
      var parts: [[[GridPosition]]] = []
      for rings in polygons { parts += try self.polygons(rings) }
      appendPolygons(parts, isOne: false, to: &bytes, &boxes)
    case .collection(let members):
      bytes.append(contentsOf: #"{"type":"GeometryCollection","geometries":["#.utf8)
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        try append(member, to: &bytes, boxes: &boxes)
      }
      bytes.append(contentsOf: "]}".utf8)
    }
  }

  // MARK: - Cutting and rounding

  private func check(_ coordinate: Coordinate) throws(GeoJSONWriterError) {
    guard coordinate.longitude.isFinite, coordinate.latitude.isFinite else {
      throw .coordinateNotFinite(place: place)
    }
    guard abs(coordinate.latitude) <= 90 else { throw .latitude(coordinate.latitude, place: place) }
  }

  /// A point on the grid, its longitude between -180 and 180.
  private func position(_ point: Coordinate) throws(GeoJSONWriterError) -> GridPosition {
    try check(point)
    return grid.position(AntimeridianCut.wrapped(point))
  }

  private func lines(_ line: [Coordinate]) throws(GeoJSONWriterError) -> [[GridPosition]] {
    guard line.count >= 2 else { throw .shortLine(place: place) }
    for coordinate in line { try check(coordinate) }
    do throws(GeometryError) {
      return try AntimeridianCut.lines(line).map { thinned($0, keeping: 2) }
    } catch {
      throw .cut(reason: error.description, place: place)
    }
  }

  private func polygons(_ rings: [[Coordinate]]) throws(GeoJSONWriterError) -> [[[GridPosition]]] {
    var closed: [[Coordinate]] = []
    for ring in rings {
      for coordinate in ring { try check(coordinate) }
      guard let first = ring.first, Self.hasThreeCorners(ring) else {
        throw .shortRing(place: place)
      }
      closed.append(ring.last == first ? ring : ring + [first])
    }
    do throws(GeometryError) {
      return try AntimeridianCut.polygons(closed).map { polygon in
        polygon.enumerated().map { index, ring in
          wound(thinned(ring, keeping: 4), isCounterClockwise: index == 0)
        }
      }
    } catch {
      throw .cut(reason: error.description, place: place)
    }
  }

  private static func hasThreeCorners(_ ring: [Coordinate]) -> Bool {
    guard let first = ring.first, let second = ring.first(where: { $0 != first }) else {
      return false
    }
    return ring.contains { $0 != first && $0 != second }
  }

  /// The line on the grid without neighbours that are equal there, unless too few would be left.
  private func thinned(_ line: [Coordinate], keeping least: Int) -> [GridPosition] {
    let all = line.map { grid.position($0) }
    var kept: [GridPosition] = []
    kept.reserveCapacity(all.count)
    for position in all where position != kept.last { kept.append(position) }
    return kept.count < least ? all : kept
  }

  private func wound(_ ring: [GridPosition], isCounterClockwise: Bool) -> [GridPosition] {
    let area = Self.doubleArea(ring)
    return area == 0 || (area > 0) == isCounterClockwise ? ring : ring.reversed()
  }

  /// Twice the area of a closed ring in the plane, positive when it runs counter-clockwise.
  private static func doubleArea(_ ring: [GridPosition]) -> Int128 {
    guard let first = ring.first else { return 0 }
    var area: Int128 = 0
    for index in ring.indices.dropLast() {
      let (a, b) = (ring[index], ring[index + 1])
      area += Int128(a.x - first.x) * Int128(b.y - first.y)
      area -= Int128(b.x - first.x) * Int128(a.y - first.y)
    }
    return area
  }

  // MARK: - Text

  private func appendPoints(
    _ points: [GridPosition], isOne: Bool, to bytes: inout [UInt8], _ boxes: inout BoxBuilder
  ) {
    for point in points { boxes.add([point], grid: grid) }
    bytes.append(
      contentsOf: (isOne
        ? #"{"type":"Point","coordinates":"# : #"{"type":"MultiPoint","coordinates":"#).utf8)
    if isOne { grid.append(points[0], to: &bytes) } else { grid.append(points, to: &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  private func appendLines(
    _ lines: [[GridPosition]], isOne: Bool, to bytes: inout [UInt8], _ boxes: inout BoxBuilder
  ) {
    for line in lines { boxes.add(line, grid: grid) }
    bytes.append(
      contentsOf: (isOne
        ? #"{"type":"LineString","coordinates":"# : #"{"type":"MultiLineString","coordinates":"#)
        .utf8)
    if isOne { grid.append(lines[0], to: &bytes) } else { append(lines, to: &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  private func appendPolygons(
    _ polygons: [[[GridPosition]]], isOne: Bool, to bytes: inout [UInt8], _ boxes: inout BoxBuilder
  ) {
    for ring in polygons.compactMap(\.first) { boxes.add(ring, grid: grid) }
    bytes.append(
      contentsOf: (isOne
        ? #"{"type":"Polygon","coordinates":"# : #"{"type":"MultiPolygon","coordinates":"#).utf8)
    if isOne {
      append(polygons[0], to: &bytes)
    } else {
      bytes.append(UInt8(ascii: "["))
      for (index, rings) in polygons.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(rings, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private func append(_ lines: [[GridPosition]], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      grid.append(line, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}
