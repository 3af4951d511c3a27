internal import CorridorGeometry

extension GeoJSONReader {
  /// Reads the geometry whose brace is the next byte.
  ///
  /// A Point of empty coordinates is nil, as RFC 7946 section 3.1 allows, unless reading is strict.
  mutating func geometry() throws(GeoJSONError) -> Geometry? {
    let type = try geometryType()
    var object = try openObject(type.rawValue)
    var geometry: Geometry?
    while let key = try nextMember(of: &object) {
      switch key.name {
      case "type": try checkType(type.rawValue)
      case "coordinates" where type != .collection: geometry = try coordinates(of: type)
      case "geometries" where type == .collection: geometry = .collection(try geometries())
      case "crs": try referenceSystem()
      case "bbox": _ = try boundingBox()
      case "coordinates", "geometries", "geometry", "properties", "features":
        if options.isStrict {
          throw error(.misplacedMember(key.name, in: type.rawValue), at: key.position)
        }
        try skip(key)
      default: try skip(key)
      }
    }
    try require("type", of: object)
    try require(type == .collection ? "geometries" : "coordinates", of: object)
    return geometry
  }

  private mutating func skip(_ key: JSONScanner.Key) throws(GeoJSONError) {
    if notes.geometryMembers.count == 0 { notes.geometryMembers.first = key.position }
    notes.geometryMembers.count += 1
    _ = try value()
  }

  private func geometryType() throws(GeoJSONError) -> GeometryType {
    guard case .geometry(let type) = try typeAhead(of: "\"geometry\"") else {
      throw error(.misplacedType(typeName(), expected: "a geometry"), at: scanner.position)
    }
    return type
  }

  private mutating func geometries() throws(GeoJSONError) -> [Geometry] {
    guard scanner.byte == UInt8(ascii: "[") else {
      throw wrongKind("\"geometries\"", expected: "an array")
    }
    try wrap { (scanner) throws(JSONError) in try scanner.open() }
    var members: [Geometry] = []
    var isFirst = true
    while try nextElement(isFirst: &isFirst) {
      if let member = try geometry() { members.append(member) }
    }
    return members
  }

  // MARK: - Coordinates

  private mutating func coordinates(of type: GeometryType) throws(GeoJSONError) -> Geometry? {
    switch type {
    case .point: try point().map { .point($0) }
    case .multiPoint: .multiPoint(try positions(of: type))
    case .lineString: .lineString(try line(of: type))
    case .multiLineString:
      .multiLineString(
        try list(of: type) { (reader) throws(GeoJSONError) in try reader.line(of: type) })
    case .polygon: .polygon(try rings(of: type))
    case .multiPolygon:
      .multiPolygon(
        try list(of: type) { (reader) throws(GeoJSONError) in try reader.rings(of: type) })
    case .collection: nil
    }
  }

  private mutating func point() throws(GeoJSONError) -> Coordinate? {
    if !options.isStrict, scanner.byte == UInt8(ascii: "[") {
      var copy = self
      var isFirst = true
      try copy.wrap { (scanner) throws(JSONError) in try scanner.open() }
      if try !copy.nextElement(isFirst: &isFirst) {
        self = copy
        return nil
      }
    }
    return try position(of: .point)
  }

  private mutating func rings(of type: GeometryType) throws(GeoJSONError) -> [[Coordinate]] {
    try list(of: type) { (reader) throws(GeoJSONError) in try reader.ring(of: type) }
  }

  private mutating func list<Element>(
    of type: GeometryType, _ element: (inout Self) throws(GeoJSONError) -> Element
  ) throws(GeoJSONError) -> [Element] {
    try openList(of: type)
    var elements: [Element] = []
    var isFirst = true
    while try nextElement(isFirst: &isFirst) { elements.append(try element(&self)) }
    return elements
  }

  private mutating func line(of type: GeometryType) throws(GeoJSONError) -> [Coordinate] {
    let start = scanner.position
    let line = try positions(of: type)
    if line.count < 2, options.isStrict { throw error(.shortLine(count: line.count), at: start) }
    return line
  }

