extension LineString {
  /// Boxes round the line's geodesics, one for so many edges.
  ///
  /// A geodesic of angular size d bulges towards the pole, beyond the parallel of its higher end, by at
  /// most 0.15 d^2 tan(latitude + d/2) radians; the boxes are widened by that. They are wider than need
  /// be, never narrower: for leaving out what can't meet the line.
  public func geodesicBoxes(edges: Int = 16) -> [BoundingBox] {
    let step = max(edges, 1)
    return stride(from: 0, to: coordinates.count - 1, by: step).map { start in
      let piece = coordinates[start...min(start + step, coordinates.count - 1)]
      let bulge = zip(piece, piece.dropFirst()).reduce(0) { max($0, Self.bulge($1.0, $1.1)) }
      return LineString(unchecked: Array(piece)).boundingBox.padded(by: bulge)
    }
  }

  /// How far the geodesic between two positions may bulge, in degrees.
  private static func bulge(_ start: Coordinate, _ end: Coordinate) -> Double {
    let radians = Double.pi / 180
    let low = min(start.latitude.magnitude, end.latitude.magnitude) * radians
    let high = max(start.latitude.magnitude, end.latitude.magnitude) * radians
    let across = (end.longitude - start.longitude).magnitude
    // Never less than the cosine: its series, cut after a positive term.
    let cosine = 1 - low * low / 2 + low * low * low * low / 24
    let width = min(across, 360 - across) * radians * cosine
    let height = (end.latitude - start.latitude) * radians
    let size = (width * width + height * height).squareRoot()
    let latitude = high + size / 2
    guard latitude < 1.5 else { return 180 }
    return 0.15 * size * size * Tangent.above(latitude) / radians
  }
}
