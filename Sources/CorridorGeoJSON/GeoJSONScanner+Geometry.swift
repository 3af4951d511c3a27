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
    var geometry = RawGeometry(type, at: start)
    var tally = PositionTally()
    var members: [RawGeometryMember] = []
    var box: RawBox?
    let base = keys.count
    try json.open()
    var isFirst = true
    while let key = try json.nextKey(isFirst: &isFirst) {
      enter(key.extent, at: key.position, since: base)
      let name = json.text(of: key.extent)
      let value = json.index
      switch name {
      case "type": try checkType(type.rawValue)
      case "coordinates" where type != .collection: try coordinates(of: &geometry, &tally)
      case "geometries" where type == .collection: try geometries(of: &geometry, at: place)
      case "bbox":
        box = try boundingBox()
        geometry.state.insert(.hasBox)
      case "crs": try referenceSystem()
      case "coordinates", "geometries", "geometry", "properties", "features":
        note(.misplacedMember(name, in: type.rawValue), at: key.position)
        try skipValue()
      default: try skipValue()
      }
      members.append(
        RawGeometryMember(
          .init(name), start: key.extent.start - 1, value: value..<json.index))
    }
    leaveKeys(since: base)
    geometry.text = start..<json.index
    let needed = type == .collection ? RawGeometryMember.Key.geometries : .coordinates
    if !members.contains(where: { $0.key == needed }) {
      note(.missing(member: "\(needed)", of: type.rawValue), at: place)
      return nil
    }
    if geometry.state.contains(.isBroken) { return nil }
    geometry.members = parts.members.count..<(parts.members.count + members.count)
    parts.members += members
    geometry.keep(tally)
    anchor = mark
    check(&geometry, tally, at: place)
    if let box { check(box) }
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
        if part.state.contains(.hasBox) { geometry.state.insert(.hasBox) }
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

  private mutating func coordinates(
    of geometry: inout RawGeometry, _ tally: inout PositionTally
  ) throws(JSONError) {
    let mark = json.mark
    let place = json.position
    let before = findings.count
    let first = (
      position: parts.positions.count, path: parts.paths.count, polygon: parts.polygons.count
    )
    let level = Self.level(of: geometry.type)
    if try !read(level: level, of: geometry.type, &tally) {
      // One finding for the whole: what follows from the first fault says nothing more.
      findings.removeLast(findings.count - min(before + 1, findings.count))
      parts.positions.removeLast(parts.positions.count - first.position)
      parts.paths.removeLast(parts.paths.count - first.path)
      parts.polygons.removeLast(parts.polygons.count - first.polygon)
      geometry.state.insert(.isBroken)
      json.rewind(to: mark)
      return try skipValue()
    }
    // A key that stands twice adds to what the first has brought.
    let path = geometry.paths.isEmpty ? first.path : geometry.paths.lowerBound
    let polygon = geometry.polygons.isEmpty ? first.polygon : geometry.polygons.lowerBound
    geometry.paths = path..<parts.paths.count
    geometry.polygons = polygon..<parts.polygons.count
    let isEmpty =
      switch geometry.type {
      case .point, .multiPoint: parts.positions.count == first.position
      case .multiLineString: parts.paths.count == first.path
      case .multiPolygon: parts.polygons.count == first.polygon
      case .lineString, .polygon, .collection: false
      }
    if isEmpty {
      note(.emptyCoordinates(geometry.type.rawValue), at: place)
    }
  }

  /// Reads coordinates that are nested so deep; false where they are something else, which is noted.
  private mutating func read(
    level: Int, of type: GeometryType, _ tally: inout PositionTally
  ) throws(JSONError) -> Bool {
    guard json.byte == UInt8(ascii: "[") else {
      let isNumber = json.byte == UInt8(ascii: "-") || (0x30...0x39).contains(json.byte)
      if isNumber {
        note(.nesting(type: type.rawValue, isTooDeep: false), at: json.position)
      } else {
        try noteKind("a part of \"coordinates\"", expected: "an array")
      }
      return false
    }
    switch level {
    case 0:
      let start = parts.positions.count
      guard try position(of: type, isAlone: true, tally: &tally) else { return false }
      parts.paths.append(RawRange(start..<parts.positions.count))
    case 1: return try path(of: type, &tally)
    default:
      let firstPath = parts.paths.count
      try json.open()
      var isFirst = true
      while try json.nextElement(isFirst: &isFirst) {
        guard try read(level: level - 1, of: type, &tally) else { return false }
      }
      if level == 2, type == .polygon || type == .multiPolygon {
        parts.polygons.append(RawRange(firstPath..<parts.paths.count))
      }
    }
    return true
  }

  /// Reads an array of positions.
  private mutating func path(
    of type: GeometryType, _ tally: inout PositionTally
  ) throws(JSONError) -> Bool {
    let start = parts.positions.count
    try json.open()
    var isFirst = true
    if json.readPlainPositions(into: &parts.positions, tally: &tally, limit: decimals) {
      isFirst = false
    }
    while try json.nextElement(isFirst: &isFirst) {
      guard try position(of: type, isAlone: false, tally: &tally) else {
        return false
      }
      json.readPlainPositions(
        into: &parts.positions, tally: &tally, limit: decimals, afterComma: true)
    }
    parts.paths.append(RawRange(start..<parts.positions.count))
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
    var altitude: Double?
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
      if count == 2 { altitude = number.value }
      count += 1
    }
    if isAlone, count == 0 { return true }
    guard count >= 2 else {
      note(.shortPosition(count: count), at: place)
      return false
    }
    position.end = Int32(truncatingIfNeeded: json.index - 1)
    tally.count(dimensions: count, at: start)
    if let altitude { tally.count(altitude: altitude) }
    parts.positions.append(position)
    return true
  }
}
