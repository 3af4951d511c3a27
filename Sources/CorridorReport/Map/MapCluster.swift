import CorridorGeometry

/// A small part of a map with many of its places, which would hide each other there.
struct MapCluster {
  /// The part of the world.
  let window: BoundingBox

  /// A part is as wide as this share of the map.
  private static let share = 0.12
  /// So many places, and this share of all, make a cluster.
  private static let fewest = (count: 8, share: 0.25)

  /// The fullest part; nil where no part stands out.
  init?(of content: MapContent) {
    let places = content.marks.filter { $0.rank < 4 && content.box.contains($0.point) }
    let half = max(content.box.width, content.box.height) * Self.share / 2
    var best: [MapContent.Mark] = []
    for place in places {
      let window = MapBox([place.point])?.padded(by: half)
      let inside = places.filter { window?.contains($0.point) == true }
      if inside.count > best.count { best = inside }
    }
    guard best.count >= Self.fewest.count,
      Double(best.count) >= Self.fewest.share * Double(places.count)
    else { return nil }
    let boxes = best.map { mark in
      let (longitude, latitude) = (mark.coordinate.longitude, mark.coordinate.latitude)
      return BoundingBox(west: longitude, south: latitude, east: longitude, north: latitude)
    }
    guard let box = BoundingBox(enclosing: boxes) else { return nil }
    window = box.padded(by: max(box.north - box.south, 0.1) * 0.06)
  }
}
