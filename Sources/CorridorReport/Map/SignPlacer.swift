import CorridorGeometry

/// The sign of a place on a picture.
struct PlacedSign {
  let mark: MapContent.Mark
  /// Where the place is.
  let spot: (x: Double, y: Double)
  /// Where the middle of the sign is: there, or beside it where another sign is.
  var middle: (x: Double, y: Double)

  /// Whether the sign stands beside its place, with a line to it.
  var isMoved: Bool { middle.x != spot.x || middle.y != spot.y }
  /// How far the sign reaches from its middle, in units of the picture.
  var reach: Double { Self.reach(of: mark) }

  static func reach(of mark: MapContent.Mark) -> Double {
    switch mark.kind {
    case .crossing: 6
    case .port, .terminal: 5.6
    case .zone: 4.8
    case .station: mark.rank > 3 ? 1.8 : 2.9
    }
  }
}

/// Moves signs apart that would hide each other.
///
/// Crossings stand where they are; what is at the same spot moves beside them, zones before ports,
/// since a zone is the less a point.
struct SignPlacer {
  let frame: LabelPlacer.Box
  private var placed: [PlacedSign] = []

  /// Signs that stand where they belong may touch by so much; moved ones stay so far off.
  private static let (overlap, gap) = (1.5, 1.0)
  /// How far a sign may move.
  private static let (nearest, farthest, step) = (8.0, 30.0, 2.0)
  init(frame: LabelPlacer.Box) { self.frame = frame }

  /// Finds a place for every sign.
  ///
  /// - Parameter signs: marks with where they are on the picture.
  /// - Returns: the signs in the order in which they are drawn: zones lowest, then what reaches less far.
  mutating func place(_ signs: [(mark: MapContent.Mark, spot: (x: Double, y: Double))])
    -> [PlacedSign]
  {
    let order = signs.enumerated().sorted { one, other in
      let (left, right) = (one.element.mark, other.element.mark)
      return (Self.turn(of: left), left.rank, one.offset)
        < (Self.turn(of: right), right.rank, other.offset)
    }
    var small: [PlacedSign] = []
    for (_, sign) in order {
      var found = PlacedSign(mark: sign.mark, spot: sign.spot, middle: sign.spot)
      // The many small stations of a region would push everything else away.
      if sign.mark.kind == .station, sign.mark.rank > 3 {
        small.append(found)
        continue
      }
      if let blocker = blocker(of: found, apart: -Self.overlap) {
        found.middle = free(for: found, off: blocker) ?? sign.spot
      }
      placed.append(found)
    }
    return small
      + placed.reversed().sorted { Self.layer(of: $0.mark.kind) < Self.layer(of: $1.mark.kind) }
  }

  /// Which signs choose first.
  private static func turn(of mark: MapContent.Mark) -> Int {
    switch mark.kind {
    case .crossing: 0
    case .station: 1
    case .port: 2
    case .terminal: 3
    case .zone: 4
    }
  }

  /// Which signs lie over which.
  private static func layer(of kind: MapContent.Kind) -> Int {
    switch kind {
    case .zone: 0
    case .terminal, .port: 1
    case .crossing: 2
    case .station: 3
    }
  }

  /// The first sign that a sign comes too near to.
  private func blocker(of sign: PlacedSign, apart: Double) -> PlacedSign? {
    placed.first { other in
      let (x, y) = (sign.middle.x - other.middle.x, sign.middle.y - other.middle.y)
      return (x * x + y * y).squareRoot() < sign.reach + other.reach + apart
    }
  }

  /// The nearest free place for a sign, away from the one that it would hide if it can be.
  private func free(for sign: PlacedSign, off blocker: PlacedSign) -> (x: Double, y: Double)? {
    var away = (x: sign.spot.x - blocker.middle.x, y: sign.spot.y - blocker.middle.y)
    // Names stand to the right where they can.
    if away == (0, 0) { away = (-1, 0) }
    let turned = Self.directions.sorted {
      $0.x * away.x + $0.y * away.y > $1.x * away.x + $1.y * away.y
    }
    for distance in stride(from: Self.nearest, through: Self.farthest, by: Self.step) {
      for direction in turned {
        var moved = sign
        moved.middle = (sign.spot.x + distance * direction.x, sign.spot.y + distance * direction.y)
        let reach = moved.reach + 1
        guard moved.middle.x > frame.left + reach, moved.middle.x < frame.right - reach,
          moved.middle.y > frame.top + reach, moved.middle.y < frame.bottom - reach,
          self.blocker(of: moved, apart: Self.gap) == nil
        else { continue }
        return moved.middle
      }
    }
    return nil
  }

  /// Sixteen directions, a sixteenth of a turn apart.
  private static let directions: [(x: Double, y: Double)] = {
    let cosines = [1, 0.923_88, 0.707_11, 0.382_68, 0]
    return (0..<4).flatMap { step -> [(x: Double, y: Double)] in
      let (along, across) = (cosines[step], cosines[4 - step])
      return [(along, across), (-across, along), (-along, -across), (across, -along)]
    }
  }()
}
