public import CorridorGeoJSON
public import CorridorGeometry

/// What an import takes of a feature.
public struct DrawnFeature: Hashable, Sendable {
  /// Its id as text.
  public var id: String?
  /// Its property `name`.
  public var name: String?
  /// The type of its geometry.
  public var type: String?
  /// Its lines, longitudes within -180...180.
  public private(set) var lines: [[Coordinate]]
  /// Where it begins in its text.
  public var position: TextPosition

  /// Takes what is asked for of a feature.
  public init(_ feature: Feature) {
    id = feature.id?.description
    name = feature.properties["name"]?.string
    type = feature.geometry?.type
    lines = Self.normalised((feature.geometry?.lines ?? []).filter { !$0.isEmpty })
    position = feature.position
  }

  /// Takes what is asked for of a feature as it was read; its label is its name.
  public init(_ feature: FlatFeature) {
    id = feature.id?.text
    name = feature.label.flatMap { $0.isNumber ? nil : $0.text }
    type = feature.type
    lines = Self.normalised(
      feature.parts.filter { $0.kind == .line }.map { Array(feature.coordinates[$0.range]) })
    position = feature.position
  }

  /// The features of a text of any layout, one after the other, each with its property `name`.
  ///
  /// - Throws: `StreamError` for what is wrong with the text, with its position, and for a text that
  ///   can't be read on.
  public static func read(_ source: consuming ByteSource) throws(StreamError) -> [DrawnFeature] {
    var reader = FlatReader(source, options: .init(label: "name"))
    var feature = FlatFeature()
    var features: [DrawnFeature] = []
    while try reader.next(into: &feature) { features.append(DrawnFeature(feature)) }
    return features
  }

  /// Lines that go on beyond longitude 180 come back into the map.
  private static func normalised(_ lines: [[Coordinate]]) -> [[Coordinate]] {
    lines.map { line in
      line.map { position in
        guard position.longitude.magnitude > 180 else { return position }
        return Coordinate(
          longitude: position.longitude.remainder(dividingBy: 360), latitude: position.latitude)
      }
    }
  }
}
