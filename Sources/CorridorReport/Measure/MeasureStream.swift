public import CorridorGeoJSON
import CorridorGeometry
import CorridorUnits

/// The measures of many features as one text, feature by feature.
public struct MeasureStream {
  /// How the text is laid out.
  public enum Format: String, Sendable, CaseIterable {
    /// A row for each feature and area.
    case csv
    /// The same as a table of Markdown.
    case markdown
    /// An object for each feature, as docs/measure.md says.
    case json
    /// The features themselves with their measures as properties.
    case geojson
  }

  /// Properties that GeoJSON gets; those of the same name are replaced.
  public static let properties = [
    "length_km", "length_km_reason", "outside_km", "area_km2", "area_km2_reason", "areas",
    "length_km_by_area", "crossings",
  ]

  private static let columns = [
    "id", "type", "area", "length_km", "total_km", "area_km2", "crossings",
  ]

  private let format: Format
  private let names: [String]
  private let writer = JSONWriter(.compact)
  private var count = 0

  /// Creates a stream.
  ///
  /// - Parameters:
  ///   - format: how the text is laid out.
  ///   - names: the names of the areas.
  public init(_ format: Format, names: [String]) {
    self.format = format
    self.names = names
  }

  /// What comes before the first feature.
  public var head: String {
    switch format {
    case .csv: Self.columns.joined(separator: ",") + "\n"
    case .markdown:
      "| " + Self.columns.joined(separator: " | ") + " |\n"
        + "| --- | --- | --- | ---: | ---: | ---: | ---: |\n"
    case .json: "{\"features\": ["
    case .geojson: "{\"type\":\"FeatureCollection\",\"features\":["
    }
  }

  /// What comes after the last feature.
  public var tail: String {
    switch format {
    case .csv, .markdown: ""
    case .json, .geojson: count == 0 ? "]}\n" : "\n]}\n"
    }
  }

  /// Appends a feature.
  ///
  /// - Parameters:
  ///   - measured: its measures.
  ///   - feature: the feature, with its text where GeoJSON is written.
  ///   - bytes: what is appended to.
  /// - Throws: `JSONWriter.NotFiniteError`, which no feature that was read should cause.
  public mutating func append(
    _ measured: MeasuredFeature, of feature: FlatFeature, to bytes: inout [UInt8]
  ) throws(JSONWriter.NotFiniteError) {
    if format == .json || format == .geojson {
      FixedText.append(count == 0 ? "\n" : ",\n", to: &bytes)
    }
    count += 1
    switch format {
    case .csv, .markdown: rows(measured, &bytes)
    case .json:
      FixedText.append("{\"id\":", to: &bytes)
      try append(measured.id, to: &bytes)
      let start = bytes.count
      try writer.append(.object(object(measured)), to: &bytes)
      bytes[start] = UInt8(ascii: ",")
    case .geojson: try self.feature(measured, feature, &bytes)
    }
  }

  // MARK: - CSV

  private func rows(_ measured: MeasuredFeature, _ bytes: inout [UInt8]) {
    let isMarkdown = format == .markdown
    let gap = isMarkdown ? " | " : ","
    for (area, length, crossings) in measured.parts {
      if isMarkdown { FixedText.append("| ", to: &bytes) }
      for cell in [measured.id.text, measured.type ?? "", area.map { names[$0] } ?? "-"] {
        if isMarkdown {
          FixedText.append(
            Text.replacing(["|": "\\|", "\n": " ", "\r": " "], in: cell), to: &bytes)
        } else {
          FixedText.append(cell: cell, to: &bytes)
        }
        FixedText.append(gap, to: &bytes)
      }
      if measured.hasLines { FixedText.append(length.kilometres, to: &bytes) }
      FixedText.append(gap, to: &bytes)
      if let total = measured.kilometres { FixedText.append(total, to: &bytes) }
      FixedText.append(gap, to: &bytes)
      if let square = measured.squareKilometres { FixedText.append(square, to: &bytes) }
      FixedText.append(gap + (measured.hasLines ? "\(crossings)" : ""), to: &bytes)
      FixedText.append(isMarkdown ? " |\n" : "\n", to: &bytes)
    }
  }

  // MARK: - JSON

  /// The members of a feature but its id.
  private func object(_ measured: MeasuredFeature) -> JSONObject {
    var object = JSONObject()
    object["type"] = measured.type.map { .string($0) } ?? .null
    for (key, value) in properties(measured) { object[key] = value }
    object["crossings"] = .array(
      places(measured.measure.crossings).map { place in
        .object([
          "lon": .number(Double(place.east) / 1e6), "lat": .number(Double(place.north) / 1e6),
          "leaves": .array(place.leaves.map { .string(names[$0]) }),
          "enters": .array(place.enters.map { .string(names[$0]) }),
        ])
      })
    return object
  }

