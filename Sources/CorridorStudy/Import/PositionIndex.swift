import CorridorGeometry
import CorridorUnits

/// Positions in rows of latitude, each from west to east, so that those near one are found without looking
/// at all.
///
/// A row holds about as many positions as there are rows, wherever they crowd: a question costs a binary
/// search for each row that it reaches.
struct PositionIndex {
  /// The rows from south to north, one after the other; in a row longitudes rise.
  private let sorted: [(position: Coordinate, number: Int)]
  /// The same on the unit sphere.
  private let points: [SIMD3<Double>]
  private let rows: [Row]
  /// Metres within which the nearest is looked for first, about the way from one position to the next.
  private let spacing: Double

  /// Positions between two latitudes.
  private struct Row {
    let range: Range<Int>
    let south: Double
    let north: Double
  }

  /// The least radius of curvature of WGS 84 in metres, of the meridian at the equator: no geodesic is
  /// shorter than the chord between the same latitudes and longitudes on a sphere of it.
  private static let leastRadius = 6_335_439.0
  /// Half the way round the Earth is less, in metres.
  private static let farthest = 20_100_000.0

  /// Takes positions over; they are told by their number.
  init(_ positions: [Coordinate]) {
    var sorted = positions.enumerated()
      .sorted { ($0.element.latitude, $0.offset) < ($1.element.latitude, $1.offset) }
      .map { (position: $0.element, number: $0.offset) }
    let count = max(1, Int(Double(sorted.count).squareRoot()))
    rows = stride(from: 0, to: sorted.count, by: count).map { start in
      let range = start..<min(start + count, sorted.count)
      let row = Row(
        range: range, south: sorted[start].position.latitude,
        north: sorted[range.upperBound - 1].position.latitude)
      sorted[range].sort {
        ($0.position.longitude, $0.number) < ($1.position.longitude, $1.number)
      }
      return row
    }
    self.sorted = sorted
    points = sorted.map { Sphere.unitPoint(of: $0.position) }
    let height = (rows.last?.north ?? 0) - (rows.first?.south ?? 0)
    spacing = max(100, height * 111_000 / Double(count))
  }

  /// The numbers of the positions in a box, by number.
  func numbers(in box: BoundingBox) -> [Int] {
    var found: [Int] = []
    visit(box) { found.append(sorted[$0].number) }
    return found.sorted()
  }

  /// The nearest position that is asked for, and how far it is; of equally near ones the first number.
  func nearest(
    to position: Coordinate, within limit: Length = Length(metres: .infinity),
    where isAsked: (Int) -> Bool = { _ in true }
  ) -> (number: Int, distance: Length)? {
    let most = min(limit.metres, Self.farthest)
    let point = Sphere.unitPoint(of: position)
    var radius = min(spacing, most)
    while true {
      var best: (number: Int, distance: Length)?
      visit(BoundingBox(around: position, within: Length(metres: radius))) { place in
        let (other, number) = sorted[place]
        let gap = points[place] - point
        let chord = (gap * gap).sum().squareRoot() * Self.leastRadius
        // Half a millimetre for the rounding of points that are the same: a pole, the antimeridian.
        if let known = best, chord > known.distance.metres + 0.0005 { return }
        guard isAsked(number) else { return }
        let distance = Geodesic.distance(from: position, to: other)
        guard distance < limit else { return }
        if let known = best, (known.distance, known.number) < (distance, number) { return }
        best = (number, distance)
      }
      // What lies in the corners of the box may have something nearer beyond its sides.
      if let best, best.distance.metres <= radius || radius >= most { return best }
      guard radius < most else { return nil }
      radius = min(radius * 2, most)
    }
  }

  /// Visits the places in `sorted` of the positions in a box.
  private func visit(_ box: BoundingBox, _ body: (Int) -> Void) {
    let spans = Self.spans(of: box)
    var row = Self.first(0..<rows.count) { rows[$0].north >= box.south }
    while row < rows.count, rows[row].south <= box.north {
      for span in spans {
        var place = Self.first(rows[row].range) { sorted[$0].position.longitude >= span.west }
        while place < rows[row].range.upperBound, sorted[place].position.longitude <= span.east {
          if box.contains(sorted[place].position) { body(place) }
          place += 1
        }
      }
      row += 1
    }
  }

  /// The longitudes of a box from west to east; 180 and -180 degrees are one meridian.
  private static func spans(of box: BoundingBox) -> [(west: Double, east: Double)] {
    if box.crossesAntimeridian { return [(box.west, 180), (-180, box.east)] }
    var spans = [(west: box.west, east: box.east)]
    if box.east == 180, box.west > -180 { spans.append((-180, -180)) }
    if box.west == -180, box.east < 180 { spans.append((180, 180)) }
    return spans
  }

  /// The first index that a condition holds for, where it holds for all behind too.
  private static func first(_ range: Range<Int>, where condition: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
