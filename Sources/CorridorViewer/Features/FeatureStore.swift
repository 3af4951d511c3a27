import CorridorGeoJSON
import CorridorGeometry
import CorridorReport

/// The layers of the study as collections of features, worked out when they are first asked for.
actor FeatureStore {
  /// A collection of features.
  struct Collection: Sendable {
    let layer: StudyExporter.Layer
    /// A box round each feature; nil where there is no geometry.
    let boxes: [BoundingBox?]

    var id: String { layer.name }
    var features: [Feature] { layer.collection.features }
    /// The box round all.
    var box: BoundingBox? { BoundingBox(enclosing: boxes.compactMap(\.self)) }

    /// The year since when a feature is there; nil where it has no time.
    static func since(_ feature: Feature) -> Int? {
      feature.properties["opened"]?.integer ?? feature.properties["since"]?.integer
    }
  }

  private let bench: Workbench
  private var kept: [Collection]?

  init(bench: Workbench) { self.bench = bench }

  /// Every collection, in order of name.
  func collections() throws -> [Collection] {
    if let kept { return kept }
    let found = try bench.layers().map { layer in
      Collection(
        layer: layer, boxes: layer.collection.features.map { $0.geometry.flatMap(Self.box) })
    }
    kept = found
    return found
  }

  /// The collection of a name.
  func collection(_ id: String) throws -> Collection {
    guard let found = try collections().first(where: { $0.id == id }) else {
      throw Problem(404, "unknown-collection", "there is no collection '\(id)'")
    }
    return found
  }

  private static func box(_ geometry: Geometry) -> BoundingBox? {
    let paths = geometry.lines + geometry.polygons.compactMap(\.first)
    let boxes = paths.filter { !$0.isEmpty }.compactMap { path in
      try? LineString(path).boundingBox
    }
    let points = geometry.points.map {
      BoundingBox(
        west: $0.longitude, south: $0.latitude, east: $0.longitude, north: $0.latitude)
    }
    return BoundingBox(enclosing: boxes + points)
  }
}
