internal import CorridorGeometry

/// Checks geometries that have been scanned.
extension GeoJSONScanner {
  /// Notes what is wrong with the positions of a geometry that has been read.
  mutating func check(
    _ geometry: inout RawGeometry, _ tally: PositionTally, at start: TextPosition
  ) {
    let type = geometry.type
    let isArea = type == .polygon || type == .multiPolygon
    let isLine = type == .lineString || type == .multiLineString
    for index in geometry.paths {
      let path = parts.paths[index].range
      check(path, of: &geometry, isConnected: isLine || isArea)
      let isEmpty = path.isEmpty
      if isEmpty, type == .lineString {
        note(.emptyCoordinates(type.rawValue), at: start)
      } else if isLine, path.count < 2 {
        geometry.state.insert(.isInvalid)
        note(.shortLine(count: path.count), at: place(of: path, in: geometry))
      }
    }
    if isArea {
      for number in geometry.polygons {
        let polygon = parts.polygons[number].range
        if polygon.isEmpty {
          note(.emptyCoordinates("Polygon"), at: start)
        }
        for index in polygon {
          checkRing(
            parts.paths[index].range, isExterior: index == polygon.lowerBound,
            hasAltitudes: tally.most > 2, of: &geometry)
        }
        if !compareHoles(polygon, of: geometry) { checkHoles(polygon, of: geometry) }
      }
    }
    checkTally(tally, at: start)
    if tally.most > 0 { cover.add(dimensions: tally.most) }
    if tally.most > 2 {
      cover.add(altitude: tally.lowest)
      cover.add(altitude: tally.highest)
    }
    if geometry.state.contains(.jumps) {
      note(geometry.state.contains(.crosses) ? .crossesAntimeridian : .alongAntimeridian, at: start)
    }
  }

  private func place(of path: Range<Int>, in geometry: RawGeometry) -> Int {
    path.isEmpty ? geometry.text.lowerBound : Int(parts.positions[path.lowerBound].start) - 1
  }

  private mutating func checkTally(_ tally: PositionTally, at start: TextPosition) {
    if let at = tally.longAt { note(.decimals(tally.decimals, limit: decimals), at: at - 1) }
    if let at = tally.extraAt { note(.extraNumbers, at: at - 1) }
    if tally.most > tally.fewest, tally.fewest == 2 {
      note(.mixedDimensions, at: start)
    }
  }

  /// Checks the degrees of a path and takes them into the box.
  private mutating func check(
    _ path: Range<Int>, of geometry: inout RawGeometry, isConnected: Bool
  ) {
    guard !path.isEmpty else { return }
    let isRing = geometry.type == .polygon || geometry.type == .multiPolygon
    let all = parts.positions
    var extent = PathExtent(all[path.lowerBound], isRing: isRing)
    let span = all.span
    for index in path { extent.add(span[index], isConnected: isConnected) }
    if extent.south < -90 || extent.north > 90 {
      geometry.state.insert(.isInvalid)
      noteDegrees(
        path, where: { abs($0.y) > 90 }, problem: { .latitude($0.y, longitude: $0.x) })
    }
    let turns = GeoJSONError.Problem.greatestLongitude
    if extent.least < -turns || extent.greatest > turns {
      geometry.state.insert(.isInvalid)
      noteDegrees(
        path, where: { abs($0.x) > turns }, problem: { .longitude($0.x, latitude: $0.y) })
    } else if extent.least < -180 || extent.greatest > 180 {
      geometry.state.insert(.isBeyond)
      noteDegrees(
        path, where: { abs($0.x) > 180 }, problem: { .longitude($0.x, latitude: $0.y) })
    }
    if extent.jumps { geometry.state.insert(.jumps) }
    if extent.crosses { geometry.state.insert(.crosses) }
    if extent.least <= -180 || extent.greatest >= 180 {
      geometry.state.insert(.touchesAntimeridian)
    }
    if isConnected {
      extent.cover(&cover)
    } else {
      for index in path { PathExtent(all[index], isRing: false).cover(&cover) }
    }
  }

  private mutating func noteDegrees(
    _ path: Range<Int>, where isWrong: (RawPosition) -> Bool,
    problem: (RawPosition) -> GeoJSONError.Problem
  ) {
    guard let position = parts.positions[path].first(where: isWrong) else { return }
    note(problem(position), at: Int(position.start) - 1)
  }

