import Foundation
import Testing

/// What geojson.io asks of a file, its linter first, then its markers and the table that it opened on a click.
///
/// The table is that of the site before June 2026, which was the stricter: the one that followed takes any number.
/// Read in the published source of mapbox/geojson.io (`src/ui/map/util.js`, 0e2c974) and of its linter
/// placemark/check-geojson (`src`, 1acb4b6); the rules are put down here in words of our own.
@Suite struct GeojsonioTests {
  private typealias Object = [String: Any]

  /// How deep the positions of a kind of geometry lie.
  private static let depths = [
    "Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2,
    "MultiPolygon": 3,
  ]

  @Test(arguments: Bundled.names)
  func `its linter has nothing to say`(name: String) throws {
    let json = try Bundled.shared.get().json(name)
    #expect(json["type"] as? String == "FeatureCollection")
    for feature in try #require(json["features"] as? [Object]) {
      let id = feature["id"] as? String ?? ""
      #expect(feature["type"] as? String == "Feature")
      #expect(!id.isEmpty || feature["id"] is NSNumber)
      #expect(feature["properties"] is Object, "\(id)")
      let geometry = try #require(feature["geometry"] as? Object, "\(id): a null stops its markers")
      for key in ["properties", "geometry", "features"] { #expect(geometry[key] == nil, "\(id)") }
      for box in [feature["bbox"], geometry["bbox"]].compactMap({ $0 }) {
        #expect([4, 6].contains(try #require(box as? [Double]).count), "\(id)")
      }
      let type = try #require(geometry["type"] as? String)
      let depth = try #require(Self.depths[type], "\(id): \(type)")
      let coordinates = try #require(geometry["coordinates"])
      let isLine = type.hasSuffix("LineString")
      let isArea = type.hasSuffix("Polygon")
      for line in try Self.lines(coordinates, depth: depth) {
        #expect(line.allSatisfy { (2...3).contains($0.count) }, "\(id)")
        if isLine { #expect(line.count >= 2, "\(id)") }
        if isArea { #expect(line.count >= 4 && line.first == line.last, "\(id)") }
      }
    }
  }

  /// The rows of positions, whatever holds them; a point is a row of one.
  private static func lines(_ value: Any, depth: Int) throws -> [[[Double]]] {
    switch depth {
    case 0: [[try #require(value as? [Double])]]
    case 1: [try #require(value as? [[Double]])]
    default: try #require(value as? [Any]).flatMap { try lines($0, depth: depth - 1) }
    }
  }

  /// Its table shows colours and numbers in fields that take no others; one that does not fit can't be saved.
  @Test(arguments: Bundled.names)
  func `its table takes every style, and offers to add none`(name: String) throws {
    let json = try Bundled.shared.get().json(name)
    for feature in try #require(json["features"] as? [Object]) {
      let id = feature["id"] as? String ?? ""
      let properties = try #require(feature["properties"] as? Object)
      let type = try #require((feature["geometry"] as? Object)?["type"] as? String)
      var wanted = type.hasSuffix("Point") ? ["marker-color", "marker-size"] : ["stroke"]
      if !type.hasSuffix("Point") { wanted += ["stroke-width", "stroke-opacity"] }
      if type.hasSuffix("Polygon") { wanted += ["fill", "fill-opacity"] }
      for key in wanted { #expect(properties[key] != nil, "\(id) has no \(key)") }
      for key in ["marker-color", "stroke", "fill"] {
        guard let value = properties[key] else { continue }
        let text = try #require(value as? String, "\(id): \(key)")
        #expect(text.wholeMatch(of: /#[0-9a-fA-F]{6}/) != nil, "\(id): \(key) is \(text)")
      }
      for key in ["stroke-width", "stroke-opacity", "fill-opacity"] {
        guard let value = properties[key] else { continue }
        let number = try #require(value as? Double, "\(id): \(key)")
        let tenths = (number * 10).rounded()
        #expect(abs(number * 10 - tenths) < 1e-9, "\(id): \(key) \(number) is no tenth")
        #expect((0...(key == "stroke-width" ? 1_000 : 10)).contains(tenths), "\(id): \(key)")
      }
      if let size = properties["marker-size"] {
        #expect(["small", "medium", "large"].contains(try #require(size as? String)), "\(id)")
      }
    }
  }
}
