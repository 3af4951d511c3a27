internal import CorridorGeometry

/// Scans geometries: where their positions stand, and what is wrong with them.
extension GeoJSONScanner {
  /// Scans the geometry whose brace is the next byte; nil where it could not be understood.
  mutating func geometry(isInCollection: Bool) throws(JSONError) -> RawGeometry? {
    let start = json.index
    let mark = json.mark
    let place = json.position
    let type: GeometryType
    switch try kindAhead() {
    case .geometry(let found): type = found
    case .unknown:
      try noteType()
      try skipValue()
      return nil
    case .feature, .collection:
      note(.misplacedType("Feature", expected: "a geometry"), at: place)
      try skipValue()
      return nil
    }
    if type == .collection, isInCollection { note(.nestedCollection, at: place) }
    var geometry = RawGeometry(type: type, text: start..<start)
    var box: (numbers: [Double], tolerance: Double, place: TextPosition)?
    let base = keys.count
    try json.open()
    var isFirst = true
    while let key = try json.nextKey(isFirst: &isFirst) {
      enter(key.extent, at: key.position, since: base)
      let name = json.text(of: key.extent)
      let value = json.index
      switch name {
      case "type": try checkType(type.rawValue)
      case "coordinates" where type != .collection: try coordinates(of: &geometry)
      case "geometries" where type == .collection: try geometries(of: &geometry, at: place)
      case "bbox":
        let at = json.position
        box = try boundingBox().map { ($0.numbers, $0.tolerance, at) }
      case "crs": try referenceSystem()
      case "coordinates", "geometries", "geometry", "properties", "features":
        note(.misplacedMember(name, in: type.rawValue), at: key.position)
        try skipValue()
      default: try skipValue()
      }
      geometry.members.append(
        RawMember(key: name, start: key.extent.start - 1, value: value..<json.index))
    }
    leaveKeys(since: base)
    geometry.text = start..<json.index
    let needed = type == .collection ? "geometries" : "coordinates"
    if !geometry.members.contains(where: { $0.key == needed }) {
      note(.missing(member: needed, of: type.rawValue), at: place)
      return nil
    }
    if geometry.state.contains(.isBroken) { return nil }
    anchor = mark
    check(&geometry, at: place)
    if let box { check(box.numbers, tolerance: box.tolerance, at: box.place) }
    return geometry
  }

  private mutating func geometries(
    of geometry: inout RawGeometry, at place: TextPosition
  ) throws(JSONError) {
    guard json.byte == UInt8(ascii: "[") else {
      geometry.state.insert(.isBroken)
      return try noteKind("\"geometries\"", expected: "an array")
    }
    try json.open()
    var isFirst = true
    var count = 0
    while try json.nextElement(isFirst: &isFirst) {
      count += 1
      guard json.byte == UInt8(ascii: "{") else {
        geometry.state.insert(.isBroken)
        try noteKind("an element of \"geometries\"", expected: "a geometry")
        continue
      }
      if let part = try self.geometry(isInCollection: true) {
        geometry.parts.append(part)
      } else {
        geometry.state.insert(.isBroken)
      }
    }
    if count == 1 { note(.singleCollection, at: place) }
  }

  // MARK: - Coordinates

  /// How many arrays stand round a position of each type.
  private static func level(of type: GeometryType) -> Int {
    switch type {
    case .point, .collection: 0
    case .multiPoint, .lineString: 1
    case .multiLineString, .polygon: 2
    case .multiPolygon: 3
    }
  }

  private mutating func coordinates(of geometry: inout RawGeometry) throws(JSONError) {
    let mark = json.mark
    let place = json.position
    let before = findings.count
    let first = positions.count
    let level = Self.level(of: geometry.type)
    if try !read(level: level, into: &geometry) {
      // One finding for the whole: what follows from the first fault says nothing more.
      findings.removeLast(findings.count - min(before + 1, findings.count))
      positions.removeLast(positions.count - first)
      geometry.state.insert(.isBroken)
      json.rewind(to: mark)
      try skipValue()
    } else if level == 0, geometry.paths.first?.isEmpty ?? true {
      note(.emptyCoordinates(geometry.type.rawValue), at: place)
    }
  }

  /// Reads coordinates that are nested so deep; false where they are something else, which is noted.
  private mutating func read(
    level: Int, into geometry: inout RawGeometry
  ) throws(JSONError) -> Bool {
    guard json.byte == UInt8(ascii: "[") else {
      let isNumber = json.byte == UInt8(ascii: "-") || (0x30...0x39).contains(json.byte)
      if isNumber {
        note(.nesting(type: geometry.type.rawValue, isTooDeep: false), at: json.position)
      } else {
        try noteKind("a part of \"coordinates\"", expected: "an array")
      }
      return false
    }
    switch level {
    case 0:
      let start = positions.count
      guard try position(of: geometry.type, isAlone: true, tally: &geometry.tally) else {
        return false
      }
      geometry.paths.append(start..<positions.count)
    case 1: return try path(of: &geometry)
    default:
      let firstPath = geometry.paths.count
      try json.open()
      var isFirst = true
      while try json.nextElement(isFirst: &isFirst) {
        guard try read(level: level - 1, into: &geometry) else { return false }
      }
      if level == 2, geometry.type == .polygon || geometry.type == .multiPolygon {
        geometry.polygons.append(firstPath..<geometry.paths.count)
      }
    }
    return true
  }