  private mutating func ring(of type: GeometryType) throws(GeoJSONError) -> [Coordinate] {
    let start = scanner.position
    let ring = try positions(of: type)
    guard options.isStrict else { return ring }
    if let first = ring.first, let last = ring.last, first != last {
      throw error(.unclosedRing(first: Self.words(first), last: Self.words(last)), at: start)
    }
    if ring.count < 4 { throw error(.shortRing(count: ring.count), at: start) }
    return ring
  }

  private static func words(_ coordinate: Coordinate) -> String {
    "[\(NumberText.text(coordinate.longitude)), \(NumberText.text(coordinate.latitude))]"
  }

  /// Enters the array that must begin here.
  private mutating func openList(of type: GeometryType) throws(GeoJSONError) {
    guard scanner.byte == UInt8(ascii: "[") else {
      throw isNumberAhead
        ? error(.nesting(type: type.rawValue, isTooDeep: false), at: scanner.position)
        : wrongKind("a part of \"coordinates\"", expected: "an array")
    }
    try wrap { (scanner) throws(JSONError) in try scanner.open() }
  }

  private var isNumberAhead: Bool {
    scanner.byte == UInt8(ascii: "-") || (0x30...0x39).contains(scanner.byte)
  }

  /// Reads an array of positions.
  private mutating func positions(of type: GeometryType) throws(GeoJSONError) -> [Coordinate] {
    try openList(of: type)
    var line: [Coordinate] = []
    var isFirst = true
    if scanner.readPlainPositions(into: &line, altitudes: &notes.altitudes) { isFirst = false }
    while try nextElement(isFirst: &isFirst) {
      line.append(try position(of: type))
      scanner.readPlainPositions(into: &line, altitudes: &notes.altitudes, afterComma: true)
    }
    return line
  }

  /// Reads a position of any layout, with all checks.
  private mutating func position(of type: GeometryType) throws(GeoJSONError) -> Coordinate {
    let start = scanner.position
    try openList(of: type)
    var coordinate = Coordinate(longitude: 0, latitude: 0)
    var latitudePosition = start
    var longitudePosition = start
    var count = 0
    var isFirst = true
    while try nextElement(isFirst: &isFirst) {
      guard isNumberAhead else {
        throw scanner.byte == UInt8(ascii: "[")
          ? error(.nesting(type: type.rawValue, isTooDeep: true), at: start)
          : wrongKind("a number of a position", expected: "a number")
      }
      let at = scanner.position
      let number = try wrap { (scanner) throws(JSONError) in try scanner.number() }
      switch count {
      case 0: (coordinate.longitude, longitudePosition) = (number, at)
      case 1: (coordinate.latitude, latitudePosition) = (number, at)
      case 2: noteAltitude(at: at)
      case 3: noteExtraNumber(at: at)
      default: break
      }
      count += 1
    }
    guard count >= 2 else { throw error(.shortPosition(count: count), at: start) }
    if options.isStrict {
      try check(coordinate, longitudeAt: longitudePosition, latitudeAt: latitudePosition)
    }
    return coordinate
  }

  private func check(
    _ coordinate: Coordinate, longitudeAt: TextPosition, latitudeAt: TextPosition
  ) throws(GeoJSONError) {
    let (longitude, latitude) = (coordinate.longitude, coordinate.latitude)
    if abs(latitude) > 90 {
      throw error(.latitude(latitude, longitude: longitude), at: latitudeAt)
    }
    if abs(longitude) > 180 {
      throw error(.longitude(longitude, latitude: latitude), at: longitudeAt)
    }
  }

  private mutating func noteAltitude(at position: TextPosition) {
    if notes.altitudes.count == 0 { notes.altitudes.first = position }
    notes.altitudes.count += 1
  }

  private mutating func noteExtraNumber(at position: TextPosition) {
    if notes.extraNumbers.count == 0 { notes.extraNumbers.first = position }
    notes.extraNumbers.count += 1
  }
}
