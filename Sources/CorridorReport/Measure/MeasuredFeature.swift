public import CorridorGeoJSON
public import CorridorGeometry
import CorridorUnits

/// What one feature of a GeoJSON text measures.
public struct MeasuredFeature: Sendable {
  /// Its id: the property or member that was asked for, else its place in the text from 0, as `#0`.
  public var id: FlatFeature.Label
  /// The type of its geometry; nil when it has none.
  public var type: String?
  /// Whether it has lines, or polygons whose boundaries are measured as lines.
  public var hasLines = false
  /// Whether it has points.
  public var hasPoints = false
  /// Square kilometres of its polygons; nil when it has none or they can't be told.
  public var squareKilometres: Double?
  /// Why its polygons have no area that can be told; nil where they have one, or it has no polygons.
  public var areaReason: String?
  /// Lengths, and what of them lies in which area.
  public var measure: AreaMeasure

  /// Kilometres; nil when it has no lines.
  public var kilometres: Double? { hasLines ? measure.length.kilometres : nil }

  /// Whether something of it lies outside all areas.
  public var reachesOutside: Bool { measure.outside > .zero || measure.hasPointOutside }

  /// Why it has no length; nil where it has one.
  public var lengthReason: String? {
    if hasLines { return nil }
    guard type != nil else { return "it has no geometry" }
    return hasPoints ? "a point has no length" : "it has no positions"
  }

  /// What lies in which area, by the area's number, and how often that is entered or left.
  ///
  /// What lies outside comes first, without an area and beside all crossings; it alone is there when no
  /// area is met.
  var parts: [(area: Int?, length: Length, crossings: Int)] {
    var crossings: [Int: Int] = [:]
    for crossing in measure.crossings { crossings[crossing.area, default: 0] += 1 }
    let inside = measure.shares.map {
      (area: Int?.some($0.area), length: $0.length, crossings: crossings[$0.area] ?? 0)
    }
    guard reachesOutside || inside.isEmpty else { return inside }
    return [(nil, measure.outside, measure.crossings.count)] + inside
  }
}

/// Measures the features of a text one after the other.
public struct FeatureMeasurer {
  private var cutter: AreaCutter
  private let property: String?
  private var count = 0
  /// How many features had no id.
  public private(set) var unnamed = 0
  /// The first id of the text that looks like one that features without an id get; nil without one.
  public private(set) var mistakable: String?

  /// Whether the feature at hand has such a polygon.
  private var hasOverlap = false
  /// How many features had a polygon with holes that share ground, or reach beyond its exterior.
  public private(set) var overlapping = 0
  /// The id of the first of them; nil without one.
  public private(set) var firstOverlapping: String?

  /// Creates a measurer.
  ///
  /// - Parameters:
  ///   - index: the areas to measure by.
  ///   - edges: how lines run between their vertices.
  ///   - property: the property that names a feature, which the reader has to read; nil for its `id`.
  /// - Throws: `GeometryError` for a deviation that is no length above zero.
  public init(
    _ index: AreaIndex, edges: AreaCutter.Edges, property: String?
  ) throws(GeometryError) {
    cutter = try AreaCutter(index, edges: edges)
    self.property = property
  }

  /// Measures the next feature.
  public mutating func measure(_ feature: FlatFeature) -> MeasuredFeature {
    var result = MeasuredFeature(
      id: .init(text: PlaceName.text(count), isNumber: false), type: feature.type,
      measure: AreaMeasure())
    if let id = property == nil ? feature.id : feature.label {
      result.id = id
      if mistakable == nil, PlaceName.isMistakable(id.text) { mistakable = id.text }
    } else {
      unnamed += 1
    }
    count += 1
    hasOverlap = false
    var polygon: [FlatFeature.Part] = []
    var area: Double?
    for part in feature.parts {
      if part.kind != .hole { add(&polygon, of: feature, to: &area, &result) }
      switch part.kind {
      case .point:
        cutter.add(point: feature.coordinates[part.range.lowerBound])
        result.hasPoints = true
      case .line, .exterior, .hole:
        cutter.add(line: feature.coordinates, part.range)
        result.hasLines = true
      }
      if part.kind == .exterior || part.kind == .hole { polygon.append(part) }
    }
    add(&polygon, of: feature, to: &area, &result)
    if hasOverlap {
      overlapping += 1
      firstOverlapping = firstOverlapping ?? result.id.text
    }
    if result.areaReason == nil { result.squareKilometres = area.map { max(0, $0) / 1e6 } }
    result.measure = cutter.finish()
    return result
  }

  /// Adds the area of a polygon, whose parts are forgotten; holes that share ground are united, and count
  /// as far as they lie within the exterior.
  private mutating func add(
    _ polygon: inout [FlatFeature.Part], of feature: FlatFeature, to area: inout Double?,
    _ result: inout MeasuredFeature
  ) {
    guard !polygon.isEmpty else { return }
    defer { polygon.removeAll(keepingCapacity: true) }
    let rings = polygon.map { Array(feature.coordinates[$0.range]) }
    let metres = rings.map(Self.squareMetres)
    for (ring, metres) in zip(rings, metres) where metres < 1 && Self.goesRound(ring) {
      result.areaReason =
        "the ring runs along one meridian and back: whether it holds the Earth or nothing can't be told"
    }
    let holes = Array(rings.dropFirst())
    guard OverlappingHoles.disagree(holes, with: rings[0]) else {
      area = metres.dropFirst().reduce((area ?? 0) + metres[0], -)
      return
    }
    hasOverlap = true
    do throws(GeometryError) {
      for part in try OverlappingHoles.ground(of: rings[0], without: holes) {
        let metres = part.map(Self.squareMetres)
        area = metres.dropFirst().reduce((area ?? 0) + metres[0], -)
      }
      area = area ?? 0
    } catch {
      result.areaReason = "its holes overlap or reach beyond it and can't be united: \(error)"
    }
  }

  private static func squareMetres(_ ring: [Coordinate]) -> Double {
    abs(Geodesic.measure(ring: ring).signedAreaSquareMetres)
  }

  /// Whether a ring has an edge from one side of the map to the other, whose ends are one place.
  private static func goesRound(_ ring: [Coordinate]) -> Bool {
    zip(ring, ring.dropFirst()).contains { abs($0.longitude - $1.longitude) >= 360 }
  }
}
