internal import CorridorGeometry

/// Writes features as a conversion wants them: as they stand where nothing asks for a change.
struct FeatureText {
  let options: ConversionOptions
  let text: GeometryText
  /// What the geometries of the feature consist of.
  let parts: RawParts
  /// The box of the feature as it stands, and of those parts whose longitudes go on beyond 180.
  var standing: BoxCover
  var continued = BoxCover()
  var changes = GeometryShape.Changes()
  /// Lines that get no times, where trips are asked for.
  var timeless = 0

  /// The box of the feature as it is written.
  var cover: BoxCover {
    guard !continued.isEmpty else { return standing }
    var cover = continued
    cover.takeAltitudes(of: standing)
    return cover
  }

  private var bytes: [UInt8] { text.bytes }

  init(
    options: ConversionOptions, bytes: [UInt8], parts: RawParts, cover: BoxCover
  ) {
    self.options = options
    text = GeometryText(bytes: bytes, precision: options.precision)
    self.parts = parts
    standing = cover
  }

  /// Appends a feature, or a geometry alone.
  mutating func append(
    _ feature: RawFeature, to output: inout [UInt8]
  ) throws(GeometryError) {
    if options.writesBoxes, options.antimeridian == .kept { takePoles(feature.geometry) }
    if feature.isBare, let geometry = feature.geometry {
      if options.wrapsGeometries { output.append(contentsOf: Self.wrapping.utf8) }
      try append(geometry, of: feature, times: nil, to: &output)
      if options.writesBoxes, !cover.isEmpty {
        output.removeLast()
        output.append(UInt8(ascii: ","))
        text.appendBox(cover, isContinued: options.antimeridian == .continued, to: &output)
        output.append(UInt8(ascii: "}"))
      }
      if options.wrapsGeometries { output.append(UInt8(ascii: "}")) }
    } else if isKept(feature) {
      copy(feature.text, of: feature, to: &output)
    } else {
      try rebuild(feature, to: &output)
    }
  }

  /// What stands before a geometry alone that becomes a Feature.
  static let wrapping = #"{"type":"Feature","properties":null,"geometry":"#

  private func copy(_ text: Range<Int>, of feature: RawFeature, to output: inout [UInt8]) {
    if feature.hasBreaks, options.layout != .collection {
      self.text.appendCompact(text, to: &output)
    } else {
      output.append(contentsOf: bytes[text])
    }
  }

  // MARK: - What has to change

  /// Whether a feature goes to the output byte by byte.
  func isCopied(_ feature: RawFeature) -> Bool {
    !feature.isBare && isKept(feature) && !(feature.hasBreaks && options.layout != .collection)
  }

  private func isKept(_ feature: RawFeature) -> Bool {
    if options.writesBoxes { return false }
    if let geometry = feature.geometry, needsShape(geometry) || needsRounding(geometry) {
      return false
    }
    switch options.dressing {
    case .tippecanoe, .simplestyle: return false
    case .none, .trips: break
    }
    guard options.isMending else { return true }
    return !feature.members.contains { isDropped($0) } && feature.member("geometry") != nil
      && feature.member("properties") != nil
  }

  private func isDropped(_ member: RawMember) -> Bool {
    switch member.key {
    case "bbox": options.writesBoxes
    case "crs": options.isMending
    case "id": options.isMending && bytes[member.value.lowerBound] == UInt8(ascii: "n")
    default: false
    }
  }

  private func needsShape(_ geometry: RawGeometry) -> Bool {
    if geometry.type == .collection { return geometry.parts.contains(where: needsShape) }
    let state = geometry.state
    if state.contains(.isInvalid) { return false }
    if options.precision != nil, geometry.hasExponent { return true }
    let isArea = geometry.type == .polygon || geometry.type == .multiPolygon
    if isArea, options.winding == .clockwise { return true }
    if options.winding == .rightHand, state.contains(.isMiswound) { return true }
    if options.isMending, state.contains(.isOpen) { return true }
    switch options.antimeridian {
    case .kept: break
    case .cut: if !state.isDisjoint(with: [.jumps, .isBeyond]) { return true }
    case .continued:
      if !state.isDisjoint(with: [.jumps, .touchesAntimeridian]) { return true }
    }
    return options.dressing == .trips && isLine(geometry)
  }

  private func isLine(_ geometry: RawGeometry) -> Bool {
    geometry.type == .lineString || geometry.type == .multiLineString
  }

  private func needsRounding(_ geometry: RawGeometry) -> Bool {
    guard let precision = options.precision else { return false }
    if geometry.type == .collection { return geometry.parts.contains(where: needsRounding) }
    // Decimals of altitudes are not counted.
    return geometry.decimals > precision || geometry.dimensions > 2
  }

  /// Whether a geometry or a part of it has a box of its own that is to go.
  private func hasBox(_ geometry: RawGeometry) -> Bool {
    options.writesBoxes && geometry.state.contains(.hasBox)
  }

  /// Takes in the poles that areas lie round, which have no position there unless they are cut.
  private mutating func takePoles(_ geometry: RawGeometry?) {
    guard let geometry else { return }
    for part in geometry.parts { takePoles(part) }
    for polygon in parts.polygons[geometry.polygons] {
      guard let exterior = polygon.range.first.map({ parts.path($0) }), exterior.count >= 4,
        let pole = RingTurn.pole(of: exterior)
      else { continue }
      standing.add(west: -180, south: pole, east: 180, north: pole)
    }
  }

  // MARK: - Features

