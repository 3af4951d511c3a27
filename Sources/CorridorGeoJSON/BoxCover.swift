internal import CorridorGeometry

/// Gathers positions into the box round them all, in constant memory.
///
/// Longitudes are kept as spans, so that a box over the antimeridian is found where it is smaller.
/// Of more than a thousand spans those nearest to each other are joined.
struct BoxCover {
  private var spans: [(west: Double, east: Double)] = []
  private var south = Double.infinity
  private var north = -Double.infinity
  private var low = Double.infinity
  private var high = -Double.infinity
  /// The most numbers of a position; 0 while there is none.
  private(set) var dimensions = 0

  private static let most = 1024

  var isEmpty: Bool { spans.isEmpty }

  /// Takes in a span of longitudes, none of which is beyond 180 degrees, and of latitudes.
  mutating func add(west: Double, south: Double, east: Double, north: Double) {
    self.south = min(self.south, south)
    self.north = max(self.north, north)
    if let last = spans.last, west >= last.west, east <= last.east { return }
    var (west, east) = (west, east)
    let first = spans.partitioningIndex { $0.east >= west }
    var end = first
    while end < spans.count, spans[end].west <= east {
      west = min(west, spans[end].west)
      east = max(east, spans[end].east)
      end += 1
    }
    spans.replaceSubrange(first..<end, with: [(west, east)])
    if spans.count > Self.most { joinNearest() }
  }

  /// Takes in altitudes.
  mutating func add(altitude: Double) {
    low = min(low, altitude)
    high = max(high, altitude)
  }

  /// Takes in how many numbers positions have.
  mutating func add(dimensions: Int) {
    self.dimensions = max(self.dimensions, dimensions)
  }

  /// Takes in what another has gathered.
  mutating func merge(_ other: BoxCover) {
    add(dimensions: other.dimensions)
    for span in other.spans {
      add(west: span.west, south: other.south, east: span.east, north: other.north)
    }
    takeAltitudes(of: other)
  }

  /// Takes in the altitudes that another has gathered.
  mutating func takeAltitudes(of other: BoxCover) {
    low = min(low, other.low)
    high = max(high, other.high)
  }

  private mutating func joinNearest() {
    var best = (index: 0, gap: Double.infinity)
    for index in spans.indices.dropLast() {
      let gap = spans[index + 1].west - spans[index].east
      if gap < best.gap { best = (index, gap) }
    }
    spans[best.index].east = spans[best.index + 1].east
    spans.remove(at: best.index + 1)
  }

  /// The box; nil without a position.
  ///
  /// West is greater than east where it crosses the antimeridian (RFC 7946 section 5.2).
  var box: BoundingBox? {
    BoundingBox(
      enclosing: spans.map {
        BoundingBox(west: $0.west, south: south, east: $0.east, north: north)
      })
  }

  /// The least and greatest longitude; nil without a position.
  var longitudes: (west: Double, east: Double)? {
    guard let first = spans.first, let last = spans.last else { return nil }
    return (first.west, last.east)
  }

  /// The least and greatest altitude; nil without one.
  var altitudes: ClosedRange<Double>? { low <= high ? low...high : nil }

  /// An altitude that limits leave out; nil where they hold them all within a tolerance.
  func altitude(outside limits: ClosedRange<Double>, tolerance: Double) -> Double? {
    guard let altitudes else { return nil }
    if altitudes.lowerBound < limits.lowerBound - tolerance { return altitudes.lowerBound }
    return altitudes.upperBound > limits.upperBound + tolerance ? altitudes.upperBound : nil
  }

  /// A position that a box leaves out; nil where it holds them all within a tolerance.
  func position(outside box: BoundingBox, tolerance: Double) -> Coordinate? {
    let wide = box.padded(by: tolerance)
    for span in spans {
      for longitude in [span.west, span.east] {
        for latitude in [south, north] {
          let corner = Coordinate(longitude: longitude, latitude: latitude)
          if !wide.contains(corner) { return corner }
        }
      }
    }
    return nil
  }
}

extension Array {
  /// The index of the first element that a condition holds for, where it holds for all behind too.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
