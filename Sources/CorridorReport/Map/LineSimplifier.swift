import CorridorGeometry

/// Leaves out vertices of lines on a map.
///
/// - Source: D. H. Douglas and T. K. Peucker, Algorithms for the reduction of the number of points
///   required to represent a digitized line or its caricature, Cartographica 10(2), 1973,
///   doi:10.3138/FM57-6770-U75U-7727.
enum LineSimplifier {
  /// The line without the vertices that lie within a tolerance of what is left.
  ///
  /// The ends stay. A line that ends where it begins also keeps its vertex farthest from there and
  /// one more, so that it stays a ring.
  static func simplified(_ line: [MapPoint], tolerance: Double) -> [MapPoint] {
    guard line.count > 2, tolerance > 0 else { return line }
    var kept = [Bool](repeating: false, count: line.count)
    kept[0] = true
    kept[line.count - 1] = true
    var open = [(0, line.count - 1)]
    if line[0] == line[line.count - 1] {
      let middle = farthest(in: line, 0, line.count - 1).index
      kept[middle] = true
      for (start, end) in [(0, middle), (middle, line.count - 1)] where end - start > 1 {
        kept[farthest(in: line, start, end).index] = true
      }
      let fixed = kept.indices.filter { kept[$0] }
      open = Array(zip(fixed, fixed.dropFirst()))
    }
    while let (start, end) = open.popLast() {
      guard end - start > 1 else { continue }
      let found = farthest(in: line, start, end)
      guard found.square > tolerance * tolerance else { continue }
      kept[found.index] = true
      open.append((start, found.index))
      open.append((found.index, end))
    }
    return line.indices.filter { kept[$0] }.map { line[$0] }
  }

  /// The vertex strictly between two that lies farthest from the line through them.
  private static func farthest(
    in line: [MapPoint], _ start: Int, _ end: Int
  ) -> (index: Int, square: Double) {
    var found = (index: start + 1, square: -1.0)
    for index in (start + 1)..<end {
      let square = squareDistance(of: line[index], from: line[start], to: line[end])
      if square > found.square { found = (index, square) }
    }
    return found
  }

  /// The square of the distance of a point from a stretch.
  private static func squareDistance(
    of point: MapPoint, from start: MapPoint, to end: MapPoint
  ) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let (px, py) = (point.x - start.x, point.y - start.y)
    let length = dx * dx + dy * dy
    let along = length > 0 ? min(max((px * dx + py * dy) / length, 0), 1) : 0
    let (ox, oy) = (px - along * dx, py - along * dy)
    return ox * ox + oy * oy
  }
}
