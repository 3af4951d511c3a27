public import CorridorGeometry

/// Reads GeoJSON (RFC 7946) in one pass, coordinates straight into arrays.
public struct GeoJSONReader {
  /// What reading asks of a text.
  public struct Options: Hashable, Sendable {
    /// Whether what RFC 7946 forbids is an error where it could be read all the same: positions
    /// outside the range of degrees, open rings, lines of one point, another reference system,
    /// missing members.
    public var isStrict: Bool
    /// How many arrays and objects may stand inside each other.
    public var depthLimit: Int
    /// Where a feature has to be; nil for anywhere.
    ///
    /// A feature whose own `bbox` stands before its geometry and meets none of these boxes is left
    /// out, and its geometry is passed over without being checked: for large files of which a small
    /// part is wanted.
    public var region: [BoundingBox]?

    /// Creates options.
    public init(isStrict: Bool = true, depthLimit: Int = 256, region: [BoundingBox]? = nil) {
      self.isStrict = isStrict
      self.depthLimit = depthLimit
      self.region = region
    }

    /// Everything that RFC 7946 asks.
    public static let strict = Options(isStrict: true)
    /// Everything that can be understood.
    public static let lenient = Options(isStrict: false)
  }

  var scanner: JSONScanner
  let file: String
  let options: Options
  var notes = Notes()
  /// Whether the feature that is being read lies outside the region.
  private var isOutside = false
  /// How many features of one id are kept.
  private var mostAlike = Int.max
  /// How many features there are of each id, where they are counted.
  private var alike: [FeatureID: Int] = [:]

  init(bytes: [UInt8], file: String, options: Options) {
    scanner = JSONScanner(bytes, depthLimit: options.depthLimit)
    self.file = file
    self.options = options
  }

  /// Reads a FeatureCollection; a Feature or a geometry alone becomes a collection of one.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - file: Its name for messages, as the user gave it.
  ///   - options: How strict to be.
  /// - Returns: The collection, with notes on what was left out.
  /// - Throws: `GeoJSONError`, with file, line, column and remedy.
  public static func read(
    bytes: [UInt8], file: String, options: Options = .strict
  ) throws(GeoJSONError) -> FeatureCollection {
    var reader = GeoJSONReader(bytes: bytes, file: file, options: options)
    var features: [Feature] = []
    var collection = try reader.document { features.append($0) }
    collection.features = features
    collection.notes = reader.notes.all
    return collection
  }

  /// Reads a FeatureCollection one feature after the other, of which ids should be unique: nothing is kept of
  /// them, and a million features of one id are no more than a few.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - file: Its name for messages, as the user gave it.
  ///   - options: How strict to be.
  ///   - mostAlike: The most features of one id that the body is given.
  ///   - body: What is given each feature, before it is known whether the rest can be read.
  /// - Returns: How many features there are of an id beyond those.
  /// - Throws: `GeoJSONError`, with file, line, column and remedy.
  package static func read(
    bytes: [UInt8], file: String, options: Options, mostAlike: Int, each body: (Feature) -> Void
  ) throws(GeoJSONError) -> [FeatureID: Int] {
    var reader = GeoJSONReader(bytes: bytes, file: file, options: options)
    reader.mostAlike = mostAlike
    _ = try reader.document(each: body)
    return reader.alike.filter { $0.value > mostAlike }.mapValues { $0 - mostAlike }
  }

  /// Reads the document; its features go to the body and not into the collection.
  private mutating func document(
    each body: (Feature) -> Void
  ) throws(GeoJSONError) -> FeatureCollection {
    try wrap { (scanner) throws(JSONError) in try scanner.begin() }
    let collection: FeatureCollection
    switch try typeAhead(of: "the document") {
    case .featureCollection: collection = try featureCollection(each: body)
    case .feature:
      body(try feature())
      collection = FeatureCollection(features: [])
    case .geometry:
      let position = scanner.position
      let geometry = try geometry()
      body(Feature(geometry: geometry, position: position, geometryPosition: position))
      collection = FeatureCollection(features: [])
    }
    try wrap { (scanner) throws(JSONError) in try scanner.end() }
    return collection
  }

  // MARK: - Objects

  private mutating func featureCollection(
    each body: (Feature) -> Void
  ) throws(GeoJSONError) -> FeatureCollection {
    let type = "FeatureCollection"
    var object = try openObject(type)
    var collection = FeatureCollection(features: [])
    while let key = try nextMember(of: &object) {
      switch key.name {
      case "type": try checkType(type)
      case "features": try features(each: body)
      case "bbox": collection.bbox = try boundingBox()
      case "crs": try referenceSystem()
      case "coordinates", "geometries", "geometry", "properties":
        try misplaced(key, in: type, foreign: &collection.foreignMembers)
      default: try appendForeign(key, to: &collection.foreignMembers)
      }
    }
    try require("type", of: object)
    try require("features", of: object)
    return collection
  }

