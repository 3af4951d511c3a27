internal import CorridorGeometry
internal import CorridorUnits

extension GeometryShape {
  /// How far apart the legs of one journey may lie, as a share of their length.
  ///
  /// A time that passes evenly along the joined line is wrong by no more than this.
  private static let greatestGap = 0.01

  /// Joins the lines of a MultiLineString that are legs of one journey: all in one line where each
  /// begins near the end of the one before; else nothing changes.
  ///
  /// - Parameter isContinued: whether longitudes may go on beyond 180; else no joint leads over it.
  mutating func joinLegs(isContinued: Bool) {
    guard type == .multiLineString, let first = paths.first, paths.allSatisfy({ !$0.isEmpty })
    else { return }
    var journey = first
    var gaps = 0.0
    for leg in paths.dropFirst() {
      guard let end = journey.last, let start = leg.first else { return }
      let step = end.raw.x - start.raw.x
      if abs(step) > 180, !isContinued { return }
      gaps += Geodesic.distance(from: end.coordinate, to: start.coordinate).metres
      let turns = abs(step) > 180 ? Int((step / 360).rounded()) : 0
      journey += leg.map { $0.moved(turns: turns) }
    }
    let length = paths.reduce(0) { $0 + Self.length(of: $1) }
    guard gaps <= length * Self.greatestGap else { return }
    (type, paths) = (.lineString, [journey])
  }

  /// The geodesic length of a path in metres.
  static func length(of path: [ShapePosition]) -> Double {
    zip(path, path.dropFirst()).reduce(0) { sum, edge in
      sum + Geodesic.distance(from: edge.0.coordinate, to: edge.1.coordinate).metres
    }
  }
}
