public import CorridorGeoJSON
public import CorridorGeometry

/// Reads the polygons of a GeoJSON text as named areas.
public struct AreaReader {
  /// The areas.
  public private(set) var areas = AreaCollection()
  /// How many features had no name and are called by their place in the text, from 0, as `#0`.
  public private(set) var unnamed = 0
  /// The first name of the text that looks like one of a place; nil without one.
  public private(set) var mistakable: String?
  /// How many features had no polygon and were left out.
  public private(set) var ignored = 0

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - source: where the text comes from.
  ///   - key: the property that names a feature; nil for its `id`.
  /// - Throws: `StreamError`, or an error of a polygon with file, line and column.
  public init(_ source: consuming ByteSource, key: String?) throws {
    var reader = FlatReader(source, options: .init(label: key))
    var feature = FlatFeature()
    var count = 0
    while try reader.next(into: &feature) {
      defer { count += 1 }
      let name = key == nil ? feature.id : feature.label
      var parts = feature.parts[...].filter { $0.kind == .exterior || $0.kind == .hole }[...]
      guard !parts.isEmpty else {
        ignored += 1
        continue
      }
      if let name {
        if mistakable == nil, PlaceName.isMistakable(name.text) { mistakable = name.text }
      } else {
        unnamed += 1
      }
      while let exterior = parts.popFirst() {
        let holes = parts.prefix { $0.kind == .hole }
        parts = parts.dropFirst(holes.count)
        let called = name?.text ?? PlaceName.text(count)
        do {
          try areas.add(
            feature.coordinates, rings: [exterior.range] + holes.map(\.range),
            of: called)
        } catch {
          throw MeasureError("\(reader.file):\(reader.position(of: exterior)): error: \(error)")
        }
      }
    }
    guard areas.names.isEmpty || unnamed == 0 || key == nil || unnamed < areas.names.count else {
      throw MeasureError(
        "--key: error: no polygon of \(reader.file) has the property \"\(key ?? "")\"; "
          + "name one that they have, or leave --key out")
    }
  }
}

/// Why areas could not be read, in one line.
public struct MeasureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what to do about it.
  public let description: String

  /// Creates an error.
  public init(_ description: String) {
    self.description = description
  }
}
