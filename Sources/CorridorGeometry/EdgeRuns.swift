import GeometryEngine

/// Rings of many polygons in one array of vertices.
struct FlatRings: Sendable {
  /// The vertices of all rings, one ring after the other; every ring repeats its first at its end.
  var vertices: [Coordinate] = []
  /// Where each ring begins.
  var starts: [Int32] = []
  /// The number of the polygon that each ring belongs to.
  var polygons: [Int32] = []

  init() {}

  /// Lays out polygons, each with its number in order.
  init(_ polygons: [Polygon]) {
    let count = polygons.reduce(0) { sum, polygon in
      polygon.holes.reduce(sum + polygon.exterior.count) { $0 + $1.count }
    }
    vertices.reserveCapacity(count)
    for (number, polygon) in polygons.enumerated() {
      append(polygon.exterior, of: Int32(number))
      for hole in polygon.holes { append(hole, of: Int32(number)) }
    }
  }

  mutating func append(_ ring: some Collection<Coordinate>, of polygon: Int32) {
    starts.append(Int32(vertices.count))
    polygons.append(polygon)
    vertices.append(contentsOf: ring)
  }

  /// The vertices of a ring.
  func range(_ ring: Int) -> Range<Int> {
    Int(starts[ring])..<(ring + 1 < starts.count ? Int(starts[ring + 1]) : vertices.count)
  }
}

/// Consecutive edges of one ring with the box round them.
struct EdgeRun: Sendable {
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

  init(from vertex: Coordinate, number: Int, of polygon: Int32) {
    (first, last) = (Int32(number), Int32(number))
    self.polygon = polygon
    (west, south) = (vertex.longitude, vertex.latitude)
    (east, north) = (west, south)
  }

  /// The run with one more edge.
  @inline(__always)
  func extended(to vertex: Coordinate) -> EdgeRun {
    var run = self
    let (x, y) = (vertex.longitude, vertex.latitude)
    run.last += 1
    run.west = x < west ? x : west
    run.east = x > east ? x : east
    run.south = y < south ? y : south
    run.north = y > north ? y : north
    return run
  }
}

/// The edges of all polygons, divided into short runs.
///
/// A run has up to 16 edges and, unless it is a single edge, is no wider or higher than a limit that
/// suits the density of the edges, so that few runs are looked at in vain.
struct EdgeRuns: Sendable {
  let rings: FlatRings
  /// The runs in the order of the vertices.
  private(set) var runs: [EdgeRun] = []
  private(set) var west = Double.infinity
  private(set) var south = Double.infinity
  private(set) var east = -Double.infinity
  private(set) var north = -Double.infinity
  /// About the side, in degrees, of a square that half an edge falls on if they were spread evenly.
  private(set) var spacing = 1.0

  var vertices: [Coordinate] { rings.vertices }

  static let edgesInRun: Int32 = 16
  static let mostCells = 1 << 20

  init(_ rings: FlatRings) {
    self.rings = rings
    for vertex in rings.vertices {
      let (x, y) = (vertex.longitude, vertex.latitude)
      west = x < west ? x : west
      east = x > east ? x : east
      south = y < south ? y : south
      north = y > north ? y : north
    }
    guard !rings.vertices.isEmpty else { return }
    let cells = Double(min(Self.mostCells, max(1, 2 * rings.vertices.count)))
    let (width, height) = (east - west, north - south)
    spacing = max((width * height / cells).squareRoot(), max(width, height) / 8192, 1e-7)
    divide()
  }

  /// Whether some edge may be wider than half a turn.
  var hasWideRun: Bool { runs.contains { $0.east - $0.west > 180 } }

  private mutating func divide() {
    runs.reserveCapacity(rings.vertices.count / 10)
    let limit = 2 * spacing
    let vertices = rings.vertices
    for ring in rings.starts.indices {
      let range = rings.range(ring)
      guard range.count > 1 else { continue }
      var run = EdgeRun(
        from: vertices[range.lowerBound], number: range.lowerBound, of: rings.polygons[ring])
      for number in range.dropFirst() {
        let longer = run.extended(to: vertices[number])
        let isTooLarge =
          longer.last - longer.first > Self.edgesInRun || longer.east - longer.west > limit
          || longer.north - longer.south > limit
        if isTooLarge && run.last > run.first {
          runs.append(run)
          run = EdgeRun(from: vertices[number - 1], number: number - 1, of: run.polygon)
            .extended(to: vertices[number])
        } else {
          run = longer
        }
      }
      runs.append(run)
    }
  }
}

// MARK: - Coding

extension FlatRings {
  func write(to writer: inout ByteWriter) {
    writer.write(vertices)
    writer.write(starts)
    writer.write(polygons)
  }

  /// Reads rings of so many polygons; nil where they make no sense.
  init?(_ reader: inout ByteReader, polygons count: Int) {
    guard let vertices = reader.readNumbers(Coordinate.self),
      let starts = reader.readNumbers(Int32.self), let polygons = reader.readNumbers(Int32.self),
      polygons.count == starts.count,
      vertices.allSatisfy({ abs($0.longitude) <= 180 && abs($0.latitude) <= 90 }),
      polygons.allSatisfy({ 0 <= $0 && $0 < count }),
      Offsets.areValid(starts + [Int32(clamping: vertices.count)], into: vertices.count)
    else { return nil }
    (self.vertices, self.starts, self.polygons) = (vertices, starts, polygons)
  }
}

/// Where the lists of a list begin in one array.
enum Offsets {
  /// Whether the lists follow one another from the first element to the last.
  static func areValid(_ offsets: [Int32], into count: Int) -> Bool {
    guard offsets.first == 0, offsets.last.map(Int.init) == count else { return false }
    for place in offsets.indices.dropFirst() where offsets[place] < offsets[place - 1] {
      return false
    }
    return true
  }
}
