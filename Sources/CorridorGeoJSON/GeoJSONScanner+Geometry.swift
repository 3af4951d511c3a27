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
      case "coordinates" where type != .collection: try coordinates(of: &geometry)
      case "geometries" where type == .collection: try geometries(of: &geometry, at: place)
      case "bbox": box = try boundingBox()
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
    positions.append(position)
    return true
  }
}