  private mutating func rebuild(
    _ feature: RawFeature, to output: inout [UInt8]
  ) throws(GeometryError) {
    var times: Trip?
    if options.dressing == .trips { times = trip(of: feature) }
    output.append(contentsOf: #"{"type":"Feature""#.utf8)
    let start = output.count
    for member in feature.members where member.key != "type" && !isDropped(member) {
      output.append(UInt8(ascii: ","))
      if member.key == "geometry", let geometry = feature.geometry {
        output.append(contentsOf: #""geometry":"#.utf8)
        try append(geometry, of: feature, times: times, to: &output)
        continue
      }
      switch member.key {
      case "properties" where options.dressing == .simplestyle:
        output.append(contentsOf: #""properties":"#.utf8)
        let extra = SimplestyleNames.members(for: value(of: member))
        append(extra, toObject: member.value, of: feature, to: &output)
      default: copy(member.start..<member.value.upperBound, of: feature, to: &output)
      }
    }
    if options.isMending {
      for name in ["properties", "geometry"] where feature.member(name) == nil {
        output.append(contentsOf: #","\#(name)":null"#.utf8)
      }
    }
    if case .tippecanoe(let layer) = options.dressing, feature.member("tippecanoe") == nil {
      output.append(contentsOf: #","tippecanoe":{"layer":"#.utf8)
      JSONWriter.append(layer, to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "}"))
    // The box follows from the geometry as it was written, and stands before it.
    if options.writesBoxes, !cover.isEmpty {
      var box = [UInt8(ascii: ",")]
      text.appendBox(cover, isContinued: options.antimeridian == .continued, to: &box)
      output.insert(contentsOf: box, at: start)
    }
  }

  /// The object or other value of a member.
  private func value(of member: RawMember) -> JSONObject? {
    try? JSONParser().parse(Array(bytes[member.value])).object
  }

  /// Appends an object or null of the text with further members.
  private func append(
    _ extra: JSONObject, toObject value: Range<Int>, of feature: RawFeature,
    to output: inout [UInt8]
  ) {
    guard !extra.isEmpty, bytes[value.lowerBound] == UInt8(ascii: "{") else {
      return copy(value, of: feature, to: &output)
    }
    copy(value.lowerBound..<(value.upperBound - 1), of: feature, to: &output)
    for member in extra.members {
      output.append(UInt8(ascii: ","))
      JSONWriter.append(member.key, to: &output)
      output.append(UInt8(ascii: ":"))
      // These members came from a text and hold what JSON can express.
      try? JSONWriter(.compact).append(member.value, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  // MARK: - Geometries

  private mutating func append(
    _ geometry: RawGeometry, of feature: RawFeature, times: Trip?, to output: inout [UInt8]
  ) throws(GeometryError) {
    let isShaped = needsShape(geometry)
    if options.dressing == .trips, isLine(geometry), !isShaped { timeless += 1 }
    guard isShaped || needsRounding(geometry) || hasBox(geometry) else {
      if options.writesBoxes, options.antimeridian == .continued, geometry.type != .collection {
        takeLongitudes(of: geometry)
      }
      copy(geometry.text, of: feature, to: &output)
      return
    }
    let type = geometry.type
    if !isShaped, options.writesBoxes, options.antimeridian == .continued, type != .collection {
      takeLongitudes(of: geometry)
    }
    output.append(contentsOf: #"{"type":""#.utf8)
    let start = output.count
    output.append(contentsOf: #"\#(type.rawValue)""#.utf8)
    // What becomes of the type shows when the coordinates are written, if they were.
    var written: (type: GeometryType, text: Range<Int>)?
    for member in parts.members[geometry.members] where !isDropped(member) {
      output.append(UInt8(ascii: ","))
      switch member.key {
      case .coordinates where type != .collection && (isShaped || options.precision != nil):
        output.append(contentsOf: #""coordinates":"#.utf8)
        if !isShaped {
          round(member.value, of: feature, to: &output)
        } else if let written {
          output.append(contentsOf: Array(output[written.text]))
        } else {
          let begin = output.count
          let made = try appendShape(of: geometry, times: times, to: &output)
          written = (made, begin..<output.count)
        }
      case .geometries where type == .collection:
        output.append(contentsOf: #""geometries":["#.utf8)
        for (number, part) in geometry.parts.enumerated() {
          if number > 0 { output.append(UInt8(ascii: ",")) }
          try append(part, of: feature, times: nil, to: &output)
        }
        output.append(UInt8(ascii: "]"))
      default: copy(member.text.range, of: feature, to: &output)
      }
    }
    output.append(UInt8(ascii: "}"))
    if let made = written?.type, made != type {
      output.replaceSubrange(
        start..<(start + type.rawValue.utf8.count), with: made.rawValue.utf8)
    }
  }

  /// Whether a member of a geometry that is written anew is left out, or written before the others.
  private func isDropped(_ member: RawGeometryMember) -> Bool {
    switch member.key {
    case .type, .boundingBox: true
    case .referenceSystem: options.isMending
    case .id: options.isMending && bytes[member.value.lowerBound] == UInt8(ascii: "n")
    case .coordinates, .geometries, .other: false
    }
  }

  /// Appends coordinates that nothing but rounding changes.
  private func round(_ text: Range<Int>, of feature: RawFeature, to output: inout [UInt8]) {
    let precision = options.precision ?? 0
    guard feature.hasBreaks, options.layout != .collection else {
      return DecimalText.appendRounding(text, of: bytes, decimals: precision, to: &output)
    }
    var rounded: [UInt8] = []
    DecimalText.appendRounding(text, of: bytes, decimals: precision, to: &rounded)
    output.append(contentsOf: rounded.filter { $0 > 0x20 })
  }

  private func trip(of feature: RawFeature) -> Trip? {
    guard let geometry = feature.geometry, isLine(geometry) else { return nil }
    return feature.member("properties").flatMap { value(of: $0) }.flatMap(Trip.init)
  }
}
