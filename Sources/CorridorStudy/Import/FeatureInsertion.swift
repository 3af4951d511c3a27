public import CorridorGeoJSON
import CorridorGeometry

/// Puts features behind those of a FeatureCollection without touching what is there.
public enum FeatureInsertion {
  /// A collection whose end of features can't be found.
  public struct NoCollectionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and the remedy.
    public let description = "the file is no FeatureCollection; mend it with `corridor lint --fix`"
  }

  /// The bytes of a collection with features behind its own, one a line.
  ///
  /// - Parameters:
  ///   - features: What is put in.
  ///   - bytes: The text of a FeatureCollection, valid JSON.
  /// - Returns: The text with the features, everything else as it was.
  /// - Throws: `NoCollectionError`, or `JSONWriter.NotFiniteError` for a coordinate that is no number.
  public static func inserting(
    _ features: [Feature], into bytes: [UInt8]
  ) throws -> [UInt8] {
    guard let end = endOfFeatures(bytes) else { throw NoCollectionError() }
    guard !features.isEmpty else { return bytes }
    var head = Array(bytes[..<end])
    while let last = head.last, last <= 0x20 { head.removeLast() }
    let isEmpty = head.last == UInt8(ascii: "[")
    let writer = JSONWriter(.compact)
    for (index, feature) in features.enumerated() {
      if !(isEmpty && index == 0) { head.append(UInt8(ascii: ",")) }
      head.append(UInt8(ascii: "\n"))
      try writer.append(value(of: feature), to: &head)
    }
    head.append(UInt8(ascii: "\n"))
    return head + bytes[end...]
  }

  /// A link or a place as JSON, its coordinates to a hundred-thousandth of a degree.
  private static func value(of feature: Feature) -> JSONValue {
    var object = JSONObject()
    object["type"] = "Feature"
    if let id = feature.id { object["id"] = id.value }
    let coordinates: JSONValue =
      if case .point(let position) = feature.geometry {
        value(of: position)
      } else {
        .array((feature.geometry?.lines.first ?? []).map(value))
      }
    object["geometry"] = [
      "type": .string(feature.geometry?.type ?? "LineString"), "coordinates": coordinates,
    ]
    object["properties"] = .object(feature.properties)
    return .object(object)
  }

  private static func value(of position: Coordinate) -> JSONValue {
    [
      .number(LinkImport.rounded(position.longitude)),
      .number(LinkImport.rounded(position.latitude)),
    ]
  }

  /// Where the bracket stands that closes the array of features; nil for what is no collection.
  private static func endOfFeatures(_ bytes: [UInt8]) -> Int? {
    var depth = 0
    var index = 0
    var word: Range<Int>?
    var isInside = false
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let start = index + 1
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        word = start..<min(index, bytes.count)
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "["):
        depth += 1
        if depth == 2, let word, bytes[word].elementsEqual("features".utf8) { isInside = true }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if isInside, depth == 2 { return index }
        depth -= 1
      default: break
      }
      index += 1
    }
    return nil
  }
}
