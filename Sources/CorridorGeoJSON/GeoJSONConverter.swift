internal import CorridorGeometry

/// Rewrites GeoJSON of any size, piece by piece; memory holds one feature at a time.
///
/// What nothing asks to change keeps its text, digit by digit: ids, properties, foreign members,
/// altitudes, null geometries, members behind `features`.
public struct GeoJSONConverter: ~Copyable {
  /// What a conversion did.
  public struct Summary: Hashable, Sendable {
    /// Features and geometries that were written.
    public var features = 0
    /// Features of them that have no geometry.
    public var empty = 0
    /// Rings that were reversed.
    public var rewound = 0
    /// Rings that were closed.
    public var closed = 0
    /// Geometries that were cut at the antimeridian.
    public var cut = 0
    /// Geometries whose longitudes were let go on beyond 180.
    public var continued = 0
    /// Positions that were brought back into -180...180.
    public var wrapped = 0
    /// Lines that got no times where trips are asked for: their properties tell of none or of a
    /// wrong number of them, or they are in parts that are no legs of one journey.
    public var timeless = 0
    /// What the first geometry consists of; nil while there is none.
    public var shapes: QGISStyle.Shapes?
    /// How many geometries of the text are of which type, by its name; those without a position are left out.
    public var types: [String: Int] = [:]
    /// Members of a collection that the output has no place for.
    public var droppedMembers: [String] = []
  }

  private let options: ConversionOptions
  private var document: GeoJSONDocument
  private var total = BoxCover()
  /// What was done so far.
  public private(set) var summary = Summary()
  /// The name of the text for messages.
  public let file: String

  private enum State {
    case start
    /// In a collection of the output, before or behind a feature.
    case empty
    case filled
    case done
  }

  private var state = State.start
  /// What is left of a large feature that goes to the output as it is.
  private var copying = 0..<0
  /// Members that stand behind the features.
  private var tail: [UInt8] = []
  /// Whether the text has begun a collection that did not end yet.
  private var isInside = false

  /// Creates a converter of a text.
  public init(_ source: consuming ByteSource, options: ConversionOptions) {
    self.options = options
    file = source.name
    document = GeoJSONDocument(
      scanner: GeoJSONScanner(
        source: source, depthLimit: options.depthLimit, limit: options.featureLimit,
        decimals: Int.max))
  }

  /// Appends the next piece of the output, about a megabyte; false at its end.
  ///
  /// - Throws: `StreamError` for what is wrong with the text, with its position.
  public mutating func appendNext(to output: inout [UInt8]) throws(StreamError) -> Bool {
    guard state != .done else { return false }
    let start = output.count
    while output.count - start < ByteSource.defaultPieceSize {
      if !copying.isEmpty {
        let piece = copying.prefix(ByteSource.defaultPieceSize)
        output.append(contentsOf: document.scanner.json.bytes[piece])
        copying = piece.upperBound..<copying.upperBound
        if copying.isEmpty, options.layout != .collection || isAlone {
          output.append(UInt8(ascii: "\n"))
        }
        continue
      }
      guard let item = try document.next() else {
        finish(&output)
        state = .done
        break
      }
      try check()
      try append(item, to: &output)
    }
    return true
  }

  /// Converts a text that is at hand.
  ///
  /// - Throws: `StreamError` for what is wrong with it.
  public static func convert(
    _ bytes: [UInt8], file: String, options: ConversionOptions
  ) throws(StreamError) -> (bytes: [UInt8], summary: Summary) {
    var converter = GeoJSONConverter(ByteSource(bytes: bytes, name: file), options: options)
    var output: [UInt8] = []
    while try converter.appendNext(to: &output) {}
    return (output, converter.summary)
  }

  /// Refuses what can neither be mended nor passed on.
  private func check() throws(StreamError) {
    guard !options.isLenient else { return }
    let worst = document.scanner.findings.first { finding in
      guard finding.severity == .error, !finding.isMendable else { return false }
      return !(options.writesBoxes && finding.code == "bbox")
    }
    if let worst { throw .text(worst.error(in: file)) }
  }

  // MARK: - Items

  private mutating func append(
    _ item: GeoJSONDocument.Item, to output: inout [UInt8]
  ) throws(StreamError) {
    switch item {
    case .opened:
      isInside = true
      if options.layout == .collection, state == .start, document.isFirstText { open(&output) }
    case .member(let member): append(member, to: &output)
    case .features:
      if options.layout == .collection { openFeatures(&output) }
    case .feature(let feature): try append(feature, to: &output)
    case .broken:
      guard let finding = document.scanner.findings.first else { return }
      throw .text(finding.error(in: file))
    case .closed: isInside = false
    }
  }

