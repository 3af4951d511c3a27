public import CorridorAppraisal
public import CorridorGeoJSON
import CorridorGeometry
public import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// Writes a study's layers and results as GeoJSON: RFC 7946 with simplestyle properties.
public struct StudyExporter {
  let network: StudyNetwork
  let borders: Borders
  let zones: [Zone]
  let assumptions: ResolvedAssumptions
  let results: [ComparisonResult]
  private let scenario: String?

  var study: Study { network.study }

  /// A file of the export.
  public struct File: Sendable {
    /// Its name in the folder.
    public let name: String
    /// How many features it holds.
    public let features: Int
    /// What it holds.
    public let bytes: [UInt8]
    /// How many of its lines got no times, where the profile asks for times.
    public var timeless = 0
  }

  /// How far an exported line may stray from its geodesic when a viewer draws straight in degrees.
  static let deviation = Length(metres: 200)

  /// Creates an exporter for measured links and appraised comparisons.
  public init(
    network: StudyNetwork, borders: Borders, zones: [Zone], assumptions: ResolvedAssumptions,
    results: [ComparisonResult], scenario: String? = nil
  ) {
    self.network = network
    self.borders = borders
    self.zones = zones
    self.assumptions = assumptions
    self.results = results
    self.scenario = scenario
  }

  /// Every file of the export, in order of name.
  ///
  /// - Throws: `NetworkError`, `GeometryError` or `GeoJSONWriterError`.
  public func files() throws -> [File] {
    try layers().map { layer in
      File(
        name: layer.name + ".geojson", features: layer.collection.features.count,
        bytes: try layer.bytes(of: layer.collection))
    }
  }

  /// A layer of the export.
  public struct Layer: Sendable {
    /// Its name, which is that of its file without the ending.
    public let name: String
    /// Its features, and what is said of all of them.
    public let collection: FeatureCollection
    /// Decimals of its degrees.
    let precision: Int

    /// Features of this layer as GeoJSON.
    ///
    /// - Throws: `GeoJSONWriterError`.
    public func bytes(of collection: FeatureCollection) throws(GeoJSONWriterError) -> [UInt8] {
      try GeoJSONWriter(precision: precision).bytes(collection)
    }
  }

  /// Every layer, in order of name.
  ///
  /// - Throws: `NetworkError` or `GeometryError`.
  public func layers() throws -> [Layer] {
    let corridors = try CorridorsLayer(exporter: self).features()
    return try [
      layer("borders", BordersLayer(borders: borders, study: study).features(), precision: 5),
      comparisons(),
      layer("corridors", corridors.lines),
      layer("crossings", corridors.crossings),
      layer("links", LinksLayer(exporter: self).features()),
      layer("places", PlacesLayer(exporter: self).features()),
      layer("zones", ZonesLayer(zones: zones).features()),
    ]
  }

  /// The layer of the routes of the comparisons.
  ///
  /// - Throws: `NetworkError` or `GeometryError`.
  public func comparisons() throws -> Layer {
    layer("comparisons", try ComparisonsLayer(exporter: self).features())
  }

  /// Every file of the export as a viewer wants it, and for QGIS the styles beside them.
  ///
  /// - Throws: as `files()`, and `StreamError`.
  public func files(profile: ViewerProfile) throws -> [File] {
    let files = try files()
    guard profile != .rfc7946, profile != .plain else { return files }
    return try files.flatMap { file -> [File] in
      let name = String(file.name.dropLast(".geojson".count))
      let options = profile.options(layer: name)
      let result = try GeoJSONConverter.convert(file.bytes, file: file.name, options: options)
      let changed = File(
        name: file.name, features: file.features, bytes: result.bytes,
        timeless: result.summary.timeless)
      guard profile == .qgis, let shapes = result.summary.shapes else { return [changed] }
      let style = QGISStyle(shapes)
      return [changed, File(name: name + ".qml", features: 0, bytes: Array(style.text.utf8))]
    }
  }

  private func layer(_ name: String, _ features: [Feature], precision: Int = 6) -> Layer {
    var members: JSONObject = [
      "name": .string(name), "attribution": .string(study.settings.attribution),
      "study": .string(study.settings.id), "worldview": .string(study.settings.worldview),
      "price_base": .string(study.settings.priceBase.description),
    ]
    // What is said of the run is said only where it is not the study as it stands.
    if let scenario { members["scenario"] = .string(scenario) }
    if let asOf = assumptions.asOf { members["as_of"] = .string(asOf) }
    let changes = assumptions.overrides.filter { assumptions[$0.id]?.origin == .override }
    if !changes.isEmpty {
      members["set"] = .array(changes.map { .string("\($0.id)=\($0.text)") })
    }
    let collection = FeatureCollection(features: features, foreignMembers: members)
    return Layer(name: name, collection: collection, precision: precision)
  }

  /// Lines end to end as one geometry: joined where they meet, in parts where they don't.
  static func geometry(of parts: [Route.Part]) throws -> Geometry {
    var lines: [[Coordinate]] = []
    for part in parts {
      let line = try part.line.densified(deviation: deviation).coordinates
      if let last = lines.last?.last, last == line.first {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(line)
      }
    }
    return lines.count == 1 ? .lineString(lines[0]) : .multiLineString(lines)
  }

  /// The keys of the sources of links, each once, in order.
  static func sources(of links: [Link]) -> JSONValue {
    var keys: [String] = []
    for link in links {
      for key in link.sources + (link.declared.map { [$0.source] } ?? []) where !keys.contains(key)
      {
        keys.append(key)
      }
    }
    return .array(keys.map { .string($0) })
  }
}

extension JSONObject {
  /// Sets the name in every language that is given.
  mutating func setNames(_ names: Names) {
    self["name"] = .string(names.english)
    for (language, name) in names.sortedTranslations {
      self["name_" + language] = .string(name)
    }
  }

  /// The name as `setNames` sets it.
  var names: Names {
    let translations = members.compactMap { member -> (String, String)? in
      guard member.key.hasPrefix("name_"), let name = member.value.string else { return nil }
      return (String(member.key.dropFirst("name_".count)), name)
    }
    return Names(
      english: self["name"]?.string ?? "",
      translations: Dictionary(translations) { first, _ in first })
  }

  /// Sets a number rounded to so many decimals, or null with its reason.
  mutating func set(_ key: String, _ value: Double?, decimals: Int, else reason: String) {
    if let value, value.isFinite {
      self[key] = .number(NumberFormat.decimals(value, decimals))
    } else {
      self[key] = .null
      self[key + "_reason"] = .string(reason)
    }
  }

  /// Sets how well something is sourced, or null with its reason.
  mutating func set(
    _ sourceClass: SourceClass?, as key: String = "source_class", else reason: String
  ) {
    self[key] = sourceClass.map { .string($0.rawValue) } ?? .null
    if sourceClass == nil { self[key + "_reason"] = .string(reason) }
  }

  /// Sets a string where there is one.
  mutating func set(_ key: String, _ value: String?) {
    if let value { self[key] = .string(value) }
  }
}
