/// West, south, east and north limits, in degrees.
///
/// As RFC 7946 section 5.2 has it, a box that crosses the antimeridian has its west greater than
/// its east.
public struct BoundingBox: Hashable, Sendable {
  /// Least longitude; greater than `east` where the box crosses the antimeridian.
  public var west: Double
  /// Least latitude.
  public var south: Double
  /// Greatest longitude.
  public var east: Double
  /// Greatest latitude.
  public var north: Double

  /// Creates a box.
  public init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The smallest box round several boxes; nil for none.
  ///
  /// Of all boxes it leaves out the widest gap of longitude; where two gaps are equally wide, the
  /// one that keeps the box off the antimeridian, then the western one.
  public init?(enclosing boxes: some Sequence<BoundingBox>) {
    let boxes = Array(boxes)
    guard let first = boxes.first else { return nil }
    south = boxes.reduce(first.south) { min($0, $1.south) }
    north = boxes.reduce(first.north) { max($0, $1.north) }
    (west, east) = Self.longitudes(of: boxes)
  }

  /// Whether the box crosses the antimeridian.
  public var crossesAntimeridian: Bool { west > east }

  /// The four numbers in GeoJSON's order: west, south, east, north.
  public var numbers: [Double] { [west, south, east, north] }

  /// Whether a position lies in the box, edges included.
  public func contains(_ coordinate: Coordinate) -> Bool {
    guard coordinate.latitude >= south, coordinate.latitude <= north else { return false }
    let longitude = coordinate.longitude
    if abs(longitude) == 180 { return hasLongitude(180) || hasLongitude(-180) }
    return hasLongitude(longitude)
  }

  /// The box with a margin in degrees on every side; all longitudes when it would meet itself.
  public func padded(by degrees: Double) -> BoundingBox {
    let (low, high) = (max(south - degrees, -90), min(north + degrees, 90))
    let width = crossesAntimeridian ? east + 360 - west : east - west
    guard width + 2 * degrees < 360 else {
      return BoundingBox(west: -180, south: low, east: 180, north: high)
    }
    let left = west - degrees < -180 ? west - degrees + 360 : west - degrees
    let right = east + degrees > 180 ? east + degrees - 360 : east + degrees
    return BoundingBox(west: left, south: low, east: right, north: high)
  }

  /// Whether two boxes have a position in common, edges included.
  public func intersects(_ other: BoundingBox) -> Bool {
    guard south <= other.north, other.south <= north else { return false }
    return spans.contains { span in
      other.spans.contains { span.west <= $0.east && $0.west <= span.east }
    }
  }

  /// The box as one or two spans of longitude that do not cross the antimeridian.
  private var spans: [(west: Double, east: Double)] {
    crossesAntimeridian ? [(west, 180), (-180, east)] : [(west, east)]
  }

  private func hasLongitude(_ longitude: Double) -> Bool {
    crossesAntimeridian
      ? longitude >= west || longitude <= east : longitude >= west && longitude <= east
  }

  /// The west and east of the shortest arc that holds the longitudes of all boxes.
  private static func longitudes(of boxes: [BoundingBox]) -> (Double, Double) {
    let spans =
      boxes
      .flatMap(\.spans)
      .sorted { ($0.west, $0.east) < ($1.west, $1.east) }
    var merged: [(west: Double, east: Double)] = []
    for span in spans {
      if let last = merged.last, span.west <= last.east {
        merged[merged.count - 1].east = max(last.east, span.east)
      } else {
        merged.append(span)
      }
    }
    guard let first = merged.first, let last = merged.last else { return (-180, 180) }
    var best = (gap: first.west + 360 - last.east, west: first.west, east: last.east)
    for (left, right) in zip(merged, merged.dropFirst()) where right.west - left.east > best.gap {
      best = (right.west - left.east, right.west, left.east)
    }
    return (best.west, best.east)
  }
}

extension LineString {
  /// The box round the vertices, across the antimeridian where the line goes there.
  public var boundingBox: BoundingBox { BoundingBox(path: coordinates, .same) }
}

extension Polygon {
  /// The box round the exterior, across the antimeridian where the ring goes there.
  public var boundingBox: BoundingBox {
    BoundingBox(path: exterior, Antimeridian.ends(ofRing: exterior))
  }
}

extension MultiPolygon {
  /// The smallest box round all polygons; nil for an empty area.
  public var boundingBox: BoundingBox? {
    BoundingBox(enclosing: polygons.map(\.boundingBox))
  }
}

extension BoundingBox {
  /// The box round a path that goes the short way between its vertices.
  init(path: [Coordinate], _ ends: Antimeridian.Ends) {
    let turns = Antimeridian.turns(of: path, ends)
    var (west, east) = (Double.infinity, -Double.infinity)
    var (south, north) = (Double.infinity, -Double.infinity)
    for (coordinate, turns) in zip(path, turns) {
      let longitude = coordinate.longitude + 360 * Double(turns)
      (west, east) = (min(west, longitude), max(east, longitude))
      south = min(south, coordinate.latitude)
      north = max(north, coordinate.latitude)
    }
    self.init(west: west, south: south, east: east, north: north)
    if east - west >= 360 {
      (self.west, self.east) = (-180, 180)
    } else if west < -180 || east > 180 {
      // A side that lies on the antimeridian is named so that the box keeps to one side of it.
      let (left, right) = (Antimeridian.wrapped(west), Antimeridian.wrapped(east))
      (self.west, self.east) = (left == 180 ? -180 : left, right == -180 ? 180 : right)
    }
  }
}
