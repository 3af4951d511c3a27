/// How far a path reaches, as it is written and the short way over the antimeridian.
struct PathExtent {
  private(set) var least: Double
  private(set) var greatest: Double
  private(set) var south: Double
  private(set) var north: Double
  /// Whether some edge goes the short way over the antimeridian.
  private(set) var jumps = false
  /// Whether one of them has an end that does not lie on it.
  private(set) var crosses = false
  private var last: Double
  /// On a ring an edge between 180 and -180 runs along the edge of the map, as in the south of
  /// Antarctica; on a line its ends are one meridian.
  private let isRing: Bool
  /// How many turns the path has gone round, and the range with them.
  private var turns = 0.0
  private var west: Double
  private var east: Double

  init(_ position: RawPosition, isRing: Bool) {
    self.isRing = isRing
    (least, greatest, last, west, east) =
      (position.x, position.x, position.x, position.x, position.x)
    (south, north) = (position.y, position.y)
  }

  @inline(__always)
  mutating func add(_ position: RawPosition, isConnected: Bool) {
    // What came before this position, which may lie a turn further on.
    let (before, behind) = (least, greatest)
    least = min(least, position.x)
    greatest = max(greatest, position.x)
    south = min(south, position.y)
    north = max(north, position.y)
    let step = position.x - last
    if abs(step) > 180, isConnected {
      let isAlong = abs(position.x) == 180 && abs(last) == 180
      if isRing, isAlong { return last = position.x }
      if !isAlong { crosses = true }
      if !jumps { (west, east) = (before, behind) }
      jumps = true
      turns += step < 0 ? 360 : -360
    }
    last = position.x
    if jumps {
      west = min(west, position.x + turns)
      east = max(east, position.x + turns)
    }
  }

  /// Takes the path into a box.
  func cover(_ box: inout BoxCover) {
    var (west, east) = jumps ? (self.west, self.east) : (least, greatest)
    guard south >= -90, north <= 90 else { return }
    if east - west >= 360 {
      (west, east) = (-180, 180)
    } else if west < -180 || east > 180 {
      let turn = ((west + 180) / 360).rounded(.down) * 360
      (west, east) = (west - turn, east - turn)
    }
    box.add(west: west, south: south, east: min(east, 180), north: north)
    if east > 180 { box.add(west: -180, south: south, east: east - 360, north: north) }
  }
}
