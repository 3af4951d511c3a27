import CorridorUnits
import GeometryEngine

/// Ground that two areas both have.
public struct AreaOverlap: Hashable, Sendable {
  /// The name of the area that was given first.
  public var first: String
  /// The name of the other.
  public var second: String
  /// How much ground it is.
  public var squareMetres: Double
  /// The middle of the box round its largest piece.
  public var coordinate: Coordinate

  /// Creates an overlap.
  public init(first: String, second: String, squareMetres: Double, coordinate: Coordinate) {
    (self.first, self.second) = (first, second)
    self.squareMetres = squareMetres
    self.coordinate = coordinate
  }

  /// Pieces of outlines in two areas that add up to less than this are rounding.
  private static let shortest = Length(metres: 1)

  /// The overlaps among areas of different names, in their order.
  ///
  /// Outlines are followed through all areas first. What lies on an edge is in one of the areas beside it
  /// (see `AreaIndex`), so that the lengths of an outline in every area and outside all add up to its own,
  /// unless two areas have the same ground: of that the western edge lies in both. Only then is GEOS
  /// asked how much it is.
  ///
  /// - Parameters:
  ///   - areas: the areas with their names.
  ///   - least: an overlap of fewer square metres is left out.
  /// - Returns: one for each pair of names that have ground in common.
  /// - Complexity: that of a line along all outlines, and GEOS's for the pairs that may overlap.
  /// - Throws: `GeometryError` where a polygon that crosses the antimeridian can't be cut.
  public static func all(
    among areas: [(name: String, area: MultiPolygon)], above least: Double
  ) throws(GeometryError) -> [AreaOverlap] {
    let index = try AreaIndex(AreaCollection(areas))
    let numbers = Dictionary(index.names.enumerated().map { ($1, $0) }) { first, _ in first }
    var cutter = try AreaCutter(index)
    var pairs: Set<[Int]> = []
    for (name, area) in areas {
      for ring in area.polygons.lazy.flatMap(\.rings) { cutter.add(line: ring, ring.indices) }
      let measure = cutter.finish()
      let sum = measure.shares.reduce(measure.outside) { $0 + $1.length }
      guard sum - measure.length > shortest, let own = numbers[name] else { continue }
      for share in measure.shares where share.area != own {
        pairs.insert([min(own, share.area), max(own, share.area)])
      }
    }
    var parts: [Int: [Polygon]] = [:]
    for (name, area) in areas {
      guard let number = numbers[name], pairs.contains(where: { $0.contains(number) }) else {
        continue
      }
      try parts[number, default: []] += area.cutAtAntimeridian().polygons
    }
    return pairs.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { pair in
      let shared = common(parts[pair[0]] ?? [], parts[pair[1]] ?? [])
      let sizes = shared.map { Geodesic.areaSquareMetres(of: $0) }
      let sum = sizes.reduce(0, +)
      guard sum > least, let largest = zip(sizes, shared).max(by: { $0.0 < $1.0 })?.1 else {
        return nil
      }
      return AreaOverlap(
        first: index.names[pair[0]], second: index.names[pair[1]], squareMetres: sum,
        coordinate: largest.boundingBox.middle)
    }
  }

  /// What polygons have in common with others; what GEOS can't cut is left out, as it is no valid polygon.
  private static func common(_ some: [Polygon], _ others: [Polygon]) -> [Polygon] {
    let boxes = others.map { ($0, $0.boundingBox) }
    return some.flatMap { one -> [Polygon] in
      let own = one.boundingBox
      return boxes.flatMap { other, box -> [Polygon] in
        guard own.intersects(box) else { return [] }
        return (try? one.common(with: other)) ?? []
      }
    }
  }
}

extension Polygon {
  /// What two polygons that do not cross the antimeridian have in common, edges straight in degrees.
  fileprivate func common(with other: Polygon) throws(GeometryError) -> [Polygon] {
    let (one, two) = (rings.map(\.flat), other.rings.map(\.flat))
    let shared = try engine { () throws(EngineError) in
      let context = try GEOSContext()
      let other = try PlanarGeometry(polygon: two, in: context)
      return try PlanarGeometry(polygon: one, in: context).intersection(other).polygons()
    }
    return shared.map { rings in
      let parts = rings.map { [Coordinate](flat: $0) }
      return Polygon(unchecked: parts[0], holes: Array(parts.dropFirst()))
    }
  }
}

extension BoundingBox {
  /// The middle, in degrees.
  fileprivate var middle: Coordinate {
    Coordinate(longitude: (west + east) / 2, latitude: (south + north) / 2)
  }
}
