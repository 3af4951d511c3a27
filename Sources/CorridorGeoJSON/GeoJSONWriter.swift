/// Writes feature collections as RFC 7946 asks, one feature a line; the same collection always
/// gives the same bytes.
///
/// Coordinates are rounded, vertices that rounding makes equal are dropped, exterior rings run
/// counter-clockwise and holes clockwise, and what crosses the antimeridian is cut there.
public struct GeoJSONWriter: Sendable {
  /// The most decimals that can be asked for.
  public static let highestPrecision = 12

  /// Decimals of a coordinate, 0 to 12; seven are about a centimetre.
  public var precision: Int
  /// Whether every feature carries its own bounding box.
  public var writesFeatureBoxes: Bool

  /// Creates a writer.
  public init(precision: Int = 7, writesFeatureBoxes: Bool = false) {
    self.precision = precision
    self.writesFeatureBoxes = writesFeatureBoxes
  }

  /// The text of a collection in UTF-8.
  ///
  /// - Throws: `GeoJSONWriterError` for identifiers that lack or repeat, numbers that are not
  ///   finite, latitudes beyond a pole, and lines and rings of too few positions.
  public func bytes(_ collection: FeatureCollection) throws(GeoJSONWriterError) -> [UInt8] {
    guard (0...Self.highestPrecision).contains(precision) else { throw .precision(precision) }
    let grid = DecimalGrid(precision: precision)
    try checkIdentifiers(collection.features)
    var lines: [[UInt8]] = []
    lines.reserveCapacity(collection.features.count)
    var boxes = BoxBuilder()
    for feature in collection.features {
      var featureBoxes = BoxBuilder()
      lines.append(try line(feature, grid: grid, boxes: &featureBoxes))
      boxes.merge(featureBoxes)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(1024) { $0 + $1.count + 2 })
    try appendHead(collection.foreignMembers, boxes: boxes, grid: grid, to: &bytes)
    bytes.append(contentsOf: "\"features\":[\n".utf8)
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(contentsOf: ",\n".utf8) }
      bytes.append(contentsOf: line)
    }
    bytes.append(contentsOf: lines.isEmpty ? "]}\n".utf8 : "\n]}\n".utf8)
    return bytes
  }

  private func checkIdentifiers(_ features: [Feature]) throws(GeoJSONWriterError) {
    var seen: [FeatureID: Int] = [:]
    for (index, feature) in features.enumerated() {
      guard let id = feature.id else { throw .missingID(index: index) }
      if let first = seen.updateValue(index, forKey: id) {
        throw .duplicateID(id, first: first, second: index)
      }
    }
  }

  private func appendHead(
    _ members: JSONObject, boxes: BoxBuilder, grid: DecimalGrid, to bytes: inout [UInt8]
  ) throws(GeoJSONWriterError) {
    bytes.append(contentsOf: #"{"type":"FeatureCollection","#.utf8)
    if let name = members["name"] {
      try append("name", name, at: "the collection", to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    boxes.append(grid: grid, to: &bytes)
    if let attribution = members["attribution"] {
      try append("attribution", attribution, at: "the collection", to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    for member in members.members where !["name", "attribution"].contains(member.key) {
      try checkName(member.key, at: "the collection")
      try append(member.key, member.value, at: "the collection", to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func line(
    _ feature: Feature, grid: DecimalGrid, boxes: inout BoxBuilder
  ) throws(GeoJSONWriterError) -> [UInt8] {
    let place = "feature \(feature.id?.description ?? "")"
    var text: [UInt8] = []
    let encoder = GeometryEncoder(grid: grid, place: place)
    if let geometry = feature.geometry {
      try encoder.append(geometry, to: &text, boxes: &boxes)
    } else {
      text.append(contentsOf: "null".utf8)
    }
    var bytes: [UInt8] = []
    bytes.append(contentsOf: #"{"type":"Feature","#.utf8)
    if let id = feature.id {
      try append("id", id.value, at: place, to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    if writesFeatureBoxes { boxes.append(grid: grid, to: &bytes) }
    try append("properties", .object(feature.properties), at: place, to: &bytes)
    bytes.append(contentsOf: #","geometry":"#.utf8)
    bytes.append(contentsOf: text)
    for member in feature.foreignMembers.members {
      try checkName(member.key, at: place)
      bytes.append(UInt8(ascii: ","))
      try append(member.key, member.value, at: place, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private func append(
    _ key: String, _ value: JSONValue, at place: String, to bytes: inout [UInt8]
  ) throws(GeoJSONWriterError) {
    JSONWriter.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    do throws(JSONWriter.NotFiniteError) {
      try JSONWriter(.compact).append(value, to: &bytes)
    } catch {
      let path = error.path.hasPrefix("[") || error.path.isEmpty ? error.path : "." + error.path
      throw .notFinite(place: place, path: key + path, number: error.number)
    }
  }

  /// Checks that a foreign member has no name to which RFC 7946 gives a meaning.
  private func checkName(_ name: String, at place: String) throws(GeoJSONWriterError) {
    let reserved = [
      "type", "features", "geometry", "properties", "coordinates", "geometries", "bbox", "id",
      "crs",
    ]
    if reserved.contains(name) { throw .reservedMember(name, place: place) }
  }
}

/// Why a collection can't be written.
public enum GeoJSONWriterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// So many decimals can't be written.
  case precision(Int)
  /// A feature has no id.
  case missingID(index: Int)
  /// Two features have one id.
  case duplicateID(FeatureID, first: Int, second: Int)
  /// A number of the properties is not finite.
  case notFinite(place: String, path: String, number: Double)
  /// A coordinate is not finite.
  case coordinateNotFinite(place: String)
  /// A latitude beyond a pole.
  case latitude(Double, place: String)
  /// A line of fewer than two positions.
  case shortLine(place: String)
  /// A ring of fewer than four positions.
  case shortRing(place: String)
  /// A geometry can't be cut at longitude 180.
  case cut(reason: String, place: String)
  /// A foreign member has a name that GeoJSON keeps for itself.
  case reservedMember(String, place: String)

  /// Where, what is wrong and the remedy, in one line.
  public var description: String {
    switch self {
    case .precision(let precision):
      "\(precision) decimals can't be written; ask for 0 to \(GeoJSONWriter.highestPrecision)"
    case .missingID(let index): "feature number \(index + 1) has no id; give every feature an id"
    case .duplicateID(let id, let first, let second):
      "features number \(first + 1) and \(second + 1) have the same id \(id); rename one"
    case .notFinite(let place, let path, let number):
      "\(place): \(path) is \(number), which JSON can't express; give null and a reason beside it"
    case .coordinateNotFinite(let place):
      "\(place): a coordinate is not a finite number; give degrees"
    case .latitude(let latitude, let place):
      "\(place): latitude \(NumberText.text(latitude)) is outside -90...90; give degrees north"
    case .shortLine(let place):
      "\(place): a line has fewer than two positions; for one place give a point"
    case .shortRing(let place):
      "\(place): a ring has fewer than three different positions; give an area or leave it out"
    case .cut(let reason, let place): "\(place): it can't be cut at the antimeridian: \(reason)"
    case .reservedMember(let name, let place):
      "\(place): \"\(name)\" has its own meaning in GeoJSON; give the extra member another name"
    }
  }
}