  /// Reads an array of positions.
  private mutating func path(of geometry: inout RawGeometry) throws(JSONError) -> Bool {
    let start = positions.count
    try json.open()
    var isFirst = true
    if json.readPlainPositions(into: &positions, tally: &geometry.tally, limit: decimals) {
      isFirst = false
    }
    while try json.nextElement(isFirst: &isFirst) {
      guard try position(of: geometry.type, isAlone: false, tally: &geometry.tally) else {
        return false
      }
      json.readPlainPositions(
        into: &positions, tally: &geometry.tally, limit: decimals, afterComma: true)
    }
    geometry.paths.append(start..<positions.count)
    return true
  }

  /// Reads a position of any layout; false where it is none, which is noted.
  private mutating func position(
    of type: GeometryType, isAlone: Bool, tally: inout PositionTally
  ) throws(JSONError) -> Bool {
    let place = json.position
    guard json.byte == UInt8(ascii: "[") else {
      let isNumber = json.byte == UInt8(ascii: "-") || (0x30...0x39).contains(json.byte)
      if isNumber {
        note(.nesting(type: type.rawValue, isTooDeep: false), at: place)
      } else {
        try noteKind("a part of \"coordinates\"", expected: "an array")
      }
      return false
    }
    try json.open()
    let start = json.index
    var position = RawPosition(
      x: 0, y: 0, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: start))
    var count = 0
    var isFirst = true
    while try json.nextElement(isFirst: &isFirst) {
      guard json.byte == UInt8(ascii: "-") || (0x30...0x39).contains(json.byte) else {
        if json.byte == UInt8(ascii: "[") {
          note(.nesting(type: type.rawValue, isTooDeep: true), at: place)
        } else {
          try noteKind("a number of a position", expected: "a number")
        }
        return false
      }
      let number = try json.numberAndText()
      if count == 0 { position.x = number.value }
      if count == 1 { position.y = number.value }
      if count < 2 { tally.count(number.text, at: start, limit: decimals) }
      count += 1
    }
    if isAlone, count == 0 { return true }
    guard count >= 2 else {
      note(.shortPosition(count: count), at: place)
      return false
    }
    position.end = Int32(truncatingIfNeeded: json.index - 1)
    tally.count(dimensions: count, at: start)
    positions.append(position)
    return true
  }

  // MARK: - Checks

  /// Notes what is wrong with the positions of a geometry that has been read.
  private mutating func check(_ geometry: inout RawGeometry, at start: TextPosition) {
    let type = geometry.type
    let isArea = type == .polygon || type == .multiPolygon
    let isLine = type == .lineString || type == .multiLineString
    for path in geometry.paths {
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
      for polygon in geometry.polygons {
        if polygon.isEmpty {
          note(.emptyCoordinates("Polygon"), at: start)
        }
        for index in polygon {
          checkRing(geometry.paths[index], isExterior: index == polygon.lowerBound, of: &geometry)
        }
      }
    }
    checkTally(geometry.tally, at: start)
    if geometry.state.contains(.jumps) { note(.crossesAntimeridian, at: start) }
  }

  private func place(of path: Range<Int>, in geometry: RawGeometry) -> Int {
    path.isEmpty ? geometry.text.lowerBound : Int(positions[path.lowerBound].start) - 1
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
    var extent = PathExtent(positions[path.lowerBound])
    let all = positions
    let span = all.span
    for index in path { extent.add(span[index], isConnected: isConnected) }
    if extent.south < -90 || extent.north > 90 {
      geometry.state.insert(.isInvalid)
      noteDegrees(
        path, where: { abs($0.y) > 90 }, problem: { .latitude($0.y, longitude: $0.x) })
    }
    if extent.least < -180 || extent.greatest > 180 {
      geometry.state.insert(.isBeyond)
      noteDegrees(
        path, where: { abs($0.x) > 180 }, problem: { .longitude($0.x, latitude: $0.y) })
    }
    if extent.jumps { geometry.state.insert(.jumps) }
    if extent.least <= -180 || extent.greatest >= 180 {
      geometry.state.insert(.touchesAntimeridian)
    }
    if isConnected {
      extent.cover(&cover)
    } else {
      for index in path { PathExtent(positions[index]).cover(&cover) }
    }
  }

  private mutating func noteDegrees(
    _ path: Range<Int>, where isWrong: (RawPosition) -> Bool,
    problem: (RawPosition) -> GeoJSONError.Problem
  ) {
    guard let index = path.first(where: { isWrong(positions[$0]) }) else { return }
    note(problem(positions[index]), at: Int(positions[index].start) - 1)
  }

  private mutating func checkRing(
    _ path: Range<Int>, isExterior: Bool, of geometry: inout RawGeometry
  ) {
    let at = place(of: path, in: geometry)
    guard let first = path.first.map({ positions[$0] }), let last = path.last.map({ positions[$0] })
    else {
      geometry.state.insert(.isInvalid)
      return note(.shortRing(count: 0), at: at)
    }
    let isClosed = first.x == last.x && first.y == last.y
    if !isClosed, path.count >= 3 {
      geometry.state.insert(.isOpen)
      note(.unclosedRing(first: Self.words(first), last: Self.words(last)), at: at)
    } else if path.count < 4 {
      geometry.state.insert(.isInvalid)
      return note(.shortRing(count: path.count), at: at)
    }
    switch RingTurn(positions[path]) {
    case .none: note(.degenerateRing, at: at)
    case .round: break
    case .left where !isExterior, .right where isExterior:
      geometry.state.insert(.isMiswound)
      note(.winding(isExterior: isExterior), at: at)
    case .left, .right: break
    }
  }

  private static func words(_ position: RawPosition) -> String {
    "[\(NumberText.text(position.x)), \(NumberText.text(position.y))]"
  }
}

