/// The edges of all polygons in flat arrays, found by bands of latitude.
///
/// Rings are divided into runs of up to 16 edges with a box each, and every band lists the runs that
/// reach into it. That is quick to build, for only runs are sorted, and quick to ask: a run that
/// lies wholly west of a point is met an odd number of times by the point's parallel when its two
/// ends lie on different sides, whatever it does between.
struct BorderBands: Sendable {
  /// Consecutive edges of one ring.
  struct Run: Sendable {
    /// The first vertex.
    var first: Int32
    /// The last vertex, where the next run of the ring begins.
    var last: Int32
    /// The number of the polygon.
    var polygon: Int32
    var west: Double
    var south: Double
    var east: Double
    var north: Double
  }

  /// The vertices of all rings, one ring after the other.
  private(set) var vertices: [Coordinate] = []
  /// The runs of edges in the order of the vertices.
  private(set) var runs: [Run] = []
  /// Where the runs of each band begin in `listed`, from the south.
  private(set) var bandStart: [Int32] = []
  /// The runs, band by band.
  private(set) var listed: [Int32] = []
  private(set) var bands = 1

  private(set) var west = Double.infinity
  private(set) var south = Double.infinity
  private(set) var east = -Double.infinity
  private(set) var north = -Double.infinity
  private var bandsPerDegree = 0.0

  static let edgesInRun = 16
  static let mostBands = 720
  static let runsInBand = 20

  /// Lays out polygons, each with its number in order.
  init(_ polygons: [Polygon]) {
    let count = polygons.reduce(0) { sum, polygon in
      polygon.holes.reduce(sum + polygon.exterior.count) { $0 + $1.count }
    }
    vertices.reserveCapacity(count)
    runs.reserveCapacity(count / Self.edgesInRun + 2 * polygons.count)
    for (number, polygon) in polygons.enumerated() {
      append(polygon.exterior, of: Int32(number))
      for hole in polygon.holes { append(hole, of: Int32(number)) }
    }
    for run in runs {
      (west, east) = (min(west, run.west), max(east, run.east))
      (south, north) = (min(south, run.south), max(north, run.north))
    }
    list()
  }

  /// Whether some edge may be wider than half a turn.
  var hasWideRun: Bool { runs.contains { $0.east - $0.west > 180 } }

  private mutating func append(_ ring: [Coordinate], of polygon: Int32) {
    let base = vertices.count
    vertices.append(contentsOf: ring)
    for first in stride(from: 0, to: ring.count - 1, by: Self.edgesInRun) {
      let last = min(first + Self.edgesInRun, ring.count - 1)
      var (west, south) = (ring[first].longitude, ring[first].latitude)
      var (east, north) = (west, south)
      for vertex in (first + 1)...last {
        let (x, y) = (ring[vertex].longitude, ring[vertex].latitude)
        west = x < west ? x : west
        east = x > east ? x : east
        south = y < south ? y : south
        north = y > north ? y : north
      }
      runs.append(
        Run(
          first: Int32(base + first), last: Int32(base + last), polygon: polygon, west: west,
          south: south, east: east, north: north))
    }
  }

  /// Lists the runs by band: counts, sums, fills.
  private mutating func list() {
    bands = min(Self.mostBands, max(1, runs.count / Self.runsInBand))
    bandsPerDegree = runs.isEmpty ? 0 : Double(bands) / max(north - south, 1e-6)
    var starts = [Int32](repeating: 0, count: bands + 1)
    for run in runs {
      for band in band(run.south)...band(run.north) { starts[band] += 1 }
    }
    var sum: Int32 = 0
    for band in starts.indices {
      sum += starts[band]
      starts[band] = sum
    }
    var numbers = [Int32](repeating: 0, count: Int(sum))
    for (number, run) in runs.enumerated().reversed() {
      for band in band(run.south)...band(run.north) {
        starts[band] -= 1
        numbers[Int(starts[band])] = Int32(number)
      }
    }
    (bandStart, listed) = (starts, numbers)
  }

  /// The band of a latitude, the nearest one outside all.
  @inline(__always)
  func band(_ latitude: Double) -> Int {
    let band = (latitude - south) * bandsPerDegree
    return band > 0 ? min(Int(band), bands - 1) : 0
  }

  /// The runs that reach into a band, as places in `listed`.
  @inline(__always)
  func places(inBand band: Int) -> Range<Int> {
    Int(bandStart[band])..<Int(bandStart[band + 1])
  }

  /// The longitudes of a chord within a band that it reaches, with a margin for rounding.
  func longitudes(of a: Coordinate, _ b: Coordinate, inBand band: Int) -> (Double, Double) {
    let (west, east) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
    let (low, high) = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
    guard self.band(low) != self.band(high) else { return (west, east) }
    let bottom = max(low, south + (Double(band) - 1e-9) / bandsPerDegree)
    let top = min(high, south + (Double(band + 1) + 1e-9) / bandsPerDegree)
    let slope = (b.longitude - a.longitude) / (b.latitude - a.latitude)
    let one = a.longitude + (bottom - a.latitude) * slope
    let other = a.longitude + (top - a.latitude) * slope
    return (max(west, min(one, other) - 1e-9), min(east, max(one, other) + 1e-9))
  }
}
