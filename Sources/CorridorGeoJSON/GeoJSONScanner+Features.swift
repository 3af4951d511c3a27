internal import CorridorGeometry

/// Scans features and their members.
extension GeoJSONScanner {
  /// The types that an object may have, by its member `type`.
  enum ObjectKind: Equatable {
    case collection
    case feature
    case geometry(GeometryType)
    /// There is no type, or none of GeoJSON's; the reason is noted.
    case unknown
  }

  /// Finds out the kind of the object that begins here; the next byte stays.
  mutating func kindAhead() throws(JSONError) -> ObjectKind {
    let mark = json.mark
    defer { json.rewind(to: mark) }
    try json.open()
    var isFirst = true
    while let key = try json.nextMember(isFirst: &isFirst) {
      switch key.name {
      case "type": return try kind()
      case "features": return .collection
      default: try json.skipValue()
      }
    }
    return .unknown
  }

  private mutating func kind() throws(JSONError) -> ObjectKind {
    guard json.byte == UInt8(ascii: "\"") else { return .unknown }
    let name = try json.string()
    switch name {
    case "FeatureCollection": return .collection
    case "Feature": return .feature
    default: return GeometryType(rawValue: name).map { .geometry($0) } ?? .unknown
    }
  }

  /// Begins to scan an object: what was found in the one before is forgotten.
  mutating func beginObject() {
    parts.removeAll()
    member = nil
    cover = BoxCover()
    anchor = json.mark
  }

  /// Scans an element of `features`, which must be a Feature.
  mutating func element() throws(JSONError) -> RawFeature? {
    beginObject()
    let place = json.position
    guard json.byte == UInt8(ascii: "{") else {
      try noteKind("an element of \"features\"", expected: "a Feature")
      return nil
    }
    switch try kindAhead() {
    case .feature: return try feature()
    case .collection: note(.misplacedType("FeatureCollection", expected: "a Feature"), at: place)
    case .geometry(let type):
      note(.misplacedType(type.rawValue, expected: "a Feature"), at: place)
    case .unknown: try noteType()
    }
    try skipValue()
    return nil
  }

  /// Notes that the object which begins here has no type, or none of GeoJSON's.
  mutating func noteType() throws(JSONError) {
    let mark = json.mark
    let place = json.position
    try json.open()
    var isFirst = true
    while let key = try json.nextMember(isFirst: &isFirst) {
      if key.name == "type" {
        let at = json.position
        let value = try json.value()
        note(
          value.string.map { .unknownType($0) }
            ?? .wrongKind(member: "\"type\"", found: value.kind, expected: "a string"), at: at)
        json.rewind(to: mark)
        return
      }
      try json.skipValue()
    }
    json.rewind(to: mark)
    note(.missing(member: "type", of: "object"), at: place)
  }

  /// Notes a value of another kind than is expected, and passes over it.
  mutating func noteKind(_ member: String, expected: String) throws(JSONError) {
    let place = json.position
    let start = json.mark
    let kind = try json.kindAhead()
    json.rewind(to: start)
    note(.wrongKind(member: member, found: kind, expected: expected), at: place)
    try skipValue()
  }

  /// Scans the Feature whose brace is the next byte.
  mutating func feature() throws(JSONError) -> RawFeature {
    let start = json.index
    let place = json.position
    var feature = RawFeature(text: start..<start, mark: json.mark)
    var box: RawBox?
    let base = keys.count
    try json.open()
    var isFirst = true
    while let key = try json.nextKey(isFirst: &isFirst) {
      enter(key.extent, at: key.position, since: base)
      let name = json.text(of: key.extent)
      let value = json.index
      switch name {
      case "type": try checkType("Feature")
      case "geometry": feature.geometry = try geometryOrNull()
      case "properties":
        if json.byte == UInt8(ascii: "{") || json.byte == UInt8(ascii: "n") {
          try skipValue()
        } else {
          try noteKind("\"properties\"", expected: "an object or null")
        }
      case "id": try identifier()
      case "bbox": box = try boundingBox()
      case "crs": try referenceSystem()
      case "coordinates", "geometries", "features":
        note(.misplacedMember(name, in: "Feature"), at: key.position)
        try skipValue()
      default: try skipValue()
      }
      feature.members.append(
        RawMember(key: name, start: key.extent.start - 1, value: value..<json.index))
    }
    leaveKeys(since: base)
    for name in ["geometry", "properties"] where feature.member(name) == nil {
      note(.missing(member: name, of: "Feature"), at: place)
    }
    if let box { check(box) }
    feature.text = start..<json.index
    feature.hasBreaks = json.line > feature.mark.position.line
    return feature
  }

  /// Scans the geometry that begins here as one without a feature.
  mutating func bareGeometry() throws(JSONError) -> RawFeature {
    let mark = json.mark
    let geometry = try geometry(isInCollection: false)
    var feature = RawFeature(
      text: mark.index..<json.index, geometry: geometry, isBare: true, mark: mark)
    feature.hasBreaks = json.line > mark.position.line
    return feature
  }

  private mutating func geometryOrNull() throws(JSONError) -> RawGeometry? {
    switch json.byte {
    case UInt8(ascii: "{"): return try geometry(isInCollection: false)
    case UInt8(ascii: "n"): _ = try json.word()
    default: try noteKind("\"geometry\"", expected: "an object or null")
    }
    return nil
  }

