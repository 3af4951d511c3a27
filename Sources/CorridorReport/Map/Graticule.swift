import CorridorGeometry

/// Meridians and parallels.
struct Graticule {
  /// Degrees between two lines.
  let step: Double

  /// A step that gives a map of that size, in metres, a handful of lines.
  init(size: Double) {
    let degrees = size / 111_000
    step = [0.5, 1.0, 2, 5, 10, 20].first { degrees / $0 <= 9 } ?? 30
  }

  /// The lines with anything in a box: those of 0 and 180 degrees once.
  func lines(
    on map: borrowing EqualAreaMap, in box: MapBox
  ) -> [(degree: Double, isMeridian: Bool, points: [MapPoint])] {
    var found: [(degree: Double, isMeridian: Bool, points: [MapPoint])] = []
    let top = 90 - min(step, 10)
    let spacing = min(1, step / 4)
    for degree in stride(from: -180 + step, through: 180, by: step) {
      let path = stride(from: -top, through: top, by: spacing).map {
        Coordinate(longitude: degree, latitude: $0)
      }
      found += runs(of: path, on: map, in: box).map { (degree, true, $0) }
    }
    for degree in stride(from: -top, through: top, by: step) {
      let path = stride(from: -180.0, through: 180, by: spacing).map {
        Coordinate(longitude: $0, latitude: degree)
      }
      found += runs(of: path, on: map, in: box).map { (degree, false, $0) }
    }
    return found
  }

  /// The stretches of a path that have a vertex in a box, with one vertex more at each end.
  private func runs(
    of path: [Coordinate], on map: borrowing EqualAreaMap, in box: MapBox
  ) -> [[MapPoint]] {
    var runs: [[MapPoint]] = []
    var run: [MapPoint] = []
    var before: MapPoint?
    for coordinate in path {
      let point = try? map.point(of: coordinate)
      if let point, box.contains(point) {
        if run.isEmpty, let before { run.append(before) }
        run.append(point)
      } else if !run.isEmpty {
        if let point { run.append(point) }
        runs.append(run)
        run = []
      }
      before = point
    }
    return (run.isEmpty ? runs : runs + [run]).filter { $0.count > 1 }
  }
}