  private mutating func checkRing(
    _ path: Range<Int>, isExterior: Bool, hasAltitudes: Bool, of geometry: inout RawGeometry
  ) {
    let at = place(of: path, in: geometry)
    let ring = parts.positions[path]
    guard let first = ring.first, let last = ring.last else {
      geometry.state.insert(.isInvalid)
      return note(.shortRing(count: 0), at: at)
    }
    let isClosed = first.x == last.x && first.y == last.y
    if isClosed, path.count >= 4, hasAltitudes {
      checkAltitudes(of: first, last, at: at)
    }
    if !isClosed, path.count >= 3 {
      geometry.state.insert(.isOpen)
      note(.unclosedRing(first: Self.words(first), last: Self.words(last)), at: at)
    } else if path.count < 4 {
      geometry.state.insert(.isInvalid)
      return note(.shortRing(count: path.count), at: at)
    }
    switch RingTurn(ring) {
    case .none: note(crosses(ring) ? .cancellingRing : .degenerateRing, at: at)
    case .round: break
    case .left where !isExterior, .right where isExterior:
      geometry.state.insert(.isMiswound)
      note(.winding(isExterior: isExterior), at: at)
    case .left, .right: break
    }
  }

  /// Whether a ring crosses itself; asked of rings without an area alone.
  private func crosses(_ ring: ArraySlice<RawPosition>) -> Bool {
    !LineCrossings([ring.map { Coordinate(longitude: $0.x, latitude: $0.y) }]).all.isEmpty
  }

  /// Notes the first hole that shares ground with another, and the first that reaches beyond the exterior.
  ///
  /// - Returns: Whether it was looked for them.
  private mutating func compareHoles(_ polygon: Range<Int>, of geometry: RawGeometry) -> Bool {
    guard looksAtHoles, polygon.count > 1, geometry.state.isDisjoint(with: [.isInvalid, .isOpen])
    else { return false }
    let parts = parts
    let rings = polygon.map { index in
      parts.path(index).map { Coordinate(longitude: $0.x, latitude: $0.y) }
    }
    let holes = Array(rings.dropFirst())
    func place(of hole: Int) -> Int {
      self.place(of: parts.paths[polygon.lowerBound + 1 + hole].range, in: geometry)
    }
    if let hole = OverlappingHoles.firstOutside(rings[0], holes) {
      note(.holeOutside, at: place(of: hole))
    }
    if let (one, other) = OverlappingHoles.first(of: holes) {
      note(.overlappingHole(one + 1), at: place(of: other))
    }
    return true
  }

  /// Notes holes that reach beyond the box of their exterior ring, in whichever turn they are written; round
  /// the antimeridian boxes tell nothing.
  private mutating func checkHoles(_ polygon: Range<Int>, of geometry: RawGeometry) {
    guard polygon.count > 1, !geometry.state.contains(.jumps),
      let shell = extent(of: polygon.lowerBound)
    else { return }
    for index in polygon.dropFirst() {
      guard let hole = extent(of: index) else { continue }
      let between = (shell.least + shell.greatest - hole.least - hole.greatest) / 2
      let shift = 360 * (between / 360).rounded()
      guard
        hole.least + shift < shell.least || hole.greatest + shift > shell.greatest
          || hole.south < shell.south || hole.north > shell.north
      else { continue }
      note(.holeOutside, at: place(of: parts.paths[index].range, in: geometry))
    }
  }

  private func extent(of ring: Int) -> PathExtent? {
    let positions = parts.path(ring)
    guard let first = positions.first else { return nil }
    var extent = PathExtent(first, isRing: true)
    for position in positions.dropFirst() { extent.add(position, isConnected: true) }
    return extent
  }

  /// Notes a ring whose ends lie above each other: which altitude is meant nobody can tell.
  private mutating func checkAltitudes(of first: RawPosition, _ last: RawPosition, at place: Int) {
    let text = GeometryText(bytes: json.bytes, precision: nil)
    let altitudes = (first: text.altitude(first), last: text.altitude(last))
    guard altitudes.first != altitudes.last else { return }
    func words(_ altitude: Double?) -> String {
      altitude.map { "altitude " + NumberText.text($0) } ?? "no altitude"
    }
    note(
      .unclosedRingAltitude(first: words(altitudes.first), last: words(altitudes.last)),
      at: place)
  }

  private static func words(_ position: RawPosition) -> String {
    "[\(NumberText.text(position.x)), \(NumberText.text(position.y))]"
  }
}
