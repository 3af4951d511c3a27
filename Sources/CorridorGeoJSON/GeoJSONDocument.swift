/// Walks through a GeoJSON text of any layout: one object, a FeatureCollection, or a sequence of
/// texts (newline-delimited, or with the record separators of RFC 8142).
struct GeoJSONDocument: ~Copyable {
  /// A part of the text, in order.
  enum Item {
    /// A FeatureCollection begins.
    case opened
    /// A member of it other than `features`.
    case member(RawMember)
    /// Its array `features` begins.
    case features
    /// A Feature, or a geometry alone.
    case feature(RawFeature)
    /// Something that is not understood; the findings say why.
    case broken
    /// The FeatureCollection ends.
    case closed
  }

  private enum Place {
    case start
    case between
    case collection
    case features
  }

  var scanner: GeoJSONScanner
  private var place = Place.start
  private var isFirst = true
  /// The keys of the collection so far.
  private var keys: [String: TextPosition] = [:]
  private var opening = TextPosition.unknown
  private var box: RawBox?
  private var total = BoxCover()
  /// Whether texts are set apart by record separators.
  private(set) var hasSeparators = false
  /// Whether a record separator stands behind the last text.
  private var isAfterSeparator = false
  /// The line on which the last text ended.
  private var endLine = 0
  /// Features and geometries so far.
  private(set) var count = 0
  /// Texts so far.
  private var texts = 0
  /// Whether no text came before this one.
  var isFirstText: Bool { texts <= 1 }

  init(scanner: consuming GeoJSONScanner) {
    self.scanner = scanner
  }

  /// Moves to the next part of the text; nil at its end.
  mutating func next() throws(StreamError) -> Item? {
    scanner.findings.removeAll(keepingCapacity: true)
    switch place {
    case .start, .between: return try record()
    case .collection: return try member()
    case .features: return try element()
    }
  }

  /// Whether another text follows; what was scanned last is forgotten.
  mutating func hasMore() throws(StreamError) -> Bool {
    if place == .start || place == .between { try skipSeparators() }
    return !scanner.json.isAtEnd
  }

  // MARK: - Texts

  private mutating func record() throws(StreamError) -> Item? {
    if place == .start { try skipByteOrderMark() }
    try skipSeparators()
    let isSeparated = isAfterSeparator
    isAfterSeparator = false
    if scanner.json.isAtEnd {
      if place == .start { throw failure(.empty) }
      return nil
    }
    // Texts follow each other on lines of their own or behind separators.
    if place == .between, scanner.json.line <= endLine, !isSeparated {
      throw failure(.trailingText(scanner.json.found))
    }
    place = .between
    texts += 1
    opening = scanner.json.position
    guard scanner.json.byte == UInt8(ascii: "{") else {
      return try scanner.whole { (scanner) throws(JSONError) in
        scanner.beginObject()
        try scanner.noteKind("the document", expected: "an object")
        return .broken
      }
    }
    let item = try scanner.whole { (scanner) throws(JSONError) -> Item in
      scanner.beginObject()
      switch try scanner.kindAhead() {
      case .collection:
        try scanner.json.open()
        return .opened
      case .feature: return .feature(try scanner.feature())
      case .geometry:
        let geometry = try scanner.bareGeometry()
        return geometry.geometry == nil ? .broken : .feature(geometry)
      case .unknown:
        try scanner.noteType()
        try scanner.skipValue()
        return .broken
      }
    }
    if case .opened = item {
      (place, isFirst) = (.collection, true)
      (keys, box, total) = ([:], nil, BoxCover())
    } else {
      count += 1
      endLine = scanner.json.line
      total.merge(scanner.cover)
    }
    return item
  }

  private mutating func skipByteOrderMark() throws(StreamError) {
    while scanner.json.bytes.count < 4, !scanner.isWhole { try scanner.refill() }
    if scanner.json.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      scanner.note(.json(.byteOrderMark), at: scanner.json.position)
      scanner.json.index = 3
      scanner.json.lineStart = 3
    }
    do throws(JSONError) {
      try scanner.json.checkEncoding()
    } catch {
      throw .text(GeoJSONError(error, in: scanner.source.name))
    }
  }

  /// Passes over white space and record separators.
  private mutating func skipSeparators() throws(StreamError) {
    while true {
      scanner.json.skipSpace()
      if scanner.json.byte == 0x1E {
        (hasSeparators, isAfterSeparator) = (true, true)
        scanner.json.index += 1
      } else if !scanner.json.isAtEnd || scanner.isWhole {
        return
      } else {
        try scanner.refill()
      }
    }
  }

  private func failure(_ problem: JSONError.Problem) -> StreamError {
    .text(GeoJSONError(scanner.json.failure(problem), in: scanner.source.name))
  }

  // MARK: - Collections

  private mutating func element() throws(StreamError) -> Item {
    var isFirst = isFirst
    let item = try scanner.whole { (scanner) throws(JSONError) -> Item? in
      var first = isFirst
      guard try scanner.json.nextElement(isFirst: &first) else { return nil }
      let feature = try scanner.element()
      return feature.map { .feature($0) } ?? .broken
    }
    isFirst = false
    self.isFirst = isFirst
    guard let item else {
      place = .collection
      self.isFirst = false
      return try member()
    }
    count += 1
    total.merge(scanner.cover)
    return item
  }

  private enum Member {
    case end
    case features
    case other(RawMember)
  }

  private mutating func member() throws(StreamError) -> Item {
    let isFirst = isFirst
    let keys = keys
    var read: (key: String, position: TextPosition)?
    var box: RawBox?
    let member = try scanner.whole { (scanner) throws(JSONError) -> Member in
      scanner.beginObject()
      var first = isFirst
      guard let key = try scanner.json.nextKey(isFirst: &first) else { return .end }
      let name = scanner.json.text(of: key.extent)
      scanner.member = name
      if let first = keys[name] {
        scanner.note(.json(.duplicateKey(name, first: first)), at: key.position)
      }
      read = (name, key.position)
      let value = scanner.json.index
      switch name {
      case "features" where keys[name] == nil:
        if scanner.json.byte == UInt8(ascii: "[") {
          try scanner.json.open()
          return .features
        }
        try scanner.noteKind("\"features\"", expected: "an array")
      case "type": try scanner.checkType("FeatureCollection")
      case "bbox": box = try scanner.boundingBox()
      case "crs": try scanner.referenceSystem()
      case "coordinates", "geometries", "geometry", "properties":
        scanner.note(.misplacedMember(name, in: "FeatureCollection"), at: key.position)
        try scanner.skipValue()
      default: try scanner.skipValue()
      }
      return .other(
        RawMember(key: name, start: key.extent.start - 1, value: value..<scanner.json.index))
    }
    self.isFirst = false
    if let read { self.keys[read.key] = self.keys[read.key] ?? read.position }
    if let box { self.box = box }
    switch member {
    case .end: return close()
    case .features:
      (place, self.isFirst) = (.features, true)
      return .features
    case .other(let member): return .member(member)
    }
  }

  private mutating func close() -> Item {
    place = .between
    endLine = scanner.json.line
    for name in ["type", "features"] where keys[name] == nil {
      scanner.note(.missing(member: name, of: "FeatureCollection"), at: opening)
    }
    scanner.cover = total
    if let box { scanner.check(box) }
    return .closed
  }
}
