import CorridorGeometry

/// A rectangle on a map, in metres from its centre.
struct MapBox: Hashable {
  var left: Double
  var bottom: Double
  var right: Double
  var top: Double

  var width: Double { right - left }
  var height: Double { top - bottom }
  var middle: MapPoint { MapPoint(x: (left + right) / 2, y: (bottom + top) / 2) }

  init(left: Double, bottom: Double, right: Double, top: Double) {
    (self.left, self.bottom, self.right, self.top) = (left, bottom, right, top)
  }

  /// The smallest rectangle round points; nil for none.
  init?(_ points: some Sequence<MapPoint>) {
    var box: MapBox?
    for point in points {
      var grown = box ?? MapBox(left: point.x, bottom: point.y, right: point.x, top: point.y)
      (grown.left, grown.right) = (min(grown.left, point.x), max(grown.right, point.x))
      (grown.bottom, grown.top) = (min(grown.bottom, point.y), max(grown.top, point.y))
      box = grown
    }
    guard let box else { return nil }
    self = box
  }

  func padded(by metres: Double) -> MapBox {
    MapBox(
      left: left - metres, bottom: bottom - metres, right: right + metres, top: top + metres)
  }

  /// Points along the edge, a hundred to a side.
  var outline: [MapPoint] {
    let shares = (0..<100).map { Double($0) / 100 }
    return shares.map { MapPoint(x: left + width * $0, y: top) }
      + shares.map { MapPoint(x: right, y: top - height * $0) }
      + shares.map { MapPoint(x: right - width * $0, y: bottom) }
      + shares.map { MapPoint(x: left, y: bottom + height * $0) }
  }

  /// The box, wider or higher, in a proportion of width to height.
  func widened(to ratio: Double) -> MapBox {
    var box = self
    let wider = max(height * ratio - width, 0) / 2
    let higher = max(width / ratio - height, 0) / 2
    (box.left, box.right) = (left - wider, right + wider)
    (box.bottom, box.top) = (bottom - higher, top + higher)
    return box
  }

  func contains(_ point: MapPoint) -> Bool {
    point.x >= left && point.x <= right && point.y >= bottom && point.y <= top
  }

  func intersects(_ other: MapBox) -> Bool {
    left <= other.right && other.left <= right && bottom <= other.top && other.bottom <= top
  }

  /// The part of a ring inside, after Sutherland and Hodgman (1974).
  func clipped(_ ring: [MapPoint]) -> [MapPoint] {
    var points = ring
    for side in 0..<4 {
      guard var last = points.last else { return [] }
      var result: [MapPoint] = []
      for point in points {
        let (isIn, wasIn) = (depth(of: point, side) >= 0, depth(of: last, side) >= 0)
        if isIn != wasIn {
          let share = depth(of: last, side) / (depth(of: last, side) - depth(of: point, side))
          result.append(
            MapPoint(
              x: last.x + (point.x - last.x) * share, y: last.y + (point.y - last.y) * share))
        }
        if isIn { result.append(point) }
        last = point
      }
      points = result
    }
    return points
  }

  /// How far a point lies inside a side; negative outside.
  private func depth(of point: MapPoint, _ side: Int) -> Double {
    switch side {
    case 0: point.x - left
    case 1: right - point.x
    case 2: point.y - bottom
    default: top - point.y
    }
  }
}

/// Measures of rings on a map.
enum MapRing {
  /// The area, positive counter-clockwise, in square metres.
  static func area(_ ring: [MapPoint]) -> Double {
    var sum = 0.0
    for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      sum += start.x * end.y - end.x * start.y
    }
    return sum / 2
  }

  /// Whether a ring goes round a point; none without vertices does.
  static func contains(_ ring: [MapPoint], _ point: MapPoint) -> Bool {
    var isInside = false
    for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1))
    where (start.y > point.y) != (end.y > point.y) {
      let cut = start.x + (end.x - start.x) * (point.y - start.y) / (end.y - start.y)
      if point.x < cut { isInside.toggle() }
    }
    return isInside
  }

  /// A point for a label: the middle of the widest stretch inside at the height of the centroid.
  static func labelPoint(_ ring: [MapPoint]) -> (point: MapPoint, width: Double)? {
    let area = area(ring)
    guard area != 0 else { return nil }
    var sum = 0.0
    for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      sum += (start.y + end.y) * (start.x * end.y - end.x * start.y)
    }
    let height = sum / (6 * area)
    var cuts: [Double] = []
    for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1))
    where (start.y > height) != (end.y > height) {
      cuts.append(start.x + (end.x - start.x) * (height - start.y) / (end.y - start.y))
    }
    cuts.sort()
    var best: (point: MapPoint, width: Double)?
    for index in stride(from: 0, to: cuts.count - 1, by: 2) {
      let width = cuts[index + 1] - cuts[index]
      if width > best?.width ?? 0 {
        best = (MapPoint(x: (cuts[index] + cuts[index + 1]) / 2, y: height), width)
      }
    }
    return best
  }
}