  // MARK: - Members

  /// Reads the member `type`, which must be the one that was seen ahead.
  mutating func checkType(_ expected: String) throws(JSONError) {
    let place = json.position
    guard json.byte == UInt8(ascii: "\"") else {
      return try noteKind("\"type\"", expected: "\"\(expected)\"")
    }
    let name = try json.string()
    guard name != expected else { return }
    note(
      .wrongKind(member: "\"type\"", found: "\"\(name)\"", expected: "\"\(expected)\""), at: place)
  }

  private mutating func identifier() throws(JSONError) {
    let place = json.position
    let mark = json.mark
    var hash: UInt64 = 0
    var name = ""
    switch json.byte {
    case UInt8(ascii: "\""):
      let extent = try json.stringExtent()
      hash = self.hash(of: extent)
      if ids != nil { name = "\"\(json.text(of: extent))\"" }
    case UInt8(ascii: "-"), 0x30...0x39:
      let number = try json.number()
      hash = ~number.bitPattern
      if ids != nil { name = NumberText.text(number) }
    case UInt8(ascii: "n"):
      _ = try json.word()
      return note(.nullID, at: place)
    default:
      json.rewind(to: mark)
      return try noteKind("\"id\"", expected: "a string or a number")
    }
    guard let seen = ids, seen.count < Self.mostIDs else { return }
    pendingID = hash
    if seen.contains(hash) { note(.duplicateID(name), at: place) }
  }

  /// Reads a bounding box; nil where it is none, which is noted.
  mutating func boundingBox() throws(JSONError) -> RawBox? {
    let place = json.position
    guard json.byte == UInt8(ascii: "[") else {
      try noteKind("\"bbox\"", expected: "an array")
      return nil
    }
    try json.open()
    var isFirst = true
    var numbers: [Double] = []
    var decimals: [Int] = []
    while try json.nextElement(isFirst: &isFirst) {
      guard json.byte == UInt8(ascii: "-") || (0x30...0x39).contains(json.byte) else {
        try noteKind("an element of \"bbox\"", expected: "a number")
        numbers.append(.nan)
        decimals.append(0)
        continue
      }
      let number = try json.numberAndText()
      numbers.append(number.value)
      decimals.append(number.text.hasExponent ? 15 : min(number.text.decimals, 15))
    }
    guard numbers.count == 4 || numbers.count == 6 else {
      note(.boundingBox(count: numbers.count), at: place)
      return nil
    }
    guard numbers.allSatisfy(\.isFinite) else { return nil }
    let (places, heights) = numbers.count == 4 ? ([0, 1, 2, 3], []) : ([0, 1, 3, 4], [2, 5])
    let flat = places.map { numbers[$0] }
    let isUpright = heights.isEmpty || numbers[2] <= numbers[5]
    if !isUpright {
      note(.boundingBoxAltitudes(lowest: numbers[2], highest: numbers[5]), at: place)
    }
    if let fault = Self.fault(of: flat) {
      note(.boundingBoxLimits(fault), at: place)
      return nil
    }
    // What was rounded may leave out half a step of its last decimal.
    func tolerance(_ indices: [Int]) -> Double {
      let most = indices.map { decimals[$0] }.max() ?? 0
      return (0..<most).reduce(1.0) { step, _ in step / 10 } * 0.500001
    }
    return RawBox(
      limits: BoundingBox(west: flat[0], south: flat[1], east: flat[2], north: flat[3]),
      altitudes: heights.isEmpty || !isUpright ? nil : numbers[2]...numbers[5],
      dimensions: numbers.count / 2, tolerance: tolerance(places),
      altitudeTolerance: tolerance(heights), place: place)
  }

  private static func fault(of box: [Double]) -> String? {
    if abs(box[1]) > 90 || abs(box[3]) > 90 { return "has a latitude outside -90...90" }
    if abs(box[0]) > 180 || abs(box[2]) > 180 { return "has a longitude outside -180...180" }
    return box[1] > box[3] ? "has its south north of its north" : nil
  }

  /// Notes a box of other dimensions than what was scanned, or one that leaves some of it out.
  mutating func check(_ box: RawBox) {
    let dimensions = min(cover.dimensions, 3)
    if dimensions > 0, box.dimensions != dimensions {
      note(
        .boundingBoxDimensions(box: box.dimensions, positions: dimensions), at: box.place)
    }
    if let altitudes = box.altitudes,
      let outside = cover.altitude(outside: altitudes, tolerance: box.altitudeTolerance)
    {
      note(.boundingBoxMissesAltitude(outside), at: box.place)
    }
    guard let outside = cover.position(outside: box.limits, tolerance: box.tolerance) else {
      return
    }
    note(
      .boundingBoxMisses(longitude: outside.longitude, latitude: outside.latitude),
      at: box.place)
  }

  /// Reads the member `crs` of the GeoJSON of 2008.
  mutating func referenceSystem() throws(JSONError) {
    let place = json.position
    let mark = json.mark
    try skipValue()
    let end = json.mark
    json.rewind(to: mark)
    let value = try json.value()
    json.rewind(to: end)
    let name = value["properties"]?["name"]?.string
    let words = name ?? "an unnamed reference system"
    note(
      value.isNull || GeoJSONReader.isWGS84(name)
        ? .redundantReferenceSystem(value.isNull ? "nothing" : words) : .referenceSystem(words),
      at: place)
  }
}