  private mutating func open(_ output: inout [UInt8]) {
    output.append(contentsOf: #"{"type":"FeatureCollection""#.utf8)
  }

  private mutating func openFeatures(_ output: inout [UInt8]) {
    // A second collection of a sequence goes on with the array of the first.
    guard state == .start else { return }
    output.append(contentsOf: #","features":["#.utf8)
    state = .empty
  }

  private mutating func append(_ member: RawMember, to output: inout [UInt8]) {
    switch member.key {
    case "type": return
    case "bbox" where options.writesBoxes || options.antimeridian == .continued: return
    case "crs" where options.isMending: return
    default: break
    }
    let isFirst = document.isFirstText
    guard options.layout == .collection, isFirst else {
      if !summary.droppedMembers.contains(member.key), summary.droppedMembers.count < 20 {
        summary.droppedMembers.append(member.key)
      }
      return
    }
    let text = document.scanner.json.bytes[member.start..<member.value.upperBound]
    if state == .start {
      output.append(UInt8(ascii: ","))
      output.append(contentsOf: text)
    } else {
      tail.append(UInt8(ascii: ","))
      tail.append(contentsOf: text)
    }
  }

  private mutating func append(
    _ feature: RawFeature, to output: inout [UInt8]
  ) throws(StreamError) {
    if options.layout == .collection, !isInside, state == .start {
      return try appendAlone(feature, to: &output)
    }
    separate(&output)
    let isWrapped = feature.isBare && options.layout == .collection && !options.wrapsGeometries
    if isWrapped { output.append(contentsOf: FeatureText.wrapping.utf8) }
    try write(feature, to: &output)
    if isWrapped { output.append(UInt8(ascii: "}")) }
    if options.layout != .collection, copying.isEmpty { output.append(UInt8(ascii: "\n")) }
  }

  /// Writes a feature; a large one that nothing changes is left to be copied piece by piece.
  private mutating func write(
    _ feature: RawFeature, isWaiting: Bool = false, to output: inout [UInt8]
  ) throws(StreamError) {
    var text = FeatureText(
      options: options, bytes: document.scanner.json.bytes, parts: document.scanner.parts,
      cover: document.scanner.cover)
    let isLarge = feature.text.count > ByteSource.defaultPieceSize
    if isLarge, !isWaiting, text.isCopied(feature) {
      copying = feature.text
    } else {
      if isLarge { output.reserveCapacity(output.count + feature.text.count) }
      do throws(GeometryError) {
        try text.append(feature, to: &output)
      } catch {
        let start = feature.geometry?.text.lowerBound ?? feature.text.lowerBound
        let place = document.scanner.json.mark(at: start, after: feature.mark)
        throw .text(GeoJSONError(.cut(error.description), file: file, at: place.position))
      }
    }
    if options.writesBoxes { total.merge(text.cover) }
    summary.features += 1
    if let geometry = feature.geometry, !geometry.hasNoPosition {
      summary.types[geometry.type.rawValue, default: 0] += 1
    } else {
      summary.empty += 1
    }
    if summary.shapes == nil, let geometry = feature.geometry {
      summary.shapes = QGISStyle.Shapes(geometry)
    }
    summary.rewound += text.changes.rewound
    summary.closed += text.changes.closed
    summary.cut += text.changes.cut
    summary.continued += text.changes.continued
    summary.wrapped += text.changes.wrapped
    summary.timeless += text.timeless
  }

  /// Writes a feature that is the first text: alone where nothing follows, else in a collection.
  private mutating func appendAlone(
    _ feature: RawFeature, to output: inout [UInt8]
  ) throws(StreamError) {
    isAlone = try document.scanner.isAtEnd()
    let start = output.count
    try write(feature, isWaiting: !isAlone, to: &output)
    if !isAlone { isAlone = try !document.hasMore() }
    if isAlone {
      if copying.isEmpty { output.append(UInt8(ascii: "\n")) }
      return
    }
    var head: [UInt8] = []
    open(&head)
    openFeatures(&head)
    separate(&head)
    let isWrapped = feature.isBare && !options.wrapsGeometries
    if isWrapped { head.append(contentsOf: FeatureText.wrapping.utf8) }
    output.insert(contentsOf: head, at: start)
    if isWrapped { output.append(UInt8(ascii: "}")) }
  }

  /// Whether the output is one feature or geometry without a collection.
  private var isAlone = false

  private mutating func separate(_ output: inout [UInt8]) {
    switch options.layout {
    case .collection:
      output.append(contentsOf: (state == .filled ? ",\n" : "\n").utf8)
      state = .filled
    case .lines: break
    case .sequence: output.append(0x1E)
    }
  }

  private mutating func finish(_ output: inout [UInt8]) {
    guard options.layout == .collection, !isAlone else { return }
    if state == .start { return output.append(contentsOf: "}\n".utf8) }
    output.append(contentsOf: (state == .filled ? "\n]" : "]").utf8)
    output.append(contentsOf: tail)
    if options.writesBoxes, !total.isEmpty {
      output.append(UInt8(ascii: ","))
      GeometryText(bytes: [], precision: options.precision).appendBox(
        total, isContinued: options.antimeridian == .continued, to: &output)
    }
    output.append(contentsOf: "}\n".utf8)
  }
}
