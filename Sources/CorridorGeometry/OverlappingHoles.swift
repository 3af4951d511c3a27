import GeometryEngine

/// Finds holes of a polygon that share ground, or stand twice.
public enum OverlappingHoles {
  /// More pairs of holes whose boxes meet are not compared.
  private static let mostPairs = 10_000

  /// The first pair of holes that share ground.
  ///
  /// Ground counts from a billionth of the smaller hole on. Holes that GEOS can't read are passed over, and of
  /// holes with very many neighbours only the first ten thousand pairs are compared.
  ///
  /// - Parameter holes: rings that repeat their first position at their end; edges go the short way.
  /// - Returns: The places of the two; nil when none do.
  public static func first(of holes: [[Coordinate]]) -> (Int, Int)? {
    guard holes.count > 1 else { return nil }
    let rings = holes.map { $0.unwrappedRing(nil) }
    let boxes = rings.map { ring -> (west: Double, east: Double, south: Double, north: Double) in
      let range = ring.longitudeRange
      let latitudes = ring.map(\.latitude)
      return (range.0, range.1, latitudes.min() ?? 0, latitudes.max() ?? 0)
    }
    let order = boxes.indices.sorted { boxes[$0].west < boxes[$1].west }
    var compared = 0
    for (place, one) in order.enumerated() {
      for other in order[(place + 1)...] {
        if boxes[other].west >= boxes[one].east { break }
        compared += 1
        if compared > mostPairs { return nil }
        guard boxes[other].south < boxes[one].north, boxes[one].south < boxes[other].north,
          shareGround(rings[one], rings[other])
        else { continue }
        return (min(one, other), max(one, other))
      }
    }
    return nil
  }

  private static func shareGround(_ one: [Coordinate], _ other: [Coordinate]) -> Bool {
    let common = try? engine { () throws(EngineError) in
      let context = try GEOSContext()
      return try PlanarGeometry(polygon: [one.flat], in: context)
        .intersection(PlanarGeometry(polygon: [other.flat], in: context)).polygons()
    }
    let shared = (common ?? []).reduce(0.0) { sum, rings in
      sum + (rings.first.map { area([Coordinate](flat: $0)) } ?? 0)
    }
    return shared > 1e-9 * min(area(one), area(other))
  }

  /// Square degrees within a ring.
  private static func area(_ ring: [Coordinate]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for (start, end) in zip(ring, ring.dropFirst()) {
      sum +=
        (start.longitude - origin.longitude) * (end.latitude - origin.latitude)
        - (end.longitude - origin.longitude) * (start.latitude - origin.latitude)
    }
    return abs(sum) / 2
  }
}
