internal import CorridorGeometry

/// Gathers the boxes of points, lines and rings into the smallest box round them all.
struct BoxBuilder {
  private var parts: [BoundingBox] = []

  /// Takes in the positions of one point, line or ring, none of which crosses the antimeridian.
  mutating func add(_ positions: [GridPosition], grid: DecimalGrid) {
    guard let first = positions.first else { return }
    var (low, high) = (first, first)
    for position in positions {
      low = GridPosition(x: min(low.x, position.x), y: min(low.y, position.y))
      high = GridPosition(x: max(high.x, position.x), y: max(high.y, position.y))
    }
    let (southWest, northEast) = (grid.coordinate(low), grid.coordinate(high))
    parts.append(
      BoundingBox(
        west: southWest.longitude, south: southWest.latitude, east: northEast.longitude,
        north: northEast.latitude))
  }

  /// Takes in what another has gathered.
  mutating func merge(_ other: BoxBuilder) {
    parts.append(contentsOf: other.parts)
  }

  /// Appends the member `bbox`, or nothing when there is no position.
  ///
  /// West is greater than east where the box crosses the antimeridian (RFC 7946 section 5.2).
  func append(grid: DecimalGrid, to bytes: inout [UInt8]) {
    guard let box = BoundingBox(enclosing: parts) else { return }
    let southWest = grid.position(Coordinate(longitude: box.west, latitude: box.south))
    let northEast = grid.position(Coordinate(longitude: box.east, latitude: box.north))
    bytes.append(contentsOf: "\"bbox\":[".utf8)
    for (index, edge) in [southWest.x, southWest.y, northEast.x, northEast.y].enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      grid.append(edge, to: &bytes)
    }
    bytes.append(contentsOf: "],".utf8)
  }
}
