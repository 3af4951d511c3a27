internal import CorridorGeometry

/// Reads the features of a GeoJSON text one after the other, in memory that does not grow with the text.
///
/// The text may be one object, a FeatureCollection, newline-delimited or a text sequence. All of it
/// must be valid JSON, and what it says of geometry valid GeoJSON; which way rings run, bounding boxes
/// and missing properties don't matter. Longitudes may leave -180...180 by up to two turns.
public struct FlatReader: ~Copyable {
  /// What is read beside the geometry.
  public struct Options: Sendable {
    /// The property that names a feature.
    public var label: String?
    /// Whether the text of each feature is kept.
    public var keepsText: Bool
    /// Properties whose place in the text that is kept is noted.
    public var replaced: [String]
    /// The most bytes of one feature.
    public var featureLimit: Int

    /// Creates options.
    public init(
      label: String? = nil, keepsText: Bool = false, replaced: [String] = [],
      featureLimit: Int = GeoJSONLinter.featureLimit
    ) {
      self.label = label
      self.keepsText = keepsText
      self.replaced = replaced
      self.featureLimit = featureLimit
    }
  }

  /// The name of the text for messages.
  public let file: String
  private let options: Options
  private var document: GeoJSONDocument
  /// Where the feature that was read last begins.
  private var mark: JSONScanner.Mark?

  /// Creates a reader of a text.
  public init(_ source: consuming ByteSource, options: Options = Options()) {
    file = source.name
    self.options = options
    document = GeoJSONDocument(
      scanner: GeoJSONScanner(source: source, limit: options.featureLimit, decimals: .max))
  }

  /// Reads the next feature, or geometry alone; false after the last.
  ///
  /// - Throws: `StreamError` for what is wrong with the text, with its position, and for a text that
  ///   can't be read on.
  public mutating func next(into feature: inout FlatFeature) throws(StreamError) -> Bool {
    while let item = try document.next() {
      try refuse()
      switch item {
      case .feature(let found):
        try take(found, into: &feature)
        return true
      case .broken:
        if let finding = document.scanner.findings.first { throw .text(finding.error(in: file)) }
      case .opened, .member, .features, .closed: break
      }
    }
    return false
  }

  /// Where a part of the feature that was read last stands in the text.
  public func position(of part: FlatFeature.Part) -> TextPosition {
    guard let mark else { return .unknown }
    return document.scanner.json.mark(at: part.offset, after: mark).position
  }

  /// Refuses what can't be measured, the first in the text first.
  private func refuse() throws(StreamError) {
    let worst = document.scanner.findings.filter { Self.isFatal($0.problem) }
      .min { $0.position < $1.position }
    if let worst { throw .text(worst.error(in: file)) }
  }

  private static func isFatal(_ problem: GeoJSONError.Problem) -> Bool {
    switch problem {
    case .boundingBox, .boundingBoxDimensions, .boundingBoxLimits, .boundingBoxMisses,
      .boundingBoxAltitudes, .boundingBoxMissesAltitude, .winding, .unclosedRingAltitude, .nullID:
      false
    case .longitude: !problem.isMendable
    case .missing("properties", _): false
    default: problem.severity == .error
    }
  }

  // MARK: - Features

  private mutating func take(
    _ found: RawFeature, into feature: inout FlatFeature
  ) throws(StreamError) {
    mark = found.mark
    feature.clear(at: found.mark.position)
    feature.isBareGeometry = found.isBare
    if let geometry = found.geometry {
      feature.type = geometry.type.rawValue
      append(geometry, to: &feature)
    }
    if options.keepsText { feature.text = Array(document.scanner.json.bytes[found.text]) }
    // What stands in the text was scanned before: nothing here is wrong with it.
    do throws(JSONError) {
      var json = document.scanner.json
      if let id = found.member("id") {
        json.index = id.value.lowerBound
        feature.id = try Self.label(&json)
      }
      if let properties = found.member("properties") {
        let (start, end) = (properties.value.lowerBound, properties.value.upperBound)
        let base = found.text.lowerBound
        feature.properties = (start - base)..<(end - base)
        json.index = start
        try self.properties(&json, base: base, &feature)
      }
    } catch {
      throw .text(GeoJSONError(error, in: file))
    }
  }

  /// Reads what is asked for of the properties that begin at the scanner's next byte.
  private func properties(
    _ json: inout JSONScanner, base: Int, _ feature: inout FlatFeature
  ) throws(JSONError) {
    let isReplacing = options.keepsText && !options.replaced.isEmpty
    guard options.label != nil || isReplacing, json.byte == UInt8(ascii: "{") else { return }
    try json.open()
    var isFirst = true
    var start = json.index
    while let key = try json.nextKey(isFirst: &isFirst) {
      let name = json.text(of: key.extent)
      if name == options.label {
        feature.label = try Self.label(&json)
      } else {
        try json.skipValue()
        if isReplacing, options.replaced.contains(name) {
          feature.replaced.append((start - base)..<(json.index - base))
        }
      }
      start = json.index
    }
  }

  /// Reads a value that may name a feature, a string or a number; nil for any other.
  private static func label(_ json: inout JSONScanner) throws(JSONError) -> FlatFeature.Label? {
    switch json.byte {
    case UInt8(ascii: "\""): return FlatFeature.Label(text: try json.string(), isNumber: false)
    case UInt8(ascii: "-"), 0x30...0x39:
      let start = json.index
      _ = try json.number()
      return FlatFeature.Label(
        text: String(decoding: json.bytes[start..<json.index], as: UTF8.self), isNumber: true)
    default:
      try json.skipValue()
      return nil
    }
  }

  // MARK: - Geometry

  private func append(_ geometry: RawGeometry, to feature: inout FlatFeature) {
    let parts = document.scanner.parts
    switch geometry.type {
    case .collection: for part in geometry.parts { append(part, to: &feature) }
    case .point, .multiPoint:
      for path in parts.paths[geometry.paths] {
        for index in path.range { feature.append(parts.positions[index...index], as: .point) }
      }
    case .lineString, .multiLineString:
      for path in geometry.paths { feature.append(parts.path(path), as: .line) }
    case .polygon, .multiPolygon:
      for polygon in parts.polygons[geometry.polygons].lazy.map(\.range) {
        for index in polygon {
          feature.append(
            parts.path(index), as: index == polygon.lowerBound ? .exterior : .hole)
        }
      }
    }
  }
}

extension FlatFeature {
  /// Appends the positions of a point, a line or a ring; nothing where there are none.
  fileprivate mutating func append(_ positions: ArraySlice<RawPosition>, as kind: Kind) {
    guard let first = positions.first else { return }
    let start = coordinates.count
    coordinates.append(
      contentsOf: positions.lazy.map { Coordinate(longitude: $0.x, latitude: $0.y) })
    parts.append(
      Part(kind, start..<coordinates.count, offset: Int(first.start) - 1))
  }
}
