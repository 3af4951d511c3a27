import Corridor
import Foundation
import Testing

@Suite struct ExportedFileTests {
  @Test(arguments: Bundled.names)
  func `a file is strict GeoJSON with attribution, worldview and unique ids`(name: String) throws {
    let bundled = try Bundled.shared.get()
    let file = try bundled.file(name)
    let collection = try GeoJSONReader.read(bytes: file.bytes, file: name)
    #expect(collection.notes.isEmpty, "\(collection.notes)")
    #expect(collection.features.count == file.features && file.features > 0)
    let ids = collection.features.compactMap { $0.id?.description }
    #expect(Set(ids).count == collection.features.count)
    #expect(!ids.contains("") && !ids.contains("-99"))
    let json = try bundled.json(name)
    for key in ["attribution", "worldview", "study", "price_base"] {
      #expect((json[key] as? String)?.isEmpty == false, "no \(key)")
    }
    #expect(json["crs"] == nil)
    #expect(file.bytes.count <= 5_000_000)
    #expect(file.bytes.last == 0x0A)
  }

  @Test func `every crossing has a name in Korean and Russian, of its own or of the two countries`()
    throws
  {
    var names: [String: String] = [:]
    for feature in try features("crossings.geojson") {
      let id = try #require(feature["id"] as? String)
      let properties = try #require(feature["properties"] as? [String: Any])
      for key in ["name", "name_ko", "name_ru"] {
        #expect((properties[key] as? String)?.isEmpty == false, "\(id) has no \(key)")
      }
      names[id] = properties["name_ru"] as? String
      // What a pipe's own crossing says is told; what the bridge beside says of trains is not.
      if id.hasPrefix("espo-china:") { #expect(properties["open"] as? Bool == true) }
      if id.hasPrefix("hv-tkr:") {
        #expect(properties["open"] is NSNull)
        // Its sources are those of a line of its own.
        let sources = Set(try #require(properties["sources"] as? [String]))
        let lines = try Bundled.shared.get().study.links.filter { $0.mode == .powerLine }
        let isOfALine = lines.contains { line in
          sources == Set(line.sources + [line.declared?.source].compactMap(\.self))
        }
        #expect(isOfALine, "\(id): \(sources)")
      }
    }
    #expect(names["gas-tkr:1-RU-KP"] == "Россия-КНДР")
    #expect(names["rajin-spur:1-RU-KP"] == "Мост Дружбы")
    #expect(names["espo-china:1-RU-CN"]?.contains("Мохэ") == true)
  }

  @Test(arguments: Bundled.names)
  func `every shape is in range, closed, wound by the right hand, within 7 decimals`(
    name: String
  ) throws {
    for feature in try features(name) {
      let id = feature["id"] as? String ?? "?"
      guard let geometry = feature["geometry"] as? [String: Any] else {
        Issue.record("\(id) has no geometry")
        continue
      }
      for ring in try Shape.rings(geometry) {
        #expect(ring.points.count >= 4 && ring.points.first == ring.points.last, "\(id)")
        #expect((Shape.area(ring.points) > 0) == ring.isExterior, "\(id) winds the wrong way")
      }
      for line in try Shape.lines(geometry) {
        #expect(line.count >= 2, "\(id)")
        let isCut = zip(line, line.dropFirst()).allSatisfy { ($0[0] - $1[0]).magnitude <= 180 }
        #expect(isCut, "\(id) crosses the antimeridian")
      }
      let points = try Shape.points(geometry)
      #expect(!points.isEmpty)
      #expect(points.allSatisfy { $0[0].magnitude <= 180 && $0[1].magnitude <= 90 }, "\(id)")
      let isShort = points.joined().allSatisfy { ($0 * 1e7).rounded() / 1e7 == $0 }
      #expect(isShort, "\(id) has more than 7 decimals")
    }
  }

  @Test(arguments: Bundled.names)
  func `the box of a file holds every point and touches the outermost`(name: String) throws {
    let json = try Bundled.shared.get().json(name)
    let box = try #require(json["bbox"] as? [Double])
    #expect(box.count == 4)
    let points = try features(name).flatMap { feature in
      try Shape.points(try #require(feature["geometry"] as? [String: Any]))
    }
    #expect(points.map { $0[1] }.min() == box[1])
    #expect(points.map { $0[1] }.max() == box[3])
    // A box whose west is greater than its east crosses the antimeridian.
    let isWrapped = box[0] > box[2]
    for point in points {
      let isInside =
        isWrapped
        ? point[0] >= box[0] || point[0] <= box[2] : box[0] <= point[0] && point[0] <= box[2]
      #expect(isInside, "\(point) is outside \(box)")
    }
    #expect(points.contains { $0[0] == box[0] } && points.contains { $0[0] == box[2] })
  }

  @Test func `a branch of a corridor is drawn and measured with it`() throws {
    let study = try Bundled.shared.get().study
    let links = try features("links.geojson").reduce(into: [String: Double]()) { sums, feature in
      let properties = feature["properties"] as? [String: Any]
      sums[feature["id"] as? String ?? ""] = properties?["traced_km"] as? Double
    }
    for chain in study.corridors where !chain.branches.isEmpty {
      let feature = try #require(
        try features("corridors.geojson").first { $0["id"] as? String == chain.id })
      let properties = try #require(feature["properties"] as? [String: Any])
      let sum = (chain.links + chain.branches).reduce(0) { $0 + (links[$1] ?? .nan) }
      #expect(((properties["traced_km"] as? Double ?? .nan) - sum).magnitude < 0.1)
      let points = try Shape.points(try #require(feature["geometry"] as? [String: Any]))
      let ends = chain.branches.compactMap(study.link).flatMap { [$0.from, $0.to] }
      for end in ends.compactMap(study.place) {
        let near = points.contains {
          Geodesic.distance(
            from: Coordinate(longitude: $0[0], latitude: $0[1]), to: end.coordinate)
            < Length(kilometres: 5)
        }
        #expect(near, "\(chain.id) is not drawn to \(end.id)")
      }
    }
  }

  @Test func `a patched country names what it was patched along`() throws {
    for feature in try features("borders.geojson") {
      let properties = try #require(feature["properties"] as? [String: Any])
      guard properties["kind"] as? String == "country" else { continue }
      let isPatched = properties["patched_along"] != nil
      #expect((properties["source_class"] as? String == "derived") == isPatched)
    }
  }

  @Test(arguments: Bundled.names)
  func `styles are those of simplestyle`(name: String) throws {
    let colour = /#[0-9a-f]{6}/
    for feature in try features(name) {
      let properties = try #require(feature["properties"] as? [String: Any])
      let id = feature["id"] as? String ?? "?"
      let type = (feature["geometry"] as? [String: Any])?["type"] as? String ?? ""
      for key in ["stroke", "fill", "marker-color"] {
        guard let value = properties[key] else { continue }
        let text = try #require(value as? String, "\(id): \(key)")
        #expect(text.wholeMatch(of: colour) != nil, "\(id): \(key) is \(text)")
      }
      for key in ["stroke-opacity", "fill-opacity"] {
        guard let value = properties[key] else { continue }
        #expect((0...1).contains(try #require(value as? Double)), "\(id): \(key)")
      }
      if let width = properties["stroke-width"] {
        #expect(try #require(width as? Double) > 0)
      }
      let wanted =
        type == "Point"
        ? ["marker-color", "marker-size"] : ["stroke", "stroke-width", "stroke-opacity"]
      for key in wanted { #expect(properties[key] != nil, "\(id) has no \(key)") }
      if type == "Point" {
        let size = properties["marker-size"] as? String ?? ""
        #expect(["small", "medium", "large"].contains(size))
      }
      #expect((properties["sources"] as? [Any]) != nil, "\(id) has no sources")
      #expect((properties["name"] as? String)?.isEmpty == false, "\(id) has no name")
    }
  }

  @Test func `modes differ by colour and status by opacity and width`() throws {
    var colours: [String: Set<String>] = [:]
    var strokes: [String: Set<[Double]>] = [:]
    for feature in try features("links.geojson") {
      let properties = try #require(feature["properties"] as? [String: Any])
      let mode = try #require(properties["mode"] as? String)
      let status = try #require(properties["status"] as? String)
      colours[mode, default: []].insert(try #require(properties["stroke"] as? String))
      strokes[status, default: []].insert([
        try #require(properties["stroke-opacity"] as? Double),
        try #require(properties["stroke-width"] as? Double),
      ])
    }
    #expect(colours.count >= 4 && strokes.count >= 3)
    #expect(colours.values.allSatisfy { $0.count == 1 })
    #expect(strokes.values.allSatisfy { $0.count == 1 })
    #expect(Set(colours.values).count == colours.count)
    #expect(Set(strokes.values).count == strokes.count)
  }

  @Test func `corridors and borders have the features of their contract`() throws {
    let corridors = try features("corridors.geojson")
    let ids = corridors.compactMap { $0["id"] as? String }
    for id in [
      "tsr", "khasan-link", "rajin-spur", "tkr-east", "tkr-west", "tcr", "europe-link", "espo",
      "espo-china", "gas-tkr", "hv-tkr", "sea-suez", "sea-cape",
    ] {
      #expect(ids.contains(id), "no corridor \(id)")
    }
    for feature in corridors {
      let properties = try #require(feature["properties"] as? [String: Any])
      for key in ["name", "mode", "status", "declared_km", "traced_km", "route_factor"] {
        #expect(properties[key] != nil, "\(feature["id"] ?? "?") has no \(key)")
        if properties[key] is NSNull { #expect(properties[key + "_reason"] is String) }
      }
    }
    let borders = try features("borders.geojson")
    let kinds = borders.map { ($0["properties"] as? [String: Any])?["kind"] as? String }
    #expect(Set(kinds) == ["country", "boundary"])
    let codes = Set(borders.compactMap { $0["id"] as? String })
    #expect(codes.isSuperset(of: ["RU", "KP", "KR", "CN", "ru-kp", "mdl"]))
    let bundled = try Bundled.shared.get()
    let wanted = bundled.results.flatMap { $0.routes.map { $0.route.plan.id } }
    let routes = try features("comparisons.geojson").compactMap { $0["id"] as? String }
    #expect(routes == wanted)
  }

  /// A length that is not published rests on the factor of its class.
  @Test func `every link and corridor says how well its length is sourced`() throws {
    let study = try Bundled.shared.get().study
    let order: [String] = ["sourced", "excerpt", "derived", "memory", "judgement"]
    var classes: [String: String] = [:]
    for feature in try features("links.geojson") {
      let id = try #require(feature["id"] as? String)
      let properties = try #require(feature["properties"] as? [String: Any])
      let link = try #require(study.link(id))
      let factor = try #require(study.linkClass(link.linkClass)?.routeFactor)
      let assumed = try #require(study.assumption(factor)?.sourceClass.rawValue)
      let found = try #require(properties["source_class"] as? String, "\(id)")
      #expect(
        found
          == link.declared?.sourceClass.rawValue
          ?? (["memory", "judgement"].contains(assumed) ? assumed : "derived"), "\(id)")
      classes[id] = found
    }
    for feature in try features("corridors.geojson") {
      let id = try #require(feature["id"] as? String)
      let properties = try #require(feature["properties"] as? [String: Any])
      let chain = try #require(study.corridor(id))
      let own = chain.declared?.sourceClass.rawValue
      let all = (chain.links + chain.branches).compactMap { classes[$0] } + [own].compactMap(\.self)
      let weakest = order.last { all.contains($0) }
      #expect(properties["source_class"] as? String == weakest, "\(id)")
    }
  }

  private func features(_ name: String) throws -> [[String: Any]] {
    try #require(try Bundled.shared.get().json(name)["features"] as? [[String: Any]])
  }
}

/// Coordinates as plain numbers, taken apart by the tests themselves.
enum Shape {
  static func rings(_ geometry: [String: Any]) throws
    -> [(points: [[Double]], isExterior: Bool)]
  {
    let polygons: [[[[Double]]]]
    switch geometry["type"] as? String {
    case "Polygon": polygons = [try #require(geometry["coordinates"] as? [[[Double]]])]
    case "MultiPolygon": polygons = try #require(geometry["coordinates"] as? [[[[Double]]]])
    default: return []
    }
    return polygons.flatMap { $0.enumerated().map { ($0.element, $0.offset == 0) } }
  }

  static func lines(_ geometry: [String: Any]) throws -> [[[Double]]] {
    switch geometry["type"] as? String {
    case "LineString": [try #require(geometry["coordinates"] as? [[Double]])]
    case "MultiLineString": try #require(geometry["coordinates"] as? [[[Double]]])
    default: []
    }
  }

  static func points(_ geometry: [String: Any]) throws -> [[Double]] {
    if geometry["type"] as? String == "Point" {
      return [try #require(geometry["coordinates"] as? [Double])]
    }
    return try lines(geometry).flatMap(\.self) + rings(geometry).flatMap(\.points)
  }

  /// Area in square degrees by the trapezium rule, positive when it winds counter-clockwise.
  static func area(_ ring: [[Double]]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.0[0] - pair.1[0]) * (pair.0[1] + pair.1[1] - 2 * ring[0][1]) / 2
    }
  }
}