  private mutating func features(each body: (Feature) -> Void) throws(GeoJSONError) {
    guard scanner.byte == UInt8(ascii: "[") else {
      throw wrongKind("\"features\"", expected: "an array")
    }
    try wrap { (scanner) throws(JSONError) in try scanner.open() }
    var isFirst = true
    while try nextElement(isFirst: &isFirst) {
      guard try typeAhead(of: "an element of \"features\"") == .feature else {
        throw error(.misplacedType(typeName(), expected: "a Feature"), at: scanner.position)
      }
      let feature = try feature()
      if !isOutside, keeps(feature) { body(feature) }
    }
  }

  /// Whether there are not too many features of an id before.
  private mutating func keeps(_ feature: Feature) -> Bool {
    guard mostAlike < .max, let id = feature.id else { return true }
    let count = alike[id, default: 0] + 1
    alike[id] = count
    return count <= mostAlike
  }

  /// Reads the Feature whose brace is the next byte.
  mutating func feature() throws(GeoJSONError) -> Feature {
    var feature = Feature(geometry: nil, position: scanner.position)
    var object = try openObject("Feature")
    isOutside = false
    while let key = try nextMember(of: &object) {
      switch key.name {
      case "type": try checkType("Feature")
      case "id": feature.id = try identifier()
      case "geometry":
        feature.geometryPosition = scanner.position
        isOutside = lies(feature.bbox, outside: options.region)
        if isOutside {
          try wrap { (scanner) throws(JSONError) in try scanner.skipBrackets() }
        } else {
          feature.geometry = try isNull() ? nil : geometry()
        }
      case "properties": feature.properties = try properties()
      case "bbox": feature.bbox = try boundingBox()
      case "crs": try referenceSystem()
      case "coordinates", "geometries", "features":
        try misplaced(key, in: "Feature", foreign: &feature.foreignMembers)
      default: try appendForeign(key, to: &feature.foreignMembers)
      }
    }
    try require("type", of: object)
    if options.isStrict {
      try require("geometry", of: object)
      try require("properties", of: object)
    }
    return feature
  }

  private func lies(_ numbers: [Double]?, outside region: [BoundingBox]?) -> Bool {
    guard let region, let numbers, numbers.count == 4, scanner.byte == UInt8(ascii: "{") else {
      return false
    }
    let box = BoundingBox(
      west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    return !region.contains { $0.intersects(box) }
  }

  // MARK: - Members

  private mutating func identifier() throws(GeoJSONError) -> FeatureID? {
    let value = try value()
    switch value.content {
    case .string(let text): return .string(text)
    case .integer(let number): return .integer(number)
    case .number(let number):
      if let whole = Int(exactly: number) { return .integer(whole) }
      return .number(number)
    case .null where !options.isStrict: return nil
    default:
      throw error(
        .wrongKind(member: "\"id\"", found: value.kind, expected: "a string or a number"),
        at: value.position)
    }
  }

  private mutating func properties() throws(GeoJSONError) -> JSONObject {
    if try isNull() { return JSONObject() }
    guard scanner.byte == UInt8(ascii: "{") else {
      throw wrongKind("\"properties\"", expected: "an object or null")
    }
    return try wrap { (scanner) throws(JSONError) in try scanner.object() }
  }

  mutating func boundingBox() throws(GeoJSONError) -> [Double] {
    let value = try value()
    guard let elements = value.array else {
      throw error(
        .wrongKind(member: "\"bbox\"", found: value.kind, expected: "an array"), at: value.position)
    }
    var numbers: [Double] = []
    for element in elements {
      guard let number = element.number else {
        throw error(
          .wrongKind(member: "an element of \"bbox\"", found: element.kind, expected: "a number"),
          at: element.position)
      }
      numbers.append(number)
    }
    guard numbers.count == 4 || numbers.count == 6 else {
      throw error(.boundingBox(count: numbers.count), at: value.position)
    }
    return numbers
  }

  /// Reads the member `crs` of the GeoJSON of 2008, which may only name WGS 84.
  mutating func referenceSystem() throws(GeoJSONError) {
    let value = try value()
    let name = value["properties"]?["name"]?.string
    if value.isNull || Self.isWGS84(name) { return }
    let words = name ?? "an unnamed reference system"
    if options.isStrict { throw error(.referenceSystem(words), at: value.position) }
    notes.referenceSystem = notes.referenceSystem ?? (words, value.position)
  }

  /// Whether a reference system's name is one of those that WGS 84 degrees go by.
  static func isWGS84(_ name: String?) -> Bool {
    ["CRS84", "EPSG::4326", "EPSG:4326", "WGS84"].contains { name?.hasSuffix($0) == true }
  }

  private mutating func misplaced(
    _ key: JSONScanner.Key, in type: String, foreign: inout JSONObject
  ) throws(GeoJSONError) {
    if options.isStrict { throw error(.misplacedMember(key.name, in: type), at: key.position) }
    try appendForeign(key, to: &foreign)
  }

  private mutating func appendForeign(
    _ key: JSONScanner.Key, to object: inout JSONObject
  ) throws(GeoJSONError) {
    do throws(JSONError) {
      try scanner.append(key, to: &object)
    } catch {
      throw wrapped(error)
    }
  }
}
