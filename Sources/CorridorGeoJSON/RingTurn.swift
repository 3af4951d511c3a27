internal import CorridorGeometry

/// Which way a ring runs.
enum RingTurn {
  /// Counter-clockwise.
  case left
  /// Clockwise.
  case right
  /// It encloses no area.
  case none
  /// It goes round a pole, or rounding leaves it open.
  case round

  /// The turn of a ring, the short way over the antimeridian; the last edge is drawn where it is
  /// missing.
  init(_ ring: ArraySlice<RawPosition>) {
    guard let first = ring.first else {
      self = .none
      return
    }
    var (area, size) = (0.0, 0.0)
    var (turns, last) = (0.0, first.x)
    var (x0, y0) = (0.0, 0.0)
    for position in ring {
      let step = position.x - last
      if abs(step) > 180, !(abs(position.x) == 180 && abs(last) == 180) {
        turns += step < 0 ? 360 : -360
      }
      last = position.x
      let (x, y) = (position.x + turns - first.x, position.y - first.y)
      let (left, right) = (x0 * y, x * y0)
      area += left - right
      size += abs(left) + abs(right)
      (x0, y0) = (x, y)
    }
    if turns != 0, abs(last + turns - first.x) > 180 {
      self = .round
    } else if area == 0 {
      self = .none
    } else if abs(area) <= size * 1e-13 {
      self = .round
    } else {
      self = area > 0 ? .left : .right
    }
  }
}

extension RingTurn {
  /// The latitude of the pole that a ring goes round; nil for one that goes round none.
  ///
  /// Of the two sides of such a ring the smaller one is meant, whichever way it runs: the area
  /// between it and a pole is the integral of 1 -+ sin latitude over longitude.
  static func pole(of ring: ArraySlice<RawPosition>) -> Double? {
    let (round, height) = course(of: ring)
    return abs(round) > 180 ? (height > 0) == (round > 0) ? 90 : -90 : nil
  }

  /// The turn of a ring as one sees it from above the pole that it goes round: left when it runs
  /// eastward round the North Pole or westward round the South Pole.
  static func roundPole(_ ring: ArraySlice<RawPosition>) -> RingTurn {
    guard let pole = pole(of: ring) else { return .round }
    return (course(of: ring).round > 0) == (pole > 0) ? .left : .right
  }

  /// How many degrees a ring goes round eastward, and the integral of sin latitude on the way.
  private static func course(
    of ring: ArraySlice<RawPosition>
  ) -> (round: Double, height: Double) {
    guard let first = ring.first else { return (0, 0) }
    var (turns, height) = (0.0, 0.0)
    var last = first
    for position in ring {
      var step = position.x - last.x
      if abs(step) > 180, !(abs(position.x) == 180 && abs(last.x) == 180) {
        let turn: Double = step < 0 ? 360 : -360
        turns += turn
        step += turn
      }
      height += step * sin(degrees: (position.y + last.y) / 2)
      last = position
    }
    return (turns == 0 ? 0 : last.x + turns - first.x, height)
  }

  private static func sin(degrees: Double) -> Double {
    Sphere.unitPoint(of: Coordinate(longitude: 0, latitude: degrees)).z
  }
}