/// How far a path reaches, as it is written and the short way over the antimeridian.
struct PathExtent {
  private(set) var least: Double
  private(set) var greatest: Double
  private(set) var south: Double
  private(set) var north: Double
  private(set) var jumps = false
  private var last: Double
  /// How many turns the path has gone round, and the range with them.
  private var turns = 0.0
  private var west: Double
  private var east: Double

  init(_ position: RawPosition) {
    (least, greatest, last, west, east) =
      (position.x, position.x, position.x, position.x, position.x)
    (south, north) = (position.y, position.y)
  }

  @inline(__always)
  mutating func add(_ position: RawPosition, isConnected: Bool) {
    least = min(least, position.x)
    greatest = max(greatest, position.x)
    south = min(south, position.y)
    north = max(north, position.y)
    let step = position.x - last
    if abs(step) > 180, isConnected {
      // Between the two edges of the map, as in the south of Antarctica, nothing is crossed.
      if abs(position.x) == 180, abs(last) == 180 { return last = position.x }
      if !jumps { (west, east) = (least, greatest) }
      jumps = true
      turns += step < 0 ? 360 : -360
    }
    last = position.x
    if jumps {
      west = min(west, position.x + turns)
      east = max(east, position.x + turns)
    }
  }

  /// Takes the path into a box.
  func cover(_ box: inout BoxCover) {
    var (west, east) = jumps ? (self.west, self.east) : (least, greatest)
    guard south >= -90, north <= 90 else { return }
    if east - west >= 360 {
      (west, east) = (-180, 180)
    } else if west < -180 || east > 180 {
      let turn = ((west + 180) / 360).rounded(.down) * 360
      (west, east) = (west - turn, east - turn)
    }
    box.add(west: west, south: south, east: min(east, 180), north: north)
    if east > 180 { box.add(west: -180, south: south, east: east - 360, north: north) }
  }
}

/// Which way a ring runs.
enum RingTurn {
  /// Counter-clockwise.
  case left
  /// Clockwise.
  case right
  /// It encloses no area.
  case none
  /// It goes round a pole, or rounding leaves it open.
  case round

  /// The turn of a ring, the short way over the antimeridian; the last edge is drawn where it is
  /// missing.
  init(_ ring: ArraySlice<RawPosition>) {
    guard let first = ring.first else {
      self = .none
      return
    }
    var (area, size) = (0.0, 0.0)
    var (turns, last) = (0.0, first.x)
    var (x0, y0) = (0.0, 0.0)
    for position in ring {
      let step = position.x - last
      if abs(step) > 180, !(abs(position.x) == 180 && abs(last) == 180) {
        turns += step < 0 ? 360 : -360
      }
      last = position.x
      let (x, y) = (position.x + turns - first.x, position.y - first.y)
      let (left, right) = (x0 * y, x * y0)
      area += left - right
      size += abs(left) + abs(right)
      (x0, y0) = (x, y)
    }
    if turns != 0, abs(last + turns - first.x) > 180 {
      self = .round
    } else if area == 0 {
      self = .none
    } else if abs(area) <= size * 1e-13 {
      self = .round
    } else {
      self = area > 0 ? .left : .right
    }
  }
}
