internal import CorridorGeometry

/// Reads the features of a GeoJSON text one after the other, in memory that does not grow with the text.
///
/// All of the text must be valid JSON, and what it says of geometry valid GeoJSON; properties other than
/// the one that is asked for and foreign members are passed over. Longitudes may leave -180...180 by up
/// to one and a half turns. The largest feature must fit into memory.
public struct FlatReader {
  /// What is read beside the geometry.
  public struct Options: Sendable {
    /// The property that names a feature.
    public var label: String?
    /// Whether the text of each feature is kept.
    public var keepsText: Bool
    /// Properties whose place in the text that is kept is noted.
    public var replaced: [String]

    /// Creates options.
    public init(label: String? = nil, keepsText: Bool = false, replaced: [String] = []) {
      self.label = label
      self.keepsText = keepsText
      self.replaced = replaced
    }
  }

  /// How far the reading has come.
  private enum State {
    case start
    case features
    case end
  }

  var window: TextWindow
  let file: String
  let options: Options
  /// Bytes of the string that was read last.
  var token: [UInt8] = []
  /// How many arrays and objects are open.
  var depth = 0
  private var state = State.start
  /// The outermost object.
  private var top = Members()
  private var isFirstFeature = true

  static let depthLimit = 256
  /// The greatest longitude that is taken, in degrees.
  static let longitudeLimit = 720.0

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - file: the text's name for messages, as the user gave it.
  ///   - options: what is read beside the geometry.
  ///   - source: where the text comes from.
  public init(file: String, options: Options = Options(), source: @escaping PieceSource) {
    self.file = file
    self.options = options
    window = TextWindow(source)
  }

  /// Reads the next feature; false after the last.
  ///
  /// A feature or a geometry alone is a text of one feature.
  ///
  /// - Throws: `FlatReadError`, with file, line, column and remedy.
  public mutating func next(into feature: inout FlatFeature) throws(FlatReadError) -> Bool {
    do throws(GeoJSONError) {
      return try step(&feature)
    } catch {
      throw window.failure.map { .file($0) } ?? .text(error)
    }
  }

  private mutating func step(_ feature: inout FlatFeature) throws(GeoJSONError) -> Bool {
    switch state {
    case .start:
      try begin()
      feature.clear(at: window.position)
      if options.keepsText { window.keep() }
      top = Members(window.position)
      try open("{", "the document")
      return try document(&feature)
    case .features:
      if try nextFeature(&feature) { return true }
      return try document(&feature)
    case .end: return false
    }
  }

  private mutating func begin() throws(GeoJSONError) {
    window.need(4)
    let bytes = window.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { window.pass(characters: 0, bytes: 3) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw error(.json(.encoding("UTF-16")))
    }
    window.skipSpace()
    if window.isAtEnd { throw error(.json(.empty)) }
  }

  /// Goes on with the members of the outermost object, up to a feature or the end.
  private mutating func document(_ feature: inout FlatFeature) throws(GeoJSONError) -> Bool {
    var members = top
    defer { top = members }
    while let key = try nextMember(of: &members) {
      if key == .features {
        _ = window.release()
        try open("[", "\"features\"")
        state = .features
        isFirstFeature = true
        if try nextFeature(&feature) { return true }
      } else {
        try member(key, of: &members, &feature)
      }
    }
    state = .end
    if !members.has(.features) { keepText(of: &feature) }
    window.skipSpace()
    if !window.isAtEnd { throw trailing() }
    if let failure = window.failure { throw unread(failure) }
    try close(members, isTop: true, &feature)
    return !members.has(.features)
  }

  private mutating func nextFeature(_ feature: inout FlatFeature) throws(GeoJSONError) -> Bool {
    var isFirst = isFirstFeature
    guard try nextElement(&isFirst) else { return false }
    isFirstFeature = false
    feature.clear(at: window.position)
    if options.keepsText { window.keep() }
    var members = Members(window.position)
    try open("{", "an element of \"features\"")
    while let key = try nextMember(of: &members) { try member(key, of: &members, &feature) }
    keepText(of: &feature)
    guard !members.has(.features) else {
      throw error(.misplacedMember("features", in: "Feature"), at: members.position)
    }
    try close(members, isTop: false, &feature)
    return true
  }

  /// Reads the value of a member of a feature, or of the outermost object whatever it turns out to be.
  private mutating func member(
    _ key: Member, of members: inout Members, _ feature: inout FlatFeature
  ) throws(GeoJSONError) {
    switch key {
    case .type: members.type = try string("\"type\"")
    case .id: feature.id = try label(or: "\"id\"")
    case .properties: try properties(&feature)
    case .geometry: try geometry(&feature, isCollected: false)
    case .coordinates: members.coordinates = try coordinates(&feature)
    case .geometries: try geometries(&feature)
    case .crs: try referenceSystem()
    case .features, .other: try skipValue()
    }
  }

  /// Checks an object against its type once all of it is known.
  private mutating func close(
    _ members: Members, isTop: Bool, _ feature: inout FlatFeature
  ) throws(GeoJSONError) {
    guard let type = members.type else {
      throw error(
        .missing(member: "type", of: isTop ? "document" : "Feature"), at: members.position)
    }
    switch type {
    case "FeatureCollection" where isTop:
      try require(.features, in: members, "features", of: type)
    case "Feature":
      try require(.geometry, in: members, "geometry", of: type)
      try refuse([.features, .coordinates, .geometries], in: members, of: type)
    case _ where isTop && GeometryType(rawValue: type) != nil:
      try refuse([.features, .geometry], in: members, of: type)
      try shape(members, of: type, &feature)
      (feature.type, feature.isBareGeometry) = (type, true)
    default:
      throw GeometryType(rawValue: type) != nil || type == "FeatureCollection"
        ? error(.misplacedType(type, expected: "a Feature"), at: members.position)
        : error(.unknownType(type), at: members.position)
    }
  }

  private mutating func keepText(of feature: inout FlatFeature) {
    if options.keepsText { feature.text = Array(window.release()) }
  }
}
