/// Members of objects: which they are, and whether all is there.
extension FlatReader {
  /// The members that mean something.
  enum Member: Int {
    case type, id, properties, geometry, coordinates, geometries, features, crs, other

    init(_ key: [UInt8]) {
      switch key.count {
      case 2 where key.elementsEqual("id".utf8): self = .id
      case 3 where key.elementsEqual("crs".utf8): self = .crs
      case 4 where key.elementsEqual("type".utf8): self = .type
      case 8 where key.elementsEqual("geometry".utf8): self = .geometry
      case 8 where key.elementsEqual("features".utf8): self = .features
      case 10 where key.elementsEqual("properties".utf8): self = .properties
      case 10 where key.elementsEqual("geometries".utf8): self = .geometries
      case 11 where key.elementsEqual("coordinates".utf8): self = .coordinates
      default: self = .other
      }
    }
  }

  /// What is known of an object that is being read.
  struct Members {
    var position = TextPosition.unknown
    var type: String?
    var coordinates: FlatCoordinates?
    var isFirst = true
    private var seen: [TextPosition?] = []

    init() {}

    init(_ position: TextPosition) {
      self.position = position
      seen = [TextPosition?](repeating: nil, count: Member.other.rawValue)
    }

    func has(_ member: Member) -> Bool { place(of: member) != nil }

    func place(of member: Member) -> TextPosition? {
      seen.indices.contains(member.rawValue) ? seen[member.rawValue] : nil
    }

    /// Notes a member; where it stood already, if it did.
    mutating func note(_ member: Member, at position: TextPosition) -> TextPosition? {
      guard seen.indices.contains(member.rawValue) else { return nil }
      defer { seen[member.rawValue] = seen[member.rawValue] ?? position }
      return seen[member.rawValue]
    }
  }

  /// Moves to the value of the next member; nil, and the object closed, after the last.
  mutating func nextMember(of members: inout Members) throws(GeoJSONError) -> Member? {
    let before = window.position
    guard try nextKey(&members.isFirst) else { return nil }
    let member = Member(token)
    if let first = members.note(member, at: before) {
      let key = String(decoding: token, as: UTF8.self)
      throw error(.json(.duplicateKey(key, first: first)))
    }
    return member
  }

  func require(
    _ member: Member, in members: Members, _ name: String, of type: String
  ) throws(GeoJSONError) {
    guard members.has(member) else {
      throw error(.missing(member: name, of: type), at: members.position)
    }
  }

  func refuse(
    _ wrong: [Member], in members: Members, of type: String
  ) throws(GeoJSONError) {
    for member in wrong {
      guard let place = members.place(of: member) else { continue }
      throw error(.misplacedMember("\(member)", in: type), at: place)
    }
  }

  /// Reads the properties of a feature.
  mutating func properties(_ feature: inout FlatFeature) throws(GeoJSONError) {
    let start = window.offset
    guard window.byte == UInt8(ascii: "{") else {
      guard window.byte == UInt8(ascii: "n") else {
        throw wrongKind("\"properties\"", expected: "an object or null")
      }
      try skipValue()
      feature.properties = start..<window.offset
      return
    }
    try open("{", "\"properties\"")
    var isFirst = true
    var itemStart = window.offset
    while try nextKey(&isFirst) {
      if let wanted = options.label, token.elementsEqual(wanted.utf8) {
        if feature.label != nil {
          throw error(.json(.duplicateKey(wanted, first: feature.position)))
        }
        feature.label = try label(or: nil)
      } else {
        let isReplaced =
          options.keepsText && options.replaced.contains { token.elementsEqual($0.utf8) }
        try skipValue()
        if isReplaced { feature.replaced.append(itemStart..<window.offset) }
      }
      itemStart = window.offset
    }
    feature.properties = start..<window.offset
  }

  /// Reads a value that may name a feature: a string or a number; nil for null.
  ///
  /// Other values are refused for a member, and passed over for a property.
  mutating func label(or member: String?) throws(GeoJSONError) -> FlatFeature.Label? {
    switch window.byte {
    case UInt8(ascii: "\""):
      return FlatFeature.Label(text: try string(member ?? ""), isNumber: false)
    case UInt8(ascii: "-"), 0x30...0x39:
      let text = try numberText()
      return FlatFeature.Label(text: text, isNumber: true)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "t"), UInt8(ascii: "f"):
      if let member { throw wrongKind(member, expected: "a string or a number") }
      try skipValue()
      return nil
    default:
      try skipValue()
      return nil
    }
  }

  /// Reads the member `crs` of the GeoJSON of 2008, which may only name WGS 84.
  mutating func referenceSystem() throws(GeoJSONError) {
    let start = window.position
    guard window.byte == UInt8(ascii: "{") else { return try skipValue() }
    try open("{", "\"crs\"")
    var (isFirst, name) = (true, String?.none)
    while try nextKey(&isFirst) {
      guard token.elementsEqual("properties".utf8), window.byte == UInt8(ascii: "{") else {
        try skipValue()
        continue
      }
      try open("{", "\"properties\"")
      var isFirstInner = true
      while try nextKey(&isFirstInner) {
        if token.elementsEqual("name".utf8), window.byte == UInt8(ascii: "\"") {
          name = try string("\"name\"")
        } else {
          try skipValue()
        }
      }
    }
    let known = ["CRS84", "EPSG::4326", "EPSG:4326", "WGS84"]
    if known.contains(where: { name?.hasSuffix($0) == true }) { return }
    throw error(.referenceSystem(name ?? "an unnamed reference system"), at: start)
  }
}
