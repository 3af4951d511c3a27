import CorridorGeoJSON
import CorridorGeometry

/// Whether a geometry has a position in common with a box, in degrees, as RFC 7946 draws it.
struct BoxTest {
  /// The box as one or two spans of longitude.
  private let spans: [(west: Double, east: Double)]
  private let south: Double
  private let north: Double

  init(_ box: BoundingBox) {
    spans =
      box.crossesAntimeridian ? [(box.west, 180), (-180, box.east)] : [(box.west, box.east)]
    (south, north) = (box.south, box.north)
  }

  func meets(_ geometry: Geometry) -> Bool {
    geometry.points.contains { point in
      spans.contains { $0.west <= point.longitude && point.longitude <= $0.east }
        && south <= point.latitude && point.latitude <= north
    }
      || geometry.lines.contains(where: meets)
      || geometry.polygons.contains { rings in
        rings.contains(where: meets) || spans.contains { contains(rings, $0.west, south) }
      }
  }

  private func meets(_ line: [Coordinate]) -> Bool {
    if line.count == 1 { return meets(.point(line[0])) }
    return zip(line, line.dropFirst()).contains { from, to in
      // A segment that goes the short way over the antimeridian is looked at on either side of it.
      let step = to.longitude - from.longitude
      let turn = step > 180 ? -360.0 : step < -180 ? 360.0 : 0
      return spans.contains { span in
        cuts(from.longitude, from.latitude, to.longitude + turn, to.latitude, span)
          || (turn != 0
            && cuts(from.longitude - turn, from.latitude, to.longitude, to.latitude, span))
      }
    }
  }

  /// Whether a straight segment has a position in common with the box.
  ///
  /// - Source: Liang and Barsky (1984), doi:10.1145/357332.357333.
  private func cuts(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ span: (west: Double, east: Double)
  ) -> Bool {
    var (enter, leave) = (0.0, 1.0)
    let sides = [
      (x0 - x1, x0 - span.west), (x1 - x0, span.east - x0), (y0 - y1, y0 - south),
      (y1 - y0, north - y0),
    ]
    for (p, q) in sides {
      if p == 0 {
        if q < 0 { return false }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    return enter <= leave
  }

  /// Whether a position lies inside rings, by the parity of what a ray to the east crosses.
  private func contains(_ rings: [[Coordinate]], _ x: Double, _ y: Double) -> Bool {
    var isInside = false
    for ring in rings {
      for (from, to) in zip(ring, ring.dropFirst())
      where (from.latitude > y) != (to.latitude > y) {
        let share = (y - from.latitude) / (to.latitude - from.latitude)
        if x < from.longitude + share * (to.longitude - from.longitude) { isInside.toggle() }
      }
    }
    return isInside
  }
}