  /// Appends an id as the file has it: a number with all of its digits, or a string.
  private func append(
    _ label: FlatFeature.Label, to bytes: inout [UInt8]
  ) throws(JSONWriter.NotFiniteError) {
    guard label.isNumber else { return try writer.append(.string(label.text), to: &bytes) }
    bytes += label.text.utf8
  }

  /// A place on a line with what is left and entered there.
  private struct Passage {
    var east: Int64
    var north: Int64
    var leaves: [Int] = []
    var enters: [Int] = []
  }

  /// The crossings in the order of the line; those at one place together.
  private func places(_ crossings: [AreaMeasure.Crossing]) -> [Passage] {
    var passages: [Passage] = []
    for (crossing, position) in zip(crossings, CrossingPlace.positions(of: crossings)) {
      let (east, north) = position
      if passages.last?.east != east || passages.last?.north != north {
        passages.append(Passage(east: east, north: north))
      }
      let last = passages.count - 1
      if crossing.isEntry {
        passages[last].enters.append(crossing.area)
      } else {
        passages[last].leaves.append(crossing.area)
      }
    }
    return passages
  }

  /// The measures by their names, all but the list of crossings.
  private func properties(_ measured: MeasuredFeature) -> [(String, JSONValue)] {
    let measure = measured.measure
    func kilometres(_ length: Length) -> JSONValue {
      .number(NumberFormat.decimals(length.kilometres, 6))
    }
    var values: [(String, JSONValue)] = []
    if measured.hasLines {
      values.append(("length_km", kilometres(measure.length)))
      values.append(("outside_km", kilometres(measure.outside)))
    } else if let reason = measured.lengthReason {
      values.append(("length_km", .null))
      values.append(("length_km_reason", .string(reason)))
    }
    if let square = measured.squareKilometres {
      values.append(("area_km2", .number(NumberFormat.decimals(square, 6))))
    } else if let reason = measured.areaReason {
      values.append(("area_km2", .null))
      values.append(("area_km2_reason", .string(reason)))
    }
    values.append(("areas", .array(measure.shares.map { .string(names[$0.area]) })))
    if measured.hasLines {
      var lengths = JSONObject()
      for share in measure.shares { lengths[names[share.area]] = kilometres(share.length) }
      values.append(("length_km_by_area", .object(lengths)))
    }
    return values
  }

  // MARK: - GeoJSON

  private func feature(
    _ measured: MeasuredFeature, _ feature: FlatFeature, _ bytes: inout [UInt8]
  ) throws(JSONWriter.NotFiniteError) {
    var object = JSONObject()
    for (key, value) in properties(measured) { object[key] = value }
    if measured.hasLines {
      object["crossings"] = .integer(CrossingPlace.places(measured.measure.crossings).count)
    }
    var added: [UInt8] = []
    try writer.append(.object(object), to: &added)
    let text = feature.text
    if feature.isBareGeometry {
      FixedText.append("{\"type\":\"Feature\",\"properties\":", to: &bytes)
      bytes += added
      FixedText.append(",\"geometry\":", to: &bytes)
      bytes += text
      bytes.append(UInt8(ascii: "}"))
    } else if let properties = feature.properties {
      bytes += text[..<properties.lowerBound]
      bytes.append(UInt8(ascii: "{"))
      let kept = Self.members(text, properties, without: feature.replaced)
      bytes += kept
      if !kept.isEmpty { bytes.append(UInt8(ascii: ",")) }
      bytes += added.dropFirst()
      bytes += text[properties.upperBound...]
    } else {
      bytes += text.dropLast()
      FixedText.append(",\"properties\":", to: &bytes)
      bytes += added
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The text of the members of an object without some of them.
  private static func members(
    _ text: [UInt8], _ range: Range<Int>, without cuts: [Range<Int>]
  ) -> ArraySlice<UInt8> {
    guard range.count > 2, text[range.lowerBound] == UInt8(ascii: "{") else { return [] }
    var kept: [UInt8] = []
    var start = range.lowerBound + 1
    for cut in cuts {
      kept += text[start..<cut.lowerBound]
      start = cut.upperBound
    }
    kept += text[start..<(range.upperBound - 1)]
    func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
    var members = kept[...]
    while let first = members.first, isSpace(first) || first == UInt8(ascii: ",") {
      members.removeFirst()
    }
    while let last = members.last, isSpace(last) { members.removeLast() }
    return members
  }
}
