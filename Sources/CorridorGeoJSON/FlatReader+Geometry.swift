internal import CorridorGeometry

extension FlatReader {
  /// Reads a geometry, or null, into a feature.
  mutating func geometry(
    _ feature: inout FlatFeature, isCollected: Bool
  ) throws(GeoJSONError) {
    if window.byte == UInt8(ascii: "n"), !isCollected { return try skipValue() }
    var members = Members(window.position)
    try open("{", isCollected ? "an element of \"geometries\"" : "\"geometry\"")
    while let key = try nextMember(of: &members) {
      switch key {
      case .type: members.type = try string("\"type\"")
      case .coordinates: members.coordinates = try coordinates(&feature)
      case .geometries: try geometries(&feature)
      case .crs: try referenceSystem()
      default: try skipValue()
      }
    }
    guard let type = members.type else {
      throw error(.missing(member: "type", of: "geometry"), at: members.position)
    }
    guard GeometryType(rawValue: type) != nil else {
      throw ["Feature", "FeatureCollection"].contains(type)
        ? error(.misplacedType(type, expected: "a geometry"), at: members.position)
        : error(.unknownType(type), at: members.position)
    }
    try refuse([.features, .geometry], in: members, of: type)
    try shape(members, of: type, &feature)
    if !isCollected { feature.type = type }
  }

  /// Reads the members of a collection.
  mutating func geometries(_ feature: inout FlatFeature) throws(GeoJSONError) {
    try open("[", "\"geometries\"")
    var isFirst = true
    while try nextElement(&isFirst) { try geometry(&feature, isCollected: true) }
  }

  /// Makes parts of the coordinates of a geometry, now that its type is known.
  func shape(
    _ members: Members, of type: String, _ feature: inout FlatFeature
  ) throws(GeoJSONError) {
    guard let kind = GeometryType(rawValue: type) else { return }
    guard kind != .collection else {
      try refuse([.coordinates], in: members, of: type)
      return try require(.geometries, in: members, "geometries", of: type)
    }
    try refuse([.geometries], in: members, of: type)
    guard let found = members.coordinates else {
      throw error(.missing(member: "coordinates", of: type), at: members.position)
    }
    if let empty = found.empty { throw emptyArray(in: kind, at: empty) }
    guard found.nesting > 0 else { return }
    let nesting = Self.nesting(of: kind)
    guard found.nesting == nesting else {
      throw error(
        .nesting(type: type, isTooDeep: found.nesting > nesting), at: found.position)
    }
    switch kind {
    case .point: try append(found, .point, fewest: 1, &feature)
    case .multiPoint: appendPoints(found, &feature)
    case .lineString, .multiLineString: try append(found, .line, fewest: 2, &feature)
    default: try appendRings(found, &feature)
    }
  }

  private func emptyArray(in kind: GeometryType, at place: TextPosition) -> GeoJSONError {
    switch kind {
    case .multiLineString: error(.shortLine(count: 0), at: place)
    case .polygon, .multiPolygon: error(.shortRing(count: 0), at: place)
    default: error(.shortPosition(count: 0), at: place)
    }
  }

  private static func nesting(of kind: GeometryType) -> Int {
    switch kind {
    case .point: 1
    case .multiPoint, .lineString: 2
    case .multiLineString, .polygon: 3
    case .multiPolygon: 4
    case .collection: 0
    }
  }

  private func append(
    _ found: FlatCoordinates, _ kind: FlatFeature.Kind, fewest: Int,
    _ feature: inout FlatFeature
  ) throws(GeoJSONError) {
    var start = found.start
    for list in found.lists {
      if list.end - start < fewest {
        throw error(.shortLine(count: list.end - start), at: list.position)
      }
      feature.parts.append(.init(kind: kind, range: start..<list.end, position: list.position))
      start = list.end
    }
  }

  private func appendPoints(_ found: FlatCoordinates, _ feature: inout FlatFeature) {
    for number in found.start..<feature.coordinates.count {
      feature.parts.append(
        .init(kind: .point, range: number..<(number + 1), position: found.position))
    }
  }

  private func appendRings(
    _ found: FlatCoordinates, _ feature: inout FlatFeature
  ) throws(GeoJSONError) {
    var (start, group, isExterior) = (found.start, 0, true)
    for (number, list) in found.lists.enumerated() {
      if group < found.groups.count, number == found.groups[group] {
        (group, isExterior) = (group + 1, true)
      }
      let (first, last) = (feature.coordinates[start], feature.coordinates[list.end - 1])
      if first != last {
        throw error(
          .unclosedRing(first: Self.words(first), last: Self.words(last)), at: list.position)
      }
      if list.end - start < 4 {
        throw error(.shortRing(count: list.end - start), at: list.position)
      }
      feature.parts.append(
        .init(
          kind: isExterior ? .exterior : .hole, range: start..<list.end, position: list.position))
      (start, isExterior) = (list.end, false)
    }
  }

  private static func words(_ coordinate: Coordinate) -> String {
    "[\(NumberText.text(coordinate.longitude)), \(NumberText.text(coordinate.latitude))]"
  }
}
