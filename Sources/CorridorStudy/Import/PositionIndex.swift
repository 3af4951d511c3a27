import CorridorGeometry
import CorridorUnits

/// Positions sorted by latitude, so that those near one are found without looking at all.
struct PositionIndex {
  /// Latitudes rise; of equal ones the order is that in which they were given.
  private let sorted: [(position: Coordinate, number: Int)]
  /// What a degree of latitude has at least on WGS 84, at the equator.
  private static let leastDegree = 110_574.0

  /// Takes positions over; they are told by their number.
  init(_ positions: [Coordinate]) {
    sorted = positions.enumerated()
      .sorted { ($0.element.latitude, $0.offset) < ($1.element.latitude, $1.offset) }
      .map { ($0.element, $0.offset) }
  }

  /// The numbers of the positions in a box, by number.
  func numbers(in box: BoundingBox) -> [Int] {
    var found: [Int] = []
    var place = first(from: box.south)
    while place < sorted.count, sorted[place].position.latitude <= box.north {
      if box.contains(sorted[place].position) { found.append(sorted[place].number) }
      place += 1
    }
    return found.sorted()
  }

  /// The nearest position that is asked for, and how far it is; of equally near ones the first number.
  func nearest(
    to position: Coordinate, within limit: Length = Length(metres: .infinity),
    where isAsked: (Int) -> Bool = { _ in true }
  ) -> (number: Int, distance: Length)? {
    var best: (number: Int, distance: Length)?
    var box = limit.metres.isFinite ? BoundingBox(around: position, within: limit) : nil
    func look(at place: Int) -> Bool {
      let (other, number) = sorted[place]
      let apart = (other.latitude - position.latitude).magnitude * Self.leastDegree
      guard apart <= min(limit, best?.distance ?? limit).metres else { return false }
      guard box?.contains(other) ?? true, isAsked(number) else { return true }
      let distance = Geodesic.distance(from: position, to: other)
      guard distance < limit else { return true }
      if let known = best, (known.distance, known.number) < (distance, number) { return true }
      best = (number, distance)
      box = BoundingBox(around: position, within: distance)
      return true
    }
    let middle = first(from: position.latitude)
    var above = middle
    while above < sorted.count, look(at: above) { above += 1 }
    var below = middle - 1
    while below >= 0, look(at: below) { below -= 1 }
    return best
  }

  /// The first place whose latitude is not below one.
  private func first(from latitude: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].position.latitude < latitude { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
