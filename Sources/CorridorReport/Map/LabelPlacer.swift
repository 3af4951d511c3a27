import CorridorGeometry

/// Finds room for names on a picture: each where it hides nothing that was placed before.
struct LabelPlacer {
  /// A rectangle of the picture, in its units, y downward.
  struct Box {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  let frame: Box
  /// What is free beside a name and what lies over and under it: names that touch read as one.
  private static let (beside, over) = (3.0, 1.0)
  private var taken: [Box] = []

  init(frame: Box) { self.frame = frame }

  /// Keeps names off a place.
  mutating func keepFree(_ box: Box) { taken.append(box) }

  /// Keeps names off a sign that reaches so far from its middle.
  mutating func keepFree(around middle: (x: Double, y: Double), reach: Double) {
    keepFree(
      Box(
        left: middle.x - reach, top: middle.y - reach, right: middle.x + reach,
        bottom: middle.y + reach))
  }

  /// Finds room for a name beside a point.
  ///
  /// - Parameters:
  ///   - point: what is named.
  ///   - gap: how far the sign of it reaches.
  ///   - width: of the name.
  ///   - height: of its letters.
  /// - Returns: where it begins and its line of writing lies; nil where there is no room.
  mutating func place(
    beside point: (x: Double, y: Double), gap: Double, width: Double, height: Double
  ) -> (x: Double, y: Double)? {
    let (x, y, half) = (point.x, point.y, height / 2)
    let near = gap * 0.75
    return first(
      of: [
        (x + gap, y - half), (x - gap - width, y - half), (x - width / 2, y - gap - height),
        (x - width / 2, y + gap), (x + near, y - near - height), (x + near, y + near),
        (x - near - width, y - near - height), (x - near - width, y + near),
      ], width: width, height: height)
  }

  /// The same for a name in the middle of something, moved up or down where need be.
  mutating func place(
    on point: (x: Double, y: Double), width: Double, height: Double
  ) -> (x: Double, y: Double)? {
    let corners = [0.0, -1.5, 1.5, -3, 3].map { step in
      (x: point.x - width / 2, y: point.y - height / 2 + step * height)
    }
    return first(of: corners, width: width, height: height)
  }

  private mutating func first(
    of corners: [(x: Double, y: Double)], width: Double, height: Double
  ) -> (x: Double, y: Double)? {
    for corner in corners {
      let box = Box(
        left: corner.x, top: corner.y, right: corner.x + width, bottom: corner.y + height)
      guard box.left > frame.left + 2, box.right < frame.right - 2, box.top > frame.top + 2,
        box.bottom < frame.bottom - 2, !taken.contains(where: box.overlaps)
      else { continue }
      taken.append(
        Box(
          left: box.left - Self.beside, top: box.top - Self.over,
          right: box.right + Self.beside, bottom: box.bottom + Self.over))
      return (corner.x, corner.y + height * 0.8)
    }
    return nil
  }
}
